"""A grid of the main levers, computed beforehand: for a file that has no engine, and invents nothing between points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from experiments.arms.arm import NAMES, Arm
from experiments.arms.journal import Journal
from experiments.arms.running import run_arms
from experiments.executing.engines import workers_of
from experiments.room.answers import REPLICATIONS, SHOWN, answer
from experiments.room.levers import LEVERS, described, lever_values, presets, pulled
from experiments.room.strategies import Strategy, as_it_stands
from simulation.scenario import Scenario


def explorer(scenario: Scenario, begin_from: Sequence[Strategy], runs: int, seed: int) -> dict[str, Any]:
    """What an explorer is made of, before any answer: levers, the council and strategies to begin from, outcomes."""
    return {
        "called": scenario.called,
        "weeks": scenario.weeks,
        "runs": runs,
        "seeds": [seed, seed + runs - 1],
        "levers": described(scenario, begin_from),
        "presets": presets([as_it_stands(scenario), *begin_from]),
        "outcomes": [{"name": one.name, "label": one.label, "kind": one.kind, "group": one.group} for one in SHOWN],
    }


def marks_of(scenario: Scenario) -> dict[str, tuple[float, ...]]:
    """The values of each lever in the grid, the nearest of its marks replaced by what the council has."""
    own, found = lever_values(scenario), {}
    for lever in LEVERS:
        if lever.marks:
            nearest = min(lever.marks, key=lambda mark, path=lever.path: abs(mark - own[path]))  # type: ignore[misc]
            found[lever.path] = tuple(sorted({own[lever.path] if mark == nearest else mark for mark in lever.marks}))
    return found


def computed(
    scenario: Scenario,
    begin_from: Sequence[Strategy],
    runs: int = REPLICATIONS,
    seed: int = 0,
    workers: int | None = None,
    shown: bool = False,
    journal: Journal | None = None,
) -> dict[str, Any]:
    """The explorer with all its answers: at every point of the grid, and for every strategy as it is.

    ``points`` holds an answer for each combination of ``marks``, the last lever turning fastest; ``ofPresets`` one for
    each strategy, by name. ``shown`` shows how far it is. Ctrl-C ends it at once; what is in the ``journal`` is not run
    again, and what comes to its end goes there.
    Raises ``RuntimeError`` where a run fails.
    """
    marks = marks_of(scenario)
    points = [dict(zip(marks, values, strict=True)) for values in product(*marks.values())]
    todo = [scenario, *(pulled(scenario, point) for point in points), *(one.scenario for one in begin_from)]
    arms = {one.fingerprint: Arm(one.fingerprint, one) for one in todo}  # the council itself is a point of the grid
    trials = run_arms(
        list(arms.values()), range(seed, seed + runs), workers or workers_of("auto"), progress=shown,
        what="Computing the explorer", journal=journal,
    )  # fmt: skip
    for _, failure in trials.failures:
        raise RuntimeError(f"a run with seed {failure.seed} failed: {failure.error}")
    outcomes = {
        name: [dict(zip(NAMES, map(float, row), strict=True)) for row in trials.read["outcomes"][place]]
        for name, place in trials.places.items()
    }
    base = outcomes[scenario.fingerprint]
    found = [answer(outcomes[one.fingerprint], base) for one in todo[1:]]
    names = [one.name for one in begin_from]
    return {
        **explorer(scenario, begin_from, runs, seed),
        "marks": {path: list(values) for path, values in marks.items()},
        "points": found[: len(points)],
        "ofPresets": {"": answer(base, base), **dict(zip(names, found[len(points) :], strict=True))},
    }
