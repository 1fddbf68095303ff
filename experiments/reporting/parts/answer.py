"""The answer in three sentences, each with a word for how sure it is: what to do, who holds it up, where else it holds.

The words follow the statistics. *Holds*: the interval says so. *Suggestive*: it leaves out nought, and no more is sure.
*Not distinguishable*: it does not. *Not known*: too little was run that could say; *not asked*: nothing was.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from experiments.blaming.reading import Blamed
from experiments.blaming.telling import in_hours
from experiments.comparing.beside import called, called_inside, near_enough
from experiments.comparing.compare import AS_IT_IS, Comparison
from experiments.comparing.levers import Order, is_better
from experiments.comparing.outcomes import AIMS, PRIMARY, better, scale_of
from experiments.comparing.reading import Compared
from experiments.comparing.telling import answered, name_of, said
from experiments.comparing.verdict import Verdict, more_pairs, verdict
from experiments.findings import listed, weeks
from experiments.intervals import Interval
from experiments.reporting.content import Answer, Section, Text, plain
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study
from experiments.statistics.simultaneous import ranks, stacked
from experiments.wording import share
from simulation.state import GATES, Gate, label
from simulation.wording import counted
from simulation.words import WRITTEN

HOLDS, SUGGESTIVE, OPEN, NOT_ASKED = "Holds", "Suggestive", "Not distinguishable", "Not asked"
TOO_FEW = "Not known"
NO_VERDICT = "No verdict"
WORDS = {
    HOLDS: "the interval says so",
    SUGGESTIVE: "the interval leaves out nought, and no more than that is sure",
    OPEN: "the interval says neither",
    NO_VERDICT: "nobody said how large a difference matters, or it is a share of nothing",
    TOO_FEW: "too few councils were run that could say",
    NOT_ASKED: "nothing was run that could say",
}


def section(study: Study, sources: Sources) -> Section:
    """The three sentences, and what their words mean."""
    compared, blamed = study.compared, study.blamed
    answers = [what_to_do(compared, sources), who_blocks(blamed, sources), elsewhere(compared, sources)]
    used = dict.fromkeys(answer.word for answer in answers)
    legend = "; ".join(f"{word}: {WORDS[word]}" for word in used)
    return Section("The answer", (*answers, Text(f"{legend}.", is_note=True)))


def leader(found: Comparison) -> str:
    """The strategy that comes out best in the judged outcome: first by what is sure of it, then by its mean.

    Of outcomes without a better side, the one with most.
    """
    sign = _sign(found.primary)

    def place(arm: str) -> tuple[int, float]:
        of = found.difference(arm, found.primary)
        return BEST_FIRST.index(_kind(of, found.matters, sign)), -sign * (of.mean or 0.0)

    return min(found.strategies, key=place)


def advised(found: Comparison) -> str:
    """What the first sentence comes to: the best strategy, or the council as it is where surely none is better."""
    best = leader(found)
    kind = _kind(found.difference(best, found.primary), found.matters, _sign(found.primary))
    return AS_IT_IS if kind in (Verdict.ALIKE, Verdict.MAYBE_LOWER, Verdict.LOWER) else best


def _sign(outcome: str) -> float:
    return better(outcome) if outcome in AIMS else 1.0


def _kind(of: Interval, matters: float | None, sign: float) -> Verdict:
    """The verdict as if more were better: ``HIGHER`` is better."""
    kind = verdict(of, matters)
    return kind if sign > 0.0 else MIRRORED.get(kind, kind)


def what_to_do(record: Compared | None, sources: Sources) -> Answer:
    """Which strategy is best, and whether it is better than the council as it is."""
    if record is None:
        return Answer(NOT_ASKED, "What strategies do was not compared.", "")
    found, source = record.comparison, sources.differences(record)
    best, what, sign = leader(found), name_of(found.primary), _sign(found.primary)
    of, title = found.difference(best, found.primary), found.titles[best]
    kind = _kind(of, found.matters, sign)
    if kind == Verdict.NONE or found.primary not in AIMS:
        kinds = [verdict(found.difference(arm, found.primary), found.matters) for arm in found.strategies]
        first = next((one for one in AS_TOLD if one in kinds), Verdict.NONE)
        return Answer(STANDING[first], plain(_first(found)), source)
    scale, unit, digits = scale_of(found.primary)
    by = f"{said(of, found.primary)} {unit} over {weeks(found.scenario.weeks)}"
    enough = f"({(found.matters or 0.0) * scale:,.{digits}f} {unit})"
    raises, lowers = ("raises", "lowers") if sign > 0.0 else ("lowers", "raises")
    sentence = {
        Verdict.HIGHER: f"{title} surely {raises} {what} by more than matters {enough}: {by}",
        Verdict.MAYBE_HIGHER: f"{title} {raises} {what}, perhaps by too little to matter {enough}: {by}",
        Verdict.OPEN: f"That any strategy {raises} {what} cannot be told yet; nearest comes {title}, {by}, and "
        f"{more_pairs(of, found.matters)} would tell",
        Verdict.ALIKE: f"No strategy {raises} {what} by as much as matters {enough}; nearest comes {title}, {by}",
        Verdict.MAYBE_LOWER: f"Every strategy compared {lowers} {what}; the least so {title}, {by}",
        Verdict.LOWER: f"Every strategy compared {lowers} {what}; the least so {title}, {by}",
    }[kind]
    is_better = kind in (Verdict.HIGHER, Verdict.MAYBE_HIGHER)
    word = HOLDS if kind == Verdict.MAYBE_LOWER else STANDING[kind]  # surely none of them is better
    more = f"{_rivals(found, best)}{_costs(found, best)}" if is_better else _levers(record.beside.order, found)
    return Answer(word, plain(f"{sentence}{more}."), source)


def _costs(found: Comparison, arm: str) -> str:
    """That a strategy surely lowers net value, where another outcome is judged."""
    name = found.titles[arm]
    return f"; but {name} surely lowers net value ({said(of, PRIMARY)} hours)" if (of := _lowered(found, arm)) else ""


def _at_a_cost(found: Comparison, arm: str) -> str:
    """The same beside a name."""
    return f" (but surely lower net value: {said(of, PRIMARY)} hours)" if (of := _lowered(found, arm)) else ""


def _lowered(found: Comparison, arm: str) -> Interval | None:
    of = found.difference(arm, PRIMARY)
    return of if found.primary != PRIMARY and (of.high or 0.0) < 0.0 else None


def _levers(order: Order | None, found: Comparison) -> str:
    """That single levers do what no strategy does, where they surely do."""
    if order is None or not order.chain or order.outcome != found.primary:
        return ""
    gain = order.chain[-1].gain
    if not is_better(gain, _sign(found.primary)):
        return ""
    many = counted(len(order.chain), "single lever does", "single levers together do")
    return f"; {many} better ({said(gain, found.primary)} {scale_of(found.primary)[1]}), see “What to do first”"


def _first(found: Comparison) -> str:
    """The first sentence of ``blockers compare``, without the word that stands before it here."""
    words = answered(found)[0].removeprefix(f"{NO_VERDICT}: ")
    return f"{words[:1].upper()}{words[1:]}"


STANDING = {
    Verdict.HIGHER: HOLDS,
    Verdict.LOWER: HOLDS,
    Verdict.ALIKE: HOLDS,
    Verdict.MAYBE_HIGHER: SUGGESTIVE,
    Verdict.MAYBE_LOWER: SUGGESTIVE,
    Verdict.OPEN: OPEN,
    Verdict.NONE: NO_VERDICT,
}
BEST_FIRST = (
    Verdict.HIGHER, Verdict.MAYBE_HIGHER, Verdict.OPEN, Verdict.ALIKE, Verdict.MAYBE_LOWER, Verdict.LOWER, Verdict.NONE,
)  # fmt: skip
AS_TOLD = (
    Verdict.HIGHER, Verdict.MAYBE_HIGHER, Verdict.ALIKE, Verdict.OPEN, Verdict.MAYBE_LOWER, Verdict.LOWER,
)  # fmt: skip
MIRRORED = {
    Verdict.HIGHER: Verdict.LOWER,
    Verdict.LOWER: Verdict.HIGHER,
    Verdict.MAYBE_HIGHER: Verdict.MAYBE_LOWER,
    Verdict.MAYBE_LOWER: Verdict.MAYBE_HIGHER,
    Verdict.ALIKE: Verdict.ALIKE,
    Verdict.OPEN: Verdict.OPEN,
}


def _rivals(found: Comparison, best: str) -> str:
    """Whether the best is surely the best, or which others may be: from rank intervals that hold together."""
    columns = stacked([_sign(found.primary) * found.values(arm, found.primary) for arm in found.strategies])
    known = columns[np.isfinite(columns).all(axis=1)]
    if len(found.strategies) == 1 or len(known) < 2:
        return ""
    places, what = dict(zip(found.strategies, ranks(known), strict=True)), name_of(found.primary)
    others = [
        f"{found.titles[arm]}{_at_a_cost(found, arm)}" for arm in found.order if arm != best and places[arm][0] == 1
    ]
    if not others:
        return f"; it is surely the best of those compared in {what}" if places[best] == (1, 1) else ""
    return f"; not distinguishable from it in {what}: {listed(others)}"


def who_blocks(record: Blamed | None, sources: Sources) -> Answer:
    """Who holds it up most, in the words of ``blockers blame``."""
    if record is None:
        return Answer(NOT_ASKED, "Who holds it up, and whether that is who is blamed, was not asked.", "")
    source = sources.blame(record, ("gates",))
    causes = {gate: record.at(label(gate), "cause_uptake") for gate in GATES}
    most = max(GATES, key=lambda gate: causes[gate].mean or 0.0)
    own = next((line for line in record.findings if line.startswith(f"{WRITTEN[most]} took ")), record.findings[0])
    sure = [gate for gate in GATES if (causes[gate].low or 0.0) > 0.0]
    if not sure:
        words = f"Whether any single gate holds uptake back cannot be told yet; {_inside(own)}"
        return Answer(OPEN, plain(words), source)
    if most not in sure:
        also = max(sure, key=lambda gate: causes[gate].mean or 0.0)
        words = f"{WRITTEN[also]} surely holds uptake back; whether {WRITTEN[most]} does, and more, cannot be told yet"
        return Answer(SUGGESTIVE, plain(f"{words}: {_inside(own)}"), source)
    is_sure = _is_surely_most(causes, most)
    blame = {gate: record.at(label(gate), "blame") for gate in GATES}
    blamed = max(GATES, key=lambda gate: blame[gate].mean or 0.0)
    whom = ""
    if blamed != most and not record.some(label(blamed), "blame").are_few:
        how_much = "most" if _is_surely_most(blame, blamed) else "most, or as much as any"
        whom = f", and {WRITTEN[blamed]} is blamed {how_much} ({record.portion(label(blamed), 'blame')} % of the blame)"
    words = f"{WRITTEN[most]} holds uptake back most{'' if is_sure else ', or as much as any'}{whom}: {own}"
    return Answer(
        HOLDS if is_sure else SUGGESTIVE, plain(f"{words} {_worth(record, most, blamed if whom else None)}"), source
    )


def _is_surely_most(of: Mapping[Gate, Interval], most: Gate) -> bool:
    """Whether the interval of one gate lies above those of all others."""
    return all((of[most].low or 0.0) > (of[gate].high or 0.0) for gate in GATES if gate != most)


def _worth(record: Blamed, most: Gate, blamed: Gate | None) -> str:
    """Whether the gate that holds most up, and the one that is blamed most, are worth more gone or there."""
    part = record.at(label(most), "cause_net_value")
    told = f"Whether taking {WRITTEN[most]} away would raise net value or lower it is not distinguishable"
    if part.excludes_zero:
        told = f"Taking {WRITTEN[most]} away would {_moves(part)} net value"
    told += f" ({in_hours(part)} hours, on average over which other gates are gone)"
    if blamed is not None and (of := record.at(label(blamed), "cause_net_value")).excludes_zero:
        told += f"; taking {WRITTEN[blamed]} away would {_moves(of)} it ({in_hours(of)} hours)"
    return f"{told}."


def _moves(of: Interval) -> str:
    return "raise" if (of.mean or 0.0) > 0.0 else "lower"


def _inside(sentence: str) -> str:
    """A sentence as it goes on after another; a name keeps its capital."""
    is_name = sentence.startswith(tuple(WRITTEN.values()))
    return sentence if is_name else sentence[:1].lower() + sentence[1:]


def elsewhere(record: Compared | None, sources: Sources) -> Answer:
    """Whether what is advised is good enough in more than half of the plausible councils."""
    many = None if record is None else record.beside.councils
    if record is None or many is None:
        missing = "" if record is None else record.beside.missing
        words = missing or "Whether it would be good enough in other councils than this one was not asked."
        return Answer(TOO_FEW if missing else NOT_ASKED, plain(words), "")
    best = advised(record.comparison)
    inside = called_inside(many, best)
    of, who, is_enough = many.good_enough(best), called(many, best), f"good enough ({near_enough(many)})"
    if (of.low or 0.0) > 0.5:
        word, claim = HOLDS, f"{who} is {is_enough} in most plausible councils"
    elif of.high is not None and of.high < 0.5:
        word, claim = HOLDS, f"{who} is {is_enough} in fewer than half of plausible councils"
    else:
        word, claim = (
            OPEN,
            f"Whether {inside} is {is_enough} in most plausible councils cannot be told",
        )
    claim += f": in {share(of)} %, and best in {share(many.best(best))} %"
    if many.leader != best:
        most = share(many.good_enough(many.leader))
        claim += f"; most often good enough: {many.titles[many.leader]} ({most} %)"
    return Answer(word, plain(f"{claim}."), sources.councils(record))
