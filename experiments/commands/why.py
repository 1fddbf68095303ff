"""``blockers why``: one run told in sentences, so that one sees why somebody got no further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands.given import (
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
    ready,
    refuse,
)

if TYPE_CHECKING:
    from simulation.run import Run

NOTHING = "Nothing happened in this seat: nobody left it, and nobody in it came to want social media."


def why(
    scenario: ScenarioName = None,
    request: Annotated[int | None, typer.Option(metavar="NUMBER", help="tell this request", show_default=False)] = None,
    person: Annotated[
        str | None,
        typer.Option(metavar="NAME", help='tell this person\'s life, such as "Parks 17"', show_default=False),
    ] = None,
    longest: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="tell the N requests that took longest", show_default=False)
    ] = None,
    seed: Seed = 0,
    weeks: Weeks = None,
    overlays: Overlays = None,
    settings: Settings = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Run a scenario once and tell what became of a request, of a person, or of the council as a whole.

    The same scenario and seed tell the same story every time. Nothing is written.

    Example: blockers why county --seed 1 --request 412

    Example: blockers why county --seed 1 --longest 5

    Exit status: 0 done, 2 wrong input, 130 stopped with Ctrl-C.
    """
    several = {"--request": request, "--person": person, "--longest": longest}
    asked = [name for name, value in several.items() if value is not None]
    if len(asked) > 1:
        refuse(f"{' and '.join(asked)} ask for different stories; allowed: one of them")
    name = given("why", scenario)
    check_seed(seed)
    chosen = load(name, settings, weeks, overlays)
    ready(chosen, engine="mesa")
    from experiments.progress import waiting

    with waiting(chosen.called, shown=not (quiet or json)):
        from simulation.council import Council

        run = Council(chosen, rng=seed).run()
    from experiments.explaining.telling import NotThere

    try:
        told = _told(run, request, person, longest)
    except NotThere as nothing:
        refuse(str(nothing))
    if json:
        from json import dumps

        about = {"scenario": chosen.name, "seed": seed, "weeks": chosen.weeks, "staff": run.staff}
        print(dumps({**about, **told}, indent=2, ensure_ascii=False))
    else:
        _print(run, told)


def _told(run: Run, request: int | None, person: str | None, longest: int | None) -> dict[str, Any]:
    from experiments.explaining import telling

    numbers = {"requests": telling.requests_of(run)}
    if request is not None:
        return {**numbers, "told": [telling.of_request(run, request)]}
    if person is not None:
        return {**numbers, "told": [telling.of_person(run, person)]}
    if longest is not None:
        return {**numbers, "told": telling.of_longest(run, longest)}
    first = telling.of_longest(run, 1)
    return {**numbers, "council": telling.of_council(run), "told": first}


def _print(run: Run, told: dict[str, Any]) -> None:
    from experiments.explaining.page import Page

    page, scenario = Page(), run.scenario
    page.line(f"{scenario.called}, {run.weeks:,} weeks, seed {run.seed}", "bold")
    if "council" in told:
        page.paragraph(" ".join(told["council"]["numbers"]))
        page.heading("Week by week")
        for sentence in told["council"]["events"] or ["Nothing struck the council as a whole."]:
            page.paragraph(sentence)
    if "council" in told and told["told"]:
        page.heading("The request that took longest")
    for story in told["told"]:
        number = f"Request {story['request']}, of " if "request" in story else ""
        page.heading(f"{number}{story['person']}")
        page.paragraph(" ".join(story["sentences"]) or NOTHING)
    if not told["told"]:
        page.heading("Nobody asked for anything.")
    if "council" in told and told["requests"]:
        page.line()
        page.paragraph(f"More: --request 1 to {told['requests']}, --person {_quoted(told)}, or --longest 5.")


def _quoted(told: dict[str, Any]) -> str:
    return f'"{told["told"][0]["person"]}"'
