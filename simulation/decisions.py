"""Answers that somebody at the desk gives in place of a gate: a table of (request, gate, attempt) to yes or no.

A request is named as its luck is: by its asker's seat, which occupant of that seat, and which request of theirs. So a
table means the same requests whatever else happens in a run, and a decision's key is the one that its draws have.
Both drivers read the table where a gate would weigh its reasons, before anything is drawn. Hours, queues and all other
draws stay as they are. Yes is no objection. No is the objection that the gate itself would have given; where it would
have let the request through, the one that concerns it most, with the truth about whether that reason is genuine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.draws import child
from simulation.state import Gate


class Asked(NamedTuple):
    """One attempt of one request at one gate.

    ``seat_key`` is the seat's key for draws (``Population.seat_key``), ``generation`` counts its occupants from 0,
    ``request`` the requests of that occupant from 0, ``attempt`` those at this gate from 1.
    """

    seat_key: int
    generation: int
    request: int
    gate: Gate
    attempt: int

    @property
    def key(self) -> int:
        """The 64-bit key of this decision's luck."""
        wish = child(child(int(self.seat_key), self.generation), self.request)
        return child(child(wish, int(self.gate)), self.attempt)


Decisions = Mapping[Asked, bool]
"""Whether each is let through. An entry that never comes up in a run changes nothing, and is counted."""


class Table:
    """Decisions as a run reads them, with which of them it has come to."""

    def __init__(self, decisions: Decisions | None = None) -> None:
        self._answers = {asked.key: bool(answer) for asked, answer in (decisions or {}).items()}
        self._met: set[int] = set()

    def answer_to(self, key: int) -> bool | None:
        """Whether the table lets this decision's request through; none where it says nothing of it."""
        answer = self._answers.get(key)
        if answer is not None:
            self._met.add(key)
        return answer

    @property
    def unmet(self) -> int:
        """Decisions that the run has not come to."""
        return len(self._answers) - len(self._met)


def as_arrays(decisions: Decisions | None) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """The keys of all decisions, rising, and 1 for each that lets its request through, else 0."""
    answers = sorted((asked.key, bool(answer)) for asked, answer in (decisions or {}).items())
    keys = np.array([key for key, _ in answers], dtype=np.uint64)
    return keys, np.array([answer for _, answer in answers], dtype=np.uint8)
