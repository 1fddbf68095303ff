"""Requests in compiled code: where they have to pass, the queues they stand in, what they are worth.

A request is a row of ``requests``, its *slot*; rows of requests that have ended are used again.
"""

from __future__ import annotations

from simulation.draws import Purpose
from simulation.engine.chance import draw
from simulation.engine.compiled import inner
from simulation.engine.handle import put_queue, queue_at
from simulation.engine.layout import NOBODY, NOT_AT, NOT_REFUSED, World
from simulation.engine.mind import skill_now
from simulation.engine.writing import longer_line, write
from simulation.record import Event
from simulation.rules import comms, people, requests, using
from simulation.state import GATES, Gate, Grade, Mode, Removal

GATES_OF_ALL = len(GATES)
TRUE, BELIEVED = 0, 1  # rows of ``route``
MANAGEMENT, COMMS = Gate.MANAGEMENT.value, Gate.COMMS.value
BROADCAST = Mode.BROADCAST.value


# -- the way ---------------------------------------------------------------------------------------


@inner
def needs_no_manager(world: World, i: int, wish_key: int) -> bool:
    """A head needs no manager; nor do those frontline staff to whom it is devolved."""
    return world.staff[i].grade == Grade.HEAD or is_devolved(world, i, wish_key)


@inner
def is_devolved(world: World, i: int, wish_key: int) -> bool:
    """Whether this request of the frontline needs no manager."""
    devolution = world.now[0].route_devolution
    if world.staff[i].grade != Grade.FRONTLINE or devolution <= 0.0:
        return False
    return draw(world, Purpose.DEVOLVE, wish_key, 0) < devolution


@inner
def has_comms(world: World, which: int, kind: int) -> bool:
    """Whether comms stands in the true, or the believed, way of a kind of request."""
    found = False
    for k in range(world.route_length[which, kind]):
        found = found or world.route[which, kind, k] == COMMS
    return found


@inner
def hoop_hours(world: World, comms_in_way: bool) -> float:
    """Hours of hoops on a way: hoops are comms', so there are none where comms does not stand in it."""
    removal = world.removal[COMMS]
    if not comms_in_way or removal == Removal.REMOVED or removal == Removal.UNKNOWN:
        return 0.0
    return float(world.now[0].hoops_number * world.now[0].hoops_hours)


# -- slots -----------------------------------------------------------------------------------------


@inner
def new_request(world: World) -> int:
    """A slot for one more request."""
    council = world.council[0]
    if council.free_request == NOBODY:
        before = len(world.requests)
        rows = longer_line(world.requests)
        for slot in range(before, len(rows)):
            rows[slot].next_free = slot + 1
        rows[len(rows) - 1].next_free = NOBODY
        world.requests = rows
        council.free_request = before
    slot = council.free_request
    request = world.requests[slot]
    council.free_request = request.next_free
    council.in_flight += 1
    council.requests_so_far += 1
    request.number = council.requests_so_far
    request.passed = request.refusals = request.refused_in = request.upheld = 0
    request.worthwhile = True
    request.was_appealed = False
    for gate in range(GATES_OF_ALL):
        request.at[gate], request.refused[gate], request.attempts[gate] = NOT_AT, NOT_REFUSED, 0
    return slot


@inner
def end_request(world: World, i: int) -> None:
    """The person has no request any more."""
    council, slot = world.council[0], world.request[i]
    world.requests[slot].next_free = council.free_request
    council.free_request = slot
    council.in_flight -= 1
    world.request[i] = NOBODY


# -- queues ----------------------------------------------------------------------------------------


@inner
def queue_of(world: World, gate: int, department: int) -> int:
    """Which queue somebody of this department stands in at a gate."""
    return department if gate == MANAGEMENT else len(world.departments) + gate - 1


@inner
def _comes_before(world: World, one: int, other: int) -> bool:
    """Sponsored first, then by week filed, then a drawn priority."""
    a, b = world.requests[one], world.requests[other]
    if a.sponsored != b.sponsored:
        return bool(a.sponsored)
    if a.filed != b.filed:
        return a.filed < b.filed
    if a.priority != b.priority:
        return a.priority < b.priority
    return a.number < b.number


@inner
def _place_in(world: World, q: int, slot: int) -> int:
    """Where a request stands in a queue, or belongs."""
    queue, low, high = queue_at(world, q), 0, world.queue_length[q]
    while low < high:
        middle = (low + high) // 2
        if _comes_before(world, queue[middle], slot):
            low = middle + 1
        else:
            high = middle
    return low


@inner
def receive(world: World, gate: int, slot: int) -> None:
    """A request joins the queue of a gate, for another attempt."""
    request, week = world.requests[slot], world.council[0].week
    i = request.asker
    d = world.department_of[i]
    request.at[gate] = week
    request.attempts[gate] += 1
    request.hours_spent[gate] = 0.0
    q = queue_of(world, gate, d)
    length = world.queue_length[q]
    if length == len(queue_at(world, q)):
        put_queue(world, q, longer_line(queue_at(world, q)))
    queue, place = queue_at(world, q), _place_in(world, q, slot)
    for at in range(length, place, -1):
        queue[at] = queue[at - 1]
    queue[place] = slot
    world.queue_length[q] = length + 1
    write(world, Event.QUEUED, i, d, request.number, (gate, request.attempts[gate]))


@inner
def drop(world: World, gate: int, slot: int) -> int:
    """A request leaves a queue unanswered. Returns the weeks it stood in it."""
    request = world.requests[slot]
    q = queue_of(world, gate, world.department_of[request.asker])
    queue = queue_at(world, q)
    length = world.queue_length[q] - 1
    for at in range(_place_in(world, q, slot), length):
        queue[at] = queue[at + 1]
    world.queue_length[q] = length
    waited = world.council[0].week - request.at[gate]
    request.at[gate] = NOT_AT
    return waited


@inner
def go_on(world: World, slot: int) -> None:
    """To the next gate, or to all at once."""
    request = world.requests[slot]
    last = request.gates if request.parallel else min(request.gates, request.passed + 1)
    for k in range(request.passed, last):
        receive(world, request.route[k], slot)


# -- what gates see --------------------------------------------------------------------------------


@inner
def turn_at(world: World, slot: int, gate: int) -> int:
    """This attempt at this gate as one number, to address what follows from it."""
    return world.requests[slot].attempts[gate] * 8 + gate


@inner
def first_refusal(world: World, slot: int) -> int:
    """The first gate of the way that has objected in this round."""
    request = world.requests[slot]
    for k in range(request.gates):
        if request.refused[request.route[k]] != NOT_REFUSED:
            return request.route[k]
    return NOBODY


@inner
def forget_refusals(world: World, slot: int) -> None:
    """A new round."""
    request = world.requests[slot]
    request.refusals = 0
    for gate in range(GATES_OF_ALL):
        request.refused[gate] = NOT_REFUSED


@inner
def support_need(world: World, i: int, mode: int) -> float:
    """Hours a week of support for an account of this person in this mode."""
    now, department = world.now[0], world.departments[world.department_of[i]]
    return comms.support_need(
        now.gates_comms_support_hours, skill_now(world, i), department.framework, mode, department.hours_demanded,
        department.redesign, now.policy_multi_voice,
    )  # fmt: skip


@inner
def hours_of(world: World, d: int, hours: float, mode: int) -> float:
    """Hours a week that an account takes here, now."""
    department = world.departments[d]
    return using.hours_per_week(hours, mode, department.hours_demanded, department.redesign)


@inner
def manager_literacy(world: World, d: int) -> float:
    """How well a department's managers read social media activity, after training."""
    return people.either(world.departments[d].literacy_before_training, world.departments[d].trained)


@inner
def value_and_cost(world: World, slot: int) -> tuple[float, float]:
    """True weekly value, and true weekly cost in hours, support and expected harm, of what is asked for."""
    now, request = world.now[0], world.requests[slot]
    i = request.asker
    d = world.department_of[i]
    value = using.value_per_week(request.value, BROADCAST, world.departments[d].value_demanded, 1.0, 0.0)
    hours = hours_of(world, d, request.hours, BROADCAST)
    proneness = using.proneness_to_incident(
        request.risk, skill_now(world, i), now.policy_shared_values, now.policy_multi_voice, 0.0
    )
    harm = using.harm_of(now.events_severity, request.risk, manager_literacy(world, d))
    expected_harm = using.probability_of_incident(now.events_incidents, proneness) * harm
    return value, hours + support_need(world, i, BROADCAST) + expected_harm


@inner
def perceived_case(world: World, slot: int) -> float:
    """How good the case looks to comms or to the digital lead."""
    request = world.requests[slot]
    evidence = world.council[0].evidence[request.kind]
    value, cost = value_and_cost(world, slot)
    return requests.perceived_case(
        evidence, request.novelty, request.quality, request.conviction, request.sponsored,
        requests.share_revealed(request.hoop_hours, evidence), requests.true_case(value, cost),
    )  # fmt: skip
