"""A member of staff who takes the answer: goes live, or blames somebody and mends, appeals, gives up, goes round."""

from __future__ import annotations

from simulation.agents.asker import Asker
from simulation.agents.request import Refusal, Request, Wish
from simulation.decisions import on_appeal
from simulation.draws import Purpose
from simulation.record import OWNER_OF, Cause, Event, Owner, Use
from simulation.rules import people, requests, responding
from simulation.state import Answers, Gate, Mode, News, Objection, Stage


class Respondent(Asker):
    """An asker with an answer."""

    # -- respond -----------------------------------------------------------------------------------

    def respond(self) -> None:
        """Take the answer: go on, go live, or mend, appeal, give up, go round."""
        request = self.request
        assert request is not None
        if request.upheld is False:  # the digital lead overruled the gate
            request.upheld = None
            request.refusals.clear()
            self.passed(request)
        elif request.upheld is True:
            request.upheld = None
            request.refused_in = self.model.week  # the weeks until here are booked with the appeal
            self.be_refused(request, request.refusals[0])
        elif request.refusals:
            request.refusals.sort(key=lambda refusal: request.route.index(refusal.gate))
            request.refused_in = self.model.week
            self.take_refusal(request, request.refusals[0])
        else:
            self.passed(request)

    def passed(self, request: Request) -> None:
        """One gate further, or through."""
        request.passed += len(request.route) if request.parallel else min(1, len(request.route))
        if request.passed < len(request.route):
            self.go_on(request)
            return
        if not request.route:  # nobody was asked, so nobody has judged it yet
            request.worthwhile = requests.is_worthwhile(*self.value_and_cost(request.wish))
        self.bring_up_to_date()
        for gate in request.route:
            self.take_in(News.LET_THROUGH, int(gate), people.OWN_EXPERIENCE)
            self.tell(News.LET_THROUGH, gate)
        self.nerve = people.heard(self.nerve, 1.0, self.model.now.influence.news, people.OWN_EXPERIENCE)
        self.model.log.write(Event.APPROVED, *self.who, request.number, request.worthwhile)
        self.request = None
        self.go_live(request.wish, Cause.APPROVED, request.number)

    def go_live(self, account: Wish, cause: Cause, request: int = -1) -> None:
        """The account is there."""
        self._account = account
        self.mode = Mode.BROADCAST
        self.frustration = 0.0
        self.model.log.write(Event.LIVE, *self.who, request, self.mode, cause)
        self.become(Stage.LIVE, cause)
        self.tell(News.WENT_LIVE)

    def take_refusal(self, request: Request, refusal: Refusal) -> None:
        """Cross, and blaming somebody, the asker decides what to do about it."""
        now, draws = self.model.now, self.model.draws
        self.frustration = people.frustration_refused(self.frustration, now.staff.frustration)
        self.department.setbacks += 1
        blamed = self.blame(request, refusal, self.is_told_why(request, refusal))
        self.bring_up_to_date()
        self.take_in(News.REFUSED, int(blamed), people.OWN_EXPERIENCE)
        self.tell(News.REFUSED, blamed)
        if any(refusal.objection == Objection.STANDING_ORDERS for refusal in request.refusals):
            self.model.chamber.wanted_since += 1
        appeals = not request.was_appealed and all(refusal.appealable for refusal in request.refusals)
        if appeals and draws.one(Purpose.APPEAL, request.wish.key, request.turn_at(refusal.gate)) < now.asking.appeal:
            if self.model.digital_lead.is_there:
                request.was_appealed = True
                self.model.log.write(Event.APPEALED, *self.who, request.number, refusal.gate, refusal.objection)
                self.model.digital_lead.receive(request)
                return
            if self.model.decisions.answer_to(on_appeal(request.decision_at(refusal.gate))):
                self.model.log.write(Event.APPEAL_HEARD, *self.who, request.number, refusal.gate, False, 0)
                request.refusals.clear()  # the chief executive heard it, at once
                self.passed(request)
                return
            if self.model.uptake > now.route.grey_area:
                self.model.log.write(Event.NO_HOME, *self.who, request.number, refusal.gate, refusal.objection)
                self.model.log.write(Event.BLAMED, *self.who, request.number, Gate.NO_HOME, Gate.NO_HOME)
        self.be_refused(request, refusal)

    def is_told_why(self, request: Request, refusal: Refusal) -> bool:
        """Whether whoever decided takes the time to write down the true reason, even where comms hands it over."""
        u = self.model.draws.one(Purpose.REASON, request.wish.key, request.turn_at(refusal.gate))
        if u >= self.model.share_told():
            return False
        owner = Owner.DIGITAL_LEAD if refusal.by_lead else OWNER_OF[refusal.gate]
        self.model.ledger.bought(owner, Use.EXPLAINING, responding.HOURS_TO_EXPLAIN)
        return True

    def blame(self, request: Request, refusal: Refusal, is_told_why: bool) -> Gate:
        """The true gate where reasons are given openly, else whoever handed over the answer."""
        by_comms = self.model.now.route.answers_by == Answers.COMMS and Gate.COMMS in request.route
        blamed = Gate.COMMS if by_comms and not is_told_why else refusal.gate
        self.model.log.write(Event.BLAMED, *self.who, request.number, blamed, refusal.gate)
        return blamed

    def be_refused(self, request: Request, refusal: Refusal) -> None:
        """Mend it and ask again; else go round the block, or give up."""
        draws, wish, turn = self.model.draws, request.wish, request.turn_at(refusal.gate)
        chance = responding.probability_of_improving(self.model.now.asking.improve, self.frustration)
        if draws.one(Purpose.IMPROVE, wish.key, turn) < chance:
            self.model.mending[self.model.week + responding.REWORK_WEEKS].append(self)
            return
        goes_round = self.stage != Stage.SHADOW and draws.one(
            Purpose.GO_ROUND, wish.key, turn
        ) < responding.probability_of_going_round(self.probability_of_going_shadow())
        event = Event.WENT_SHADOW if goes_round else Event.GAVE_UP
        self.model.log.write(event, *self.who, request.number, refusal.gate, self.model.week - request.refused_in)
        self.request = None
        if goes_round:
            self._account = wish
        if self.stage != Stage.SHADOW:  # whoever goes ahead already gives up only the asking
            self.become(Stage.SHADOW if goes_round else Stage.GAVE_UP, Cause.REFUSED)

    def withdraw(self, cause: Cause) -> None:
        """The request leaves whatever queue it stands in."""
        request = self.request
        if request is None:
            return
        waits = bool(request.at)
        for gate in list(request.at):
            waited = self.model.gatekeeper(gate, self.department).drop(request)
            self.model.log.write(Event.LEFT_QUEUE, *self.who, request.number, gate, waited)
        gate, rework = Gate.SELF, 0
        if request.refusals and not waits and request.refused_in:
            gate, rework = request.refusals[0].gate, self.model.week - request.refused_in
        if request in self.model.digital_lead.appeals:
            self.model.digital_lead.drop(request)
        for askers in self.model.mending.values():
            if self in askers:
                askers.remove(self)
        self.model.log.write(Event.WITHDRAWN, *self.who, request.number, gate, rework, cause)
        self.request = None
