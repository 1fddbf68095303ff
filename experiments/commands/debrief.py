"""``blockers debrief``: what teams decided at a desk, run again on equal luck."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands.endings import as_typed, record_is_said, said_of_pictures
from experiments.commands.given import Force, Json, Out, Overlays, Quiet, Settings, load, ready, refuse
from experiments.commands.place import results_folder

if TYPE_CHECKING:
    from experiments.desk.decided import Decided


def debrief(
    teams: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="what each team saved at the desk: JSON", show_default=False),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(metavar="SCENARIO", help="the council they played, where its name is not enough to find it",
                     show_default=False),
    ] = None,
    overlays: Overlays = None,
    settings: Settings = None,
    out: Out = None,
    force: Force = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:  # fmt: skip
    """Run again what every team decided at the desk, on equal luck, and say what it cost and what it kept away.

    Beside the teams stand the simulated gatekeeper, one who refuses everything, and one who says yes to everything; at
    the chief executive's desk the council as simulated, letting every refusal stand, and lifting every one.
    Teams save their files at the desk of a notebook, or of a page that blockers play --desk has written.

    Example: blockers debrief teams/*.json

    Exit status: 0 done, 2 wrong input (nothing is written), 130 stopped with Ctrl-C (nothing is written; or the record
    is whole already, and it says where).
    """
    started = datetime.now(UTC)
    if not teams:
        refuse("no file of decisions is given; for example: blockers debrief teams/*.json")
    decided = _read(teams)
    first = decided[0]
    chosen = load(scenario if scenario is not None else first.scenario, settings, first.weeks, overlays)
    ready(chosen)
    from experiments.desk.debrief import check_together
    from experiments.desk.debrief import debrief as find
    from experiments.desk.decided import DecisionsError
    from experiments.desk.desks import NoDesk
    from experiments.executing.engines import prepare
    from experiments.folder import FolderRefused, as_folder
    from experiments.manifest import identity

    place = out if out is not None else Path("results") / f"{as_folder(chosen.name)}-debrief"
    study = {**identity(chosen.fingerprint, chosen.weeks, first.seed, 1), "study": "debrief"}
    try:
        check_together(chosen, decided)
        with results_folder(place, study, force) as folder, record_is_said(folder):
            prepare(is_said=not quiet)
            found = find(chosen, decided, progress=not quiet)
            from experiments.desk.page import print_debrief
            from experiments.desk.record import as_json, save

            not_drawn = save(found, decided, folder, as_typed(), started)
            if json:
                print(as_json(found, place))
            elif not quiet:
                print_debrief(found, place)
            said_of_pictures(not_drawn, place)
    except (FolderRefused, DecisionsError, NoDesk) as error:
        refuse(str(error))


def _read(files: list[Path]) -> list[Decided]:
    """All files, or a refusal with all that is wrong with any."""
    from experiments.desk.decided import DecisionsError, read

    decided, wrong = [], []
    for file in dict.fromkeys(files):
        try:
            decided.append(read(file))
        except DecisionsError as error:
            wrong.append(str(error))
    if wrong:
        refuse("\n".join(wrong))
    return decided
