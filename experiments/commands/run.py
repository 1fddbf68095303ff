"""``blockers run``: one scenario, a number of times; a summary, and a folder with the record and a picture."""

from __future__ import annotations

import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands.endings import as_typed, record_is_said, said_of_failed, said_of_pictures
from experiments.commands.given import (
    Force,
    Json,
    Overlays,
    Quiet,
    ScenarioName,
    Seed,
    Settings,
    Weeks,
    check_seed,
    given,
    load,
    parsed,
    ready,
    refuse,
    threads,
)
from experiments.commands.notes import left_out, note_forgotten_with, note_left_out
from experiments.commands.place import results_folder

if TYPE_CHECKING:
    from experiments.results import Results

REPLICATIONS = 20  # seconds for the county, and with mesa under half a minute; intervals of uptake within a point
LEFT_OUT = "blockers: memory cannot hold the event log and the ledger of the first seed: they are left out"


def run(
    scenario: ScenarioName = None,
    replications: Annotated[
        int, typer.Option(metavar="NUMBER", min=1, help="how many runs, each with a seed of its own")
    ] = REPLICATIONS,
    seed: Seed = 0,
    weeks: Weeks = None,
    overlays: Overlays = None,
    settings: Settings = None,
    workers: Annotated[
        str,
        typer.Option(
            metavar="N|auto",
            help="threads (compiled) or processes (mesa) that share the runs; the numbers stay the same",
        ),
    ] = "auto",
    engine: Annotated[
        str,
        typer.Option(
            metavar="compiled|mesa",
            help="compiled code, or the readable Mesa model, many times slower; the numbers stay the same",
        ),
    ] = "compiled",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="where the record goes (results/SCENARIO)", show_default=False)
    ] = None,
    force: Force = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Run a scenario and say who refused, who was blamed and what came of it.

    Example: blockers run county --weeks 52 --set gates.ict.hours=30

    Example: blockers run county --with strategies/edict

    Exit status: 0 done, 1 some run failed, 2 wrong input (nothing is written), 130 stopped with Ctrl-C (nothing is
    written; or the record is whole already, and it says where).
    """
    started = datetime.now(UTC)
    name = given("run", scenario)
    check_seed(seed, replications)
    chosen = load(name, settings, weeks, overlays)
    unreached = left_out(name, parsed(settings, weeks), overlays, chosen)
    if not quiet:
        note_forgotten_with(name)
        note_left_out(unreached)
    from experiments.folder import FolderRefused, as_folder
    from experiments.manifest import identity
    from experiments.simulate import simulate
    from experiments.store import save
    from simulation.size import is_record_held, workers_that_fit

    at_once = threads(workers)
    _check_engine(engine)
    is_kept = is_record_held(chosen, replications, engine)
    if workers == "auto":
        at_once = workers_that_fit(chosen, at_once, replications, engine, is_kept)
    ready(chosen, at_once, replications, engine, is_kept)
    if not is_kept and not quiet:
        print(LEFT_OUT, file=sys.stderr)
    place = out if out is not None else Path("results") / as_folder(chosen.name)
    try:
        with (
            results_folder(place, identity(chosen.fingerprint, chosen.weeks, seed, replications), force) as folder,
            record_is_said(folder),
        ):
            results = simulate(
                chosen, replications, seed, at_once, keep_full=int(is_kept), engine=engine, progress=not quiet
            )
            again = _again(name, overlays or [], settings or [], weeks, engine, place)
            not_drawn = save(results, folder, as_typed(), again, started)
            _say(results, place, not_drawn, quiet, json, unreached)
    except FolderRefused as error:
        refuse(str(error))
    if results.failures:
        raise typer.Exit(1)


def _check_engine(name: str) -> None:
    """Refuse an engine that there is not, or that cannot run the rules as they are."""
    from experiments.simulate import engine_of

    try:
        if engine_of(name) == "compiled":
            from simulation.engine.compiled import check_rules

            check_rules()
    except ValueError as error:
        refuse(f"--engine: {error}")


def _say(results: Results, place: Path, not_drawn: list[str], quiet: bool, json: bool, unreached: str) -> None:
    """The summary, or the same as JSON; and what went wrong on the way."""
    if json:
        from experiments.as_json import as_json

        print(as_json(results, place))
    elif not quiet:
        from experiments.summary import summarise

        summarise(results, place, None, unreached)
    said_of_pictures(not_drawn, place)
    if results.failures:
        said_of_failed(f"{len(results.failures)} of {results.replications} runs", place)


def _again(scenario: str, overlays: list[str], settings: list[str], weeks: int | None, engine: str, place: Path) -> str:
    """The command that repeats one run of these, with {seed} where its seed goes."""
    words = ["blockers", "run", scenario]
    words += [word for overlay in overlays for word in ("--with", overlay)]
    words += [word for setting in settings for word in ("--set", setting)]
    words += [] if weeks is None else ["--weeks", str(weeks)]
    words += [] if engine == "compiled" else ["--engine", engine]
    words += ["--replications", "1", "--out", f"{place}-again"]
    return shlex.join(words).replace("{", "{{").replace("}", "}}") + " --seed {seed}"
