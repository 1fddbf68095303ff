"""What happened in one run, counted in the three ways in which a mechanism can show: events, hours, moving stocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulation.record import Book, Event, Owner, Use, fields_of
from simulation.run import Run
from simulation.state import label

Fields = Mapping[str, int]
TIMES, WEEKS = ("time", "times"), ("week", "weeks")
LEAST_HOURS = 1e-9  # less is what is left of a sum of floating-point numbers
LEAST_MOVE = 1e-4  # a stock that moves by less in a week stands still


class Happened:
    """The record of a run, sorted so that many mechanisms can look at it. Needs a run whose rows were kept."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.events: dict[Event, list[dict[str, int]]] = {event: [] for event in Event}
        for row in run.log_rows:
            self.events[Event(row[1])].append(fields_of(row))
        booked = run.amounts[run.amounts["amount"] > LEAST_HOURS]
        self.weeks_of: dict[tuple[str, str], dict[str, set[int]]] = {}
        columns = (booked[name] for name in ("week", "book", "use", "owner"))
        for week, book, use, owner in zip(*columns, strict=True):
            self.weeks_of.setdefault((book, use), {}).setdefault(owner, set()).add(week)

    def times(self, event: Event, is_meant: Callable[[Fields], bool]) -> int:
        """How often an event happened whose fields are as meant."""
        return sum(is_meant(fields) for fields in self.events[event])

    def weeks_with(self, book: Book, use: Use, owner: Owner | None) -> int:
        """Weeks in which hours of a purpose were booked, by one owner or, with none, by anybody."""
        by = self.weeks_of.get((label(book), label(use)), {})
        return len(set().union(*by.values()) if owner is None else by.get(label(owner), set()))

    def weeks_moved(self, column: str, sign: int) -> int:
        """Weeks in which a weekly measure rose (``sign`` 1) or fell (−1)."""
        return int((self.run.weekly[column].diff() * sign > LEAST_MOVE).sum())


@dataclass(frozen=True)
class Mechanism:
    """Something that can happen, in words, and where a run's record shows it.

    ``seen`` is the event, the purpose of hours or the weekly measure that shows it, ``unit`` what ``count`` counts,
    once and many times.
    ``lever`` names what it needs and the baseline does not have; empty where it needs nothing.
    """

    says: str
    seen: Event | Use | str
    unit: tuple[str, str]
    count: Callable[[Happened], int]
    lever: str = ""


def event(seen: Event, says: str, lever: str = "", **fields: int) -> Mechanism:
    """Events of one type whose fields are as said."""
    wanted = {name: int(value) for name, value in fields.items()}
    return event_where(seen, says, lambda own: all(own[name] == value for name, value in wanted.items()), lever)


def event_where(seen: Event, says: str, is_meant: Callable[[Fields], bool], lever: str = "") -> Mechanism:
    """Events of one type whose fields pass a test."""
    return Mechanism(says, seen, TIMES, lambda happened: happened.times(seen, is_meant), lever)


def hours(seen: Use, says: str, lever: str = "", *, owner: Owner | None = None, book: Book = Book.SPENT) -> Mechanism:
    """Weeks in which hours of one purpose were spent; or stand in another book."""
    return Mechanism(says, seen, WEEKS, lambda happened: happened.weeks_with(book, seen, owner), lever)


def rises(column: str, says: str) -> Mechanism:
    """Weeks in which a stock rose."""
    return Mechanism(says, column, WEEKS, lambda happened: happened.weeks_moved(column, 1))


def falls(column: str, says: str) -> Mechanism:
    """Weeks in which a stock fell."""
    return Mechanism(says, column, WEEKS, lambda happened: happened.weeks_moved(column, -1))
