"""The phase *want*, compiled: who comes to want it, by the scenario's rule of social influence.

Most people are looked at here every week, so the hazard rule goes over flat arrays without a branch, a department at a
time: everybody's pressure grows by what the rule gives them, or by nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.engine.compiled import inner
from simulation.engine.layout import CAN_WANT, IS_NEW, NOBODY, STRETCH, Number, World
from simulation.engine.looking import find
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
    by_hazard, number = now.influence_rule == Influence.HAZARD, 0
    _bring_back(world, False)
    for d in range(len(world.departments)):
        department = world.departments[d]
        world.motives[d] = department.audience * wanting.drive(
            now.policy_performance_criteria, department.message_to_staff, council.crisis
        )
        number = _press(world, d, number) if by_hazard else _fade(world, d)
    _bring_back(world, True)
    council.wanting_week = council.week
    for k in range(number if by_hazard else find(world, CAN_WANT)):
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
                world.fades[i] = True
            else:
                bring_conviction_up_to_date(world, i)
    if is_done:
        council.back = 0


@inner
def _fade(world: World, d: int) -> int:
    """The conviction of a whole department fades. It persuades nobody."""
    conviction, at_rest, kept = world.conviction, world.conviction_at_rest, world.kept[1]
    for i in range(world.departments[d].first, world.departments[d].last):
        if world.fades[i]:
            conviction[i] = people.faded_by(conviction[i], at_rest[i], kept)
    return 0


@inner
def _press(world: World, d: int, number: int) -> int:
    """The conviction of a whole department fades and its pressure grows, a stretch at a time.

    Those whose pressure has reached their resistance are put into ``found``, from place ``number`` on; in most
    stretches there is nobody. Returns the next place.
    """
    now, last = world.now[0], world.departments[d].last
    for start in range(world.departments[d].first, last, STRETCH):
        end = min(start + STRETCH, last)
        exposed = world.exposed[start:end]
        if now.influence_complete_mixing:
            exposed = np.full(end - start, _exposure_of_all(world))
        pressure, resistance, persuaded = world.pressure[start:end], world.resistance[start:end], 0
        _fade_and_press(
            world.conviction[start:end], world.conviction_at_rest[start:end], world.fades[start:end], pressure, exposed,
            world.flags[start:end], world.kept[1], now.influence_outside_hazard, now.influence_peer_hazard,
            now.influence_again, world.motives[d],
        )  # fmt: skip
        for k in range(len(pressure)):
            persuaded += int(pressure[k] >= resistance[k])
        if persuaded > 0:
            for i in range(start, end):
                if world.pressure[i] >= world.resistance[i] and world.flags[i] & CAN_WANT:
                    world.found[number] = i
                    number += 1
    return number


@inner
def _fade_and_press(
    conviction: Number, at_rest: Number, fades: Any, pressure: Number, exposed: Number, flags: Any,
    kept: float, outside: float, peer: float, again: float, motive: float,
) -> None:  # fmt: skip
    """Without a branch: those who tried before come round more slowly, and who cannot want it not at all."""
    for i in range(len(conviction)):
        before = conviction[i]
        faded = people.faded_by(before, at_rest[i], kept)
        convinced = faded if fades[i] else before
        conviction[i] = convinced
        readiness = 1.0 if flags[i] & IS_NEW else again
        eagerness = readiness if flags[i] & CAN_WANT else 0.0
        moved_by = motive * wanting.relative_conviction(convinced, people.CONVICTION_AT_REST)
        pressure[i] += wanting.pressure_to_want(outside, peer, exposed[i], moved_by * eagerness)


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
