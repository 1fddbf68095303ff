"""The picture of a run: how far it came, and per gate who refused, who was blamed, and whose no nobody waited for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.by_gate import AtGate, by_gate
from experiments.findings import findings, percent
from experiments.intervals import Interval
from experiments.results import Results

# Okabe and Ito's colours, which people with any kind of colour vision can tell apart.
BLACK, ORANGE, SKY, GREEN, BLUE = "#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2"
VERMILION, PURPLE, GREY = "#D55E00", "#CC79A7", "#6B6B6B"
STAGES = (  # drawn thin beside uptake: weekly column, words, colour, line
    ("assumed_no", "assuming a no", ORANGE, (0, (5, 1.5))),
    ("gave_up", "given up", VERMILION, (0, (1, 1))),
    ("shadow", "shadow use", BLACK, (0, (3, 1, 1, 1))),
    ("asking", "asking", SKY, "solid"),
)
STYLE: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10,
    "axes.edgecolor": GREY,
    "axes.labelcolor": "#222222",
    "xtick.color": "#444444",
    "ytick.color": "#444444",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.hashsalt": "blockers",
}
BAR = 0.24  # height, of the distance between two gates


def who_blocks(results: Results) -> Figure:
    """Left, the stages of staff over the weeks; right, each gate's share of refusals, of blame and of assumed noes.

    Needs at least one run. Lines are medians of runs, the band the middle 90 % of them; bars are means of runs,
    whiskers their 95 % intervals, which one run does not have.
    """
    gates = by_gate(results)
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(12.0, 6.2), facecolor="white")
        left, right = figure.subplots(1, 2, width_ratios=(1.0, 1.12))
        figure.subplots_adjust(left=0.06, right=0.975, top=0.775, bottom=0.15, wspace=0.37)
        _draw_weeks(left, results)
        _draw_gates(right, gates)
        scenario, runs = results.scenario, len(results.replicates)
        title = f"{scenario.title or scenario.name}: who blocks, and who gets the blame"
        figure.text(0.06, 0.945, title, fontsize=16, fontweight="bold", color="#111111")
        said = f"{results.staff:,} staff, {scenario.weeks} weeks, {runs} {'run' if runs == 1 else 'runs'}"
        figure.text(0.06, 0.90, said, fontsize=10.5, color=GREY)
        figure.text(0.06, 0.025, _legend_in_words(runs), fontsize=8.5, color=GREY)
    figure.set_label(alternative_text(results, gates))
    return figure


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure as PNG or SVG, with its alternative text as ``Description``; equal figures give equal bytes."""
    metadata: dict[str, str | None] = {"Title": "Who blocks", "Description": str(figure.get_label())}
    if path.suffix == ".svg":
        metadata["Date"] = None
    with matplotlib.rc_context(STYLE):
        figure.savefig(path, dpi=160, metadata=metadata)


def alternative_text(results: Results, gates: list[AtGate]) -> str:
    """What the picture shows, for those who cannot see it."""
    shares = "; ".join(
        f"{gate.name} {percent(gate.refusals)} of refusals, {percent(gate.blame)} of blame, "
        f"{percent(gate.assumed_share)} of assumed noes"
        for gate in gates
    )
    runs = len(results.replicates)
    return (
        f"Two panels, {results.scenario.title or results.scenario.name}, {runs} {'run' if runs == 1 else 'runs'}. "
        f"Left: share of staff by stage over {results.scenario.weeks} weeks. Right: bars for each gate: {shares}. "
        f"{' '.join(findings(results, gates))}"
    )


def _legend_in_words(runs: int) -> str:
    if runs == 1:
        return "One run: no interval can be given."
    lines = f"Lines: medians of {runs} runs; band: middle 90 % of runs."
    bars = "Bars: means of runs; whiskers: 95 % intervals of the means."
    return f"{lines} {bars} Assumed no: nobody asked, for fear of this gate."


def _draw_weeks(axes: Axes, results: Results) -> None:
    weeks = np.arange(results.replicates[0].weekly.shape[0])
    uptake = 100.0 * results.by_week("uptake")
    ends: list[tuple[float, str, str, bool]] = []
    for column, words, colour, line in STAGES:
        median = np.median(100.0 * results.by_week(column) / results.staff, axis=0)
        axes.plot(weeks, median, color=colour, linewidth=1.2, linestyle=line)
        ends.append((float(median[-1]), words, colour, False))
    if len(results.replicates) > 1:
        low, high = np.quantile(uptake, (0.05, 0.95), axis=0)
        axes.fill_between(weeks, low, high, color=BLUE, alpha=0.18, linewidth=0)
    median = np.median(uptake, axis=0)
    axes.plot(weeks, median, color=BLUE, linewidth=2.6)
    ends.append((float(median[-1]), "live: uptake", BLUE, True))
    axes.set_xlim(0, weeks[-1])
    axes.set_ylim(0, max(2.0, axes.get_ylim()[1]))
    _label_ends(axes, ends)
    axes.set_xlabel("week")
    axes.set_ylabel("share of staff, %")
    axes.grid(axis="y", color="#E6E6E6", linewidth=0.8)
    axes.set_axisbelow(True)
    if weeks[-1] >= 104:
        axes.set_xticks(range(0, int(weeks[-1]) + 1, 26 if weeks[-1] <= 208 else 52 * -(-int(weeks[-1]) // 520)))
    axes.set_title("How far it came", loc="left", fontsize=12, fontweight="bold", pad=30)


def _label_ends(axes: Axes, ends: list[tuple[float, str, str, bool]]) -> None:
    """Name each line at its right end, moved apart where ends lie close together."""
    top = axes.get_ylim()[1]
    step = 0.052 * top
    places: list[float] = []
    ordered = sorted(ends)
    for end in ordered:
        places.append(max(end[0], places[-1] + step) if places else max(end[0], 0.3 * step))
    for back in range(len(places) - 1, -1, -1):  # none above the top
        limit = top if back == len(places) - 1 else places[back + 1] - step
        places[back] = min(places[back], limit)
    for place, (_, words, colour, is_bold) in zip(places, ordered, strict=True):
        axes.annotate(
            words,
            (1.0, place),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
            color=_dark(colour),
            fontweight="bold" if is_bold else "normal",
            annotation_clip=False,
        )


def _dark(colour: str) -> str:
    """The same hue, dark enough to be read as text on white."""
    return {ORANGE: "#8A5F00", SKY: "#1F6E9C", VERMILION: "#B04A00"}.get(colour, colour)


def _draw_gates(axes: Axes, gates: list[AtGate]) -> None:
    for row, gate in enumerate(gates):
        above, beneath = row - BAR * 1.08, row + BAR * 1.08
        obstructive, protective = _shown(gate.obstructive), _shown(gate.protective)
        axes.barh(above, obstructive, BAR, color=VERMILION, label="obstructive no" if not row else None)
        axes.barh(
            above,
            protective,
            BAR,
            left=obstructive,
            color=GREEN,
            hatch="////",
            edgecolor="white",
            linewidth=0,
            label="protective no" if not row else None,
        )
        axes.barh(row, _shown(gate.blame), BAR, color=PURPLE, label="blame for a no" if not row else None)
        axes.barh(beneath, _shown(gate.assumed_share), BAR, color=ORANGE, label="assumed no" if not row else None)
        for place, of in ((above, gate.refusals), (row, gate.blame), (beneath, gate.assumed_share)):
            _whisker(axes, place, of)
    axes.set_yticks(range(len(gates)), [gate.name for gate in gates], fontsize=11, color="#111111")
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(gates) - 0.45, -0.55)
    ends = [_end(of) for gate in gates for of in (gate.refusals, gate.blame, gate.assumed_share)]
    axes.set_xlim(0, 1.13 * max(10.0, *ends))
    axes.set_xlabel("share of all refusals, of all blame for them, of all assumed noes, %")
    axes.grid(axis="x", color="#E6E6E6", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    axes.set_title(
        "Who refused, who was blamed, whose no was feared", loc="left", fontsize=12, fontweight="bold", pad=30
    )
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.012, 0.995),
        ncols=4,
        frameon=False,
        fontsize=8.8,
        handlelength=1.2,
        handletextpad=0.5,
        columnspacing=1.1,
        borderpad=0.3,
    )


def _whisker(axes: Axes, place: float, of: Interval) -> None:
    """The interval of a bar, and its value behind it."""
    if of.mean is None:
        axes.annotate(
            "none", (0, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8, color=GREY
        )
        return
    if of.low is not None and of.high is not None:
        reach = [[100.0 * (of.mean - max(0.0, of.low))], [100.0 * (min(1.0, of.high) - of.mean)]]
        axes.errorbar(100.0 * of.mean, place, xerr=reach, fmt="none", ecolor="#333333", elinewidth=1.3, capsize=2.5)
    axes.annotate(
        f"{100.0 * of.mean:.0f}",
        (_end(of), place),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        fontsize=8.5,
        color="#333333",
    )


def _end(of: Interval) -> float:
    return 100.0 * (min(1.0, of.high) if of.high is not None else of.mean or 0.0)


def _shown(of: Interval) -> float:
    return 100.0 * (of.mean or 0.0)
