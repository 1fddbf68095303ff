"""The tables of a run: what both drivers make of their records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from simulation.record import MARKS, Book, Event, Owner, Use
from simulation.state import Gate, Kind, Objection, label

LogRows = Sequence[tuple[int, ...]]
LedgerRows = Sequence[tuple[int, int, int, int, int, float]]


class Record(Protocol):
    """A run's tables and rows, made at once or when first asked for; see :class:`simulation.run.Run`."""

    @property
    def weekly(self) -> pd.DataFrame: ...  # noqa: D102

    @property
    def departments(self) -> pd.DataFrame: ...  # noqa: D102

    @property
    def counts(self) -> pd.DataFrame: ...  # noqa: D102

    @property
    def amounts(self) -> pd.DataFrame: ...  # noqa: D102

    @property
    def log_rows(self) -> LogRows: ...  # noqa: D102

    @property
    def ledger_rows(self) -> LedgerRows: ...  # noqa: D102

    def times(self, event: str, **marks: str) -> float: ...  # noqa: D102

    def hours(self, book: str, use: str, owner: str | None) -> float: ...  # noqa: D102


@dataclass(frozen=True)
class Kept:
    """A record all of whose tables are there."""

    weekly: pd.DataFrame
    departments: pd.DataFrame
    counts: pd.DataFrame
    amounts: pd.DataFrame
    log_rows: LogRows
    ledger_rows: LedgerRows

    def times(self, event: str, **marks: str) -> float:
        """How often an event with these marks happened over the run."""
        chosen = self.counts["event"] == event
        for mark, name in marks.items():
            chosen &= self.counts[mark] == name
        return float(self.counts.loc[chosen, "count"].sum())

    def hours(self, book: str, use: str, owner: str | None) -> float:
        """Hours of one book and use, of one owner or of all, over the run."""
        chosen = (self.amounts["book"] == book) & (self.amounts["use"] == use)
        if owner is not None:
            chosen &= self.amounts["owner"] == owner
        return float(self.amounts.loc[chosen, "amount"].sum())


def counts_table(counted: Iterable[tuple[Sequence[int], int]], departments: Sequence[str]) -> pd.DataFrame:
    """How often what happened: week, department, event, and the marks that tell such events apart, by name.

    ``counted``: (week, department, event, marks) and how often, in the order of these numbers.
    """
    rows = []
    for (week, department, event, *marks), number in counted:
        row: dict[str, Any] = {"week": week, "department": departments[department] if department >= 0 else None}
        row["event"] = label(Event(event))
        for mark, value in zip(MARKS, marks, strict=True):
            row[mark] = named_mark(mark, value)
        rows.append({**row, "count": number})
    return with_kinds(pd.DataFrame(rows, columns=["week", "department", "event", *MARKS, "count"]))


def with_kinds(counts: pd.DataFrame) -> pd.DataFrame:
    """A table of counts with the same kinds of columns whatever stands in it: numbers for week and count."""
    return counts.astype({name: "int64" if name in ("week", "count") else object for name in counts.columns})


def amounts_table(sums: Iterable[tuple[tuple[int, int, int, int], float]]) -> pd.DataFrame:
    """Hours of ordinary work: week, book (owned, released, spent, unmet, value, harm, forgone), owner, use, amount."""
    rows = [
        (week, label(Book(book)), label(Owner(owner)), label(Use(use)), amount)
        for (week, book, owner, use), amount in sums
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
