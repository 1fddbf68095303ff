"""The phase *reckon*, compiled: this week's incidents and successes alarm or calm, and may stop everything."""

from __future__ import annotations

from simulation.draws import Purpose
from simulation.engine.chamber import mean_evidence, ruling_anxiety
from simulation.engine.chance import draw
from simulation.engine.compiled import inner
from simulation.engine.layout import FIRST_MORATORIUM, NOBODY, World
from simulation.engine.writing import book, bought, reach, write
from simulation.record import Book, Event, Owner, Use
from simulation.rules import comms, consequences, organising, people
from simulation.state import Gate


@inner
def council(world: World) -> None:
    """After an incident, an anxious ruling group may stop everything for some weeks."""
    council, weeks = world.council[0], world.now[0].events_moratorium
    if council.week == council.moratorium_to:
        write(world, Event.MORATORIUM, NOBODY, NOBODY, NOBODY, (0,))
    if weeks > 0 and council.incidents_risk > 0.0 and council.week >= council.moratorium_to:
        chance = consequences.probability_of_moratorium(ruling_anxiety(world), council.incidents_risk)
        if draw(world, Purpose.MORATORIUM, council.key, council.week) < chance:
            council.moratorium_from, council.moratorium_to = council.week + 1, council.week + weeks
            write(world, Event.MORATORIUM, NOBODY, NOBODY, NOBODY, (1,))
            reach(world, FIRST_MORATORIUM)


@inner
def departments(world: World) -> None:
    """The week's value and harm are booked; setbacks cost confidence, evidence and time restore it."""
    now, evidence = world.now[0], mean_evidence(world)
    for d in range(len(world.departments)):
        department = world.departments[d]
        book(world, Book.VALUE, Owner.PUBLIC, Use.ACCOUNTS, department.value, d)
        book(world, Book.VALUE, Owner.PUBLIC, Use.SHADOW, department.shadow_value, d)
        bought(world, Owner.STAFF, Use.SHADOW, department.shadow_hours, d)
        book(world, Book.HARM, Owner.PUBLIC, Use.ACCOUNTS, department.harm, d)
        setbacks = department.setbacks * 10.0 / department.headcount
        moved = organising.confidence_next(department.confidence, now.influence_news, setbacks, evidence)
        department.confidence = people.faded(moved, organising.CONFIDENCE_AT_REST, now.staff_fading, 1)
        department.value = department.harm = department.shadow_value = department.shadow_hours = 0.0
        department.setbacks = 0


@inner
def _worry(world: World, gate: int) -> None:
    """Incidents alarm a gate, successes calm it, and the rest is time."""
    council, now = world.council[0], world.now[0]
    alarmed = consequences.alarmed(council.risk_aversion[gate], council.incidents_risk, council.successes)
    council.risk_aversion[gate] = people.faded(alarmed, now.gates_risk_aversion, now.staff_fading, 1)


@inner
def comms_reckons(world: World) -> None:
    """Alarm, calm and time, as for other gates; inertia yields to familiarity and to leadership."""
    council = world.council[0]
    _worry(world, Gate.COMMS.value)
    council.inertia = comms.inertia_next(
        council.inertia, world.now[0].influence_news, council.uptake, council.message_to_comms
    )


@inner
def hr(world: World) -> None:
    """Alarm, calm and time."""
    _worry(world, Gate.HR.value)


@inner
def ict(world: World) -> None:
    """Alarm, calm and time."""
    _worry(world, Gate.ICT.value)
