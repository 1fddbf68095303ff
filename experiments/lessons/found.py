"""What a lesson found: a number with its interval, or which of several councils may be the first."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.findings import listed
from experiments.intervals import Interval
from experiments.room.answers import SHOWN, WRITTEN, verdict_of, written
from simulation.outcomes import OUTCOMES

UNIT = {outcome.name: outcome.unit for outcome in OUTCOMES}
MEANING = {outcome.name: outcome.meaning for outcome in OUTCOMES} | {shown.name: shown.label for shown in SHOWN}
"""What each outcome is, in the words of the room where it has some."""
COUNTED = ("requests", "objections", "times", "appeals")


def kind_of(outcome: str) -> str:
    """Whether an outcome is a ``share``, ``hours``, a whole ``number`` of things, or a ``small`` number with digits.

    Raises ``KeyError`` for an unknown one.

    >>> kind_of("uptake"), kind_of("net_value"), kind_of("filed"), kind_of("wait_comms")
    ('share', 'hours', 'number', 'small')
    """
    unit = UNIT[outcome]
    if unit.startswith("share"):
        return "share"
    return "hours" if unit == "hours" else "number" if unit in COUNTED else "small"


def counts_of(outcome: str) -> str:
    """What an outcome counts, where it is neither a share nor hours nor a number from 0 to 1.

    >>> counts_of("wait_comms"), counts_of("uptake"), counts_of("anxiety")
    ('weeks', '', '')
    """
    unit = UNIT[outcome]
    return unit if unit.startswith(("weeks", "incidents", *COUNTED)) else ""


@dataclass(frozen=True)
class Measured:
    """A mean over runs with its 95 % interval: ``what`` it is, its ``kind``, and whether it is a difference.

    ``counts`` is what a number that is neither a share nor hours counts, such as weeks.
    """

    what: str
    of: Interval
    kind: str
    is_difference: bool = False
    counts: str = ""

    @property
    def scale(self) -> float:
        """By what it is multiplied to be written: shares are written in per cent."""
        return WRITTEN.get(self.kind, (1.0, 0))[0]

    @property
    def unit(self) -> str:
        """The unit as it is written."""
        return {"share": "points" if self.is_difference else "%", "hours": "hours"}.get(self.kind, self.counts)

    @property
    def said(self) -> str:
        """The number in words, with its interval."""
        if self.is_difference:
            verdict, said = verdict_of(self.of, self.kind)
            counts = self.counts if verdict in ("more", "less") else ""
        else:
            said, counts = written(self.of, self.kind), "hours" if self.kind == "hours" else self.counts
        return f"{said} {counts}".rstrip()

    @property
    def verdict(self) -> str:
        """Of a difference: ``more``, ``less``, ``same`` or ``unknown``."""
        return verdict_of(self.of, self.kind)[0]

    def __repr__(self) -> str:
        return f"{self.what}: {self.said}"


@dataclass(frozen=True)
class First:
    """Which of several (councils, gates) has most of something: ``leaders`` are those of which that may be said.

    One leader is surely the first; several cannot be told apart, or not all of them. ``names`` are all, ``means``
    their values in words.
    """

    what: str
    names: tuple[str, ...]
    leaders: tuple[str, ...]
    means: dict[str, str]

    @property
    def said(self) -> str:
        """The answer in a sentence."""
        what = f"{self.what[0].upper()}{self.what[1:]}"
        if len(self.leaders) == 1:
            return f"{what}: surely most with “{self.leaders[0]}” ({self.means[self.leaders[0]]})."
        some = listed([f"“{name}” ({self.means[name]})" for name in self.leaders])
        return f"{what}: where it is most is not distinguishable among {some}."

    def __repr__(self) -> str:
        return self.said
