"""Whose hours went into it and for what, beside what came of it: all in hours of ordinary work, on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.intervals import Interval, interval
from experiments.results import Results
from experiments.show.lettering import width_of, wrapped
from experiments.show.look import (
    BLUE,
    INK,
    MARGIN,
    SAID,
    TEXT,
    VERDICT,
    VERMILION,
    YELLOW,
    Canvas,
    headed,
    lined,
    picture,
    runs_of,
    titled,
)
from experiments.show.purposes import LOOKS, OWNERS, USES, Purpose, by_purpose, value_of_shadow
from experiments.show.sureness import FEW_RUNS, marked, note_of_bars, trusted
from experiments.wording import with_interval
from simulation.wording import in_digits

CAME: tuple[tuple[str, str, str, str], ...] = (  # outcome, words, colour, hatch
    ("public_value", "Public value (dotted: shadow use)", BLUE, ""),
    ("hours_spent", "Hours spent, from above", "#8C8C8C", ""),
    ("harm", "Harm of incidents", VERMILION, "\\\\\\\\"),
    ("forgone", "Old work stopped, its value", YELLOW, "////"),
    ("net_value", "Net value: the first less the rest", "white", ""),
)
NUMBER = 8.8  # points: what stands behind a bar
ALL_USED = 1.0005  # times the hours spent: no more at hand than that is only what rounding leaves
ROUNDED = 0.5  # hours: fewer would be written as none
ROW, BAR, BETWEEN = 0.29, 0.68, 1.0  # inches from bar to bar, share of it that is bar, inches between the panels
BEYOND = 1.04  # times the lowest that is drawn: where the axis begins
LEFT, BARS = 3.7, 8.95  # inches: room for names, and for bars with their numbers


@picture
def hours(results: Results) -> Figure:
    """Above, the hours that a run spends, by owner and use; beneath, on the same scale, what came of them.

    Bars are means over runs; behind each stand its number, its interval, and the hours at hand and missing.
    """
    rows = by_purpose(results)
    high, low = ROW * max(1, len(rows)), ROW * len(CAME)
    said = wrapped(verdict(results), TEXT, SAID, bold=True)
    canvas = Canvas(
        results, titled(results, "whose hours, and what came of them"), _notes(results), low + BETWEEN + high,
        1.3 + VERDICT * len(said),
    )  # fmt: skip
    spent = canvas.panel(LEFT, low + BETWEEN, BARS, high)
    came = canvas.panel(LEFT, 0.0, BARS, low)
    ends = [*_draw_spent(spent, rows), *_draw_came(came, results)]
    least = BEYOND * min(0.0, _least(results))
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
    canvas.say(said, low + BETWEEN + high + 0.92, INK)
    canvas.figure.set_label(alternative_text(results, rows))
    return canvas.figure


def verdict(results: Results) -> str:
    """What it came to, in a sentence."""
    value, spent, net = (results.outcome(name) for name in ("public_value", "hours_spent", "net_value"))
    said = f"{_whole(spent.mean)} hours went in and public value worth {_whole(value.mean)} came out"
    left = f"{_whole(abs(net.mean or 0.0))} are {'left' if (net.mean or 0.0) >= 0.0 else 'lost'}"
    if net.n == 1:
        return f"{said}. Less harm and old work stopped, {left} in this one run, which cannot show more."
    if trusted(net).low is None:
        return f"{said}. Less harm and old work stopped, {left} in these {runs_of(results)}, too few to tell."
    if not net.excludes_zero:
        return f"{said}: which is more is not distinguishable."
    return f"{said}. Less harm and old work stopped, {left}."


def alternative_text(results: Results, rows: Sequence[Purpose]) -> str:
    """What the picture shows, for those who cannot see it."""
    went = ", ".join(f"{OWNERS[row.owner][0]}, {USES[row.use]} {_whole(row.spent.mean)}" for row in rows)
    came = ", ".join(f"{words} {_whole(results.outcome(name).mean)}" for name, words, _, _ in CAME)
    return (
        f"Whose hours: two panels of bars, {results.scenario.called}, {runs_of(results)}; "
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
        "At hand: hours set apart for that use, or shared with others of its owner, and those freed from old work. "
        "Missing: needed by accounts, and not there. Other hours are counted as they are spent.",
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
    if row.at_hand > ALL_USED * (row.spent.mean or 0.0):
        said = f", {100.0 * (row.spent.mean or 0.0) / row.at_hand:.0f} % of {row.at_hand:,.0f} at hand"
    return said + (f"; {row.unmet:,.0f} missing" if row.unmet >= ROUNDED else "")


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
    said = with_interval(trusted(of), least=-math.inf) + more
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
    return "–" if number is None else in_digits(number)
