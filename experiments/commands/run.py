"""``blockers run``: one scenario, a number of times; a summary, and a folder with the record and a picture."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from simulation.scenario import Scenario

REPLICATIONS = 20  # under half a minute for the county on two processors; intervals of uptake within a point
LARGEST_SEED = 2**64 - 1
LONGEST_RUN = 5200  # weeks
INTERRUPTED = 130


def run(
    scenario: Annotated[
        str, typer.Argument(help="a bundled scenario, such as county, or a path to a file", show_default=False)
    ],
    replications: Annotated[int, typer.Option(min=1, help="how many runs, each with a seed of its own")] = REPLICATIONS,
    seed: Annotated[
        int, typer.Option(min=0, max=LARGEST_SEED, help="of the first run; each further run has the next")
    ] = 0,
    weeks: Annotated[
        int | None,
        typer.Option(min=1, max=LONGEST_RUN, help="instead of the scenario's own number", show_default=False),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="PATH=VALUE", help="e.g. gates.ict.hours=30; as often as you like", show_default=False
        ),
    ] = None,
    workers: Annotated[
        str, typer.Option(metavar="N|auto", help="processes that share the runs; the numbers stay the same")
    ] = "auto",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="where the record goes (results/SCENARIO)", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="replace other results in that folder")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="neither progress nor summary")] = False,
    json: Annotated[bool, typer.Option("--json", help="print the results as JSON instead of the summary")] = False,
) -> None:
    """Run a scenario and say who refused, who was blamed and what came of it.

    Exit status: 0 done, 1 some run failed, 2 wrong input (nothing is written), 130 stopped with Ctrl-C (nothing is
    written).
    """
    started = datetime.now(UTC)
    chosen = _loaded(scenario, settings or [], weeks)
    if seed + replications - 1 > LARGEST_SEED:
        _refuse(f"--seed: the last run would have seed {seed + replications - 1}; allowed: up to {LARGEST_SEED}")
    _check_people(chosen, seed)

    from experiments.folder import Folder, FolderRefused
    from experiments.manifest import identity
    from experiments.simulate import simulate, workers_of
    from experiments.store import save

    try:
        processes = workers_of(workers)
    except ValueError as error:
        _refuse(f"--workers: {error}")
    place = out if out is not None else Path("results") / _as_folder(chosen.name)
    try:
        folder = Folder(place, identity(chosen.fingerprint, chosen.weeks, seed, replications), force)
    except FolderRefused as error:
        _refuse(str(error))
    try:
        with folder:
            with _progress(replications, shown=not quiet) as done:
                results = simulate(chosen, replications, seed, processes, done=done)
            again = _again(scenario, settings or [], weeks, place)
            save(results, folder, shlex.join(["blockers", *sys.argv[1:]]), again, started)
    except FolderRefused as error:
        _refuse(str(error))
    except KeyboardInterrupt:
        print("blockers: stopped; nothing was written", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    if json:
        from experiments.as_json import as_json

        print(as_json(results, place))
    elif not quiet:
        from experiments.summary import summarise

        summarise(results, place)
    if results.failures:
        some = f"{len(results.failures)} of {replications} runs failed"
        print(f"blockers: {some}; see {place / 'failures'}", file=sys.stderr)
        raise typer.Exit(1)


def _loaded(name: str, settings: list[str], weeks: int | None) -> Scenario:
    from simulation.scenario import Scenario, ScenarioError, parse_setting

    try:
        given = dict(parse_setting(setting) for setting in settings)
        if any(path.split(".")[0].strip() == "extends" for path in given):
            _refuse("--set: extends cannot be set; name the other scenario itself, or write a file that extends it")
        if weeks is not None:
            given["weeks"] = weeks
        return Scenario.load(name, given)
    except ScenarioError as error:
        _refuse(str(error))


def _check_people(scenario: Scenario, seed: int) -> None:
    """Files of people are input too: what is wrong with them is said before any run."""
    if scenario.people is None:
        return
    from simulation.draws import Draws
    from simulation.people_files import PeopleFileError, read_people, read_ties

    try:
        people = read_people(scenario, Draws(seed))
        if scenario.people.ties is not None:
            read_ties(scenario, people)
    except (PeopleFileError, OSError) as error:
        _refuse(str(error))


def _refuse(why: str) -> NoReturn:
    """Say what is wrong with the input, and end."""
    print(why, file=sys.stderr)
    raise typer.Exit(2)


def _as_folder(name: str) -> str:
    """A scenario's name as one that a folder can have."""
    return "".join(c if c.isalnum() or c in " -_." else "-" for c in name).strip(" .") or "scenario"


def _again(scenario: str, settings: list[str], weeks: int | None, place: Path) -> str:
    """The command that repeats one run of these, with {seed} where its seed goes."""
    words = ["blockers", "run", scenario, *(word for setting in settings for word in ("--set", setting))]
    words += [] if weeks is None else ["--weeks", str(weeks)]
    words += ["--replications", "1", "--out", f"{place}-again"]
    return shlex.join(words).replace("{", "{{").replace("}", "}}") + " --seed {seed}"


@contextmanager
def _progress(runs: int, shown: bool) -> Iterator[Callable[[int], None]]:
    """A bar with the time left on the error stream, where somebody sees it. Yields what to tell how many runs ended."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Running"), BarColumn(), MofNCompleteColumn(), TextColumn("time left"), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not (shown and console.is_terminal)) as progress:
        bar = progress.add_task("", total=runs)
        yield lambda so_far: progress.update(bar, completed=so_far)
