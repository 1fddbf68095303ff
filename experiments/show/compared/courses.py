"""How far each strategy comes over the weeks, and how its requests end."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.comparing.compare import AS_IT_IS, Comparison
from experiments.comparing.ends import ENDS, told_within
from experiments.comparing.telling import what_was_run
from experiments.findings import weeks
from experiments.show.lettering import fitted, wrapped
from experiments.show.look import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PALE,
    PURPLE,
    SKY,
    VERMILION,
    Canvas,
    along_weeks,
    headed,
    in_style,
    label_ends,
    legend_above,
    lined,
)
from experiments.statistics.durations import cumulative_incidence
from simulation.wording import counted, percent

PANEL, ROW = 4.6, 0.35  # inches: height of the panels, and of a row of the right one, at least
LINES = 6  # strategies that are drawn in colour: those that come farthest and those that come least far
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION)
ENDED = {"approved": (BLUE, ""), "refused": (VERMILION, "////"), "withdrawn": (ORANGE, "....")}


@in_style
def courses(found: Comparison) -> Figure:
    """Left, uptake over the weeks; right, how requests had ended a year after filing, or sooner."""
    later, height = told_within(found.scenario.weeks)[1], max(PANEL, ROW * len(found.arms))
    notes = [
        f"{counted(found.n, 'run', 'runs')} of each. Left: means; band: 95 % interval of the mean as it is. "
        + ("In colour: those that end highest and lowest; grey: the others. " if len(found.strategies) > LINES else "")
        + f"Right: cumulative incidence {weeks(later)} after filing (Aalen and Johansen); what is still open when the "
        "run ends is censored. Refused: for good, whether the asker gives up or goes ahead without permission.",
    ]
    canvas = Canvas(what_was_run(found), f"{found.scenario.called}: how far each strategy comes", notes, height)
    _uptake(canvas.panel(0.75, 0.0, 5.0, height), found)
    _ends(canvas.panel(9.45, 0.0, 3.2, height), found)
    at_end = found.trials.read["uptake"][:, :, -1].mean(axis=1)
    rows = "; ".join(
        f"{found.titles[arm]} {percent(float(at_end[found.trials.places[arm]]))}" for arm in (AS_IT_IS, *found.order)
    )
    canvas.figure.set_label(f"Uptake at the end: {rows}.")
    return canvas.figure


def _uptake(axes: Axes, found: Comparison) -> None:
    curves = 100.0 * found.trials.read["uptake"]
    every = np.arange(curves.shape[2])
    means = {arm: curves[found.trials.places[arm]].mean(axis=0) for arm in (AS_IT_IS, *found.strategies)}
    order = sorted(found.strategies, key=lambda arm: -means[arm][-1])
    shown = order if len(order) <= LINES else [*order[: LINES // 2], *order[-(LINES - LINES // 2) :]]
    for arm in order:
        if arm not in shown:
            axes.plot(every, means[arm], color=PALE, linewidth=1.0, zorder=1)
    ends: list[tuple[float, str, str, bool]] = []
    for arm, colour in zip(shown, COLOURS, strict=False):
        axes.plot(every, means[arm], color=colour, linewidth=1.6)
        ends.append((float(means[arm][-1]), fitted(found.titles[arm], 1.75, 9.5), colour, False))
    base = curves[found.trials.places[AS_IT_IS]]
    reach = 1.96 * base.std(axis=0, ddof=1) / np.sqrt(len(base))
    axes.fill_between(every, means[AS_IT_IS] - reach, means[AS_IT_IS] + reach, color=BLACK, alpha=0.15, linewidth=0)
    axes.plot(every, means[AS_IT_IS], color=BLACK, linewidth=2.2)
    ends.append((float(means[AS_IT_IS][-1]), "As it is", BLACK, True))
    along_weeks(axes, int(every[-1]))
    axes.set_ylim(0, max(2.0, axes.get_ylim()[1]))
    label_ends(axes, ends, leaders=True)
    axes.set_ylabel("uptake, % of staff")
    lined(axes, "y")
    headed(axes, "How far it comes", pad=14.0)


def _ends(axes: Axes, found: Comparison) -> None:
    later = told_within(found.scenario.weeks)[1]
    arms = [AS_IT_IS, *found.order]
    left = np.zeros(len(arms))
    for cause, end in enumerate(ENDS):
        counts = [found.trials.read["ends"][found.trials.places[arm]].sum(axis=0) for arm in arms]
        shares = np.nan_to_num([100.0 * cumulative_incidence(of)[cause, later] for of in counts])
        colour, hatch = ENDED[end]
        axes.barh(
            range(len(arms)),
            shares,
            0.7,
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0,
            label=end,
        )
        left += shares
    axes.barh(range(len(arms)), 100.0 - left, 0.7, left=left, color=PALE, label="open")
    axes.set_yticks(
        range(len(arms)), ["\n".join(wrapped(found.titles[arm], 1.7, 9.0, most=2)) for arm in arms], fontsize=9
    )
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(arms) - 0.4, -0.6)
    axes.set_xlim(0, 100)
    axes.spines["left"].set_visible(False)
    axes.axvline(50.0, color=GREY, linewidth=0.5)
    axes.set_xlabel(f"of requests filed, {weeks(later)} later, %")
    headed(axes, "How requests end")
    legend_above(axes, 4)
