"""``blockers claims``: the seed's claims, each with its verdict over plausible councils."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.endings import FAILED, as_typed, nothing_of, record_is_said, said_of_failed, said_of_pictures
from experiments.commands.given import Force, Json, Out, Quiet, Seed, Weeks, Workers, check_seed, refuse, threads
from experiments.commands.place import results_folder

COUNCILS = 500
QUICK = 6
FEWEST = 5


def claims(
    chosen: Annotated[
        list[str] | None,
        typer.Option(
            "--claim", metavar="C1|FILE", help="one claim, as often as you like (all eighteen)", show_default=False
        ),
    ] = None,
    councils: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            min=FEWEST,
            help=f"how many plausible councils; one in twelve drawn is ({COUNCILS})",
            show_default=False,
        ),
    ] = None,
    is_quick: Annotated[
        bool, typer.Option("--quick", help=f"a minute's look at {QUICK} councils: most verdicts stay open")
    ] = False,
    seed: Seed = 0,
    weeks: Weeks = None,
    workers: Workers = "auto",
    out: Out = None,
    force: Force = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Say of each claim of the seed whether it holds in the model, over plausible councils, and where.

    Councils are drawn from the declared ranges and kept where their baseline is plausible; every claim is a comparison
    on equal luck in each. Nothing is tuned to a claim. A run that was stopped goes on with the same command.

    Example: blockers claims --quick

    Example: blockers claims --claim C5 --claim C11 --councils 100

    Exit status: 0 done, 1 some run failed, 2 wrong input (nothing is written), 130 stopped with Ctrl-C (what was
    run is kept, and the command says where).
    """
    started, busy = datetime.now(UTC), _processor_seconds()
    from experiments.claims.reading import read_claims
    from experiments.explaining.checking import in_lines
    from simulation.scenario import Scenario, ScenarioError

    if is_quick and councils is not None:
        refuse("--quick and --councils both say how many councils there are; allowed: one of them")
    councils = (QUICK if is_quick else COUNCILS) if councils is None else councils
    from experiments.claims.councils import BASE, SEEDS
    from experiments.claims.study import MOST_DRAWS

    check_seed(seed, SEEDS * MOST_DRAWS * councils)

    try:
        base = Scenario.load(BASE)
        full = base.weeks
        asked = read_claims(chosen or [], base if weeks is None else base.changed(weeks=weeks))
    except ScenarioError as error:
        refuse(in_lines(error.problems))
    from experiments.comparing.more import NotThere, check_libraries

    at_once = threads(workers)
    try:
        check_libraries("claims")
    except NotThere as error:
        refuse(str(error))
    from experiments.claims.journal import Journal, fingerprint
    from experiments.claims.study import TooFewCouncils, study
    from experiments.folder import FolderRefused
    from experiments.unfinished import unfinished
    from simulation.wording import counted

    place = out if out is not None else Path("results") / "claims"
    mark = fingerprint(asked, seed, weeks)
    words = [claim.text for claim in asked]
    identity = {"study": "claims", "fingerprint": f"{mark} {councils} {_digest(words)}", "weeks": base.weeks,
                "seeds": [seed]}  # fmt: skip
    try:
        with (
            results_folder(place, identity, force) as folder,
            record_is_said(folder, journal := Journal(unfinished(place, mark))),
        ):
            try:
                made = study(asked, councils, seed, at_once, journal, weeks, progress=not quiet)
            except TooFewCouncils as error:
                shorter = "" if weeks is None else f"; what is plausible is known of {full} weeks (without --weeks)"
                nothing_of(f"{error}{shorter}")
            from experiments.claims.judging import judge_all
            from experiments.claims.page import print_claims
            from experiments.claims.record import as_json, save

            found = judge_all(made, at_once, progress=not quiet)
            command = as_typed()
            not_drawn = save(made, found, folder, command, at_once, started, _processor_seconds() - busy)
            journal.remove()
            if json:
                print(as_json(made, found, place))
            elif not quiet:
                print_claims(made, found, place)
            said_of_pictures(not_drawn, place)
            if made.failed:
                said_of_failed(counted(len(made.failed), "council", "councils"), place)
            if made.failed or made.unseen:
                raise typer.Exit(FAILED)
    except FolderRefused as error:
        refuse(str(error))


def _processor_seconds() -> float:
    """Seconds of processor that this process and those it has ended took."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


def _digest(texts: list[str]) -> str:
    from hashlib import sha256

    return sha256("\0".join(texts).encode()).hexdigest()[:16]
