"""A complete scenario for a reader: every number with unit, meaning, standing and origin; departments, changes, people.

:func:`list_scenario` prints it, :func:`as_table` gives the same for other programs.
"""

from __future__ import annotations

from typing import Any

from experiments.explaining.checking import as_option
from experiments.explaining.headcounts import Sizes
from experiments.explaining.page import Page
from simulation.scenario import Change, Scenario
from simulation.scenario_files import entries
from simulation.scenario_files.entries import (
    TABLES,
    Entry,
    is_changed,
    settings_of,
    value_in,
    when,
    with_unit,
    written,
)
from simulation.scenario_files.whole import generated_names
from simulation.scenario_files.written import SHORT
from simulation.wording import counted

WIDE = 130  # columns from which a parameter and its meaning stand on one line


def list_scenario(page: Page, scenario: Scenario, sizes: Sizes, only_changed: bool = False) -> None:
    """Print a whole scenario; ``sizes`` are its departments' headcounts. Or only what differs from the defaults."""
    page.line(scenario.called, "bold")
    if scenario.description:
        page.paragraph(scenario.description)
    staff, many = sum(sizes.values()), len(sizes)
    page.line(
        f"{staff:,} staff in {counted(many, 'department', 'departments')}, {counted(scenario.weeks, 'week', 'weeks')}"
    )
    chosen = [entry for entry in all_entries() if not only_changed or is_changed(scenario, entry, sizes)]
    if only_changed and not chosen:
        page.line("All numbers are at their defaults.")
    list_entries(page, chosen, scenario, sizes)
    list_departments(page, scenario, sizes)
    list_people(page, scenario)
    list_changes(page, scenario)


def all_entries() -> list[Entry]:
    """All entries, table by table."""
    return [entry for table in TABLES.values() for entry in table]


def list_entries(page: Page, chosen: list[Entry], scenario: Scenario | None, sizes: Sizes | None = None) -> None:
    """Print entries under the headings of their tables: as a scenario has them, or with their defaults."""
    table: str | None = None
    column = max((len(entry.name) for entry in chosen), default=0) + 4
    for entry in chosen:
        if entry.table != table:
            table = entry.table
            page.heading(table or "the run")
        value = entry.default if scenario is None else value_in(scenario, entry, sizes)
        origin = "" if scenario is None else origin_in(scenario, entry.path)
        said = with_unit(value, entry)
        meaning = f"{entry.meaning} ({entry.standing})"
        name = f"{entry.name:<{column - 4}}  "
        if page.width >= WIDE:
            page.table([(name, f"{said:<42}", f"{origin:<22}", meaning)])
        else:
            page.both_ends(name + said, origin, 2)
            page.paragraph(meaning, column, "dim")


def list_departments(page: Page, scenario: Scenario, sizes: Sizes) -> None:
    """Print the departments with their people, and with what each has of its own."""
    page.heading("departments")
    if not scenario.departments and scenario.people is None:
        names = generated_names(len(sizes))
        several = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
        said = f"The scenario names none, so they are made up: {several}"
        least, most = min(sizes.values()), max(sizes.values())
        page.paragraph(f"{said}, with {least if least == most else f'{least:,} to {most:,}'} people each.", 2)
        return
    named = {spec.name: spec for spec in scenario.departments}
    rows: list[tuple[str, ...]] = [("department", "people", "directorate", "its own")]
    for name, size in sizes.items():
        own = []
        if name in named:
            spec = named[name]
            own = [f"{SHORT[path]} {written(value)}" for path, value in spec.values.items()]
            own += [] if spec.share is None else [f"share {written(spec.share)}"]
        said = " ".join([", ".join(own), *department_origins(scenario, name)]).strip()
        rows.append((name, f"{size:,}", (named[name].directorate or "") if name in named else "", said))
    if not any(row[2] for row in rows[1:]):
        rows = [(*row[:2], row[3]) for row in rows]
    page.table(rows, right=(1,))


def department_origins(scenario: Scenario, name: str) -> list[str]:
    """Where what is said of a department stands: as a rule one line of a file, several where bases have it too."""
    start = f"departments.{name}."
    found = [origin_in(scenario, path) for path in scenario.origins if path.startswith(start)]
    return [f"({origin})" for origin in dict.fromkeys(found)]


def list_people(page: Page, scenario: Scenario) -> None:
    """Print which files people and ties come from, if any."""
    source = scenario.people
    if source is None:
        return
    page.heading("people")
    page.table(
        [
            ("people from", str(source.people)),
            ("ties from", "no file: they are made up" if source.ties is None else str(source.ties)),
            *((f"our {ours}", f"their {theirs}") for ours, theirs in source.people_columns.items()),
            *((f"our {ours} of a tie", f"their {theirs}") for ours, theirs in source.ties_columns.items()),
        ]
    )


def list_changes(page: Page, scenario: Scenario) -> None:
    """Print the dated changes, each with its settings and its line."""
    if not scenario.changes:
        return
    page.heading("changes")
    for change in scenario.changes:
        origin = origin_of_change(change)
        page.both_ends(when(change) + (f": {change.name}" if change.name else ""), origin, 2)
        for path, value in settings_of(change).items():
            page.paragraph(f"{path} = {written(value)}", 4)


def origin_in(scenario: Scenario, path: str) -> str:
    """Where a value came from, as the command line says it: ``county.toml line 12``, ``--set`` or ``default``."""
    return as_option(entries.origin_in(scenario, path))


def origin_of_change(change: Change) -> str:
    """The line of a change as the command line calls it."""
    return as_option(str(change.origin))


def as_table(scenario: Scenario, sizes: Sizes, only_changed: bool = False) -> dict[str, Any]:
    """The same for other programs."""
    named = {spec.name: spec for spec in scenario.departments}
    people = scenario.people
    return {
        "name": scenario.name,
        "title": scenario.title,
        "description": scenario.description,
        "fingerprint": scenario.fingerprint,
        "staff": sum(sizes.values()),
        "weeks": scenario.weeks,
        "entries": [
            entry_table(entry, scenario, sizes)
            for entry in all_entries()
            if not only_changed or is_changed(scenario, entry, sizes)
        ],
        "departments": [
            {
                "name": name,
                "headcount": size,
                "share": named[name].share if name in named else None,
                "directorate": named[name].directorate if name in named else None,
                "values": {
                    path: {"value": value, "from": origin_in(scenario, f"departments.{name}.{path}")}
                    for path, value in (named[name].values.items() if name in named else ())
                },
            }
            for name, size in sizes.items()
        ],
        "people": None
        if people is None
        else {"file": str(people.people), "ties": None if people.ties is None else str(people.ties)},
        "changes": [
            {
                "week": change.week, "after": change.after, "delay": change.delay, "weeks": change.weeks,
                "name": change.name,
                "from": origin_of_change(change), "settings": settings_of(change),
            }
            for change in scenario.changes
        ],
    }  # fmt: skip


def entry_table(entry: Entry, scenario: Scenario | None, sizes: Sizes | None = None) -> dict[str, Any]:
    """One entry for other programs; with its value and origin where a scenario is given."""
    here: dict[str, Any] = {}
    if scenario is not None:
        here = {"value": value_in(scenario, entry, sizes), "from": origin_in(scenario, entry.path)}
    return {
        "path": entry.path, **here, "default": entry.default, "unit": entry.unit, "meaning": entry.meaning,
        "allowed": entry.allowed, "plausible": entry.plausible, "off": entry.off, "standing": str(entry.standing),
        "source": entry.source, "by_department": entry.by_department, "dated": entry.dated,
    }  # fmt: skip
