"""A gate: somebody who answers requests within finite hours, for reasons that may be true."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulation.agents.member import Member
from simulation.agents.request import Refusal, Request
from simulation.draws import Purpose
from simulation.record import OWNER_OF, Book, Event, Use
from simulation.rules import consequences, objecting, people
from simulation.rules.requests import evidence_that_helps, is_worthwhile
from simulation.state import Gate, Objection, Removal, label

if TYPE_CHECKING:
    from simulation.council import Council

Concern = tuple[Objection, float, bool]  # the objection, how much it concerns the gate, whether it would be genuine


class Gatekeeper(Member):
    """Works through its queue: sponsored first, then week filed, then a drawn priority.

    Subclasses say what they object to (``concerns``) and what hours they have (``hours_for_decisions``). State:
    ``queue`` (requests in order), ``risk_aversion`` in [0, 1], ``hours_spent`` on decisions this week.
    """

    gate: Gate

    def __init__(self, model: Council) -> None:
        super().__init__(model)
        self.queue: list[Request] = []
        self.hours_spent = 0.0

    # -- what a subclass says ----------------------------------------------------------------------

    def concerns(self, request: Request) -> Iterator[Concern]:
        """Every objection this gate knows: how much it concerns the gate now, and whether it would be genuine."""
        raise NotImplementedError

    def hours_for_decisions(self) -> float:
        """Hours this week that may go into answering requests."""
        raise NotImplementedError

    def turnaround(self) -> int:
        """Weeks that an answer takes by the calendar."""
        return int(self.model.now.gates.turnaround)

    # -- the queue ---------------------------------------------------------------------------------

    def receive(self, request: Request) -> None:
        """A request joins the queue."""
        request.is_at(self.gate, self.model.week)
        insort(self.queue, request, key=lambda queued: queued.place_in_queue)
        self.model.log.write(Event.QUEUED, *request.asker.who, request.number, self.gate, request.attempts[self.gate])

    def drop(self, request: Request) -> int:
        """A request leaves the queue unanswered. Returns the weeks it stood in it."""
        self.queue.remove(request)
        return self.model.week - request.at.pop(self.gate)

    def decide(self) -> None:
        """Answer what this week's hours allow."""
        hours = self.hours_for_decisions()
        self.hours_spent = self.serve(hours)
        self.book_decisions(hours, self.hours_spent)

    def book_decisions(self, hours: float, spent: float) -> None:
        """Where the hours of this week's decisions came from and went."""
        self.model.ledger.book(Book.OWNED, OWNER_OF[self.gate], Use.DECIDING, hours)
        self.model.ledger.book(Book.SPENT, OWNER_OF[self.gate], Use.DECIDING, spent)

    def serve(self, hours: float, by_lead: bool = False) -> float:
        """Work through the queue until the hours are used up; an unfinished decision keeps the hours already put into
        it.

        Nothing is decided during a moratorium. Returns the hours spent.
        """
        if self.model.this_week.is_moratorium:
            return 0.0
        left = hours
        for request in list(self.queue):
            if left <= 0.0:
                break
            if self.model.week - request.at[self.gate] < self.turnaround():
                continue
            needed = max(0.0, self.hours_needed(request) - request.hours_spent[self.gate])
            if needed > left:
                request.hours_spent[self.gate] += left
                left = 0.0
                break
            left -= needed
            self.answer(request, by_lead)
        return hours - left

    def hours_needed(self, request: Request) -> float:
        """Hours of one decision, fewer with precedent."""
        return objecting.decision_hours(self.model.now.gates.decision_hours, self.precedent(request))

    def precedent(self, request: Request) -> float:
        """Evidence for this kind of request, as far as it vouches for this one."""
        return evidence_that_helps(self.model.evidence[request.wish.kind], request.wish.novelty)

    # -- the answer --------------------------------------------------------------------------------

    def answer(self, request: Request, by_lead: bool = False) -> None:
        """Let it through or object, and say so."""
        waited = self.drop(request)
        request.worthwhile = is_worthwhile(*request.asker.value_and_cost(request.wish))
        reason = None if self.is_rubber_stamp else self.reason_against(request)
        attempt = request.attempts[self.gate]
        self.model.log.write(
            Event.DECIDED, *request.asker.who, request.number,
            self.gate, attempt, waited, by_lead, reason is None, request.worthwhile,
        )  # fmt: skip
        if reason is not None:
            objection, genuine = reason
            appealable = not by_lead and objection != Objection.STANDING_ORDERS
            request.refusals.append(Refusal(self.gate, objection, genuine, appealable, by_lead))
            self.model.log.write(
                Event.OBJECTED, *request.asker.who, request.number,
                self.gate, attempt, objection, genuine, request.worthwhile, appealable, by_lead,
            )  # fmt: skip
        if not request.at:  # in a parallel route, the last to answer
            self.model.answered.append(request)

    @property
    def is_rubber_stamp(self) -> bool:
        """Whether the scenario lets this gate only queue and say yes."""
        return self.model.removal_of(self.gate) == Removal.RUBBER_STAMP

    def reason_against(self, request: Request) -> tuple[Objection, bool] | None:
        """The objection that wins the race among those raised, and whether it is genuine; none if nothing is raised.

        Where somebody at the desk has decided, theirs is the answer, and to a no the reason is the gate's own: if it
        would raise none, the likeliest.
        """
        decision = request.decision_at(self.gate)
        told = self.model.decisions.answer_to(decision)
        if told is True:
            return None
        first: tuple[float, Objection, bool] | None = None
        likeliest: tuple[float, Objection, bool] | None = None
        for objection, concern, genuine in self.concerns(request):
            strength = getattr(self.model.now.objections, label(objection))
            probability = objecting.probability_of_objection(concern, strength)
            if likeliest is None or (-probability, objection) < likeliest[:2]:
                likeliest = (-probability, objection, genuine)
            if probability <= 0.0:
                continue
            u = self.model.draws.one(Purpose.OBJECT, decision, int(objection))
            if objecting.is_raised(probability, u):
                time = objecting.time_in_race(u, objecting.weight_of(probability))
                if first is None or (time, objection) < first[:2]:
                    first = (time, objection, genuine)
        if first is None and told is False:
            first = likeliest
        return None if first is None else first[1:]


class WorriedGatekeeper(Gatekeeper):
    """A gate whose ``risk_aversion``, in [0, 1], incidents raise and time lowers."""

    def __init__(self, model: Council) -> None:
        super().__init__(model)
        self.risk_aversion: float = model.now.gates.risk_aversion

    def reckon(self) -> None:
        """Incidents alarm, successes calm, and the rest is time."""
        week = self.model.this_week
        alarmed = consequences.alarmed(self.risk_aversion, week.incidents_risk, week.successes)
        now = self.model.now
        self.risk_aversion = people.faded(alarmed, now.gates.risk_aversion, now.staff.fading, 1)
