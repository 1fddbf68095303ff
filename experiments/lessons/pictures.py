"""Pictures of a lesson: several councils beside each other, and their course over the weeks."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.lessons.found import MEANING, UNIT
from experiments.lessons.meeting import Meeting
from experiments.show.lettering import fitted, wrapped
from experiments.show.look import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    VERMILION,
    Canvas,
    along_weeks,
    as_text,
    headed,
    in_style,
    lined,
)

MOST = 3  # outcomes in one picture
ROW, NAMES, APART = 0.62, 2.75, 0.45  # inches: height of a row, width of the names, between panels
LINES = ((BLACK, "-"), (BLUE, "-"), (VERMILION, "--"), (GREEN, "-."), (PURPLE, ":"), (ORANGE, (0, (7, 2, 1, 2))))
CALLED = {
    "uptake": ("share of staff who use it with permission, %", 100.0),
    "shadow_share": ("share of staff who use it without permission, %", 100.0),
    "anxiety": ("councillors' worry, 0 (none) to 1", 1.0),
    "redesign": ("how far services are redesigned, 0 to 1, mean over departments", 1.0),
    "demand": ("public demand, times that of the start", 1.0),
}


@in_style
def side_by_side(met: Meeting, outcomes: Sequence[str]) -> Figure:
    """A panel an outcome, a row a council: mean and interval, and in words the difference from the first council.

    Raises ``ValueError`` for no outcome, or more than ``MOST``.
    """
    if not 1 <= len(outcomes) <= MOST:
        raise ValueError(f"found {len(outcomes)} outcomes; allowed: 1 to {MOST}")
    height = ROW * len(met.names) + 0.2
    notes = [
        f"Dots: means over {met.runs} runs; whiskers: 95 % intervals of the means. Beneath each: the difference from "
        f"“{met.names[0]}”, run by run on the same luck, with its 95 % interval. Each interval stands by itself.",
    ]
    canvas = Canvas(met.was_run, "The same people, the same luck", notes, height)
    wide = (12.0 - NAMES - APART * (len(outcomes) - 1)) / len(outcomes)
    for place, outcome in enumerate(outcomes):
        axes = canvas.panel(NAMES + place * (wide + APART), 0.0, wide, height)
        for row, name in enumerate(met.names):
            found = met.of(outcome, name)
            if found.of.mean is None:
                continue
            mean, colour = found.scale * found.of.mean, BLACK if row == 0 else BLUE
            low, high = (mean if end is None else found.scale * end for end in (found.of.low, found.of.high))
            axes.errorbar(
                mean, row, xerr=[[mean - low], [high - mean]], fmt="s" if row == 0 else "o", color=colour,
                elinewidth=2.0, capsize=3.5, markersize=7,
            )  # fmt: skip
            said = found.said if row == 0 else _without_advice(met.gap(outcome, name, met.names[0]).said)
            colour = GREY if said.startswith("not") else INK
            axes.text(
                0.5, row + 0.36, said, fontsize=8.6, color=colour, va="center", ha="center",
                transform=axes.get_yaxis_transform(),
            )  # fmt: skip
        axes.set_yticks(range(len(met.names)), _names(met) if place == 0 else [])
        axes.set_ylim(len(met.names) - 0.35, -0.55)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.margins(x=0.12)
        axes.xaxis.set_major_locator(MaxNLocator(4))
        axes.set_xlabel({"share of": "%"}.get(UNIT[outcome][:8], UNIT[outcome]))
        lined(axes, "x")
        headed(axes, "\n".join(wrapped(MEANING[outcome], wide, 12.0, bold=True, most=3)), pad=10.0)
    rows = "; ".join(
        f"{MEANING[outcome]}: " + ", ".join(f"{name} {met.of(outcome, name).said}" for name in met.names)
        for outcome in outcomes
    )
    canvas.figure.set_label(f"{met.was_run}. {rows}.")
    return canvas.figure


def _names(met: Meeting) -> list[str]:
    return [fitted(name, NAMES - 0.2, 10.5) for name in met.names]


def _without_advice(said: str) -> str:
    return said.split(";")[0]


@in_style
def course(met: Meeting, measure: str) -> Figure:
    """A line a council, week by week, with the band of its 95 % interval. Raises ``ValueError`` for another measure."""
    curves = {name: met.curve(measure, name) for name in met.names}
    said, scale = CALLED[measure]
    notes = [f"Lines: means over {met.runs} runs; bands: 95 % intervals of the mean, week by week, each by itself."]
    height = 4.4
    canvas = Canvas(met.was_run, "Week by week", notes, height, above=1.0)
    axes = canvas.panel(0.75, 0.0, 8.9, height)
    last = 0
    for number, (name, curve) in enumerate(curves.items()):
        colour, style = LINES[number % len(LINES)]
        known = [(week, of) for week, of in enumerate(curve) if of.mean is not None]
        weeks = [week for week, _ in known]
        means = [scale * (of.mean or 0.0) for _, of in known]
        axes.plot(weeks, means, color=colour, linestyle=style, linewidth=2.0, label=name)
        low = [scale * (mean / scale if of.low is None else of.low) for mean, (_, of) in zip(means, known, strict=True)]
        high = [
            scale * (mean / scale if of.high is None else of.high) for mean, (_, of) in zip(means, known, strict=True)
        ]
        axes.fill_between(weeks, low, high, color=colour, alpha=0.13, linewidth=0)
        last = max(last, weeks[-1])
    along_weeks(axes, last)
    axes.set_ylim(bottom=0.0)
    axes.set_ylabel(said)
    lined(axes, "y")
    order = sorted(curves, key=lambda name: -(curves[name][-1].mean or 0.0))
    handles = dict(zip(axes.get_legend_handles_labels()[1], axes.get_legend_handles_labels()[0], strict=True))
    legend = axes.legend(
        [handles[name] for name in order], [fitted(name, 2.5, 10.0) for name in order], loc="center left",
        bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize=10, handlelength=3.4,
    )  # fmt: skip
    for text, name in zip(legend.get_texts(), order, strict=True):
        text.set_color(as_text(LINES[met.names.index(name) % len(LINES)][0]))
    ends = ", ".join(f"{name} {scale * (curves[name][-1].mean or 0.0):.3g}" for name in met.names)
    canvas.figure.set_label(f"{said[0].upper()}{said[1:]}, in the last week: {ends}. {met.was_run}.")
    return canvas.figure
