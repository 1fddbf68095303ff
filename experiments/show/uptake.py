"""How far it came: uptake over the weeks with its bands over runs, and where all staff stand."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.findings import percent, weeks
from experiments.results import Results
from experiments.show.changes import mark_changes, note_of_changes
from experiments.show.look import (
    BLACK,
    BLUE,
    ORANGE,
    PALE,
    PURPLE,
    SKY,
    VERMILION,
    YELLOW,
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
from experiments.show.sureness import EACH_RUN, FEW_RUNS, banded
from experiments.wording import share
from simulation.state import Stage, label
from simulation.words import STAGES_IN_SHORT

# From the bottom up: those who use it, those who would, those who stopped; colour, and a hatch for print in grey.
STACKED: tuple[tuple[Stage, str, str, str], ...] = tuple(
    (stage, STAGES_IN_SHORT[stage], colour, hatch)
    for stage, colour, hatch in (
        (Stage.LIVE, BLUE, ""),
        (Stage.SHADOW, "#3C3C3C", "...."),
        (Stage.ASKING, SKY, ""),
        (Stage.WANTING, YELLOW, "////"),
        (Stage.ASSUMED_NO, ORANGE, ""),
        (Stage.GAVE_UP, VERMILION, "\\\\\\\\"),
        (Stage.LAPSED, PURPLE, "xxxx"),
    )
)
PANEL, WIDE = 4.6, 4.7  # inches: height of the panels, width of the left one
WHOLE = 65.0  # per cent: where more than so many are interested, the axis goes up to all staff
LEAST = 2.0  # per cent: the least that an axis goes up to


@picture
def uptake(results: Results) -> Figure:
    """Left, the share of staff who are live, week by week, with bands over runs; right, the stages of all staff.

    Bands hold the middle half and the middle 90 % of runs; of fewer than ``FEW_RUNS`` runs each is drawn instead. The
    stages are means over runs, stacked; those who are not interested fill the rest, and where they are many the axis
    ends below them. Needs at least one run.
    """
    notes = [_note(results), _note_of_stages(results), *note_of_changes(results)]
    canvas = Canvas(results, titled(results, "how far it came"), notes, PANEL)
    _draw_uptake(canvas.panel(0.75, 0.0, WIDE, PANEL), results)
    _draw_stages(canvas.panel(7.15, 0.0, 4.0, PANEL), results)
    canvas.figure.set_label(alternative_text(results))
    return canvas.figure


def alternative_text(results: Results) -> str:
    """What the picture shows, for those who cannot see it."""
    stages = stages_by_week(results)
    said = f"How far it came: two panels, {results.scenario.called}, {runs_of(results)}. "
    said += f"Left: share of staff who are live over {weeks(results.scenario.weeks)}, {_at_the_end(results)}. "
    ends = ", ".join(f"{words} {stages[stage][-1]:.1f} %" for stage, words, _, _ in STACKED)
    idle = f"not interested {stages[Stage.UNINTERESTED][-1]:.1f} %"
    return f"{said}Right: staff by stage, stacked; at the end {ends}, {idle}."


def stages_by_week(results: Results) -> dict[Stage, np.ndarray]:
    """The share of staff in each stage at each week's end, in per cent, as means over runs."""
    return {stage: 100.0 * np.mean(results.by_week(label(stage)), axis=0) / results.staff for stage in Stage}


def _at_the_end(results: Results) -> str:
    live = results.outcome("uptake")
    if live.n < FEW_RUNS or live.least is None or live.most is None:
        return f"at the end {percent(live, 1)}"
    said = f"at the end {share(live, 1)} %, the 95 % interval of the mean in brackets"
    return f"{said}; nine runs in ten between {100.0 * live.least:.1f} and {100.0 * live.most:.1f} %"


def _note(results: Results) -> str:
    runs = len(results.replicates)
    if runs == 1:
        return "One run: no interval can be given."
    drawn = EACH_RUN if runs < FEW_RUNS else "bands: middle half and middle 90 % of runs"
    return (
        f"Left: live, that is using it with permission. Line: mean of {runs_of(results)}; {drawn}. {_upper(results)}."
    )


def _upper(results: Results) -> str:
    said = _at_the_end(results)
    return said[0].upper() + said[1:]


def _note_of_stages(results: Results) -> str:
    idle = stages_by_week(results)[Stage.UNINTERESTED]
    whose = "" if len(results.replicates) == 1 else f" Means of {runs_of(results)}."
    said = f"Right: stages add up to all staff; from the bottom, as named.{whose}"
    if _top(results) < 100.0:
        said += f" Above the axis: those who are not interested, {idle[-1]:.0f} % of staff at the end."
    return said


def _draw_uptake(axes: Axes, results: Results) -> None:
    live = 100.0 * results.by_week("uptake")
    mean, at = np.mean(live, axis=0), np.arange(live.shape[1])
    runs = len(live)
    banded(axes, at, live, BLUE, 0.16, named=True)
    if runs >= FEW_RUNS:
        banded(axes, at, live, BLUE, 0.3, middle=0.5, named=True)
    axes.plot(at, mean, color=BLUE, linewidth=2.6, label="mean" if runs > 1 else "the run", clip_on=False)
    if not live.any():
        instead(axes, "it stayed at 0 %")
    along_weeks(axes, int(at[-1]))
    axes.set_ylim(0.0, max(LEAST, 1.06 * float(live.max())))
    axes.set_ylabel("live, share of staff, %")
    label_ends(axes, [(float(mean[-1]), f"{mean[-1]:.1f} %", BLUE, True)])
    lined(axes, "y")
    mark_changes(axes, results)
    headed(axes, "Who uses it with permission")
    legend_above(axes, 3)


def _top(results: Results) -> float:
    """Where the axis of stages ends, in per cent of staff."""
    most = float(np.max(100.0 - stages_by_week(results)[Stage.UNINTERESTED]))
    return 100.0 if most > WHOLE else max(LEAST, 1.04 * most)


def _draw_stages(axes: Axes, results: Results) -> None:
    stages = stages_by_week(results)
    floor = np.zeros_like(stages[Stage.LIVE])
    at, ends = np.arange(len(floor)), []
    for stage, words, colour, hatch in STACKED:
        part = stages[stage]
        if not part.any():
            continue
        axes.fill_between(
            at, floor, floor + part, facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0.4, label=words
        )
        if part[-1] > 0.0:
            ends.append((float(floor[-1] + 0.5 * part[-1]), f"{words} {part[-1]:.1f}", colour, stage == Stage.LIVE))
        floor = floor + part
    along_weeks(axes, int(at[-1]))
    top = _top(results)
    axes.set_ylim(0.0, top)
    if top == 100.0:
        axes.fill_between(at, floor, 100.0, facecolor="white", edgecolor=PALE, linewidth=0.4, label="not interested")
        ends.append((float(0.5 * (floor[-1] + 100.0)), f"not interested {100.0 - floor[-1]:.1f}", BLACK, False))
    elif not floor.any():
        instead(axes, "nobody was interested")
    axes.set_ylabel("share of staff, %")
    label_ends(axes, ends, leaders=True)
    lined(axes, "y")
    mark_changes(axes, results, named=False)
    headed(axes, "Where staff stand (at the end, %)")
