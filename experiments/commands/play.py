"""``blockers play``: recorded councils and an explorer in one file, for a browser that need not reach any network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands.endings import runs_are_kept
from experiments.commands.given import (
    Force,
    Overlays,
    Quiet,
    ScenarioName,
    Seed,
    Settings,
    Weeks,
    check_place,
    check_seed,
    given,
    load,
    ready,
    refuse,
    strategies_on,
    threads,
    write_file,
)

if TYPE_CHECKING:
    from experiments.room.page import Council
    from experiments.room.strategies import Strategy
    from simulation.scenario import Scenario

OTHER_LUCK = (
    "The requests on the desk are of another run, with seed {desk}: to watch that one would be to see what became of "
    "them."
)


def play(
    scenario: ScenarioName = None,
    strategy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME|FILE",
            help="a strategy to record beside the council as it stands, such as edict, or a file; as often as you "
            "like; without any, all that come with Blockers",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="where the page goes (SCENARIO.html)", show_default=False)
    ] = None,
    replications: Annotated[
        int, typer.Option(metavar="NUMBER", min=2, help="how many runs each answer of the explorer rests on")
    ] = 20,
    without_explorer: Annotated[
        bool, typer.Option("--without-explorer", help="record the councils only, which takes seconds")
    ] = False,
    desk: Annotated[
        str | None,
        typer.Option(
            metavar="DESK",
            help="add the desk of a gate (management, comms, hr, legal, ict) with a recorded year of its requests, or "
            "of the chief_executive, with those that are appealed",
            show_default=False,
        ),
    ] = None,
    seed: Seed = 0,
    weeks: Weeks = None,
    overlays: Overlays = None,
    settings: Settings = None,
    workers: Annotated[
        str, typer.Option(metavar="N|auto", help="threads that share the runs; the numbers stay the same")
    ] = "auto",
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write a page that shows a council week by week, beside itself under other strategies, and lets levers be pulled.

    The page is one file: it opens from disk in any browser of 2023 or later and asks nothing of any network. It holds
    one run of every council, all with the same seed, and for the explorer a grid of the main levers, computed now;
    between its points the page says that nothing was computed. With --desk a team decides a year's requests to one
    gate, or what is appealed to the chief executive; these do not react, and it saves its decisions for blockers
    debrief. The councils to watch are then of the next seed: those of the desk's own would show what became of the very
    requests that lie on it. A grid that was stopped goes on with the same command.

    Example: blockers play county --without-explorer --desk comms

    Example: blockers play county --strategy open-door --strategy edict --out council.html

    Exit status: 0 done, 2 wrong input (nothing is written), 130 stopped with Ctrl-C (what was run of the grid is kept,
    and it says where).
    """
    name = given("play", scenario)
    check_seed(seed, replications)
    chosen = load(name, settings, weeks, overlays)
    place = out if out is not None else Path(f"{Path(chosen.name).name}.html")
    check_place(place, force)
    from experiments.executing.engines import prepare

    at_once = threads(workers)
    strategies = strategies_on(chosen, strategy)
    if desk is not None:
        _check_desk(chosen, desk)
    ready(chosen, at_once, replications)
    _check_size(chosen)
    prepare(is_said=not quiet)
    paper = None if desk is None else _desk(chosen, desk, seed)
    from experiments.arms.journal import Journal, mark_of
    from experiments.room.page import page
    from experiments.unfinished import unfinished

    journal = Journal(unfinished(place, mark_of("play", chosen.fingerprint)))
    watched = seed if desk is None else seed + 1
    councils = _recorded(chosen, strategies, watched, not quiet)
    explorer = None
    if not without_explorer:
        from experiments.room.grid import computed

        with runs_are_kept(journal):
            explorer = computed(chosen, strategies, replications, seed, at_once, shown=not quiet, journal=journal)
    title = f"{chosen.called}: who blocks, and what would unblock it"
    text = page(title, councils, explorer, _notes(chosen, watched, explorer is not None, desk is not None), paper)
    write_file(place, text, force)
    journal.remove()
    if not quiet:
        points = f", {len(explorer['points'])} points of the explorer" if explorer else ""
        print(f"{place}: {len(councils)} councils{points}, {len(text.encode()) / 1e6:.1f} MB; it opens in any browser")


def _check_size(scenario: Scenario) -> None:
    """Refuse more people than can be told apart in a picture."""
    from experiments.explaining.headcounts import headcounts
    from experiments.room.recording import MOST_PEOPLE

    staff = sum(headcounts(scenario).values())
    if staff > MOST_PEOPLE:
        refuse(f"{scenario.called}: {staff:,} people; allowed for a picture: up to {MOST_PEOPLE:,}")


def _check_desk(scenario: Scenario, name: str) -> None:
    """Refuse a desk that there is not, or a gate that decides nothing."""
    from experiments.desk.desks import check_gate, desk_of

    try:
        desk = desk_of(name)
        if desk.is_gate:
            check_gate(scenario, desk.gate)
    except ValueError as error:
        refuse(f"--desk: {error}")


def _desk(scenario: Scenario, name: str, seed: int) -> dict[str, Any]:
    """A year's requests at one desk, as they came in one run; refused where none comes."""
    from experiments.desk.desks import NoDesk, desk_of
    from experiments.desk.saving import on_paper
    from experiments.desk.sitting import YEAR, sit, year_of

    try:
        return on_paper(sit(year_of(scenario, min(YEAR, scenario.weeks)), seed, desk_of(name)))
    except NoDesk as error:
        refuse(f"--desk: {error}")


def _recorded(scenario: Scenario, strategies: list[Strategy], seed: int, shown: bool) -> list[Council]:
    """One run of the council as it stands and under each strategy: the same people, the same luck."""
    from experiments.progress import progress
    from experiments.room.page import Council
    from experiments.room.strategies import as_it_stands
    from simulation.engine.council import CompiledCouncil, staffed

    people, councils = staffed(scenario, seed), []
    with progress(1 + len(strategies), shown, "Recording councils") as told:
        for one in (as_it_stands(scenario), *strategies):
            run = CompiledCouncil(one.scenario, seed, staff=people).run()
            councils.append(Council(one.called, one.description, run))
            told(len(councils))
    return councils


def _notes(scenario: Scenario, seed: int, has_explorer: bool, has_desk: bool) -> list[str]:
    """What a reader of the page has to know about where it comes from."""
    return [
        f"Each council to watch is one run with seed {seed}: one story of many that could have been."
        + (" The explorer's numbers are means over many runs." if has_explorer else ""),
        *([OTHER_LUCK.format(desk=seed - 1)] if has_desk else []),
        "A model of a council, not a council: what it rests on is said in the documentation of Blockers. "
        f"Scenario {scenario.name}, {scenario.fingerprint[:12]}.",
    ]
