"""Running a council in all arms: every arm with the same seeds, arms that come to the same council once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from experiments.arms.arm import Arm
from experiments.arms.running import run_arms
from experiments.claims.arms import Wanted, is_with_sets
from experiments.claims.claim import ArmOf, Equal, within_allowed
from experiments.claims.councils import PAIRS, council_of, seeds_of
from experiments.claims.numbers import number_of
from experiments.executing.work import Batch, Stopped
from simulation.run import Run
from simulation.scenario import Scenario

Floats = NDArray[np.float64]
TRIES = 6  # scalings until two arms agree
AGREES = "agrees"
"""The number that says whether a scaled arm came to agree: 1 or 0."""


@dataclass(frozen=True)
class Ran:
    """What a council left: by arm's key and number an array of pairs; or the error of a run that failed.

    ``runs`` is how many were made; ``scaled_to`` the value that a scaled setting came to, by arm's key.
    """

    place: int
    draw: int
    numbers: dict[tuple[str, str], Floats] = field(default_factory=dict)
    scaled_to: dict[str, float] = field(default_factory=dict)
    runs: int = 0
    error: str = ""
    traceback: str = ""


class Failed(Exception):
    """A run of this council failed; the arguments are what went wrong, and its traceback."""


class OneCouncil:
    """A council, its seeds, and what is known of it so far: by a scenario's fingerprint and number, pairs."""

    def __init__(self, council: Scenario, seeds: Sequence[int]) -> None:
        self.council, self.seeds = council, seeds
        self.known: dict[tuple[str, str], Floats] = {}
        self.made: dict[str, Scenario] = {}
        self.runs = 0

    def scenario(self, arm: ArmOf) -> Scenario:
        """The arm's council."""
        if arm.key not in self.made:
            self.made[arm.key] = arm.of(self.council)
        return self.made[arm.key]

    def run(self, needed: Sequence[tuple[Scenario, Sequence[str]]]) -> None:
        """Run what is not known yet of these scenarios, each once. Raises :class:`Failed`."""
        lacking: dict[str, tuple[Scenario, dict[str, None]]] = {}
        for scenario, numbers in needed:
            mark = scenario.fingerprint
            for number in numbers:
                if (mark, number) not in self.known:
                    lacking.setdefault(mark, (scenario, {}))[1][number] = None
        if not lacking:
            return
        every = tuple(dict.fromkeys(number for _, numbers in lacking.values() for number in numbers))

        def read(run: Run) -> Floats:
            of_arm = lacking[run.scenario.name][1]
            return np.array([number_of(run, number) if number in of_arm else np.nan for number in every])

        arms = [Arm(mark, scenario.changed(name=mark)) for mark, (scenario, _) in lacking.items()]
        left = run_arms(arms, self.seeds, readings={"numbers": read})
        if left.failures:
            _, failure = left.failures[0]
            raise Failed(f"seed {failure.seed}: {failure.error}", failure.traceback)
        self.runs += len(arms) * len(self.seeds)
        for place, (mark, (_, wanted)) in enumerate(lacking.items()):
            for number in wanted:
                self.known[mark, number] = left.read["numbers"][place, :, every.index(number)]

    def of(self, scenario: Scenario, number: str) -> Floats:
        """A number of a scenario that has run, a value a pair."""
        return self.known[scenario.fingerprint, number]

    def scale(self, arm: ArmOf, other: ArmOf, numbers: Sequence[str]) -> tuple[Scenario, bool, float]:
        """The arm with its setting scaled until both take the same; whether they do, and the value it came to."""
        equal, unscaled = arm.equal, self.scenario(arm)
        assert isinstance(equal, Equal)
        as_it_is = float(self.of(self.council, equal.number).mean())
        aim = float(self.of(self.scenario(other), equal.number).mean()) - as_it_is
        value, scenario = float(unscaled.values[equal.path]), unscaled
        for _ in range(TRIES):
            self.run([(scenario, numbers)])
            taken = float(self.of(scenario, equal.number).mean()) - as_it_is
            if abs(taken - aim) <= equal.within * abs(aim):
                return scenario, True, value
            if taken <= 0.0 or aim <= 0.0 or value <= 0.0:
                break
            value = float(within_allowed(equal.path, value * aim / taken))
            scenario = unscaled.changed({equal.path: value})
        self.run([(scenario, numbers)])
        return scenario, False, value


def ran(found: Wanted, seed: int, place: int, draw: int, weeks: int | None = None) -> Ran:
    """Run the plausible council number ``place``, which is the draw ``draw``, in all arms."""
    council = council_of(seed, draw, weeks)
    of_council = OneCouncil(council, seeds_of(seed, draw))
    keys = found.keys(is_with_sets(place))
    numbers: dict[tuple[str, str], Floats] = {}
    scaled_to: dict[str, float] = {}
    try:
        of_council.run([(of_council.scenario(found.arms[key]), found.numbers[key]) for key in keys])
        for key in keys:
            scenario = of_council.scenario(found.arms[key])
            if key in found.scaled:
                other = found.arms[found.scaled[key]]
                scenario, agrees, value = of_council.scale(found.arms[key], other, found.numbers[key])
                numbers[key, AGREES], scaled_to[key] = np.full(PAIRS, float(agrees)), value
            for number in found.numbers[key]:
                numbers[key, number] = of_council.of(scenario, number)
    except Failed as error:
        return Ran(place, draw, runs=of_council.runs, error=str(error.args[0]), traceback=str(error.args[1]))
    return Ran(place, draw, numbers, scaled_to, of_council.runs)


class Running:
    """Work over plausible councils: a batch comes to what each of its councils left."""

    def __init__(self, found: Wanted, seed: int, draws: Sequence[int], weeks: int | None) -> None:
        self.found, self.seed, self.draws, self.weeks = found, seed, tuple(draws), weeks

    def __call__(self, batch: Batch, stop: threading.Event | None = None) -> list[Ran]:
        """All councils of a batch. Raises :class:`Stopped`."""
        left = []
        for place in range(batch.first, batch.last):
            if stop is not None and stop.is_set():
                raise Stopped(f"stopped before council {place}")
            left.append(ran(self.found, self.seed, place, self.draws[place], self.weeks))
        return left

    def died(self, piece: Batch, why: str) -> list[Ran]:
        """What stands for a council that takes its process down."""
        return [Ran(piece.first, self.draws[piece.first], error=why, traceback=why + "\n")]
