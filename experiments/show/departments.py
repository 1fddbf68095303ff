"""Department by department: how far each came, beside the whole council, and which are left behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from experiments.results import Results
from experiments.show.changes import mark_changes, note_of_changes
from experiments.show.left_behind import CHANCE, Department, by_department
from experiments.show.lettering import fitted, wrapped
from experiments.show.look import (
    BLACK,
    BLUE,
    GREY,
    INK,
    MARGIN,
    SAID,
    TEXT,
    VERDICT,
    VERMILION,
    WIDTH,
    Canvas,
    along_weeks,
    as_text,
    lined,
    picture,
    runs_of,
    titled,
)
from experiments.show.sureness import FEW_RUNS, banded, edges, note_of_lines

DRAWN = 24  # departments: beyond, those with the most and with the least uptake
NAMED = 6  # departments in a sentence
LEAST = 10  # people: one of fewer has no panel, where another has as many: each of them is too large a share
GAP, ABOVE_EACH, WIDEST = 0.24, 0.56, 5.5  # inches beside a panel, above it for its name, and the most it is wide
SHADOW_LINE = (0, (3, 1, 1, 1))
LEFT_BEHIND = "#FBEDE4"  # vermilion, so pale that lines can be read on it


def with_panels(every: Sequence[Department]) -> list[Department]:
    """Those large enough for a share of their staff to say something: of ``LEAST`` people, or all where none is."""
    return [department for department in every if department.headcount >= LEAST] or list(every)


def without_panels(every: Sequence[Department]) -> list[Department]:
    """The others, too small for a panel; none where all are."""
    return [department for department in every if department.headcount < LEAST <= max(d.headcount for d in every)]


@picture
def departments(results: Results) -> Figure:
    """One small panel a department, most uptake first: live and shadow use over the weeks, all on the same axes.

    A department is left behind where the share of its staff who are live at the end is below half of the council's,
    and neither the spread of runs nor the fewness of its people can be the cause
    (:attr:`Department.is_left_behind`). Those of fewer than ``LEAST`` people are named beneath, and have no panel
    unless all are so small. Of more than ``DRAWN`` panels the first and last are drawn. Needs at least one run.
    """
    every = by_department(results)
    shown = with_panels(every)
    shown = shown if len(shown) <= DRAWN else [*shown[: DRAWN // 2], *shown[-DRAWN // 2 :]]
    columns = min(len(shown), next(most for most in (3, 4, 5, 6) if len(shown) <= most * (most - 2) or most == 6))
    rows = -(-len(shown) // columns)
    width = min(WIDEST, (TEXT - (columns - 1) * GAP) / columns)
    high = 1.05 if rows > 3 else 1.35 if rows > 1 else 2.4
    height = rows * high + (rows - 1) * ABOVE_EACH
    said = wrapped(verdict(results, every), TEXT, SAID, bold=True, most=3)
    above = 1.3 + VERDICT * len(said)
    canvas = Canvas(results, titled(results, "department by department"), _notes(results, every), height, above)
    top = max(2.0, *(float(edges(of)[1].max()) for d in shown for of in (d.live, d.shadow)))
    for number, department in enumerate(shown):
        row, column = divmod(number, columns)
        bottom = height - high - row * (high + ABOVE_EACH)
        axes = canvas.panel(MARGIN + column * (width + GAP), bottom, width, high)
        _draw(axes, results, department, width, 1.03 * top)
        axes.tick_params(labelleft=not column, labelbottom=number + columns >= len(shown))
        if not column:
            axes.set_ylabel("share of staff, %", fontsize=9)
        if number + columns < len(shown):
            axes.set_xlabel("")
    _legend(canvas.figure, (MARGIN - 0.06) / WIDTH, (canvas.beneath + height + 0.44) / canvas.height)
    canvas.say(said, height + 0.88, as_text(VERMILION) if any(d.is_left_behind for d in every) else INK)
    canvas.figure.set_label(alternative_text(results, every))
    return canvas.figure


def verdict(results: Results, every: Sequence[Department]) -> str:
    """Who is left behind, in a sentence."""
    if len(every) == 1:
        return "There is one department, and nobody to be left behind."
    if not any(department.live[:, -1].any() for department in every):
        return "Nobody is live at the end, so no department is left behind."
    below = [department.name for department in every if department.is_below]
    behind = [department.name for department in every if department.is_left_behind]
    if behind:
        return f"Left behind: {_some(behind)}."
    if not below:
        return "No department is left behind."
    if len(results.replicates) == 1:
        return f"Below half of the council's uptake in this one run, which cannot show more: {_some(below)}."
    if len(results.replicates) < FEW_RUNS:
        return f"Below half of the council's uptake in the mean of {runs_of(results)}, too few to tell: {_some(below)}."
    number = "one is" if len(below) == 1 else f"{len(below)} are"
    return f"No department is clearly left behind: {number} below half of the council's uptake, not distinguishable."


def alternative_text(results: Results, every: Sequence[Department]) -> str:
    """What the picture shows, for those who cannot see it."""
    large = with_panels(every)
    what = "one panel" if len(large) == 1 else f"{min(DRAWN, len(large))} small panels"
    of = "" if len(every) == min(DRAWN, len(large)) else f" of {len(every)} departments"
    numbers = ", ".join(
        f"{d.name} {d.uptake:.1f} %" for d in (large if len(large) <= DRAWN else [*large[:NAMED], *large[-NAMED:]])
    )
    small = f"; {_pooled(every)}" if without_panels(every) else ""
    return (
        f"Department by department: {what}{of}, {results.scenario.called}, {runs_of(results)}. "
        f"Live and shadow use over weeks, as shares of each department's staff. Live at the end: {numbers}{small}. "
        f"{verdict(results, every)}"
    )


def _some(names: Sequence[str], most: int = NAMED) -> str:
    """A few names, and how many more there are."""
    cut = [fitted(name, 3.0, SAID) for name in names]
    return "; ".join(cut[:most]) + (f"; and {len(cut) - most} more" if len(cut) > most else "")


def _pooled(every: Sequence[Department]) -> str:
    """How many departments have no panel for want of people, and how many are live in all of them; empty for none."""
    small = without_panels(every)
    if not small:
        return ""
    live = float(sum(np.mean(d.live[:, -1]) / 100.0 * d.headcount for d in small))
    number = "1 department" if len(small) == 1 else f"{len(small)} departments"
    whose = f", mean of {len(small[0].live)} runs" if len(small[0].live) > 1 else ""
    digits = 1 if whose else 0
    return f"and {number} under {LEAST} people: {live:.{digits}f} of {sum(d.headcount for d in small):,.0f} live{whose}"


def _notes(results: Results, every: Sequence[Department]) -> list[str]:
    """What has to be said beneath the picture."""
    notes = [note_of_lines(results)]
    large = with_panels(every)
    if len(large) > DRAWN:
        notes[0] += (
            f" Drawn: the {DRAWN // 2} departments with the most uptake and the {DRAWN // 2} with the least; "
            f"{len(large) - DRAWN} between them are not."
        )
    else:
        first = " Most uptake first." if any(department.uptake for department in every) else ""
        notes[0] += f"{first} The axes are the same for all."
    small = [department.name for department in without_panels(every)]
    if small:
        notes.append(f"No panel: {_pooled(every).removeprefix('and ')} ({_some(small, DRAWN)}).")
    if len(every) > 1:
        rule = "Left behind: live at the end, as a share of its staff, is below half of the whole council's"
        notes.append(
            f"{rule}; so is the interval of that difference over runs, 95 % for all {len(every)} departments together "
            f"(each at 1 − {2.0 * CHANCE:.2f}/{len(every)}); and so few live would come by chance in any of them less "
            f"than once in {1.0 / CHANCE:.0f}. Fewer than {FEW_RUNS} runs cannot show it."
        )
        unsure = [d.name for d in every if d.is_below and not d.is_left_behind]
        if unsure and len(results.replicates) >= FEW_RUNS:
            notes.append(f"Below half in the mean, but not distinguishable: {_some(unsure)}.")
    return [*notes, *note_of_changes(results)]


def _draw(axes: Axes, results: Results, department: Department, width: float, top: float) -> None:
    at = np.arange(department.live.shape[1])
    banded(axes, at, department.shadow, BLACK, 0.13, linestyle=":")  # beside the grey line of the council
    banded(axes, at, department.live, BLUE)
    whole = 100.0 * np.mean(results.by_week("uptake"), axis=0)
    axes.plot(at, whole, color=GREY, linewidth=0.9, label="council")
    shadow, live = np.mean(department.shadow, axis=0), np.mean(department.live, axis=0)
    axes.plot(at, shadow, color=BLACK, linewidth=1.1, linestyle=SHADOW_LINE, label="shadow use")
    axes.plot(at, live, color=BLUE, linewidth=2.0, label="live")
    along_weeks(axes, int(at[-1]), narrow=True)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.set_ylim(0.0, top)
    lined(axes, "y")
    mark_changes(axes, results, named=False)
    behind = department.is_left_behind
    if behind:
        axes.set_facecolor(LEFT_BEHIND)
    staff = f"{department.headcount:,.0f} staff"
    said = f"{live[-1]:.1f} % live, {staff}" + (": left behind" if behind else "")
    colour = as_text(VERMILION) if behind else INK
    name = fitted(department.name, width + 0.6 * GAP, 9.5, bold=True)
    over: Any = {"xycoords": "axes fraction", "textcoords": "offset points", "annotation_clip": False}
    axes.annotate(name, (0.0, 1.0), xytext=(0, 17), fontsize=9.5, fontweight="bold", color=colour, **over)
    axes.annotate(fitted(said, width + 0.6 * GAP, 8.2), (0.0, 1.0), xytext=(0, 5), fontsize=8.2, color=colour, **over)


def _legend(figure: Figure, left: float, bottom: float) -> None:
    lines = [
        Line2D([], [], color=BLUE, linewidth=2.0, label="live"),
        Line2D([], [], color=BLACK, linewidth=1.1, linestyle=SHADOW_LINE, label="shadow use"),
        Line2D([], [], color=GREY, linewidth=0.9, label="live in the whole council"),
    ]
    figure.legend(
        handles=lines,
        loc="lower left",
        bbox_to_anchor=(left, bottom),
        ncols=3,
        frameon=False,
        fontsize=9,
        borderpad=0.3,
    )
