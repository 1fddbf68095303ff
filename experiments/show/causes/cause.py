"""Blamed, refused, cause: three panels with a row for each gate."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.blaming.blame import Blame
from experiments.blaming.telling import in_hours, in_points, told
from experiments.by_gate import AtGate, by_gate
from experiments.findings import percent
from experiments.intervals import Interval
from experiments.show.look import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    Canvas,
    headed,
    in_style,
    legend_above,
    lined,
    titled,
)
from experiments.show.sureness import note_beside_gates
from simulation.state import GATES
from simulation.wording import counted
from simulation.words import WRITTEN

PANEL = 4.6  # inches: height of the panels
BAR = 0.3  # of the distance between two gates
WAYS = (("alone", "o", SKY), ("last", "D", BLACK), ("unknown", "^", ORANGE), ("rubber_stamp", "s", PURPLE))


@in_style
def cause(blame: Blame) -> Figure:
    """Each gate's share of blame and of refusals, and what its removal does to uptake and to net value."""
    gates = by_gate(blame.as_it_is)
    canvas = Canvas(
        blame.as_it_is, titled(blame.as_it_is, "who is blamed, who refuses, who holds it up"), notes(blame), PANEL
    )
    _shares(canvas.panel(1.35, 0.0, 3.1, PANEL), gates)
    _causes(canvas.panel(4.95, 0.0, 3.6, PANEL), blame, "uptake", 100.0, "uptake, percentage points")
    _causes(canvas.panel(9.05, 0.0, 3.6, PANEL), blame, "net_value", 0.001, "net value, thousand hours")
    canvas.figure.set_label(alternative_text(blame, gates))
    return canvas.figure


def notes(blame: Blame) -> list[str]:
    """What has to be said beneath the picture."""
    return [
        f"{counted(len(blame.seeds), 'pair', 'pairs')} of runs on equal luck in every arm. Whiskers: 95 % intervals; "
        "those of the five bars of a panel on the right hold together.",
        "Part of the cause: what a gate's removal adds, mean over all orders in which the five could go (Shapley). "
        "Alone: only this gate is gone; last: it goes after all others; unknown: gone, but staff believe as before; "
        "rubber stamp: it says yes to everything, and requests still queue there.",
        note_beside_gates(blame.as_it_is),
    ]


def alternative_text(blame: Blame, gates: list[AtGate]) -> str:
    """What the picture shows, for those who cannot see it."""
    rows = "; ".join(
        f"{at.name} {percent(at.blame)} of blame, {percent(at.refusals)} of refusals, cause "
        f"{in_points(blame.cause['uptake'][at.gate])} points of uptake and "
        f"{in_hours(blame.cause['net_value'][at.gate])} hours of net value"
        for at in gates
    )
    return f"Blamed, refused and cause by gate, {blame.scenario.called}: {rows}. {' '.join(told(blame))}"


def _rows(axes: Axes, named: bool) -> None:
    axes.set_yticks(range(len(GATES)), [WRITTEN[gate] for gate in GATES] if named else [], fontsize=11, color=INK)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(GATES) - 0.45, -0.55)
    axes.spines["left"].set_visible(False)
    lined(axes, "x")


def _shares(axes: Axes, gates: list[AtGate]) -> None:
    for row, at in enumerate(gates):
        first = not row
        parts = [100.0 * (getattr(at, name).mean or 0.0) for name in ("obstructive", "protective")]
        axes.barh(row - 0.2, parts[0], BAR, color=VERMILION, label="obstructive no" if first else None)
        axes.barh(
            row - 0.2, parts[1], BAR, left=parts[0], color=GREEN, hatch="////", edgecolor="white", linewidth=0,
            label="protective no" if first else None,
        )  # fmt: skip
        axes.barh(row + 0.2, 100.0 * (at.blame.mean or 0.0), BAR, color=PURPLE, label="blame" if first else None)
        for place, of in ((row - 0.2, at.refusals), (row + 0.2, at.blame)):
            _whisker(axes, place, of, 100.0)
    _rows(axes, named=True)
    axes.set_xlabel("share of all refusals and of all blame, %")
    headed(axes, "Refused, and blamed", pad=44.0)
    legend_above(axes, 3)


def _causes(axes: Axes, blame: Blame, outcome: str, scale: float, unit: str) -> None:
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    for row, of in enumerate(blame.cause[outcome]):
        axes.barh(row, scale * (of.mean or 0.0), BAR, color=BLUE, label=None if row else "part of the cause")
        _whisker(axes, row, of, scale)
    for way, marker, colour in WAYS:
        means = [scale * (of.mean or 0.0) for of in blame.changes(way, outcome)]
        name = way.replace("_", " ")
        axes.plot(
            means, [row + 0.31 for row in range(len(GATES))], marker, color=colour, markersize=5.5, linestyle="none",
            markeredgecolor="white", markeredgewidth=0.6, label=name,
        )  # fmt: skip
    _rows(axes, named=False)
    axes.set_xlabel(unit)
    headed(axes, "What its removal does to " + outcome.replace("_", " "), pad=44.0)
    legend_above(axes, 3)


def _whisker(axes: Axes, place: float, of: Interval, scale: float) -> None:
    if of.mean is None or of.low is None or of.high is None:
        return
    reach = [[scale * (of.mean - of.low)], [scale * (of.high - of.mean)]]
    axes.errorbar(scale * of.mean, place, xerr=reach, fmt="none", ecolor="#333333", elinewidth=1.3, capsize=2.5)
