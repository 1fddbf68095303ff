"""Councillors' mood: how anxious they are over the weeks, and the incidents, successes and crises that moved them."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from experiments.by_gate import FEW
from experiments.findings import in_all
from experiments.intervals import interval
from experiments.results import Results
from experiments.show.changes import mark_changes, note_of_changes
from experiments.show.look import (
    BLACK,
    GREEN,
    GREY,
    INK,
    PURPLE,
    VERMILION,
    YELLOW,
    Canvas,
    along_weeks,
    label_ends,
    lined,
    picture,
    runs_of,
    titled,
)
from experiments.show.quarters import QUARTER, by_quarter, lengths, middles, quarter_ends
from experiments.show.sureness import FEW_RUNS, banded, marked, note_of_lines, trusted
from experiments.wording import with_interval
from simulation.rules.politics import anxiety_at_rest
from simulation.state import Seat, label

LEFT, WIDE = 1.15, 9.6  # inches: every panel
MOOD, STRIP, BARS, GAP = 2.5, 0.62, 1.1, 0.42  # inches: heights, and between panels


@picture
def councillors(results: Results) -> Figure:
    """Councillors' anxiety, the weeks of crisis and of moratorium beneath, then successes and incidents by quarter.

    Needs at least one run. Anxiety is the mean over members, 0 to 1; its line the mean of runs, its band the middle
    90 % of them, or each of few. Crises and moratoria are shares of runs. Bars are means of runs for each quarter of
    13 weeks.
    """
    canvas = Canvas(
        results,
        titled(results, "the mood of the councillors"),
        _notes(results),
        MOOD + STRIP + 2 * BARS + 2 * GAP + 0.18,
        above=1.0,
    )
    down = canvas.panel(LEFT, 0.0, WIDE, BARS)
    up = canvas.panel(LEFT, BARS + 0.18, WIDE, BARS)
    strip = canvas.panel(LEFT, 2 * BARS + GAP + 0.18, WIDE, STRIP)
    mood = canvas.panel(LEFT, 2 * BARS + STRIP + 2 * GAP + 0.18, WIDE, MOOD)
    last = results.replicates[0].weekly.shape[0] - 1
    _draw_mood(mood, results)
    _draw_strip(strip, results)
    _draw_bars(up, results, "successes", GREEN, "////")
    _draw_bars(down, results, "incidents", VERMILION, "")
    down.invert_yaxis()
    for axes in (mood, strip, up, down):
        along_weeks(axes, last)
        if axes is not down:
            axes.tick_params(axis="x", labelbottom=False, length=0)
            axes.set_xlabel("")
    mark_changes(mood, results)
    label_ends(mood, _ends(results))
    canvas.figure.set_label(alternative_text(results))
    return canvas.figure


def alternative_text(results: Results) -> str:
    """What the picture shows, for those who cannot see it."""
    anxiety = results.by_week("anxiety").mean(axis=0)
    highest = int(np.argmax(anxiety))
    stopped = results.by_week("moratorium")
    return (
        f"Councillors' mood: four panels over {results.scenario.weeks} weeks, "
        f"{results.scenario.called}, {runs_of(results)}. Mean anxiety, on a scale from 0 to 1, "
        f"goes from {anxiety[0]:.2f} to {anxiety[-1]:.2f}; it is highest in week {highest}, at {anxiety[highest]:.2f}. "
        f"Successes: {_often(results, 'successes')}; incidents: {_often(results, 'incidents')}. "
        f"A crisis in {_weeks(results.by_week('crisis') > 0.0)}; a moratorium in {_weeks(stopped > 0)}."
    )


def at_rest(results: Results) -> float | None:
    """Where members' mean anxiety would stay if nothing happened, 0 to 1, by what the scenario says of members.

    None where the scenario changes that on the way, or where political leadership reassures its own, which no one
    number says.
    """
    values = results.scenario.values
    moving = ("councillors.anxiety", "councillors.networked", "leadership.seat")
    if any(path in change.values for change in results.scenario.changes for path in moving):
        return None
    if values["leadership.seat"] == label(Seat.POLITICAL):
        return None
    worry, networked = float(values["councillors.anxiety"]), float(values["councillors.networked"])
    return networked * anxiety_at_rest(worry, True, 0.0) + (1.0 - networked) * anxiety_at_rest(worry, False, 0.0)


def _notes(results: Results) -> list[str]:
    """What has to be said beneath the picture."""
    values = results.scenario.values
    lines = note_of_lines(results)
    if len(results.replicates) > 1:
        lines += f" Bars: means of {runs_of(results)} for each quarter of {QUARTER} weeks"
        few = len(results.replicates) < FEW_RUNS
        lines += ", each run a dot." if few else "; whiskers: 95 % intervals of the means."
    else:
        lines += f" Bars: each quarter of {QUARTER} weeks; the last may be shorter."
    members = int(values["councillors.count"])
    return [
        lines,
        "Anxiety: worry about reputation, mean over "
        f"{'one councillor' if members == 1 else f'{members:,} councillors'}. Incidents raise it, the riskier the "
        "more, and so does a crisis handled badly; successes lower it. Their scales differ.",
        "Members follow their party group and drift back to where they stand at rest: half as anxious if at ease in "
        f"networks ({100.0 * float(values['councillors.networked']):.0f} % of them at the start). Political leadership "
        "reassures its own.",
        "After an incident an anxious ruling group may stop everything for some weeks: a moratorium. Requests of "
        f"councillors to comms for publicity: {_often(results, 'vanity_requests')}.",
        *note_of_changes(results),
    ]


def _often(results: Results, column: str) -> str:
    """How often something happened in a run."""
    of, runs = results.weekly_sum(column), len(results.replicates)
    number = round(sum(float(run.weekly[column].sum()) for run in results.replicates))
    if runs == 1:
        return f"{number:,}"
    return f"{with_interval(trusted(of))} a run" if number >= FEW else f"{number} in {in_all(runs)}"


def _weeks(is_so: NDArray[np.bool_]) -> str:
    """In how many weeks of a run something was so."""
    runs, number = len(is_so), int(is_so.sum())
    if not number:
        return "no week"
    return f"{number:,} weeks" if runs == 1 else f"{number / runs:.1f} weeks a run"


def _ends(results: Results) -> list[tuple[float, str, str, bool]]:
    """The names of the lines, at their right ends."""
    anxiety = results.by_week("anxiety")[:, -1]
    ends = [(float(anxiety.mean()), f"anxiety: {anxiety.mean():.2f}", PURPLE, True)]
    rest = at_rest(results)
    if rest is not None:
        ends.append((rest, f"at rest: {rest:.2f}", GREY, False))
    return ends


def _draw_mood(axes: Axes, results: Results) -> None:
    anxiety = results.by_week("anxiety")
    weeks = np.arange(anxiety.shape[1])
    mean = anxiety.mean(axis=0)
    rest = at_rest(results)
    if rest is not None:
        axes.axhline(rest, color=GREY, linewidth=1.1, linestyle=(0, (2, 2)), gid="at rest")
    banded(axes, weeks, anxiety, PURPLE, 0.25)
    axes.plot(weeks, mean, color=PURPLE, linewidth=2.6, gid="anxiety")
    shown = [float(anxiety.min()), float(anxiety.max()), *([] if rest is None else [rest])]
    room = max(0.05, 0.15 * (max(shown) - min(shown)))
    axes.set_ylim(max(0.0, min(shown) - room), min(1.0, max(shown) + room))
    axes.set_ylabel("anxiety, 0 to 1,\nmean over members")
    lined(axes, "y")
    _titled(axes, "How anxious councillors are")


def _draw_strip(axes: Axes, results: Results) -> None:
    """The share of runs in a crisis, and in a moratorium, week by week; of one run, whether it was."""
    weeks = np.arange(results.replicates[0].weekly.shape[0])
    crisis = 100.0 * (results.by_week("crisis") > 0.0).mean(axis=0)
    stopped = 100.0 * (results.by_week("moratorium") > 0).mean(axis=0)
    axes.fill_between(weeks, crisis, step="pre", facecolor=YELLOW, edgecolor=BLACK, linewidth=0.7, label="in a crisis")
    axes.fill_between(
        weeks, stopped, step="pre", facecolor=VERMILION, hatch="xxxx", edgecolor="white", linewidth=0,
        label="in a moratorium",
    )  # fmt: skip
    axes.set_ylim(0, 100)
    if len(results.replicates) > 1:
        axes.set_yticks([0, 50, 100])
        axes.set_ylabel("runs, %")
    else:
        axes.set_yticks([0, 100], ["no", "yes"])
    lined(axes, "y")
    handles, names = axes.get_legend_handles_labels()
    said = [name if of.any() else f"{name}: never" for name, of in zip(names, (crisis, stopped), strict=True)]
    axes.legend(
        handles, said, loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=9, handlelength=1.3,
        borderpad=0.2,
    )  # fmt: skip
    _titled(axes, "When the council was in a crisis, and when everything stood still")


def _draw_bars(axes: Axes, results: Results, column: str, colour: str, hatch: str) -> None:
    sums = by_quarter(results.by_week(column))
    ends, top = quarter_ends(results.replicates[0].weekly.shape[0] - 1), 1.0
    for middle, length, of_runs in zip(middles(ends), lengths(ends), sums.T, strict=True):
        of = interval(of_runs, 0.0)
        axes.bar(
            middle, of.mean or 0.0, 0.78 * length, color=colour, hatch=hatch, edgecolor="white", linewidth=0, gid=column
        )
        if of_runs.any():
            top = max(top, marked(axes, middle, list(of_runs), of, upright=True))
    axes.set_ylim(0, 1.15 * top)
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axes.set_ylabel(f"{column}\na quarter")
    lined(axes, "y")
    axes.annotate(
        f"{column}:\n{_often(results, column)}", (1.0, 0.5), xycoords="axes fraction", xytext=(6, 0),
        textcoords="offset points", va="center", fontsize=9.5, color=INK, annotation_clip=False,
    )  # fmt: skip
    if column == "successes":
        _titled(axes, "What calmed them, and what alarmed them")
    else:
        axes.spines["top"].set_visible(True)
        axes.spines["bottom"].set_visible(False)


def _titled(axes: Axes, words: str) -> None:
    axes.set_title(words, loc="left", fontsize=11.5, fontweight="bold", pad=6)
