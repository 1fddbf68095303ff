"""``blockers new``: a commented scenario to start from, with the departments of a staff list where one is given."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands.given import Force, check_place, load, refuse, write_file

if TYPE_CHECKING:
    from experiments.drafting.staff_list import StaffList
    from simulation.scenario import Scenario

LONGEST_NAME = 100
FORBIDDEN = '<>:"|?*/\\'
RESERVED = ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="what to call it; the file is NAME.toml", show_default=False)
    ],
    extends: Annotated[
        str, typer.Option(metavar="SCENARIO", help="the scenario that it builds on: a bundled one, or a file")
    ] = "county",
    people: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="count departments from this staff list (.csv or .xlsx)", show_default=False),
    ] = None,
    department_column: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="the list's column of departments, if not found by itself", show_default=False
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="the sheet of a workbook", show_default=False)
    ] = None,
    link: Annotated[
        bool, typer.Option("--link", help="have the scenario read the people themselves from the list, not only counts")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="PATH", help="a folder for it, or the .toml file itself", show_default=False)
    ] = None,
    force: Force = False,
) -> None:
    """Write a commented scenario that loads as it stands, and say what to do with it.

    From a staff list only departments and numbers of people are taken; no name or id goes into the scenario. Made with
    --link, it names the list instead, and each run reads ids and departments from there.

    Example: blockers new our-council --people staff.csv

    Exit status: 0 done, 2 wrong input (nothing is written).
    """
    target = _target(name, out, force)
    for option, given in (("--department-column", department_column), ("--sheet", sheet), ("--link", link)):
        if given and people is None:
            refuse(f"{option}: goes with --people, which names the staff list")
    base = load(extends)
    if people is not None and base.people is not None:
        instead = "choose a base without one, such as county"
        refuse(f"--people: {extends} has a file of people already ({base.people.people}); {instead}")
    if os.path.realpath(extends) == os.path.realpath(target):
        refuse(f"--extends: {extends} is the file to be written; a scenario cannot extend itself")
    found = None if people is None else _counted(people, department_column, sheet)
    _try(_text(base, extends, found, link, Path(target.name)), target.stem, link)
    write_file(target, _text(base, extends, found, link, target), force=True)
    file = shlex.quote(str(target))
    print(
        *_said(target, base, found, link),
        "",
        "Next:",
        f"  blockers validate {file}",
        f"  blockers run {file}",
        sep="\n",
    )


def _target(name: str, out: Path | None, force: bool) -> Path:
    """The file to write, or a refusal that says why there can be none."""
    stem = name.removesuffix(".toml")
    allowed = "allowed: a name such as our-council; the folder goes into --out"
    if not stem.strip():
        refuse(f"NAME: is blank; {allowed}")
    if any(character in "/\\" for character in stem):
        refuse(f"NAME: {name!r} is a path; {allowed}")
    found = sorted({character for character in stem if character in FORBIDDEN or not character.isprintable()})
    if found:
        refuse(f"NAME: {name!r} holds {' '.join(found)!r}, which not every system takes in a file's name; {allowed}")
    if not stem[0].isalnum() or stem[-1] in " .":
        refuse(f"NAME: {name!r} does not begin with a letter or digit, or ends with a blank or dot; {allowed}")
    if len(stem.encode()) > LONGEST_NAME:
        refuse(f"NAME: has {len(stem.encode())} bytes; allowed: up to {LONGEST_NAME}")
    if stem.split(".")[0].casefold() in RESERVED:
        refuse(f"NAME: {name!r} is the name of a device on Windows; {allowed}")
    from simulation.scenario import Scenario

    if stem in Scenario.named():
        refuse(f"NAME: {stem!r} is a scenario that comes with Blockers, and would be taken for it; choose another name")
    is_file = out is not None and out.suffix == ".toml" and not os.path.isdir(out)
    target = out if out is not None and is_file else (out or Path()) / f"{stem}.toml"
    check_place(target, force)
    return target


def _written_from(extends: str, target: Path) -> str:
    """The base as the new file has to name it: a bundled one by its name, a file by its path from there."""
    from simulation.scenario_files.sources import bundled_folder, find

    path = find(extends, Path.cwd())
    if path is None or path.is_relative_to(bundled_folder()):
        return extends
    return _path_from(path, target)


def _path_from(path: Path, target: Path) -> str:
    try:
        return Path(os.path.relpath(path.absolute(), target.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return path.absolute().as_posix()


def _counted(people: Path, column: str | None, sheet: str | None) -> StaffList:
    from experiments.drafting.staff_list import counted
    from experiments.drafting.staff_rows import StaffListRefused

    try:
        return counted(people, column, sheet)
    except StaffListRefused as error:
        refuse(str(error))


def _text(base: Scenario, extends: str, found: StaffList | None, link: bool, target: Path) -> str:
    """What the file says, with paths from where it is to lie."""
    from experiments.drafting.from_staff_list import departments_of, link_of
    from experiments.drafting.new_scenario import scenario_text
    from experiments.drafting.staff_rows import StaffListRefused

    lines = None
    if found is not None:
        try:
            lines = link_of(found, base, _path_from(found.file, target)) if link else departments_of(found, base)
        except StaffListRefused as error:
            refuse(str(error))
    return scenario_text(target.stem, base, _written_from(extends, target), lines)


def _try(text: str, name: str, link: bool) -> None:
    """Refuse where the scenario, lying in this folder, or a list that it names, would be refused."""
    from simulation.draws import Draws
    from simulation.people_files import PeopleFileError, read_people
    from simulation.scenario import Scenario, ScenarioError

    try:
        scenario = Scenario.from_toml(text, name=f"{name}.toml")
        if link:
            read_people(scenario, Draws(0))
    except ScenarioError as error:
        refuse(f"{error}\nblockers: nothing was written, since the scenario would not be valid")
    except PeopleFileError as error:
        refuse(
            f"{error}\nblockers: nothing was written; mend the list, or leave out --link to take only counts from it"
        )


def _said(target: Path, base: Scenario, found: StaffList | None, link: bool) -> list[str]:
    from simulation.wording import counted

    if found is None:
        return [f"{target}: builds on {base.called}; all that it shows is commented out"]
    what = "read from" if link else "counted from"
    departments = counted(len(found.headcounts), "department", "departments")
    said = f"{target}: {found.staff:,} people in {departments}, {what} {found.file} (column {found.column!r})"
    return [said, *(f"  {note}" for note in found.notes)]
