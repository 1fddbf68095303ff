"""The picture: time against size, both axes logarithmic, for the common task and for the full model."""

from __future__ import annotations

from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from benchmarks.common_task import Common
from benchmarks.environments import OURS
from benchmarks.full_model import ENGINE, ENGINE_WITH_LOG, MESA, Full
from benchmarks.limit import WHO as LIMIT
from benchmarks.machine import Machine
from benchmarks.measured import Row, slope
from benchmarks.page import programs
from benchmarks.task import WEEKS
from experiments.show.lettering import spread
from experiments.show.look import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, STYLE, VERMILION

# A colour and a mark for each, so that nobody depends on colours alone.
MARKS = {
    OURS.name: (VERMILION, "o"),
    LIMIT: (BLACK, "x"),
    "NumPy, tuned by hand": (BLUE, "<"),
    "NumPy with SciPy": (BLUE, "s"),
    "JAX": (SKY, "D"),
    "ambr": (GREEN, "v"),
    "Starsim": (PURPLE, "^"),
    "mesa-frames": (ORANGE, "P"),
    "Mesa": (GREY, "o"),
    "NDlib": (GREEN, "*"),
    "Agentpy": (PURPLE, "X"),
    ENGINE: (VERMILION, "o"),
    ENGINE_WITH_LOG: (ORANGE, "s"),
    MESA: (GREY, "D"),
}
SHARPNESS = 110  # dots per inch


def draw(common: Common, full: Full, machine: Machine) -> Figure:
    """Two panels: the common task with every program, the full model with both drivers."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(13, 6.4), facecolor="white")
        left, right = figure.add_axes((0.06, 0.15, 0.27, 0.7)), figure.add_axes((0.585, 0.15, 0.17, 0.7))
        _panel(left, [common.of(who) for who in programs(common)], f"The common task, {WEEKS} weeks", "people")
        drivers = [rows for who in (MESA, ENGINE_WITH_LOG, ENGINE) if (rows := full.of(who))]
        _panel(right, drivers, f"The full model, {WEEKS} weeks", "members of staff")
        figure.text(0.02, 0.945, "Time against size", fontsize=16, fontweight="bold")
        note = f"Medians; bars from the least to the most. {machine.said()}."
        figure.text(0.02, 0.03, note, fontsize=8.5, color=GREY)
    return figure


def _panel(axes: Axes, programs_rows: list[list[Row]], title: str, people: str) -> None:
    """One line for each program, named at its right end with its slope."""
    names = []
    for rows in programs_rows:
        colour, mark = MARKS[rows[0].who]
        ours = rows[0].who in (OURS.name, ENGINE)
        middle = [row.median for row in rows]
        ends = [[row.median - min(row.seconds) for row in rows], [max(row.seconds) - row.median for row in rows]]
        axes.errorbar(
            [row.people for row in rows], middle, yerr=ends, color=colour, marker=mark, capsize=2,
            linewidth=2.6 if ours else 1.3, markersize=7 if ours else 5.5, zorder=3 if ours else 2,
        )  # fmt: skip
        exponent = slope(rows)
        said = rows[0].who + ("" if exponent is None else f" (slope {exponent:.2f})")
        names.append((rows[-1].people, middle[-1], said, colour, ours))
    axes.set_xscale("log")
    axes.set_yscale("log")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(LogLocator(10, numticks=12))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}"))
        axis.set_minor_formatter(NullFormatter())
    axes.tick_params(labelsize=8)
    axes.set_title(title, loc="left", fontsize=11, fontweight="bold")
    axes.set_xlabel(people)
    axes.set_ylabel("time of one run, seconds")
    axes.grid(True, which="major", color="#E6E6E6")
    _name(axes, names)


def _name(axes: Axes, names: list[tuple[int, float, str, str, bool]]) -> None:
    """Names beside the panel, none over another, each tied to where its line ends.

    They stand in the order in which the lines would go on, so that ties do not cross.
    """
    to_axes, largest = axes.transData + axes.transAxes.inverted(), max(people for people, *_ in names)
    places = [to_axes.transform((largest, seconds * largest / people))[1] for people, seconds, *_ in names]
    order = sorted(range(len(names)), key=lambda k: places[k])
    heights = spread([places[k] for k in order], 0.055, 0.0, 1.0)
    for k, height in zip(order, heights, strict=True):
        people, seconds, said, colour, bold = names[k]
        axes.annotate(
            said, (people, seconds), (1.05, height), "data", "axes fraction", va="center", fontsize=9, color="#111111",
            fontweight="bold" if bold else "normal", annotation_clip=False,
            arrowprops={
                "arrowstyle": "-", "linestyle": ":", "color": colour, "linewidth": 0.9, "shrinkA": 1, "shrinkB": 5,
                "relpos": (0, 0.5),
            },
        )  # fmt: skip


def save(figure: Figure, path: Path) -> None:
    """Write it, as small as the other pictures of the docs; the same run gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with matplotlib.rc_context(STYLE):
        figure.savefig(path, dpi=SHARPNESS, metadata={"Software": ""})
