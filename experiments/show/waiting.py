"""Queues and waiting: how many stood at each gate, how long they waited, and where the weeks of requests went."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from experiments.by_gate import FEW, AtGate, by_gate
from experiments.findings import listed
from experiments.intervals import Interval, interval
from experiments.results import Results
from experiments.show.changes import mark_changes, note_of_changes
from experiments.show.lettering import width_of
from experiments.show.look import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    SKY,
    Canvas,
    along_weeks,
    headed,
    instead,
    legend_above,
    lined,
    picture,
    runs_of,
    titled,
)
from experiments.show.quarters import QUARTER, by_quarter, middles, quarter_ends
from experiments.show.sureness import FEW_RUNS, banded, edges, marked, note_of_bars, note_of_lines, trusted
from experiments.wording import with_interval
from simulation.state import Removal, label
from simulation.words import REMOVALS_IN_WORDS

LEFT, APART, WIDE = 0.95, 0.29, 2.11  # inches: of the small panels
HEIGHT, LOW, GAP = 1.9, 1.45, 1.45  # inches: queues, waits and weeks; above the weeks
BETWEEN = 0.22  # inches: between queues and waits
BROAD = 11.4  # inches: the panel of weeks


@dataclass(frozen=True)
class AtQueue:
    """What requests lived through at one gate.

    ``queue`` is requests in the queue at each week's end, an array of runs by weeks; ``ends`` the last week of each
    quarter, and ``waits`` weeks waited per decision in it, runs by quarters, NaN where nothing was decided.
    ``waited`` and ``mended`` are weeks of requests in a run: in the queue, and between its no and what came of it.
    """

    gate: AtGate
    queue: NDArray[np.float64]
    ends: list[int]
    waits: NDArray[np.float64]
    waited: NDArray[np.float64]
    mended: NDArray[np.float64]

    @property
    def lost(self) -> Interval:
        """Weeks of requests that this gate took, waiting and mending together, a run."""
        return interval(self.waited + self.mended, 0.0)


@picture
def waiting(results: Results) -> Figure:
    """Each gate's queue over the weeks, how long its answers took, and the weeks that requests spent at each.

    Needs at least one run. Lines are means of runs and bands the middle 90 % of them, or each of few; gates share
    their axes, so that the narrow one stands out. Bars are means of weeks a run.
    """
    queues = [queue_at(gate, results) for gate in by_gate(results)]
    canvas = Canvas(
        results,
        titled(results, "where requests wait"),
        _notes(results, queues),
        HEIGHT + BETWEEN + LOW + GAP + LOW,
    )
    lefts = [LEFT + k * (WIDE + APART) for k in range(len(queues))]
    upper = [canvas.panel(left, 2 * LOW + GAP + BETWEEN, WIDE, HEIGHT) for left in lefts]
    lower = [canvas.panel(left, LOW + GAP, WIDE, LOW) for left in lefts]
    worst = bottleneck(queues)
    _draw_queues(upper, results, queues, worst)
    _draw_waits(lower, queues, worst)
    _draw_weeks(canvas.panel(LEFT + 0.35, 0.0, BROAD, LOW), queues, worst)
    canvas.figure.set_label(alternative_text(results, queues))
    return canvas.figure


def bottleneck(queues: list[AtQueue]) -> AtGate | None:
    """The gate that takes most weeks of requests, where no other gate's interval reaches its own; otherwise none.

    Few runs have no interval to tell by.
    """
    ordered = sorted(queues, key=lambda queue: -(queue.lost.mean or 0.0))
    first, *rest = (trusted(queue.lost) for queue in ordered)
    return None if any(first.overlaps(other) for other in rest) else ordered[0].gate


def alternative_text(results: Results, queues: list[AtQueue]) -> str:
    """What the picture shows, for those who cannot see it."""
    of = "; ".join(_in_words(queue) for queue in queues)
    worst = bottleneck(queues)
    said = f"{worst.name} is the bottleneck. " if worst else ""
    return (
        f"Where requests wait: five small panels of queues over {results.scenario.weeks} weeks, five of waits, and "
        f"bars of weeks that requests spent, {results.scenario.called}, {runs_of(results)}. "
        f"By gate: {of}. {said}"
    ).strip()


def _in_words(queue: AtQueue) -> str:
    if queue.gate.removed:
        return f"{queue.gate.name}, removed"
    wait = "nothing decided" if queue.gate.wait.mean is None else f"mean wait {_wait(queue.gate)}"
    longest = float(np.max(np.mean(queue.queue, axis=0)))
    whose = "" if len(queue.queue) == 1 else " in the mean of runs"
    return f"{queue.gate.name}, {wait}, at most {longest:,.0f} in its queue{whose}, {_weeks(queue.lost)} a run"


def queue_at(gate: AtGate, results: Results) -> AtQueue:
    """What requests lived through at one gate in these results."""
    name = label(gate.gate)
    queue = results.by_week(f"queue_{name}")
    waited, number = results.by_week(f"waited_{name}"), by_quarter(results.by_week(f"decided_{name}"))
    waits = np.full(number.shape, np.nan)
    np.divide(by_quarter(waited), number, out=waits, where=number > 0)
    mended = results.by_week(f"rework_{name}").sum(axis=1)
    return AtQueue(gate, queue, quarter_ends(queue.shape[1] - 1), waits, waited.sum(axis=1), mended)


def _notes(results: Results, queues: list[AtQueue]) -> list[str]:
    """What has to be said beneath the picture."""
    sure = "; in brackets the 95 % interval of its mean" if len(results.replicates) >= FEW_RUNS else ""
    notes = [
        f"{note_of_lines(results)} {'' if len(results.replicates) == 1 else note_of_bars(results)}".strip(),
        f"Wait: from arriving at the gate to its decision, its turnaround included{sure}. Weeks per decision: by "
        f"quarters of {QUARTER} weeks; a gap where nothing was decided.",
        "Weeks of requests: ten requests that wait three weeks are thirty. Mending: between a gate's no and what "
        "follows it. Requests that stand with several gates at once count at each.",
    ]
    removed = [queue.gate.name for queue in queues if queue.gate.removed]
    if removed:
        notes.append(f"Removed by the scenario, so nobody waits there: {listed(removed)}.")
    return [*notes, *note_of_changes(results)]


def _wait(gate: AtGate) -> str:
    """A gate's mean wait; without an interval where it decided few."""
    if gate.counted["objected"].whole < FEW:
        return f"{gate.wait.mean or 0.0:.1f} weeks"
    return f"{with_interval(trusted(gate.wait), 1)} weeks"


def _weeks(of: Interval) -> str:
    return f"{with_interval(trusted(of))} weeks"


def _colour(queue: AtQueue, worst: AtGate | None) -> str:
    return BLUE if worst is None or queue.gate is worst else GREY


def _draw_queues(panels: list[Axes], results: Results, queues: list[AtQueue], worst: AtGate | None) -> None:
    top = max(1.0, *(float(max(edges(q.queue)[1].max(), q.queue.mean(axis=0).max())) for q in queues))
    standing = results.scenario.route_removal
    for number, (axes, queue) in enumerate(zip(panels, queues, strict=True)):
        weeks = np.arange(queue.queue.shape[1])
        colour = _colour(queue, worst)
        banded(axes, weeks, queue.queue, colour)
        axes.plot(weeks, np.mean(queue.queue, axis=0), color=colour, linewidth=1.8, gid=label(queue.gate.gate))
        _same_axes(axes, number, int(weeks[-1]), 1.08 * top)
        axes.tick_params(axis="x", labelbottom=False)
        axes.set_xlabel("")
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        mark_changes(axes, results, named=False)
        if not number:
            axes.set_ylabel("requests in queue")
        axes.set_title(queue.gate.name, loc="left", fontsize=12, fontweight="bold", pad=34 if standing else 22)
        lines = [_said(queue), REMOVALS_IN_WORDS.get(standing.get(queue.gate.gate, Removal.NO))]
        for line, words in enumerate(filter(None, lines)):
            axes.annotate(
                words, (0.0, 1.0), xycoords="axes fraction", xytext=(0, 7 + 12 * line), textcoords="offset points",
                fontsize=9, color=INK if queue.gate is worst else GREY,
            )  # fmt: skip


def _said(queue: AtQueue) -> str:
    """How long requests waited at a gate; nothing of one that is gone."""
    if queue.gate.removed:
        return ""
    if queue.gate.wait.mean is None:
        return "nothing to decide"
    return f"wait {_wait(queue.gate)}"


def _draw_waits(panels: list[Axes], queues: list[AtQueue], worst: AtGate | None) -> None:
    top = 1.0
    for number, (axes, queue) in enumerate(zip(panels, queues, strict=True)):
        some = ~np.isnan(queue.waits).all(axis=0)
        weeks, colour = middles(queue.ends), _colour(queue, worst)
        mean = np.full(len(queue.ends), np.nan)
        mean[some] = np.nanmean(queue.waits[:, some], axis=0)
        if some.any():
            banded(axes, weeks, queue.waits, colour, marker=".")
        axes.plot(
            weeks, mean, "o-", color=colour, linewidth=1.5, markersize=4, gid=label(queue.gate.gate), clip_on=False
        )
        if some.any():
            top = max(top, float(np.nanmax(edges(queue.waits)[1])), float(np.nanmax(mean)))
        else:
            instead(axes, "none", 9.0)
        if not number:
            axes.set_ylabel("weeks waited\nper decision")
    for number, (axes, queue) in enumerate(zip(panels, queues, strict=True)):
        _same_axes(axes, number, queue.queue.shape[1] - 1, 1.1 * top)
        axes.yaxis.set_major_locator(MaxNLocator(4))


def _same_axes(axes: Axes, number: int, last: int, top: float) -> None:
    """Axes that all gates share; the first alone says what the lines are worth."""
    along_weeks(axes, last, narrow=True)
    axes.set_ylim(0, top)
    lined(axes, "y")
    if number:
        axes.tick_params(axis="y", labelleft=False, length=0)


def _draw_weeks(axes: Axes, queues: list[AtQueue], worst: AtGate | None) -> None:
    widest = 1.0
    for row, queue in enumerate(queues):
        waited, mended = float(queue.waited.mean()), float(queue.mended.mean())
        first = not row
        axes.barh(row, waited, 0.62, color=SKY, label="waiting in the queue" if first else None)
        axes.barh(
            row, mended, 0.62, left=waited, color=ORANGE, hatch="\\\\\\\\", edgecolor="white", linewidth=0,
            label="mending after a no" if first else None,
        )  # fmt: skip
        end = marked(axes, row, list(queue.waited + queue.mended), queue.lost) if waited + mended else 0.0
        said = "removed" if queue.gate.removed else "0" if not waited + mended else _weeks(queue.lost)
        is_worst = queue.gate is worst
        if is_worst:
            said += ", the bottleneck"
        widest = max(widest, end / (1.0 - (width_of(said, 9.0, is_worst) + 0.15) / BROAD))  # room for the words
        axes.annotate(
            said, (end, row), xytext=(6, 0), textcoords="offset points", va="center", fontsize=9,
            fontweight="bold" if is_worst else "normal",
        )  # fmt: skip
    axes.set_yticks(range(len(queues)), [queue.gate.name for queue in queues], fontsize=10.5)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    axes.set_ylim(len(queues) - 0.45, -0.55)
    axes.set_xlim(0, widest)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.set_xlabel("weeks of requests, a run")
    lined(axes, "x")
    axes.spines["left"].set_visible(False)
    headed(axes, "Where the weeks went")
    legend_above(axes, 2)
