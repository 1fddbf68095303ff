"""What ``blockers blame`` prints: findings first, then a table for each thing that was asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from experiments.arms.columns import columns_that_fit
from experiments.blaming.blame import JUDGED_BY, Blame
from experiments.blaming.log import DELAYS
from experiments.blaming.telling import in_hours, in_points, rank_of, scaled_hours, told
from experiments.by_gate import AtGate, by_gate, hours_spent
from experiments.explaining.page import Page
from experiments.findings import weeks
from experiments.results import Failure
from experiments.wording import portion, with_interval
from simulation.state import GATES
from simulation.wording import counted
from simulation.words import WRITTEN

MOST_ROLES = 10
WAYS = (("alone", "alone"), ("last", "last"), ("unknown", "unknown"), ("rubber_stamp", "stamp"))
NAMES = [WRITTEN[gate] for gate in GATES]


def print_blame(blame: Blame, folder: Path | None) -> None:
    """Print everything, with where the record is."""
    page, gates = Page(), by_gate(blame.as_it_is)
    results = blame.as_it_is
    page.line(f"{blame.scenario.called}: who is to blame, and what would unblock it", "bold")
    pairs = counted(len(blame.seeds), "pair", "pairs")
    page.line(f"{results.staff:,} staff, {weeks(blame.scenario.weeks)}, {pairs} of runs on equal luck in every arm")
    page.paragraph(
        "In brackets: 95 % intervals. Those of the five gates in a column of cause or of one way of taking a gate away "
        "hold together, and so do those of all pairs of gates and of all roles in net value or in uptake (max-t "
        "bootstrap). All others (all five, blame, refusals, weeks, verdicts, what refusals did) are t-intervals, each "
        "by itself; numbers without brackets are counts or means.",
        style="dim",
    )
    page.line()
    for sentence in told(blame):
        page.paragraph(sentence)
    _blamed(page, blame, gates)
    _ways(page, blame)
    _delay(page, blame)
    _classifiers(page, blame, gates)
    _roles(page, blame)
    for arm, failure in failures(blame):
        page.paragraph(f"Failed, {arm}, seed {failure.seed}: {failure.error}", style="bold red")
    if folder is not None:
        page.line()
        page.line(f"The whole record, with pictures: {folder}")


def failures(blame: Blame) -> Iterator[tuple[str, Failure]]:
    """Every run that failed, with the name of its arm."""
    for trials in (blame.gates_gone, blame.stricter, blame.without_roles):
        yield from trials.failures


def _blamed(page: Page, blame: Blame, gates: list[AtGate]) -> None:
    page.heading("Blamed, refused, cause")
    worth = scaled_hours([*blame.cause["net_value"], blame.in_all["net_value"]])
    rows = [
        (
            gate.name,
            portion(gate, "blame"),
            portion(gate, "refusals"),
            in_points(blame.cause["uptake"][gate.gate]),
            worth.said(blame.cause["net_value"][gate.gate]),
        )
        for gate in gates
    ]
    for name, column in (("Self", "blamed_self"), ("No home", "blamed_no_home")):
        rows.append((name, f"{blame.as_it_is.weekly_sum(column).mean or 0.0:,.0f} times", "–", "–", "–"))
    rows.append(("All five", "", "", in_points(blame.in_all["uptake"]), worth.said(blame.in_all["net_value"])))
    columns_that_fit(page, ("", "blame, %", "refusals, %", "cause: uptake, points", f"net value, {worth.unit}"), rows)
    shares = blame.shares["uptake"]
    if shares is not None:
        said = ", ".join(f"{name} {100.0 * of:.0f} %" for name, of in zip(NAMES, shares, strict=True))
        page.paragraph(f"Shares of cause in uptake: {said}.", 2)
    page.paragraph(
        "Cause: what a gate's removal adds, mean over all orders in which the five could go (Shapley). A plus in "
        "uptake is what it holds back; a minus in net value is what it saves. Self: a run, people who blamed "
        "themselves for a no that they took for granted; no home: who would have appealed, to nobody. Neither is a "
        "gate that could be removed.",
        2,
        "dim",
    )


def _ways(page: Page, blame: Blame) -> None:
    for outcome in JUDGED_BY:
        columns = [blame.changes(way, outcome) for way, _ in WAYS]
        worth = scaled_hours([of for column in columns for of in column])
        said, unit = (in_points, "points") if outcome == "uptake" else (worth.said, worth.unit)
        page.heading(f"What taking one gate away does to {outcome.replace('_', ' ')}, {unit}")
        rows = [(WRITTEN[gate], *(said(column[gate]) for column in columns)) for gate in GATES]
        columns_that_fit(page, ("", *(called for _, called in WAYS)), rows)
    page.paragraph(
        "Alone: only this gate is gone. Last: it goes after all others. Unknown: it is gone, but staff believe as "
        "before. Stamp: it says yes to everything, and requests still queue there.",
        2,
        "dim",
    )


def _delay(page: Page, blame: Blame) -> None:
    page.heading("Where the weeks go, weeks a request filed")
    rows = [(WRITTEN[gate], *(with_interval(blame.delay[kind][gate], 2) for kind in DELAYS)) for gate in GATES]
    columns_that_fit(page, ("", *(kind.replace("_", " ") for kind in DELAYS)), rows)
    hoops = next((of for owner, use, of in hours_spent(blame.as_it_is) if (owner, use) == ("staff", "hoops")), None)
    cost = "no hours" if hoops is None else f"{with_interval(hoops)} hours of askers a run"
    page.paragraph(
        f"Hoops take {cost}, and no weeks of waiting: whoever jumps through them does so before filing. Turnaround: "
        "by the calendar, as the scenario starts. No home: mending after an appeal that nobody could hear.",
        2,
        "dim",
    )


def _classifiers(page: Page, blame: Blame, gates: list[AtGate]) -> None:
    page.heading("Each gate as a judge of the requests that reached it")
    rows = [
        (
            WRITTEN[of.gate],
            with_interval(of.reached),
            of.portion("precision"),
            of.portion("recall"),
            of.portion("lost"),
            portion(gates[of.gate], "genuine"),
        )
        for of in blame.classifiers
    ]
    head = ("", "reached", "protective, %", "bad stopped, %", "good stopped, %", "true, %")
    columns_that_fit(page, head, rows)
    page.paragraph(
        "By its last word on each request. Protective: of what it refused, the share that was not worthwhile. Bad and "
        "good stopped: of what was not worthwhile, and of what was, the share that it refused; a gate that tossed a "
        "coin would have the same of both. True: of its objections, those whose reason was so.",
        2,
        "dim",
    )
    for gate in gates:
        reasons = ", ".join(f"{name} {100.0 * of:.0f} %" for name, of in gate.top_reasons())
        if reasons and not gate.counted["is_protective"].are_few:  # of its own objections
            page.paragraph(f"{gate.name} said: {reasons}.", 2)
    worth = scaled_hours([of for c in blame.classifiers for of in (c.harm_prevented, c.value_forgone, c.net_value)])
    page.heading(f"What its refusals did to the whole run, {worth.unit}")
    done = [
        (WRITTEN[of.gate], worth.said(of.harm_prevented), worth.said(of.value_forgone), worth.said(of.net_value))
        for of in blame.classifiers
    ]
    columns_that_fit(page, ("", "harm prevented", "value forgone", "net value"), done)
    page.paragraph("Held against a rubber stamp in its place, which asks for as much time and says yes.", 2, "dim")


def _roles(page: Page, blame: Blame) -> None:
    if not blame.lost:
        return
    page.heading("What single roles are worth, net value in hours and uptake in points")
    rows = []
    for lost in blame.lost[:MOST_ROLES]:
        of = lost.centrality
        rows.append(
            (
                lost.role.name,
                in_hours(lost.net_value),
                rank_of(lost.ranks),
                in_points(lost.uptake),
                "–" if of is None else f"{of.heard_by:.1f}",
                "–" if of is None else f"{1000.0 * of.between:.1f}",
            )
        )
    columns_that_fit(page, ("", "net value", "rank", "uptake", "heard by", "between, ‰"), rows)
    left = len(blame.lost) - len(rows)
    more = f" {counted(left, 'more role stands', 'more roles stand')} in runs/roles.csv." if left > 0 else ""
    page.paragraph(
        f"The council as it is less the council without; ranks hold together over all {len(blame.lost)} roles. Heard "
        f"by: people who hear whoever holds it. Between: shortest paths between others that lead through them.{more}",
        2,
        "dim",
    )
