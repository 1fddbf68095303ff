"""A scenario as a notebook shows it: what it is, what in it differs from the defaults, and the rest folded away."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.markup import FAINT, PALE, Markup, card, counted, element, folded, joined, note, section, table
from simulation.parameters import PARAMETERS, Value
from simulation.scenario_files.parts import DEFAULT_EXTRA, DEFAULT_ROUTE, DEPARTMENTS, STAFF, Change, Content
from simulation.scenario_files.values import BY_DEPARTMENT
from simulation.scenario_files.written import SHORT
from simulation.state import Gate, Kind, Removal, label

Row = tuple[str, ...]


def html(scenario: Content) -> Markup:
    """The whole scenario; departments, dated changes and all numbers open on a click."""
    different = [*_numbers_set(scenario), *_route_set(scenario)]
    columns = ("What", "Here", "Usually", "Unit", "From", "Meaning")
    return card(
        "Scenario",
        scenario.title or scenario.name,
        _size(scenario),
        element("div", scenario.description, style="margin:8px 0 0;max-width:70ch") if scenario.description else None,
        section("The way of a request", _route(scenario)),
        section(
            "What differs from the defaults",
            table("What differs from the defaults", columns, different, words=6) if different else note("Nothing."),
        ),
        _departments(scenario),
        _changes(scenario),
        folded(f"All {len(PARAMETERS)} numbers", *(_line(scenario, path) for path in scenario.values)),
    )


def _size(scenario: Content) -> str:
    weeks = counted(scenario.weeks, "week", "weeks")
    if scenario.people is not None:
        return f"the people of {scenario.people.people.name}, {weeks}"
    staff, departments = int(scenario.values[STAFF]), int(scenario.values[DEPARTMENTS])
    departments = len(scenario.departments) or departments
    return (
        f"{counted(staff, 'member', 'members')} of staff, {counted(departments, 'department', 'departments')}, {weeks}"
    )


def _route(scenario: Content) -> Markup:
    """The gates of every request, and those that some kinds meet in addition."""
    arrow = element("span", "→", style=f"margin:0 7px;{FAINT}")
    steps = [_gate(scenario, gate) for gate in scenario.route_gates]
    line = [step for at, step in enumerate(steps) for step in ((arrow, step) if at else (step,))]
    extras = [
        note(f"{label(kind).replace('_', ' ')}: also ", joined(_gate(scenario, gate) for gate in gates))
        for kind, gates in scenario.route_extra.items()
        if gates
    ]
    return element("div", *(line or [note("No gate: nobody has to be asked.")]), *extras)


def _gate(scenario: Content, gate: Gate) -> Markup:
    removal = scenario.route_removal.get(gate, Removal.NO)
    said = label(gate).upper() if gate in (Gate.HR, Gate.ICT) else label(gate)
    said += "" if removal == Removal.NO else f" ({label(removal).replace('_', ' ')})"
    style = f"display:inline-block;border:1px solid {PALE};border-radius:12px;padding:0 10px;margin:1px 2px"
    return element("span", said, style=style)


def _origin(scenario: Content, path: str) -> str:
    return str(scenario.origins.get(path, "default"))


def _numbers_set(scenario: Content) -> Iterator[Row]:
    for path, value in scenario.values.items():
        if value != PARAMETERS[path].default and not (scenario.people is not None and path in (STAFF, DEPARTMENTS)):
            yield _number(scenario, path)


def _line(scenario: Content, path: str) -> Markup:
    """One number with its unit, its meaning and where it comes from."""
    declared = PARAMETERS[path]
    value = element("b", _written(scenario.values[path]))
    rest = f" {declared.unit} · {declared.meaning} · {_origin(scenario, path)}"
    return element("div", f"{path} = ", value, element("span", rest, style=FAINT), style="font-size:12.5px")


def _number(scenario: Content, path: str) -> Row:
    declared = PARAMETERS[path]
    here = element("b", _written(scenario.values[path]))
    return _code(path), here, _written(declared.default), declared.unit, _origin(scenario, path), declared.meaning


def _route_set(scenario: Content) -> Iterator[Row]:
    """Where the route is not the usual one."""
    if scenario.route_gates != DEFAULT_ROUTE:
        here, usual = _listed(scenario.route_gates), _listed(DEFAULT_ROUTE)
        yield _code("route.gates"), element("b", here), usual, "", _origin(scenario, "route.gates"), "gates in order"
    for kind in Kind:
        gates, usually = scenario.route_extra.get(kind, ()), DEFAULT_EXTRA.get(kind, ())
        if gates != usually:
            path = f"route.extra.{label(kind)}"
            here, usual = element("b", _listed(gates)), _listed(usually)
            yield _code(path), here, usual, "", _origin(scenario, path), "further gates of this kind"
    for gate, removal in scenario.route_removal.items():
        path = f"route.removal.{label(gate)}"
        here = element("b", label(removal).replace("_", " "))
        yield _code(path), here, "no", "", _origin(scenario, path), "what stands in the place of the gate"


def _departments(scenario: Content) -> Markup | None:
    """The departments that the scenario names, with all that they have of their own."""
    if not scenario.departments:
        return None
    own = sorted(
        {path for spec in scenario.departments for path in spec.values}, key=list(BY_DEPARTMENT.values()).index
    )
    columns = ("Department", "Directorate", "People", *(SHORT[path].replace("_", " ") for path in own))
    rows = (
        (
            spec.name,
            spec.directorate or "",
            f"{spec.headcount:,}" if spec.headcount is not None else f"{100 * spec.share:g} %" if spec.share else "–",
            *(_written(spec.values[path]) if path in spec.values else "" for path in own),
        )
        for spec in scenario.departments
    )
    named = counted(len(scenario.departments), "department", "departments")
    return folded(f"{named}, by name", table("Departments", columns, rows, words=2))


def _changes(scenario: Content) -> Markup | None:
    """What is to change on the way."""
    if not scenario.changes:
        return None
    rows = ((_when(change), change.name, element("code", repr(change))) for change in scenario.changes)
    named = counted(len(scenario.changes), "dated change", "dated changes")
    return folded(named, table("Dated changes", ("When", "Name", "What"), rows, words=3))


def _when(change: Change) -> str:
    if change.week is not None:
        return f"week {change.week}"
    after = f"after the {change.after}"
    return f"{counted(change.delay, 'week', 'weeks')} {after}" if change.delay else after


def _code(path: str) -> Markup:
    return element("code", path, style="font-size:12px;background:transparent;color:inherit;padding:0")


def _listed(gates: tuple[Gate, ...]) -> str:
    return ", ".join(label(gate) for gate in gates) or "none"


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.replace("_", " ") if isinstance(value, str) else f"{value:,.10g}"
