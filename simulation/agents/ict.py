"""ICT: security, infrastructure, and the gap to its customers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulation.agents.gate import Concern, WorriedGatekeeper
from simulation.agents.request import Request
from simulation.record import NOBODY, Book, Event, Owner, Use
from simulation.rules import ict, objecting, organising
from simulation.state import Gate, Objection, Removal

if TYPE_CHECKING:
    from simulation.council import Council


class ICT(WorriedGatekeeper):
    """ICT guards an infrastructure that is finite and makes it safer with the hours that decisions leave.

    State: ``capacity`` in accounts, ``on_order`` as (week due, accounts), ``mitigated`` share of the risk that is
    taken care of.
    """

    gate = Gate.ICT

    def __init__(self, model: Council) -> None:
        super().__init__(model)
        self.capacity: float = model.now.gates.ict.capacity * model.staff_count / 1000.0
        self.on_order: deque[tuple[int, float]] = deque()
        self.mitigated = 0.0

    def hours_for_decisions(self) -> float:
        """Hours this week that may go into answering requests."""
        return float(self.model.now.gates.ict.hours * self.model.staff_count / 1000.0)

    def decide(self) -> None:
        """Answer what the hours allow; the rest of them make accounts safer from next week on."""
        accounts = self.model.live_count + len(self.queue)  # what there is to make safe, or soon may be
        super().decide()
        spare = self.hours_for_decisions() - self.hours_spent
        per_hour = self.model.now.gates.ict.mitigation
        is_gone = self.model.removal_of(self.gate) in (Removal.REMOVED, Removal.UNKNOWN)
        if accounts > 0 and per_hour > 0.0 and not is_gone:
            self.model.ledger.book(Book.SPENT, Owner.ICT, Use.MITIGATION, spare)
            self.mitigated = ict.share_mitigated(spare, accounts, per_hour)
        else:
            self.mitigated = 0.0

    def concerns(self, request: Request) -> Iterator[Concern]:
        """How much each objection concerns this gate now, and whether it would be genuine."""
        wish = request.wish
        yield (
            Objection.SECURITY,
            ict.concern_security(self.risk_aversion, wish.risk, request.sponsored, self.mitigated),
            objecting.is_high(wish.risk),
        )
        yield Objection.INFRASTRUCTURE, ict.concern_infrastructure(self.model.live_count, self.capacity), True
        yield Objection.KNOWLEDGE_GAP, ict.concern_knowledge_gap(request.quality), objecting.is_low(request.quality)

    def organise(self) -> None:
        """What was ordered arrives; while it is needed, more is ordered."""
        landed = 0.0
        while self.on_order and self.on_order[0][0] <= self.model.week:
            landed += self.on_order.popleft()[1]
        if landed > 0.0:
            self.capacity += landed
            self.model.log.write(Event.INVESTED, NOBODY, NOBODY, NOBODY, int(self.capacity * 1000.0))
        watching = organising.hours_of_policy(self.model.now.policy.enforcement) * self.model.staff_count
        self.model.ledger.bought(Owner.ICT, Use.WATCHING, watching)
        per_year = self.model.now.gates.ict.investment * self.model.staff_count / 1000.0
        ordered = ict.capacity_ordered(self.model.live_count, self.capacity, per_year)
        if ordered > 0.0:
            self.model.ledger.bought(Owner.ICT, Use.INVESTMENT, ict.hours_of_investment(ordered))
            self.on_order.append((self.model.week + self.model.now.gates.ict.lead_time, ordered))
