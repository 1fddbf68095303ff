"""The phase *organise*, compiled: the organisation learns from the week that has passed."""

from __future__ import annotations

from simulation.engine.chamber import count_opinions, mean_evidence
from simulation.engine.compiled import inner
from simulation.engine.layout import NOBODY, World
from simulation.engine.lead import hours_for_scanning, hours_for_training
from simulation.engine.writing import book, bought, longer, write
from simulation.record import Book, Event, Owner, Use
from simulation.rules import ict, leadership, management, organising, people, using


@inner
def council(world: World) -> None:
    """Evidence grows and ages; champions meet; opinions are counted before they move."""
    council, now = world.council[0], world.now[0]
    scanning = hours_for_scanning(world)
    for kind in range(len(council.evidence)):
        council.evidence[kind] = organising.evidence_next(
            council.evidence[kind], now.evidence_gain, council.documented[kind], now.events_outside_evidence,
            scanning, now.evidence_age,
        )  # fmt: skip
    hours = now.champions_hours * len(world.champions)
    book(world, Book.OWNED, Owner.CHAMPIONS, Use.ANY, hours, NOBODY)
    left = hours - council.answered_by_champions
    book(world, Book.SPENT, Owner.CHAMPIONS, Use.MEETING, left, NOBODY)
    council.share_met = left / hours if hours > 0.0 else 1.0
    count_opinions(world)


@inner
def departments(world: World) -> None:
    """Demand follows use; people are trained, the profession builds its framework, services are redesigned."""
    now, council = world.now[0], world.council[0]
    learnt = organising.hours_of_training(now.policy_training_days)
    taught = hours_for_training(world) * organising.CLASS_SIZE / council.staff_count
    criteria = 1.0 if now.policy_performance_criteria else 0.0
    for d in range(len(world.departments)):
        department = world.departments[d]
        headcount = department.headcount
        department.demand = using.demand_next(department.demand, now.using_genie, department.live / headcount)
        department.trained = organising.trained_next(department.trained, learnt + taught, now.staff_fading)
        bought(world, Owner.STAFF, Use.TRAINING, (learnt + taught) * headcount, d)
        department.framework = organising.framework_next(department.framework, now.policy_frameworks)
        bought(world, Owner.DEPARTMENT, Use.FRAMEWORK, now.policy_frameworks * headcount, d)
        bought(world, Owner.STAFF, Use.VALUES, organising.hours_of_policy(now.policy_shared_values) * headcount, d)
        bought(world, Owner.STAFF, Use.CRITERIA, organising.hours_of_policy(criteria) * headcount, d)
        pace = organising.redesign_pace(now.using_redesign, now.leadership_co_design, department.message_to_head)
        before, after = department.redesign, organising.redesign_next(department.redesign, pace)
        department.redesign = after
        work = (after - before) * organising.HOURS_TO_REDESIGN * headcount
        bought(world, Owner.DEPARTMENT, Use.REDESIGN, work, d)
        if int(after * 4.0) > int(before * 4.0):
            write(world, Event.REDESIGN, NOBODY, d, NOBODY, (int(after * 1000.0),))
        department.literacy_before_training = management.literacy_from_message(
            department.literacy_before_training, department.message_to_managers, now.influence_news
        )
        department.head_literacy = management.literacy_from_message(
            department.head_literacy, department.message_to_head, now.influence_news
        )


@inner
def leadership_organises(world: World) -> None:
    """Leading costs hours; attention wanders unless evidence renews it."""
    now, council = world.now[0], world.council[0]
    hours = leadership.hours_of_leadership(now.leadership_strength, now.leadership_consistency)
    bought(world, Owner.LEADERSHIP, Use.LEADING, hours, NOBODY)
    council.attention = leadership.attention_next(
        council.attention, now.leadership_attention_span, mean_evidence(world), council.crisis
    )


@inner
def legal(world: World) -> None:
    """Each documented case teaches legal something, wherever it came from."""
    council, cases = world.council[0], 0
    for kind in range(len(council.documented)):
        cases += council.documented[kind]
    council.legal_knowledge = people.heard(council.legal_knowledge, 1.0, world.now[0].influence_news, cases)


@inner
def ict_organises(world: World) -> None:
    """What was ordered arrives; while it is needed, more is ordered."""
    council, now = world.council[0], world.now[0]
    landed, orders, due = 0.0, world.ordered, 0
    while due < council.orders and orders[due, 0] <= council.week:
        landed += orders[due, 1]
        due += 1
    if due > 0:
        for at in range(due, council.orders):
            orders[at - due] = orders[at]
        council.orders -= due
    if landed > 0.0:
        council.ict_capacity += landed
        write(world, Event.INVESTED, NOBODY, NOBODY, NOBODY, (int(council.ict_capacity * 1000.0),))
    watching = organising.hours_of_policy(now.policy_enforcement) * council.staff_count
    bought(world, Owner.ICT, Use.WATCHING, watching, NOBODY)
    per_year = now.gates_ict_investment * council.staff_count / 1000.0
    accounts = ict.capacity_ordered(council.live_count, council.ict_capacity, per_year)
    if accounts > 0.0:
        bought(world, Owner.ICT, Use.INVESTMENT, ict.hours_of_investment(accounts), NOBODY)
        if council.orders == len(world.ordered):
            world.ordered = longer(world.ordered)
        world.ordered[council.orders, 0] = council.week + now.gates_ict_lead_time
        world.ordered[council.orders, 1] = accounts
        council.orders += 1


@inner
def staff(world: World) -> None:
    """Champions meet and learn from one another."""
    now = world.now[0]
    if now.champions_hours <= 0.0:
        return
    pieces = organising.MEETING_PIECES * (now.champions_hours * world.council[0].share_met)
    for k in range(len(world.champions)):
        account = world.accounts[world.champions[k]]
        account.skill = people.heard(account.skill, 1.0, now.influence_news, pieces)
