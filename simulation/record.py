"""The two records of a run: the event log, and the ledger of hours, value and harm.

The *event log* is the truth for whatever changes a stage, an account or a request: one row of integers an event. The
*ledger* holds amounts: week × book × owner × purpose × department. Both keep running counts as they go, so that large
sweeps can leave the rows out; a test recomputes every count from the rows and every amount from the ledger, in row
order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum

from simulation.state import GATES


class Event(IntEnum):
    """Everything that can happen to a person, an account or a request."""

    PIONEER = 0
    JOINED = 1
    LEFT = 2
    STAGE = 3
    WANTED = 4
    ASSUMED = 5
    FILED = 6
    QUEUED = 7
    DECIDED = 8
    OBJECTED = 9
    BLAMED = 10
    IMPROVED = 11
    APPEALED = 12
    APPEAL_HEARD = 13
    NO_HOME = 14
    GAVE_UP = 15
    WENT_SHADOW = 16
    WITHDRAWN = 17
    APPROVED = 18
    LIVE = 19
    MODE = 20
    LAPSED = 21
    DISCOVERED = 22
    INCIDENT = 23
    SUCCESS = 24
    VANITY = 25
    CRISIS = 26
    MORATORIUM = 27
    VOTE = 28
    DOCUMENTED = 29
    INVESTED = 30
    REDESIGN = 31
    CHANGE = 32
    LEFT_QUEUE = 33


class Cause(IntEnum):
    """Why a stage changed, an account ended or a request was withdrawn."""

    START = 0
    WANTED = 1
    PATIENCE = 2
    FILED = 3
    APPROVED = 4
    REFUSED = 5
    FRUSTRATION = 6
    NO_SUPPORT = 7
    NO_HOURS = 8
    DISCOVERED = 9
    LEFT = 10
    INHERITED = 11


# The names of an event's own fields, in the order of its row. Amounts are whole thousandths: rows stay integers.
FIELDS: dict[Event, tuple[str, ...]] = {
    Event.PIONEER: ("mode",),
    Event.JOINED: ("generation",),
    Event.LEFT: ("stage",),
    Event.STAGE: ("stage_before", "stage", "cause"),
    Event.WANTED: ("kind",),
    Event.ASSUMED: ("gate",),
    Event.FILED: ("kind", "value", "risk", "quality", "hours", "hoop_hours", "sponsored", "slipped", "devolved"),
    Event.QUEUED: ("gate", "attempt"),
    Event.DECIDED: ("gate", "attempt", "waited", "by_lead", "let_through", "worthwhile"),
    Event.OBJECTED: ("gate", "attempt", "objection", "genuine", "worthwhile", "appealable", "by_lead"),
    Event.BLAMED: ("gate", "true_gate"),
    Event.IMPROVED: ("gate", "quality", "rework"),
    Event.APPEALED: ("gate", "objection"),
    Event.APPEAL_HEARD: ("gate", "upheld", "rework"),
    Event.NO_HOME: ("gate", "objection"),
    Event.GAVE_UP: ("gate", "rework"),
    Event.WENT_SHADOW: ("gate", "rework"),
    Event.WITHDRAWN: ("gate", "rework", "cause"),
    Event.APPROVED: ("worthwhile",),
    Event.LIVE: ("mode", "cause"),
    Event.MODE: ("mode_before", "mode"),
    Event.LAPSED: ("cause",),
    Event.DISCOVERED: (),
    Event.INCIDENT: ("shadow", "severity"),
    Event.SUCCESS: ("kind",),
    Event.VANITY: ("councillor", "granted"),
    Event.CRISIS: ("started", "handled"),
    Event.MORATORIUM: ("started",),
    Event.VOTE: ("yes", "passed"),
    Event.DOCUMENTED: ("kind",),
    Event.INVESTED: ("capacity",),
    Event.REDESIGN: ("redesign",),
    Event.CHANGE: ("change",),
    Event.LEFT_QUEUE: ("gate", "waited"),
}

FIRST = ("week", "event", "person", "department", "request")  # with these a row begins; the event's own follow
WIDTH = len(FIRST) + max(len(fields) for fields in FIELDS.values())

NOBODY = -1  # person, department or request of an event that concerns none

COUNTED = (
    Event.FILED,
    Event.APPROVED,
    Event.GAVE_UP,
    Event.WENT_SHADOW,
    Event.WITHDRAWN,
    Event.ASSUMED,
    Event.DECIDED,
    Event.OBJECTED,
    Event.BLAMED,
    Event.NO_HOME,
    Event.IMPROVED,
    Event.APPEALED,
    Event.INCIDENT,
    Event.SUCCESS,
    Event.LAPSED,
    Event.DISCOVERED,
    Event.VANITY,
    Event.DOCUMENTED,
)

# The fields that tell counts of one event apart; -1 stands where an event has no such field.
MARKS = ("gate", "objection", "genuine", "worthwhile", "let_through", "shadow", "kind", "granted", "true_gate")
_MARKS_OF = {
    event: tuple(FIELDS[event].index(mark) if mark in FIELDS[event] else -1 for mark in MARKS) for event in COUNTED
}


def fields_of(row: Sequence[int]) -> dict[str, int]:
    """The event's own fields in a row of the log, by name."""
    return dict(zip(FIELDS[Event(row[1])], row[len(FIRST) :], strict=True))


def place_of(event: Event, field: str) -> int:
    """Where one of an event's own fields stands in its rows.

    >>> place_of(Event.BLAMED, "gate")
    5
    """
    return len(FIRST) + FIELDS[event].index(field)


class EventLog:
    """What happened, in order.

    ``rows`` holds tuples (week, event, person, department, request, *fields*), all integers, with the fields named by
    :data:`FIELDS`; empty when ``keep`` is false. ``counts`` maps (week, department, event, *marks*), with
    :data:`MARKS`, to how often. ``waits`` maps (week, gate) to the weeks that requests decided in that week had stood
    in that gate's queue, ``waits_in_vain`` to those of requests withdrawn from it, ``rework`` to those spent mending
    what it objected to.
    """

    def __init__(self, keep: bool = True) -> None:
        self.keep = keep
        self.rows: list[tuple[int, ...]] = []
        self.counts: Counter[tuple[int, ...]] = Counter()
        self._of_week: list[tuple[int, ...]] = []  # keys of this week's counts
        self.waits: Counter[tuple[int, int]] = Counter()
        self.waits_in_vain: Counter[tuple[int, int]] = Counter()
        self.rework: Counter[tuple[int, int]] = Counter()
        self.week = 0

    def write(self, event: Event, person: int, department: int, request: int, *fields: int) -> None:
        """Add one event of the current week."""
        if self.keep:
            self.rows.append((self.week, int(event), person, department, request, *map(int, fields)))
        marks = _MARKS_OF.get(event)
        if marks is not None:
            key = (self.week, department, int(event), *[int(fields[at]) if at >= 0 else -1 for at in marks])
            if key not in self.counts:
                self._of_week.append(key)
            self.counts[key] += 1
        names = FIELDS[event]
        if "waited" in names:
            waits = self.waits if event == Event.DECIDED else self.waits_in_vain
            waits[self.week, int(fields[names.index("gate")])] += fields[names.index("waited")]
        if "rework" in names:
            self.rework[self.week, int(fields[names.index("gate")])] += fields[names.index("rework")]

    def counts_of_week(self) -> list[tuple[tuple[int, ...], int]]:
        """This week's counts, with their keys; forgotten once read, so that each week reads its own."""
        keys, self._of_week = self._of_week, []
        return [(key, self.counts[key]) for key in keys]


class Book(IntEnum):
    """What an amount of the ledger is."""

    OWNED = 0
    RELEASED = 1
    SPENT = 2
    UNMET = 3
    VALUE = 4
    HARM = 5
    FORGONE = 6


class Owner(IntEnum):
    """Whose hours they are; the public's for value, harm and old work given up."""

    STAFF = 0
    DEPARTMENT = 1
    MANAGEMENT = 2
    COMMS = 3
    HR = 4
    LEGAL = 5
    ICT = 6
    DIGITAL_LEAD = 7
    LEADERSHIP = 8
    CHAMPIONS = 9
    PUBLIC = 10
    COUNCILLORS = 11


OWNER_OF = {gate: Owner[gate.name] for gate in GATES}


class Use(IntEnum):
    """What hours were spent on, or where value and harm came from."""

    ACCOUNTS = 0
    HOOPS = 1
    DECIDING = 2
    APPEALS = 3
    SUPPORT = 4
    VANITY = 5
    MITIGATION = 6
    TRAINING = 7
    SCANNING = 8
    LEADING = 9
    MEETING = 10
    REDESIGN = 11
    FRAMEWORK = 12
    DOCUMENTING = 13
    SHADOW = 14
    OLD_WORK = 15
    ANY = 16
    CRITERIA = 17
    VALUES = 18
    WATCHING = 19
    NETWORKS = 20
    EXPLAINING = 21
    INVESTMENT = 22


class Ledger:
    """Hours, value and harm.

    ``rows`` holds tuples (week, book, owner, use, department, amount), amounts in hours of ordinary work; empty when
    ``keep`` is false. ``sums`` maps (week, book, owner, use) to the running sum over departments, ``by_department``
    (week, department, book) to the same over owners and uses, ``by_week`` (week, book) to that over everything, each in
    the order of the rows. Amounts of zero are not written.
    """

    def __init__(self, keep: bool = True) -> None:
        self.keep = keep
        self.rows: list[tuple[int, int, int, int, int, float]] = []
        self.sums: dict[tuple[int, int, int, int], float] = {}
        self.by_department: dict[tuple[int, int, int], float] = {}
        self.by_week: dict[tuple[int, int], float] = {}
        self.week = 0

    def book(self, book: Book, owner: Owner, use: Use, amount: float, department: int = NOBODY) -> None:
        """Add an amount, in hours, to the current week."""
        if amount == 0.0:
            return
        if self.keep:
            self.rows.append((self.week, int(book), int(owner), int(use), department, amount))
        key = (self.week, int(book), int(owner), int(use))
        self.sums[key] = self.sums.get(key, 0.0) + amount
        where = (self.week, department, int(book))
        self.by_department[where] = self.by_department.get(where, 0.0) + amount
        when = (self.week, int(book))
        self.by_week[when] = self.by_week.get(when, 0.0) + amount

    def bought(self, owner: Owner, use: Use, amount: float, department: int = NOBODY) -> None:
        """Hours that a lever pays for: owned and spent at once."""
        self.book(Book.OWNED, owner, use, amount, department)
        self.book(Book.SPENT, owner, use, amount, department)
