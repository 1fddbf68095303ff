"""What a comparison comes to, in sentences whose words follow the statistics."""

from __future__ import annotations

import math

from experiments.comparing.compare import AS_IT_IS, MOST, Comparison
from experiments.comparing.outcomes import CENSORED, MEANINGS, scale_of
from experiments.comparing.verdict import Verdict, more_pairs, verdict
from experiments.findings import listed, weeks
from experiments.intervals import Interval
from experiments.statistics.pairing import runs_saved
from experiments.wording import with_interval
from simulation.wording import counted


def said(of: Interval, outcome: str) -> str:
    """A value or difference of an outcome with its interval, in the unit in which it is told.

    >>> said(Interval(0.031, 0.02, 0.042, 20), "uptake")
    '3.1 (2.0–4.2)'
    """
    scale, _, digits = scale_of(outcome)
    return with_interval(of, digits, scale, least=-math.inf)


def told(found: Comparison) -> list[str]:
    """The findings, the answer first."""
    return [*answered(found), _pairs(found), pairing(found), *cautions(found)]


def what_was_run(found: Comparison) -> str:
    """The line under a title: weeks, strategies, pairs."""
    strategies = counted(len(found.strategies), "strategy", "strategies")
    return f"{weeks(found.scenario.weeks)}, {strategies}, {counted(found.n, 'pair', 'pairs')} of runs each"


def name_of(outcome: str) -> str:
    """An outcome as a sentence calls it.

    >>> name_of("net_value")
    'net value'
    """
    return outcome.replace("_", " ")


def answered(found: Comparison) -> list[str]:
    """Strategies by what may be said of them, the most of it first; or why there is no verdict."""
    primary, what = found.primary, name_of(found.primary)
    unit = scale_of(primary)[1]
    if found.matters is None:
        first = found.order[0]
        return [
            f"No verdict: nobody said how large a difference of {what} matters (--matters). The largest mean is that "
            f"of {found.titles[first]}: {said(found.difference(first, primary), primary)} {unit} against the council "
            "as it is, which says nothing of whether it is the best."
        ]
    by: dict[Verdict, list[str]] = {}
    for arm in found.order:
        by.setdefault(verdict(found.difference(arm, primary), found.matters), []).append(arm)
    sentences = []
    for kind, words in (
        (Verdict.HIGHER, f"Surely higher {what}, in {unit}"),
        (Verdict.MAYBE_HIGHER, "Higher, perhaps by too little to matter"),
        (Verdict.ALIKE, "No difference that matters"),
        (Verdict.OPEN, "Not distinguishable"),
        (Verdict.MAYBE_LOWER, "Lower, perhaps by too little to matter"),
        (Verdict.LOWER, f"Surely lower {what}, in {unit}"),
    ):
        each = [f"{found.titles[arm]} ({_said(found, arm, kind)})" for arm in by.get(kind, [])]
        if each:
            sentences.append(f"{words}: {listed(each)}.")
    if none := by.get(Verdict.NONE):
        names = listed([found.titles[arm] for arm in none])
        sentences.append(f"No verdict: {what} is no number (a share of nothing) in too many pairs of {names}.")
    return sentences


def _said(found: Comparison, arm: str, kind: Verdict) -> str:
    """A difference in brackets; where it is open, how many more pairs it would take."""
    of = found.difference(arm, found.primary)
    if kind != Verdict.OPEN:
        return said(of, found.primary)
    return more_pairs(of, found.matters)


def _pairs(found: Comparison) -> str:
    plan, unit = found.plan, scale_of(found.primary)
    run = f"{counted(found.n, 'pair', 'pairs')} of runs in each arm"
    if plan.half_width is None:
        return f"{run}{', as many as are run where nothing else is asked' if plan.is_usual else ''}."
    width = f"{plan.half_width * unit[0]:,.{unit[2]}f} {unit[1]}"
    why = f"a pilot of {plan.pilot} pairs, not used again, asked for {plan.needed or 0:,} for intervals of ±{width}"
    return f"{run}: {why}{f', and {MOST} is the most' if (plan.needed or 0) > MOST else ''}."


def pairing(found: Comparison) -> str:
    """What equal luck saved, a sentence."""
    ratios = {arm: found.ratio(arm) for arm in found.strategies}
    known = sorted(ratio for ratio in ratios.values() if math.isfinite(ratio))
    if not known:
        return "What pairing saved cannot be said: nothing varies."
    middle = known[len(known) // 2]
    saved = runs_saved(list(ratios.values()), found.n)
    if middle <= 1.0:
        return f"Equal luck saved nothing here: the variance of differences shrank {_times(middle)} times."
    about = f"{float(f'{saved:.2g}'):,.0f}"  # no more digits than a few pairs bear
    spread = f"{_times(known[0])} to {_times(known[-1])} times, half of them at least {_times(middle)}"
    return (
        f"Equal luck shrank the variance of differences {spread if len(known) > 1 else f'{_times(middle)} times'}: "
        f"unpaired, the same intervals would have taken about {about} more runs."
    )


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10.0 else f"{ratio:.1f}"


def cautions(found: Comparison) -> list[str]:
    """What whoever reads differences has to know: arms of other people, and an uptake that no run comes to."""
    return [*_warnings(found), *_quarter(found)]


def _warnings(found: Comparison) -> list[str]:
    if not found.other_people:
        return []
    names = [found.titles[arm] for arm in found.other_people]
    return [
        f"Careful: {listed(names)} {'has' if len(names) == 1 else 'have'} other people or ties than the council as it "
        "is, so not everybody meets the same luck, and part of the difference is other people."
    ]


def _quarter(found: Comparison) -> list[str]:
    """That no run of any arm comes to 25 % of uptake, where that is so; a table holds the shares where it is not."""
    never = {arm: found.never(arm).mean or 0.0 for arm in (AS_IT_IS, *found.strategies)}
    if all(share == 1.0 for share in never.values()):
        return [f"No run of any arm comes to 25 % uptake within {found.scenario.weeks} weeks."]
    return []


def meaning(outcome: str) -> str:
    """What an outcome is, in words."""
    if outcome == CENSORED:
        return "first week with 25 % uptake, cut off at the end of the run: mean of what is the smaller"
    return MEANINGS[outcome]
