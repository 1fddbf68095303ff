"""Batches shared among processes of this machine. One that dies takes nothing with it but its own piece of work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any

from experiments.executing.threads import AHEAD
from experiments.executing.work import ABRUPTLY, Batch, Work

_work: Work | None = None  # in a process of the pool: what it was started for


def _begin(work: Work) -> None:
    global _work
    _work = work
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Where the one who waits for this process was killed, nobody would ever end it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(batch: Batch) -> Any:
    assert _work is not None
    return _work(batch, None)


class Processes:
    """An executor of so many processes, each started afresh: a script that uses it needs ``if __name__ == "__main__"``.

    A process that dies breaks its pool. What was under way then goes to a new pool one batch at a time, and a batch
    that kills its process again, one piece at a time; a piece that does it once more is given up (``Work.died``).
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def results(self, work: Work, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Any]]:
        """See :class:`experiments.executing.work.Executor`."""
        waiting = iter(batches)
        while True:
            broken = yield from self._until_broken(work, waiting, self.workers, AHEAD * self.workers)
            if not broken:
                return
            for batch in broken:
                yield from self._carefully(work, batch)

    def _carefully(self, work: Work, batch: Batch) -> Iterator[tuple[Batch, Any]]:
        """A batch in a pool of its own; where that dies too, its pieces, and what stands for the one that kills."""
        if not (yield from self._until_broken(work, iter([batch]), 1, 1)):
            return
        for piece in batch.apart():
            if len(batch) == 1 or (yield from self._until_broken(work, iter([piece]), 1, 1)):
                yield piece, work.died(piece, ABRUPTLY)

    def _until_broken(
        self, work: Work, waiting: Iterator[Batch], workers: int, ahead: int
    ) -> Generator[tuple[Batch, Any], None, list[Batch]]:
        """Results from one pool. Returns the batches that were under way when a process of it died; none where none."""
        begun = list(islice(waiting, ahead))
        if not begun:
            return []
        flying: dict[Future[Any], Batch] = {}
        broken: list[Batch] = []
        with pool_of(workers, work) as pool:
            for batch in begun:
                flying[pool.submit(_do, batch)] = batch
            while flying:
                done, _ = wait(flying, return_when=FIRST_COMPLETED)
                for future in done:
                    batch = flying.pop(future)
                    try:
                        left = future.result()
                    except BrokenProcessPool:
                        broken.append(batch)
                        continue
                    for following in () if broken else islice(waiting, 1):
                        try:
                            flying[pool.submit(_do, following)] = following
                        except BrokenProcessPool:
                            broken.append(following)
                    yield batch, left
        return sorted(broken)


@contextmanager
def pool_of(workers: int, work: Work | None = None) -> Iterator[ProcessPoolExecutor]:
    """A pool of new processes, deaf to Ctrl-C, which are ended whenever its context is left by an error."""
    before = set(multiprocessing.active_children())
    begin: dict[str, Any] = {} if work is None else {"initializer": _begin, "initargs": (work,)}
    # Started afresh, not forked: the same on every system, and safe beside the threads of a progress bar.
    pool = _DeafPool(workers, mp_context=multiprocessing.get_context("spawn"), **begin)
    try:
        yield pool
        pool.shutdown()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        ended = set(multiprocessing.active_children()) - before
        for child in ended:
            child.terminate()
        for child in ended:
            child.join(5.0)
        raise


class _DeafPool(ProcessPoolExecutor):
    """Starts its processes so that they never hear Ctrl-C: the one who waits for them does, and ends them."""

    def submit(self, function: Callable[..., Any], /, *given: Any, **more: Any) -> Future[Any]:
        with deaf_to_interrupts():
            return super().submit(function, *given, **more)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes started in here never hear Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)
