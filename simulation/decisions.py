"""Answers that somebody at the desk gives in place of a gate, or of whoever hears appeals: a table of yes and no.

A decision is about a request, a gate and an attempt. A request is named as its luck is: by its asker's seat, which
occupant of that seat, and which request of theirs. So a table means the same requests whatever else happens in a run,
and a decision's key is the one that its draws have. Both drivers read the table where a gate would weigh its reasons,
before anything is drawn. Hours, queues and all other draws stay as they are. Yes is no objection. No is the objection
that the gate itself would have given; where it would have let the request through, the one that concerns it most, with
the truth about whether that reason is genuine.

The chief executive's are decisions *on appeal*: about a refusal by that gate at that attempt, whose asker will not
leave it at that. Yes lifts the refusal, no lets it stand. Where a digital lead hears appeals, they take the place of
the lead's answer, in the lead's hours. Where nobody does, a yes is heard in the week of the refusal, and a no is what
there would have been: an appeal that nobody heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.draws import child
from simulation.state import Gate

ON_APPEAL = 1  # what an appeal's key adds to that of the decision against which it goes
LEFT = 2  # in arrays, beside 0 for no and 1 for yes: left to the simulated council


class Asked(NamedTuple):
    """One attempt of one request at one gate, or the appeal against what the gate said to it.

    ``seat_key`` is the seat's key for draws (``Population.seat_key``), ``generation`` counts its occupants from 0,
    ``request`` the requests of that occupant from 0, ``attempt`` those at this gate from 1. ``on_appeal``: the
    decision is the chief executive's, about this gate's refusal.
    """

    seat_key: int
    generation: int
    request: int
    gate: Gate
    attempt: int
    on_appeal: bool = False

    @property
    def key(self) -> int:
        """The 64-bit key of this decision's luck."""
        wish = child(child(int(self.seat_key), self.generation), self.request)
        decision = child(child(wish, int(self.gate)), self.attempt)
        return on_appeal(decision) if self.on_appeal else decision


def on_appeal(decision: int) -> int:
    """The key of the appeal against a gate's decision."""
    return child(decision, ON_APPEAL)


Decisions = Mapping[Asked, bool | None]
"""Whether each is let through; none leaves it to the simulated council, and only asks whether the run comes to it. An
entry that never comes up in a run changes nothing, and is counted."""


class Table:
    """Decisions as a run reads them, with which of them it has come to."""

    def __init__(self, decisions: Decisions | None = None) -> None:
        self._answers = {
            asked.key: None if answer is None else bool(answer) for asked, answer in (decisions or {}).items()
        }
        self._met: set[int] = set()

    def answer_to(self, key: int) -> bool | None:
        """Whether the table lets this decision's request through; none where it says nothing of it."""
        if key in self._answers:
            self._met.add(key)
        return self._answers.get(key)

    def has_come_to(self, asked: Asked) -> bool:
        """Whether the run has come to this entry of the table."""
        return asked.key in self._met

    @property
    def unmet(self) -> int:
        """Decisions that the run has not come to."""
        return len(self._answers) - len(self._met)


def as_arrays(decisions: Decisions | None) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """The keys of all decisions, rising, and for each 1 where it lets its request through, 0 where not, or ``LEFT``."""
    answers = sorted(
        (asked.key, LEFT if answer is None else int(answer)) for asked, answer in (decisions or {}).items()
    )
    keys = np.array([key for key, _ in answers], dtype=np.uint64)
    return keys, np.array([answer for _, answer in answers], dtype=np.uint8)
