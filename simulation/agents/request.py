"""What somebody would ask for, and the request that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulation.draws import child
from simulation.state import Gate, Kind, Objection

if TYPE_CHECKING:
    from simulation.agents.staff import Staff


@dataclass(frozen=True, slots=True)
class Wish:
    """What an occupant's next request, or account, is about: drawn once, whenever it is filed.

    ``value`` in value hours per week while broadcasting, ``hours`` of work per week, ``risk`` and ``novelty`` in [0,
    1]; ``key`` addresses its luck.
    """

    key: int
    kind: Kind
    value: float
    risk: float
    hours: float
    novelty: float


@dataclass(slots=True)
class Refusal:
    """One gate's objection to a request; ``by_lead`` where the digital lead gave it in comms' place."""

    gate: Gate
    objection: Objection
    genuine: bool
    appealable: bool
    by_lead: bool = False


@dataclass(slots=True)
class Request:
    """A request in flight. ``route`` lists the gates in order, ``at`` those that have it now."""

    number: int
    asker: Staff
    wish: Wish
    quality: float
    conviction: float
    hoop_hours: float
    sponsored: bool
    slipped: bool
    route: tuple[Gate, ...]
    parallel: bool
    filed: int
    priority: float
    passed: int = 0
    at: dict[Gate, int] = field(default_factory=dict)  # gate: week from which it stands in that queue
    attempts: dict[Gate, int] = field(default_factory=dict)
    hours_spent: dict[Gate, float] = field(default_factory=dict)  # decision hours carried over
    refusals: list[Refusal] = field(default_factory=list)  # of this round
    refused_in: int = 0  # week of the objection, for rework
    worthwhile: bool = True  # at the last decision
    was_appealed: bool = False
    upheld: bool | None = None  # what became of the appeal, until the asker hears of it

    @property
    def place_in_queue(self) -> tuple[bool, int, float, int]:
        """Sponsored first, then by week filed, then a drawn priority."""
        return (not self.sponsored, self.filed, self.priority, self.number)

    def turn_at(self, gate: Gate) -> int:
        """This attempt at this gate as one number, to address what follows from it."""
        return self.attempts[gate] * 8 + int(gate)

    def decision_at(self, gate: Gate) -> int:
        """The key of this gate's decision on this attempt."""
        return child(child(self.wish.key, int(gate)), self.attempts[gate])

    def is_at(self, gate: Gate, week: int) -> None:
        """It joins a gate's queue, for another attempt."""
        self.at[gate] = week
        self.attempts[gate] = self.attempts.get(gate, 0) + 1
        self.hours_spent[gate] = 0.0
