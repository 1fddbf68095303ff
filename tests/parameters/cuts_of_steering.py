"""Leadership, lead, champions, councillors, policy, events, evidence and use without one of their mechanisms."""

from collections.abc import Callable
from math import exp
from typing import Any

from simulation.agents.councillor import Councillor
from simulation.agents.digital_lead import DigitalLead
from simulation.agents.staff import Staff
from simulation.council import Council
from simulation.happenings import Happenings
from simulation.record import Cause, Event, Ledger, Use
from simulation.rules import (
    comms,
    consequences,
    hr,
    leadership,
    organising,
    politics,
    responding,
    speaking_up,
    using,
    wanting,
)  # fmt: skip
from simulation.state import Kind, Mode, Stage
from tests.parameters.cut import Cut, always, nothing

steps = using.steps_beyond_broadcast


def choose_nobody(self: Happenings) -> None:
    self.champions = []
    self.model.grapevine.choose_champions(())


def organise_without_meetings(self: Happenings, before: Callable[..., None] = Happenings.organise) -> None:
    champions, self.champions = self.champions, []
    before(self)
    self.champions = champions


def scan_in_what_is_left(*duties: str) -> Callable[[DigitalLead], float]:
    """Scanning has the hours that these duties leave."""

    def hours(self: DigitalLead) -> float:
        left = 1.0
        for duty in duties:
            left -= getattr(self.model.now.digital_lead, duty)
        return float(self.model.now.digital_lead.hours * max(0.0, left))

    return hours


def elected_at_ease(
    self: Councillor, model: Council, number: int, party: int, before: Callable[..., None] = Councillor.__init__
) -> None:
    before(self, model, number, party)
    self.anxiety = 0.0


def leave_nothing_behind(self: Staff) -> None:
    """A leaver's account ends, whoever comes."""
    self.withdraw(Cause.LEFT)
    self.model.log.write(Event.LEFT, *self.who, -1, self.stage)
    self.become(Stage.UNINTERESTED, Cause.LEFT)
    self.arrive(self.generation + 1)
    self.model.happenings.left(self)
    self.model.log.write(Event.JOINED, *self.who, -1, self.generation)


def buy_nothing_for(*without: Use) -> Callable[..., None]:
    """A ledger in which nobody spends hours on these."""

    def bought(self: Ledger, owner: Any, use: Use, *given: Any, before: Callable[..., None] = Ledger.bought) -> None:
        if use not in without:
            before(self, owner, use, *given)

    return bought


def start_without_pioneers(
    self: Happenings, person: Staff, stage: Stage, before: Callable[..., None] = Happenings.start
) -> None:
    if stage != Stage.LIVE:
        before(self, person, stage)


def start_without_requests(
    self: Happenings, person: Staff, stage: Stage, before: Callable[..., None] = Happenings.start
) -> None:
    if stage != Stage.WANTING:
        before(self, person, stage)


def begin_unasked(self: Happenings, before: Callable[..., None] = Happenings.begin) -> None:
    before(self)
    for person in self.model.staff:
        person.asks_first = False


def start_without_evidence(self: Council, before: Callable[..., None] = Council._set_up_state) -> None:
    before(self)
    self.evidence = [0.0] * len(Kind)


def evidence_from(documented: bool, outside: bool, ages: bool) -> Callable[..., float]:
    """Evidence that grows from some of its sources, and ages or does not."""

    def evidence_next(evidence: float, gain: float, cases: int, arriving: float, scanning: float, age: float) -> float:
        kept, grown = 1.0, evidence
        for _ in range(cases):
            kept = kept * (1.0 - gain)
        if documented:
            grown = grown + (1.0 - kept) * (1.0 - evidence)
        if outside:
            grown = grown + arriving * (1.0 + scanning) * (1.0 - evidence)
        return min(1.0, max(0.0, grown - age * evidence if ages else grown))

    return evidence_next


def proneness(values: bool, voices: bool) -> Callable[..., float]:
    """Proneness to incidents without what shared values prevent, or without what many voices add."""

    def proneness_to_incident(risk: float, skill: float, shared: float, many: bool, unsupported: float) -> float:
        x = (0.3 + 2.0 * risk) * (1.0 - 0.6 * skill)
        x = x * (1.0 - 0.5 * shared) if values else x
        x = x * 1.3 if voices and many else x
        return x * (1.0 + 0.5 * unsupported)

    return proneness_to_incident


def support_need(voices: bool, demanded: bool) -> Callable[..., float]:
    """Support without what many voices save, or without what demand adds."""

    def need(
        per_account: float,
        skill: float,
        framework: float,
        mode: Mode,
        demand: float,
        redesign: float,
        many: bool,
    ) -> float:
        hours = per_account * (1.0 - skill) * (1.0 - framework) * (1.0 + 0.5 * steps(mode))
        hours = hours * demand if demanded else hours
        hours = hours * (1.0 - 0.5 * redesign)
        return hours * 0.5 if voices and many else hours

    return need


def step_without_a_goal(pace: float, _: float, skill: float, demand: float, networked: float, mode: Mode) -> float:
    """The goal is to communicate: nothing speaks for more, and all that goes beyond is slowed."""
    favour = (skill + (1.0 - 1.0 / demand) + networked) * 0.25
    return 0.0 if mode == Mode.COPRODUCE else pace * favour * using.SLOWED


# fmt: off
CUTS = {
    "leadership.strength": Cut("the leadership wants it, says so and spends hours on it", [
        (leadership, "message_received", always(0.0)), (leadership, "probability_of_sponsor", always(0.0)),
        (leadership, "hours_of_leadership", always(0.0))]),
    "leadership.co_design": Cut("services are designed together", [
        (comms, "concern_loss_of_control", lambda control, skill, values, _: control * (1.0 - skill) * (1.0 - values)),
        (organising, "redesign_pace", lambda pace, _, message: pace * 0.5 * message)]),
    "digital_lead.hours": Cut("somebody is responsible", [
        (DigitalLead, "is_there", False), (DigitalLead, "_hours", always(0.0))]),
    "digital_lead.training": Cut("the lead trains", [
        (DigitalLead, "hours_for_training", always(0.0)),
        (DigitalLead, "hours_for_scanning", scan_in_what_is_left("approving", "support"))]),
    "digital_lead.support": Cut("the lead answers questions", [
        (DigitalLead, "hours_for_support", always(0.0)),
        (DigitalLead, "hours_for_scanning", scan_in_what_is_left("approving", "training"))]),
    "digital_lead.authority": Cut("the lead can overrule", [(responding, "probability_of_overruling", always(0.0))]),
    "champions.share": Cut("there are champions", [(Happenings, "choose_champions", choose_nobody)]),
    "champions.hours": Cut("champions give hours", [
        (Happenings, "champion_hours", always(0.0)), (Happenings, "organise", organise_without_meetings),
        (Staff, "organise", nothing)]),
    "councillors.anxiety": Cut("councillors worry without any incident", [
        (Councillor, "__init__", elected_at_ease), (politics, "anxiety_at_rest", always(0.0))]),
    "councillors.networked": Cut("some councillors are at ease in networks", [(Councillor, "networked", False)]),
    "councillors.vanity": Cut("councillors want publicity", [(Councillor, "happen", nothing)]),
    "policy.written": Cut("rules and reasons stand in writing", [
        (responding, "share_told", lambda transparency, _: transparency),
        (consequences, "probability_of_handling", lambda skill, uptake, _:
            0.5 * (skill * (1.0 - exp(-20.0 * uptake))))],
        {"route.answers_by": "comms"}),
    "policy.performance_criteria": Cut("communication goals stand in performance criteria", [
        (wanting, "drive", lambda _, message, crisis: (1.0 + message) * (1.0 + crisis)),
        (hr, "concern_conduct", lambda aversion, risk, literacy, _: aversion * risk * (1.0 - literacy)),
        (Ledger, "bought", buy_nothing_for(Use.CRITERIA))],
        {"policy.performance_criteria": True}),
    "policy.multi_voice": Cut("users post without sign-off", [
        (comms, "support_need", support_need(False, True)), (using, "proneness_to_incident", proneness(True, False))],
        {"policy.multi_voice": True}),
    "policy.inherit": Cut("accounts are inherited", [(Staff, "happen", leave_nothing_behind)],
        {"policy.inherit": True, "start.pioneers": 0.5}),
    "policy.enforcement": Cut("unsanctioned use is deterred and found", [
        (speaking_up, "probability_of_going_shadow", lambda rate, cross, banned, _:
            rate * cross * (1.0 - banned * 0.5)),
        (speaking_up, "probability_of_discovery", always(0.0)),
        (Ledger, "bought", buy_nothing_for(Use.WATCHING))]),
    "policy.shared_values": Cut("values prevent incidents and the fear to lose control", [
        (using, "proneness_to_incident", proneness(False, True)),
        (comms, "concern_loss_of_control", lambda control, skill, _, together:
            control * (1.0 - skill) * (1.0 - together)),
        (Ledger, "bought", buy_nothing_for(Use.VALUES))]),
    "policy.openness": Cut("the goal goes beyond communicating", [(using, "probability_of_step", step_without_a_goal)]),
    "policy.documented": Cut("successes are written up", [(Council, "document", nothing)]),
    "policy.training_days": Cut("training is bought", [(organising, "hours_of_training", always(0.0))]),
    "policy.frameworks": Cut("professions build frameworks", [
        (Ledger, "bought", buy_nothing_for(Use.FRAMEWORK)),
        (organising, "framework_next", lambda framework, _: framework)]),
    "events.crises": Cut("there are crises", [(Happenings, "crisis", nothing)]),
    "events.outside_evidence": Cut("evidence comes from outside", [
        (organising, "evidence_next", evidence_from(True, False, True))]),
    "events.incidents": Cut("posts go wrong", [(using, "probability_of_incident", always(0.0))]),
    "events.severity": Cut("incidents do harm", [(using, "harm_of", always(0.0))]),
    "events.moratorium": Cut("everything may be stopped", [(Happenings, "reckon", nothing)],
        {"councillors.anxiety": 0.9, "events.incidents": 0.3, "start.pioneers": 0.3}),
    "evidence.gain": Cut("documented successes are evidence", [
        (organising, "evidence_next", evidence_from(False, True, True))]),
    "evidence.age": Cut("evidence ages", [(organising, "evidence_next", evidence_from(True, True, False))]),
    "using.genie": Cut("use makes the public ask for more", [(using, "demand_next", lambda demand, *_: demand)]),
    "using.demand_value": Cut("demand raises value", [
        (using, "value_per_week", lambda value, mode, _, served, crisis:
            value * (1.0 + 0.5 * steps(mode)) * served * (1.0 + crisis))]),
    "using.demand_hours": Cut("demand raises hours", [
        (using, "hours_per_week", lambda hours, mode, _, redesign:
            hours * (1.0 + 0.5 * steps(mode)) * (1.0 - 0.5 * redesign)),
        (comms, "support_need", support_need(True, False))]),
    "using.abandonment": Cut("accounts are abandoned", [(using, "probability_of_lapse", always(0.0))]),
    "using.step": Cut("accounts go up the ladder", [(using, "probability_of_step", always(0.0))]),
    "using.success": Cut("accounts have stories to tell", [(using, "probability_of_success", always(0.0))]),
    "using.redesign": Cut("services are redesigned", [(organising, "redesign_pace", always(0.0))]),
    "start.pioneers": Cut("some use it before anybody asks", [(Happenings, "start", start_without_pioneers)]),
    "start.asking": Cut("some have asked before the run begins", [
        (Happenings, "start", start_without_requests), (Happenings, "begin", begin_unasked)]),
    "start.evidence": Cut("there is evidence at the start", [(Council, "_set_up_state", start_without_evidence)]),
}
# fmt: on
