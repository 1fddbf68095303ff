"""A weekly measure over the weeks, a line and a band for each value of a factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from experiments.intervals import t_quantile
from experiments.show.lettering import any_letters
from experiments.show.look import STYLE, Canvas, along_weeks, label_ends, lined
from experiments.show.sweep_strips import ABOVE, level_colours, said_of_sweep
from experiments.sweeps.summing import expression, unit_of
from experiments.sweeps.words import factor_with_unit, value_said
from simulation.wording import counted

if TYPE_CHECKING:
    from experiments.sweeps.opening import SweepResults

SHARES = ("uptake", "shadow_share")  # weekly measures that are shares of staff
HEIGHT = 4.6  # inches
MOST_BANDS = 6  # of more lines the bands would hide one another
DASHES = ("-", "--", "-.", ":")


def sweep_weeks(results: SweepResults, by: str | None = None, measure: str = "uptake") -> Figure:
    """The mean of a weekly measure with a band, its 95 % interval, for each value of a factor, or of all runs.

    Raises ``ValueError`` for a measure that was not kept.
    """
    kept = results.manifest["identity"]["keep"]["weekly"]
    if measure not in kept:
        there = f"there are {', '.join(kept)}" if kept else "none was kept"
        raise ValueError(f"no weekly measure {measure!r} was kept; {there}; a sweep's file says which under [keep]")
    with matplotlib.rc_context(STYLE), any_letters():
        return _drawn(results, by, measure)


def _drawn(results: SweepResults, by: str | None, measure: str) -> Figure:
    sql, values = ("'all runs'", ["all runs"]) if by is None else expression(results, by)
    unit, scale = unit_of(results), 100.0 if measure in SHARES else 1.0
    found = results.query(
        f"WITH means AS (SELECT {sql} AS k, week, {unit}, avg({measure}) AS v, count(*) AS runs FROM weekly "
        "GROUP BY ALL) SELECT k, week, avg(v) AS mean, stddev_samp(v) AS spread, count(*) AS n, sum(runs) AS runs "
        "FROM means GROUP BY ALL ORDER BY k, week"
    )
    runs = int(found.loc[found["week"] == 0, "runs"].sum())
    units = int(found["n"].max())
    label = "uptake (% of staff)" if measure == "uptake" else f"{measure} (% of staff)" if scale > 1 else measure
    notes = [f"Lines: means; bands: 95 % intervals of the means over {unit}s."]
    if len(values) > MOST_BANDS:
        notes = [f"Lines: means over {unit}s; too many for bands: Results.summary gives 95 % intervals of the end."]
    if by is not None:
        notes[0] = f"One line for each value of {factor_with_unit(by)}. {notes[0]}"
    canvas = Canvas(said_of_sweep(results, runs, units, unit), results.title, notes, HEIGHT, ABOVE)
    axes = canvas.panel(0.75, 0.0, 9.4, HEIGHT)
    ends = []
    for k, (value, colour) in enumerate(zip(values, level_colours(len(values)), strict=True)):
        mine = found[found["k"] == value]
        mean, n = mine["mean"].to_numpy() * scale, mine["n"].to_numpy()
        axes.plot(mine["week"], mean, color=colour, linewidth=1.9, linestyle=DASHES[k % len(DASHES)])
        if n.min() > 1 and len(values) <= MOST_BANDS:
            reach = (
                np.array([t_quantile(0.975, int(m) - 1) for m in n]) * mine["spread"].to_numpy() * scale / np.sqrt(n)
            )
            axes.fill_between(mine["week"], mean - reach, mean + reach, color=colour, alpha=0.18, linewidth=0)
        ends.append((float(mean[-1]), value_said(value), matplotlib.colors.to_hex(colour), False))
    along_weeks(axes, int(found["week"].max()))
    axes.set_ylim(0 if found["mean"].min() >= 0 else None, None)
    axes.set_ylabel(label)
    lined(axes, "y")
    label_ends(axes, ends, leaders=True)
    last = "; ".join(f"{words}: {end:.3g}" for end, words, _, _ in ends)
    canvas.figure.set_label(
        f"{results.title}. Mean {label} by week" + (f" for each value of {by}" if by else "")
        + f", {counted(runs, 'run', 'runs')}. In the last week: {last}."
    )  # fmt: skip
    return canvas.figure
