"""Legal: the bogeyman, and standing orders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulation.agents.gate import Concern, Gatekeeper
from simulation.agents.request import Request
from simulation.rules import legal, people
from simulation.state import Gate, Kind, Objection

if TYPE_CHECKING:
    from simulation.council import Council


class Legal(Gatekeeper):
    """Legal believes in trouble that does not exist until it knows better, and upholds standing orders until
    councillors amend them.

    State: ``knowledge`` in [0, 1].
    """

    gate = Gate.LEGAL

    def __init__(self, model: Council) -> None:
        super().__init__(model)
        self.knowledge: float = model.now.gates.legal.knowledge

    def hours_for_decisions(self) -> float:
        """Hours this week that may go into answering requests."""
        return float(self.model.now.gates.legal.hours * self.model.staff_count / 1000.0)

    def turnaround(self) -> int:
        """Weeks that an answer takes by the calendar."""
        return int(self.model.now.gates.legal.turnaround)

    def concerns(self, request: Request) -> Iterator[Concern]:
        """How much each objection concerns this gate now, and whether it would be genuine."""
        yield (
            Objection.BOGEYMAN,
            legal.concern_bogeyman(self.model.now.gates.legal.myth, self.precedent(request), self.knowledge),
            False,
        )
        touches = request.wish.kind == Kind.STANDING_ORDERS
        yield (
            Objection.STANDING_ORDERS,
            legal.concern_standing_orders(touches, self.model.standing_orders_amended),
            touches and not self.model.standing_orders_amended,
        )

    def organise(self) -> None:
        """Each documented case teaches legal something, wherever it came from."""
        cases = sum(self.model.this_week.documented)
        self.knowledge = people.heard(self.knowledge, 1.0, self.model.now.influence.news, cases)
