"""Who does a sweep's work on this machine: threads or processes, as many as there are to be, and as memory holds."""

from __future__ import annotations

from experiments.executing.carry_out import executor_of
from experiments.executing.work import Executor
from experiments.sweeps.planning import memory_of
from experiments.sweeps.study import Study
from experiments.sweeps.sweeping import length_of_batches
from simulation.size import TooLarge, bytes_available, in_words

SHORT = 15.0  # seconds of work for all workers together, below which new processes cost more than they bring


def workforce(study: Study, workers: int, kind: str, is_free: bool) -> Executor:
    """The executor for a study.

    ``kind`` is ``threads`` or ``processes``; where the choice ``is_free``, threads do what is short. Raises
    ``TooLarge`` where memory holds not even one run.
    """
    if is_free and workers > 1:
        length_of_batches(study, 0)
        seconds = float(study.manifest["seconds_of_a_run"]) * study.sweep.runs
        kind = "threads" if seconds < SHORT else "processes"
    if is_free and study.parts.kind == "memory":  # of one process
        kind = "threads"
    free = bytes_available()
    while free is not None and workers > 1 and memory_of(study.sweep, workers, kind) > free:
        workers -= 1
    if free is not None and (needed := memory_of(study.sweep, workers, kind)) > free:
        raise TooLarge(f"a run of this sweep needs about {in_words(needed)} of memory, and {in_words(free)} are free")
    return executor_of(kind, workers)
