"""The picture of a run: how far it came, and per gate who refused, who was blamed, and whose no nobody waited for."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

from experiments.by_gate import FEW, AtGate, by_gate
from experiments.findings import findings, percent
from experiments.intervals import Interval
from experiments.results import Results
from experiments.show.look import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    Canvas,
    along_weeks,
    headed,
    instead,
    label_ends,
    legend_above,
    lined,
    picture,
    runs_of,
    titled,
)
from experiments.show.sureness import banded, marked, note_beside_gates, note_of_bars, note_of_lines
from simulation.outcomes import share
from simulation.state import Stage, label
from simulation.words import STAGES_IN_SHORT

STAGES = (  # drawn thin beside uptake: stage, colour, line
    (Stage.ASSUMED_NO, ORANGE, (0, (5, 1.5))),
    (Stage.GAVE_UP, VERMILION, (0, (1, 1))),
    (Stage.SHADOW, BLACK, (0, (3, 1, 1, 1))),
    (Stage.ASKING, SKY, "solid"),
)
BAR = 0.24  # height, of the distance between two gates
PANEL = 4.4  # inches: height of the panels
SHARES = ("refusals", "blame", "assumed_share")


@picture
def who_blocks(results: Results) -> Figure:
    """Left, the stages of staff over the weeks; right, each gate's share of refusals, of blame and of assumed noes.

    Needs at least one run. Lines are means of runs, the band the middle 90 % of them; bars are means of runs,
    whiskers their 95 % intervals. Few runs are drawn each, and one has neither. Shares of few things are drawn as they
    were counted, over all runs together.
    """
    gates = by_gate(results)
    canvas = Canvas(results, titled(results, "who blocks, and who gets the blame"), _notes(results, gates), PANEL)
    _draw_weeks(canvas.panel(0.75, 0.0, 4.35, PANEL), results)
    _draw_gates(canvas.panel(7.75, 0.0, 5.0, PANEL), results, gates)
    canvas.figure.set_label(alternative_text(results, gates))
    return canvas.figure


def alternative_text(results: Results, gates: list[AtGate]) -> str:
    """What the picture shows, for those who cannot see it."""
    shares = "; ".join(
        f"{gate.name} {percent(gate.refusals)} of refusals, {percent(gate.blame)} of blame, "
        f"{percent(gate.assumed_share)} of assumed noes"
        for gate in gates
    )
    return (
        f"Who blocks: two panels, {results.scenario.called}, {runs_of(results)}. "
        f"Left: share of staff by stage over {results.scenario.weeks} weeks. Right: bars for each gate: {shares}. "
        f"{' '.join(findings(results, gates))}"
    )


def _notes(results: Results, gates: list[AtGate]) -> list[str]:
    """What has to be said beneath the picture."""
    means = note_of_bars(results)
    if len(results.replicates) > 1:
        means = f"{note_of_lines(results)} {means}"
    if any(gate.counted[name].are_few and not gate.has_none(name) for gate in gates for name in SHARES):
        means += f" Where fewer than {FEW} in all: counts, such as 2 of 7."
    words = (
        "Protective: stopped what was not worthwhile; obstructive: stopped what was. Blame: of that on the five gates "
        "after a refusal. Assumed no: nobody asked, for fear of this gate."
    )
    return [means, words, note_beside_gates(results)]


def _draw_weeks(axes: Axes, results: Results) -> None:
    weeks = np.arange(results.replicates[0].weekly.shape[0])
    uptake = 100.0 * results.by_week("uptake")
    ends: list[tuple[float, str, str, bool]] = []
    for stage, colour, line in STAGES:
        mean = np.mean(100.0 * results.by_week(label(stage)) / results.staff, axis=0)
        if mean.any():
            axes.plot(weeks, mean, color=colour, linewidth=1.2, linestyle=line)
            ends.append((float(mean[-1]), STAGES_IN_SHORT[stage], colour, False))
    banded(axes, weeks, uptake, BLUE, 0.18)
    mean = np.mean(uptake, axis=0)
    axes.plot(weeks, mean, color=BLUE, linewidth=2.6, clip_on=False)
    if mean.any():
        ends.append((float(mean[-1]), f"live: {percent(results.outcome('uptake'), 1)}", BLUE, True))
    if not ends:
        instead(axes, "all of it stayed at 0 %")
    along_weeks(axes, int(weeks[-1]))
    axes.set_ylim(0, max(2.0, axes.get_ylim()[1]))
    label_ends(axes, ends)
    axes.set_ylabel("share of staff, %")
    lined(axes, "y")
    headed(axes, "How far it came")


def _draw_gates(axes: Axes, results: Results, gates: list[AtGate]) -> None:
    widest = 10.0
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
            widest = max(widest, _mark(axes, place, gate, name, _of_runs(results, gate, name)))
    if not gates[0].counted["refusals"].whole:
        across = axes.get_yaxis_transform()  # between the bars of two gates
        axes.text(0.5, 0.5, "nothing was refused", transform=across, ha="center", va="center", color=GREY)
    names = [f"{gate.name}\n(removed)" if gate.removed else gate.name for gate in gates]
    axes.set_yticks(range(len(gates)), names, fontsize=11, color="#111111")
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(gates) - 0.45, -0.55)
    axes.set_xlim(0, 1.13 * widest)
    axes.xaxis.set_major_locator(FixedLocator([tick for tick in axes.get_xticks() if tick <= 100.0]))
    axes.set_xlabel("share of all refusals, of all blame for them, of all assumed noes, %")
    lined(axes, "x")
    axes.spines["left"].set_visible(False)
    headed(axes, "Who refused, who was blamed, whose no was feared")
    legend_above(axes, 4)


def _mark(axes: Axes, place: float, gate: AtGate, name: str, shares: list[float]) -> float:
    """How sure a bar is, and its value behind it: the bare counts where there are few, a dash where are none.

    Returns how far right all but the value reaches, in per cent.
    """
    of, some = _interval(gate, name), gate.counted[name]
    end = _shown(gate, name)
    if gate.has_none(name):
        said = "–"
    elif some.are_few:
        said = str(some)
    else:
        said = f"{100.0 * (of.mean or 0.0):.0f}"
        end = marked(axes, place, shares, of, 100.0)
    axes.annotate(
        said, (end, place), xytext=(5, 0), textcoords="offset points", va="center", fontsize=8.5, color="#333333"
    )
    return end


def _of_runs(results: Results, gate: AtGate, name: str) -> list[float]:
    """One of the gate's shares in each run."""
    at = label(gate.gate)
    if name == "assumed_share":
        return [share(run.outcomes[f"assumed_{at}"], run.outcomes["assumed"]) for run in results.replicates]
    return [run.outcomes[f"{name}_{at}"] for run in results.replicates]


def _interval(gate: AtGate, name: str) -> Interval:
    of = getattr(gate, name)
    assert isinstance(of, Interval)
    return of


def _shown(gate: AtGate, name: str) -> float:
    """How long a bar is, in per cent."""
    some = gate.counted[name]
    if gate.has_none(name):
        return 0.0
    return 100.0 * (some.part / some.whole if some.are_few else _interval(gate, name).mean or 0.0)
