"""What each gate objects to, compiled: how much every objection concerns it now, and which is the reason given."""

from __future__ import annotations

from math import inf

from simulation.decisions import LEFT, ON_APPEAL
from simulation.draws import Purpose
from simulation.engine.chamber import ruling_anxiety
from simulation.engine.chance import child, draw
from simulation.engine.compiled import inner
from simulation.engine.layout import NOT_REFUSED, World
from simulation.engine.mind import skill_now
from simulation.engine.old_work import hours_available, hours_could_stop
from simulation.engine.requests import BROADCAST, hours_of, manager_literacy, perceived_case, value_and_cost
from simulation.rules import comms, hr, ict, legal, management, objecting, people, requests, responding, using
from simulation.state import Gate, Grade, Kind, Objection

NOT_DECIDED = -1  # of a decision of which the table of decisions says nothing


@inner
def reason_against(world: World, gate: int, slot: int) -> tuple[int, bool]:
    """The objection that wins the race among those raised, and whether it is genuine; none if nothing is raised.

    Where somebody at the desk has decided, theirs is the answer, and to a no the reason is the gate's own: if it would
    raise none, the likeliest.
    """
    request = world.requests[slot]
    decision = child(child(request.wish_key, gate), request.attempts[gate])
    told = told_at_desk(world, decision)
    if told == 1:
        return NOT_REFUSED, False
    race = (inf, NOT_REFUSED, False, decision, inf, NOT_REFUSED, False)
    if gate == Gate.MANAGEMENT:
        race = _of_management(world, slot, race)
    elif gate == Gate.COMMS:
        race = _of_comms(world, slot, race)
    elif gate == Gate.HR:
        race = _of_hr(world, slot, race)
    elif gate == Gate.LEGAL:
        race = _of_legal(world, slot, race)
    else:
        race = _of_ict(world, slot, race)
    if race[1] == NOT_REFUSED and told == 0:
        return race[5], race[6]
    return race[1], race[2]


@inner
def told_on_appeal(world: World, gate: int, slot: int) -> int:
    """As :func:`told_at_desk`, of the appeal against what this gate said to this attempt."""
    request = world.requests[slot]
    return told_at_desk(world, child(child(child(request.wish_key, gate), request.attempts[gate]), ON_APPEAL))


@inner
def told_at_desk(world: World, decision: int) -> int:
    """1 where somebody at the desk lets this decision's request through, 0 where not, else ``NOT_DECIDED``."""
    low, high = 0, len(world.decision_keys)
    while low < high:
        middle = (low + high) // 2
        if world.decision_keys[middle] < decision:
            low = middle + 1
        else:
            high = middle
    if low == len(world.decision_keys) or world.decision_keys[low] != decision:
        return NOT_DECIDED
    world.decision_met[low] = 1
    told = int(world.decision_yes[low])
    return NOT_DECIDED if told == LEFT else told


@inner
def _joined(world, race, objection, concern, strength, genuine):  # type: ignore[no-untyped-def]
    """The race, in which one more objection may run: the time and the objection that lead it, whether that one is
    genuine, the key of this decision's luck, then the likeliest of all: less its chance, itself, whether it is genuine.
    """
    probability = objecting.probability_of_objection(concern, strength)
    time, leader, is_genuine, decision, likeliest, most, is_true = race
    if most == NOT_REFUSED or -probability < likeliest or (-probability == likeliest and objection.value < most):
        likeliest, most, is_true = -probability, objection.value, bool(genuine)
    if probability > 0.0:
        u = draw(world, Purpose.OBJECT, decision, objection.value)
        if objecting.is_raised(probability, u):
            own = objecting.time_in_race(u, objecting.weight_of(probability))
            if leader == NOT_REFUSED or own < time or (own == time and objection.value < leader):
                time, leader, is_genuine = own, objection.value, bool(genuine)
    return time, leader, is_genuine, decision, likeliest, most, is_true


@inner
def _precedent(world: World, slot: int) -> float:
    """Evidence for this kind of request, as far as it vouches for this one."""
    request = world.requests[slot]
    return requests.evidence_that_helps(world.council[0].evidence[request.kind], request.novelty)


@inner
def _of_management(world, slot, race):  # type: ignore[no-untyped-def]
    now, request = world.now[0], world.requests[slot]
    d = world.department_of[request.asker]
    department = world.departments[d]
    literacy = people.either(department.head_literacy, department.trained)
    concern = management.concern_not_understood(literacy, _precedent(world, slot))
    race = _joined(world, race, Objection.NOT_UNDERSTOOD, concern, now.objections_not_understood, False)
    asked = hours_of(world, d, request.hours, BROADCAST)
    spare = max(0.0, hours_available(world, d) - department.hours_used)
    spare += hours_could_stop(world, d)
    concern, genuine = objecting.share_pressed(asked, spare), objecting.is_short(asked, spare)
    return _joined(world, race, Objection.NO_TIME, concern, now.objections_no_time, genuine)


@inner
def _of_comms(world, slot, race):  # type: ignore[no-untyped-def]
    now, council, request = world.now[0], world.council[0], world.requests[slot]
    i = request.asker
    value, cost = value_and_cost(world, slot)
    concern = comms.concern_no_business_case(perceived_case(world, slot))
    race = _joined(world, race, Objection.NO_BUSINESS_CASE, concern, now.objections_no_business_case, value < cost)
    need, hours = council.need, council.support_hours
    concern, genuine = objecting.share_pressed(need, hours), objecting.is_short(need, hours)
    race = _joined(world, race, Objection.NO_RESOURCE, concern, now.objections_no_resource, genuine)
    is_senior = world.staff[i].grade != Grade.FRONTLINE
    pressure = responding.pressure_for_vanity(is_senior, request.sponsored, 0.0)
    concern = comms.concern_vanity(comms.looks_like_vanity(request.kind), pressure)
    race = _joined(world, race, Objection.VANITY, concern, now.objections_vanity, request.kind == Kind.VANITY)
    forecast, spare = comms.need_forecast(council.growth), max(0.0, hours - need)
    concern, genuine = objecting.share_pressed(forecast, spare), objecting.is_short(forecast, spare)
    race = _joined(world, race, Objection.PACE, concern, now.objections_pace, genuine)
    race = _joined(world, race, Objection.INERTIA, council.inertia, now.objections_inertia, False)
    skill, shared_values = skill_now(world, i), now.policy_shared_values
    concern = comms.concern_loss_of_control(
        council.risk_aversion[Gate.COMMS.value], skill, shared_values, now.leadership_co_design
    )
    genuine = hr.is_genuine_conduct(request.risk, skill, objecting.GENUINE_LEVEL)
    race = _joined(world, race, Objection.LOSS_OF_CONTROL, concern, now.objections_loss_of_control, genuine)
    proneness = using.proneness_to_incident(request.risk, skill, shared_values, now.policy_multi_voice, council.unmet)
    genuine = objecting.is_high(using.likelihood_of_incident(proneness))
    return _joined(world, race, Objection.REPUTATION, ruling_anxiety(world), now.objections_reputation, genuine)


@inner
def _of_hr(world, slot, race):  # type: ignore[no-untyped-def]
    now, council, request = world.now[0], world.council[0], world.requests[slot]
    i = request.asker
    literacy = manager_literacy(world, world.department_of[i])
    concern = hr.concern_conduct(
        council.risk_aversion[Gate.HR.value], request.risk, literacy, now.policy_performance_criteria
    )
    genuine = hr.is_genuine_conduct(request.risk, skill_now(world, i), objecting.GENUINE_LEVEL)
    return _joined(world, race, Objection.CONDUCT, concern, now.objections_conduct, genuine)


@inner
def _of_legal(world, slot, race):  # type: ignore[no-untyped-def]
    now, council, request = world.now[0], world.council[0], world.requests[slot]
    concern = legal.concern_bogeyman(now.gates_legal_myth, _precedent(world, slot), council.legal_knowledge)
    race = _joined(world, race, Objection.BOGEYMAN, concern, now.objections_bogeyman, False)
    touches, amended = request.kind == Kind.STANDING_ORDERS, council.standing_orders_amended
    concern = legal.concern_standing_orders(touches, amended)
    return _joined(
        world, race, Objection.STANDING_ORDERS, concern, now.objections_standing_orders, touches and not amended
    )


@inner
def _of_ict(world, slot, race):  # type: ignore[no-untyped-def]
    now, council, request = world.now[0], world.council[0], world.requests[slot]
    concern = ict.concern_security(
        council.risk_aversion[Gate.ICT.value], request.risk, request.sponsored, council.ict_mitigated
    )
    race = _joined(world, race, Objection.SECURITY, concern, now.objections_security, objecting.is_high(request.risk))
    concern = ict.concern_infrastructure(council.live_count, council.ict_capacity)
    race = _joined(world, race, Objection.INFRASTRUCTURE, concern, now.objections_infrastructure, True)
    concern, genuine = ict.concern_knowledge_gap(request.quality), objecting.is_low(request.quality)
    return _joined(world, race, Objection.KNOWLEDGE_GAP, concern, now.objections_knowledge_gap, genuine)
