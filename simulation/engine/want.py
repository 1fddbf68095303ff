"""The phase *want*, compiled: who comes to want it, by the scenario's rule of social influence.

Most people are looked at here every week, so the hazard rule goes over flat arrays without a branch: everybody's
pressure grows by what the rule gives them, or by nothing.
"""

from __future__ import annotations

from numba import njit

from simulation.engine.layout import CAN_WANT, IS_NEW, NOBODY, World
from simulation.engine.looking import find
from simulation.engine.mind import become, bring_conviction_up_to_date, make_wish, next_resistance
from simulation.engine.writing import write
from simulation.record import Cause, Event
from simulation.rules import people, wanting
from simulation.state import Influence, Stage


@njit
def exposure(world: World, i: int) -> float:
    """The share of use that this person sees."""
    visibility = world.now[0].influence_shadow_visibility
    if world.now[0].influence_complete_mixing:
        council = world.council[0]
        return wanting.exposure(council.live_count, council.shadow_count, council.staff_count, visibility)
    return wanting.exposure(world.live_weight[i], world.shadow_weight[i], world.contact_weight[i], visibility)


@njit
def staff(world: World) -> None:
    """Want it, or not yet."""
    now, council = world.now[0], world.council[0]
    for k in range(council.back):  # who has been away from wanting: conviction faded for more than a week
        i = world.back[k]
        if world.flags[i] & CAN_WANT:
            bring_conviction_up_to_date(world, i)
    council.back = 0
    for d in range(len(world.departments)):
        department = world.departments[d]
        world.motives[d] = department.audience * wanting.drive(
            now.policy_performance_criteria, department.message_to_staff, council.crisis
        )
    if now.influence_rule == Influence.HAZARD:
        _by_hazard(world)
        return
    for k in range(find(world, CAN_WANT)):
        i = world.found[k]
        bring_conviction_up_to_date(world, i)
        if _is_persuaded(world, i):
            _wants(world, i)


@njit
def _wants(world: World, i: int) -> None:
    person = world.staff[i]
    person.times_wanted += 1
    world.pressure[i] = 0.0
    world.resistance[i] = next_resistance(world, i)
    person.weeks_wanting = 0
    make_wish(world, i)
    write(world, Event.WANTED, i, world.department_of[i], NOBODY, (person.wish_kind,))
    become(world, i, Stage.WANTING, Cause.WANTED)


@njit
def _by_hazard(world: World) -> None:
    """Everybody's pressure, by department; then those whom it has persuaded, by seat."""
    now, council = world.now[0], world.council[0]
    week, kept, again = council.week, people.share_kept(now.staff_fading, 1), now.influence_again
    outside, peer, visibility = (
        now.influence_outside_hazard, now.influence_peer_hazard, now.influence_shadow_visibility,
    )  # fmt: skip
    everywhere = wanting.exposure(council.live_count, council.shadow_count, council.staff_count, visibility)
    is_mixed = now.influence_complete_mixing
    flags, of_week = world.flags, world.conviction_of_week
    conviction, at_rest, pressure = world.conviction, world.conviction_at_rest, world.pressure
    live, shadow, contacts = world.live_weight, world.shadow_weight, world.contact_weight
    motives, department_of = world.motives, world.department_of
    for i in range(council.staff_count):
        can = flags[i] & CAN_WANT != 0
        before = conviction[i]
        convinced = people.faded_by(before, at_rest[i], kept) if can and of_week[i] < week else before
        conviction[i] = convinced
        of_week[i] = week if can else of_week[i]
        seen = everywhere if is_mixed else wanting.exposure(live[i], shadow[i], contacts[i], visibility)
        motive = motives[department_of[i]] * wanting.relative_conviction(convinced, people.CONVICTION_AT_REST)
        motive = motive * (1.0 if flags[i] & IS_NEW != 0 else again)
        pressure[i] += wanting.pressure_to_want(outside, peer, seen, motive) if can else 0.0
    resistance, found, number = world.resistance, world.found, 0
    for i in range(council.staff_count):
        if pressure[i] >= resistance[i] and flags[i] & CAN_WANT:
            found[number] = i
            number += 1
    for k in range(number):
        _wants(world, found[k])


@njit
def _is_persuaded(world: World, i: int) -> bool:
    """Whether what this person sees is enough; those who tried before come round more slowly."""
    now = world.now[0]
    if world.flags[i] & IS_NEW == 0:
        world.pressure[i] += now.influence_again
        if world.pressure[i] < world.resistance[i]:
            return False
    if now.influence_rule == Influence.THRESHOLD:
        return wanting.wants_by_threshold(exposure(world, i), world.staff[i].threshold)
    using = world.council[0].live_count if now.influence_complete_mixing else world.staff[i].live_contacts
    return wanting.wants_by_count(using, now.influence_contacts_needed)
