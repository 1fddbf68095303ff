"""Many runs of one scenario: the same council again and again, each time with other luck.

The seed of replicate k is ``seed + k``, whatever the scenario, so that replicates of two scenarios pair: the same
people meet the same luck. Numbers depend neither on the engine nor on how many workers share the work: the compiled
engine shares it among threads, the readable one among processes.
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
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from experiments.progress import progress as bar_of
from experiments.results import Failure, Replicate, Results
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.scenario_files.problems import nearest

LARGEST_SEED = 2**64 - 1
ENGINES = ("compiled", "mesa")  # the first is what runs where nothing is said
SLICE = 13  # weeks that compiled code runs before it looks whether to stop; Ctrl-C waits for no more than that
COMPILING = "compiling the model: this takes a minute or two, and happens once"


@dataclass(frozen=True)
class Task:
    """One run to be done."""

    scenario: Scenario
    number: int
    seed: int
    keep_full: bool
    council: type | None  # none: the model's own
    engine: str = "mesa"


def simulate(
    scenario: Scenario,
    replications: int,
    seed: int = 0,
    workers: int = 1,
    *,
    keep_full: int = 1,
    council: type | None = None,
    engine: str | None = None,
    progress: bool = False,
) -> Results:
    """Run a scenario ``replications`` times, with the seeds ``seed``, ``seed + 1`` and so on.

    ``engine`` is ``"compiled"``, which is what runs where nothing is said, or ``"mesa"``, the readable one, many
    times slower; both give the same numbers, to the last digit. ``workers`` is how many threads (compiled) or processes
    (mesa) share the runs. With processes, a script that calls this needs ``if __name__ == "__main__":`` about its own
    work, as for all processes of Python; a notebook does not. Events and ledger are kept of the first ``keep_full``
    replicates only. ``council`` is a subclass of ``Council`` to run instead, with the readable engine; with more than
    one worker it stands in a file, for other processes cannot see into a notebook. ``progress`` shows how many runs
    have ended as a bar, in a notebook or a terminal.

    A run that fails becomes a :class:`Failure` and takes no other down. Raises ``ValueError`` for fewer than one
    replication or worker, a seed outside 0 to 2**64 − 1, a council that workers cannot see, or an engine that there
    is not or that cannot run it; ``KeyboardInterrupt`` ends all runs at once and is passed on.
    """
    engine = _engine_for(engine, council)
    if replications < 1 or workers < 1:
        raise ValueError("replications and workers count from 1")
    if not 0 <= seed <= LARGEST_SEED - (replications - 1):
        raise ValueError("the seeds of all replicates lie between 0 and 2**64 - 1")
    workers = min(workers, replications)
    if engine == "compiled":
        prepare(progress)
    elif workers > 1 and council is not None and _is_out_of_sight(council):
        raise ValueError(
            f"other processes cannot see {council.__name__}: put it into a file and import it, or workers=1"
        )
    started = time.perf_counter()
    tasks = [Task(scenario, k, seed + k, k < keep_full, council, engine) for k in range(replications)]
    share = _threaded if engine == "compiled" else _shared
    ended: list[Replicate | Failure] = []
    with bar_of(replications, shown=progress) as show:
        for result in map(attempt, tasks) if workers == 1 else share(tasks, workers):
            ended.append(result)
            show(len(ended))
    ended.sort(key=lambda result: result.number)
    return Results(
        scenario=scenario,
        seed=seed,
        replications=replications,
        workers=workers,
        engine=engine,
        replicates=[result for result in ended if isinstance(result, Replicate)],
        failures=[result for result in ended if isinstance(result, Failure)],
        seconds=time.perf_counter() - started,
    )


def engine_of(text: str) -> str:
    """The engine that goes by this name. Raises ``ValueError``, with the nearest name there is.

    >>> engine_of("mesa")
    'mesa'
    """
    if text not in ENGINES:
        near = nearest(str(text).casefold(), ENGINES)
        meant = f"; did you mean {near}?" if near else ""
        raise ValueError(f"found {text!r}; allowed: {' or '.join(ENGINES)}{meant}")
    return text


def _engine_for(engine: str | None, council: type | None) -> str:
    """The engine that runs. Raises ``ValueError`` where there is none of this name, or it cannot run this council."""
    if engine is None:
        return ENGINES[0] if council is None else "mesa"
    try:
        engine_of(engine)
    except ValueError as error:
        raise ValueError(f"engine: {error}") from None
    if council is not None and engine == "compiled":
        raise ValueError(f"the compiled engine cannot run {council.__name__}, only the model's own; engine='mesa' can")
    return engine


def prepare(is_said: bool) -> None:
    """Load the compiled engine, which is compiled when it runs for the first time."""
    from simulation.engine.compiled import check_rules, is_kept
    from simulation.engine.council import load

    check_rules()
    if is_said and not is_kept():
        print(COMPILING, file=sys.stderr, flush=True)
    load()


def _is_out_of_sight(council: type) -> bool:
    """Whether a class was written in a notebook or at a prompt, which no file holds."""
    return council.__module__ == "__main__" and not hasattr(sys.modules["__main__"], "__file__")


def attempt(task: Task, stop: threading.Event | None = None) -> Replicate | Failure:
    """One run, or why there is none. Compiled code gives up soon after ``stop`` is set."""
    started = time.perf_counter()
    try:
        run = _compiled(task, stop) if task.engine == "compiled" else _readable(task)
        left = Replicate.of(run, task.number, time.perf_counter() - started, task.keep_full)
        if task.engine == "compiled" and not task.keep_full:
            vars(run.record).clear()  # as the council's: see below
        return left
    except Exception as error:
        return Failure(task.number, task.seed, in_a_line(error), traceback.format_exc())


def _compiled(task: Task, stop: threading.Event | None) -> Run:
    """A run by the compiled engine, which hears of nothing while it runs its weeks: a few at a time."""
    from simulation.engine.council import CompiledCouncil

    council: Any = CompiledCouncil(task.scenario, task.seed, keep_rows=task.keep_full)
    while council.week < task.scenario.weeks:
        if stop is not None and stop.is_set():
            raise RuntimeError(f"stopped after week {council.week}")
        council.advance(min(council.week + SLICE, task.scenario.weeks))
    run: Run = council.run()
    vars(council).clear()  # it and its parts hold one another: arrays would pile up, run after run, until Python looks
    return run


def _readable(task: Task) -> Run:
    """A run by the readable engine."""
    from simulation.council import Council

    council: Any = (task.council or Council)(task.scenario, rng=task.seed, keep_rows=task.keep_full)
    run: Run = council.run()
    return run


def in_a_line(error: BaseException) -> str:
    """What went wrong, on one line.

    >>> in_a_line(ValueError("no such\\nthing"))
    'ValueError: no such thing'
    """
    return f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")


def workers_of(text: str) -> int:
    """How many threads or processes ``--workers`` asks for: a number from 1, or ``auto``, one for every processor.

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


def _threaded(tasks: Sequence[Task], workers: int) -> Iterator[Replicate | Failure]:
    """Each task's result, as they come, from threads: compiled weeks run beside one another."""
    pool, stop = ThreadPoolExecutor(workers), threading.Event()
    try:
        for future in as_completed([pool.submit(attempt, task, stop) for task in tasks]):
            yield future.result()
        pool.shutdown()
    except BaseException:
        stop.set()  # Python ends no thread by force, and waits for all before it ends itself
        pool.shutdown(wait=False, cancel_futures=True)
        raise


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
