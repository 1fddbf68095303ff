"""What a run leaves behind, added up: all that outcomes are read from, whichever driver ran."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulation.adding import add_up
from simulation.record import MARKS, Book, Event
from simulation.state import GATES, Gate, label
from simulation.tally import CELLS

_EVENT, _MARK = 0, {mark: 1 + at for at, mark in enumerate(MARKS)}
_CELLS = np.array(CELLS)
_ADDED: list[NDArray[np.bool_]] = []  # which cells each sum adds up


def _cells(event: Event, **marks: int) -> int:
    """The place of the sum over the cells that count an event with these marks."""
    found = _CELLS[:, _EVENT] == event
    for mark, value in marks.items():
        found &= _CELLS[:, _MARK[mark]] == value
    _ADDED.append(found)
    return len(_ADDED) - 1


_OF_EVENT = {event: _cells(event) for event in Event}
_AT_GATE = {(event, gate): _cells(event, gate=gate) for event in Event for gate in Gate}
_GENUINE, _PROTECTIVE = _cells(Event.OBJECTED, genuine=1), _cells(Event.OBJECTED, worthwhile=0)
_GRANTED = _cells(Event.VANITY, granted=1)
_ASSUMED_BLAME = {gate: _cells(Event.BLAMED, gate=gate, true_gate=Gate.SELF) for gate in Gate}
_TABLE = np.array(_ADDED, dtype=np.int64)  # sums × cells: all sums of a run at once


@dataclass(frozen=True)
class Facts:
    """A run's records, added up for ``OUTCOMES``.

    ``column`` gives a weekly measure from week 0; ``totals`` counts by cell (:mod:`simulation.tally`); ``waits`` and
    ``rework`` are weeks by gate; ``live`` and ``headcounts`` people by department at the end; ``hours_by_mode`` hours a
    week of live accounts at the end; ``grey_area`` in [0, 1] and ``has_home`` (there is a digital lead) at the end.
    """

    weeks: int
    staff: int
    column: Callable[[str], Sequence[float]]
    totals: NDArray[np.int64]
    waits: Sequence[int]
    rework: Sequence[int]
    live: Sequence[int]
    headcounts: Sequence[int]
    hours_by_mode: Sequence[float]
    grey_area: float
    has_home: bool
    sums: Sequence[int] = field(init=False, repr=False)  # of ``totals``, by the places that ``_cells`` gave
    refusals: Mapping[str, int] = field(init=False)  # all, genuine, protective
    truly_blamed: Sequence[int] = field(init=False)  # by gate, after a refusal
    blamed: Sequence[int] = field(init=False)  # by gate, for an assumed no as well
    refused_round: int = field(init=False)  # requests refused for good whose asker went ahead without permission
    refused: int = field(init=False)  # requests refused for good

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        set_(self, "sums", (_TABLE @ self.totals).tolist())
        objections = self.total(Event.OBJECTED)
        set_(self, "refusals", {
            "all": objections, "genuine": self._sum(_GENUINE), "protective": self._sum(_PROTECTIVE),
        })  # fmt: skip
        blamed = [self.at(Event.BLAMED, gate) for gate in Gate]
        set_(self, "blamed", blamed)
        set_(self, "truly_blamed", [blamed[gate] - self._sum(_ASSUMED_BLAME[gate]) for gate in Gate])
        set_(self, "refused_round", self.total(Event.WENT_SHADOW) - self.at(Event.WENT_SHADOW, Gate.SELF))
        set_(self, "refused", self.total(Event.GAVE_UP) + self.refused_round)

    def _sum(self, place: int) -> int:
        return self.sums[place]

    def total(self, event: Event) -> int:
        """How often an event happened."""
        return self._sum(_OF_EVENT[event])

    def at(self, event: Event, gate: Gate) -> int:
        """How often it happened at one gate."""
        return self._sum(_AT_GATE[event, gate])

    def last(self, column: str) -> float:
        """A weekly measure as it stood at the end."""
        return self.column(column)[-1]

    @property
    def vanity_granted(self) -> int:
        """Requests of councillors that comms did."""
        return self._sum(_GRANTED)

    @property
    def uptake(self) -> float:
        """The share of staff live at the end."""
        return self.last("uptake")

    @property
    def blamed_gates(self) -> tuple[int, int]:
        """Blame on the five gates: after a refusal, and in all."""
        return sum(self.truly_blamed[gate] for gate in GATES), sum(self.blamed[gate] for gate in GATES)

    def amount(self, book: Book) -> float:
        """Hours of one book over the run, added up week by week."""
        return add_up(self.column(label(book)))
