"""The common task with JAX: one compiled function for all weeks, on the processor."""

from __future__ import annotations

import os

from timed import Run, Task, measure

os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
from functools import partial
from typing import Any

import jax
import numpy as np
from jax import numpy as jnp


@partial(jax.jit, static_argnames=("weeks", "room"))
def _weeks(key: Any, contacts: Any, weight: Any, outside: float, weeks: int, room: int) -> Any:
    """How many adopt in each week. ``contacts`` people × most contacts, filled up with nobody; shapes are fixed, so
    there is ``room`` for so many adopters a week.
    """
    nobody = len(weight) - 1
    # One resistance a person instead of a draw a week: the same in distribution (Sellke 1983).
    resistance = jax.random.exponential(key, (nobody,))

    def week(state: Any, _: None) -> Any:
        pressure, each_week, resistance = state
        pressure = pressure + each_week
        persuaded = pressure >= resistance
        (new,) = jnp.nonzero(persuaded, size=room, fill_value=nobody)
        heard = contacts.at[new].get(mode="fill", fill_value=nobody).ravel()
        each_week = each_week.at[heard].add(weight[heard], mode="drop")
        return (pressure, each_week, jnp.where(persuaded, jnp.inf, resistance)), persuaded.sum()

    begin = (jnp.zeros(nobody), jnp.full(nobody, outside), resistance)
    return jax.lax.scan(week, begin, None, length=weeks)[1]


def build(task: Task, seed: int) -> Run:
    """A model ready to run."""
    starts, ids = task.rows()
    lengths = np.diff(starts)
    table = np.full((task.people, int(lengths.max())), task.people, dtype=np.int32)
    table[np.repeat(np.arange(task.people), lengths), np.arange(len(ids)) - np.repeat(starts[:-1], lengths)] = ids
    contacts = jax.device_put(table).block_until_ready()
    weight = jnp.append(jnp.asarray(task.peer / task.contacts(), dtype=jnp.float32), 0.0)
    room = max(64, task.people // 64)
    key = jax.random.key(seed)

    def run() -> float:
        adopted = np.asarray(_weeks(key, contacts, weight, task.outside, task.weeks, room))
        if adopted.max() > room:
            raise RuntimeError(f"{adopted.max()} adopt in a week, and there is room for {room}")
        return float(adopted.sum())

    return run


if __name__ == "__main__":
    measure(build, "jax", "jaxlib", warm_up=True)
