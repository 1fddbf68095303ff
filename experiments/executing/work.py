"""What is shared out: stretches of a long row of numbered pieces of work, and what comes back of each.

An executor knows nothing of runs. It is given a ``Work``, which does the pieces of a batch one after another, and
batches to share out; it yields what the work made of each, in the order in which they end. What a piece comes to may
depend on its number only, so neither the executor nor the size of batches can change a number.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

ABRUPTLY = "the process of this run ended abruptly (out of memory, or killed)"


@dataclass(frozen=True, order=True)
class Batch:
    """The pieces from number ``first`` to before ``last``, which is more."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first

    def apart(self) -> list[Batch]:
        """Every piece as a batch of its own."""
        return [Batch(k, k + 1) for k in range(self.first, self.last)]


class Stopped(RuntimeError):
    """A batch was given up before its end, because its executor was told to stop."""


class Work(Protocol):
    """Does batches. Processes and clusters carry it to where they work, so it can be pickled."""

    def __call__(self, batch: Batch, stop: threading.Event | None = None) -> Any:
        """Do all pieces of a batch. Raises :class:`Stopped` soon after ``stop`` is set."""

    def died(self, piece: Batch, why: str) -> Any:
        """What stands for a batch of one piece that takes down every process it is given to."""


class Executor(Protocol):
    """Shares batches out. ``workers`` is how many it does at once."""

    @property
    def workers(self) -> int:
        """How many batches are done at once."""

    def results(self, work: Work, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Any]]:
        """Each batch with what the work made of it, in the order in which they end.

        No more batches are taken from ``batches`` than are soon needed. What the work raises is raised here, after all
        that is under way was stopped; so is ``KeyboardInterrupt``.
        """
