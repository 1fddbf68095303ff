"""The common task with NumPy and SciPy: contacts as a sparse matrix, the same draws for everybody each week."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from timed import Run, Task, measure


def build(task: Task, seed: int) -> Run:
    """A model ready to run."""
    rng = np.random.default_rng(seed)
    starts, ids = task.rows()
    weight = np.repeat(task.peer / task.contacts(), np.diff(starts)).astype(np.float32)
    seen = sparse.csr_matrix((weight, ids, starts), shape=(task.people, task.people))
    adopted = np.zeros(task.people, dtype=np.float32)

    def run() -> float:
        for _ in range(task.weeks):
            pressure = seen @ adopted
            pressure += task.outside
            chance = -np.expm1(-pressure)
            adopted[rng.random(task.people, dtype=np.float32) < chance] = 1.0
        return float(adopted.sum(dtype=np.float64))

    return run


if __name__ == "__main__":
    measure(build, "numpy", "scipy", warm_up=True)
