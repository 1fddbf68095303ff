"""Batches shared among threads of this process: compiled weeks run beside one another."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Any

from experiments.executing.work import Batch, Work

AHEAD = 2  # batches for each worker: the one it does, and the one it does next


class Threads:
    """An executor of so many threads; with one, the thread that asks does the work itself."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def results(self, work: Work, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Any]]:
        """See :class:`experiments.executing.work.Executor`."""
        if self.workers == 1:
            for batch in batches:
                yield batch, work(batch, None)
            return
        waiting = iter(batches)
        pool, stop = ThreadPoolExecutor(self.workers), threading.Event()
        try:
            flying: dict[Future[Any], Batch] = {}
            for batch in islice(waiting, AHEAD * self.workers):
                flying[pool.submit(work, batch, stop)] = batch
            while flying:
                done, _ = wait(flying, return_when=FIRST_COMPLETED)
                for future in done:
                    batch = flying.pop(future)
                    left = future.result()
                    for following in islice(waiting, 1):
                        flying[pool.submit(work, following, stop)] = following
                    yield batch, left
            pool.shutdown()
        except BaseException:
            stop.set()  # Python ends no thread by force, and waits for all before it ends itself
            pool.shutdown(wait=False, cancel_futures=True)
            raise
