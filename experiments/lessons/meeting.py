"""Several councils that meet the same luck: the same people have the same ideas in the same weeks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from experiments.arms.arm import Arm, Trials
from experiments.arms.running import differ_in_people, run_arms
from experiments.comparing.outcomes import outcome_of
from experiments.executing.engines import prepare, workers_of
from experiments.findings import weeks
from experiments.intervals import Interval, interval
from experiments.lessons.found import MEANING, First, Measured, counts_of, kind_of
from experiments.statistics.simultaneous import ranks, stacked
from simulation.markup import Markup, card, note, table
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.scenario_files.problems import nearest
from simulation.wording import counted

Floats = NDArray[np.float64]
RUNS = 20
FOLLOWED = ("uptake", "shadow_share", "anxiety", "redesign", "demand")
"""Weekly measures of which curves can be drawn."""


@dataclass(frozen=True)
class Meeting:
    """Councils by name, the first of them as it stands, and their runs on equal luck."""

    councils: Mapping[str, Scenario]
    trials: Trials

    @property
    def names(self) -> tuple[str, ...]:
        """What the councils are called, in order."""
        return tuple(self.councils)

    @property
    def runs(self) -> int:
        """Runs of each council."""
        return len(self.trials.seeds)

    @property
    def was_run(self) -> str:
        """Weeks and runs, in words."""
        longest = max(scenario.weeks for scenario in self.councils.values())
        return f"{weeks(longest)}, {counted(self.runs, 'run', 'runs')} of each council on the same luck"

    def of(self, outcome: str, name: str) -> Measured:
        """What one council comes to. Raises ``ValueError`` for a name or an outcome that there is not."""
        kind, found = self._kind(outcome), self.trials.of(self._name(name), outcome)
        least, most = (0.0, 1.0) if kind == "share" else (-math.inf, math.inf)
        return Measured(
            f"{MEANING[outcome]}, {name}", interval(found.tolist(), least, most), kind, counts=counts_of(outcome)
        )

    def gap(self, outcome: str, name: str, other: str) -> Measured:
        """How much more of an outcome one council has than another, on the same luck. Raises as ``of`` does."""
        return self.sum_of(outcome, {name: 1.0, other: -1.0}, f"{MEANING[outcome]}, {name} less {other}")

    def sum_of(self, outcome: str, weights: Mapping[str, float], what: str = "") -> Measured:
        """An outcome of several councils, each times its weight, added up run by run; weights add up to 0.

        Whether two things give more than their sum is ``{both: 1, one: -1, other: -1, neither: 1}``. Raises as ``of``.
        """
        kind = self._kind(outcome)
        columns = [weight * self.trials.of(self._name(name), outcome) for name, weight in weights.items()]
        found = interval(np.sum(columns, axis=0).tolist())
        return Measured(what or MEANING[outcome], found, kind, is_difference=True, counts=counts_of(outcome))

    def fewer(self, outcome: str, name: str, other: str) -> Measured:
        """By which share an outcome is less in one council than in another, on the same luck, run by run.

        Runs in which the other has none of it are left out. Raises as ``of`` does.
        """
        self._kind(outcome)
        less, whole = self.trials.of(self._name(name), outcome), self.trials.of(self._name(other), outcome)
        shares = [1.0 - part / of for part, of in zip(less.tolist(), whole.tolist(), strict=True) if of > 0.0]
        return Measured(f"{MEANING[outcome]}: how much less, {name} against {other}", interval(shares), "share")

    def at_the_end(self, measure: str, name: str) -> Measured:
        """A weekly measure that is a share (one of ``FOLLOWED`` but demand), in the last week."""
        if measure == "demand":
            raise ValueError("demand is no share; its course shows it")
        return Measured(f"{measure.replace('_', ' ')} in the last week, {name}", self.curve(measure, name)[-1], "share")

    def most(self, outcome: str) -> First:
        """Which council has most of an outcome. Intervals of all differences between two councils hold together.

        Raises as ``of`` does, and ``ValueError`` for an outcome that is a share of nothing in some run.
        """
        self._kind(outcome)
        if self.runs < 2:
            raise ValueError("which is first can be told from two runs on")
        places = ranks(stacked([self.trials.of(name, outcome) for name in self.names]))
        leaders = tuple(name for name, (best, _) in zip(self.names, places, strict=True) if best == 1)
        means = {name: self.of(outcome, name).said for name in self.names}
        return First(MEANING[outcome], self.names, leaders, means)

    def curve(self, measure: str, name: str) -> list[Interval]:
        """A weekly measure (one of ``FOLLOWED``) of one council: its mean and interval at the end of each week."""
        if measure not in FOLLOWED:
            raise ValueError(f"found {measure!r}; allowed: {', '.join(FOLLOWED)}")
        found = self.trials.read["weekly"][self.trials.places[self._name(name)], :, FOLLOWED.index(measure)]
        return [interval(found[:, week].tolist()) for week in range(found.shape[1])]

    def picture(self, *outcomes: str) -> Figure:
        """Up to three outcomes beside each other, a row a council."""
        from experiments.lessons.pictures import side_by_side

        for outcome in outcomes:
            self._kind(outcome)
        return side_by_side(self, outcomes)

    def course(self, measure: str = "uptake") -> Figure:
        """A weekly measure (one of ``FOLLOWED``) of all councils, week by week."""
        from experiments.lessons.pictures import course

        return course(self, measure)

    def _kind(self, outcome: str) -> str:
        return kind_of(outcome_of(outcome))

    def _name(self, name: str) -> str:
        if name not in self.councils:
            near = nearest(name, self.names)
            meant = f"; did you mean {near!r}?" if near else ""
            raise ValueError(f"found {name!r}; the councils are {', '.join(map(repr, self.names))}{meant}")
        return name

    def _repr_html_(self) -> Markup:
        shown = ("uptake", "shadow", "filed", "net_value")
        rows = [[name, *(self.of(outcome, name).said for outcome in shown)] for name in self.names]
        heads = ("Council", "use it with permission", "without", "requests", "net value")
        small = note("In brackets: 95 % intervals of means over runs, each by itself.")
        return card("Councils", "on the same luck", self.was_run, table("Councils", heads, rows), small)

    def __repr__(self) -> str:
        return f"{', '.join(self.names)}: {self.was_run}"


def meet(councils: Mapping[str, Scenario], runs: int = RUNS, seed: int = 0, *, progress: bool = True) -> Meeting:
    """Run several councils ``runs`` times each, with the seeds from ``seed`` on, on all processors.

    The first is the one as it stands. Raises ``ValueError`` for councils with other people or another number of weeks
    than the first, which share no luck with it, and where a run failed.
    """
    arms = [Arm(name, scenario) for name, scenario in councils.items()]
    if others := differ_in_people(arms):
        raise ValueError(f"{', '.join(others)}: other people than {arms[0].name}, so nobody can be compared")
    if len({arm.scenario.weeks for arm in arms}) > 1:
        raise ValueError("all councils run for the same number of weeks")
    prepare(progress)
    trials = run_arms(
        arms, range(seed, seed + runs), workers_of("auto"), readings={"weekly": _followed}, progress=progress,
        what="Running the councils",
    )  # fmt: skip
    if trials.failures:
        name, failure = trials.failures[0]
        raise ValueError(f"{name}: {failure.error}")
    return Meeting(dict(councils), trials)


def _followed(run: Run) -> Floats:
    """The weekly measures that can be drawn, measures × weeks."""
    column: Any = getattr(run.record, "column", None) or (lambda name: run.weekly[name])
    return np.array([column(name) for name in FOLLOWED], dtype=np.float64)
