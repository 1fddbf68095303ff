"""Every count of a run counted again from the rows of its event log, every amount added up again from its ledger.

Nothing here looks at the counts that the run kept as it went; it reads rows and no more, so that it can disagree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd

from simulation.record import FIELDS, NOBODY, Book, Event
from simulation.run import Run
from simulation.state import GATES, Gate, Mode, Stage, label

COUNTS = {
    "requests_filed": Event.FILED,
    "requests_approved": Event.APPROVED,
    "given_up": Event.GAVE_UP,
    "gone_round": Event.WENT_SHADOW,
    "requests_withdrawn": Event.WITHDRAWN,
    "assumed_noes": Event.ASSUMED,
    "objections": Event.OBJECTED,
    "no_home": Event.NO_HOME,
    "incidents": Event.INCIDENT,
    "successes": Event.SUCCESS,
    "lapses": Event.LAPSED,
    "discoveries": Event.DISCOVERED,
    "vanity_requests": Event.VANITY,
    "cases_documented": Event.DOCUMENTED,
}
BY_GATE = {"decided": Event.DECIDED, "objected": Event.OBJECTED, "blamed": Event.BLAMED, "assumed": Event.ASSUMED}
ENDS = (Event.APPROVED, Event.GAVE_UP, Event.WENT_SHADOW, Event.WITHDRAWN)

# States of agents, which are no events and no amounts: nothing to count them from.
STATES = {
    "evidence", "anxiety", "attention", "demand", "inertia", "unmet_support", "legal_knowledge", "ict_capacity",
    "mitigated", "redesign", "framework", "confidence", "crisis", "served",
}  # fmt: skip


def fields(row: Sequence[int]) -> dict[str, int]:
    """An event's own fields by name."""
    return dict(zip(FIELDS[Event(row[1])], row[5:], strict=True))


class Recount:
    """Plays the event log again, week by week. ``weekly`` and ``departments`` hold rows as the run's tables do."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.names = run.department_names
        self.of = [int(d) for d in run.people.department]
        self.stage = [Stage.UNINTERESTED] * run.staff
        self.mode = [Mode.NONE] * run.staff
        self.in_flight: dict[int, int] = {}  # request: who asked
        self.queued: dict[tuple[int, int], tuple[int, int]] = {}  # (request, gate): (department, week)
        self.answered: dict[int, int] = {}  # request: week of the last answer that its asker has heard
        self.stopped = False
        self.weekly: list[dict[str, Any]] = []
        self.departments: list[dict[str, Any]] = []
        of_week: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
        for row in run.log_rows:
            of_week[row[0]].append(row)
        assert list(run.log_rows) == [row for week in sorted(of_week) for row in of_week[week]], "rows are in order"
        amounts: defaultdict[int, list[tuple[int, int, int, int, int, float]]] = defaultdict(list)
        for entry in run.ledger_rows:
            amounts[entry[0]].append(entry)
        for week in range(run.weeks + 1):
            self.play(week, of_week[week], amounts[week])

    def play(
        self, week: int, rows: list[tuple[int, ...]], amounts: list[tuple[int, int, int, int, int, float]]
    ) -> None:
        """One week: its events, then the rows of its end."""
        everybody, by_department = Counter[str](), [Counter[str]() for _ in self.names]
        was_stopped = self.stopped
        for row in rows:
            here = Counter[str]()
            self.count(row, here)
            self.follow(row, here)
            everybody.update(here)
            if row[3] != NOBODY:
                by_department[row[3]].update(here)
            if row[1] == Event.MORATORIUM:
                self.stopped = bool(row[5])
        stages = [Counter[int]() for _ in self.names]
        modes = [Counter[int]() for _ in self.names]
        for person, stage in enumerate(self.stage):
            stages[self.of[person]][stage] += 1
            if stage == Stage.LIVE:
                modes[self.of[person]][self.mode[person]] += 1
        self.weekly.append(
            {"week": week, **self.standing(sum(stages, Counter()), sum(modes, Counter()), self.run.staff)}
            | {"in_flight": len(self.in_flight), "moratorium": int(was_stopped)}
            | {"shadow_share": sum(stage == Stage.SHADOW for stage in self.stage) / self.run.staff}
            | {f"queue_{label(gate)}": sum(at == gate for _, at in self.queued) for gate in GATES}
            | {name: everybody[name] for name in self.columns()}
            | added_up(amounts)
        )
        for d, name in enumerate(self.names):
            queue = sum(at == Gate.MANAGEMENT and where == d for (_, at), (where, _) in self.queued.items())
            self.departments.append(
                {
                    "week": week,
                    "department": name,
                    "headcount": self.run.people.headcounts[d],
                    "queue_management": queue,
                }
                | self.standing(stages[d], modes[d], self.run.people.headcounts[d])
                | {name: by_department[d][name] for name in COUNTS}
                | added_up([amount for amount in amounts if amount[4] == d])
            )

    @staticmethod
    def standing(stages: Counter[int], modes: Counter[int], staff: int) -> dict[str, Any]:
        """How many stand in each stage and mode, and the uptake."""
        named = {label(stage): stages[stage] for stage in Stage}
        named |= {label(mode): modes[mode] for mode in Mode if mode != Mode.NONE}
        return {**named, "uptake": stages[Stage.LIVE] / staff}

    @staticmethod
    def columns() -> list[str]:
        """Names of the weekly counts that events add up to."""
        gates = [
            f"{what}_{label(gate)}" for gate in GATES for what in ("decided", "objected", "waited", "rework", "assumed")
        ]
        return [*COUNTS, *gates, *(f"blamed_{label(gate)}" for gate in Gate)]

    @staticmethod
    def count(row: Sequence[int], counts: Counter[str]) -> None:
        """What one event adds to its week's counts."""
        own = fields(row)
        counts.update(name for name, event in COUNTS.items() if event == row[1])
        counts.update(f"{what}_{label(Gate(own['gate']))}" for what, event in BY_GATE.items() if event == row[1])

    def follow(self, row: Sequence[int], counts: Counter[str]) -> None:
        """Who and what stands where after an event; asserts that it stood where the event says it did."""
        week, event, person, department, request = row[:5]
        own = fields(row)
        gate = own.get("gate", -1)
        if event == Event.STAGE:
            assert self.stage[person] == own["stage_before"] != own["stage"]
            self.stage[person] = Stage(own["stage"])
        elif event in (Event.PIONEER, Event.LIVE, Event.MODE):
            assert event != Event.MODE or self.mode[person] == own["mode_before"]
            self.mode[person] = Mode(own["mode"])
        elif event == Event.FILED:
            assert person not in self.in_flight.values(), "nobody has two requests in flight"
            self.in_flight[request] = person
        elif event == Event.QUEUED:
            assert (request, gate) not in self.queued and request in self.in_flight
            self.queued[request, gate] = (department, week)
        elif event in (Event.DECIDED, Event.LEFT_QUEUE):
            waited = week - self.queued.pop((request, gate))[1]
            assert own["waited"] == waited
            counts[f"waited_{label(Gate(gate))}"] += waited
        if "rework" in own:
            spent = week - self.answered[request] if gate != Gate.SELF else 0
            assert own["rework"] == spent
            counts[f"rework_{label(Gate(gate))}"] += spent
        if event in (Event.DECIDED, Event.APPEAL_HEARD):
            self.answered[request] = week
        if event in ENDS and request != NOBODY:
            assert self.in_flight.pop(request) == person

    def still_waiting(self) -> Counter[int]:
        """Weeks that requests still in a queue at the end of the run have stood there, by gate."""
        waiting = Counter[int]()
        for (_, gate), (_, week) in self.queued.items():
            waiting[gate] += self.run.weeks - week + 1
        return waiting


def added_up(rows: Sequence[tuple[int, int, int, int, int, float]]) -> dict[str, float]:
    """Hours of each book, added one to the other in the order of the rows."""
    total = dict.fromkeys(Book, 0.0)
    for row in rows:
        total[Book(row[1])] += row[5]
    return {label(book): hours for book, hours in total.items()}


def differences(table: pd.DataFrame, rows: list[dict[str, Any]]) -> list[str]:
    """Where a run's table and the rows counted again are not exactly equal; also columns that only one of them has."""
    missing = set(table.columns) ^ set(rows[0]) ^ (STATES & set(table.columns))
    found = [f"column {name} is in one table only" for name in sorted(missing)]
    if len(table) != len(rows):
        return [*found, f"{len(table)} rows against {len(rows)}"]
    for name in rows[0].keys() & set(table.columns):
        for i, (given, counted) in enumerate(zip(table[name].tolist(), (row[name] for row in rows), strict=True)):
            if given != counted:
                found.append(f"{name}, row {i}: {given!r}, counted again {counted!r}")
    return found
