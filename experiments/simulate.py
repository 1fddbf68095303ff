"""Many runs of one scenario: the same council again and again, each time with other luck.

The seed of replicate k is ``seed + k``, whatever the scenario, so that replicates of two scenarios pair: the same
people meet the same luck. Numbers do not depend on how many processes share the work.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from experiments.progress import progress as bar_of
from experiments.results import Failure, Replicate, Results
from simulation.scenario import Scenario

LARGEST_SEED = 2**64 - 1


@dataclass(frozen=True)
class Task:
    """One run to be done."""

    scenario: Scenario
    number: int
    seed: int
    keep_full: bool
    council: type | None  # none: the model's own


def simulate(
    scenario: Scenario,
    replications: int,
    seed: int = 0,
    workers: int = 1,
    *,
    keep_full: int = 1,
    council: type | None = None,
    progress: bool = False,
) -> Results:
    """Run a scenario ``replications`` times, with the seeds ``seed``, ``seed + 1`` and so on.

    ``workers`` is how many processes share the runs; with 1 they are done in this one. With more, a script that calls
    this needs ``if __name__ == "__main__":`` about its own work, as for all processes of Python; a notebook does not.
    Events and ledger are kept of the first ``keep_full`` replicates only. ``council`` is a subclass of ``Council`` to
    run instead; with more than one worker it stands in a file, for other processes cannot see into a notebook.
    ``progress`` shows how many runs have ended as a bar, in a notebook or a terminal.

    A run that fails becomes a :class:`Failure` and takes no other down. Raises ``ValueError`` for fewer than one
    replication or worker, a seed outside 0 to 2**64 − 1, or a council that workers cannot see; ``KeyboardInterrupt``
    ends all processes at once and is passed on.
    """
    if replications < 1 or workers < 1:
        raise ValueError("replications and workers count from 1")
    if not 0 <= seed <= LARGEST_SEED - (replications - 1):
        raise ValueError("the seeds of all replicates lie between 0 and 2**64 - 1")
    workers = min(workers, replications)
    if workers > 1 and council is not None and _is_out_of_sight(council):
        raise ValueError(
            f"other processes cannot see {council.__name__}: put it into a file and import it, or workers=1"
        )
    started = time.perf_counter()
    tasks = [Task(scenario, k, seed + k, k < keep_full, council) for k in range(replications)]
    ended: list[Replicate | Failure] = []
    with bar_of(replications, shown=progress) as show:
        for result in map(attempt, tasks) if workers == 1 else _shared(tasks, workers):
            ended.append(result)
            show(len(ended))
    ended.sort(key=lambda result: result.number)
    return Results(
        scenario=scenario,
        seed=seed,
        replications=replications,
        workers=workers,
        replicates=[result for result in ended if isinstance(result, Replicate)],
        failures=[result for result in ended if isinstance(result, Failure)],
        seconds=time.perf_counter() - started,
    )


def _is_out_of_sight(council: type) -> bool:
    """Whether a class was written in a notebook or at a prompt, which no file holds."""
    return council.__module__ == "__main__" and not hasattr(sys.modules["__main__"], "__file__")


def attempt(task: Task) -> Replicate | Failure:
    """One run, or why there is none."""
    from simulation.council import Council

    started = time.perf_counter()
    try:
        council: Any = (task.council or Council)(task.scenario, rng=task.seed, keep_rows=task.keep_full)
        run = council.run()
        return Replicate.of(run, task.number, time.perf_counter() - started, task.keep_full)
    except Exception as error:
        return Failure(task.number, task.seed, in_a_line(error), traceback.format_exc())


def in_a_line(error: BaseException) -> str:
    """What went wrong, on one line.

    >>> in_a_line(ValueError("no such\\nthing"))
    'ValueError: no such thing'
    """
    return f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")


def workers_of(text: str) -> int:
    """How many processes ``--workers`` asks for: a number from 1, or ``auto`` for as many as the processors to be had.

    Raises ``ValueError``.
    """
    if text == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        workers = int(text)
    except ValueError:
        workers = 0
    if workers < 1:
        raise ValueError(f"found {text!r}; allowed: a whole number from 1, or auto")
    return workers


def _shared(tasks: Sequence[Task], workers: int) -> Iterator[Replicate | Failure]:
    """Each task's result, as they come. A process that dies breaks its pool: what is left then goes one by one."""
    left = {task.number: task for task in tasks}
    for result in _pooled(tasks, workers):
        if isinstance(result, Future):
            continue
        del left[result.number]
        yield result
    for task in left.values():
        for result in _pooled([task], 1):
            if isinstance(result, Future):
                why = "the process of this run ended abruptly (out of memory, or killed)"
                yield Failure(task.number, task.seed, why, why + "\n")
            else:
                yield result


def _pooled(tasks: Sequence[Task], workers: int) -> Iterator[Replicate | Failure | Future]:
    """Results of tasks that a new pool shares; the future itself where its process died."""
    before = set(multiprocessing.active_children())
    # Started afresh, not forked: the same on every system, and safe beside the threads of a progress bar.
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        with _deaf_to_interrupts():
            futures = [pool.submit(attempt, task) for task in tasks]
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield future
        pool.shutdown()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        ended = set(multiprocessing.active_children()) - before
        for child in ended:
            child.terminate()
        for child in ended:
            child.join(5.0)
        raise


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started in here never hear Ctrl-C: the one who waits for them does, and ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)
