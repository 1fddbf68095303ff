"""How requests end, and when: approved, refused for good, withdrawn, or still open at the end of the run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from experiments.statistics.durations import tallied
from simulation.record import NOBODY, Event
from simulation.run import Run

Floats = NDArray[np.float64]
ENDS = ("approved", "refused", "withdrawn")
CAUSE = {int(Event.APPROVED): 1, int(Event.GAVE_UP): 2, int(Event.WENT_SHADOW): 2, int(Event.WITHDRAWN): 3}
LONGEST = 104  # weeks after filing; what lasts longer counts as open


def ends(run: Run) -> Floats:
    """How many requests ended after how many weeks, by cause: open and ``ENDS`` × weeks. Needs the rows of the log."""
    filed: dict[int, int] = {}
    durations, causes = [], []
    for row in run.log_rows:
        event, request = row[1], row[4]
        if event == Event.FILED:
            filed[request] = row[0]
        elif event in CAUSE and request != NOBODY:
            durations.append(row[0] - filed.pop(request))
            causes.append(CAUSE[event])
    durations += [run.weeks - week for week in filed.values()]
    causes += [0] * len(filed)
    return tallied(durations, causes, LONGEST, len(ENDS))


def told_within(weeks: int) -> tuple[int, int]:
    """After how many weeks from filing it is told how requests had ended, sooner and later, in a run of so many weeks.

    A quarter and a year; of a run of less than two years half of it, and a quarter of that: beyond, hardly any request
    has been watched for so long.

    >>> told_within(156), told_within(52), told_within(3)
    ((13, 52), (6, 26), (1, 1))
    """
    later = min(52, max(1, weeks // 2))
    return max(1, later // 4), later


def uptake(run: Run) -> Floats:
    """Uptake at each week's end, from week 0."""
    return np.array(run.weekly["uptake"], dtype=np.float64)
