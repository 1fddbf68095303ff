"""Scenarios drawn at random over all that a scenario file may say, small enough to run in a fraction of a second.

``scenarios()`` is a Hypothesis strategy; ``seeds`` goes with it. A draw starts from the defaults, or from a council in
which much happens, and changes some parameters: to their off value, to the ends of what is plausible or allowed, or to
anything between. It shrinks to the defaults, so a failure names what it takes. ``everything_given()`` is another, which
gives every parameter a value; ``given_in`` says in short what a scenario gives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

from simulation.parameters import PARAMETERS, SHARES, Parameter
from simulation.scenario import OCCASIONS, Scenario
from simulation.scenario_files.parts import GROWING
from simulation.state import GATES, Kind, Removal, label, labels

PEOPLE = 60
WEEKS = 30
BY_STRUCTURE = ("organisation.staff", "organisation.departments")  # drawn with the departments
LARGEST = {"councillors.count": 60.0, "contacts.mean_degree": 60.0}  # beyond these a run is only slower
NAMES = ("Adult social care", "Children's services", "Parks", 'The "Hub"', "Łódź – twinning", "a.b")

# A council in which sixty people get into everything within thirty weeks.
LIVELY: dict[str, Any] = {
    "influence.outside_hazard": 0.05,
    "asking.rate": 0.6,
    "gates.comms.fte": 20,
    "gates.ict.hours": 100,
    "gates.ict.capacity": 600,
    "gates.legal.hours": 100,
    "gates.hr.hours": 100,
    "organisation.attrition": 0.4,
    "events.incidents": 0.02,
    "events.crises": 4,
    "staff.shadow": 0.1,
    "staff.patience": 3,
    "using.abandonment": 0.1,
    "using.step": 0.1,
    "using.success": 0.1,
    "requests.standing_orders": 0.2,
}

# The same with a digital lead, to whom people may appeal, and an anxious ruling group.
LED: dict[str, Any] = LIVELY | {
    "digital_lead.hours": 40,
    "asking.appeal": 0.9,
    "champions.share": 0.1,
    "councillors.anxiety": 0.9,
    "councillors.stance": 0.7,
    "objections.no_business_case": 0.9,
}


def given_in(scenario: Scenario) -> str:
    """What a scenario says that the defaults do not, a line each: what one wants to read of an example that failed."""
    values = {path: value for path, value in scenario.values.items() if path in scenario.origins}
    structure = ("weeks", "departments", "route_gates", "route_extra", "route_removal", "changes", "people")
    return "\n".join(
        f"{name} = {what!r}" for name, what in [*values.items(), *((n, getattr(scenario, n)) for n in structure)]
    )


Draw = Callable[..., Any]

seeds = st.integers(0, 2**64 - 1)


def values_of(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Values that one parameter may take: its default first, then off, the ends of its ranges, and anything between."""
    if parameter.choices is not None:
        return st.sampled_from(labels(parameter.choices))
    if parameter.type is bool:
        return st.booleans()
    assert parameter.allowed is not None
    low, high = parameter.allowed[0], min(parameter.allowed[1], LARGEST.get(parameter.path, parameter.allowed[1]))
    within = (low, high) if parameter.plausible is None else parameter.plausible
    within = (max(low, within[0]), min(high, within[1]))
    ends = dict.fromkeys(value for value in (parameter.off, *within, low, high) if value is not None)
    if parameter.whole:
        ranges = st.integers(int(within[0]), int(within[1])) | st.integers(int(low), int(high))
        return st.sampled_from([int(value) for value in ends]) | ranges
    return st.sampled_from([float(value) for value in ends]) | st.floats(*within) | st.floats(low, high)


def _settings(draw: Draw, paths: list[str], most: int, least: int = 0) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(paths), min_size=least, max_size=most, unique=True))
    return {path: draw(values_of(PARAMETERS[path])) for path in sorted(chosen)}


def _within_one(settings: dict[str, Any], before: Mapping[str, Any]) -> None:
    """Shares that would add to more than one are divided by their sum."""
    for group in SHARES:
        if settings.keys() & set(group):
            shares = {path: float(settings.get(path, before[path])) for path in group}
            total = sum(shares.values())
            if total > 1.0:
                settings |= {path: share / total for path, share in shares.items()}


def _departments(draw: Draw) -> dict[str, Any]:
    """Two to six departments by name, with headcounts, with shares or with neither; or only their number."""
    if draw(st.booleans()):
        staff = draw(st.integers(1, PEOPLE))
        return {"organisation.staff": staff, "organisation.departments": draw(st.integers(1, min(6, staff)))}
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=len(NAMES), unique=True))
    by = draw(st.sampled_from(["headcount", "share", "neither"]))
    tables: dict[str, dict[str, Any]] = {}
    weights = [draw(st.integers(1, 9)) for _ in names]
    own = [path for path, parameter in PARAMETERS.items() if parameter.by_department]
    for name, weight in zip(names, weights, strict=True):
        table: dict[str, Any] = {path: value for path, value in _settings(draw, own, 3).items()}
        if draw(st.booleans()):
            table["directorate"] = draw(st.sampled_from(["People", "Place"]))
        if by != "neither":
            table[by] = weight if by == "headcount" else weight / sum(weights)
        tables[name] = table
    if by == "headcount":
        return {"departments": tables}
    return {"departments": tables, "organisation.staff": draw(st.integers(len(names), PEOPLE))}


def _route(draw: Draw) -> dict[str, Any]:
    """A route in any order, extra gates that are not on it, and what stands in the place of gates."""
    gates = draw(st.permutations(GATES))[: draw(st.integers(0, len(GATES)))]
    others = [gate for gate in GATES if gate not in gates]
    extra = {label(kind): [label(g) for g in others if draw(st.booleans())] for kind in Kind}
    removed = draw(
        st.dictionaries(st.sampled_from(labels(type(GATES[0]))[: len(GATES)]), st.sampled_from(labels(Removal)))
    )
    return {"route.gates": [label(gate) for gate in gates], "route.extra": extra, "route.removal": removed}


def _changes(draw: Draw, given: Mapping[str, Any], weeks: int) -> list[dict[str, Any]]:
    """Up to three changes, by week or after an event; those that leave shares and growing levels alone may end."""
    paths = [path for path, parameter in PARAMETERS.items() if not parameter.fixed]
    made = []
    now = {path: given.get(path, parameter.default) for path, parameter in PARAMETERS.items()}
    for week in sorted(draw(st.lists(st.integers(0, weeks), max_size=3))):
        settings = _settings(draw, paths, 5, 1)
        _within_one(settings, now)
        if draw(st.booleans()):
            settings["route.gates"] = [label(gate) for gate in draw(st.permutations(GATES))[: draw(st.integers(0, 5))]]
            settings["route.extra"] = {label(kind): [] for kind in Kind}
        for_good = {*GROWING, *(path for group in SHARES for path in group)}
        for_a_while = draw(st.booleans()) and not settings.keys() & for_good
        if not for_a_while:
            now |= settings
        length = {"weeks": draw(st.integers(1, 12))} if for_a_while else {}
        made.append(_nested(settings) | {"week": week} | length)
    if draw(st.booleans()):
        settings = _settings(draw, [path for path in paths if not any(path in group for group in SHARES)], 5, 1)
        made.append(_nested(settings) | {"after": draw(st.sampled_from(OCCASIONS)), "delay": draw(st.integers(0, 5))})
    return made


def _nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings by dotted path as the tables of a file."""
    tree: dict[str, Any] = {}
    for path, value in settings.items():
        *tables, name = path.split(".")
        place = tree
        for table in tables:
            place = place.setdefault(table, {})
        place[name] = value
    return tree


@st.composite
def scenarios(draw: Draw, most: int = 25) -> Scenario:
    """Any scenario of up to sixty people and thirty weeks; up to ``most`` parameters differ from the base."""
    settings = dict(draw(st.sampled_from([{}, LIVELY, LED])))
    paths = [path for path in PARAMETERS if path not in BY_STRUCTURE]
    settings |= _settings(draw, paths, most)
    _within_one(settings, {path: parameter.default for path, parameter in PARAMETERS.items()})
    settings |= _departments(draw)
    if draw(st.booleans()):
        settings |= _route(draw)
    weeks = draw(st.integers(1, WEEKS))
    changes = _changes(draw, settings, weeks)
    if changes:
        settings["change"] = changes
    return Scenario.default().changed(settings, weeks=weeks, name="at random")


@st.composite
def everything_given(draw: Draw) -> Scenario:
    """Like :func:`scenarios`, with a value drawn for every parameter."""
    settings = {path: draw(values_of(PARAMETERS[path])) for path in PARAMETERS if path not in BY_STRUCTURE}
    _within_one(settings, settings)
    settings |= _departments(draw)
    settings |= _route(draw)
    return Scenario.default().changed(settings, weeks=draw(st.integers(1, WEEKS)), name="at random")
