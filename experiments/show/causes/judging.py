"""Each gate as a judge of requests, and what it costs to be stricter or milder."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.blaming.blame import STRENGTHS, Blame
from experiments.intervals import Interval
from experiments.show.look import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    PURPLE,
    VERMILION,
    Canvas,
    headed,
    in_style,
    legend_above,
    lined,
    titled,
)
from simulation.state import GATES, Gate
from simulation.wording import counted
from simulation.words import WRITTEN

PANEL = 4.6  # inches: height of the panels
LOOKS = {
    Gate.MANAGEMENT: (BLUE, "o", "solid"),
    Gate.COMMS: (VERMILION, "D", "solid"),
    Gate.HR: (ORANGE, "^", (0, (4, 1.5))),
    Gate.LEGAL: (PURPLE, "s", (0, (1, 1))),
    Gate.ICT: (BLACK, "v", (0, (6, 1.5, 1, 1.5))),
}


@in_style
def judging(blame: Blame) -> Figure:
    """Left, what each gate stops of the bad and of the good, by strictness; right, what that does to net value."""
    levels = ", ".join(f"{level:g}" for level in STRENGTHS[1:])
    notes = [
        f"{counted(len(blame.stricter.seeds), 'run', 'runs')} of each. Bars through points: 95 % intervals of means. "
        f"Strictness: how many times a gate's objections count ({levels}; 0 is a rubber stamp). The large mark is the "
        "gate as it is.",
        "Left: of the requests that reached it, by its last word on each. On the grey line it would do as well to toss "
        "a coin; above it, it stops more of what is not worthwhile than of what is. Right: against a rubber stamp.",
    ]
    canvas = Canvas(blame.as_it_is, titled(blame.as_it_is, "each gate as a judge of requests"), notes, PANEL)
    _curve(canvas.panel(0.85, 0.0, 4.9, PANEL), blame)
    _worth(canvas.panel(7.0, 0.0, 5.7, PANEL), blame)
    rows = "; ".join(
        f"{WRITTEN[of.gate]} stops {100.0 * (of.recall.mean or 0.0):.0f} % of what is not worthwhile and "
        f"{100.0 * (of.lost.mean or 0.0):.0f} % of what is"
        for of in blame.classifiers
    )
    canvas.figure.set_label(f"Gates as judges, {blame.scenario.called}, as they are: {rows}.")
    return canvas.figure


def _points(blame: Blame, gate: Gate, name: str) -> list[Interval]:
    return [getattr(blame.classified(gate, level), name) for level in STRENGTHS]


def _means(several: list[Interval], scale: float) -> list[float]:
    return [np.nan if of.mean is None else scale * of.mean for of in several]


def _reach(of: Interval, scale: float) -> list[list[float]]:
    if of.mean is None or of.low is None or of.high is None:
        return [[0.0], [0.0]]
    return [[scale * (of.mean - of.low)], [scale * (of.high - of.mean)]]


def _curve(axes: Axes, blame: Blame) -> None:
    most = 5.0
    for gate in GATES:
        colour, marker, line = LOOKS[gate]
        lost, recall = _points(blame, gate, "lost"), _points(blame, gate, "recall")
        across, up = _means(lost, 100.0), _means(recall, 100.0)
        axes.plot(across, up, color=colour, marker=marker, markersize=3.5, linewidth=1.2, linestyle=line)
        at = STRENGTHS.index(1.0)
        axes.errorbar(
            across[at], up[at], xerr=_reach(lost[at], 100.0), yerr=_reach(recall[at], 100.0), fmt=marker, color=colour,
            markersize=8, elinewidth=1.0, capsize=2, markeredgecolor="white", label=WRITTEN[gate], clip_on=False,
        )  # fmt: skip
        ends = [100.0 * of.high for of in (lost[at], recall[at]) if of.high is not None]
        most = max([most, *ends, *(value for value in (*across, *up) if value == value)])
    most = min(100.0, 1.08 * most)
    axes.plot([0.0, most], [0.0, most], color=GREY, linewidth=1.0, zorder=0)
    axes.set_xlim(0.0, most)
    axes.set_ylim(0.0, most)
    axes.set_xlabel("of what is worthwhile, stopped, %")
    axes.set_ylabel("of what is not worthwhile, stopped, %")
    lined(axes, "y")
    headed(axes, "What it stops")
    legend_above(axes, 5)


def _worth(axes: Axes, blame: Blame) -> None:
    axes.axhline(0.0, color=GREY, linewidth=0.8)
    for gate in GATES:
        colour, marker, line = LOOKS[gate]
        worth = _points(blame, gate, "net_value")
        shift = 0.02 * (gate - 2)
        for level, of in zip(STRENGTHS, worth, strict=True):
            axes.errorbar(
                level + shift, 0.001 * (of.mean or 0.0), yerr=_reach(of, 0.001), fmt="none", ecolor=colour,
                elinewidth=1.0, capsize=2,
            )  # fmt: skip
        axes.plot(
            [level + shift for level in STRENGTHS], _means(worth, 0.001), color=colour, marker=marker, markersize=5,
            linestyle=line, linewidth=1.4, label=WRITTEN[gate],
        )  # fmt: skip
    axes.set_xticks(STRENGTHS, ["0\nrubber stamp", "0.5", "1\nas it is", "1.5", "2"])
    axes.set_xlabel("strictness of this gate, all others as they are")
    axes.set_ylabel("net value against a rubber stamp, thousand hours")
    lined(axes, "y")
    headed(axes, "What its strictness is worth")
    legend_above(axes, 5)
