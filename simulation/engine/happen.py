"""The phase *happen*, compiled: crises, leavers, the leadership's message, the lead's hours, councillors' publicity."""

from __future__ import annotations

import numpy as np

from simulation.draws import Purpose
from simulation.engine.chamber import count_opinions, is_networked
from simulation.engine.chance import draw
from simulation.engine.compiled import inner
from simulation.engine.layout import FIRST_CRISIS, NOBODY, PIECES, STRETCH, USES, World
from simulation.engine.lead import book_hours, hours_for_scanning, hours_for_training, hours_of_lead, spend_lead
from simulation.engine.looking import find
from simulation.engine.mind import arrive, become, make_account, skill_now
from simulation.engine.respond import withdraw
from simulation.engine.telling import SUCCESS, tell_everybody, work_out_exposed
from simulation.engine.writing import reach, write
from simulation.record import Cause, Event, Use
from simulation.rules import consequences, leadership, people, politics, using
from simulation.state import Seat, Stage

YES, NO = 1, 0


@inner
def begin_week(world: World) -> None:
    """A new week, in which nothing has gone wrong yet."""
    council = world.council[0]
    council.week += 1
    council.is_moratorium = council.moratorium_from <= council.week <= council.moratorium_to
    council.incidents_risk = 0.0
    council.successes = 0
    for kind in range(len(council.documented)):
        council.documented[kind] = 0
    council.uptake = council.live_count / council.staff_count


@inner
def crisis(world: World) -> None:
    """A crisis fades and ends, handled well or badly; or another begins."""
    council = world.council[0]
    if council.crisis > 0.0:
        council.crisis = consequences.crisis_next(council.crisis)
        if council.crisis == 0.0:
            end_crisis(world)
        return
    chance = consequences.probability_of_crisis(world.now[0].events_crises)
    if draw(world, Purpose.CRISIS, council.key, council.week) < chance:
        council.crisis = 1.0
        write(world, Event.CRISIS, NOBODY, NOBODY, NOBODY, (YES, NO))
        reach(world, FIRST_CRISIS)


@inner
def end_crisis(world: World) -> None:
    """Handled well by those who use it, a crisis convinces everybody; handled badly, it alarms councillors."""
    council = world.council[0]
    skill, live = 0.0, 0
    for k in range(find(world, USES)):
        i = world.found[k]
        if world.stage[i] == Stage.LIVE:
            skill, live = skill + skill_now(world, i), live + 1
    written = world.now[0].policy_written
    chance = consequences.probability_of_handling(skill / max(1, live), council.uptake, written)
    handled = draw(world, Purpose.CRISIS_HANDLED, council.key, council.week) < chance
    write(world, Event.CRISIS, NOBODY, NOBODY, NOBODY, (NO, int(handled)))
    if handled:
        tell_everybody(world, SUCCESS, consequences.GOOD_NEWS_OF_A_CRISIS)
    else:
        for k in range(len(world.councillors)):
            world.councillors[k].anxiety = consequences.alarmed(world.councillors[k].anxiety, 1.0, 0.0)


@inner
def council(world: World) -> None:
    """It is settled who leaves; opinions are counted."""
    council = world.council[0]
    council.attrition += people.attrition_per_week(world.now[0].organisation_attrition)
    council.leavers = _find_leavers(world)
    count_opinions(world)
    work_out(world)


@inner
def _find_leavers(world: World) -> int:
    """Those whose time has come, by seat. Almost everywhere nobody's has, so a whole stretch is passed over at once."""
    attrition, leavers, tenure, number = world.council[0].attrition, world.leavers, world.tenure, 0
    for stretch in range(len(world.soonest)):
        if world.soonest[stretch] > attrition:
            continue
        start, soonest = stretch * STRETCH, np.inf  # of those who stay; a successor is added when they come
        for i in range(start, min(start + STRETCH, len(tenure))):
            if tenure[i] <= attrition:
                leavers[number] = i
                number += 1
            else:
                soonest = min(soonest, tenure[i])
        world.soonest[stretch] = soonest
    return number


@inner
def stay(world: World, i: int) -> None:
    """It is drawn how long an occupant stays from now on."""
    u = draw(world, Purpose.TENURE, world.key[i], 0)
    world.tenure[i] = world.council[0].attrition + people.resistance(u)
    world.soonest[i // STRETCH] = min(world.soonest[i // STRETCH], world.tenure[i])


@inner
def work_out(world: World) -> None:
    """What is the same for everybody this week, worked out once."""
    council, now = world.council[0], world.now[0]
    if council.fading_of_kept != now.staff_fading:
        council.fading_of_kept = now.staff_fading
        for weeks in range(len(world.kept)):
            world.kept[weeks] = people.share_kept(now.staff_fading, weeks)
    if council.news_of_pieces != now.influence_news:
        council.news_of_pieces = now.influence_news
        for few in range(PIECES):
            world.pieces[few] = people.share_heard(now.influence_news, float(few))
    if council.visibility_of_exposed != now.influence_shadow_visibility:
        work_out_exposed(world)
    for d in range(len(world.departments)):
        department = world.departments[d]
        department.hours_demanded = using.power_of(department.demand, now.using_demand_hours)
        department.value_demanded = using.power_of(department.demand, now.using_demand_value)


@inner
def message_after(world: World, steps: int) -> float:
    """What is left of the leadership's message so many steps down the tree."""
    now = world.now[0]
    return leadership.message_received(
        now.leadership_strength, world.council[0].attention, now.leadership_consistency, steps
    )


@inner
def leadership_happens(world: World) -> None:
    """The message goes down the reporting tree from its seat."""
    council, seat = world.council[0], world.now[0].leadership_seat
    for d in range(len(world.departments)):
        department = world.departments[d]
        down = leadership.steps_down(seat, d == council.host, department.shares_directorate)
        department.message_to_head = message_after(world, down)
        department.message_to_managers = message_after(world, down + 1)
        department.message_to_staff = message_after(world, down + 2)
    council.message_to_comms = message_after(world, leadership.steps_to_comms(seat))
    council.message_to_councillors = message_after(world, 0) if seat == Seat.POLITICAL else 0.0


@inner
def digital_lead(world: World) -> None:
    """A new week's hours."""
    world.council[0].lead_hours_left = hours_of_lead(world, world.now[0].digital_lead_approving)
    book_hours(world)
    spend_lead(world, Use.TRAINING, hours_for_training(world))
    spend_lead(world, Use.SCANNING, hours_for_scanning(world))


@inner
def staff(world: World) -> None:
    """Some leave; a successor takes each seat, with traits of their own."""
    council, now = world.council[0], world.now[0]
    for k in range(council.leavers):
        i = world.leavers[k]
        person, account, d = world.staff[i], world.accounts[i], world.department_of[i]
        withdraw(world, i, Cause.LEFT)
        write(world, Event.LEFT, i, d, NOBODY, (world.stage[i],))
        inherits = world.stage[i] == Stage.LIVE and now.policy_inherit
        mode = account.mode
        if inherits:
            make_account(world, i)  # as it was, before somebody else sits down
        else:
            become(world, i, Stage.UNINTERESTED, Cause.LEFT)
        arrive(world, i, person.generation + 1)
        world.asks_first[i] = False
        stay(world, i)
        write(world, Event.JOINED, i, d, NOBODY, (person.generation,))
        if inherits:
            account.has_account = True
            account.mode = mode
            write(world, Event.LIVE, i, d, NOBODY, (mode, Cause.INHERITED.value))


@inner
def councillors(world: World) -> None:
    """Some ask comms for publicity."""
    week, per_year = world.council[0].week, world.now[0].councillors_vanity
    for k in range(len(world.councillors)):
        member = world.councillors[k]
        chance = politics.probability_of_vanity_request(per_year, is_networked(world, k))
        member.asks_for_publicity = chance > 0.0 and draw(world, Purpose.VANITY, member.key, week) < chance
