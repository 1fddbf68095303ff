"""Every kind of case that a picture has to cope with, small enough to be drawn in every test run."""

from collections.abc import Callable
from functools import cache
from typing import Any

from experiments.results import Results
from experiments.simulate import simulate
from simulation import Scenario

STILL: dict[str, Any] = {"influence.outside_hazard": 0.0, "influence.peer_hazard": 0.0, "start.pioneers": 0.0}
NAMES = (
    "<&$_%$ unit",
    "$x_2$ and more",
    "_private",
    "Παιδεία",
    "Библиотеки",
    "المكتبات",
    "市役所の図書館",
    "Ω" * 60,
    "A department whose name goes on and on until nobody reads it any more",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
)


def council(weeks: int, staff: int = 60, departments: int = 4, **changes: Any) -> Scenario:
    """A small council without names."""
    size = {"organisation.staff": staff, "organisation.departments": departments}
    return Scenario.default().changed({**size, **changes}, weeks=weeks)


def odd() -> Scenario:
    """Names and a title that try to be markup, formulas, or too long, and changes close to one another."""
    title = "<b>&$_%$ 市 " + "Long title " * 40
    lines = [f"title = '{title}'", "weeks = 30", "departments_replace = true", "[departments]"]
    lines += [f"'{name}' = {{ headcount = 12 }}" for name in NAMES]
    for week, name in ((0, "At once"), (12, "$half_a$ <lead> & more"), (13, "More " * 60), (29, "")):
        lines += ["[[change]]", f"week = {week}", f"name = '{name}'", f"gates.ict.hours = {5 + week}"]
    lines += ["[[change]]", "after = 'first crisis'", "name = 'Then this'", "gates.ict.hours = 40"]
    return Scenario.from_toml("\n".join(lines), name="odd")


SCENARIOS: dict[str, tuple[Callable[[], Scenario], int]] = {
    "usual": (lambda: council(60, 200, 6), 6),
    "district": (lambda: Scenario.load("district").changed(weeks=40), 2),
    "nothing": (lambda: council(10, 60, 4, **STILL), 3),
    "one run": (lambda: council(30, 100, 4), 1),
    "one department": (lambda: council(30, 60, 1), 5),
    "a hundred departments": (lambda: council(8, 400, 100), 5),
    "odd names": (odd, 5),
    "many weeks": (lambda: council(600, 20, 2), 2),
    "one week": (lambda: council(1), 2),
}


@cache
def results(case: str) -> Results:
    """The runs of one case."""
    scenario, runs = SCENARIOS[case]
    return simulate(scenario(), runs)
