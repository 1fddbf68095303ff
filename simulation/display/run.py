"""A run as a notebook shows it: what came of it, the weeks as a curve, and who refused and who was blamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulation.counts import blame, objections
from simulation.display.council import use_over_weeks
from simulation.markup import (
    PURPLE,
    VERMILION,
    Markup,
    bar,
    card,
    element,
    figures,
    note,
    section,
    table,
)
from simulation.state import GATES, Removal, label
from simulation.wording import counted, percent
from simulation.words import WRITTEN

if TYPE_CHECKING:
    from simulation.run import Run


def html(run: Run) -> Markup:
    """One run; its numbers are of this one luck and have no interval."""
    scenario = run.scenario
    under = f"{counted(run.staff, 'person', 'people')}, {counted(run.weeks, 'week', 'weeks')}, seed {run.seed}"
    return card(
        "Run",
        scenario.called,
        under,
        _numbers(run),
        use_over_weeks(run.weekly["uptake"].tolist(), run.weekly["shadow_share"].tolist()),
        section("Who refused, and who was blamed for it", _gates(run)),
        note(
            "One run: with other luck (another seed) the numbers are others. Blame: times that somebody held this gate "
            "responsible for a refusal. Assumed noes: people who did not ask, sure that this gate would refuse."
        ),
    )


def _numbers(run: Run) -> Markup:
    found = run.outcomes
    return figures(
        [
            (percent(found["uptake"]), "of staff use it with permission"),
            (percent(found["shadow"]), "use it without permission"),
            (f"{found['filed']:,.0f}", "requests"),
            (f"{found['approved']:,.0f}", "let through by every gate"),
            (f"{found['refused']:,.0f}", "refused for good"),
            (f"{found['assumed']:,.0f}", "times nobody asked, sure of a no"),
        ]
    )


def _gates(run: Run) -> Markup:
    columns = (
        "Gate",
        "Decisions",
        "Refusals",
        "Of all refusals",
        "Blame",
        "Of all blame",
        "Assumed noes",
        "Mean wait, weeks",
    )
    return table("Gates", columns, _rows(run), words=1)


def _rows(run: Run) -> Iterator[tuple[str, ...]]:
    refused = objections(run.counts).groupby("gate")["count"].sum()
    blamed = blame(run.counts).groupby("gate")["count"].sum()
    for gate in GATES:
        name, found = label(gate), run.outcomes
        words: str = element("b", WRITTEN[gate])
        if run.scenario.route_removal.get(gate) == Removal.REMOVED:
            words = element("span", words, " (removed)")
        wait = found[f"wait_{name}"]
        yield (
            words,
            f"{found[f'requests_{name}']:,.0f}",
            f"{int(refused.get(name, 0)):,}",
            _share(found[f"refusals_{name}"], VERMILION, f"{WRITTEN[gate]}: of all refusals"),
            f"{int(blamed.get(name, 0)):,}",
            _share(found[f"blame_{name}"], PURPLE, f"{WRITTEN[gate]}: of all blame for refusals"),
            f"{found[f'assumed_{name}']:,.0f}",
            "–" if wait != wait else f"{wait:.1f}",
        )


def _share(share: float, colour: str, words: str) -> Markup:
    """A share as a bar; an empty one for a share of nothing."""
    known = 0.0 if share != share else share
    said = f"{words} {percent(share, 0)}"
    return element("div", bar([(known, colour, said)], said, 12), style="width:110px;margin-left:auto")
