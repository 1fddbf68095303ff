"""``blockers blame``: blamed, refused and cause side by side, and what would unblock it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.endings import (
    FAILED,
    as_typed,
    record_is_said,
    said_of_failed,
    said_of_pictures,
    too_few_ended,
)
from experiments.commands.given import (
    Force,
    Json,
    Out,
    Overlays,
    Quiet,
    ScenarioName,
    Seed,
    Settings,
    Weeks,
    Workers,
    check_seed,
    given,
    load,
    ready_arms,
    refuse,
)
from experiments.commands.notes import note_forgotten_with
from experiments.commands.place import results_folder

PAIRS = 30  # about three minutes for the county on two processors; cause within a point of uptake
FEWEST = 2  # of one pair nothing has an interval


def blame(
    scenario: ScenarioName = None,
    replications: Annotated[
        int, typer.Option(metavar="NUMBER", min=FEWEST, help="how many seeds every arm is run with")
    ] = PAIRS,
    seed: Seed = 0,
    weeks: Weeks = None,
    overlays: Overlays = None,
    settings: Settings = None,
    workers: Workers = "auto",
    out: Out = None,
    force: Force = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Say who is blamed, who refuses and who truly holds it up, gate by gate, and what single roles are worth.

    The council is run again and again on equal luck: as it is, with every set of its five gates removed, with each gate
    unknown, a rubber stamp, milder and stricter, and without each role. A run that was stopped goes on with the same
    command.

    Example: blockers blame county

    Example: blockers blame district --with strategies/lead-and-network --replications 40

    Exit status: 0 done, 1 some run failed, 2 wrong input (nothing is written), 130 stopped with Ctrl-C (what was run
    is kept, and it says where).
    """
    started = datetime.now(UTC)
    name = given("blame", scenario)
    check_seed(seed, replications)
    chosen = load(name, settings, weeks, overlays)
    if not quiet:
        note_forgotten_with(name)
    from experiments.arms.journal import Journal, mark_of
    from experiments.blaming.blame import blame as find
    from experiments.blaming.page import failures
    from experiments.folder import FolderRefused, as_folder
    from experiments.manifest import identity
    from experiments.unfinished import unfinished
    from simulation.wording import counted

    at_once = ready_arms([chosen], workers, keep_rows=True)
    place = out if out is not None else Path("results") / f"{as_folder(chosen.name)}-blame"
    study = {**identity(chosen.fingerprint, chosen.weeks, seed, replications), "study": "blame"}
    try:
        with (
            results_folder(place, study, force) as folder,
            record_is_said(folder, journal := Journal(unfinished(place, mark_of("blame", chosen.fingerprint)))),
        ):
            found = find(chosen, replications, seed, at_once, progress=not quiet, journal=journal)
            failed = list(failures(found))
            if min(len(found.seeds), len(found.stricter.seeds)) < FEWEST or not found.as_it_is.replicates:
                too_few_ended(failed)
            from experiments.blaming.page import print_blame
            from experiments.blaming.record import as_json, save

            not_drawn = save(found, folder, as_typed(), started)
            journal.remove()
            if json:
                print(as_json(found, place))
            elif not quiet:
                print_blame(found, place)
            said_of_pictures(not_drawn, place)
            if failed:
                said_of_failed(counted(len(failed), "run", "runs"), place)
                raise typer.Exit(FAILED)
    except FolderRefused as error:
        refuse(str(error))
