"""The phase *use*, compiled: hours and support are shared out, accounts give value, go wrong, grow and lapse."""

from __future__ import annotations

from simulation.draws import Purpose
from simulation.engine.chance import draw, draw_for
from simulation.engine.compiled import inner
from simulation.engine.decide import hours_for_support as support_of_comms
from simulation.engine.handle import fetch
from simulation.engine.layout import AHEAD, NOBODY, USES, World
from simulation.engine.lead import hours_for_support as support_of_lead
from simulation.engine.lead import spend_lead
from simulation.engine.looking import find
from simulation.engine.mind import become, make_account
from simulation.engine.old_work import hours_available, hours_could_stop
from simulation.engine.requests import BROADCAST, hours_of, manager_literacy
from simulation.engine.telling import INCIDENT, LAPSED, SUCCESS, tell
from simulation.engine.writing import book, bought, write
from simulation.record import Book, Cause, Event, Owner, Use
from simulation.rules import comms, organising, people, speaking_up, using
from simulation.state import Mode, Stage

LUCK = (Purpose.INCIDENT, Purpose.SUCCESS, Purpose.LAPSE, Purpose.MODE)
INCIDENTS, SUCCESSES, LAPSES, STEPS = range(len(LUCK))  # rows of ``luck``


@inner
def departments(world: World) -> None:
    """Add up what accounts need, stop old work where that is worth it, and share the hours out."""
    world.council[0].users, k = find(world, USES), 0
    for d in range(len(world.departments)):
        k, needed, support = _add_up_needs(world, d, k)
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


@inner
def _add_up_needs(world: World, d: int, k: int) -> tuple[int, float, float]:
    """Hours a week and support that a department's accounts need, from user ``k`` on; and the next department's."""
    now, department, users = world.now[0], world.departments[d], world.council[0].users
    found, stages, accounts = world.found, world.stage, world.accounts
    last, demanded, redesign = department.last, department.hours_demanded, department.redesign
    framework, trained = department.framework, department.trained
    per_account, multi_voice = now.gates_comms_support_hours, now.policy_multi_voice
    needed = support = 0.0
    while k < users and found[k] < last:
        if k + AHEAD < users:
            fetch(accounts, found[k + AHEAD])
        i = found[k]
        account = accounts[i]
        if stages[i] == Stage.LIVE:
            make_account(world, i)
            skill = people.either(account.skill, trained)
            needed += using.hours_per_week(account.account_hours, account.mode, demanded, redesign)
            support += comms.support_need(per_account, skill, framework, account.mode, demanded, redesign, multi_voice)
        k += 1
    return k, needed, support


@inner
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


@inner
def staff(world: World) -> None:
    """A week of use, sanctioned or not, of those whom the departments have found this week."""
    users, k = world.council[0].users, 0
    for place in range(len(LUCK)):
        draw_for(world, LUCK[place], users, place)
    for d in range(len(world.departments)):
        if k < users and world.found[k] < world.departments[d].last:
            k = _use(world, d, k)


@inner
def _use(world: World, d: int, k: int) -> int:
    """The users of a department, from user ``k`` on. Returns the first of the next department."""
    now, council, department = world.now[0], world.council[0], world.departments[d]
    found, stages, accounts, users, last = world.found, world.stage, world.accounts, council.users, department.last
    incident, success, lapse, step = world.luck[INCIDENTS], world.luck[SUCCESSES], world.luck[LAPSES], world.luck[STEPS]
    trained, served, unmet, demand = department.trained, department.served, council.unmet, department.demand
    demanded, crisis, networked = department.value_demanded, council.crisis, council.share_networked
    values, many_voices, wrong = now.policy_shared_values, now.policy_multi_voice, now.events_incidents
    stories, pace, openness = now.using_success, now.using_step, now.policy_openness
    learnt, learnt_alone = department.share_learnt, world.pieces[1]
    lapses = using.probability_of_lapse(now.using_abandonment, unmet, 1.0 - served)
    value = shadow_value = shadow_hours = 0.0
    while k < users and found[k] < last:
        i = found[k]
        account = accounts[i]
        make_account(world, i)
        skill = people.either(account.skill, trained)
        if stages[i] == Stage.SHADOW:  # broadcasts without support or sanction, until found, or it goes wrong in public
            shadow_value += using.value_per_week(account.account_value, BROADCAST, demanded, 1.0, crisis)
            shadow_hours += hours_of(world, d, account.account_hours, BROADCAST)  # their own time, but time
            proneness = using.proneness_to_incident(account.account_risk, skill, values, False, 1.0)
            goes_wrong = incident[k] < using.probability_of_incident(wrong, proneness)
            if goes_wrong:
                _goes_wrong(world, i)
            account.skill = people.moved(account.skill, 1.0, learnt_alone)
            if goes_wrong or _is_found(world, i):
                _is_discovered(world, i)
        else:  # gives value, perhaps has an incident or a story to tell, learns, climbs the ladder, or lapses
            mode = account.mode
            value += using.value_per_week(account.account_value, mode, demanded, served, crisis)
            proneness = using.proneness_to_incident(account.account_risk, skill, values, many_voices, unmet)
            if incident[k] < using.probability_of_incident(wrong, proneness):
                _goes_wrong(world, i)
            if success[k] < using.probability_of_success(stories, skill, mode, served):
                _succeed(world, i)
            account.skill = people.moved(account.skill, 1.0, learnt)
            if lapse[k] < lapses:
                _lapse(world, i, Cause.NO_SUPPORT if unmet >= 1.0 - served else Cause.NO_HOURS)
            elif step[k] < using.probability_of_step(pace, openness, skill, demand, networked, mode):
                _step_up(world, i)
        k += 1
    department.value, department.shadow_value, department.shadow_hours = value, shadow_value, shadow_hours
    return k


@inner
def _goes_wrong(world: World, i: int) -> None:
    """A post goes wrong."""
    now, council, d = world.now[0], world.council[0], world.department_of[i]
    department, risk = world.departments[d], world.accounts[i].account_risk
    harm = using.harm_of(now.events_severity, risk, manager_literacy(world, d))
    department.harm += harm
    department.setbacks += 1
    council.incidents_risk += risk
    is_shadow = int(world.stage[i] == Stage.SHADOW)
    write(world, Event.INCIDENT, i, d, NOBODY, (is_shadow, int(harm * 1000.0 + 0.5)))
    tell(world, i, INCIDENT)


@inner
def _is_found(world: World, i: int) -> bool:
    """Whether those who look for unsanctioned use find this person's."""
    chance = speaking_up.probability_of_discovery(world.now[0].policy_enforcement)
    return chance > 0.0 and draw(world, Purpose.DISCOVERED, world.key[i], world.council[0].week) < chance


@inner
def _is_discovered(world: World, i: int) -> None:
    """Unsanctioned use ends; a request in flight goes on."""
    write(world, Event.DISCOVERED, i, world.department_of[i], NOBODY, (0,))
    world.accounts[i].has_account = False
    become(world, i, Stage.GAVE_UP if world.request[i] == NOBODY else Stage.ASKING, Cause.DISCOVERED)


@inner
def _step_up(world: World, i: int) -> None:
    """One rung up the ladder."""
    account, d = world.accounts[i], world.department_of[i]
    before = account.mode
    account.mode = before + 1
    world.modes[d, before] -= 1
    world.modes[d, before + 1] += 1
    write(world, Event.MODE, i, d, NOBODY, (before, before + 1))


@inner
def _succeed(world: World, i: int) -> None:
    """A story to tell; now and then somebody writes it up."""
    council, d = world.council[0], world.department_of[i]
    kind = world.accounts[i].account_kind
    council.successes += 1
    write(world, Event.SUCCESS, i, d, NOBODY, (kind,))
    tell(world, i, SUCCESS)
    if draw(world, Purpose.DOCUMENTED, world.key[i], council.week) < world.now[0].policy_documented:
        council.documented[kind] += 1
        write(world, Event.DOCUMENTED, i, d, NOBODY, (kind,))
        bought(world, Owner.STAFF, Use.DOCUMENTING, organising.HOURS_TO_DOCUMENT, d)


@inner
def _lapse(world: World, i: int, cause: Cause) -> None:
    """The account is abandoned."""
    account = world.accounts[i]
    write(world, Event.LAPSED, i, world.department_of[i], NOBODY, (cause.value,))
    become(world, i, Stage.LAPSED, cause)
    account.mode = Mode.NONE
    account.has_account = False
    tell(world, i, LAPSED)
