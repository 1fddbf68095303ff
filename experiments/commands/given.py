"""What all commands take in the same way: a scenario with settings laid on it, or a refusal that says what is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from simulation.scenario_files.parts import LONGEST_RUN

if TYPE_CHECKING:
    from experiments.explaining.checking import Wrong
    from experiments.room.strategies import Strategy
    from simulation.scenario import Scenario

WRONG_INPUT = 2

ScenarioName = Annotated[
    str | None,
    typer.Argument(
        metavar="SCENARIO", help="a bundled scenario, such as county, or a path to a file", show_default=False
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        metavar="NUMBER", min=0, help="which luck: the same seed gives the same run; further runs take the next"
    ),
]
Weeks = Annotated[
    int | None,
    typer.Option(
        metavar="NUMBER", min=1, max=LONGEST_RUN, help="instead of the scenario's own number", show_default=False
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", help="e.g. gates.ict.hours=30; as often as you like", show_default=False
    ),
]
Overlays = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="FILE",
        help="a strategy or event laid on the scenario, such as strategies/edict; as often as you like",
        show_default=False,
    ),
]
Workers = Annotated[str, typer.Option(metavar="N|auto", help="threads that share the runs; the numbers stay the same")]
Out = Annotated[Path | None, typer.Option(metavar="DIR", help="where the record goes", show_default=False)]
Force = Annotated[bool, typer.Option("--force", help="replace what is there")]
Quiet = Annotated[bool, typer.Option("--quiet", help="no progress, and no words where all goes well")]
Json = Annotated[bool, typer.Option("--json", help="print JSON for other programs, and nothing else")]


def refuse(why: str) -> NoReturn:
    """Say what is wrong with the input, a line each, and end with status 2."""
    print(why, file=sys.stderr)
    raise typer.Exit(WRONG_INPUT)


def given(command: str, scenario: str | None) -> str:
    """The scenario that was given, or a refusal that says which there are."""
    if scenario is None:
        refuse(f"no scenario is given; {scenarios_there_are()}; for example: blockers {command} county")
    return scenario


def check_seed(seed: int, runs: int = 1) -> None:
    """Refuse a seed with which some of the runs would have one beyond 64 bits."""
    from experiments.simulate import LARGEST_SEED

    if seed + runs - 1 > LARGEST_SEED:
        refuse(f"--seed: the last run would have seed {seed + runs - 1}; allowed: up to {LARGEST_SEED}")


def load(
    name: str, settings: Iterable[str] | None = None, weeks: int | None = None, overlays: Iterable[str] | None = None
) -> Scenario:
    """The scenario, with strategies and events laid on it and then settings, or a refusal with all that is wrong."""
    from experiments.explaining.checking import in_lines, loaded
    from simulation.scenario import ScenarioError

    values, problems = _parsed(settings, weeks)
    try:
        scenario = loaded(name, values, overlays)
    except ScenarioError as error:
        problems += error.problems
    if problems:
        refuse(in_lines(problems))
    return scenario


def parsed(settings: Iterable[str] | None, weeks: int | None = None) -> dict[str, Any]:
    """Settings of the command line by path, or a refusal that names all that are none."""
    values, problems = _parsed(settings, weeks)
    if problems:
        from experiments.explaining.checking import in_lines

        refuse(in_lines(problems))
    return values


def ready(
    scenario: Scenario, workers: int = 1, replications: int = 1, engine: str = "compiled", is_kept: bool = True
) -> None:
    """Refuse what could be read and yet cannot run: memory cannot hold it, or the files of its people are wrong.

    ``workers`` runs at once on this engine, with event log and ledger of the first where they are kept.
    """
    from experiments.explaining.checking import beyond_the_file, in_lines

    if wrong := beyond_the_file(scenario, workers, replications, engine, is_kept):
        refuse(in_lines(wrong))


def threads(workers: str) -> int:
    """How many runs at once ``--workers`` asks for, or a refusal."""
    from experiments.executing.engines import workers_of

    try:
        return workers_of(workers)
    except ValueError as error:
        refuse(f"--workers: {error}")


def ready_arms(scenarios: Iterable[Scenario], workers: str, keep_rows: bool) -> int:
    """How many threads the runs of all these take; or a refusal, where one of them cannot run or memory cannot hold it.

    ``keep_rows``: each run keeps its event log.
    """
    from simulation.size import workers_that_fit

    at_once = threads(workers)
    for scenario in scenarios:
        if workers == "auto":
            at_once = workers_that_fit(scenario, at_once, at_once, "compiled", keep_rows)
        ready(scenario, at_once, at_once, "compiled", keep_rows)
    return at_once


def strategies_on(scenario: Scenario, names: list[str] | None = None) -> list[Strategy]:
    """The council under each strategy (all bundled ones where none is named), or a refusal with all that is wrong."""
    from experiments.comparing.laying import file_of
    from experiments.executing.sharing import settled_by
    from experiments.explaining.checking import in_lines
    from experiments.room.strategies import laid_on
    from simulation.scenario import Scenario, ScenarioError

    found: list[Strategy] = []
    problems: list[Wrong] = []
    for name in Scenario.named("strategies") if names is None else dict.fromkeys(map(file_of, names)):
        try:
            found += laid_on(scenario, [name])
        except ScenarioError as error:
            problems += error.problems
    if problems:
        refuse(in_lines(problems))
    others = [one.name for one in found if settled_by(one.scenario) != settled_by(scenario)]
    if others:
        refuse(
            f"--strategy: {', '.join(others)}: changes who works here or who hears whom, so that nobody could be "
            f"compared; allowed: levers of {scenario.called}. For another council: blockers play FILE"
        )
    return found


def scenarios_there_are() -> str:
    """What may be given for a scenario, in words."""
    from simulation.scenario import Scenario

    return f"scenarios: {', '.join(Scenario.named())}, or the path of a file"


def _parsed(settings: Iterable[str] | None, weeks: int | None) -> tuple[dict[str, Any], list[Wrong]]:
    """Settings by path, ``--weeks`` over ``--set weeks``; and what is wrong with them."""
    from simulation.scenario import Problem, ScenarioError, parse_setting
    from simulation.scenario_files.problems import Origin
    from simulation.scenario_files.settings import SET

    values: dict[str, Any] = {}
    problems: list[Wrong] = []
    for setting in settings or ():
        try:
            path, value = parse_setting(setting)
        except ScenarioError as error:
            problems += error.problems
            continue
        if path.split(".")[0].strip() == "extends":
            instead = "another scenario by its name, or a file that extends it"
            problems.append(Problem(Origin(SET), "extends", "extends cannot be set", instead))
        else:
            values[path] = value
    return (values if weeks is None else {**values, "weeks": weeks}), problems


def check_place(file: Path, force: bool) -> None:
    """Refuse a place that no file can have, where a folder is, or, without ``force``, where something is already."""
    try:
        os.lstat(file)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:  # such as a name too long, or with a character that no path may hold
        _cannot_be_written(file, error)
    if os.path.isdir(file):
        refuse(f"--out: {file} is a folder; choose another name, or another place with --out")
    if not force:
        refuse(f"--out: {file} exists already; choose another name, or replace it with --force")


def write_file(file: Path, text: str, force: bool) -> None:
    """Write a whole file or nothing, with the folders that it needs.

    Refuses to replace one without ``force``, and where it cannot be written.
    """
    write_files({file: text.encode("utf-8")}, force)


def write_files(contents: Mapping[Path, bytes], force: bool) -> None:
    """The same for several: all are drafted before the first is put in its place."""
    for file in contents:
        check_place(file, force)
    from experiments.parents import parents_made

    drafts: dict[Path, Path] = {}
    file = next(iter(contents))
    try:
        with ExitStack() as made:
            for file, content in contents.items():
                made.enter_context(parents_made(file))
                drafts[file] = file.with_name(f".{file.name}-{os.getpid()}")
                made.callback(drafts[file].unlink, missing_ok=True)
                drafts[file].write_bytes(content)
            for file, draft in drafts.items():
                os.replace(draft, file)
    except (OSError, ValueError) as error:
        _cannot_be_written(file, error)


def _cannot_be_written(file: Path, error: OSError | ValueError) -> NoReturn:
    refuse(f"--out: {file} cannot be written: {getattr(error, 'strerror', None) or error}")
