"""The work of a sweep: a batch of its runs done, written as a part where parts lie, and a note of it sent back."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from experiments.executing.runs import Left, Runner, in_a_line
from experiments.executing.work import Batch
from experiments.sweeps.parts import Part, Parts
from experiments.sweeps.rows import Done, tables_of
from experiments.sweeps.sweep import Sweep
from simulation.scenario import ScenarioError

MOST_TOLD = 20  # failures of a batch that are told in full; all stand in the table


@dataclass(frozen=True)
class Fault:
    """One run that failed."""

    run: int
    seed: int
    error: str
    traceback: str


@dataclass(frozen=True)
class Note:
    """What travels back of a batch: where its rows are, how long it took, and the failures that it met."""

    part: Part
    seconds: float
    faults: tuple[Fault, ...]


class SweepWork:
    """Does batches of a sweep and writes their parts. Only notes of it travel."""

    def __init__(self, sweep: Sweep, parts: Parts) -> None:
        self.sweep, self.parts, self.runner = sweep, parts, Runner()

    def __call__(self, batch: Batch, stop: threading.Event | None = None) -> Note:
        """All runs of a batch, then their part. Raises ``OSError`` where it cannot be written."""
        started = time.perf_counter()
        done = [Done(run, self.left(run, stop)) for run in range(batch.first, batch.last)]
        return self._kept(batch, done, time.perf_counter() - started)

    def left(self, run: int, stop: threading.Event | None = None) -> Left:
        """What one run leaves; where its point has values that do not go together, that."""
        try:
            task = self.sweep.task(run)
        except ScenarioError as error:
            _, replicate = self.sweep.where(run)
            return Left(run, self.sweep.seed + replicate, error=in_a_line(error), traceback=f"{error}\n")
        return self.runner.run(task, stop)

    def died(self, piece: Batch, why: str) -> Note:
        """The part of a run that takes its process down."""
        _, replicate = self.sweep.where(piece.first)
        left = Left(piece.first, self.sweep.seed + replicate, error=why, traceback=why + "\n")
        return self._kept(piece, [Done(piece.first, left)], 0.0)

    def _kept(self, batch: Batch, done: list[Done], seconds: float) -> Note:
        failed = [one for one in done if one.left.error]
        part = self.parts.write(batch, len(failed), tables_of(self.sweep, done))
        told = failed[:MOST_TOLD]
        faults = tuple(Fault(one.run, one.left.seed, one.left.error, one.left.traceback) for one in told)
        return Note(part, seconds, faults)


def kept_tables(sweep: Sweep) -> tuple[str, ...]:
    """The tables that a sweep writes, that of runs first."""
    keep: Any = sweep.keep
    return ("runs", *(name for name in ("weekly", "departments", "events") if getattr(keep, name)))
