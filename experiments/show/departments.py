"""Department by department: how far each came, beside the whole council, and which are left behind."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, MultipleLocator

from experiments.intervals import Interval, interval, t_quantile
from experiments.results import Results
from experiments.show.changes import mark_changes, note_of_changes
from experiments.show.lettering import fitted
from experiments.show.look import (
    BLACK,
    BLUE,
    GREY,
    INK,
    MARGIN,
    VERMILION,
    WIDTH,
    Canvas,
    as_text,
    lined,
    picture,
    runs_of,
    titled,
)
from experiments.show.sureness import FEW_RUNS, banded, edges, note_of_lines, trusted

DRAWN = 24  # departments: beyond, those with the most and with the least uptake
NAMED = 6  # departments in a sentence
HALF = 0.5  # of the council's uptake: below it a department is left behind
CHANCE = 0.025  # as on either side of a 95 % interval: that any department at all is called so by chance
GAP, ABOVE_EACH, WIDEST = 0.24, 0.56, 5.5  # inches beside a panel, above it for its name, and the most it is wide
SHADOW_LINE = (0, (3, 1, 1, 1))
LEFT_BEHIND = "#FBEDE4"  # vermilion, so pale that lines can be read on it


@dataclass(frozen=True)
class Department:
    """One department over all runs. ``live`` and ``shadow`` are per cent of its own staff, arrays of runs by weeks.

    ``beside`` is how far its uptake at the end lies above half of the council's, as a share, over runs; its interval is
    at 95 % for all departments together. ``chance`` is at most the chance that so few would be live at the end, in all
    runs together, in any department whose uptake is half of the council's. ``headcount`` is the mean over runs.
    """

    name: str
    headcount: float
    live: np.ndarray
    shadow: np.ndarray
    beside: Interval
    chance: float

    @property
    def uptake(self) -> float:
        """The mean share of its staff who are live at the end, in per cent."""
        return float(np.mean(self.live[:, -1]))

    @property
    def is_below(self) -> bool:
        """Whether its mean uptake is less than half of the council's."""
        return (self.beside.mean or 0.0) < 0.0

    @property
    def is_left_behind(self) -> bool:
        """Whether it is below, and neither the spread of runs nor the fewness of its people can be the cause.

        The whole interval over runs is below, and so few would be live by chance less often than ``CHANCE``: a dozen
        people of whom nobody is live in any run have no spread, and show little. Few runs cannot show it.
        """
        return self.is_below and trusted(self.beside).excludes_zero and self.chance < CHANCE


def by_department(results: Results) -> list[Department]:
    """Every department, those with the most uptake first.

    The more departments are looked at, the likelier one of them lies low by luck: so each is held to the level
    ``CHANCE`` over the number of departments (Bonferroni), in its interval and in its chance.
    """
    runs = results.replicates
    names = [str(name) for name in runs[0].departments["department"].unique()]
    found = []
    shape = (len(runs), -1, len(names))  # a table has the departments week by week, always in the same order
    heads_of, live_of, shadow_of = (
        np.array([run.departments[column].to_numpy(dtype=float) for run in runs]).reshape(shape)
        for column in ("headcount", "live", "shadow")
    )
    for number, name in enumerate(names):
        heads, live, shadow = heads_of[:, :, number], live_of[:, :, number], shadow_of[:, :, number]
        half = np.array([HALF * run.outcomes["uptake"] for run in runs])
        beside = for_all(interval((live[:, -1] / heads[:, -1] - half).tolist()), len(names))
        alone = chance_of_so_few(int(live[:, -1].sum()), float(np.sum(half * heads[:, -1])))
        chance = min(1.0, len(names) * alone)
        found.append(
            Department(name, float(heads.mean()), 100.0 * live / heads, 100.0 * shadow / heads, beside, chance)
        )
    return sorted(found, key=lambda department: (-department.uptake, department.name))


def for_all(of: Interval, tested: int) -> Interval:
    """An uncut 95 % interval made so wide that so many of them hold together at 95 %.

    >>> for_all(Interval(0.0, -1.0, 1.0, 20), 1).high, round(for_all(Interval(0.0, -1.0, 1.0, 20), 24).high, 3)
    (1.0, 1.702)
    """
    if of.mean is None or of.low is None or of.high is None:
        return of
    wider = t_quantile(1.0 - CHANCE / tested, of.n - 1) / t_quantile(1.0 - CHANCE, of.n - 1)
    return replace(of, low=of.mean - wider * (of.mean - of.low), high=of.mean + wider * (of.high - of.mean))


def chance_of_so_few(counted: int, expected: float) -> float:
    """The chance that a Poisson count with this mean is no larger than what was counted.

    >>> round(chance_of_so_few(0, 3.0), 4), round(chance_of_so_few(2, 2.0), 4), chance_of_so_few(0, 0.0)
    (0.0498, 0.6767, 1.0)
    """
    if expected <= 0.0:
        return 1.0
    log = math.log(expected)
    return min(1.0, math.fsum(math.exp(k * log - expected - math.lgamma(k + 1.0)) for k in range(counted + 1)))


@picture
def departments(results: Results) -> Figure:
    """One small panel a department, most uptake first: live and shadow use over the weeks, all on the same axes.

    A department is left behind where the share of its staff who are live at the end is below half of the council's,
    and neither the spread of runs nor the fewness of its people can be the cause
    (:attr:`Department.is_left_behind`). Of more than ``DRAWN`` departments the first and last are
    drawn. Needs at least one run.
    """
    every = by_department(results)
    shown = every if len(every) <= DRAWN else [*every[: DRAWN // 2], *every[-DRAWN // 2 :]]
    columns = min(len(shown), next(most for most in (3, 4, 5, 6) if len(shown) <= most * (most - 2) or most == 6))
    rows = -(-len(shown) // columns)
    width = min(WIDEST, (WIDTH - MARGIN - 0.25 - (columns - 1) * GAP) / columns)
    high = 1.05 if rows > 3 else 1.35 if rows > 1 else 2.4
    height = rows * high + (rows - 1) * ABOVE_EACH
    canvas = Canvas(results, titled(results, "department by department"), _notes(results, every), height, 1.5)
    top = max(2.0, *(float(edges(of)[1].max()) for d in shown for of in (d.live, d.shadow)))
    for number, department in enumerate(shown):
        row, column = divmod(number, columns)
        bottom = height - high - row * (high + ABOVE_EACH)
        axes = canvas.panel(MARGIN + column * (width + GAP), bottom, width, high)
        _draw(axes, results, department, width, 1.03 * top)
        axes.tick_params(labelleft=not column, labelbottom=number + columns >= len(shown))
        if not column:
            axes.set_ylabel("share of staff, %", fontsize=9)
        if number + columns >= len(shown):
            axes.set_xlabel("week")
    _legend(canvas.figure, (MARGIN - 0.06) / WIDTH, (canvas.beneath + height + 0.44) / canvas.height)
    canvas.write(
        MARGIN,
        canvas.beneath + height + 0.88,
        fitted(verdict(results, every), WIDTH - MARGIN - 0.25, 11.5, bold=True),
        fontsize=11.5,
        fontweight="bold",
        color=as_text(VERMILION) if any(d.is_left_behind for d in every) else INK,
    )
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
    what = "one panel" if len(every) == 1 else f"{min(DRAWN, len(every))} small panels"
    of = "" if len(every) <= DRAWN else f" of {len(every)} departments"
    numbers = ", ".join(
        f"{d.name} {d.uptake:.1f} %" for d in (every if len(every) <= DRAWN else [*every[:NAMED], *every[-NAMED:]])
    )
    return (
        f"Department by department: {what}{of}, {results.scenario.title or results.scenario.name}, {runs_of(results)}. "
        f"Live and shadow use over weeks, as shares of each department's staff. Live at the end: {numbers}. "
        f"{verdict(results, every)}"
    )


def _some(names: Sequence[str]) -> str:
    """A few names, and how many more there are."""
    cut = [fitted(name, 3.0, 11.5) for name in names]
    return "; ".join(cut[:NAMED]) + (f"; and {len(cut) - NAMED} more" if len(cut) > NAMED else "")


def _notes(results: Results, every: Sequence[Department]) -> list[str]:
    """What has to be said beneath the picture."""
    notes = [note_of_lines(results)]
    if len(every) > DRAWN:
        notes[0] += (
            f" Drawn: the {DRAWN // 2} departments with the most uptake and the {DRAWN // 2} with the least; "
            f"{len(every) - DRAWN} between them are not."
        )
    else:
        notes[0] += " Most uptake first; the axes are the same for all."
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
    last = int(at[-1])
    axes.set_xlim(0, max(1, last))
    years = 52 * -(-last // 208)  # no more than four to a panel
    axes.xaxis.set_major_locator(MultipleLocator(years) if last >= 104 else MaxNLocator(4, integer=True))
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
