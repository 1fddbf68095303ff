"""``blockers compare``: strategies against the council as it is, on equal luck."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    parsed,
    ready_arms,
    refuse,
)
from experiments.commands.notes import note_forgotten_with
from experiments.commands.place import results_folder

if TYPE_CHECKING:
    from experiments.arms.arm import Arm
    from experiments.comparing.compare import Comparison
    from experiments.comparing.divergence import Divergence
    from experiments.comparing.more import Beside
    from simulation.scenario import Scenario

FEWEST = 2  # of one pair nothing has an interval
DRAWN = 400  # councils


def compare(
    scenario: ScenarioName = None,
    strategies: Annotated[
        list[str] | None,
        typer.Option(
            "--strategy", metavar="NAME|FILE", help="as often as you like (all bundled ones)", show_default=False
        ),
    ] = None,
    outcome: Annotated[str, typer.Option(metavar="NAME", help="the outcome that is judged")] = "net_value",
    matters: Annotated[
        float | None,
        typer.Option(
            metavar="NUMBER",
            help="smallest effect that matters, in hours, weeks or percentage points; no verdict without it",
            show_default=False,
        ),
    ] = None,
    within: Annotated[
        float | None,
        typer.Option(
            metavar="NUMBER",
            help="how far intervals may reach to either side; a pilot fixes the pairs (half of --matters)",
            show_default=False,
        ),
    ] = None,
    pairs: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=FEWEST, help="how many pairs, without a pilot", show_default=False),
    ] = None,
    story: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="tell where this strategy and the council as it is part", show_default=False),
    ] = None,
    is_uncertain: Annotated[
        bool,
        typer.Option("--uncertain", help="lay them on plausible councils as well: regret, and where the best fails"),
    ] = False,
    councils: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            min=20,
            show_default=False,
            help=f"how many councils --uncertain draws; about one in seven is plausible, and ten are needed ({DRAWN})",
        ),
    ] = None,
    is_first: Annotated[
        bool, typer.Option("--first", help="say which of the bundled levers to pull first, one after another")
    ] = False,
    budget: Annotated[
        float | None,
        typer.Option(metavar="HOURS", help="what --first may take, over the whole run", show_default=False),
    ] = None,
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
    """Say what strategies do to a council: differences on equal luck, with a verdict only where one is earned.

    A pilot fixes the number of pairs and is not used again; nobody looks before all pairs are run. What stays open
    says about how many more pairs it would take. A run that was stopped goes on with the same
    command.

    Example: blockers compare county --matters 5000

    Example: blockers compare county --matters 5000 --uncertain --first --budget 10000

    Example: blockers compare district --strategy edict --strategy champions --outcome uptake --matters 2

    Exit status: 0 done, 1 some run failed, 2 wrong input (nothing is written), 130 stopped with Ctrl-C (what was run
    is kept, and it says where).
    """
    started = datetime.now(UTC)
    name = given("compare", scenario)
    primary, scale = _outcome(outcome)
    effect, width = _above_nought("--matters", matters, scale), _above_nought("--within", within, scale)
    if pairs is not None and within is not None:
        refuse("--pairs and --within both fix how many pairs there are; allowed: one of them")
    if councils is not None and not is_uncertain:
        refuse("--councils says how many --uncertain draws; give --uncertain as well")
    if is_uncertain and matters is None:
        refuse("--uncertain: what is good enough follows from --matters, which is not given")
    _has_better([option for option, is_on in (("--uncertain", is_uncertain), ("--first", is_first)) if is_on], primary)
    if budget is not None and not is_first:
        refuse("--budget limits what --first may take; give --first as well")
    limit = _above_nought("--budget", budget, 1.0)
    council, laid = _laid(name, settings, weeks, overlays, strategies, quiet)
    told = _story(story, laid)
    from experiments.arms.journal import Journal, mark_of
    from experiments.comparing.compare import MOST, PILOT, NoNumbers
    from experiments.comparing.compare import compare as find
    from experiments.comparing.more import Beside, NotThere, check_libraries, seeds_beside
    from experiments.folder import FolderRefused, as_folder
    from experiments.manifest import identity
    from experiments.unfinished import unfinished
    from simulation.wording import counted

    if is_uncertain:
        try:
            check_libraries()
        except NotThere as error:
            refuse(str(error))
    drawn = (DRAWN if councils is None else councils) if is_uncertain else 0
    check_seed(seed, (pairs if pairs is not None else PILOT + MOST) + seeds_beside(drawn, is_first))
    at_once = ready_arms([council, *(arm.scenario for arm, _ in laid)], workers, keep_rows=True)
    place = out if out is not None else Path("results") / f"{as_folder(council.name)}-compare"
    asked = [arm.scenario.fingerprint for arm, _ in laid]
    also = [primary, effect, width, pairs, drawn, is_first, limit]
    study = {**identity(council.fingerprint, council.weeks, seed, 1), "study": "compare"}
    study["fingerprint"] = " ".join([council.fingerprint, *asked, *map(str, also)])
    try:
        with (
            results_folder(place, study, force) as folder,
            record_is_said(
                folder, journal := Journal(unfinished(place, mark_of("compare", council.fingerprint, asked)))
            ),
        ):
            found = find(
                council, laid, primary, effect, pairs=pairs, half_width=width, seed=seed, workers=at_once,
                progress=not quiet, journal=journal,
            )  # fmt: skip
            if found.n < FEWEST:
                too_few_ended(found.trials.failures)
            part = _part(found, told)
            after = found.trials.seeds[-1] + 1
            more = Beside.of(
                found, strategies, drawn, limit, is_first, after, at_once,
                progress=not quiet, journal=journal,
            )  # fmt: skip
            from experiments.comparing.record import as_json, save

            command = as_typed()
            not_drawn = save(found, part, more, folder, command, at_once, started)
            journal.remove()
            if json:
                print(as_json(found, part, more, place))
            elif not quiet:
                _print(found, part, more, place)
            said_of_pictures(not_drawn, place)
            if failed := [*found.trials.failures, *more.failed]:
                said_of_failed(counted(len(failed), "run", "runs"), place)
                raise typer.Exit(FAILED)
    except NoNumbers as error:
        if len(error.pilot.seeds) < FEWEST:
            too_few_ended(error.pilot.failures)
        refuse(f"--outcome: {error}; choose another outcome, or say how many with --pairs")
    except FolderRefused as error:
        refuse(str(error))


def _outcome(name: str) -> tuple[str, float]:
    """The outcome of this name, and by what it is multiplied to be told."""
    from experiments.comparing.outcomes import outcome_of, scale_of

    try:
        return outcome_of(name), scale_of(name)[0]
    except ValueError as error:
        refuse(f"--outcome: {error}")


def _has_better(options: list[str], outcome: str) -> None:
    """Refuse what picks the best by an outcome of which neither more nor less is better."""
    from experiments.comparing.outcomes import better

    try:
        better(outcome)
    except ValueError as error:
        if options:
            refuse(f"{' and '.join(options)}: {error}")


def _above_nought(option: str, value: float | None, scale: float) -> float | None:
    """A number above 0, in the outcome's own unit."""
    if value is not None and not 0.0 < value < float("inf"):
        refuse(f"{option}: found {value:g}; allowed: a number above 0")
    return None if value is None else value / scale


def _laid(
    name: str,
    settings: list[str] | None,
    weeks: int | None,
    overlays: list[str] | None,
    strategies: list[str] | None,
    quiet: bool,
) -> tuple[Scenario, list[tuple[Arm, str]]]:
    """The council and its strategies, or a refusal with all that is wrong with any."""
    from experiments.comparing.laying import bundled, file_of, laid
    from experiments.explaining.checking import in_lines
    from simulation.scenario import ScenarioError

    values = parsed(settings)
    twice = next((one for one in strategies or [] if strategies and strategies.count(one) > 1), None)
    if twice is not None:
        refuse(f"--strategy: {twice} is given twice; allowed: each strategy once")
    try:
        found = laid(name, values, weeks, overlays or [], [file_of(one) for one in strategies or bundled()])
    except ScenarioError as error:
        refuse(in_lines(error.problems))
    if not quiet:
        note_forgotten_with(name)
    return found


def _story(name: str | None, laid: list[tuple[Arm, str]]) -> str | None:
    """The arm of this name, or a refusal that says which there are."""
    if name is None:
        return None
    from simulation.scenario_files.problems import nearest

    names = [arm.name for arm, _ in laid]
    short = name.rpartition("/")[2].removesuffix(".toml")
    if short not in names:
        near = nearest(short, names)
        meant = f"; did you mean {near}?" if near else ""
        refuse(f"--story: found {name!r}; allowed: {', '.join(names)}{meant}")
    return short


def _part(found: Comparison, told: str | None) -> Divergence | None:
    """Where a strategy parts from the council as it is, on the first seed: the one asked for, or the first of all."""
    from experiments.comparing.compare import AS_IT_IS
    from experiments.comparing.divergence import divergence

    arm = told or found.order[0]
    scenarios = {arm.name: arm.scenario for arm in found.arms}
    called = (found.titles[arm], scenarios[arm]), ("the council as it is", scenarios[AS_IT_IS])
    return replace(divergence(*called, found.trials.seeds[0]), one=arm, other=AS_IT_IS)


def _print(found: Comparison, part: Divergence | None, more: Beside, place: Path) -> None:
    from experiments.comparing.page import print_comparison, where
    from experiments.explaining.page import Page

    page = Page()
    print_comparison(found, page)
    if part is not None:
        page.heading(f"Where {part.one} and {part.other} part, seed {part.seed}")
        for sentence in part.sentences:
            page.paragraph(sentence, 2)
    more.print(page)
    where(page, place)
