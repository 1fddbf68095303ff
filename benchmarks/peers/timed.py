"""What every peer's script shares: the task as it is read, the clock, and what is printed.

It runs in the peer's own environment, so it needs nothing but NumPy. ``python with_….py graph.npz --repeats 5`` prints
one line of JSON: seconds of set-up and of the weeks, the final share of each repeat, and versions.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "POLARS_MAX_THREADS")


def on_one_core() -> None:
    """This process and those it starts get one core; libraries read the names when they are imported."""
    for name in ONE_THREAD:
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


if __name__ == "timed":  # in a peer's own process; whoever imports this from the package decides for itself
    on_one_core()
import numpy as np  # noqa: E402


@dataclass(frozen=True)
class Task:
    """Hazard adoption on one graph: in every week each person who has not adopted does so with
    1 − exp(−(outside + peer × share of contacts who had adopted by the last week's end)).

    ``people`` number of people; ``low`` and ``high`` (int64) the two ends of each tie, ``low < high``; ``outside`` and
    ``peer`` per week; ``weeks`` number of weeks. A person without contacts feels only what comes from outside.
    """

    people: int
    low: Any
    high: Any
    outside: float
    peer: float
    weeks: int

    @classmethod
    def read(cls, path: str) -> Task:
        """The task in a file that ``benchmarks.task`` wrote."""
        with np.load(path) as file:
            people, weeks = int(file["people"]), int(file["weeks"])
            return cls(people, file["low"], file["high"], float(file["outside"]), float(file["peer"]), weeks)

    def rows(self) -> tuple[Any, Any]:
        """Each person's contacts as a range of one array: starts (int64, people + 1), ids (int32, two a tie)."""
        ends, others = np.concatenate([self.low, self.high]), np.concatenate([self.high, self.low])
        starts = np.zeros(self.people + 1, dtype=np.int64)
        np.cumsum(np.bincount(ends, minlength=self.people), out=starts[1:])
        return starts, others[np.argsort(ends, kind="stable")].astype(np.int32)

    def contacts(self) -> Any:
        """How many contacts each person has, at least 1 so that it can be divided by (int64)."""
        both = np.concatenate([self.low, self.high])
        return np.maximum(np.bincount(both, minlength=self.people), 1)


def contacts_of(some: Any, starts: Any, ids: Any) -> Any:
    """The contacts of some people, one after another, each as often as it is a contact (int32)."""
    lengths = starts[some + 1] - starts[some]
    ends = np.cumsum(lengths)
    return ids[np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts[some] - ends + lengths, lengths)]


Run = Callable[[], float]


def measure(build: Callable[[Task, int], Run], *packages: str, warm_up: bool = False) -> None:
    """Time ``build(task, seed)``, which returns a function that runs all weeks and returns how many have adopted.

    With ``warm_up`` one more run goes first and does not count: for what compiles at its first call.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("graph")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    task = Task.read(given.graph)
    if warm_up:
        build(task, given.seed - 1)()
    set_up, seconds, shares = [], [], []
    for seed in range(given.seed, given.seed + given.repeats):
        begin = time.perf_counter()
        run = build(task, seed)
        built = time.perf_counter()
        adopted = run()
        seconds.append(time.perf_counter() - built)
        set_up.append(built - begin)
        shares.append(float(adopted) / task.people)
        del run
        gc.collect()
    said = {"set_up": set_up, "seconds": seconds, "shares": shares, "versions": _versions(packages), "peak": peak()}
    print(json.dumps(said))


def _versions(packages: tuple[str, ...]) -> dict[str, str]:
    found = {"Python": platform.python_version()}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "?"
    return found


def peak() -> int:
    """The most memory that this process has held, in bytes."""
    try:  # getrusage would also count what the process that started this one had held
        with open("/proc/self/status", encoding="utf-8") as file:
            return next(1024 * int(line.split()[1]) for line in file if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
