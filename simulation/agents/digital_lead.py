"""The digital lead: the named responsibility, with finite hours split over four duties."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from simulation.agents.member import Member
from simulation.agents.request import Request
from simulation.decisions import on_appeal
from simulation.draws import Purpose
from simulation.record import Book, Event, Owner, Use
from simulation.rules import responding

if TYPE_CHECKING:
    from simulation.council import Council


class DigitalLead(Member):
    """Approves and hears appeals, trains, supports, scans the horizon, as far as the hours reach; absent while it has
    none.

    State: ``appeals`` in the order filed, ``hours_left`` for approving this week.
    """

    def __init__(self, model: Council) -> None:
        super().__init__(model)
        self.appeals: list[Request] = []
        self.hours_on_open_appeal = 0.0
        self.hours_left = 0.0

    @property
    def is_there(self) -> bool:
        """Whether the organisation has named anybody."""
        return bool(self.model.now.digital_lead.hours > 0.0)

    def _hours(self, share: float) -> float:
        return float(self.model.now.digital_lead.hours * share)

    def hours_for_requests(self) -> float:
        """Approving hours that appeals left this week."""
        return self.hours_left

    def hours_for_support(self) -> float:
        """Hours a week for users' questions."""
        return self._hours(self.model.now.digital_lead.support)

    def hours_for_training(self) -> float:
        """Hours a week of teaching."""
        return self._hours(self.model.now.digital_lead.training)

    def hours_for_scanning(self) -> float:
        """Hours a week for finding out what others do: those that no other duty has."""
        now = self.model.now.digital_lead
        return self._hours(max(0.0, 1.0 - now.approving - now.training - now.support))

    def spend(self, use: Use, hours: float) -> None:
        """Hours of this week that went into something."""
        if use in (Use.APPEALS, Use.DECIDING):
            self.hours_left -= hours
        self.model.ledger.book(Book.SPENT, Owner.DIGITAL_LEAD, use, hours)

    def happen(self) -> None:
        """A new week's hours."""
        self.hours_left = self._hours(self.model.now.digital_lead.approving)
        self.model.ledger.book(Book.OWNED, Owner.DIGITAL_LEAD, Use.ANY, self._hours(1.0))
        self.spend(Use.TRAINING, self.hours_for_training())
        self.spend(Use.SCANNING, self.hours_for_scanning())

    def receive(self, request: Request) -> None:
        """An appeal joins the pile."""
        insort(self.appeals, request, key=lambda appeal: (appeal.refused_in, appeal.priority, appeal.number))

    def drop(self, request: Request) -> None:
        """An appeal is withdrawn; the hours already put into it are lost."""
        if self.appeals[0] is request:
            self.hours_on_open_appeal = 0.0
        self.appeals.remove(request)

    def decide(self) -> None:
        """Hear appeals, first come first served, while approving hours last; not during a moratorium."""
        if not self.is_there:  # the post was cut: nobody is left to hear appeals, and every refusal stands
            while self.appeals:
                self.answer(self.appeals.pop(0), overruled=False)
            self.hours_on_open_appeal = 0.0
        if self.model.this_week.is_moratorium:
            return
        while self.appeals and self.hours_left > 0.0:
            needed = responding.APPEAL_HOURS - self.hours_on_open_appeal
            if needed > self.hours_left:
                self.hours_on_open_appeal += self.hours_left
                self.spend(Use.APPEALS, self.hours_left)
                return
            self.spend(Use.APPEALS, needed)
            self.hours_on_open_appeal = 0.0
            self.hear(self.appeals.pop(0))

    def hear(self, request: Request) -> None:
        """Overrule the gate or uphold it, as authority and the perceived case go, or as somebody at the desk says."""
        refusal = request.refusals[0]
        told = self.model.decisions.answer_to(on_appeal(request.decision_at(refusal.gate)))
        if told is not None:
            self.answer(request, overruled=told)
            return
        case = request.asker.perceived_case(request)
        chance = responding.probability_of_overruling(self.model.now.digital_lead.authority, case)
        overruled = self.model.draws.one(Purpose.APPEAL_HEARD, request.wish.key, request.turn_at(refusal.gate)) < chance
        self.answer(request, overruled)

    def answer(self, request: Request, overruled: bool) -> None:
        """Say what became of an appeal."""
        request.upheld = not overruled
        self.model.log.write(
            Event.APPEAL_HEARD, *request.asker.who, request.number,
            request.refusals[0].gate, not overruled, self.model.week - request.refused_in,
        )  # fmt: skip
        self.model.answered.append(request)
