"""A department's hours, compiled: what it can spare, and what it could stop."""

from __future__ import annotations

from simulation.engine.chamber import mean_evidence
from simulation.engine.compiled import inner
from simulation.engine.layout import World
from simulation.rules import leadership


@inner
def hours_available(world: World, d: int) -> float:
    """Spare hours a week, with those of the old work that was stopped."""
    department = world.departments[d]
    return department.spare_hours * department.headcount + department.released


@inner
def hours_could_stop(world: World, d: int) -> float:
    """Hours a week of old work that the head would stop, if need be: all that is left where it is outweighed."""
    department = world.departments[d]
    if not leadership.stops_old_work(
        mean_evidence(world), department.confidence, department.message_to_head, department.old_work_worth
    ):
        return 0.0
    return max(0.0, department.old_work * department.headcount - department.released)
