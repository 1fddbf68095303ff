"""What is measured: every outcome, defined once.

Each week's end gives one row for the council (``weekly``) and one for each department (``departments``); the log's
counts and the ledger's sums give tables of what was objected, blamed and spent; the whole run gives ``outcomes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
import pandas as pd

from simulation import outcomes
from simulation.adding import add_up
from simulation.record import MARKS, NOBODY, Book, Event, Owner, Use
from simulation.run import Run
from simulation.state import GATES, Gate, Kind, Mode, Objection, Stage, label

if TYPE_CHECKING:
    from simulation.council import Council

COLUMN_OF = {
    Event.FILED: "requests_filed",
    Event.APPROVED: "requests_approved",
    Event.GAVE_UP: "given_up",
    Event.WENT_SHADOW: "gone_round",
    Event.WITHDRAWN: "requests_withdrawn",
    Event.ASSUMED: "assumed_noes",
    Event.OBJECTED: "objections",
    Event.NO_HOME: "no_home",
    Event.INCIDENT: "incidents",
    Event.SUCCESS: "successes",
    Event.LAPSED: "lapses",
    Event.DISCOVERED: "discoveries",
    Event.VANITY: "vanity_requests",
    Event.DOCUMENTED: "cases_documented",
}
MODES = (Mode.BROADCAST, Mode.ENGAGE, Mode.COPRODUCE)
GATE_OF_MARK = 3 + MARKS.index("gate")


class Measures:
    """Writes a row at each week's end. ``weekly`` and ``by_department`` are lists of rows, as dictionaries."""

    def __init__(self, model: Council) -> None:
        self.model = model
        self.weekly: list[dict[str, Any]] = []
        self.by_department: list[dict[str, Any]] = []
        self.record()

    def record(self) -> None:
        """Add the row of this week's end; week 0 is where the organisation starts."""
        model = self.model
        week = model.week
        counts, by_gate = self._counts()
        row: dict[str, Any] = {"week": week}
        modes = [[0] * len(Mode) for _ in model.departments]
        for person in model.in_stage((Stage.LIVE,)):
            modes[person.department.index][person.mode] += 1
        for stage in Stage:
            row[label(stage)] = sum(stages[stage] for stages in model.stages)
        for mode in MODES:
            row[label(mode)] = sum(row_of[mode] for row_of in modes)
        row["uptake"] = model.uptake
        row["shadow_share"] = model.shadow_count / model.staff_count
        row["in_flight"] = sum(person.request is not None for person in model.in_stage((Stage.ASKING, Stage.SHADOW)))
        everywhere = (*range(len(model.departments)), NOBODY)
        for event, column in COLUMN_OF.items():
            row[column] = sum(counts.get((d, event), 0) for d in everywhere)
        for gate in GATES:
            name = label(gate)
            row[f"queue_{name}"] = model.queue_length(gate)
            row[f"decided_{name}"] = by_gate.get((Event.DECIDED, gate), 0)
            row[f"objected_{name}"] = by_gate.get((Event.OBJECTED, gate), 0)
            row[f"waited_{name}"] = model.log.waits[week, gate] + model.log.waits_in_vain[week, gate]
            row[f"rework_{name}"] = model.log.rework[week, gate]
        for gate in Gate:
            row[f"blamed_{label(gate)}"] = by_gate.get((Event.BLAMED, gate), 0)
        for gate in GATES:
            row[f"assumed_{label(gate)}"] = by_gate.get((Event.ASSUMED, gate), 0)
        for book in Book:
            row[label(book)] = model.ledger.by_week.get((week, book), 0.0)
        row["evidence"] = model.mean_evidence
        row["anxiety"] = model.chamber.mean_anxiety
        row["attention"] = model.leadership.attention
        row["demand"] = add_up(d.demand * d.headcount for d in model.departments) / model.staff_count
        row["inertia"] = model.comms.inertia
        row["unmet_support"] = model.comms.unmet
        row["legal_knowledge"] = model.legal.knowledge
        row["ict_capacity"] = model.ict.capacity
        row["mitigated"] = model.ict.mitigated
        row["redesign"] = add_up(d.redesign * d.headcount for d in model.departments) / model.staff_count
        row["framework"] = add_up(d.framework * d.headcount for d in model.departments) / model.staff_count
        row["confidence"] = add_up(d.confidence * d.headcount for d in model.departments) / model.staff_count
        row["crisis"] = model.crisis
        row["moratorium"] = int(model.this_week.is_moratorium)
        self.weekly.append(row)
        for department in model.departments:
            self.by_department.append(self._department(department, modes[department.index], counts))

    def _department(self, department: Any, modes: list[int], counts: dict[tuple[int, int], int]) -> dict[str, Any]:
        model, d = self.model, department.index
        row = {"week": model.week, "department": department.name, "headcount": department.headcount}
        for stage in Stage:
            row[label(stage)] = model.stages[d][stage]
        for mode in MODES:
            row[label(mode)] = modes[mode]
        row["uptake"] = department.live / department.headcount
        for event, column in COLUMN_OF.items():
            row[column] = counts.get((d, event), 0)
        row["queue_management"] = len(department.head.queue)
        for book in Book:
            row[label(book)] = model.ledger.by_department.get((model.week, d, book), 0.0)
        row["demand"], row["confidence"], row["served"] = department.demand, department.confidence, department.served
        return row

    def _counts(self) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]:
        """How often each event happened this week, by department and by gate."""
        counts: dict[tuple[int, int], int] = {}
        by_gate: dict[tuple[int, int], int] = {}
        for key, number in self.model.log.counts_of_week():
            department, event = key[1], key[2]
            counts[department, event] = counts.get((department, event), 0) + number
            if key[GATE_OF_MARK] >= 0:
                at = (event, key[GATE_OF_MARK])
                by_gate[at] = by_gate.get(at, 0) + number
        return counts, by_gate

    def datacollector(self) -> mesa.DataCollector:
        """A Mesa collector with one column for each measure of the week."""

        def last(name: str) -> Any:
            return lambda model: model.measures.weekly[-1][name]

        collector = mesa.DataCollector(model_reporters={name: last(name) for name in self.weekly[0]})
        collector.collect(self.model)
        return collector

    # -- the run -----------------------------------------------------------------------------------

    def run(self) -> Run:
        """Everything measured so far, as tables."""
        weekly = pd.DataFrame(self.weekly)
        return Run(
            scenario=self.model.setting,
            seed=self.model.seed,
            weeks=self.model.week,
            staff=self.model.staff_count,
            weekly=weekly,
            departments=pd.DataFrame(self.by_department),
            counts=self.counts(),
            amounts=self.amounts(),
            outcomes=outcomes.outcomes_of(self.model),
            log_rows=tuple(self.model.log.rows),
            ledger_rows=tuple(self.model.ledger.rows),
            department_names=tuple(department.name for department in self.model.departments),
            people=self.model.people,
        )

    def counts(self) -> pd.DataFrame:
        """How often what happened: week, department, event, and the marks that tell such events apart, by name."""
        names = [department.name for department in self.model.departments]
        rows = []
        for (week, department, event, *marks), number in sorted(self.model.log.counts.items()):
            row: dict[str, Any] = {"week": week, "department": names[department] if department >= 0 else None}
            row["event"] = label(Event(event))
            for mark, value in zip(MARKS, marks, strict=True):
                row[mark] = named_mark(mark, value)
            rows.append({**row, "count": number})
        return pd.DataFrame(rows, columns=["week", "department", "event", *MARKS, "count"])

    def amounts(self) -> pd.DataFrame:
        """Hours of ordinary work: week, book (owned, released, spent, unmet, value, harm, forgone), owner, use,
        amount.
        """
        rows = [
            (week, label(Book(book)), label(Owner(owner)), label(Use(use)), amount)
            for (week, book, owner, use), amount in self.model.ledger.sums.items()
        ]
        return pd.DataFrame(rows, columns=["week", "book", "owner", "use", "amount"])


def named_mark(mark: str, value: int) -> Any:
    """A mark as tables write it: gates, objections and kinds by name, yes or no as booleans, none where an event has
    no such mark.

    >>> named_mark("gate", 1), named_mark("genuine", 1), named_mark("genuine", -1)
    ('comms', True, None)
    """
    if value < 0:
        return None
    if mark in ("gate", "true_gate"):
        return label(Gate(value))
    if mark == "objection":
        return label(Objection(value))
    if mark == "kind":
        return label(Kind(value))
    return bool(value)
