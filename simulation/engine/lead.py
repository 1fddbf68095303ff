"""The digital lead, compiled: finite hours split over four duties, and a pile of appeals."""

from __future__ import annotations

from simulation.draws import Purpose
from simulation.engine.chance import draw
from simulation.engine.compiled import inner
from simulation.engine.layout import ANSWERED, NOBODY, OVERRULED, UPHELD, World
from simulation.engine.objecting import NOT_DECIDED, told_on_appeal
from simulation.engine.requests import first_refusal, perceived_case, turn_at
from simulation.engine.writing import book, longer_line, write
from simulation.record import Book, Event, Owner, Use
from simulation.rules import responding


@inner
def lead_is_there(world: World) -> bool:
    """Whether the organisation has named anybody."""
    return bool(world.now[0].digital_lead_hours > 0.0)


@inner
def hours_of_lead(world: World, share: float) -> float:
    """Hours a week that one duty has."""
    return world.now[0].digital_lead_hours * share


@inner
def hours_for_support(world: World) -> float:
    """Hours a week for users' questions."""
    return hours_of_lead(world, world.now[0].digital_lead_support)


@inner
def hours_for_training(world: World) -> float:
    """Hours a week of teaching."""
    return hours_of_lead(world, world.now[0].digital_lead_training)


@inner
def hours_for_scanning(world: World) -> float:
    """Hours a week for finding out what others do: those that no other duty has."""
    now = world.now[0]
    left = 1.0 - now.digital_lead_approving - now.digital_lead_training - now.digital_lead_support
    return hours_of_lead(world, max(0.0, left))


@inner
def book_hours(world: World) -> None:
    """The week's hours."""
    book(world, Book.OWNED, Owner.DIGITAL_LEAD, Use.ANY, hours_of_lead(world, 1.0), NOBODY)


@inner
def spend_lead(world: World, use: Use, hours: float) -> None:
    """Hours of this week that went into something."""
    if use == Use.APPEALS or use == Use.DECIDING:
        world.council[0].lead_hours_left -= hours
    book(world, Book.SPENT, Owner.DIGITAL_LEAD, use, hours, NOBODY)


# -- appeals ---------------------------------------------------------------------------------------


@inner
def _comes_before(world: World, one: int, other: int) -> bool:
    """Appeals are heard by the week of refusal, then by a drawn priority."""
    a, b = world.requests[one], world.requests[other]
    if a.refused_in != b.refused_in:
        return a.refused_in < b.refused_in
    if a.priority != b.priority:
        return a.priority < b.priority
    return a.number < b.number


@inner
def receive_appeal(world: World, slot: int) -> None:
    """An appeal joins the pile."""
    council, pile = world.council[0], world.appeals
    if council.appeals == len(pile):
        pile = longer_line(pile)
        world.appeals = pile
    at = council.appeals
    while at > 0 and _comes_before(world, slot, pile[at - 1]):
        pile[at] = pile[at - 1]
        at -= 1
    pile[at] = slot
    council.appeals += 1


@inner
def _take_first(world: World) -> int:
    """The appeal on top of the pile, which is then one shorter."""
    council, pile = world.council[0], world.appeals
    slot = pile[0]
    for at in range(1, council.appeals):
        pile[at - 1] = pile[at]
    council.appeals -= 1
    return slot


@inner
def lead_decides(world: World) -> None:
    """Hear appeals, first come first served, while approving hours last; not during a moratorium."""
    council = world.council[0]
    if not lead_is_there(world):  # the post was cut: nobody is left to hear appeals, and every refusal stands
        while council.appeals > 0:
            _answer(world, _take_first(world), False)
        council.hours_on_open_appeal = 0.0
    if council.is_moratorium:
        return
    while council.appeals > 0 and council.lead_hours_left > 0.0:
        needed = responding.APPEAL_HOURS - council.hours_on_open_appeal
        if needed > council.lead_hours_left:
            council.hours_on_open_appeal += council.lead_hours_left
            spend_lead(world, Use.APPEALS, council.lead_hours_left)
            return
        spend_lead(world, Use.APPEALS, needed)
        council.hours_on_open_appeal = 0.0
        _hear(world, _take_first(world))


@inner
def _hear(world: World, slot: int) -> None:
    """Overrule the gate or uphold it, as authority and the perceived case go, or as somebody at the desk says."""
    request, gate = world.requests[slot], first_refusal(world, slot)
    told = told_on_appeal(world, gate, slot)
    if told != NOT_DECIDED:
        _answer(world, slot, told == 1)
        return
    turn = turn_at(world, slot, gate)
    chance = responding.probability_of_overruling(world.now[0].digital_lead_authority, perceived_case(world, slot))
    _answer(world, slot, draw(world, Purpose.APPEAL_HEARD, request.wish_key, turn) < chance)


@inner
def _answer(world: World, slot: int, overruled: bool) -> None:
    """Say what became of an appeal."""
    request = world.requests[slot]
    i = request.asker
    request.upheld = OVERRULED if overruled else UPHELD
    write(
        world, Event.APPEAL_HEARD, i, world.department_of[i], request.number,
        (first_refusal(world, slot), int(not overruled), world.council[0].week - request.refused_in),
    )  # fmt: skip
    world.flags[i] |= ANSWERED


@inner
def drop_appeal(world: World, slot: int) -> None:
    """An appeal, if there is one, is withdrawn; the hours already put into it are lost."""
    council, pile = world.council[0], world.appeals
    for at in range(council.appeals):
        if pile[at] == slot:
            if at == 0:
                council.hours_on_open_appeal = 0.0
            for after in range(at + 1, council.appeals):
                pile[after - 1] = pile[after]
            council.appeals -= 1
            return
