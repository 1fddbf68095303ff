"""Asking, gates and objections without one of their mechanisms."""

from collections.abc import Callable, Iterator
from math import exp
from typing import Any

from simulation.agents import asker, gate
from simulation.agents.asker import Asker
from simulation.agents.comms import Comms
from simulation.agents.department import Head
from simulation.agents.gate import Gatekeeper, WorriedGatekeeper
from simulation.agents.hr import HR
from simulation.agents.ict import ICT
from simulation.agents.legal import Legal
from simulation.agents.request import Refusal, Request
from simulation.agents.respondent import Respondent
from simulation.council import Council
from simulation.record import Event
from simulation.rules import comms, consequences, ict, legal, requests, responding, speaking_up
from simulation.state import OBJECTIONS_OF, Gate, Kind, Objection, label
from tests.parameters.cut import Cut, Instead, always


def kinds_without(missing: Kind) -> Callable[..., Kind]:
    """Requests that are never of one kind: a share for each of the others."""

    def kind_of(new: float, needs_ict: float, orders: float, vanity: float, is_senior: bool, u: float) -> Kind:
        others = ((Kind.NEW_CHANNEL, new), (Kind.NEEDS_ICT, needs_ict), (Kind.STANDING_ORDERS, orders),
                  (Kind.VANITY, 2.0 * vanity if is_senior else vanity))  # fmt: skip
        reached = 0.0
        for kind, share in others:
            reached += 0.0 if kind == missing else share
            if kind != missing and u < reached:
                return kind
        return Kind.ROUTINE

    return kind_of


def not_raising(objection: Objection) -> Instead:
    """The gate of an objection does not know it."""
    owner: Any = {Gate.MANAGEMENT: Head, Gate.COMMS: Comms, Gate.HR: HR, Gate.LEGAL: Legal, Gate.ICT: ICT}[
        next(gate for gate, known in OBJECTIONS_OF.items() if objection in known)
    ]
    knows = owner.concerns

    def concerns(self: Any, request: Request) -> Iterator[Any]:
        return (concern for concern in knows(self, request) if concern[0] != objection)

    return [(owner, "concerns", concerns)]


def case_without_novelty(
    evidence: float, novelty: float, quality: float, conviction: float, sponsored: bool, revealed: float, true: float
) -> float:
    """All evidence helps, and nothing is left to faith."""
    return (1.0 - revealed) * (1.0 - (1.0 - evidence) * (1.0 - quality)) + revealed * true


def blame_whoever_refused(self: Respondent, request: Request, refusal: Refusal, _: bool) -> Gate:
    self.model.log.write(Event.BLAMED, *self.who, request.number, refusal.gate, refusal.gate)
    return refusal.gate


def at_ease(self: WorriedGatekeeper, model: Council, before: Callable[..., None] = WorriedGatekeeper.__init__) -> None:
    before(self, model)
    self.risk_aversion = 0.0


def calm_down(self: WorriedGatekeeper) -> None:
    week, fading = self.model.this_week, self.model.now.staff.fading
    self.risk_aversion = consequences.alarmed(self.risk_aversion, week.incidents_risk, week.successes) * exp(-fading)


def refused_in_no_grey_area(
    self: Respondent, request: Request, refusal: Refusal, before: Callable[..., None] = Respondent.take_refusal
) -> None:
    """No use is so small that nobody would miss a home for it."""
    route = self.model.now.route
    level, route.grey_area = route.grey_area, 0.0
    before(self, request, refusal)
    route.grey_area = level


def objection_alone(objection: Objection) -> Cut:
    """One gate at a time, in a council in which it has every reason to object."""
    at = next(gate for gate, known in OBJECTIONS_OF.items() if objection in known)
    instead = not_raising(objection)
    if objection == Objection.VANITY:  # councillors' own requests meet it as well
        instead.append((comms, "concern_vanity", always(0.0)))
    roomy = {"gates.comms.own_work": 0.5} if objection == Objection.PACE else {}  # hours for now, not for growth
    return Cut(f"a gate objects: {label(objection)}", instead, {**ALONE, "route.gates": [label(at)], **roomy})


ALONE = {"route.extra.new_channel": [], "route.extra.standing_orders": [], "hoops.number": 0, "start.evidence": 0,
         "leadership.strength": 0, "gates.comms.fte": 4, "gates.ict.capacity": 40,
         "department.customer_skill": 0.1,
         "asking.rate": 1, "asking.caution": 0, "start.asking": 0.3}  # fmt: skip
asking = speaking_up.probability_of_asking
# fmt: off
CUTS = {
    "asking.caution": Cut("a feared refusal lowers the chance to ask", [
        (speaking_up, "probability_of_asking", lambda rate, refusal, _, nerve, hours, value:
            asking(rate, 0.0, 1.0, nerve, hours, value))]),
    "asking.improve": Cut("a refused request is mended", [(responding, "probability_of_improving", always(0.0))]),
    "asking.appeal": Cut("a refusal can be appealed against", [
        (gate, "Refusal", lambda at, reason, genuine, appealable, by_lead:
            Refusal(at, reason, genuine, False, by_lead))]),
    "requests.new_channel": Cut("some want a new channel", [(requests, "kind_of", kinds_without(Kind.NEW_CHANNEL))]),
    "requests.needs_ict": Cut("some need an ICT change", [(requests, "kind_of", kinds_without(Kind.NEEDS_ICT))]),
    "requests.standing_orders": Cut("some touch standing orders", [
        (requests, "kind_of", kinds_without(Kind.STANDING_ORDERS))]),
    "requests.vanity": Cut("some want publicity", [(requests, "kind_of", kinds_without(Kind.VANITY))]),
    "requests.novelty": Cut("evidence does not vouch for what is new, faith has to", [
        (requests, "perceived_case", case_without_novelty),
        (gate, "evidence_that_helps", lambda evidence, _: evidence)]),
    "route.parallel": Cut("all gates answer at once", [
        (asker, "Request", lambda **given: Request(**{**given, "parallel": False}))], {"route.parallel": True}),
    "route.answers_by": Cut("comms hands over all answers, and is blamed for them", [
        (Respondent, "blame", blame_whoever_refused)], {"route.answers_by": "comms"}),
    "route.devolution": Cut("some of the frontline need no manager", [(Asker, "is_devolved", always(False))]),
    "route.grey_area": Cut("requests slip past comms while hardly anybody uses it, and nobody misses a home", [
        (requests, "probability_of_slipping", always(0.0)), (Respondent, "take_refusal", refused_in_no_grey_area)],
        {"digital_lead.hours": 0}),
    "route.transparency": Cut("true reasons are given, by word or in writing", [
        (responding, "share_told", always(0.0))],
        {"route.answers_by": "comms"}),
    "hoops.number": Cut("hoops take time, deter and reveal", [(Council, "hoop_hours", always(0.0))]),
    "hoops.hours": Cut("hoops take time, deter and reveal", [(Council, "hoop_hours", always(0.0))]),
    "hoops.training": Cut("hoops teach", [(requests, "TRAINING_PIECES", 0.0)]),
    "gates.risk_aversion": Cut("HR and ICT are averse to risk, and comms wants control, without any incident", [
        (WorriedGatekeeper, "__init__", at_ease), (WorriedGatekeeper, "reckon", calm_down)]),
    "gates.turnaround": Cut("comms, HR and ICT answer by the calendar", [(Gatekeeper, "turnaround", always(0))]),
    "gates.comms.own_work": Cut("press, campaigns and print come first", [
        (comms, "hours_free", lambda fte, staff, _: comms.WORKING_WEEK * fte * staff / 1000.0)]),
    "gates.comms.support_hours": Cut("accounts need support", [(comms, "support_need", always(0.0))]),
    "gates.legal.turnaround": Cut("legal answers by the calendar", [(Legal, "turnaround", always(0))]),
    "gates.legal.myth": Cut("legal fears what does not exist", [(legal, "concern_bogeyman", always(0.0))],
        {**ALONE, "route.gates": ["legal"]}),
    "gates.ict.investment": Cut("capacity is ordered", [(ict, "capacity_ordered", always(0.0))]),
    "gates.ict.mitigation": Cut("ICT's spare hours make things safe", [(ICT, "decide", Gatekeeper.decide)]),
    "gates.ict.web_filter": Cut("banned sites press on unsanctioned use", [
        (speaking_up, "probability_of_going_shadow", lambda rate, cross, _, enforced:
            rate * cross * (1.0 - enforced))]),
    **{f"objections.{label(objection)}": objection_alone(objection)
        for known in OBJECTIONS_OF.values() for objection in known},
}
# fmt: on
