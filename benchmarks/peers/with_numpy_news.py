"""The common task with NumPy alone, tuned by hand: counts are brought up to date by those who adopt."""

from __future__ import annotations

import numpy as np
from timed import Run, Task, contacts_of, measure


def build(task: Task, seed: int) -> Run:
    """A model ready to run."""
    rng = np.random.default_rng(seed)
    starts, ids = task.rows()
    weight = (task.peer / task.contacts()).astype(np.float32)
    # One resistance a person instead of a draw a week: the same in distribution (Sellke 1983).
    resistance = rng.standard_exponential(task.people, dtype=np.float32)
    pressure = np.zeros(task.people, dtype=np.float32)
    each_week = np.full(task.people, task.outside, dtype=np.float32)

    def run() -> float:
        adopted = 0
        for _ in range(task.weeks):
            np.add(pressure, each_week, out=pressure)
            new = np.flatnonzero(pressure >= resistance)
            if len(new):
                resistance[new] = np.inf
                adopted += len(new)
                heard = contacts_of(new, starts, ids)
                np.add.at(each_week, heard, weight[heard])
        return adopted

    return run


if __name__ == "__main__":
    measure(build, "numpy", warm_up=True)
