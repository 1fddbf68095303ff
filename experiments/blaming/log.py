"""Read from the event log of a run: where the weeks of requests went, and what each gate did with those that came.

Everything is an array by gate, in the order of ``GATES``, so that runs can be put side by side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.record import FIRST, Event, place_of
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import GATES, Gate

Floats = NDArray[np.float64]
DELAYS = ("queue", "turnaround", "rework", "no_home")
"""Columns of :func:`delays`: weeks of waiting for hours, by the calendar, of mending and appealing, and of mending
after an appeal that nobody could hear."""
GATE = len(FIRST)  # where every event that has a gate has it: its first own field
WAITED = {int(event): place_of(event, "waited") for event in (Event.DECIDED, Event.LEFT_QUEUE)}
REWORKED = {
    int(event): place_of(event, "rework")
    for event in (Event.IMPROVED, Event.APPEAL_HEARD, Event.GAVE_UP, Event.WENT_SHADOW, Event.WITHDRAWN)
}
LET_THROUGH, WORTHWHILE = place_of(Event.DECIDED, "let_through"), place_of(Event.DECIDED, "worthwhile")
JUDGED = ("let_through_worthwhile", "let_through_not", "refused_worthwhile", "refused_not")
"""Columns of :func:`judged`: requests by the gate's last word on them, and whether they were worthwhile then."""


def turnaround(scenario: Scenario, gate: Gate) -> int:
    """Weeks that an answer of this gate takes by the calendar, as the scenario starts; heads have none."""
    if gate == Gate.MANAGEMENT:
        return 0
    return int(scenario.values["gates.legal.turnaround" if gate == Gate.LEGAL else "gates.turnaround"])


def delays(run: Run) -> Floats:
    """Weeks that requests spent, gates × ``DELAYS``. Needs the rows of the log.

    Queue and turnaround add up to all weeks waited, those still waiting included; rework and no home to all weeks of
    rework. Weeks up to the turnaround are booked as that, the rest as queue: for want of hours, or in a moratorium.
    """
    found = np.zeros((len(GATES), len(DELAYS)))
    calendar = [turnaround(run.scenario, gate) for gate in GATES]
    standing: dict[tuple[int, int], int] = {}
    unheard: set[int] = set()

    def waited(gate: int, weeks: int) -> None:
        found[gate, 1] += min(weeks, calendar[gate])
        found[gate, 0] += max(0, weeks - calendar[gate])

    for row in run.log_rows:
        event, request = row[1], row[4]
        if event == Event.QUEUED:
            standing[request, row[GATE]] = row[0]
        elif event in WAITED:
            standing.pop((request, row[GATE]))
            waited(row[GATE], row[WAITED[event]])
        elif event == Event.OBJECTED:
            unheard.discard(request)
        elif event == Event.NO_HOME:
            unheard.add(request)
        elif event in REWORKED:
            weeks = row[REWORKED[event]]
            if weeks:
                found[row[GATE], 3 if request in unheard else 2] += weeks
    for (_, gate), week in standing.items():
        waited(gate, run.weeks - week + 1)
    return found


def judged(run: Run) -> Floats:
    """Requests that reached each gate by its last word on them, gates × ``JUDGED``. Needs the rows of the log."""
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for row in run.log_rows:
        if row[1] == Event.DECIDED:
            last[row[4], row[GATE]] = row[LET_THROUGH], row[WORTHWHILE]
    found = np.zeros((len(GATES), len(JUDGED)))
    for (_, gate), (let_through, worthwhile) in last.items():
        found[gate, 2 * (1 - let_through) + (1 - worthwhile)] += 1
    return found
