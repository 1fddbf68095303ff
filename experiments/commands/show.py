"""``blockers show``: a scenario in full, or one of its numbers explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from experiments.commands.given import Json, Overlays, Settings, Weeks, given, load, parsed, refuse, scenarios_there_are
from experiments.commands.notes import left_out, note_forgotten_with, note_left_out

if TYPE_CHECKING:
    from simulation.scenario import Scenario
    from simulation.scenario_files.entries import Entry

ANY = "county"  # for examples where no scenario is given


def show(
    scenario: Annotated[
        str | None,
        typer.Argument(
            metavar="SCENARIO|PARAMETER",
            help="a bundled scenario or a path to a file; or a parameter or table, such as gates.ict.hours, gates.ict",
            show_default=False,
        ),
    ] = None,
    parameter: Annotated[
        str | None,
        typer.Argument(metavar="PARAMETER", help="a parameter or table of that scenario", show_default=False),
    ] = None,
    weeks: Weeks = None,
    overlays: Overlays = None,
    settings: Settings = None,
    changed: Annotated[bool, typer.Option("--changed", help="only what differs from the defaults")] = False,
    toml: Annotated[bool, typer.Option("--toml", help="print a complete scenario file, ready to be saved")] = False,
    json: Json = False,
) -> None:
    """Show a scenario with every number, its unit, its meaning and where it comes from; or explain one number.

    Example: blockers show county --changed

    Example: blockers show gates.ict.hours

    Example: blockers show county gates.ict.hours

    Exit status: 0 done, 2 wrong input.
    """
    scenario = given("show", scenario)
    if toml and (json or changed):
        refuse(f"--toml and {'--json' if json else '--changed'}: two forms at once; allowed: one of them")
    if parameter is None and _means_parameter(scenario):
        if settings or overlays or weeks is not None or changed or toml:
            refuse(f"{scenario} is a parameter: --weeks, --with, --set, --changed and --toml need a scenario before it")
        _about(None, ANY, scenario, json)
        return
    if parameter is not None and (toml or changed):
        refuse("--changed and --toml are for a whole scenario; leave them out, or the parameter")
    chosen = load(scenario, settings, weeks, overlays)
    note_forgotten_with(scenario)
    note_left_out(left_out(scenario, parsed(settings, weeks), overlays, chosen))
    if parameter is not None:
        _about(chosen, scenario, parameter, json)
    elif toml:
        print(chosen.to_toml(), end="")
    else:
        _whole(chosen, changed, json)


def _means_parameter(word: str) -> bool:
    """Whether a word on its own is a parameter or a table; refuses where it is neither that nor a scenario."""
    from pathlib import Path

    from simulation.scenario import Scenario
    from simulation.scenario_files.entries import ENTRIES, TABLES, under
    from simulation.scenario_files.problems import nearest, shortened
    from simulation.scenario_files.sources import find

    if word in ENTRIES:
        return True
    file = find(word, Path.cwd())
    if file is not None and (file.is_file() or not under(word)):
        return False
    if under(word):
        return True
    near = nearest(word, Scenario.named()) or nearest(word.removesuffix(".toml"), Scenario.named())
    if not near and not word.endswith(".toml"):
        near = _near(word, [*ENTRIES, *(table for table in TABLES if table)])
    meant = f"; did you mean {near}?" if near else "; blockers show county lists all parameters"
    refuse(f"{shortened(word) or repr(word)}: neither a scenario nor a parameter; {scenarios_there_are()}{meant}")


def _near(word: str, known: list[str]) -> str:
    """The nearest parameters: those that end in this word, or else the one that is most like it."""
    from simulation.scenario_files.problems import nearest

    ending = [path for path in known if word and path.endswith(f".{word}")]
    return " or ".join(ending[:5]) or nearest(word, known)


def _whole(scenario: Scenario, only_changed: bool, json: bool) -> None:
    from experiments.explaining.listing import as_table, list_scenario

    sizes = headcounts_or_refuse(scenario)
    if json:
        _print_json(as_table(scenario, sizes, only_changed))
    else:
        from experiments.explaining.page import Page

        list_scenario(Page(), scenario, sizes, only_changed)


def headcounts_or_refuse(scenario: Scenario) -> dict[str, int]:
    """People by department, or a refusal that says what is wrong with their file."""
    from experiments.explaining.headcounts import headcounts
    from simulation.people_table import PeopleFileError

    try:
        return headcounts(scenario)
    except PeopleFileError as error:
        refuse(str(error))


def _sizes_for(found: list[Entry], scenario: Scenario | None) -> dict[str, int] | None:
    """People by department where one of these entries is read off a file of people; nothing is read where none is."""
    from simulation.scenario_files.entries import is_counted_in_file

    if scenario is None or not any(is_counted_in_file(scenario, entry) for entry in found):
        return None
    return headcounts_or_refuse(scenario)


def _about(scenario: Scenario | None, asked: str, word: str, json: bool) -> None:
    """A parameter, a table of them, or a part of a scenario."""
    from experiments.explaining.explain import entry_called, explain, explained
    from experiments.explaining.page import Page
    from simulation.scenario_files.entries import under

    entry = entry_called(word)
    if entry is not None:
        sizes = _sizes_for([entry], scenario)
        _print_json(explained(entry, scenario, sizes)) if json else explain(Page(), entry, scenario, asked, sizes)
    elif found := under(word):
        _table(found, scenario, json)
    elif scenario is not None:
        _part(scenario, word, json)
    else:
        _unknown(word, None)


def _table(found: list[Entry], scenario: Scenario | None, json: bool) -> None:
    from experiments.explaining.listing import entry_table, list_entries
    from experiments.explaining.page import Page

    sizes = _sizes_for(found, scenario)
    if json:
        _print_json([entry_table(entry, scenario, sizes) for entry in found])
        return
    page = Page()
    if scenario is None:
        page.line("With their defaults:")
    list_entries(page, found, scenario, sizes)


def _part(scenario: Scenario, word: str, json: bool) -> None:
    """The departments, people or changes of a scenario, or one value of one department."""
    from experiments.explaining import listing
    from experiments.explaining.page import Page
    from simulation.scenario_files.entries import PARTS

    if word in PARTS:
        sizes = headcounts_or_refuse(scenario)
        if json:
            whole = listing.as_table(scenario, sizes)
            _print_json(whole["changes" if word == "change" else word])
            return
        page = Page()
        if word == "departments":
            listing.list_departments(page, scenario, sizes)
        elif word == "people":
            listing.list_people(page, scenario) if scenario.people else page.line("No file names the people.")
        else:
            listing.list_changes(page, scenario) if scenario.changes else page.line("Nothing changes during a run.")
        return
    for spec in scenario.departments:
        if word == f"departments.{spec.name}":
            _department(scenario, spec.name, json)
            return
        if word.startswith(f"departments.{spec.name}."):
            _of_department(scenario, spec.name, word.removeprefix(f"departments.{spec.name}."), json)
            return
    _unknown(word, scenario)


def _department(scenario: Scenario, name: str, json: bool) -> None:
    """Everything that a department may have of its own, and its people."""
    from experiments.explaining.page import Page
    from simulation.scenario_files.entries import ENTRIES, with_unit

    people = headcounts_or_refuse(scenario)[name]
    rows = [_value_of(scenario, name, entry) for entry in ENTRIES.values() if entry.by_department]
    if json:
        _print_json({"department": name, "headcount": people, "values": rows})
        return
    page = Page()
    page.line(f"{name}: {people:,} people", "bold")
    for row in rows:
        page.paragraph(f"{row['path']} = {with_unit(row['value'], ENTRIES[row['path']])}, {row['whose']}")


def _of_department(scenario: Scenario, name: str, key: str, json: bool) -> None:
    from experiments.explaining.explain import entry_called
    from simulation.scenario_files.entries import with_unit

    entry = entry_called(key)
    if entry is None or not entry.by_department:
        _unknown(f"departments.{name}.{key}", scenario)
    row = _value_of(scenario, name, entry)
    if json:
        _print_json({key: row[key] for key in ("department", "path", "value", "from", "unit")})
    else:
        print(f"{name}: {entry.path} = {with_unit(row['value'], entry)}, {row['whose']}")
        print(f"{entry.meaning}; blockers show {entry.path} says more")


def _value_of(scenario: Scenario, name: str, entry: Entry) -> dict[str, Any]:
    """What a department has of one parameter: its own, or that of all."""
    from experiments.explaining.listing import origin_in

    spec = next(spec for spec in scenario.departments if spec.name == name)
    is_own = entry.path in spec.values
    value = spec.values[entry.path] if is_own else scenario.values[entry.path]
    origin = origin_in(scenario, f"departments.{name}.{entry.path}" if is_own else entry.path)
    whose = f"from {origin}" if is_own else f"as all departments: {origin}"
    return {"department": name, "path": entry.path, "value": value, "from": origin, "unit": entry.unit, "whose": whose}


def _unknown(word: str, scenario: Scenario | None) -> NoReturn:
    from simulation.scenario_files.entries import ENTRIES, PARTS, TABLES
    from simulation.scenario_files.problems import shortened
    from simulation.scenario_files.values import BY_DEPARTMENT

    own = [f"departments.{s.name}.{key}" for s in (scenario.departments if scenario else ()) for key in BY_DEPARTMENT]
    near = _near(word, [*ENTRIES, *(table for table in TABLES if table), *PARTS, *own])
    meant = f"did you mean {near}?" if near else "blockers show county lists all parameters"
    refuse(f"{shortened(word) or repr(word)}: no such parameter; {meant}")


def _print_json(said: Any) -> None:
    from json import dumps

    print(dumps(said, indent=2, allow_nan=False))
