"""Who does a sweep's work: threads, processes or a cluster; as many as there are to be, and as memory holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from experiments.executing.carry_out import executor_of
from experiments.executing.cluster import ClusterRefused, cluster_of
from experiments.executing.work import Executor
from experiments.sweeps.planning import memory_of
from experiments.sweeps.study import Study
from experiments.sweeps.sweeping import length_of_batches
from simulation.size import TooLarge, bytes_available, in_words

SHORT = 15.0  # seconds of work for all workers together, below which new processes cost more than they bring


@contextmanager
def workforce(
    study: Study, workers: int, kind: str, is_free: bool, cluster: str | None = None, cluster_file: Path | None = None
) -> Iterator[Executor]:
    """The executor for a study, there while the context is.

    ``kind`` is ``threads`` or ``processes``; where the choice ``is_free``, threads do what is short. Raises
    :class:`ClusterRefused`, and ``TooLarge`` where memory holds not even one run.
    """
    if cluster is not None:
        with cluster_of(cluster, cluster_file, workers) as executor:
            yield executor
        return
    if is_free and workers > 1:
        length_of_batches(study, 0)
        seconds = float(study.manifest["seconds_of_a_run"]) * study.sweep.runs
        kind = "threads" if seconds < SHORT else "processes"
    free = bytes_available()
    while free is not None and workers > 1 and memory_of(study.sweep, workers, kind) > free:
        workers -= 1
    if free is not None and (needed := memory_of(study.sweep, workers, kind)) > free:
        raise TooLarge(f"a run of this sweep needs about {in_words(needed)} of memory, and {in_words(free)} are free")
    yield executor_of(kind, workers)


__all__ = ["ClusterRefused", "workforce"]
