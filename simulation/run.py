"""One run's record, as tables: what a council leaves behind when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from simulation import biography
from simulation.display import run as display
from simulation.population import Population
from simulation.record import FIELDS, Book, Cause, Event, Owner, Use
from simulation.scenario import Scenario
from simulation.state import Gate, Kind, Mode, Objection, Stage, label
from simulation.tables import LedgerRows, LogRows, Record

NAMED: dict[str, Any] = {
    "gate": Gate, "true_gate": Gate, "objection": Objection, "kind": Kind, "stage": Stage, "stage_before": Stage,
    "mode": Mode, "mode_before": Mode, "cause": Cause,
}  # fmt: skip
YES_OR_NO = (
    "genuine", "worthwhile", "let_through", "appealable", "by_lead", "sponsored", "slipped", "devolved", "shadow",
    "upheld", "granted", "started", "handled", "passed",
)  # fmt: skip
THOUSANDTHS = ("value", "risk", "quality", "hours", "hoop_hours", "severity", "capacity", "redesign")


@dataclass(frozen=True, repr=False)
class Run:
    """What happened in one run.

    ``weekly`` has a row for each week's end from 0, ``departments`` one for each week and department, ``counts`` how
    often what happened, ``amounts`` hours, value and harm; ``outcomes`` maps each outcome of the whole run to its
    number. ``events()`` and ``ledger()`` give the two records in full; they are empty where rows were not kept.
    """

    scenario: Scenario
    seed: int
    weeks: int
    staff: int
    outcomes: dict[str, float]
    department_names: tuple[str, ...]
    people: Population
    record: Record

    @property
    def weekly(self) -> pd.DataFrame:
        """A row for each week's end, from 0."""
        return self.record.weekly

    @property
    def departments(self) -> pd.DataFrame:
        """A row for each week's end and department."""
        return self.record.departments

    @property
    def counts(self) -> pd.DataFrame:
        """How often what happened, by week, department, event and the marks that tell such events apart."""
        return self.record.counts

    @property
    def amounts(self) -> pd.DataFrame:
        """Hours, value and harm, by week, book, owner and use."""
        return self.record.amounts

    def times(self, event: Event | str, **marks: str) -> float:
        """How often an event happened over the run, with these marks by their names: ``times("objected", gate="hr")``.

        Quicker than adding up ``counts``, which makes a table first. Raises ``ValueError`` for an unknown event and
        ``KeyError`` for an unknown mark.
        """
        chosen = named_event(event) if isinstance(event, str) else event
        return self.record.times(label(chosen), **marks)

    def hours(self, book: str, use: str, owner: str | None = None) -> float:
        """Hours over the run by book and use, of one owner or of all: ``hours("spent", "support", "comms")``.

        Quicker than adding up ``amounts``, which makes a table first. Raises ``KeyError`` for an unknown name.
        """
        for kind, name in ((Book, book), (Use, use), (Owner, owner or label(Owner(0)))):
            kind[name.upper()]
        return self.record.hours(book, use, owner)

    @property
    def log_rows(self) -> LogRows:
        """The event log: tuples (week, event, person, department, request, own fields), all whole numbers."""
        return self.record.log_rows

    @property
    def ledger_rows(self) -> LedgerRows:
        """The ledger: tuples (week, book, owner, use, department, amount)."""
        return self.record.ledger_rows

    def __repr__(self) -> str:
        return f"Run of {self.scenario.name}, seed {self.seed}: {self.staff:,} people, {self.weeks} weeks"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return display.html(self)

    def events(self, event: Event | str | None = None) -> pd.DataFrame:
        """The event log with names for numbers: week, event, person, department, request, and the events' own fields.

        ``event`` chooses one type, and then only its own fields are columns. Fields that an event does not have are
        missing values.
        """
        chosen = None if event is None else (named_event(event) if isinstance(event, str) else event)
        names = list(dict.fromkeys(name for e in Event if chosen in (None, e) for name in FIELDS[e]))
        columns: dict[str, list[Any]] = {
            name: [] for name in ("week", "event", "person", "department", "request", *names)
        }
        labels: dict[int, str] = {}
        for week, kind, person, department, request, *fields in self.log_rows:
            if chosen is not None and kind != chosen:
                continue
            columns["week"].append(week)
            columns["event"].append(label(Event(kind)))
            if person >= 0 and person not in labels:
                labels[person] = self.people.label(person)
            columns["person"].append(labels.get(person))
            columns["department"].append(self.department_names[department] if department >= 0 else None)
            columns["request"].append(request if request >= 0 else None)
            own = dict(zip(FIELDS[Event(kind)], fields, strict=True))
            for name in names:
                columns[name].append(readable(name, own[name]) if name in own else None)
        frame = pd.DataFrame(columns)
        for name in ("request", *names):
            if name not in NAMED and name not in YES_OR_NO and name not in THOUSANDTHS:
                frame[name] = frame[name].astype("Int64")
            elif name in YES_OR_NO:
                frame[name] = frame[name].astype("boolean")
            elif name in THOUSANDTHS:
                frame[name] = frame[name].astype("Float64")
        return frame

    def biography(self, request: int) -> list[str]:
        """What became of one request, in sentences: see :mod:`simulation.biography`."""
        return biography.biography(self, request)

    def ledger(self) -> pd.DataFrame:
        """The ledger in full: week, book, owner, use, department, amount in hours of ordinary work."""
        names = [*self.department_names, None]
        rows = [
            (week, label(Book(book)), label(Owner(owner)), label(Use(use)), names[department], amount)
            for week, book, owner, use, department, amount in self.ledger_rows
        ]
        return pd.DataFrame(rows, columns=["week", "book", "owner", "use", "department", "amount"])


def readable(name: str, value: int) -> Any:
    """One field of an event with its name for its number.

    >>> readable("gate", 1), readable("genuine", 0), readable("hours", 2500), readable("waited", 3)
    ('comms', False, 2.5, 3)
    """
    if name in NAMED:
        return label(NAMED[name](value))
    if name in YES_OR_NO:
        return bool(value)
    return value / 1000.0 if name in THOUSANDTHS else value


def named_event(name: str) -> Event:
    """An event by its name. Raises ``ValueError`` with all names where there is none of this name.

    >>> named_event("filed").name
    'FILED'
    """
    found = Event.__members__.get(name.upper())
    if found is None:
        raise ValueError(f"no event is called {name!r}; there are {', '.join(label(event) for event in Event)}")
    return found
