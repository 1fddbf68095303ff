"""A sweep as its file says it: what varies, at which points, how often each is run, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from experiments.executing.runs import Keep, Task
from experiments.sweeps.designs import Design
from experiments.sweeps.factors import Factor
from experiments.sweeps.scenes import LAID_ON, OF_THE_BASE, Scenes, ground_name, names_in
from simulation.outcomes import OUTCOMES
from simulation.scenario import Scenario, ScenarioError

DOES_NOT_FIT = "does not fit"
ALL_OUTCOMES = tuple(outcome.name for outcome in OUTCOMES)


@dataclass(frozen=True)
class Budget:
    """How much may be spent: so many runs in all, so many hours by the clock in one go; none is no limit."""

    runs: int | None = None
    hours: float | None = None


@dataclass(frozen=True)
class Answer:
    """What the sweep asks: of which outcome, over which factors (one or two), and whether ``most`` of it is sought, or
    ``least``. ``weekly`` is the weekly measure that its picture shows, where one was kept.
    """

    outcome: str
    by: tuple[str, ...]
    aim: str = "most"


@dataclass(frozen=True)
class Sweep:
    """A checked sweep. Its run number n is the point ``design.at_place(n % points)`` in its replicate ``n // points``.

    So all points come once before any comes twice, and further replications add runs behind those that are there.
    ``text`` is the file as it stood, ``given`` what was given instead of what stands in it (``changed``, ``settings``).
    """

    name: str
    title: str
    question: str
    scenes: Scenes
    design: Design
    replications: int
    seed: int
    outcomes: tuple[str, ...] = ALL_OUTCOMES
    keep: Keep = field(default_factory=Keep)
    budget: Budget = field(default_factory=Budget)
    answer: Answer | None = None
    text: str = ""
    engine: str = "compiled"
    batch_seconds: float | None = None  # of work that travels together; none: as the study has it, or half a second
    given: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What varies, in the order of the file, levers first."""
        return self.design.factors

    @property
    def points(self) -> int:
        """How many points there are."""
        return len(self.design)

    @property
    def runs(self) -> int:
        """How many runs there are to do, within the budget."""
        whole = self.points * self.replications
        return whole if self.budget.runs is None else min(whole, self.budget.runs)

    def where(self, run: int) -> tuple[int, int]:
        """Point and replicate of a run."""
        replicate, place = divmod(run, self.points)
        return self.design.at_place(place), replicate

    def values(self, point: int) -> dict[str, Any]:
        """The value of each factor at a point, by path."""
        return dict(zip((factor.path for factor in self.factors), self.design.values(point), strict=True))

    def scenario(self, point: int) -> Scenario:
        """The scenario of a point. Raises ``ScenarioError`` where its values do not go together."""
        return self.scenes.of(self.values(point))

    def task(self, run: int) -> Task:
        """A run as a task for an executor. Raises as :meth:`scenario`."""
        point, replicate = self.where(run)
        return Task(self.scenario(point), self.seed + replicate, run, self.keep, self.engine)

    @cached_property
    def grounds(self) -> dict[str, str]:
        """The fingerprint of every organisation that the sweep starts from, by its name."""
        return {name: ground.fingerprint if ground else DOES_NOT_FIT for name, ground in self.organisations().items()}

    def organisations(self) -> dict[str, Scenario | None]:
        """Every organisation that the sweep starts from, by its name; none where a file cannot be laid on it."""
        listed = {factor.path: factor.choices or () for factor in self.factors}
        found: dict[str, Scenario | None] = {}
        for base in listed.get(OF_THE_BASE, (self.scenes.base,)):
            for kind in (None, *LAID_ON):
                for choice in listed.get(kind, ()) if kind else ((),):
                    laid = (*self.scenes.overlays, *names_in(choice))
                    name = ground_name(str(base), laid)
                    try:
                        found[name] = self.scenes.ground(str(base), laid)
                    except ScenarioError:  # what cannot be laid on one organisation may suit another
                        found[name] = None
        return found

    def identity(self) -> dict[str, Any]:
        """What makes two sweeps the same: then their runs are the same, number by number.

        Replications and budget are no part of it, since more of them add runs to those that are there; neither is who
        does the work.
        """
        last = self.points - 1
        return {
            "study": "sweep",
            "organisations": self.grounds,
            "factors": [factor.identity() for factor in self.factors],
            "design": self.design.identity(),
            "first and last point": [list(map(str, self.design.values(point))) for point in (0, last)],
            "seed": self.seed,
            "outcomes": list(self.outcomes),
            "keep": {
                "weekly": list(self.keep.weekly),
                "departments": list(self.keep.departments),
                "events": self.keep.events,
            },
        }

    def changed(self, **other: Any) -> Sweep:
        """A copy with some of its fields replaced."""
        return replace(self, **other)


def fingerprint_of(identity: Mapping[str, Any]) -> str:
    """The hash (SHA-256, hex) of an identity."""
    import json

    return sha256(json.dumps(identity, sort_keys=True, allow_nan=False).encode()).hexdigest()
