"""How sure a line or a bar is: bands and whiskers over runs, or each run where they are few; and what notes say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from experiments.intervals import Interval
from experiments.results import Results
from experiments.show.look import INK, runs_of
from experiments.summary import beside_gates
from experiments.wording import with_interval

FEW_RUNS = 5  # below, an interval of the mean may be wider than the axis: the runs are shown one by one
EACH_RUN = "thin lines: each run, too few of them for a band"
MIDDLE = {0.9: "middle 90 % of runs", 0.5: "middle half"}  # what a band may hold, and its name


def note_of_lines(results: Results) -> str:
    """What lines and bands are; of one run, that there is no band."""
    if len(results.replicates) == 1:
        return "One run: no interval can be given."
    few = len(results.replicates) < FEW_RUNS
    return f"Lines: means of {runs_of(results)}; {EACH_RUN if few else 'bands: middle 90 % of runs'}."


def note_of_bars(results: Results) -> str:
    """What bars and the marks on them are, as :func:`marked` draws them."""
    runs = len(results.replicates)
    if runs == 1:
        return "One run: no interval can be given."
    if runs < FEW_RUNS:
        return f"Bars: means of {runs_of(results)}; dots: each run, too few of them for an interval."
    return f"Bars: means of {runs_of(results)}; whiskers: 95 % intervals of the means."


def trusted(of: Interval) -> Interval:
    """The same, without its interval where that is of fewer than ``FEW_RUNS`` runs: what words and verdicts go by."""
    return of if of.n >= FEW_RUNS else replace(of, low=None, high=None)


def note_beside_gates(results: Results) -> str:
    """What no gate's row can hold, as the summary says it, without the names of rows that no picture has."""
    lines = beside_gates(results, lambda of: with_interval(trusted(of)))
    facts = [line.partition(": ")[2] for line in lines]
    return " ".join(["Beside the five gates:", facts[0], *(fact[0].upper() + fact[1:] for fact in facts[1:])])


def edges(runs: NDArray[np.float64], middle: float = 0.9) -> NDArray[np.float64]:
    """The least and the most that :func:`banded` draws of ``runs`` (runs by points), an array of two by points.

    Of fewer than ``FEW_RUNS`` runs the least and the most of all; otherwise the edges of so large a ``middle`` share of
    them. NaN is left out, and stands where there is nothing else.
    """
    few, found = len(runs) < FEW_RUNS, np.full((2, runs.shape[1]), np.nan)
    some = ~np.isnan(runs).all(axis=0)
    shares = (0.0, 1.0) if few else (0.5 - middle / 2.0, 0.5 + middle / 2.0)
    found[:, some] = np.nanquantile(runs[:, some], shares, axis=0)
    return found


def banded(
    axes: Axes, at: NDArray[Any], runs: NDArray[np.float64], colour: str, alpha: float = 0.22,
    middle: float = 0.9, named: bool = False, **line: Any,
) -> None:  # fmt: skip
    """Draw beneath a line of means how different the runs are: a band, or each run where they are few.

    ``runs`` is an array of runs by points, which lie ``at`` these weeks; the band holds the ``middle`` share of runs.
    Fewer than ``FEW_RUNS`` are thin lines, with a ``marker`` where there may be gaps, or whatever else a ``line`` may
    have; one run is the line of means alone. ``named`` gives them a place in the legend.
    """
    if len(runs) >= FEW_RUNS:
        axes.fill_between(
            at, *edges(runs, middle), color=colour, alpha=alpha, linewidth=0, label=MIDDLE[middle] if named else None
        )
    elif len(runs) > 1:
        for number, run in enumerate(runs):
            words = "each run" if named and not number else None
            axes.plot(at, run, markersize=2.5, color=colour, linewidth=0.8, alpha=0.5, label=words, gid="a run", **line)


def marked(
    axes: Axes, place: float, values: Sequence[float], of: Interval, scale: float = 1.0, upright: bool = False
) -> float:
    """Mark on a bar at ``place`` how sure it is, and return how far the marks reach along it.

    A bar lies at that height; an ``upright`` one stands there.

    Whiskers are the interval ``of`` the mean. Of fewer than ``FEW_RUNS`` runs that interval says next to nothing, so
    dots show the runs themselves, whose ``values`` are given in the unit of the interval; what is not a number is left
    out. One run has no marks. The axis is in that unit times ``scale``.
    """
    known = [scale * value for value in values if value == value]
    end = scale * (of.mean or 0.0)
    if of.mean is None or of.low is None or of.high is None:
        return end
    if of.n < FEW_RUNS:
        dots = [place] * len(known)
        axes.plot(
            *((dots, known) if upright else (known, dots)),
            "o",
            markersize=3.6,
            color=INK,
            markeredgecolor="white",
            markeredgewidth=0.6,
        )
        return max(end, *known)
    reach = [[scale * (of.mean - of.low)], [scale * (of.high - of.mean)]]
    spot: dict[str, Any] = {"x": place, "y": end, "yerr": reach} if upright else {"x": end, "y": place, "xerr": reach}
    axes.errorbar(**spot, fmt="none", ecolor="#333333", elinewidth=1.3, capsize=2.5)
    return scale * of.high
