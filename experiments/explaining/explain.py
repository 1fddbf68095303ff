"""One parameter explained to somebody who has never seen it: what it means, what it may be, who sets it and how to."""

from __future__ import annotations

import shlex
from typing import Any

from experiments.explaining.headcounts import Sizes, headcounts
from experiments.explaining.listing import entry_table, origin_in, origin_of_change
from experiments.explaining.page import Page
from simulation.people_table import PeopleFileError
from simulation.scenario import Scenario, ScenarioError
from simulation.scenario_files.entries import (
    BARE,
    ENTRIES,
    STANDINGS,
    Entry,
    is_counted_in_file,
    settings_of,
    value_in,
    when,
    with_unit,
    written,
)
from simulation.scenario_files.written import SHORT, toml_value
from simulation.wording import counted

COLUMN = 15


def explain(page: Page, entry: Entry, scenario: Scenario | None, asked: str, sizes: Sizes | None = None) -> None:
    """Print everything there is to say of an entry; with a scenario, its value there first, ``asked`` for by name.

    ``sizes`` are the headcounts of a scenario whose file of people sets this entry; else they play no part.
    """
    page.line(entry.path, "bold")
    page.paragraph(entry.meaning)
    page.line()
    if scenario is not None:
        for name, said in _in_scenario(entry, scenario, sizes):
            page.pair(name, said, COLUMN)
    for name, said in _about(entry):
        page.pair(name, said, COLUMN)
    page.heading("To set it")
    if scenario is not None and is_counted_in_file(scenario, entry):
        page.paragraph(f"{origin_in(scenario, entry.path)} lists the people, and so says how many there are.", 2)
        return
    page.pair("in a command", _command(entry, asked), COLUMN + 2, is_whole=True)
    lines = [f"[{entry.table}]"] if entry.table else []
    lines.append(f"{entry.name} = {toml_value(_example(entry))}")
    page.pair("in a file", lines[0], COLUMN + 2)
    for line in lines[1:]:
        page.line(" " * (COLUMN + 2) + line)
    if entry.by_department:
        page.pair("for one", "[departments.Parks]", COLUMN + 2)
        page.line(" " * (COLUMN + 2) + f"{SHORT[entry.path]} = {toml_value(_example(entry))}")


def explained(entry: Entry, scenario: Scenario | None, sizes: Sizes | None = None) -> dict[str, Any]:
    """The same for other programs."""
    own = {} if scenario is None else {"departments": _own(entry, scenario), "changes": _dated(entry, scenario)}
    return {
        **entry_table(entry, scenario, sizes),
        **own,
        "set_by": set_by(entry),
    }


def set_by(entry: Entry) -> dict[str, dict[str, Any]]:
    """The bundled scenarios that set this entry: value and place, and those departments that have their own."""
    found: dict[str, dict[str, Any]] = {}
    for name in Scenario.named():
        try:
            scenario = Scenario.load(name)
            sizes = headcounts(scenario) if is_counted_in_file(scenario, entry) else None
        except (ScenarioError, PeopleFileError):  # a file in a checkout that somebody is at work on
            continue
        origin, own = origin_in(scenario, entry.path), _own(entry, scenario)
        if origin != "default" or own:
            found[name] = {"value": value_in(scenario, entry, sizes), "from": origin, "departments": own}
    return found


def _in_scenario(entry: Entry, scenario: Scenario, sizes: Sizes | None) -> list[tuple[str, str]]:
    value = with_unit(value_in(scenario, entry, sizes), entry)
    said = [("Value", f"{value} in {scenario.name} ({origin_in(scenario, entry.path)})")]
    own = ", ".join(f"{name} {written(there['value'])}" for name, there in _own(entry, scenario).items())
    said += [("Own values", own)] if own else []
    return said + [
        ("Changes", f"{change['when']}: {written(change['value'])} ({change['from']})")
        for change in _dated(entry, scenario)
    ]


def _own(entry: Entry, scenario: Scenario) -> dict[str, dict[str, Any]]:
    """Departments that have a value of their own, with it and where it stands."""
    return {
        spec.name: {
            "value": spec.values[entry.path],
            "from": origin_in(scenario, f"departments.{spec.name}.{entry.path}"),
        }
        for spec in scenario.departments
        if entry.path in spec.values
    }


def _dated(entry: Entry, scenario: Scenario) -> list[dict[str, Any]]:
    """What the scenario's dated changes make of it, for all departments or for one."""
    found = []
    for change in scenario.changes:
        origin = origin_of_change(change)
        said = [(when(change), value) for path, value in settings_of(change).items() if path == entry.path]
        for name, own in change.departments.items():
            said += [(f"{when(change)}, {name}", own[entry.path])] if entry.path in own else []
        found += [{"when": words, "value": value, "from": origin} for words, value in said]
    return found


def _about(entry: Entry) -> list[tuple[str, str]]:
    said = [
        ("Default", with_unit(entry.default, entry)),
        (
            "Allowed",
            entry.allowed if entry.unit in (*BARE, entry.allowed) else f"{entry.allowed} {entry.unit}".rstrip(),
        ),
    ]
    if entry.plausible is not None:
        low, high = entry.plausible
        said.append(("Plausible", f"{written(low)} to {written(high)}: where real organisations are thought to lie"))
    if entry.off is None:
        said.append(("Off", "no value takes it out of the model"))
    else:
        said.append(("Off", f"{written(entry.off)}: with this, it plays no part"))
    said.append(("Standing", f"{entry.standing}: {STANDINGS[entry.standing]}"))
    if entry.source:
        said.append(("Source", entry.source))
    by = "each may have its own" if entry.by_department else "the same for all"
    said.append(("Departments", by))
    dated = "a [[change]] may set it during a run" if entry.dated else "stays as it is through a run"
    said.append(("Over time", dated))
    said.append(("Set by", "; ".join(_setter(*pair) for pair in set_by(entry).items()) or "no bundled scenario"))
    return said


def _setter(name: str, how: dict[str, Any]) -> str:
    own = how["departments"]
    words = [] if how["from"] == "default" else [f"to {written(how['value'])} ({how['from']})"]
    words += [f"for {counted(len(own), 'department', 'departments')}"] if own else []
    return f"{name} {', and '.join(words)}"


def _example(entry: Entry) -> Any:
    """A value that a reader may want to try: another than the default, and allowed."""
    default = entry.default
    if isinstance(default, bool):
        return not default
    if isinstance(default, list):
        return ["comms", "ict"] if entry.path == "route.gates" else ["hr"]
    if isinstance(default, str):
        if entry.table == "route.removal":
            return "removed"
        names = entry.allowed.removeprefix("one of ").split(", ")
        return next(name for name in names if name != default)
    if entry.plausible is None:
        return 52 if entry.path == "weeks" else default
    low, high = entry.plausible
    other = high if high != default else low
    return int(other) if other == int(other) else float(f"{other:.3g}")


def _command(entry: Entry, asked: str) -> str:
    if entry.path == "weeks":
        return f"blockers run {shlex.quote(asked)} --weeks {_example(entry)}"
    example = _example(entry)
    value = example if isinstance(example, str) else toml_value(example)
    return f"blockers run {shlex.quote(asked)} --set {shlex.quote(f'{entry.path}={value}')}"


def entry_called(path: str) -> Entry | None:
    """The entry of this path, or of a department's short name for it, such as ``audience``."""
    full = {short: long for long, short in SHORT.items()}
    return ENTRIES.get(path) or ENTRIES.get(full.get(path, ""))
