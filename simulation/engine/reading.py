"""What a compiled run leaves behind, as the tables and outcomes that every run has. Tables are made when asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from simulation.columns import (
    COLUMN_OF,
    MODES,
    OF_DEPARTMENTS,
    STATE,
    STATE_OF_DEPARTMENT,
    WEEKLY,
    WHOLE,
)
from simulation.facts import Facts
from simulation.outcomes import outcomes_of
from simulation.record import FIELDS, FIRST, MARKS, Book, Event, Owner, Use
from simulation.rules import using
from simulation.run import Run
from simulation.state import GATES, Gate, Mode, Stage, label
from simulation.tables import LedgerRows, LogRows, amounts_table, named_mark, with_kinds
from simulation.tally import CELLS

if TYPE_CHECKING:
    from simulation.engine.council import CompiledCouncil

_WIDTH = {event: len(FIRST) + len(FIELDS[event]) for event in Event}
_EVENT_OF_CELL = np.array([cell[0] for cell in CELLS])
_GATE_OF_CELL = np.array([cell[1] for cell in CELLS])
_RANK_OF_CELL = np.argsort(np.array(sorted(range(len(CELLS)), key=CELLS.__getitem__)))  # in the table of counts


def _column(values: list[Any]) -> Any:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


_NAMES_OF_CELL = {
    "event": _column([label(Event(cell[0])) for cell in CELLS]),
    **{mark: _column([named_mark(mark, cell[1 + at]) for cell in CELLS]) for at, mark in enumerate(MARKS)},
}


class ReadFromArrays:
    """The record of a compiled run up to the week that it has reached; the arrays that it shares must not go on."""

    def __init__(self, council: CompiledCouncil) -> None:
        self.weeks = council.week
        self.world = council.world
        self.names = council.people.departments
        self.headcounts = council.people.headcounts
        rows = council.compiled.rows_written(council.world)
        self._log, self._ledger, self._amounts, self._happened, self._booked, self._sums = rows
        self._read: dict[str, list[Any]] = {}

    # -- measures of the week ----------------------------------------------------------------------

    @cached_property
    def _week_and_department(self) -> Any:
        """Where each counted event belongs: week × (departments + 1) + department, the last for none."""
        return self._happened // len(CELLS)

    @property
    def _cell(self) -> Any:
        """The cell of each counted event."""
        return self._happened % len(CELLS)

    @cached_property
    def counts_by_week(self) -> Any:
        """How often each cell happened, weeks × cells."""
        return self._counted(self._week_and_department // (len(self.names) + 1) * len(CELLS) + self._cell, len(CELLS))

    def _counted(self, places: Any, in_a_week: int) -> Any:
        """How often each place occurs, weeks × places of a week."""
        return np.bincount(places, minlength=(self.weeks + 1) * in_a_week).reshape(self.weeks + 1, in_a_week)

    def column(self, name: str) -> list[Any]:
        """A weekly measure, from week 0."""
        if name not in self._read:
            self._read[name] = list(self._columns[name]().tolist())
        return self._read[name]

    @cached_property
    def _columns(self) -> dict[str, Any]:
        world, until = self.world, self.weeks + 1
        found: dict[str, Any] = {"week": lambda: np.arange(until)}
        for stage in Stage:
            found[label(stage)] = lambda stage=stage: world.weekly_stages[:until, :, stage].sum(axis=1, dtype=np.int64)
        for mode in MODES:
            found[label(mode)] = lambda mode=mode: world.weekly_modes[:until, :, mode].sum(axis=1, dtype=np.int64)
        for at, name in enumerate(STATE):
            kind = np.int64 if name in WHOLE else np.float64
            found[name] = lambda at=at, kind=kind: world.weekly[:until, at].astype(kind)
        for event, name in COLUMN_OF.items():
            found[name] = lambda event=event: self._count(event)
        for gate in GATES:
            name = label(gate)
            found[f"queue_{name}"] = lambda gate=gate: world.weekly_queues[:until, gate]
            found[f"decided_{name}"] = lambda gate=gate: self._count(Event.DECIDED, gate)
            found[f"objected_{name}"] = lambda gate=gate: self._count(Event.OBJECTED, gate)
            found[f"waited_{name}"] = lambda gate=gate: (world.waits + world.waits_in_vain)[:until, gate]
            found[f"rework_{name}"] = lambda gate=gate: world.rework[:until, gate]
            found[f"assumed_{name}"] = lambda gate=gate: self._count(Event.ASSUMED, gate)
        for gate in Gate:
            found[f"blamed_{label(gate)}"] = lambda gate=gate: self._count(Event.BLAMED, gate)
        for book in Book:
            found[label(book)] = lambda book=book: world.sums_of_week[:until, book]
        return found

    def _count(self, event: Event, gate: Gate | None = None) -> Any:
        cells = event == _EVENT_OF_CELL
        if gate is not None:
            cells &= gate == _GATE_OF_CELL
        return self.counts_by_week[:, cells].sum(axis=1)

    # -- tables ------------------------------------------------------------------------------------

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """A row for each week's end, from 0."""
        return pd.DataFrame({name: self._columns[name]() for name in WEEKLY})

    @cached_property
    def departments(self) -> pd.DataFrame:
        """A row for each week's end and department."""
        world, until, number = self.world, self.weeks + 1, len(self.names)
        headcounts = np.tile(np.array(self.headcounts, dtype=np.int64), until)
        found: dict[str, Any] = {
            "week": np.repeat(np.arange(until), number),
            "department": list(self.names) * until,
            "headcount": headcounts,
        }
        for stage in Stage:
            found[label(stage)] = world.weekly_stages[:until, :, stage].astype(np.int64).ravel()
        for mode in MODES:
            found[label(mode)] = world.weekly_modes[:until, :, mode].astype(np.int64).ravel()
        found["uptake"] = found["live"] / headcounts
        kind = _EVENT_OF_CELL[self._cell]
        for event, name in COLUMN_OF.items():
            counts = self._counted(self._week_and_department[kind == event], number + 1)
            found[name] = counts[:, :number].ravel()
        state = world.weekly_departments[:until]
        found["queue_management"] = state[:, :, 0].astype(np.int64).ravel()
        for book in Book:
            found[label(book)] = world.sums_of_department[:until, :number, book].ravel()
        for at, name in enumerate(STATE_OF_DEPARTMENT, 1):
            found[name] = state[:, :, at].ravel()
        return pd.DataFrame({name: found[name] for name in OF_DEPARTMENTS})

    @cached_property
    def counts(self) -> pd.DataFrame:
        """How often what happened, by week, department, event and the marks that tell such events apart."""
        nobody = len(self.names)
        places, number = np.unique(self._week_and_department * len(CELLS) + self._cell, return_counts=True)
        week_and_department, cell = np.divmod(places, len(CELLS))
        week, department = np.divmod(week_and_department, nobody + 1)
        order = np.lexsort((_RANK_OF_CELL[cell], np.where(department == nobody, -1, department), week))
        week, department, cell, number = week[order], department[order], cell[order], number[order]
        names = np.array([*self.names, None], dtype=object)
        marks = {name: column[cell] for name, column in _NAMES_OF_CELL.items()}
        return with_kinds(pd.DataFrame({"week": week, "department": names[department], **marks, "count": number}))

    @cached_property
    def amounts(self) -> pd.DataFrame:
        """Hours, value and harm, by week, book, owner and use."""
        order = np.argsort(self._booked)
        keys = np.unravel_index(self._booked[order], (self.weeks + 1, len(Book), len(Owner), len(Use)))
        return amounts_table(
            zip(zip(*(key.tolist() for key in keys), strict=True), self._sums[order].tolist(), strict=True)
        )

    def times(self, event: str, **marks: str) -> float:
        """How often an event with these marks happened over the run, without the table of counts."""
        chosen = _NAMES_OF_CELL["event"] == event
        for mark, name in marks.items():
            chosen &= _NAMES_OF_CELL[mark] == name
        return float(self.counts_by_week[:, chosen].sum())

    def hours(self, book: str, use: str, owner: str | None) -> float:
        """Hours of one book and use, of one owner or of all, over the run, without the table of amounts."""
        books, owners, uses = np.unravel_index(self._booked, (self.weeks + 1, len(Book), len(Owner), len(Use)))[1:]
        chosen = (books == Book[book.upper()]) & (uses == Use[use.upper()])
        if owner is not None:
            chosen &= owners == Owner[owner.upper()]
        return float(self._sums[chosen].sum())

    @cached_property
    def log_rows(self) -> LogRows:
        """The event log."""
        return tuple(tuple(row[: _WIDTH[Event(row[1])]]) for row in self._log.tolist())

    @cached_property
    def ledger_rows(self) -> LedgerRows:
        """The ledger."""
        return tuple((*row, amount) for row, amount in zip(self._ledger.tolist(), self._amounts.tolist(), strict=True))

    # -- outcomes ----------------------------------------------------------------------------------

    def facts(self, council: CompiledCouncil) -> Facts:
        """The records added up for the outcomes."""
        world, until = self.world, self.weeks + 1
        return Facts(
            weeks=self.weeks,
            staff=council.staff_count,
            column=self.column,
            totals=np.bincount(self._cell, minlength=len(CELLS)),
            waits=world.waits[:until].sum(axis=0).tolist(),
            rework=world.rework[:until].sum(axis=0).tolist(),
            live=world.departments["live"].tolist(),
            headcounts=self.headcounts,
            hours_by_mode=_hours_by_mode(council),
            grey_area=council.now.route.grey_area,
            has_home=council.now.digital_lead.hours > 0.0,
        )


def _hours_by_mode(council: CompiledCouncil) -> list[float]:
    """Hours a week of live accounts, by mode, added up by seat."""
    world, hours = council.world, [0.0] * len(Mode)
    staff, accounts, departments = world.staff, world.accounts, world.departments
    live = np.flatnonzero(world.stage == Stage.LIVE)
    power = council.now.using.demand_hours
    demanded = [using.power_of(demand, power) for demand in departments["demand"].tolist()]
    redesign = departments["redesign"].tolist()
    own = np.where(accounts["has_account"], accounts["account_hours"], staff["wish_hours"])[live].tolist()
    of, modes = world.department_of[live].tolist(), accounts["mode"][live].tolist()
    for d, mode, account in zip(of, modes, own, strict=True):
        hours[mode] += using.hours_per_week(account, mode, demanded[d], redesign[d])
    return hours


def read_run(council: CompiledCouncil) -> Run:
    """The run of a council so far."""
    record = ReadFromArrays(council)
    return Run(
        scenario=council.setting,
        seed=council.seed,
        weeks=council.week,
        staff=council.staff_count,
        outcomes=outcomes_of(record.facts(council)),
        department_names=council.people.departments,
        people=council.people,
        record=record,
    )
