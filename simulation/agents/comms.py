"""Comms: own work, support, vanity, and a ring-fenced share of hours for deciding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulation.agents.gate import Concern, WorriedGatekeeper
from simulation.agents.request import Request
from simulation.draws import Purpose
from simulation.record import NOBODY, Book, Event, Owner, Use
from simulation.rules import comms, hr, objecting, responding, using
from simulation.state import Gate, Grade, Kind, Objection

if TYPE_CHECKING:
    from simulation.council import Council


class Comms(WorriedGatekeeper):
    """Comms answers requests, supports accounts and carries the publicity that councillors want, with what its own
    work leaves.

    Its ``risk_aversion`` is its need for control. State, in hours a week: ``need`` for its support net of what
    champions and the digital lead answer, ``support_hours`` at hand, ``growth`` of the need; ``inertia`` in [0, 1];
    ``unmet`` share of all support that nobody could give; ``vanity`` the councillors who asked for publicity this
    week.
    """

    gate = Gate.COMMS

    def __init__(self, model: Council) -> None:
        super().__init__(model)
        self.inertia = 1.0
        self.need = 0.0
        self.growth = 0.0
        self.unmet = 0.0
        self.vanity: list[int] = []
        self.vanity_hours = 0.0
        self.support_hours = self.hours_for_support()

    # -- hours -------------------------------------------------------------------------------------

    def hours_free(self) -> float:
        """Hours a week that own work leaves."""
        now = self.model.now.gates.comms
        return comms.hours_free(now.fte, self.model.staff_count, now.own_work)

    def hours_for_decisions(self) -> float:
        """The ring-fenced share; where there is a digital lead, the approving hours that appeals left the lead."""
        if self.model.digital_lead.is_there:
            return self.model.digital_lead.hours_for_requests()
        return self.hours_free() * self.model.now.gates.comms.ring_fenced

    def hours_for_support(self) -> float:
        """What decisions and vanity leave. Ring-fenced hours that stay unspent never become support."""
        return max(0.0, self.hours_free() * (1.0 - self.model.now.gates.comms.ring_fenced) - self.vanity_hours)

    # -- decide ------------------------------------------------------------------------------------

    def decide(self) -> None:
        """Publicity for councillors, then requests: with a digital lead from the lead's approving hours, with comms'
        own objections.
        """
        self.grant_vanity()
        lead = self.model.digital_lead
        if lead.is_there:
            lead.spend(Use.DECIDING, self.serve(self.hours_for_decisions(), by_lead=True))
        else:
            super().decide()

    def grant_vanity(self) -> None:
        """Councillors' requests for publicity cost hours where they are granted; pressure grants them."""
        self.vanity_hours = 0.0
        left = self.hours_for_support()
        cost = self.model.now.requests.hours
        pressure = responding.pressure_for_vanity(False, False, self.model.chamber.ruling_anxiety)
        concern = comms.concern_vanity(comms.looks_like_vanity(Kind.VANITY), pressure)
        refusal = objecting.probability_of_objection(concern, self.model.now.objections.vanity)
        for councillor in self.vanity:
            u = self.model.draws.one(Purpose.VANITY_GRANTED, self.model.councillors[councillor].key, self.model.week)
            granted = not objecting.is_raised(refusal, u) and self.vanity_hours + cost <= left
            if granted:
                self.vanity_hours += cost
            self.model.log.write(Event.VANITY, NOBODY, NOBODY, NOBODY, councillor, granted)
        self.vanity.clear()
        self.model.ledger.book(Book.SPENT, Owner.COMMS, Use.VANITY, self.vanity_hours)
        self.model.ledger.book(Book.OWNED, Owner.COMMS, Use.VANITY, self.vanity_hours)

    def concerns(self, request: Request) -> Iterator[Concern]:
        """How much each objection concerns this gate now, and whether it would be genuine."""
        now, asker, wish = self.model.now, request.asker, request.wish
        case = asker.perceived_case(request)
        value, cost = asker.value_and_cost(wish)
        yield Objection.NO_BUSINESS_CASE, comms.concern_no_business_case(case), value < cost
        yield (
            Objection.NO_RESOURCE,
            objecting.share_pressed(self.need, self.support_hours),
            objecting.is_short(self.need, self.support_hours),
        )
        pressure = responding.pressure_for_vanity(asker.grade != Grade.FRONTLINE, request.sponsored, 0.0)
        look = comms.looks_like_vanity(wish.kind)
        yield Objection.VANITY, comms.concern_vanity(look, pressure), wish.kind == Kind.VANITY
        forecast, spare = comms.need_forecast(self.growth), max(0.0, self.support_hours - self.need)
        yield Objection.PACE, objecting.share_pressed(forecast, spare), objecting.is_short(forecast, spare)
        yield Objection.INERTIA, self.inertia, False
        control = comms.concern_loss_of_control(
            self.risk_aversion, asker.skill_now, now.policy.shared_values, now.leadership.co_design
        )
        yield (
            Objection.LOSS_OF_CONTROL,
            control,
            hr.is_genuine_conduct(wish.risk, asker.skill_now, objecting.GENUINE_LEVEL),
        )
        proneness = using.proneness_to_incident(
            wish.risk, asker.skill_now, now.policy.shared_values, now.policy.multi_voice, self.unmet
        )
        yield (
            Objection.REPUTATION,
            self.model.chamber.ruling_anxiety,
            objecting.is_high(using.likelihood_of_incident(proneness)),
        )

    # -- use and organise --------------------------------------------------------------------------

    def use(self) -> None:
        """Share out support: champions answer what they can, then the digital lead, then comms; the rest is unmet."""
        need = 0.0
        for department in self.model.departments:
            need += department.support_need
        by_champions = min(need, self.model.champion_hours())
        lead = self.model.digital_lead
        by_lead = min(need - by_champions, lead.hours_for_support())
        before, self.need = self.need, need - by_champions - by_lead
        self.support_hours = self.hours_for_support()
        by_comms = min(self.need, self.support_hours)
        self.growth = comms.growth_next(self.growth, self.need, before)
        self.unmet = 1.0 - using.share_served(need, by_champions + by_lead + by_comms)
        lead.spend(Use.SUPPORT, by_lead)
        book = self.model.ledger.book
        self.model.spend_champions(by_champions)
        book(Book.OWNED, Owner.COMMS, Use.SUPPORT, self.support_hours)
        book(Book.SPENT, Owner.COMMS, Use.SUPPORT, by_comms)
        book(Book.UNMET, Owner.COMMS, Use.SUPPORT, self.need - by_comms)

    def reckon(self) -> None:
        """Alarm, calm and time, as for other gates; inertia yields to familiarity and to leadership."""
        super().reckon()
        self.inertia = comms.inertia_next(
            self.inertia, self.model.now.influence.news, self.model.uptake, self.model.leadership.message_to_comms
        )
