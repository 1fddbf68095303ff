"""The weeks, compiled: every phase of ``WEEK`` in its order, joined into one function.

``STEPS`` is made by walking ``WEEK``: who takes part in a phase, and the loop that does it for all of them. Dated
changes are made by the same Python code for both drivers, so the council's *happen* is three steps with room between
them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.engine import ask, chamber, decide, happen, lead, listen, organise, reckon, record, respond, speak_up
from simulation.engine import use as using
from simulation.engine import want as wanting
from simulation.engine.compiled import inner
from simulation.engine.handle import do_step
from simulation.engine.layout import FLAGS_OF_STAGE, World
from simulation.engine.mind import arrive, begin_as
from simulation.engine.telling import weigh_contacts
from simulation.week import WEEK

Loop = Callable[[World], None]
Seats = NDArray[np.int64]
Flags = NDArray[np.bool_]

# What the council as a whole, its departments, gates and people do in each phase.
LOOPS: dict[tuple[str, str], tuple[Any, ...]] = {
    ("happen", "council"): (happen.begin_week, happen.crisis, happen.council),
    ("happen", "leadership"): (happen.leadership_happens,),
    ("happen", "digital_lead"): (happen.digital_lead,),
    ("happen", "staff"): (happen.staff,),
    ("happen", "councillors"): (happen.councillors,),
    ("listen", "staff"): (listen.staff,),
    ("want", "staff"): (wanting.staff,),
    ("speak_up", "staff"): (speak_up.staff,),
    ("ask", "staff"): (ask.staff,),
    ("decide", "digital_lead"): (lead.lead_decides,),
    ("decide", "heads"): (decide.heads,),
    ("decide", "comms"): (decide.comms_decides,),
    ("decide", "hr"): (decide.hr,),
    ("decide", "legal"): (decide.legal,),
    ("decide", "ict"): (decide.ict_decides,),
    ("respond", "staff"): (respond.staff,),
    ("use", "departments"): (using.departments,),
    ("use", "comms"): (using.comms_supports,),
    ("use", "staff"): (using.staff,),
    ("reckon", "council"): (reckon.council,),
    ("reckon", "departments"): (reckon.departments,),
    ("reckon", "councillors"): (chamber.councillors_reckon,),
    ("reckon", "comms"): (reckon.comms_reckons,),
    ("reckon", "hr"): (reckon.hr,),
    ("reckon", "ict"): (reckon.ict,),
    ("organise", "council"): (organise.council,),
    ("organise", "departments"): (organise.departments,),
    ("organise", "leadership"): (organise.leadership_organises,),
    ("organise", "legal"): (organise.legal,),
    ("organise", "ict"): (organise.ict_organises,),
    ("organise", "staff"): (organise.staff,),
    ("organise", "councillors"): (chamber.councillors_organise,),
    ("organise", "chamber"): (chamber.chamber_organises,),
    ("record", "council"): (record.council,),
}


@inner
def begin_phase(world: World) -> None:
    """A phase reads the uptake as it stands when the phase begins."""
    council = world.council[0]
    council.uptake = council.live_count / council.staff_count


STEPS: list[tuple[str, Any]] = []  # the phase, and a loop that belongs to it
for _phase in WEEK:
    if _phase is not WEEK[0]:  # the first begins with the week
        STEPS.append((_phase.verb, begin_phase))
    for _who in _phase.who:
        STEPS += [(_phase.verb, loop) for loop in LOOPS[_phase.verb, _who]]
AFTER_BEGINNING, AFTER_CRISIS = 1, 2  # steps before which dated changes are made


_ALL = len(STEPS)


@inner
def do_weeks(world: World, steps: Any, first: int, last_week: int, last: int) -> int:
    """Do the steps from ``first`` of the week under way to before ``last`` of the week ``last_week``.

    With ``first`` 0 no week is under way. Returns the step before which it has stopped, with 0 for the end of a week:
    earlier than ``last`` where an occasion came on which changes may wait.
    """
    council = world.council[0]
    occasions, week = council.occasions, council.week + int(first == 0)
    while week < last_week or (week == last_week and first < last):
        end = last if week == last_week else _ALL
        if first < AFTER_CRISIS:
            stop = min(AFTER_CRISIS, end)
            for k in range(first, stop):
                do_step(steps, k, world)
            first = stop
            if first == end or council.occasions > occasions:
                return first
        for k in range(first, end):
            do_step(steps, k, world)
        if end < _ALL:
            return end
        first, week = 0, week + 1
        if council.occasions > occasions:
            return 0
    return first


@inner
def begin(world: World, seats: Seats, stages: Seats, is_asking: Flags) -> None:
    """Week 0: everybody arrives; some of them, by ``seats``, stand where the scenario says."""
    council = world.council[0]
    for i in range(council.staff_count):
        world.flags[i] = FLAGS_OF_STAGE[0]
        world.stages[world.department_of[i], 0] += 1
        arrive(world, i, 0)
        world.fades[i] = True
        happen.stay(world, i)
    weigh_contacts(world)
    for k in range(len(seats)):
        begin_as(world, seats[k], stages[k])
        world.asks_first[seats[k]] = is_asking[k]
    chamber.count_opinions(world)
    council.support_hours = decide.hours_for_support(world)
    happen.work_out(world)
    council.uptake = council.live_count / council.staff_count
    record.measure(world)
