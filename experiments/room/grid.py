"""A grid of the main levers, computed beforehand: for a file that has no engine, and invents nothing between points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from experiments.progress import progress
from experiments.room.answers import REPLICATIONS, SHOWN, SameLuck, answer
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
        "levers": described(scenario),
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
) -> dict[str, Any]:
    """The explorer with all its answers: at every point of the grid, and for every strategy as it is.

    ``points`` holds an answer for each combination of ``marks``, the last lever turning fastest; ``ofPresets`` one for
    each strategy, by name. ``shown`` shows how far it is. Ctrl-C ends it at once, and leaves nothing.
    """
    luck, marks = SameLuck(scenario, runs, seed, workers), marks_of(scenario)
    points = [dict(zip(marks, values, strict=True)) for values in product(*marks.values())]
    todo = [*(pulled(scenario, point) for point in points), *(one.scenario for one in begin_from)]
    base, found = luck.base(), []
    with progress(len(todo), shown, "Computing the explorer") as told:
        for one in todo:
            found.append(answer(base if one == scenario else luck.outcomes(one), base))
            told(len(found))
    names = [one.name for one in begin_from]
    return {
        **explorer(scenario, begin_from, runs, seed),
        "marks": {path: list(values) for path, values in marks.items()},
        "points": found[: len(points)],
        "ofPresets": {"": answer(base, base), **dict(zip(names, found[len(points) :], strict=True))},
    }
