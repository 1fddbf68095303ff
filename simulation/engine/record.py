"""The phase *record*, compiled: what stands at the week's end and no count or amount holds."""

from __future__ import annotations

from simulation.engine.chamber import count_opinions, mean_evidence
from simulation.engine.compiled import inner
from simulation.engine.layout import World
from simulation.engine.writing import close_week
from simulation.state import GATES, Mode, Stage

STAGES, MODES, OTHER_GATES = len(Stage), len(Mode), len(GATES) - 1


@inner
def council(world: World) -> None:
    """Measure the week's end."""
    count_opinions(world)
    measure(world)


@inner
def measure(world: World) -> None:
    """One row of every weekly table."""
    council, week, departments = world.council[0], world.council[0].week, world.departments
    demand = redesign = framework = confidence = 0.0
    for d in range(len(departments)):
        department, queue = departments[d], world.queue_length[d]
        for stage in range(STAGES):
            world.weekly_stages[week, d, stage] = world.stages[d, stage]
        for mode in range(MODES):
            world.weekly_modes[week, d, mode] = world.modes[d, mode]
        world.weekly_queues[week, 0] += queue
        of = world.weekly_departments[week, d]
        of[0], of[1], of[2], of[3] = queue, department.demand, department.confidence, department.served
        demand += department.demand * department.headcount
        redesign += department.redesign * department.headcount
        framework += department.framework * department.headcount
        confidence += department.confidence * department.headcount
    for gate in range(OTHER_GATES):
        world.weekly_queues[week, 1 + gate] = world.queue_length[len(departments) + gate]
    row, staff = world.weekly[week], council.staff_count
    row[0], row[1], row[2] = council.uptake, council.shadow_count / staff, council.in_flight
    row[3], row[4], row[5] = mean_evidence(world), council.mean_anxiety, council.attention
    row[6], row[7], row[8] = demand / staff, council.inertia, council.unmet
    row[9], row[10], row[11] = council.legal_knowledge, council.ict_capacity, council.ict_mitigated
    row[12], row[13], row[14] = redesign / staff, framework / staff, confidence / staff
    row[15], row[16] = council.crisis, int(council.is_moratorium)
    close_week(world)
