"""Whose hours went into it and for what, beside what came of it: all in hours of ordinary work, on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.by_gate import hours_spent
from experiments.intervals import Interval, interval
from experiments.results import Results
from experiments.show.lettering import width_of
from experiments.show.look import (
    BLUE,
    FEW_RUNS,
    INK,
    MARGIN,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    YELLOW,
    Canvas,
    headed,
    lined,
    marked,
    note_of_bars,
    picture,
    runs_of,
    titled,
)
from experiments.summary import with_interval
from simulation.record import Book, Owner, Use
from simulation.state import label
from simulation.words import WRITTEN

USERS, GATES, LEADERS = "those who use it", "those who decide and support", "those who lead"
LOOKS = {USERS: (SKY, ""), GATES: (ORANGE, "////"), LEADERS: (PURPLE, "....")}
OWNERS: dict[Owner, tuple[str, str]] = {
    Owner.STAFF: ("Staff", USERS),
    Owner.DEPARTMENT: ("Departments", USERS),
    **{Owner[gate.name]: (written, GATES) for gate, written in WRITTEN.items()},
    Owner.DIGITAL_LEAD: ("Digital lead", LEADERS),
    Owner.LEADERSHIP: ("Leadership", LEADERS),
    Owner.CHAMPIONS: ("Champions", LEADERS),
}
USES: dict[Use, str] = {
    Use.ACCOUNTS: "work on accounts",
    Use.HOOPS: "steps before a request",
    Use.DECIDING: "answering requests",
    Use.APPEALS: "hearing appeals",
    Use.SUPPORT: "helping those who use it",
    Use.VANITY: "publicity for councillors",
    Use.MITIGATION: "making accounts safer",
    Use.TRAINING: "training",
    Use.SCANNING: "looking at others' practice",
    Use.LEADING: "leading",
    Use.MEETING: "meeting one another",
    Use.REDESIGN: "redesigning services",
    Use.FRAMEWORK: "rules of their profession",
    Use.DOCUMENTING: "writing up cases",
    Use.SHADOW: "use without permission",
    Use.OLD_WORK: "old work",
    Use.ANY: "whatever comes",
}
CAME: tuple[tuple[str, str, str, str], ...] = (  # outcome, words, colour, hatch
    ("public_value", "Public value (dotted: shadow use)", BLUE, ""),
    ("hours_spent", "Hours spent, from above", "#8C8C8C", ""),
    ("harm", "Harm of incidents", VERMILION, "\\\\\\\\"),
    ("forgone", "Old work stopped, its value", YELLOW, "////"),
    ("net_value", "Net value: the first less the rest", "white", ""),
)
SHARED = ("any", "deciding")  # whose hours serve uses that have none of their own: ICT's mitigation, the lead's duties
NUMBER = 8.8  # points: what stands behind a bar
ROW, BAR, BETWEEN = 0.29, 0.68, 1.0  # inches from bar to bar, share of it that is bar, inches between the panels
LEFT, BARS = 3.7, 8.95  # inches: room for names, and for bars with their numbers


@dataclass(frozen=True)
class Purpose:
    """Hours that one owner spent on one use in a run. ``at_hand`` and ``unmet`` are means over runs."""

    owner: Owner
    use: Use
    spent: Interval
    of_runs: tuple[float, ...]
    at_hand: float
    unmet: float


def by_purpose(results: Results) -> list[Purpose]:
    """What hours were spent on, owner by owner: those who spent most first, and so within each."""
    runs = len(results.replicates)
    sums = [
        run.amounts.groupby(["book", "owner", "use"], observed=True)["amount"].sum().to_dict()
        for run in results.replicates
    ]

    def mean(book: Book, owner: str, use: str) -> float:
        return sum(of.get((label(book), owner, use), 0.0) for of in sums) / runs

    def at_hand(owner: str, use: str) -> float:
        return mean(Book.OWNED, owner, use) + mean(Book.RELEASED, owner, use)

    found = [
        Purpose(
            owner=Owner[owner.upper()],
            use=Use[use.upper()],
            spent=spent,
            of_runs=tuple(float(of.get((label(Book.SPENT), owner, use), 0.0)) for of in sums),
            at_hand=next((hours for hours in (at_hand(owner, of) for of in (use, *SHARED)) if hours), 0.0),
            unmet=mean(Book.UNMET, owner, use),
        )
        for owner, use, spent in hours_spent(results)
    ]
    whole: dict[Owner, float] = {}
    for row in found:
        whole[row.owner] = whole.get(row.owner, 0.0) + (row.spent.mean or 0.0)
    return sorted(found, key=lambda row: (-whole[row.owner], row.owner, -(row.spent.mean or 0.0), row.use))


@picture
def hours(results: Results) -> Figure:
    """Above, the hours that a run spends, by owner and use; beneath, on the same scale, what came of them.

    Bars are means over runs; behind each stand its number, its interval, and the hours at hand and missing.
    """
    rows = by_purpose(results)
    high, low = ROW * max(1, len(rows)), ROW * len(CAME)
    canvas = Canvas(
        results, titled(results, "whose hours, and what came of them"), _notes(results), low + BETWEEN + high, 1.5
    )
    spent = canvas.panel(LEFT, low + BETWEEN, BARS, high)
    came = canvas.panel(LEFT, 0.0, BARS, low)
    ends = [*_draw_spent(spent, rows), *_draw_came(came, results)]
    least = 1.04 * min(0.0, _least(results))
    for axes in (spent, came):
        axes.set_xlim(least, max(_room(end, least, words) for end, words in ends))
        axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda number, _: _whole(number)))
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.axvline(0.0, color="#777777", linewidth=0.9)
        lined(axes, "x")
        axes.set_xlabel("hours of ordinary work a run" if len(results.replicates) > 1 else "hours of ordinary work")
    _name_owners(canvas, rows, low + BETWEEN + high)
    canvas.write(
        MARGIN,
        canvas.beneath + low + BETWEEN + high + 0.92,
        verdict(results),
        fontsize=11.5,
        fontweight="bold",
        color=INK,
    )
    canvas.figure.set_label(alternative_text(results, rows))
    return canvas.figure


def verdict(results: Results) -> str:
    """What it came to, in a sentence."""
    value, spent, net = (results.outcome(name) for name in ("public_value", "hours_spent", "net_value"))
    said = f"{_whole(spent.mean)} hours went in and public value worth {_whole(value.mean)} came out"
    if net.low is not None and not net.excludes_zero:
        return f"{said}: which is more is not distinguishable."
    left = f"{_whole(abs(net.mean or 0.0))} are {'left' if (net.mean or 0.0) >= 0.0 else 'lost'}"
    return f"{said}. Less harm and old work stopped, {left}."


def alternative_text(results: Results, rows: Sequence[Purpose]) -> str:
    """What the picture shows, for those who cannot see it."""
    went = ", ".join(f"{OWNERS[row.owner][0]}, {USES[row.use]} {_whole(row.spent.mean)}" for row in rows)
    came = ", ".join(f"{words} {_whole(results.outcome(name).mean)}" for name, words, _, _ in CAME)
    return (
        f"Whose hours: two panels of bars, {results.scenario.title or results.scenario.name}, {runs_of(results)}; "
        f"hours of ordinary work a run. Hours spent: {went or 'none'}. What came of them: {came}. {verdict(results)}"
    )


def _notes(results: Results) -> list[str]:
    """What has to be said beneath the picture."""
    sure = " In brackets: the 95 % interval of the mean." if len(results.replicates) >= FEW_RUNS else ""
    shadow = interval(value_of_shadow(results)).mean
    staff, weeks = results.staff, results.scenario.weeks
    each = 60.0 * (results.outcome("hours_spent").mean or 0.0) / staff / weeks
    return [
        f"{note_of_bars(results)}{sure}",
        "At hand: hours set apart for that use, or shared with others of its owner, and those freed from old work. Not "
        "there: needed by accounts, and missing. Other hours are counted as they are spent.",
        "Value, harm and old work are in hours too, so that all can be set against each other. Of the public value "
        f"{_whole(shadow)} came from shadow use. Hours spent: {each:.1f} minutes a week for each seat.",
    ]


def _draw_spent(axes: Axes, rows: Sequence[Purpose]) -> list[tuple[float, str]]:
    """Bars of hours by owner and use; returns how far right each reaches, and what stands behind it."""
    ends = []
    for place, row in enumerate(rows):
        colour, hatch = LOOKS[OWNERS[row.owner][1]]
        axes.barh(place, row.spent.mean or 0.0, BAR, color=colour, hatch=hatch, edgecolor="white", linewidth=0)
        end = marked(axes, place, row.of_runs, row.spent)
        ends.append((end, _number(axes, place, end, row.spent, _at_hand(row))))
        if place and row.owner != rows[place - 1].owner:
            axes.axhline(place - 0.5, color="#BBBBBB", linewidth=0.7, xmin=(MARGIN - LEFT) / BARS, clip_on=False)
    if not rows:
        axes.text(0.3, 0.5, "no hours were spent", transform=axes.transAxes, va="center", color=INK)
    axes.set_yticks(range(len(rows)), [USES[row.use] for row in rows], fontsize=9.5, color="#222222")
    axes.set_ylim(max(1, len(rows)) - 0.5, -0.5)
    headed(axes, "Hours spent")
    there = {OWNERS[row.owner][1] for row in rows}
    handles = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0, label=words)
        for words, (colour, hatch) in LOOKS.items()
        if words in there
    ]
    if handles:
        axes.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(-0.006, 0.995), ncols=3, frameon=False, fontsize=8.8,
            borderpad=0.3,
        )  # fmt: skip
    return ends


def _at_hand(row: Purpose) -> str:
    """How many of the hours that were set apart for it were used, and how many were missing."""
    said = ""
    if row.at_hand > 1.0005 * (row.spent.mean or 0.0):
        said = f", {100.0 * (row.spent.mean or 0.0) / row.at_hand:.0f} % of {row.at_hand:,.0f} at hand"
    return said + (f"; {row.unmet:,.0f} not there" if row.unmet >= 0.5 else "")


def _draw_came(axes: Axes, results: Results) -> list[tuple[float, str]]:
    """Bars of what came of it; returns how far right each reaches, and what stands behind it."""
    ends = []
    for place, (name, _, colour, hatch) in enumerate(CAME):
        of, is_net = results.outcome(name), name == "net_value"
        edge = INK if is_net else "white"
        axes.barh(place, of.mean or 0.0, BAR, color=colour, hatch=hatch, edgecolor=edge, linewidth=1.4 * is_net)
        if name == "public_value":
            shadow = interval(value_of_shadow(results)).mean or 0.0
            axes.barh(place, shadow, BAR, color="#3C3C3C", hatch="....", edgecolor="white", linewidth=0)
        end = max(0.0, marked(axes, place, [run.outcomes[name] for run in results.replicates], of))
        ends.append((end, _number(axes, place, end, of, "")))
    axes.set_yticks(range(len(CAME)), [words for _, words, _, _ in CAME], fontsize=9.5, color="#222222")
    axes.get_yticklabels()[-1].set_fontweight("bold")
    axes.set_ylim(len(CAME) - 0.5, -0.5)
    headed(axes, "What came of it", pad=9.0)
    return ends


def value_of_shadow(results: Results) -> list[float]:
    """Public value, in hours, from use without permission, in each run."""
    found = []
    for run in results.replicates:
        rows = (run.amounts["book"] == label(Book.VALUE)) & (run.amounts["use"] == label(Use.SHADOW))
        found.append(float(run.amounts.loc[rows, "amount"].sum()))
    return found


def _room(end: float, least: float, words: str) -> float:
    """How far right an axis that begins at ``least`` goes, for a bar that ends there with words behind it."""
    share = 1.0 - (width_of(words, NUMBER) + 0.2) / BARS
    return least + max(1.0, end - least) / share


def _least(results: Results) -> float:
    """How far left of nothing the bars of what came of it reach."""
    net = results.outcome("net_value")
    lows = [net.low or 0.0] if net.n >= FEW_RUNS else [run.outcomes["net_value"] for run in results.replicates]
    return min(net.mean or 0.0, *lows)


def _number(axes: Axes, place: float, end: float, of: Interval, more: str) -> str:
    """Write behind a bar what it comes to, and return it."""
    said = (with_interval(of, least=-math.inf) if of.n >= FEW_RUNS else _whole(of.mean)) + more
    behind: Any = {"xytext": (6, 0), "textcoords": "offset points", "va": "center", "color": "#222222"}
    axes.annotate(said, (max(0.0, end), place), fontsize=NUMBER, **behind)
    return said


def _name_owners(canvas: Canvas, rows: Sequence[Purpose], top: float) -> None:
    """Owners, in bold, at the left of the first of their rows."""
    for place, row in enumerate(rows):
        if not place or row.owner != rows[place - 1].owner:
            bottom = canvas.beneath + top - ROW * (place + 0.5)
            canvas.write(MARGIN, bottom, OWNERS[row.owner][0], fontsize=10, fontweight="bold", color=INK, va="center")


def _whole(number: float | None) -> str:
    """A number of hours.

    >>> _whole(1234.6), _whole(-3.2), _whole(-0.2), _whole(None)
    ('1,235', '−3', '0', '–')
    """
    return "–" if number is None else f"{round(number):,}".replace("-", "−")
