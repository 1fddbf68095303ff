"""The mean of an outcome over two factors, as a map with lines of equal height."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from experiments.show.lettering import any_letters
from experiments.show.look import BLACK, STYLE, Canvas
from experiments.show.sweep_strips import ABOVE, said_of_sweep
from experiments.sweeps.summing import groups, unit_of
from experiments.sweeps.words import factor_with_unit, outcome_said, outcome_with_unit, scale_of, value_said
from simulation.wording import counted

if TYPE_CHECKING:
    from experiments.sweeps.opening import SweepResults

FEWEST_FOR_LINES = 3  # values of each factor
HEIGHT = 4.6  # inches
MOST_NUMBERS = 64  # cells that have their number written in them


def sweep_heat(results: SweepResults, outcome: str, x: str, y: str) -> Figure:
    """The mean of an outcome for each pair of values of two factors; a cell without runs stays empty.

    Raises ``ValueError`` where both are the same factor.
    """
    if x == y:
        raise ValueError(f"a map needs two factors; {x!r} was given twice")
    with matplotlib.rc_context(STYLE), any_letters():
        return _drawn(results, outcome, x, y)


def _drawn(results: SweepResults, outcome: str, x: str, y: str) -> Figure:
    found = groups(results, outcome, [x, y])
    across = list(dict.fromkeys(group.key[0] for group in found))
    up = list(dict.fromkeys(group.key[1] for group in found))
    scale, unit = scale_of(outcome), unit_of(results)
    heights = np.full((len(up), len(across)), np.nan)
    reach = []
    for group in found:
        mean = group.mean
        heights[up.index(group.key[1]), across.index(group.key[0])] = scale * (
            np.nan if mean.mean is None else mean.mean
        )
        if mean.low is not None and mean.high is not None:
            reach.append((mean.high - mean.low) / 2.0)
    least = min(group.runs for group in found)
    most = max(group.runs for group in found)
    each = counted(least, "run", "runs") if least == most else f"{least:,} to {most:,} runs"
    sure = "No intervals: too few runs."
    if reach:
        half = outcome_said(outcome, float(np.median(reach)), True).removeprefix("+")
        sure = f"95 % intervals of the means reach ±{half} in half of the cells."
    notes = [f"Each cell: the mean of {each}. {sure}"]
    lines = min(len(across), len(up)) >= FEWEST_FOR_LINES and _are_numbers(across) and _are_numbers(up)
    if lines:
        notes.append("Lines: equal heights, drawn between the middles of cells.")
    runs = sum(group.runs for group in found)
    units = len({name for group in found for name in group.units})
    canvas = Canvas(said_of_sweep(results, runs, units, unit), results.title, notes, HEIGHT, ABOVE)
    axes = canvas.panel(2.1, 0.0, 8.2, HEIGHT)
    shown = axes.imshow(heights, origin="lower", aspect="auto", cmap="viridis")
    axes.set_xticks(range(len(across)), [value_said(value) for value in across])
    axes.set_yticks(range(len(up)), [value_said(value) for value in up])
    if max(len(value_said(value)) for value in across) > 90 / max(len(across), 1):
        axes.tick_params(axis="x", rotation=30)
        for name in axes.get_xticklabels():
            name.set_horizontalalignment("right")
    axes.set_xlabel(factor_with_unit(x))
    axes.set_ylabel(factor_with_unit(y))
    if lines and np.isfinite(heights).all() and np.ptp(heights) > 0:
        drawn = axes.contour(heights, levels=5, colors="white", linewidths=1.2)
        if heights.size > MOST_NUMBERS:
            axes.clabel(drawn, fontsize=8.5)
    if heights.size <= MOST_NUMBERS:
        middle = float(np.nanmean([np.nanmin(heights), np.nanmax(heights)]))
        for (row, column), height in np.ndenumerate(heights):
            if np.isfinite(height):
                said = outcome_said(outcome, height / scale).removesuffix(" %")
                colour = BLACK if height > middle else "white"
                behind = {"facecolor": shown.to_rgba(height), "edgecolor": "none", "pad": 1.0}
                axes.text(column, row, said, ha="center", va="center", fontsize=9.5, color=colour, bbox=behind)
    bar = canvas.figure.colorbar(shown, cax=canvas.panel(10.55, 0.0, 0.22, HEIGHT))
    bar.set_label(outcome_with_unit(outcome))
    bar.outline.set_visible(False)
    top = max(found, key=lambda group: group.mean.mean if group.mean.mean is not None else -np.inf)
    at = f"{x} = {value_said(top.key[0])} and {y} = {value_said(top.key[1])}"
    canvas.figure.set_label(
        f"{results.title}. Mean of {outcome_with_unit(outcome)} over {x} and {y}, {counted(runs, 'run', 'runs')}; "
        f"highest ({outcome_said(outcome, top.mean.mean)}) with {at}."
    )
    return canvas.figure


def _are_numbers(values: list[object]) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
