"""An outcome over the values of one factor: every run a dot, beside the mean with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from experiments.show.lettering import any_letters
from experiments.show.look import BLUE, GREY, STYLE, VERMILION, Canvas, lined
from experiments.sweeps.summing import expression, groups, unit_of
from experiments.sweeps.words import factor_with_unit, outcome_said, outcome_with_unit, scale_of, value_said
from simulation.wording import counted

if TYPE_CHECKING:
    from experiments.sweeps.opening import SweepResults

MOST_DOTS = 400  # of a strip; of more runs so many are drawn, those with the least numbers
ROOM = 8.9  # inches for the strip's panel; what is left names its values
ABOVE = 0.55  # inches between a panel without a heading and the line above it
LONG = 32  # characters of a value's name


def sweep_strips(results: SweepResults, outcome: str, by: str) -> Figure:
    """An outcome of every run, in a strip for each value of a factor or, where it has many, for each band of values."""
    with matplotlib.rc_context(STYLE), any_letters():
        return _drawn(results, outcome, by)


def _drawn(results: SweepResults, outcome: str, by: str) -> Figure:
    found = groups(results, outcome, [by])
    sql, _ = expression(results, by)
    unit, scale = unit_of(results), scale_of(outcome)
    units = len({name for group in found for name in group.units})
    runs = sum(group.runs for group in found)
    height = max(2.6, 0.42 * len(found) + 0.6)
    notes = [
        "Dots: runs, spread up and down only so that they can be told apart. Diamonds: means; bars: 95 % intervals of "
        f"the means over {unit}s."
    ]
    if any(group.runs > MOST_DOTS for group in found):
        notes.append(f"Of strips with more than {MOST_DOTS} runs so many are drawn; means are of all.")
    canvas = Canvas(said_of_sweep(results, runs, units, unit), results.title, notes, height, ABOVE)
    axes = canvas.panel(2.9, 0.0, ROOM, height)
    dots = results.query(
        f'SELECT {sql} AS k, "{outcome}" AS v, row_number() OVER (PARTITION BY {sql} ORDER BY run_id) AS n FROM runs '
        f'WHERE "{outcome}" IS NOT NULL QUALIFY n <= {MOST_DOTS}'
    )
    for at, group in enumerate(found):
        mine = dots[dots["k"] == group.key[0]]
        spread = 0.3 * (((mine["n"].to_numpy() * 0.618033988749895) % 1.0) - 0.5)
        axes.scatter(mine["v"] * scale, at + spread, s=9, color=BLUE, alpha=0.35, linewidths=0)
        mean = group.mean
        if mean.mean is None:
            continue
        if mean.low is not None and mean.high is not None:
            axes.plot([mean.low * scale, mean.high * scale], [at, at], color=VERMILION, linewidth=2.4, zorder=4)
        axes.scatter([mean.mean * scale], [at], marker="D", s=36, color=VERMILION, edgecolor="white", zorder=5)
        axes.annotate(
            outcome_said(outcome, mean.mean), (1.0, at), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", va="center", fontsize=9.5, color=GREY, annotation_clip=False,
        )  # fmt: skip
    axes.set_yticks(range(len(found)), [_short(value_said(group.key[0])) for group in found])
    axes.set_ylim(len(found) - 0.4, -0.6)
    axes.set_ylabel(_short(factor_with_unit(by), 2 * LONG))
    axes.set_xlabel(outcome_with_unit(outcome))
    lined(axes, "x")
    figure = canvas.figure
    means = "; ".join(f"{value_said(group.key[0])}: {outcome_said(outcome, group.mean.mean)}" for group in found)
    figure.set_label(
        f"{results.title}. {outcome_with_unit(outcome)} by {by}, means of {counted(runs, 'run', 'runs')}: {means}."
    )
    return figure


def said_of_sweep(results: SweepResults, runs: int, units: int, unit: str) -> str:
    """The line under a title: what it starts from, how many runs, over what intervals are."""
    organisations = ", ".join(
        dict.fromkeys(name.split("+")[0] for name in results.manifest["identity"]["organisations"])
    )
    return f"{organisations}, {counted(runs, 'run', 'runs')}, {counted(units, unit, unit + 's')}"


def _short(text: str, most: int = LONG) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def level_colours(number: int) -> list[Any]:
    """Colours for values in order, dark to light, that everybody can tell apart."""
    return [matplotlib.colormaps["viridis"](x) for x in np.linspace(0.0, 0.75, max(1, number))]
