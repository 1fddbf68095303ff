"""The phase *speak up*, compiled: people ask, or go ahead without, or take a no for granted."""

from __future__ import annotations

from simulation.draws import Purpose
from simulation.engine.chance import draw, draw_for
from simulation.engine.compiled import inner
from simulation.engine.handle import fetch
from simulation.engine.layout import AHEAD, ASKS, NOBODY, OF_TWO_MINDS, SPEAKS, World
from simulation.engine.looking import find
from simulation.engine.mind import become, bring_up_to_date, make_wish
from simulation.engine.requests import BELIEVED, MANAGEMENT, has_comms, hoop_hours, needs_no_manager
from simulation.engine.want import exposure
from simulation.engine.writing import write
from simulation.record import Cause, Event
from simulation.rules import people, responding, speaking_up
from simulation.state import Gate, Stage

ASK, SHADOW = 0, 1  # rows of ``luck``


@inner
def staff(world: World) -> None:
    """Ask; or go ahead without; or, after long enough, take a no for granted."""
    now = world.now[0]
    number = _grow_cross(world)
    draw_for(world, Purpose.ASK, number, ASK)
    draw_for(world, Purpose.SHADOW, number, SHADOW)
    number = _find_stirred(world, number)
    found, stages, luck, patience = world.found, world.stage, world.luck, now.staff_patience
    for k in range(number):
        if k + AHEAD < number:
            fetch(world.staff, found[k + AHEAD])
            fetch(world.minds, found[k + AHEAD])
        i, stage = found[k], stages[found[k]]
        if world.asks_first[i] or _asks(world, i, luck[ASK, k]):
            world.asks_first[i] = False
            world.flags[i] |= ASKS
        elif stage != Stage.SHADOW and luck[SHADOW, k] < probability_of_going_shadow(world, i):
            write(world, Event.WENT_SHADOW, i, world.department_of[i], NOBODY, (Gate.SELF.value, 0))
            become(world, i, Stage.SHADOW, Cause.FRUSTRATION)
        elif stage == Stage.WANTING:
            world.weeks_wanting[i] += 1
            if world.weeks_wanting[i] > patience:
                _assume_no(world, i)


@inner
def _find_stirred(world: World, number: int) -> int:
    """Leave in ``found`` only those of the first ``number`` to whom anything could happen this week, and their luck.

    Returns how many they are.
    """
    now, found, stages, frustration, asks_first = (
        world.now[0], world.found, world.stage, world.frustration, world.asks_first,
    )  # fmt: skip
    ask, shadow, left = world.luck[ASK], world.luck[SHADOW], 0
    rate, again = now.asking_rate, now.influence_again
    going, web_filter, enforcement = now.staff_shadow, now.gates_ict_web_filter, now.policy_enforcement
    for k in range(number):
        i, a, s = found[k], ask[k], shadow[k]
        wants = stages[i] == Stage.WANTING
        may_ask = a < speaking_up.highest_chance(rate, wants, again)
        may_go = s < speaking_up.probability_of_going_shadow(going, frustration[i], web_filter, enforcement)
        found[left], ask[left], shadow[left] = i, a, s
        left += int(wants | may_ask | may_go | asks_first[i])
    return left


@inner
def _grow_cross(world: World) -> int:
    """Waiting makes cross. Leaves in ``found`` those who may speak up, and returns how many they are."""
    now, found, flags = world.now[0], world.found, world.flags
    stages, requests, frustration = world.stage, world.request, world.frustration
    per_refusal, fading, number = now.staff_frustration, now.staff_fading, 0
    for k in range(find(world, SPEAKS)):
        i = found[k]
        is_asking = requests[i] != NOBODY
        waits = is_asking or stages[i] == Stage.ASSUMED_NO
        frustration[i] = people.frustration_next(frustration[i], waits, per_refusal, fading)
        found[number] = i
        number += int(not is_asking and flags[i] & OF_TWO_MINDS != 0)
    return number


@inner
def _asks(world: World, i: int, u: float) -> bool:
    """Whether this is the week in which somebody asks; most luck lies above any chance there could be."""
    if u >= _highest_chance(world, i) or not _knows_how_to_ask(world, i):
        return False
    bring_up_to_date(world, i)
    return u < _probability_of_asking(world, i)


@inner
def _highest_chance(world: World, i: int) -> float:
    """The chance to ask this week for whoever fears nothing."""
    now = world.now[0]
    return speaking_up.highest_chance(now.asking_rate, world.stage[i] == Stage.WANTING, now.influence_again)


@inner
def share_told(world: World) -> float:
    """How often the true reason is given."""
    return responding.share_told(world.now[0].route_transparency, world.now[0].policy_written)


@inner
def _knows_how_to_ask(world: World, i: int) -> bool:
    """Whether this occupant's one draw lies within what contacts and open reasons have taught."""
    person, contacts = world.staff[i], world.contacts[i]
    if person.is_champion:
        return True
    taught_by = contacts.champion_weight / contacts.contact_weight if contacts.contact_weight > 0 else 0.0
    share = speaking_up.share_who_know_how(
        world.now[0].staff_knows_how, taught_by, share_told(world), exposure(world, i)
    )
    return bool(person.luck_in_knowing < share)


@inner
def _believed_refusal(world: World, i: int) -> float:
    """The chance, as this person believes, that some gate on the way would refuse."""
    person, trust = world.staff[i], 1.0
    skips = needs_no_manager(world, i, person.wish_key)
    for k in range(world.route_length[BELIEVED, person.wish_kind]):
        gate = world.route[BELIEVED, person.wish_kind, k]
        if gate != MANAGEMENT or not skips:
            trust = trust * (1.0 - world.minds[i].beliefs[gate])
    return speaking_up.believed_refusal(trust)


@inner
def _probability_of_asking(world: World, i: int) -> float:
    """This week's chance to ask."""
    now, person = world.now[0], world.staff[i]
    make_wish(world, i)
    nerve = speaking_up.nerve_in(world.departments[world.department_of[i]].confidence, world.minds[i].nerve)
    return speaking_up.probability_of_asking(
        _highest_chance(world, i),
        _believed_refusal(world, i),
        now.asking_caution,
        nerve,
        hoop_hours(world, has_comms(world, BELIEVED, person.wish_kind)),
        person.wish_value * world.conviction[i] / people.CONVICTION_AT_REST,
    )


@inner
def probability_of_going_shadow(world: World, i: int) -> float:
    """This week's chance to go ahead without asking."""
    now = world.now[0]
    return speaking_up.probability_of_going_shadow(
        now.staff_shadow, world.frustration[i], now.gates_ict_web_filter, now.policy_enforcement
    )


@inner
def _assume_no(world: World, i: int) -> None:
    """Nobody refused, but a refusal is taken for granted: booked against the gate most believed to refuse.

    Where reasons are open, people see that nobody but themselves has stopped them; else they blame that gate.
    """
    bring_up_to_date(world, i)
    make_wish(world, i)
    if _believed_refusal(world, i) <= 0.0:
        return
    person, d = world.staff[i], world.department_of[i]
    times, skips = person.times_wanted * 8, needs_no_manager(world, i, person.wish_key)
    suspect, strongest, luck_of_strongest = NOBODY, 0.0, 0.0
    for k in range(world.route_length[BELIEVED, person.wish_kind]):
        gate = world.route[BELIEVED, person.wish_kind, k]
        if gate == MANAGEMENT and skips:
            continue
        belief, luck = world.minds[i].beliefs[gate], draw(world, Purpose.SUSPECT, world.key[i], times + gate)
        if suspect == NOBODY or belief > strongest or (belief == strongest and luck > luck_of_strongest):
            suspect, strongest, luck_of_strongest = gate, belief, luck
    is_told = draw(world, Purpose.REASON, world.key[i], times) < share_told(world)
    write(world, Event.ASSUMED, i, d, NOBODY, (suspect,))
    write(world, Event.BLAMED, i, d, NOBODY, (Gate.SELF.value if is_told else suspect, Gate.SELF.value))
    become(world, i, Stage.ASSUMED_NO, Cause.PATIENCE)
