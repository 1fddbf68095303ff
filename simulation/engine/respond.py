"""The phase *respond*, compiled: askers learn the answer, and do something about it; or withdraw when they leave."""

from __future__ import annotations

from simulation.draws import Purpose
from simulation.engine.ask import take_as_account
from simulation.engine.chance import draw
from simulation.engine.compiled import inner
from simulation.engine.layout import (
    ANSWERED,
    ASKS,
    NOBODY,
    NOT_AT,
    NOT_HEARD,
    NOT_REFUSED,
    OVERRULED,
    UPHELD,
    World,
)
from simulation.engine.lead import drop_appeal, lead_is_there, receive_appeal
from simulation.engine.looking import take
from simulation.engine.mind import become, bring_up_to_date, hear_of_gate
from simulation.engine.objecting import told_on_appeal
from simulation.engine.requests import (
    COMMS,
    drop,
    end_request,
    first_refusal,
    forget_refusals,
    go_on,
    turn_at,
    value_and_cost,
)
from simulation.engine.speak_up import probability_of_going_shadow, share_told
from simulation.engine.telling import LET_THROUGH, REFUSED, WENT_LIVE, tell
from simulation.engine.writing import book_of_gate, bought, write
from simulation.record import Book, Cause, Event, Owner, Use
from simulation.rules import people, requests, responding
from simulation.state import Answers, Gate, Mode, Objection, Stage

NO_HOME, SELF = Gate.NO_HOME.value, Gate.SELF.value


@inner
def staff(world: World) -> None:
    """Take the answer: go on, go live, or mend, appeal, give up, go round."""
    week = world.council[0].week
    for k in range(take(world, ANSWERED)):
        i = world.found[k]
        slot = world.request[i]
        request = world.requests[slot]
        if request.upheld == OVERRULED:
            request.upheld = NOT_HEARD
            forget_refusals(world, slot)
            _passed(world, i, slot)
        elif request.upheld == UPHELD:
            request.upheld = NOT_HEARD
            request.refused_in = week  # the weeks until here are booked with the appeal
            _be_refused(world, i, slot)
        elif request.refusals > 0:
            request.refused_in = week
            _take_refusal(world, i, slot)
        else:
            _passed(world, i, slot)


@inner
def _passed(world: World, i: int, slot: int) -> None:
    """One gate further, or through."""
    request, mind, d = world.requests[slot], world.minds[i], world.department_of[i]
    request.passed += request.gates if request.parallel else min(1, request.gates)
    if request.passed < request.gates:
        go_on(world, slot)
        return
    if request.gates == 0:  # nobody was asked, so nobody has judged it yet
        value, cost = value_and_cost(world, slot)
        request.worthwhile = requests.is_worthwhile(value, cost)
    bring_up_to_date(world, i)
    for k in range(request.gates):
        gate = request.route[k]
        hear_of_gate(world, i, gate, 0.0, people.OWN_EXPERIENCE)
        tell(world, i, LET_THROUGH + gate)
    mind.nerve = people.heard(mind.nerve, 1.0, world.now[0].influence_news, people.OWN_EXPERIENCE)
    write(world, Event.APPROVED, i, d, request.number, (int(request.worthwhile),))
    number = request.number
    take_as_account(world, i, slot)
    end_request(world, i)
    world.accounts[i].mode = Mode.BROADCAST
    world.frustration[i] = 0.0
    write(world, Event.LIVE, i, d, number, (Mode.BROADCAST.value, Cause.APPROVED.value))
    become(world, i, Stage.LIVE, Cause.APPROVED)
    tell(world, i, WENT_LIVE)


@inner
def _take_refusal(world: World, i: int, slot: int) -> None:
    """Cross, and blaming somebody, the asker decides what to do about it."""
    now, council, mind, d = world.now[0], world.council[0], world.minds[i], world.department_of[i]
    request, gate = world.requests[slot], first_refusal(world, slot)
    world.frustration[i] = people.frustration_refused(world.frustration[i], now.staff_frustration)
    world.departments[d].setbacks += 1
    blamed = _blame(world, i, slot, gate, _is_told_why(world, slot, gate))
    bring_up_to_date(world, i)
    mind.nerve = people.heard(mind.nerve, 0.0, now.influence_news, people.OWN_EXPERIENCE)
    hear_of_gate(world, i, blamed, 1.0, people.OWN_EXPERIENCE)
    tell(world, i, REFUSED + blamed)
    appeals = not request.was_appealed
    has_standing_orders = False
    for k in range(request.gates):
        refused = request.refused[request.route[k]]
        if refused != NOT_REFUSED:
            has_standing_orders = has_standing_orders or refused == Objection.STANDING_ORDERS
            appeals = appeals and request.appealable[request.route[k]] > 0
    council.wanted_since += int(has_standing_orders)
    if appeals and draw(world, Purpose.APPEAL, request.wish_key, turn_at(world, slot, gate)) < now.asking_appeal:
        if lead_is_there(world):
            request.was_appealed = True
            write(world, Event.APPEALED, i, d, request.number, (gate, request.refused[gate]))
            receive_appeal(world, slot)
            return
        if told_on_appeal(world, gate, slot) == 1:  # by the chief executive, at once
            write(world, Event.APPEAL_HEARD, i, d, request.number, (gate, 0, 0))
            forget_refusals(world, slot)
            _passed(world, i, slot)
            return
        if council.uptake > now.route_grey_area:
            write(world, Event.NO_HOME, i, d, request.number, (gate, request.refused[gate]))
            write(world, Event.BLAMED, i, d, request.number, (NO_HOME, NO_HOME))
    _be_refused(world, i, slot)


@inner
def _is_told_why(world: World, slot: int, gate: int) -> bool:
    """Whether somebody takes the time to give the true reason, and says whose it was."""
    u = draw(world, Purpose.REASON, world.requests[slot].wish_key, turn_at(world, slot, gate))
    if u >= share_told(world):
        return False
    hours = responding.HOURS_TO_EXPLAIN
    if world.requests[slot].by_lead[gate] > 0:
        bought(world, Owner.DIGITAL_LEAD, Use.EXPLAINING, hours, NOBODY)
    else:
        book_of_gate(world, Book.OWNED, gate, Use.EXPLAINING, hours, NOBODY)
        book_of_gate(world, Book.SPENT, gate, Use.EXPLAINING, hours, NOBODY)
    return True


@inner
def _blame(world: World, i: int, slot: int, gate: int, is_told_why: bool) -> int:
    """The true gate where reasons are given openly, else whoever handed over the answer."""
    request, blamed = world.requests[slot], gate
    if world.now[0].route_answers_by == Answers.COMMS and not is_told_why:
        for k in range(request.gates):
            if request.route[k] == COMMS:
                blamed = COMMS
    write(world, Event.BLAMED, i, world.department_of[i], request.number, (blamed, gate))
    return blamed


@inner
def _be_refused(world: World, i: int, slot: int) -> None:
    """Mend it and ask again; else go round the block, or give up."""
    request, week = world.requests[slot], world.council[0].week
    gate = first_refusal(world, slot)
    turn = turn_at(world, slot, gate)
    chance = responding.probability_of_improving(world.now[0].asking_improve, world.frustration[i])
    if draw(world, Purpose.IMPROVE, request.wish_key, turn) < chance:
        world.staff[i].mending_due = week + responding.REWORK_WEEKS
        world.flags[i] |= ASKS
        return
    goes_round = world.stage[i] != Stage.SHADOW and draw(
        world, Purpose.GO_ROUND, request.wish_key, turn
    ) < responding.probability_of_going_round(probability_of_going_shadow(world, i))
    event = Event.WENT_SHADOW if goes_round else Event.GAVE_UP
    write(world, event, i, world.department_of[i], request.number, (gate, week - request.refused_in))
    if goes_round:
        take_as_account(world, i, slot)
    end_request(world, i)
    if world.stage[i] != Stage.SHADOW:  # whoever goes ahead already gives up only the asking
        become(world, i, Stage.SHADOW if goes_round else Stage.GAVE_UP, Cause.REFUSED)


@inner
def withdraw(world: World, i: int, cause: Cause) -> None:
    """The request leaves whatever queue it stands in."""
    slot = world.request[i]
    if slot == NOBODY:
        return
    request, d, waits = world.requests[slot], world.department_of[i], False
    for k in range(request.gates):
        gate = request.route[k]
        if request.at[gate] != NOT_AT:
            waits = True
            waited = drop(world, gate, slot)
            write(world, Event.LEFT_QUEUE, i, d, request.number, (gate, waited))
    gate, rework = SELF, 0
    if request.refusals > 0 and not waits and request.refused_in > 0:
        gate, rework = first_refusal(world, slot), world.council[0].week - request.refused_in
    drop_appeal(world, slot)
    world.flags[i] &= 0xFF ^ ASKS
    write(world, Event.WITHDRAWN, i, d, request.number, (gate, rework, cause.value))
    end_request(world, i)
