"""Do this first: value against hours, lever upon lever."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from experiments.comparing.beside import of, told_of_levers
from experiments.comparing.levers import Order
from experiments.comparing.outcomes import better, scale_of
from experiments.comparing.telling import name_of
from experiments.show.lettering import fitted
from experiments.show.look import BLUE, GREY, INK, ORANGE, Canvas, headed, in_style, instead, lined

PANEL = 4.2  # inches: height of the panels


@in_style
def first(found: Order) -> Figure:
    """Left, what the chain of levers adds up to against the hours that it takes; right, each lever by itself."""
    scale, unit, _ = scale_of(found.outcome)
    if unit == "hours":
        scale, unit = 0.001, "thousand hours"
    notes = [
        f"{found.pairs} pairs of runs at each step, on fresh luck; left: on luck that chose nothing. Bars through "
        "points: 95 % intervals; those of the chain hold together, as do those of the right panel.",
        " ".join(told_of_levers(found)),
    ]
    canvas = Canvas(
        f"{found.weeks:,} weeks, {found.pairs} pairs a step", f"Do this first: {name_of(found.outcome)}", notes, PANEL
    )
    axes = canvas.panel(0.85, 0.0, 5.2, PANEL)
    across, up = [0.0], [0.0]
    farthest = max((abs(link.hours.mean or 0.0) for link in found.chain), default=0.0)
    by, thousands = (0.001, ", thousands") if farthest >= 1000.0 else (1.0, "")
    for number, link in enumerate(found.chain, 1):
        mean, low, high = (scale * value for value in of(link.gain))
        hours = by * (link.hours.mean or 0.0)
        is_late = by * farthest < 1.6 * hours
        axes.errorbar(hours, mean, yerr=[[mean - low], [high - mean]], fmt="o", color=BLUE, capsize=2.5, zorder=3)
        axes.annotate(
            f"{number} {link.title}",
            (hours, mean),
            xytext=(-6 if is_late else 6, 7),
            ha="right" if is_late else "left",
            textcoords="offset points",
            fontsize=9,
            path_effects=[withStroke(linewidth=3, foreground="white")],  # lines pass behind the name
            zorder=4,
        )
        across.append(hours)
        up.append(mean)
    axes.plot(across, up, color=BLUE, linewidth=1.6)
    axes.plot([0.0], [0.0], "s", color=INK)
    axes.axhline(0.0, color=GREY, linewidth=0.8)
    axes.margins(x=0.25)
    budget = "" if found.budget is None else f"; budget {found.budget:,.0f} hours"
    if found.budget is not None and found.budget <= 2.0 * farthest:
        axes.axvline(by * found.budget, color=ORANGE, linestyle=(0, (4, 2)), linewidth=1.2)
        budget += ", dashed"
    axes.set_xlabel(f"hours of levers over the run{thousands}{budget}")
    axes.set_ylabel(f"{name_of(found.outcome)} against as it is, {unit}")
    lined(axes, "y")
    headed(axes, "One on top of the other", pad=10.0)
    if not found.chain:
        instead(axes, f"nothing is worth doing first: {found.why}")
    beside = canvas.panel(9.0, 0.0, 3.7, PANEL)
    alone = sorted(
        (one for one in found.tried if one.step == 1), key=lambda one: -better(found.outcome) * (one.gain.mean or 0.0)
    )
    for row, one in enumerate(alone):
        mean, low, high = (scale * value for value in of(one.gain))
        sure = one.gain.excludes_zero
        beside.errorbar(
            mean, row, xerr=[[mean - low], [high - mean]], fmt="o", color=BLUE if sure else GREY, capsize=2.5,
            markerfacecolor=BLUE if sure else "white",
        )  # fmt: skip
    names = [f"{fitted(one.title, 1.6, 9.0)}, {one.hours:,.0f} h" for one in alone]
    beside.axvline(0.0, color=GREY, linewidth=0.8)
    beside.set_yticks(range(len(alone)), names, fontsize=9)
    beside.tick_params(axis="y", length=0)
    beside.set_ylim(len(alone) - 0.4, -0.6)
    beside.spines["left"].set_visible(False)
    beside.set_xlabel(f"adds to {name_of(found.outcome)} by itself, {unit}")
    lined(beside, "x")
    headed(beside, "Each by itself, with its hours", pad=10.0)
    canvas.figure.set_label(" ".join(told_of_levers(found)))
    return canvas.figure
