"""A scenario as a notebook shows it: what it is, what in it differs from the defaults, and the rest folded away."""

from __future__ import annotations

from simulation.markup import FAINT, PALE, Markup, card, element, folded, joined, note, section, table
from simulation.scenario_files.entries import (
    ENTRIES,
    Entry,
    is_changed,
    origin_in,
    settings_of,
    value_in,
    when,
    with_unit,
    written,
)
from simulation.scenario_files.parts import DEPARTMENTS, STAFF, Change, Content
from simulation.scenario_files.values import BY_DEPARTMENT
from simulation.scenario_files.written import SHORT
from simulation.state import Gate, Removal, label
from simulation.wording import counted

Row = tuple[str, ...]


def html(scenario: Content) -> Markup:
    """The whole scenario; departments, dated changes and all numbers open on a click."""
    different = [_row(scenario, entry) for entry in ENTRIES.values() if is_changed(scenario, entry)]
    columns = ("What", "Here", "Usually", "Unit", "From", "Meaning")
    return card(
        "Scenario",
        scenario.called,
        _size(scenario),
        element("div", scenario.description, style="margin:8px 0 0;max-width:70ch") if scenario.description else None,
        section("The way of a request", _route(scenario)),
        section(
            "What differs from the defaults",
            table("What differs from the defaults", columns, different, words=6) if different else note("Nothing."),
        ),
        _departments(scenario),
        _changes(scenario),
        folded(f"All {len(ENTRIES)} entries", *(_line(scenario, entry) for entry in ENTRIES.values())),
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


def _line(scenario: Content, entry: Entry) -> Markup:
    """One entry with its unit, its meaning and where its value comes from."""
    value = element("b", with_unit(value_in(scenario, entry), entry))
    rest = f" · {entry.meaning} · {origin_in(scenario, entry.path)}"
    return element("div", f"{entry.path} = ", value, element("span", rest, style=FAINT), style="font-size:12.5px")


def _row(scenario: Content, entry: Entry) -> Row:
    here, usual = element("b", written(value_in(scenario, entry))), written(entry.default)
    return _code(entry.path), here, usual, entry.unit, origin_in(scenario, entry.path), entry.meaning


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
            *(written(spec.values[path]) if path in spec.values else "" for path in own),
        )
        for spec in scenario.departments
    )
    named = counted(len(scenario.departments), "department", "departments")
    return folded(f"{named}, by name", table("Departments", columns, rows, words=2))


def _changes(scenario: Content) -> Markup | None:
    """What is to change on the way."""
    if not scenario.changes:
        return None
    rows = ((when(change), change.name, _settings(change), str(change.origin)) for change in scenario.changes)
    named = counted(len(scenario.changes), "dated change", "dated changes")
    return folded(named, table("Dated changes", ("When", "Name", "What", "From"), rows, words=4))


def _settings(change: Change) -> Markup:
    """All that a change sets, a line each."""
    return element(
        "div", *(element("div", _code(path), f" = {written(value)}") for path, value in settings_of(change).items())
    )


def _code(path: str) -> Markup:
    return element("code", path, style="font-size:12px;background:transparent;color:inherit;padding:0")
