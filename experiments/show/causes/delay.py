"""Where the weeks of a request go, gate by gate, and which gates are strong only together."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from experiments.blaming.blame import Blame
from experiments.blaming.log import DELAYS
from experiments.show.look import (
    BLUE,
    INK,
    ORANGE,
    SKY,
    VERMILION,
    Canvas,
    headed,
    in_style,
    legend_above,
    lined,
    titled,
)
from simulation.state import GATES, Gate
from simulation.wording import counted, in_digits
from simulation.words import WRITTEN

PANEL = 3.9  # inches: height of the panels
LOOKS = {"queue": (BLUE, ""), "turnaround": (SKY, "...."), "rework": (ORANGE, "////"), "no_home": (VERMILION, "xxxx")}
BOTH_WAYS = LinearSegmentedColormap.from_list("both ways", [ORANGE, "#FFFFFF", BLUE])
NAMES = [WRITTEN[gate] for gate in GATES]


@in_style
def delay(blame: Blame) -> Figure:
    """Left, weeks that a filed request spends at each gate by kind of delay; right, how pairs of gates go together."""
    notes = [
        f"{counted(len(blame.seeds), 'pair', 'pairs')} of runs. Weeks: means over runs of weeks booked, those still "
        "waiting included, over requests filed. Turnaround: by the calendar; queue: what is beyond, for want of hours "
        "or in a moratorium; rework: mending and appealing; no home: mending after an appeal that nobody could hear.",
        "Together: percentage points of uptake that removing both adds beyond each by itself, mean over what else is "
        "gone (Shapley interaction). Bold: the 95 % interval leaves out 0; the ten intervals hold together.",
    ]
    title = titled(blame.as_it_is, "where the weeks go, and which gates are strong together")
    canvas = Canvas(blame.as_it_is, title, notes, PANEL)
    _weeks(canvas.panel(1.35, 0.0, 5.2, PANEL), blame)
    _together(canvas.panel(8.4, 0.0, 4.3, PANEL), blame)
    weeks = "; ".join(f"{WRITTEN[gate]} {_said(blame, gate)}" for gate in GATES)
    joint = "; ".join(
        f"{WRITTEN[one]} and {WRITTEN[other]} {100.0 * (of.mean or 0.0):.1f}"
        for (one, other), of in blame.pairs["uptake"].items()
    )
    canvas.figure.set_label(f"Weeks a filed request spends at each gate: {weeks}. Points of uptake together: {joint}.")
    return canvas.figure


def _said(blame: Blame, gate: Gate) -> str:
    return ", ".join(f"{kind.replace('_', ' ')} {of[gate].mean or 0.0:.2f}" for kind, of in blame.delay.items())


def _weeks(axes: Axes, blame: Blame) -> None:
    left = np.zeros(len(GATES))
    for kind in DELAYS:
        colour, hatch = LOOKS[kind]
        means = np.array([of.mean or 0.0 for of in blame.delay[kind]])
        axes.barh(
            range(len(GATES)), means, 0.6, left=left, color=colour, hatch=hatch, edgecolor="white", linewidth=0,
            label=kind.replace("_", " "),
        )  # fmt: skip
        left += means
    for row, end in enumerate(left.tolist()):
        axes.annotate(f"{end:.1f}", (end, row), xytext=(5, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_yticks(range(len(GATES)), NAMES, fontsize=11, color=INK)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(GATES) - 0.45, -0.55)
    axes.set_xlim(0.0, max(1.0, 1.1 * float(left.max())))
    axes.set_xlabel("weeks a request filed")
    axes.spines["left"].set_visible(False)
    lined(axes, "x")
    headed(axes, "Where the weeks go")
    legend_above(axes, 4)


def _together(axes: Axes, blame: Blame) -> None:
    size, pairs = len(GATES), blame.pairs["uptake"]
    values = np.full((size, size), np.nan)
    for (one, other), of in pairs.items():
        values[one, other] = values[other, one] = 100.0 * (of.mean or 0.0)
    most = max(0.1, float(np.nanmax(np.abs(values))))
    axes.imshow(values, cmap=BOTH_WAYS, vmin=-most, vmax=most, aspect="auto")
    for (one, other), of in pairs.items():
        said = in_digits(100.0 * (of.mean or 0.0), 1, is_signed=True)
        colour = "white" if abs(100.0 * (of.mean or 0.0)) > 0.6 * most else INK
        weight = "bold" if of.excludes_zero else "normal"
        for column, row in ((one, other), (other, one)):
            axes.text(column, row, said, ha="center", va="center", fontsize=9.5, color=colour, fontweight=weight)
    axes.set_xticks(range(size), NAMES, fontsize=8.5)
    axes.set_yticks(range(size), NAMES, fontsize=9.5)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xlabel("points of uptake beyond each by itself")
    headed(axes, "Which gates are strong together", pad=14.0)
