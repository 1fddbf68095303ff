"""The common task with ambr: people as columns, contacts told with its scatter_add."""

from __future__ import annotations

import ambr
import numpy as np
from timed import Run, Task, contacts_of, measure


class Office(ambr.Model):
    """Everybody, a row each."""

    def setup(self) -> None:
        """Nobody uses it at first."""
        task = self.p["task"]
        self.starts, self.ids = task.rows()
        self.weight = task.peer / task.contacts()
        self.add_agents(task.people, pressure=np.full(task.people, task.outside), adopted=False)
        self.first = int(self.agents.ids[0])

    def step_vectorized(self) -> None:
        """One week."""
        agents = self.agents
        adopted, pressure = agents.adopted.to_numpy(), agents.pressure.to_numpy()
        persuaded = ~adopted & (self.rng.random(len(adopted)) < -np.expm1(-pressure))
        new = np.flatnonzero(persuaded)
        if len(new):
            agents.adopted = adopted | persuaded
            told = contacts_of(new, self.starts, self.ids)
            agents.at[told + self.first].scatter_add(pressure=self.weight[told])


def build(task: Task, seed: int) -> Run:
    """A model ready to run."""
    office = Office({"task": task, "steps": task.weeks, "seed": seed, "show_progress": False}).cpu(mode="vectorized")
    office._ensure_setup()

    def run() -> float:
        for _ in range(task.weeks):
            office.run_step()
        return float(office.agents.adopted.sum())

    return run


if __name__ == "__main__":
    measure(build, "ambr", "polars", "numba", warm_up=True)
