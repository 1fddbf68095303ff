"""``blockers validate``: whether scenarios and their files of people can be run, without running them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands.given import WRONG_INPUT, Json, Overlays, Quiet, Settings, Weeks, given, parsed
from experiments.commands.notes import left_out, note_forgotten_with, note_left_out

if TYPE_CHECKING:
    from experiments.explaining.checking import Checked


def validate(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(metavar="SCENARIO...", help="bundled scenarios or paths of files", show_default=False),
    ] = None,
    weeks: Weeks = None,
    overlays: Overlays = None,
    settings: Settings = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Check scenarios, and the files of people and ties that they name, without running them.

    All that is wrong with any of them is said at once, a line each.

    Example: blockers validate my-council.toml

    Example: blockers validate my-council.toml --with strategies/edict

    Exit status: 0 all are fine, 2 something is wrong.
    """
    if not scenarios:
        scenarios = [given("validate", None)]
    values = parsed(settings, weeks)
    from experiments.explaining.checking import check, in_lines

    checked = [check(name, values, overlays) for name in scenarios]
    wrong = [one for one in checked if one.problems]
    if json:
        from json import dumps

        print(dumps([_as_table(one) for one in checked], indent=2))
    for one in checked:
        if one.scenario is not None and not quiet:
            note_forgotten_with(one.given)
            note_left_out(left_out(one.given, values, overlays, one.scenario))
        if one.problems and not json:
            print(in_lines(one.problems), file=sys.stderr)
        elif not one.problems and not (json or quiet):
            print(_fine(one))
    if wrong and len(checked) > 1 and not json:
        names = ", ".join(dict.fromkeys(one.given for one in wrong))
        print(f"not fine: {len(wrong)} of {len(checked)} scenarios ({names})", file=sys.stderr)
    if wrong:
        raise typer.Exit(WRONG_INPUT)


def _fine(one: Checked) -> str:
    from simulation.wording import counted

    assert one.scenario is not None
    said = [f"{one.staff:,} staff in {counted(one.departments, 'department', 'departments')}"]
    if one.scenario.people is not None:
        said.append(f"people from {one.scenario.people.people.name}")
        if one.scenario.people.ties is not None:
            said.append(f"ties from {one.scenario.people.ties.name}")
    said.append(counted(one.scenario.weeks, "week", "weeks"))
    if one.scenario.changes:
        said.append(counted(len(one.scenario.changes), "dated change", "dated changes"))
    if one.bases:
        said.append(f"extends {', which extends '.join(one.bases)}")
    return f"{one.given}: fine, {', '.join(said)}"


def _as_table(one: Checked) -> dict[str, object]:
    from experiments.explaining.checking import as_table

    return {
        "scenario": one.given,
        "fine": not one.problems,
        "staff": one.staff or None,
        "departments": one.departments or None,
        "weeks": None if one.scenario is None else one.scenario.weeks,
        "extends": list(one.bases),
        "problems": [as_table(problem) for problem in one.problems],
    }
