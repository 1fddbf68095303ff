"""A seat and whoever occupies it, in compiled code: traits, what they would ask for, what they see, their stage."""

from __future__ import annotations

from simulation.draws import Purpose
from simulation.engine.chance import child, draw
from simulation.engine.compiled import inner
from simulation.engine.layout import CAN_WANT, FLAGS_OF_STAGE, NOBODY, PIECES, STAGE_FLAGS, World
from simulation.engine.telling import changed
from simulation.engine.writing import longer_line, write
from simulation.population import TRAITS
from simulation.record import Cause, Event
from simulation.rules import people, requests
from simulation.state import GATES, Grade, Mode, Stage

BELIEFS = len(GATES)
THRESHOLD, CONVICTION, SKILL, NERVE = range(len(TRAITS))


# -- coming and going ------------------------------------------------------------------------------


@inner
def _trait(world: World, i: int, column: int, mean: float, purpose: Purpose) -> float:
    """What a people file gives of the first occupant, or a value around the mean."""
    if len(world.given) > 0 and world.staff[i].generation == 0 and world.given[i, column] == world.given[i, column]:
        return world.given[i, column]
    u = draw(world, purpose, world.key[i], 0)
    return people.spread_around(mean, world.now[0].organisation_differences, u)


@inner
def arrive(world: World, i: int, generation: int) -> None:
    """An occupant with traits of their own."""
    now, person, week = world.now[0], world.staff[i], world.council[0].week
    mind, account = world.minds[i], world.accounts[i]
    person.generation = generation
    key = child(person.seat_key, generation)
    world.key[i] = key
    person.threshold = _trait(world, i, THRESHOLD, now.staff_threshold, Purpose.THRESHOLD)
    conviction = _trait(world, i, CONVICTION, people.CONVICTION_AT_REST, Purpose.CONVICTION)
    account.skill = _trait(world, i, SKILL, now.staff_skill, Purpose.SKILL)
    mind.nerve = _trait(world, i, NERVE, now.staff_nerve, Purpose.NERVE)
    look_after(world, i)
    world.conviction[i] = world.conviction_at_rest[i] = conviction
    mind.nerve_at_rest = mind.nerve
    for gate in range(BELIEFS):
        mind.beliefs[gate] = now.staff_belief
    mind.mind_of_week = week
    world.conviction_of_week[i] = week
    world.frustration[i] = 0.0
    person.luck_in_knowing = draw(world, Purpose.KNOWS_HOW, key, 0)
    person.times_wanted = 0
    world.pressure[i] = 0.0
    world.resistance[i] = next_resistance(world, i)
    world.weeks_wanting[i] = 0
    account.mode = Mode.NONE
    account.requests_filed = 0
    person.has_wish = False
    account.has_account = False
    if person.grade == Grade.HEAD:
        head_arrives(world, world.department_of[i], key)


@inner
def head_arrives(world: World, d: int, occupant: int) -> None:
    """Somebody new heads the department, with a literacy of their own."""
    u = draw(world, Purpose.HEAD, occupant, 0)
    department = world.departments[d]
    department.head_literacy = people.spread_around(
        department.literacy_before_training, world.now[0].organisation_differences, u
    )


@inner
def next_resistance(world: World, i: int) -> float:
    """How much pressure it takes this time."""
    person = world.staff[i]
    return people.resistance(draw(world, Purpose.RESISTANCE, world.key[i], person.times_wanted))


@inner
def become(world: World, i: int, stage: Stage, cause: Cause) -> None:
    """Go to another stage; contacts see it next week."""
    _become(world, i, stage.value, cause.value)


@inner
def _become(world: World, i: int, after: int, cause: int) -> None:
    council = world.council[0]
    before = world.stage[i]
    if after == before:
        return
    world.stage[i] = after
    d = world.department_of[i]
    write(world, Event.STAGE, i, d, NOBODY, (before, after, cause))
    world.stages[d, before] -= 1
    world.stages[d, after] += 1
    look_after(world, i)
    world.flags[i] = (world.flags[i] & (0xFF ^ STAGE_FLAGS)) | FLAGS_OF_STAGE[after]
    live = int(after == Stage.LIVE) - int(before == Stage.LIVE)
    shadow = int(after == Stage.SHADOW) - int(before == Stage.SHADOW)
    council.live_count += live
    world.departments[d].live += live
    world.modes[d, world.accounts[i].mode] += live
    council.shadow_count += shadow
    if FLAGS_OF_STAGE[after] & CAN_WANT:
        _comes_back(world, i)
    if live != 0 or shadow != 0:
        changed(world, i, live, shadow)


@inner
def _comes_back(world: World, i: int) -> None:
    """Somebody whose conviction fades in every week's wanting again, from the next on."""
    council, seats = world.council[0], world.back
    if council.back == len(seats):
        seats = longer_line(seats)
        world.back = seats
    seats[council.back] = i
    council.back += 1


@inner
def begin_as(world: World, i: int, stage: int) -> None:
    """Declare where a person stands before the first week."""
    if stage == Stage.LIVE:
        world.accounts[i].mode = Mode.BROADCAST
        write(world, Event.PIONEER, i, world.department_of[i], NOBODY, (Mode.BROADCAST.value,))
    _become(world, i, stage, Cause.START.value)


# -- what one would ask for ------------------------------------------------------------------------


@inner
def make_wish(world: World, i: int) -> None:
    """What this occupant's next request is about, if it is not known yet; the same whenever it is filed."""
    person = world.staff[i]
    if person.has_wish:
        return
    now, department = world.now[0], world.departments[world.department_of[i]]
    key = child(world.key[i], world.accounts[i].requests_filed)
    kind = requests.kind_of(
        now.requests_new_channel, now.requests_needs_ict, now.requests_standing_orders, now.requests_vanity,
        person.grade != Grade.FRONTLINE, draw(world, Purpose.KIND, key, 0),
    )  # fmt: skip
    person.has_wish = True
    person.wish_key = key
    person.wish_kind = kind
    person.wish_value = requests.value_of(
        now.requests_value, department.audience, kind, draw(world, Purpose.VALUE, key, 0)
    )
    person.wish_risk = requests.risk_of(department.sensitivity, draw(world, Purpose.RISK, key, 0))
    differences = now.organisation_differences
    person.wish_hours = people.amount_around(now.requests_hours, differences, draw(world, Purpose.HOURS, key, 0))
    person.wish_novelty = people.spread_around(now.requests_novelty, differences, draw(world, Purpose.NOVELTY, key, 0))


@inner
def make_account(world: World, i: int) -> None:
    """What this person's account is about: what was asked for or, unasked, what would be."""
    account = world.accounts[i]
    if account.has_account:
        return
    make_wish(world, i)
    person = world.staff[i]
    account.account_kind = person.wish_kind
    account.account_value = person.wish_value
    account.account_risk = person.wish_risk
    account.account_hours = person.wish_hours


@inner
def skill_now(world: World, i: int) -> float:
    """Skill, with what the department was taught."""
    return people.either(world.accounts[i].skill, world.departments[world.department_of[i]].trained)


# -- the mind --------------------------------------------------------------------------------------


@inner
def look_after(world: World, i: int) -> None:
    """From here until the next week's wanting, the week to which this conviction is up to date stands by itself."""
    if world.fades[i]:
        world.fades[i] = False
        world.conviction_of_week[i] = world.council[0].wanting_week
        _comes_back(world, i)


@inner
def bring_conviction_up_to_date(world: World, i: int) -> None:
    """Conviction has been returning to rest since it was last looked at."""
    week = world.council[0].week
    if world.fades[i] and world.council[0].wanting_week == week:
        return
    look_after(world, i)
    weeks = week - world.conviction_of_week[i]
    if weeks > 0:
        world.conviction[i] = people.faded_by(world.conviction[i], world.conviction_at_rest[i], world.kept[weeks])
        world.conviction_of_week[i] = week


@inner
def bring_up_to_date(world: World, i: int) -> None:
    """Conviction, nerve and beliefs have been returning to rest since they were last looked at."""
    bring_conviction_up_to_date(world, i)
    mind, week = world.minds[i], world.council[0].week
    weeks = week - mind.mind_of_week
    if weeks > 0:
        belief, kept = world.now[0].staff_belief, world.kept[weeks]
        mind.nerve = people.faded_by(mind.nerve, mind.nerve_at_rest, kept)
        for gate in range(BELIEFS):
            mind.beliefs[gate] = people.faded_by(mind.beliefs[gate], belief, kept)
        mind.mind_of_week = week


@inner
def hear_of_gate(world: World, i: int, gate: int, target: float, pieces: float) -> None:
    """News of a gate moves the belief about it."""
    beliefs = world.minds[i].beliefs
    beliefs[gate] = people.moved(beliefs[gate], target, share_of(world, pieces))


@inner
def share_of(world: World, pieces: float) -> float:
    """How much of the way that is left so many pieces of news move a mind; for a few it is known."""
    few = int(pieces)
    return world.pieces[few] if few < PIECES else people.share_heard(world.now[0].influence_news, pieces)
