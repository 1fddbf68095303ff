"""Scenarios at random for both drivers: over all that a file may say, with people from files, and with what is bundled.

``any_scenario`` draws of all sorts, up to 60 people and 40 weeks. ``Met`` counts what a set of them has in it, so that
a test can say that nothing was left out.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from simulation.parameters import PARAMETERS
from simulation.population import TRAITS
from simulation.scenario import OCCASIONS, Scenario
from simulation.state import Grade, Influence, Removal, Stage, labels
from tests.scenarios_at_random import LED, LIVELY, everything_given, scenarios

Draw = Callable[..., Any]

PEOPLE, WEEKS = 60, 40
STRATEGIES, EVENTS = Scenario.named("strategies"), Scenario.named("events")
DEPARTMENTS = ("Housing", "Parks", "Planning", "Waste")
STAGES = [stage for stage in labels(Stage) if stage != "asking"]  # a request in flight cannot be declared


@st.composite
def longer(draw: Draw) -> Scenario:
    """Any scenario, of up to forty weeks."""
    return draw(scenarios() | everything_given()).changed(weeks=draw(st.integers(1, WEEKS)))


# -- people from files -----------------------------------------------------------------------------


def _file(name: str, lines: list[str]) -> str:
    """The path of a file with these lines; the same lines are the same file."""
    text = "\n".join(lines) + "\n"
    folder = Path(tempfile.gettempdir()) / "blockers-people"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{sha256(text.encode()).hexdigest()[:16]}.csv"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return str(path)


def _people(draw: Draw, number: int) -> list[str]:
    given = [name for name in ("grade", "champion", "stage", *TRAITS) if draw(st.booleans())]
    columns = {
        "grade": st.sampled_from(["", *labels(Grade)[:2]]),
        "champion": st.sampled_from(["", "0", "1"]),
        "stage": st.sampled_from(["", "", *STAGES]),
        **dict.fromkeys(TRAITS, st.sampled_from(["", "0", "1", "0.25", "0.8125"])),
    }
    lines = [",".join(["id", "department", *given])]
    for i in range(number):
        lines.append(",".join([str(i), draw(st.sampled_from(DEPARTMENTS)), *(draw(columns[name]) for name in given)]))
    return lines


def _ties(draw: Draw, number: int) -> list[str]:
    person = st.integers(0, number - 1)
    pairs = draw(st.lists(st.tuples(person, person), max_size=4 * number, unique=True))
    return ["source,target,weight", *(f"{a},{b},{draw(st.integers(1, 9))}" for a, b in pairs if a != b)]


@st.composite
def imported(draw: Draw) -> Scenario:
    """A council of people from a file, with ties from another or without."""
    number = draw(st.integers(2, PEOPLE))
    settings: dict[str, Any] = {"people.file": _file("people", _people(draw, number))}
    if draw(st.booleans()):
        settings["people.ties"] = _file("ties", _ties(draw, number))
    return draw(_lively()).changed(settings, weeks=draw(st.integers(1, WEEKS)), name="people from files")


@st.composite
def _lively(draw: Draw) -> Scenario:
    """Any scenario of departments that nobody named, which a people file may bring its own to."""
    base = draw(scenarios().filter(lambda scenario: not scenario.departments))
    away = {path: PARAMETERS[path].default for path in ("organisation.staff", "organisation.departments")}
    lively = draw(st.sampled_from([{}, LIVELY, LED]))
    given = {path: value for path, value in base.values.items() if path not in away}
    if lively:  # it has shares of requests of its own, and those drawn may leave too little room for them
        given = {path: value for path, value in given.items() if not path.startswith("requests.")}
    plain = Scenario.default().changed(given | {path: v for path, v in lively.items() if path not in away})
    return replace(plain, changes=base.changes, weeks=base.weeks)


# -- what is bundled -------------------------------------------------------------------------------


@st.composite
def bundled(draw: Draw) -> Scenario:
    """A small district on which a strategy and an event are laid, as bundled; the event's weeks come earlier."""
    settings = draw(st.sampled_from([{}, LIVELY, LED])) | {"organisation.staff": draw(st.integers(9, PEOPLE))}
    laid_on = draw(st.sampled_from(["", *STRATEGIES])), draw(st.sampled_from(["", *EVENTS]))
    return small_district(settings, laid_on, draw(st.integers(20, WEEKS)), draw(st.integers(20, WEEKS)))


def small_district(settings: dict[str, Any], laid_on: Iterable[str], earlier: int, weeks: int) -> Scenario:
    """A district with these settings, then with bundled files laid on it whose changes come so many weeks earlier."""
    scenario = Scenario.load("district").changed(settings)
    names = [name for name in laid_on if name]
    for name in names:
        scenario = scenario.overlaid(name)
    dated = tuple(
        replace(change, week=max(0, change.week - earlier)) if change.after is None else change
        for change in scenario.changes
    )
    return replace(scenario, changes=dated).changed(weeks=weeks, name=" with ".join(["district", *names]))


# -- without this and that ---------------------------------------------------------------------------


@st.composite
def without(draw: Draw) -> Scenario:
    """A lively council in which each mechanism that can be turned off is off in one of four, changed after an event."""
    off = {path: one.off for path, one in PARAMETERS.items() if one.off is not None and draw(st.integers(0, 3)) == 0}
    size = {"organisation.staff": draw(st.integers(9, PEOPLE)), "organisation.departments": draw(st.integers(1, 9))}
    later = {"change": [{"after": draw(st.sampled_from(OCCASIONS)), "asking": {"rate": 0.5}}]}
    settings = draw(st.sampled_from([LIVELY, LED])) | size | off | later
    return Scenario.default().changed(settings, weeks=draw(st.integers(1, WEEKS)))


any_scenario = longer() | longer() | imported() | bundled() | without()


# -- what they have in them ------------------------------------------------------------------------


class Met:
    """How often each thing that a scenario can have was there: ``met[what]``."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def note(self, scenario: Scenario) -> None:
        """Count what this one has."""
        found = {f"influence {scenario.values['influence.rule']}", f"parallel {scenario.values['route.parallel']}"}
        for path, parameter in PARAMETERS.items():
            if parameter.off is not None:
                found.add(f"{path} {'off' if scenario.values[path] == parameter.off else 'on'}")
        source = scenario.people
        found.add("generated" if source is None else "people" if source.ties is None else "people and ties")
        for change in scenario.changes:
            found.add("change by week" if change.after is None else f"change after {change.after}")
            if change.weeks is not None:
                found.add("change for some weeks")
        found |= {f"removal {removal.name}" for removal in scenario.route_removal.values()}
        self.counts.update(found)

    def missing(self) -> list[str]:
        """What ought to have been there and was not."""
        expected = [
            *(f"influence {name}" for name in labels(Influence)),
            *(f"parallel {yes}" for yes in (True, False)),
            *(f"{path} {how}" for path, one in PARAMETERS.items() if one.off is not None for how in ("on", "off")),
            "generated", "people", "people and ties", "change by week", "change for some weeks",
            *(f"change after {occasion}" for occasion in OCCASIONS),
            *(f"removal {removal.name}" for removal in Removal if removal != Removal.NO),
        ]  # fmt: skip
        return [what for what in expected if not self.counts[what]]
