"""The phase *want*, compiled: who comes to want it, by the scenario's rule of social influence.

Most people are looked at here every week, so the hazard rule goes over flat arrays without a branch, a department at a
time: everybody's pressure grows by what the rule gives them, or by nothing.
"""

from __future__ import annotations

import numpy as np

from simulation.engine.compiled import inner
from simulation.engine.layout import CAN_WANT, IS_NEW, NOBODY, Number, World
from simulation.engine.looking import STRETCH, find
from simulation.engine.mind import become, bring_conviction_up_to_date, make_wish, next_resistance
from simulation.engine.writing import write
from simulation.record import Cause, Event
from simulation.rules import people, wanting
from simulation.state import Influence, Stage


@inner
def exposure(world: World, i: int) -> float:
    """The share of use that this person sees."""
    return _exposure_of_all(world) if world.now[0].influence_complete_mixing else world.exposed[i]


@inner
def _exposure_of_all(world: World) -> float:
    """The share of use where everybody sees everybody."""
    council = world.council[0]
    return wanting.exposure(
        council.live_count, council.shadow_count, council.staff_count, world.now[0].influence_shadow_visibility
    )


@inner
def staff(world: World) -> None:
    """Want it, or not yet."""
    now, council = world.now[0], world.council[0]
    _bring_back(world, False)
    for d in range(len(world.departments)):
        department = world.departments[d]
        world.motives[d] = department.audience * wanting.drive(
            now.policy_performance_criteria, department.message_to_staff, council.crisis
        )
        _press(world, d)
    _bring_back(world, True)
    council.wanting_week = council.week
    by_hazard = now.influence_rule == Influence.HAZARD
    number = _find_persuaded(world) if by_hazard else find(world, CAN_WANT)
    for k in range(number):
        i = world.found[k]
        if by_hazard or _is_persuaded(world, i):
            _wants(world, i)


@inner
def _bring_back(world: World, is_done: bool) -> None:
    """Who could not be taken with all others: before, their conviction catches up; after, they can be again."""
    council = world.council[0]
    for k in range(council.back):
        i = world.back[k]
        if world.flags[i] & CAN_WANT:
            if is_done:
                world.fades[i] = 1.0
            else:
                bring_conviction_up_to_date(world, i)
    if is_done:
        council.back = 0


@inner
def _press(world: World, d: int) -> None:
    """The conviction of a whole department fades and, where that is the rule, its pressure grows."""
    now, first, last = world.now[0], world.departments[d].first, world.departments[d].last
    conviction, at_rest, fades = (
        world.conviction[first:last],
        world.conviction_at_rest[first:last],
        world.fades[first:last],
    )
    kept = world.kept[1]
    if now.influence_rule != Influence.HAZARD:
        _fade(conviction, at_rest, fades, kept)
        return
    exposed = world.exposed[first:last]
    if now.influence_complete_mixing:
        exposed = np.full(last - first, _exposure_of_all(world))
    _fade_and_press(
        conviction, at_rest, fades, world.pressure[first:last], exposed, world.eagerness[first:last],
        kept, now.influence_outside_hazard, now.influence_peer_hazard, world.motives[d],
    )  # fmt: skip


@inner
def _fade(conviction: Number, at_rest: Number, fades: Number, kept: float) -> None:
    for i in range(len(conviction)):
        if fades[i] != 0.0:
            conviction[i] = people.faded_by(conviction[i], at_rest[i], kept)


@inner
def _fade_and_press(
    conviction: Number, at_rest: Number, fades: Number, pressure: Number, exposed: Number, eagerness: Number,
    kept: float, outside: float, peer: float, motive: float,
) -> None:  # fmt: skip
    """Without a branch: who cannot want it has no eagerness, and their pressure grows by nothing."""
    for i in range(len(conviction)):
        before = conviction[i]
        faded = people.faded_by(before, at_rest[i], kept)
        convinced = faded if fades[i] != 0.0 else before
        conviction[i] = convinced
        moved_by = motive * wanting.relative_conviction(convinced, people.CONVICTION_AT_REST)
        pressure[i] += wanting.pressure_to_want(outside, peer, exposed[i], moved_by * eagerness[i])


@inner
def _find_persuaded(world: World) -> int:
    """Those whose pressure has reached their resistance, by seat. In most stretches there is nobody."""
    found, flags, number = world.found, world.flags, 0
    for start in range(0, world.council[0].staff_count, STRETCH):
        pressure, resistance = world.pressure[start : start + STRETCH], world.resistance[start : start + STRETCH]
        persuaded = 0
        for k in range(len(pressure)):
            persuaded += int(pressure[k] >= resistance[k])
        if persuaded > 0:
            for k in range(len(pressure)):
                if pressure[k] >= resistance[k] and flags[start + k] & CAN_WANT:
                    found[number] = start + k
                    number += 1
    return number


@inner
def _wants(world: World, i: int) -> None:
    person = world.staff[i]
    person.times_wanted += 1
    world.pressure[i] = 0.0
    world.resistance[i] = next_resistance(world, i)
    world.weeks_wanting[i] = 0
    make_wish(world, i)
    write(world, Event.WANTED, i, world.department_of[i], NOBODY, (person.wish_kind,))
    become(world, i, Stage.WANTING, Cause.WANTED)


@inner
def _is_persuaded(world: World, i: int) -> bool:
    """Whether what this person sees is enough; those who tried before come round more slowly."""
    now = world.now[0]
    if world.flags[i] & IS_NEW == 0:
        world.pressure[i] += now.influence_again
        if world.pressure[i] < world.resistance[i]:
            return False
    if now.influence_rule == Influence.THRESHOLD:
        return wanting.wants_by_threshold(exposure(world, i), world.staff[i].threshold)
    using = world.council[0].live_count if now.influence_complete_mixing else world.contacts[i].live_contacts
    return wanting.wants_by_count(using, now.influence_contacts_needed)
