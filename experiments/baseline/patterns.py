"""The qualitative patterns of docs/verification.md: what each counts, and whether an organisation shows it.

Each has one definition. They were gathered after tuning, and three are bands that defaults were tuned to, so what they
say is no test of a prediction. Yes and no are of means over runs; a difference that its interval cannot tell from
nought is neither.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from experiments.baseline.bands import band_of
from experiments.baseline.capacity import BOTH, COMMS, WANTING, Arms
from experiments.intervals import interval
from experiments.results import Results
from simulation.counts import objections
from simulation.outcomes import share
from simulation.rules.maturity import maturity_of
from simulation.state import GATES, Maturity, Objection, label
from simulation.wording import percent

MOST = 0.5  # more than this share is most of it
OF_CAPACITY = (
    Objection.NO_RESOURCE,
    Objection.PACE,
    Objection.INFRASTRUCTURE,
)  # comms' support and ICT's infrastructure
LEAST_INEQUALITY = 0.1  # below, departments hardly differ
SPLIT_IN_TWO = 0.5  # Gini coefficient where one half uses it, all alike, and the other half does not


@dataclass(frozen=True)
class Verdict:
    """Whether a pattern is there, none where the runs cannot tell, and the number that says so, as text."""

    is_there: bool | None
    number: str

    @property
    def says(self) -> str:
        """The verdict in words: ``yes``, ``no`` or ``not distinguishable``.

        >>> [Verdict(is_there, "").says for is_there in (True, False, None)]
        ['yes', 'no', 'not distinguishable']
        """
        return "not distinguishable" if self.is_there is None else "yes" if self.is_there else "no"


@dataclass(frozen=True)
class Pattern:
    """A pattern in words, what is counted and when that is a yes, and how it is judged."""

    says: str
    rule: str
    judge: Callable[[Results, Arms], Verdict]


def gains_by_third(curve: Sequence[float]) -> tuple[float, float, float]:
    """Of all that a course gained, the share gained in each third of its weeks; not numbers where it gained nothing.

    >>> gains_by_third([0.0, 1.0, 4.0, 10.0])
    (0.1, 0.3, 0.6)
    """
    at = [round(k * (len(curve) - 1) / 3) for k in range(4)]
    whole = curve[-1] - curve[0]
    steps = [curve[b] - curve[a] for a, b in pairwise(at)]
    first, second, third = (share(step, whole) for step in steps)
    return first, second, third


def stages_passed(stages: Sequence[int]) -> int:
    """How many stages of maturity a course went through in their order, from informal experiments, skipping none.

    >>> stages_passed([0, 0, 1, 0, 1]), stages_passed([0, 2]), stages_passed([0, 1, 2, 1]), stages_passed([1, 1])
    (2, 1, 3, 0)
    """
    passed = 0
    for stage in stages:
        if stage > passed:  # one was skipped
            break
        passed = max(passed, stage + 1)
    return passed


def _uptake(results: Results, _: Arms) -> Verdict:
    curve = results.by_week("uptake").mean(axis=0)
    gains = gains_by_third(curve.tolist())
    stays_partial = curve[-1] <= band_of("uptake").high
    return Verdict(
        bool(gains[0] < gains[1] and stays_partial), f"{' + '.join(map(_percent, gains))}; {_percent(curve[-1])}"
    )


def _series(results: Results, _: Arms) -> Verdict:
    share_of = {gate: _mean(results, f"refusals_{label(gate)}") for gate in GATES}
    on_the_way = [share_of[gate] for gate in results.scenario.route_gates]
    several = len(on_the_way) > 1 and min(on_the_way) > 0.0
    return Verdict(several and max(share_of.values()) <= MOST, _percent(max(share_of.values())))


def _in_band(outcome: str) -> Callable[[Results, Arms], Verdict]:
    def judge(results: Results, _: Arms) -> Verdict:
        band, mean = band_of(outcome), _mean(results, outcome)
        return Verdict(band.low <= mean <= band.high, _written(mean))

    return judge


def _assumed(results: Results, _: Arms) -> Verdict:
    assumed, made = _mean(results, "assumed"), _mean(results, "objections")
    taken_for_granted = share(assumed, assumed + made)
    return Verdict(taken_for_granted >= MOST, _percent(taken_for_granted))


def _maturity(results: Results, _: Arms) -> Verdict:
    grey_area = float(results.scenario.values["route.grey_area"])
    has_home = float(results.scenario.values["digital_lead.hours"]) > 0.0
    passed = []
    for run in results.replicates:
        weeks = zip(*(run.weekly[name] for name in ("uptake", "shadow_share", "evidence")), strict=True)
        passed.append(stages_passed([maturity_of(u, s, grey_area, e, has_home) for u, s, e in weeks]))
    shares = [float(np.mean([number > stage for number in passed])) for stage in Maturity]
    return Verdict(shares[-1] > MOST, " → ".join(map(_percent, shares)))


def _differ(results: Results, _: Arms) -> Verdict:
    gini = _mean(results, "inequality")
    return Verdict(LEAST_INEQUALITY <= gini < SPLIT_IN_TWO, _written(gini))


def _capacity(results: Results, arms: Arms) -> Verdict:
    before = _mean(results, "uptake")
    gained = {arm: 100.0 * (_mean(arms[arm], "uptake") - before) for arm in (COMMS, BOTH, WANTING)}
    counted = objections(results.table("counts")).groupby("objection", observed=True)["count"].sum()
    largest = max(int(counted.get(label(objection), 0)) for objection in OF_CAPACITY) / max(1, int(counted.sum()))
    pairs = zip(arms[BOTH].replicates, arms[WANTING].replicates, strict=True)
    apart = interval(100.0 * (more.outcomes["uptake"] - wanted.outcomes["uptake"]) for more, wanted in pairs)
    number = "; ".join(_points(gained[arm]) for arm in (COMMS, BOTH, WANTING))
    sure = "" if apart.low is None or apart.high is None else f" ({_points(apart.low)} to {_points(apart.high)})"
    difference = f"{_points(gained[BOTH] - gained[WANTING])}{sure}"
    is_ceiling = gained[BOTH] > gained[WANTING] if apart.excludes_zero else None
    return Verdict(is_ceiling if largest <= MOST else False, f"{number}; {difference}; {_percent(largest)}")


def _mean(results: Results, outcome: str) -> float:
    mean = results.outcome(outcome).mean
    return math.nan if mean is None else mean


def _written(number: float) -> str:
    return "–" if math.isnan(number) else f"{number:.2f}"


def _points(number: float) -> str:
    return f"{number:+.1f}".replace("-", "−")


def _percent(part: float) -> str:
    return percent(part, 0)


def _band(outcome: str) -> str:
    band = band_of(outcome)
    return f"`{outcome}`; a band, tuned to: yes inside it, {band.low:g} to {band.high:g}"


PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "Uptake rises slowly, then faster, and stays partial after three years.",
        "share of the rise in each third of the weeks; uptake at the end. Yes where the first third brings less than "
        f"the second, and no more than {band_of('uptake').high:g} of staff are live at the end",
        _uptake,
    ),
    Pattern(
        "Several gates stand one behind the other, and none of them decides everything.",
        "the largest share of refusals that is one gate's; yes where there are several on every way, each of them "
        f"refuses, and none makes more than {MOST:g}",
        _series,
    ),
    Pattern(
        "Requests are refused for good reasons and for bad ones, neither alone.",
        _band("protective"),
        _in_band("protective"),
    ),
    Pattern(
        "Much of what is called a block was never made: people took it for granted.",
        "noes taken for granted, as a share of these and of refusals together; yes from a half",
        _assumed,
    ),
    Pattern(
        "Some of the refused and the deterred go ahead without permission.",
        _band("went_round"),
        _in_band("went_round"),
    ),
    Pattern(
        "Incidents with consequences are few, a handful a year in a council.",
        _band("incidents_per_year"),
        _in_band("incidents_per_year"),
    ),
    Pattern(
        "Use goes through informal experiments, coordinated disorder, and institution.",
        "share of runs that go through the first, the first two and all three `maturity` stages in this order; "
        "yes where most go through all three",
        _maturity,
    ),
    Pattern(
        "Departments differ in degree rather than split in two.",
        f"`inequality`; yes from {LEAST_INEQUALITY:g}, and below {SPLIT_IN_TWO:g}, which is that of a council half of "
        "which uses it, all alike, and half not at all",
        _differ,
    ),
    Pattern(
        "The bottleneck is stacked capacity, of comms' support and of ICT's infrastructure, and neither hides "
        "everything else.",
        "points of uptake gained, same luck, with comms' posts doubled; with ICT's capacity and investment doubled as "
        "well; with all pressure to want doubled instead; the second less the third, with the 95 % interval of pairs; "
        "the largest share of refusals that a lack of either "
        f"capacity makes (`{'`, `'.join(map(label, OF_CAPACITY))}`). Yes where the second gain exceeds the third, no "
        "where it is the smaller, not distinguishable where the interval holds 0; no as well where that share is above "
        f"{MOST:g}",
        _capacity,
    ),
)  # fmt: skip
