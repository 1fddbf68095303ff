"""Runs carried out, whoever does it: a list of tasks in, what each left out, in the order of the tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from experiments.executing.processes import Processes
from experiments.executing.runs import Left, RunTasks, Task
from experiments.executing.threads import Threads
from experiments.executing.work import Batch, Executor
from experiments.progress import progress as bar_of

KINDS = ("threads", "processes")


def executor_of(kind: str, workers: int) -> Executor:
    """An executor of this machine: ``threads`` or ``processes``, so many of them."""
    return Processes(workers) if kind == "processes" else Threads(workers)


def batches(pieces: int, size: int = 1, first: int = 0) -> Iterator[Batch]:
    """The pieces ``first`` to ``pieces`` in batches that end at multiples of ``size``.

    >>> [(batch.first, batch.last) for batch in batches(7, 3)]
    [(0, 3), (3, 6), (6, 7)]
    """
    while first < pieces:
        last = min((first // size + 1) * size, pieces)
        yield Batch(first, last)
        first = last


def carry_out(
    tasks: Sequence[Task], executor: Executor | None = None, *, size: int = 8, progress: bool = False
) -> list[Left]:
    """What each task left, in the order given. A run that fails leaves its error and takes no other down.

    ``executor`` is one thread where none is given; ``size`` tasks travel together. Tasks of one seed share their people
    and ties, so put those next to one another. ``progress`` shows a bar. Raises ``KeyboardInterrupt`` after all runs
    were stopped.
    """
    found: dict[int, list[Left]] = {}
    done = 0
    with bar_of(len(tasks), shown=progress) as show:
        for batch, left in (executor or Threads(1)).results(RunTasks(tasks), batches(len(tasks), size)):
            found[batch.first] = left
            done += len(batch)
            show(done)
    return [one for first in sorted(found) for one in found[first]]
