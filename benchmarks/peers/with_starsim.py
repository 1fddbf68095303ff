"""The common task with Starsim: a module of its own on a network of ties, with Starsim's draws and states."""

from __future__ import annotations

from typing import Any

import numpy as np
import starsim
from timed import Run, Task, measure


class Adoption(starsim.Module):
    """Who has adopted, and what they see."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task
        self.weight = task.peer / task.contacts()
        self.weeks_done = 0
        self.define_states(starsim.BoolState("adopted"), starsim.FloatArr("pressure", default=task.outside))
        self.luck = starsim.bernoulli(p=0)

    def step(self) -> None:
        """One week."""
        waiting = self.adopted.false()
        self.luck.set(p=-np.expm1(-self.pressure[waiting]))
        new = self.luck.filter(waiting)
        self.adopted[new] = True
        network = self.sim.networks[0]
        is_new = np.zeros(self.task.people, dtype=bool)
        is_new[new] = True
        heard = np.concatenate([network.p2[is_new[network.p1]], network.p1[is_new[network.p2]]])
        np.add.at(self.pressure.raw, heard, self.weight[heard])
        self.weeks_done += 1


def build(task: Task, seed: int) -> Run:
    """A model ready to run."""
    ties: Any = starsim.Network(p1=task.low, p2=task.high, beta=np.ones(len(task.low)))
    length = {"start": 0, "dur": task.weeks - 1, "dt": 1}
    adoption = Adoption(task)
    sim = starsim.Sim(
        n_agents=task.people, networks=ties, modules=adoption, rand_seed=seed, verbose=0, copy_inputs=False, **length
    )
    sim.init()

    def run() -> float:
        sim.run()
        if adoption.weeks_done != task.weeks:
            raise RuntimeError(f"{adoption.weeks_done} weeks instead of {task.weeks}")
        return float(adoption.adopted.sum())

    return run


if __name__ == "__main__":
    measure(build, "starsim", "numpy", warm_up=True)
