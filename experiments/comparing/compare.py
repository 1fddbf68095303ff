"""Everything that ``blockers compare`` knows: a pilot that fixes the number of pairs, then all pairs, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.arms.arm import Arm, Trials
from experiments.arms.journal import Journal
from experiments.arms.running import differ_in_people, run_arms
from experiments.baseline.ranking import wilson
from experiments.comparing.ends import ends, uptake
from experiments.comparing.outcomes import BESIDE, CENSORED, values
from experiments.intervals import Interval, interval
from experiments.statistics.durations import censored_at, incidence_interval
from experiments.statistics.pairing import pairs_needed, spread_of_pilot, variance_ratio
from experiments.statistics.simultaneous import known_together, stacked
from simulation.scenario import Scenario

Floats = NDArray[np.float64]
AS_IT_IS = "as it is"
PILOT = 10  # pairs, whose seeds come before all others and are not used again
USUAL = 40  # pairs, where neither an interval nor an effect that matters was asked for
MOST = 1000  # pairs that a pilot may ask for


class NoNumbers(Exception):
    """No number of pairs follows from a pilot, since it has no differences that are numbers; ``pilot`` is its runs."""

    def __init__(self, outcome: str, pilot: Trials) -> None:
        self.pilot = pilot
        super().__init__(
            f"{outcome} is no number (a share of nothing) in too many of a pilot of {PILOT} pairs: nothing says "
            "how many pairs are needed"
        )


@dataclass(frozen=True)
class Plan:
    """How many pairs were run, and why.

    ``half_width`` is how far the intervals were to reach to either side, in the unit of the outcome, none where nothing
    was asked; ``needed`` what the pilot of ``pilot`` pairs asked for, which ``MOST`` may have cut. ``is_usual``: nobody
    asked for any number.
    """

    pairs: int
    pilot: int = 0
    half_width: float | None = None
    needed: int | None = None
    is_usual: bool = False


@dataclass(frozen=True)
class Comparison:
    """Strategies laid on one council, against the council as it is, on equal luck.

    ``arms`` begins with the council as it is; ``titles`` says what each is called. ``primary`` is the outcome that is
    judged, ``matters`` its smallest effect that matters, none where nobody said.
    """

    scenario: Scenario
    arms: Sequence[Arm]
    titles: dict[str, str]
    primary: str
    matters: float | None
    plan: Plan
    trials: Trials

    @property
    def strategies(self) -> tuple[str, ...]:
        """Names of the arms beside the council as it is."""
        return tuple(arm.name for arm in self.arms[1:])

    @property
    def n(self) -> int:
        """Pairs that came to their end in every arm."""
        return len(self.trials.seeds)

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The primary outcome, and those that stand beside it."""
        return (self.primary, *(name for name in BESIDE if name != self.primary))

    @cached_property
    def other_people(self) -> list[str]:
        """Arms with other people or ties than the council as it is: their luck is not the same person by person."""
        return differ_in_people(self.arms)

    def values(self, arm: str, outcome: str) -> Floats:
        """An outcome of one arm, a number a pair; weeks to an uptake are cut off at the horizon."""
        return values(self.trials, arm, outcome, self.scenario.weeks)

    @cached_property
    def _differences(self) -> dict[str, tuple[Interval, ...]]:
        return {outcome: self._of(outcome) for outcome in self.outcomes}

    def _of(self, outcome: str) -> tuple[Interval, ...]:
        """Differences of all strategies; none of one that is hardly ever a number, and of the others pairs in which one
        of them is not a number are left out.
        """
        base = self.values(AS_IT_IS, outcome)
        return known_together(stacked([self.values(arm, outcome) - base for arm in self.strategies]))

    def difference(self, arm: str, outcome: str) -> Interval:
        """An arm less the council as it is; the intervals of all strategies hold together."""
        return self._differences[outcome][self.strategies.index(arm)]

    def mean(self, arm: str, outcome: str) -> Interval:
        """An outcome of one arm by itself."""
        return interval(self.values(arm, outcome).tolist())

    def ratio(self, arm: str) -> float:
        """How many times pairing shrank the variance of the primary difference."""
        one, base = self.values(arm, self.primary), self.values(AS_IT_IS, self.primary)
        known = np.isfinite(one) & np.isfinite(base)
        return variance_ratio(one[known], base[known])

    def never(self, arm: str) -> Interval:
        """The share of runs that never come to 25 % uptake."""
        is_never = censored_at(self.trials.of(arm, CENSORED), self.scenario.weeks)[1]
        if not len(is_never):
            return Interval(None, None, None, 0)
        low, high = wilson(int(is_never.sum()), len(is_never))
        mean = float(is_never.mean())
        return Interval(mean, max(0.0, min(mean, low)), min(1.0, max(mean, high)), len(is_never))

    def ended(self, arm: str, cause: int, weeks: int) -> Interval:
        """The share of requests that end by a cause (from 1, in the order of ``ENDS``) within so many weeks."""
        return incidence_interval(self.trials.read["ends"][self.trials.places[arm]], weeks, cause)

    @cached_property
    def order(self) -> list[str]:
        """Strategies, most of the primary outcome first."""
        return sorted(self.strategies, key=lambda arm: -(self.difference(arm, self.primary).mean or 0.0))


def planned(
    arms: Sequence[Arm],
    outcome: str,
    half_width: float,
    seed: int,
    workers: int,
    *,
    progress: bool = False,
    journal: Journal | None = None,
) -> Plan:
    """How many pairs it takes for intervals that reach ``half_width`` to either side, by a pilot.

    The largest spread among strategies decides, raised for being a pilot's. The pilot's runs are not used again.
    Raises :class:`NoNumbers` where it leaves no strategy with two differences that are numbers.
    """
    pilot = run_arms(arms, range(seed, seed + PILOT), workers, progress=progress, what="Pilot", journal=journal)
    weeks = arms[0].scenario.weeks
    base = values(pilot, arms[0].name, outcome, weeks)
    spreads = []
    for arm in arms[1:]:
        apart = values(pilot, arm.name, outcome, weeks) - base
        known = apart[np.isfinite(apart)]
        if len(known) > 1:
            spreads.append(spread_of_pilot(float(np.std(known, ddof=1)), len(known)))
    if not spreads:
        raise NoNumbers(outcome, pilot)
    needed = pairs_needed(max(spreads), half_width, len(arms) - 1)
    return Plan(max(PILOT, min(needed, MOST)), PILOT, half_width, needed)


def compare(
    scenario: Scenario,
    strategies: Sequence[tuple[Arm, str]],
    primary: str,
    matters: float | None,
    *,
    pairs: int | None = None,
    half_width: float | None = None,
    seed: int = 0,
    workers: int = 1,
    progress: bool = False,
    journal: Journal | None = None,
) -> Comparison:
    """Run strategies (arms with their titles) beside the council as it is.

    ``pairs`` fixes their number. Without it a pilot does, for intervals of ``half_width``, or of half of what
    ``matters``; where neither is said there are ``USUAL`` pairs. ``matters`` and ``half_width`` are above 0, in the
    unit of the ``primary`` outcome.
    What is in the ``journal`` is not run again. Raises as :func:`experiments.arms.running.run_arms` and
    :func:`planned` do.
    """
    arms = [Arm(AS_IT_IS, scenario), *(arm for arm, _ in strategies)]
    width = half_width if half_width is not None else None if matters is None else matters / 2.0
    if pairs is not None:
        plan = Plan(pairs)
    elif width is None:
        plan = Plan(USUAL, is_usual=True)
    else:
        plan = planned(arms, primary, width, seed, workers, progress=progress, journal=journal)
    first = seed + plan.pilot
    trials = run_arms(
        arms,
        range(first, first + plan.pairs),
        workers,
        readings={"ends": ends, "uptake": uptake},
        keep_rows=True,
        progress=progress,
        what="Strategies",
        journal=journal,
    )
    titles = {AS_IT_IS: "As it is", **{arm.name: title for arm, title in strategies}}
    return Comparison(scenario, arms, titles, primary, matters, plan, trials)
