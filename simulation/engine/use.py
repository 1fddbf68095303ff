"""The phase *use*, compiled: hours and support are shared out, accounts give value, go wrong, grow and lapse."""

from __future__ import annotations

from numba import njit

from simulation.draws import Purpose
from simulation.engine.chance import draw, draw_for
from simulation.engine.decide import hours_for_support as support_of_comms
from simulation.engine.layout import NOBODY, USES, Number, World
from simulation.engine.lead import hours_for_support as support_of_lead
from simulation.engine.lead import spend_lead
from simulation.engine.looking import find
from simulation.engine.mind import become, make_account, skill_now
from simulation.engine.old_work import hours_available, hours_could_stop
from simulation.engine.requests import BROADCAST, hours_of, manager_literacy, support_need
from simulation.engine.telling import INCIDENT, LAPSED, SUCCESS, tell
from simulation.engine.writing import book, bought, write
from simulation.record import Book, Cause, Event, Owner, Use
from simulation.rules import comms, organising, people, speaking_up, using
from simulation.state import Mode, Stage

LUCK = (Purpose.INCIDENT, Purpose.SUCCESS, Purpose.LAPSE, Purpose.MODE)
INCIDENTS, SUCCESSES, LAPSES, STEPS = range(len(LUCK))  # rows of ``luck``


@njit
def departments(world: World) -> None:
    """Add up what accounts need, stop old work where that is worth it, and share the hours out."""
    users, k = find(world, USES), 0
    for d in range(len(world.departments)):
        needed = support = 0.0
        while k < users and world.department_of[world.found[k]] == d:
            i = world.found[k]
            person = world.staff[i]
            if world.stage[i] == Stage.LIVE:
                make_account(world, i)
                needed += hours_of(world, d, person.account_hours, person.mode)
                support += support_need(world, i, person.mode)
            k += 1
        department = world.departments[d]
        department.support_need = support
        spare = department.spare_hours * department.headcount
        book(world, Book.OWNED, Owner.DEPARTMENT, Use.ACCOUNTS, spare, d)
        if needed > hours_available(world, d):
            department.released += min(needed - hours_available(world, d), hours_could_stop(world, d))
        available = hours_available(world, d)
        book(world, Book.RELEASED, Owner.DEPARTMENT, Use.ACCOUNTS, department.released, d)
        department.served = using.share_served(needed, available)
        department.share_learnt = people.share_heard(world.now[0].influence_news, department.served)
        department.hours_used = min(needed, available)
        book(world, Book.SPENT, Owner.DEPARTMENT, Use.ACCOUNTS, department.hours_used, d)
        book(world, Book.UNMET, Owner.DEPARTMENT, Use.ACCOUNTS, needed - department.hours_used, d)
        book(world, Book.FORGONE, Owner.PUBLIC, Use.OLD_WORK, department.released * department.old_work_worth, d)


@njit
def comms_supports(world: World) -> None:
    """Share out support: champions answer what they can, then the digital lead, then comms; the rest is unmet."""
    council, need, users = world.council[0], 0.0, 0
    for d in range(len(world.departments)):
        need += world.departments[d].support_need
    for k in range(len(world.champions)):
        users += int(world.stage[world.champions[k]] == Stage.LIVE)
    by_champions = min(need, world.now[0].champions_hours * users)
    by_lead = min(need - by_champions, support_of_lead(world))
    before, council.need = council.need, need - by_champions - by_lead
    council.support_hours = support_of_comms(world)
    by_comms = min(council.need, council.support_hours)
    council.growth = comms.growth_next(council.growth, council.need, before)
    council.unmet = 1.0 - using.share_served(need, by_champions + by_lead + by_comms)
    spend_lead(world, Use.SUPPORT, by_lead)
    council.answered_by_champions = by_champions
    book(world, Book.SPENT, Owner.CHAMPIONS, Use.SUPPORT, by_champions, NOBODY)
    book(world, Book.OWNED, Owner.COMMS, Use.SUPPORT, council.support_hours, NOBODY)
    book(world, Book.SPENT, Owner.COMMS, Use.SUPPORT, by_comms, NOBODY)
    book(world, Book.UNMET, Owner.COMMS, Use.SUPPORT, council.need - by_comms, NOBODY)


@njit
def staff(world: World) -> None:
    """A week of use, sanctioned or not."""
    number = find(world, USES)
    for place in range(len(LUCK)):
        draw_for(world, LUCK[place], number, place)
    for k in range(number):
        i = world.found[k]
        make_account(world, i)
        luck = world.luck[:, k]
        if world.stage[i] == Stage.SHADOW:
            _use_in_the_shadow(world, i, luck)
        else:
            _use_openly(world, i, luck)


@njit
def _use_openly(world: World, i: int, luck: Number) -> None:
    """Give value, perhaps have an incident or a story to tell, learn, climb the ladder, or lapse."""
    now, council, person, d = world.now[0], world.council[0], world.staff[i], world.department_of[i]
    department = world.departments[d]
    served, unmet_support = department.served, council.unmet
    department.value += using.value_per_week(
        person.account_value, person.mode, department.value_demanded, served, council.crisis
    )
    skill = skill_now(world, i)
    _risk_an_incident(world, i, luck[INCIDENTS], skill, now.policy_multi_voice, unmet_support)
    success = using.probability_of_success(now.using_success, skill, person.mode, served)
    if luck[SUCCESSES] < success:
        _succeed(world, i)
    person.skill = people.moved(person.skill, 1.0, department.share_learnt)
    step = using.probability_of_step(
        now.using_step, now.policy_openness, skill, department.demand, council.share_networked, person.mode
    )
    lapse = using.probability_of_lapse(now.using_abandonment, unmet_support, 1.0 - served)
    if luck[LAPSES] < lapse:
        _lapse(world, i, Cause.NO_SUPPORT if unmet_support >= 1.0 - served else Cause.NO_HOURS)
    elif luck[STEPS] < step:
        person.mode += 1
        write(world, Event.MODE, i, d, NOBODY, (person.mode - 1, person.mode))


@njit
def _use_in_the_shadow(world: World, i: int, luck: Number) -> None:
    """Broadcast without support or sanction, until it is found, or goes wrong in public."""
    now, person, d = world.now[0], world.staff[i], world.department_of[i]
    department = world.departments[d]
    department.shadow_value += using.value_per_week(
        person.account_value, BROADCAST, department.value_demanded, 1.0, world.council[0].crisis
    )
    department.shadow_hours += hours_of(world, d, person.account_hours, BROADCAST)  # their own time, but time
    went_wrong = _risk_an_incident(world, i, luck[INCIDENTS], skill_now(world, i), False, 1.0)
    person.skill = people.moved(person.skill, 1.0, world.pieces[1])
    chance = speaking_up.probability_of_discovery(now.policy_enforcement)
    found = draw(world, Purpose.DISCOVERED, world.key[i], world.council[0].week) < chance
    if went_wrong or found:
        write(world, Event.DISCOVERED, i, d, NOBODY, (0,))
        person.has_account = False
        become(world, i, Stage.GAVE_UP if world.request[i] == NOBODY else Stage.ASKING, Cause.DISCOVERED)


@njit
def _risk_an_incident(world: World, i: int, u: float, skill: float, multi_voice: bool, unsupported: float) -> bool:
    """A post goes wrong, or not. Returns whether it did."""
    now, council, person, d = world.now[0], world.council[0], world.staff[i], world.department_of[i]
    risk = person.account_risk
    proneness = using.proneness_to_incident(risk, skill, now.policy_shared_values, multi_voice, unsupported)
    chance = using.probability_of_incident(now.events_incidents, proneness)
    if u >= chance:
        return False
    department = world.departments[d]
    harm = using.harm_of(now.events_severity, risk, manager_literacy(world, d))
    department.harm += harm
    department.setbacks += 1
    council.incidents_risk += risk
    is_shadow = int(world.stage[i] == Stage.SHADOW)
    write(world, Event.INCIDENT, i, d, NOBODY, (is_shadow, int(harm * 1000.0 + 0.5)))
    tell(world, i, INCIDENT)
    return True


@njit
def _succeed(world: World, i: int) -> None:
    """A story to tell; now and then somebody writes it up."""
    council, person, d = world.council[0], world.staff[i], world.department_of[i]
    kind = person.account_kind
    council.successes += 1
    write(world, Event.SUCCESS, i, d, NOBODY, (kind,))
    tell(world, i, SUCCESS)
    if draw(world, Purpose.DOCUMENTED, world.key[i], council.week) < world.now[0].policy_documented:
        council.documented[kind] += 1
        write(world, Event.DOCUMENTED, i, d, NOBODY, (kind,))
        bought(world, Owner.STAFF, Use.DOCUMENTING, organising.HOURS_TO_DOCUMENT, d)


@njit
def _lapse(world: World, i: int, cause: Cause) -> None:
    """The account is abandoned."""
    person = world.staff[i]
    write(world, Event.LAPSED, i, world.department_of[i], NOBODY, (cause.value,))
    person.mode = Mode.NONE
    person.has_account = False
    become(world, i, Stage.LAPSED, cause)
    tell(world, i, LAPSED)
