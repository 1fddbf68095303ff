"""The common task with this model: its compiled engine with gates off, all its phases and records in place."""

from __future__ import annotations

from timed import Run, Task, measure

from simulation import population
from simulation.contacts import Contacts
from simulation.draws import Draws
from simulation.engine.council import CompiledCouncil, Staffed
from tests.theory.gates_off import gates_off


def build(task: Task, seed: int) -> Run:
    """A council ready to run."""
    hazard = {"influence.rule": "hazard", "influence.outside_hazard": task.outside, "influence.peer_hazard": task.peer}
    scenario = gates_off({"organisation.staff": task.people, **hazard}, weeks=task.weeks)
    ties = Contacts.mutual(task.people, task.low * task.people + task.high)
    staff = Staffed(population.generate(scenario, Draws(seed)), ties)
    council = CompiledCouncil(scenario, seed, keep_rows=False, staff=staff)

    def run() -> float:
        council.advance(task.weeks)
        return float(council.world.council["live_count"][0])

    return run


if __name__ == "__main__":
    measure(build, "numba", "numpy", warm_up=True)
