"""The picture of a run: how far it came, and per gate who refused, who was blamed, and whose no nobody waited for."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, MaxNLocator

from experiments.by_gate import FEW, AtGate, by_gate
from experiments.findings import findings, percent
from experiments.findings import weeks as in_weeks
from experiments.intervals import Interval
from experiments.results import Results
from experiments.summary import beside_gates

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
WIDTH, PANEL, TITLE, NOTE = 13.0, 4.4, 0.29, 0.175  # inches: the picture, a panel's height, a line of title, of note
TITLE_WIDTH, NOTE_WIDTH = 92, 190  # characters
SHARES = ("refusals", "blame", "assumed_share")


def who_blocks(results: Results) -> Figure:
    """Left, the stages of staff over the weeks; right, each gate's share of refusals, of blame and of assumed noes.

    Needs at least one run. Lines are means of runs, the band the middle 90 % of them; bars are means of runs,
    whiskers their 95 % intervals, which one run does not have. Shares of few things are drawn as they were counted,
    over all runs together.
    """
    gates = by_gate(results)
    with matplotlib.rc_context(STYLE):
        scenario, runs = results.scenario, len(results.replicates)
        title = f"{scenario.title or scenario.name}: who blocks, and who gets the blame"
        lines = textwrap.wrap(title, TITLE_WIDTH, max_lines=3, placeholder=" …")
        notes = _notes(results)
        beneath, above = 0.72 + NOTE * len(notes), 1.22 + TITLE * len(lines)
        height = beneath + PANEL + above
        figure = Figure(figsize=(WIDTH, height), facecolor="white")
        left = figure.add_axes((0.75 / WIDTH, beneath / height, 4.35 / WIDTH, PANEL / height))
        right = figure.add_axes((7.75 / WIDTH, beneath / height, 5.0 / WIDTH, PANEL / height))
        _draw_weeks(left, results)
        _draw_gates(right, gates)
        top = height - 0.15
        for number, line in enumerate(lines):
            place = (top - TITLE * number) / height
            figure.text(0.75 / WIDTH, place, line, fontsize=16, fontweight="bold", color="#111111", va="top")
        said = f"{results.staff:,} staff, {in_weeks(scenario.weeks)}, {runs} {'run' if runs == 1 else 'runs'}"
        place = (top - TITLE * len(lines) - 0.03) / height
        figure.text(0.75 / WIDTH, place, said, fontsize=10.5, color=GREY, va="top")
        for number, note in enumerate(reversed(notes)):
            figure.text(0.75 / WIDTH, (0.12 + NOTE * number) / height, note, fontsize=8.5, color=GREY)
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


def _notes(results: Results) -> list[str]:
    """The lines beneath the picture, none longer than it is wide."""
    runs = len(results.replicates)
    means = "One run: no interval can be given."
    if runs > 1:
        means = (
            f"Lines: means of {runs} runs; band: middle 90 % of runs. Bars: means of runs; whiskers: 95 % intervals of "
            "the means."
        )
    means += f" Where fewer than {FEW} in all: counts, such as 2 of 7."
    words = (
        "Protective: stopped what was not worthwhile; obstructive: stopped what was. Blame: of that on the five gates "
        "after a refusal. Assumed no: nobody asked, for fear of this gate."
    )
    return [line for text in (means, words, *beside_gates(results)) for line in textwrap.wrap(text, NOTE_WIDTH)]


def _draw_weeks(axes: Axes, results: Results) -> None:
    weeks = np.arange(results.replicates[0].weekly.shape[0])
    uptake = 100.0 * results.by_week("uptake")
    ends: list[tuple[float, str, str, bool]] = []
    for column, words, colour, line in STAGES:
        mean = np.mean(100.0 * results.by_week(column) / results.staff, axis=0)
        if mean.any():
            axes.plot(weeks, mean, color=colour, linewidth=1.2, linestyle=line)
            ends.append((float(mean[-1]), words, colour, False))
    if len(results.replicates) > 1:
        low, high = np.quantile(uptake, (0.05, 0.95), axis=0)
        axes.fill_between(weeks, low, high, color=BLUE, alpha=0.18, linewidth=0)
    mean = np.mean(uptake, axis=0)
    axes.plot(weeks, mean, color=BLUE, linewidth=2.6, clip_on=False)
    if mean.any():
        ends.append((float(mean[-1]), f"live: {percent(results.outcome('uptake'), 1)}", BLUE, True))
    if not ends:
        axes.text(0.5, 0.5, "all of it stayed at 0 %", transform=axes.transAxes, ha="center", color=GREY)
    axes.set_xlim(0, weeks[-1])
    axes.set_ylim(0, max(2.0, axes.get_ylim()[1]))
    _label_ends(axes, ends)
    axes.set_xlabel("week")
    axes.set_ylabel("share of staff, %")
    axes.grid(axis="y", color="#E6E6E6", linewidth=0.8)
    axes.set_axisbelow(True)
    if weeks[-1] >= 104:
        axes.set_xticks(range(0, int(weeks[-1]) + 1, 26 if weeks[-1] <= 208 else 52 * -(-int(weeks[-1]) // 520)))
    else:
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
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
        obstructive, protective = _shown(gate, "obstructive"), _shown(gate, "protective")
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
        axes.barh(row, _shown(gate, "blame"), BAR, color=PURPLE, label="blame for a no" if not row else None)
        axes.barh(beneath, _shown(gate, "assumed_share"), BAR, color=ORANGE, label="assumed no" if not row else None)
        for place, name in zip((above, row, beneath), SHARES, strict=True):
            _whisker(axes, place, gate, name)
    names = [f"{gate.name}\n(removed)" if gate.removed else gate.name for gate in gates]
    axes.set_yticks(range(len(gates)), names, fontsize=11, color="#111111")
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(gates) - 0.45, -0.55)
    widest = max(10.0, *(_end(gate, name) for gate in gates for name in SHARES))
    axes.set_xlim(0, 1.13 * widest)
    axes.xaxis.set_major_locator(FixedLocator([tick for tick in axes.get_xticks() if tick <= 100.0]))
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


def _whisker(axes: Axes, place: float, gate: AtGate, name: str) -> None:
    """The interval of a bar, and its value behind it; the bare counts where there are few, a dash where are none."""
    of, some = _interval(gate, name), gate.counted[name]
    if gate.has_none(name):
        said = "–"
    elif some.are_few:
        said = str(some)
    else:
        said = f"{100.0 * (of.mean or 0.0):.0f}"
        if of.mean is not None and of.low is not None and of.high is not None:
            reach = [[100.0 * (of.mean - max(0.0, of.low))], [100.0 * (min(1.0, of.high) - of.mean)]]
            axes.errorbar(100.0 * of.mean, place, xerr=reach, fmt="none", ecolor="#333333", elinewidth=1.3, capsize=2.5)
    axes.annotate(
        said,
        (_end(gate, name), place),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        fontsize=8.5,
        color="#333333",
    )


def _interval(gate: AtGate, name: str) -> Interval:
    of = getattr(gate, name)
    assert isinstance(of, Interval)
    return of


def _end(gate: AtGate, name: str) -> float:
    """Where a bar with its whisker ends, in per cent."""
    of = _interval(gate, name)
    return _shown(gate, name) if of.high is None or gate.counted[name].are_few else 100.0 * min(1.0, of.high)


def _shown(gate: AtGate, name: str) -> float:
    """How long a bar is, in per cent."""
    some = gate.counted[name]
    if gate.has_none(name):
        return 0.0
    return 100.0 * (some.part / some.whole if some.are_few else _interval(gate, name).mean or 0.0)
