"""The phase *decide*, compiled: heads, comms, HR, legal and ICT answer what this week's hours allow."""

from __future__ import annotations

from simulation.draws import Purpose
from simulation.engine.chamber import ruling_anxiety
from simulation.engine.chance import draw
from simulation.engine.compiled import inner
from simulation.engine.handle import queue_at
from simulation.engine.layout import ANSWERED, NOBODY, NOT_AT, NOT_REFUSED, World
from simulation.engine.lead import lead_is_there, spend_lead
from simulation.engine.objecting import reason_against
from simulation.engine.requests import queue_of, value_and_cost
from simulation.engine.writing import book, book_of_gate, write
from simulation.record import Book, Event, Owner, Use
from simulation.rules import comms, ict, objecting, requests, responding
from simulation.state import Gate, Kind, Objection, Removal

MANAGEMENT, COMMS, HR, LEGAL, ICT = (
    Gate.MANAGEMENT.value, Gate.COMMS.value, Gate.HR.value, Gate.LEGAL.value, Gate.ICT.value,
)  # fmt: skip


# -- any gate --------------------------------------------------------------------------------------


@inner
def _turnaround(world: World, gate: int) -> int:
    """Weeks that an answer takes by the calendar; a head answers when there is time."""
    if gate == MANAGEMENT:
        return 0
    return world.now[0].gates_legal_turnaround if gate == LEGAL else world.now[0].gates_turnaround


@inner
def _serve(world: World, gate: int, d: int, hours: float, by_lead: bool) -> float:
    """Work through a queue until the hours are used up; an unfinished decision keeps the hours already put into it.

    Nothing is decided during a moratorium. Returns the hours spent.
    """
    council = world.council[0]
    if council.is_moratorium:
        return 0.0
    q, left, turnaround = queue_of(world, gate, d), hours, _turnaround(world, gate)
    queue, length, kept = queue_at(world, q), world.queue_length[q], 0
    at = 0
    while at < length and left > 0.0:
        slot = queue[at]
        request = world.requests[slot]
        if council.week - request.at[gate] < turnaround:
            queue[kept] = slot
            kept += 1
            at += 1
            continue
        helps = requests.evidence_that_helps(council.evidence[request.kind], request.novelty)
        whole = objecting.decision_hours(world.now[0].gates_decision_hours, helps)
        needed = max(0.0, whole - request.hours_spent[gate])
        if needed > left:
            request.hours_spent[gate] += left
            left = 0.0
            break
        left -= needed
        at += 1
        _answer(world, gate, slot, by_lead)
    if kept < at:  # close the ranks behind those who were answered
        for behind in range(at, length):
            queue[kept] = queue[behind]
            kept += 1
        world.queue_length[q] = kept
    return hours - left


@inner
def _answer(world: World, gate: int, slot: int, by_lead: bool) -> None:
    """Let it through or object, and say so."""
    request, week = world.requests[slot], world.council[0].week
    i = request.asker
    d, attempt, waited = world.department_of[i], request.attempts[gate], week - request.at[gate]
    request.at[gate] = NOT_AT
    value, cost = value_and_cost(world, slot)
    request.worthwhile = requests.is_worthwhile(value, cost)
    objection, genuine = NOT_REFUSED, False
    if world.removal[gate] != Removal.RUBBER_STAMP:
        objection, genuine = reason_against(world, gate, slot)
    worthwhile = int(request.worthwhile)
    write(
        world, Event.DECIDED, i, d, request.number,
        (gate, attempt, waited, int(by_lead), int(objection == NOT_REFUSED), worthwhile),
    )  # fmt: skip
    if objection != NOT_REFUSED:
        appealable = not by_lead and objection != Objection.STANDING_ORDERS
        request.refusals += 1
        request.refused[gate], request.appealable[gate], request.by_lead[gate] = (
            objection,
            int(appealable),
            int(by_lead),
        )
        write(
            world, Event.OBJECTED, i, d, request.number,
            (gate, attempt, objection, int(genuine), worthwhile, int(appealable), int(by_lead)),
        )  # fmt: skip
    for k in range(request.gates):
        if request.at[request.route[k]] != NOT_AT:
            return
    world.flags[i] |= ANSWERED  # in a parallel way, by the last to answer


@inner
def _decide(world: World, gate: int, hours: float) -> float:
    """A gate's week. Returns the hours spent."""
    spent = _serve(world, gate, NOBODY, hours, False)
    book_of_gate(world, Book.OWNED, gate, Use.DECIDING, hours, NOBODY)
    book_of_gate(world, Book.SPENT, gate, Use.DECIDING, spent, NOBODY)
    return spent


# -- each gate -------------------------------------------------------------------------------------


@inner
def heads(world: World) -> None:
    """Each head of a department, with the hours of the gate that all heads are."""
    hours = world.now[0].gates_management_hours
    for d in range(len(world.departments)):
        spent = _serve(world, MANAGEMENT, d, hours, False)
        book(world, Book.OWNED, Owner.MANAGEMENT, Use.DECIDING, hours, d)
        book(world, Book.SPENT, Owner.MANAGEMENT, Use.DECIDING, spent, d)


@inner
def comms_decides(world: World) -> None:
    """Publicity for councillors, then requests: with a digital lead from the lead's approving hours, with comms' own
    objections.
    """
    _grant_vanity(world)
    if lead_is_there(world):
        spend_lead(world, Use.DECIDING, _serve(world, COMMS, NOBODY, world.council[0].lead_hours_left, True))
    else:
        _decide(world, COMMS, hours_free(world) * world.now[0].gates_comms_ring_fenced)


@inner
def hours_free(world: World) -> float:
    """Hours a week that comms' own work leaves."""
    now = world.now[0]
    return comms.hours_free(now.gates_comms_fte, world.council[0].staff_count, now.gates_comms_own_work)


@inner
def hours_for_support(world: World) -> float:
    """What decisions and vanity leave. Ring-fenced hours that stay unspent never become support."""
    fenced = world.now[0].gates_comms_ring_fenced
    return max(0.0, hours_free(world) * (1.0 - fenced) - world.council[0].vanity_hours)


@inner
def _grant_vanity(world: World) -> None:
    """Councillors' requests for publicity cost hours where they are granted; pressure grants them."""
    council, now = world.council[0], world.now[0]
    council.vanity_hours = 0.0
    left, cost = hours_for_support(world), now.requests_hours
    pressure = responding.pressure_for_vanity(False, False, ruling_anxiety(world))
    concern = comms.concern_vanity(comms.looks_like_vanity(Kind.VANITY), pressure)
    refusal = objecting.probability_of_objection(concern, now.objections_vanity)
    for k in range(len(world.councillors)):
        member = world.councillors[k]
        if not member.asks_for_publicity:
            continue
        u = draw(world, Purpose.VANITY_GRANTED, member.key, council.week)
        granted = not objecting.is_raised(refusal, u) and council.vanity_hours + cost <= left
        if granted:
            council.vanity_hours += cost
        write(world, Event.VANITY, NOBODY, NOBODY, NOBODY, (k, int(granted)))
        member.asks_for_publicity = False
    book(world, Book.SPENT, Owner.COMMS, Use.VANITY, council.vanity_hours, NOBODY)
    book(world, Book.OWNED, Owner.COMMS, Use.VANITY, council.vanity_hours, NOBODY)


@inner
def hr(world: World) -> None:
    """HR's week."""
    _decide(world, HR, world.now[0].gates_hr_hours * world.council[0].staff_count / 1000.0)


@inner
def legal(world: World) -> None:
    """Legal's week."""
    _decide(world, LEGAL, world.now[0].gates_legal_hours * world.council[0].staff_count / 1000.0)


@inner
def ict_decides(world: World) -> None:
    """Answer what the hours allow; the rest of them make accounts safer from next week on."""
    council, now = world.council[0], world.now[0]
    accounts = council.live_count + world.queue_length[queue_of(world, ICT, NOBODY)]
    hours = now.gates_ict_hours * council.staff_count / 1000.0
    spare, per_hour = hours - _decide(world, ICT, hours), now.gates_ict_mitigation
    is_gone = world.removal[ICT] == Removal.REMOVED or world.removal[ICT] == Removal.UNKNOWN
    if accounts > 0 and per_hour > 0.0 and not is_gone:
        book(world, Book.SPENT, Owner.ICT, Use.MITIGATION, spare, NOBODY)
        council.ict_mitigated = ict.share_mitigated(spare, accounts, per_hour)
    else:
        council.ict_mitigated = 0.0
