"""What is measured: every outcome, defined once.

Each week's end gives one row for the council (``weekly``) and one for each department (``departments``); the log's
counts and the ledger's sums give tables of what was objected, blamed and spent; the whole run gives ``outcomes``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np
import pandas as pd

from simulation import outcomes
from simulation.adding import add_up
from simulation.columns import AT_THE_END, COLUMN_OF, MEASURED, MODES, OF_A_GATE, STATE_OF_DEPARTMENT
from simulation.facts import Facts
from simulation.record import MARKS, NOBODY, Book, Event
from simulation.run import Run
from simulation.state import GATES, Gate, Mode, Stage, label
from simulation.tables import Kept, amounts_table, counts_table
from simulation.tally import CELL_OF, CELLS

if TYPE_CHECKING:
    from simulation.council import Council

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
        in_flight = sum(person.request is not None for person in model.in_stage((Stage.ASKING, Stage.SHADOW)))
        at_the_end = (model.uptake, model.shadow_count / model.staff_count, in_flight)
        row.update(zip(AT_THE_END, at_the_end, strict=True))
        everywhere = (*range(len(model.departments)), NOBODY)
        for event, column in COLUMN_OF.items():
            row[column] = sum(counts.get((d, event), 0) for d in everywhere)
        for gate in GATES:
            of_the_gate = (
                model.queue_length(gate),
                by_gate.get((Event.DECIDED, gate), 0),
                by_gate.get((Event.OBJECTED, gate), 0),
                model.log.waits[week, gate] + model.log.waits_in_vain[week, gate],
                model.log.rework[week, gate],
            )
            row.update(zip((f"{what}_{label(gate)}" for what in OF_A_GATE), of_the_gate, strict=True))
        for gate in Gate:
            row[f"blamed_{label(gate)}"] = by_gate.get((Event.BLAMED, gate), 0)
        for gate in GATES:
            row[f"assumed_{label(gate)}"] = by_gate.get((Event.ASSUMED, gate), 0)
        for book in Book:
            row[label(book)] = model.ledger.by_week.get((week, book), 0.0)
        row.update(zip(MEASURED, self._measured(), strict=True))
        self.weekly.append(row)
        for department in model.departments:
            self.by_department.append(self._department(department, modes[department.index], counts))

    def _measured(self) -> tuple[float, ...]:
        """Of the whole council this week's end, in the order of ``MEASURED``; of departments, the mean by staff."""
        model = self.model

        def mean(of: Callable[[Any], float]) -> float:
            return add_up(of(d) * d.headcount for d in model.departments) / model.staff_count

        return (
            model.mean_evidence, model.chamber.mean_anxiety, model.leadership.attention, mean(lambda d: d.demand),
            model.comms.inertia, model.comms.unmet, model.legal.knowledge, model.ict.capacity, model.ict.mitigated,
            mean(lambda d: d.redesign), mean(lambda d: d.framework), mean(lambda d: d.confidence),
            model.crisis, int(model.this_week.is_moratorium),
        )  # fmt: skip

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
        row |= {name: getattr(department, name) for name in STATE_OF_DEPARTMENT}
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
        model = self.model
        names = tuple(department.name for department in model.departments)
        kept = Kept(
            weekly=pd.DataFrame(self.weekly),
            departments=pd.DataFrame(self.by_department),
            counts=counts_table(sorted(model.log.counts.items()), names),
            amounts=amounts_table(sorted(model.ledger.sums.items())),
            log_rows=tuple(model.log.rows),
            ledger_rows=tuple(model.ledger.rows),
        )
        return Run(
            scenario=model.setting,
            seed=model.seed,
            weeks=model.week,
            staff=model.staff_count,
            outcomes=outcomes.outcomes_of(self.facts()),
            department_names=names,
            people=model.people,
            record=kept,
        )

    def facts(self) -> Facts:
        """The council's records so far, added up for the outcomes."""
        model = self.model
        totals = np.zeros(len(CELLS), dtype=np.int64)
        for key, number in model.log.counts.items():
            totals[CELL_OF[key[2:]]] += number
        hours = [0.0] * len(Mode)
        for person in model.in_stage((Stage.LIVE,)):
            hours[person.mode] += person.department.hours_of(person.account.hours, person.mode)
        return Facts(
            weeks=model.week,
            staff=model.staff_count,
            column=lambda name: [row[name] for row in self.weekly],
            totals=totals,
            waits=[sum(n for (_, g), n in model.log.waits.items() if g == gate) for gate in Gate],
            rework=[sum(n for (_, g), n in model.log.rework.items() if g == gate) for gate in Gate],
            live=[department.live for department in model.departments],
            headcounts=[department.headcount for department in model.departments],
            hours_by_mode=hours,
            grey_area=model.now.route.grey_area,
            has_home=model.digital_lead.is_there,
        )
