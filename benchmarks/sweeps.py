"""How much of the time of all workers a sweep turns into runs, and whether its coordinator's memory grows.

``python -m benchmarks.sweeps`` measures 20,000 county runs on all processors (some minutes) and prints the share of the
ideal: the time that one run takes by itself, times the runs, over the workers. ``--trivial N`` has processes write N
rows of a run that each of them does once, in parts of 50, and prints the coordinator's memory along the way: batches,
parts, notes and merging are those of any sweep, only the runs cost nothing. Nothing is kept.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.executing.carry_out import executor_of
from experiments.executing.engines import prepare, workers_of
from experiments.executing.processes import Processes
from experiments.executing.runs import Left
from experiments.executing.work import Batch
from experiments.sweeps.parts import Parts
from experiments.sweeps.reading import read_sweep
from experiments.sweeps.study import Study
from experiments.sweeps.sweep import Sweep
from experiments.sweeps.sweeping import State, carry_out
from experiments.sweeps.working import SweepWork

COUNTY = "lead-and-network"  # the ready sweep, with as many replications as are needed
ALONE = 300  # runs that are timed one by one
STEPS = 10  # times that memory is looked at
ROWS = 50  # of a trivial part


@dataclass(frozen=True)
class Measured:
    """Seconds of one run by itself and of the whole sweep, by the clock and of processors; and those of all batches."""

    runs: int
    workers: int
    of_a_run: float
    seconds: float
    work_of_a_run: float
    work: float
    in_runs: float

    @property
    def efficiency(self) -> float:
        """Ideal over real time: on a machine that does nothing else."""
        return self.runs * self.of_a_run / self.workers / self.seconds

    @property
    def share_of_time(self) -> float:
        """How much of their time workers spent in runs: that does not depend on how fast the machine is just then."""
        return self.in_runs / self.workers / self.seconds

    @property
    def share_of_work(self) -> float:
        """How much of all that processors did went into runs: on a busy machine too."""
        return self.runs * self.work_of_a_run / self.work


def alone(sweep: Sweep, runs: int = ALONE) -> tuple[float, float]:
    """Mean seconds of a run, by the clock and of the processor, by one thread that does nothing else.

    People are shared as in the sweep, and nothing is written.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = SweepWork(sweep, Parts(folder))
        work.left(0)
        started = time.perf_counter(), time.process_time()
        for run in range(runs):
            work.left(run)
        ended = time.perf_counter(), time.process_time()
        return (ended[0] - started[0]) / runs, (ended[1] - started[1]) / runs


class Timed:
    """An executor, and the seconds that its batches spent in runs."""

    def __init__(self, executor: Any) -> None:
        self.executor, self.workers, self.in_runs = executor, executor.workers, 0.0

    def results(self, work: Any, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Any]]:
        """See :class:`experiments.executing.work.Executor`."""
        for batch, note in self.executor.results(work, batches):
            self.in_runs += note.seconds
            yield batch, note


def work_so_far() -> float:
    """Seconds of processors that this process and those that it started and that have ended took."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def efficiency(runs: int, workers: int, kind: str = "processes") -> Measured:
    """A county sweep of so many runs, timed from before its processes start until its last part is merged."""
    sweep = read_sweep(COUNTY, {"replications": -(-runs // read_sweep(COUNTY).points)})
    before = alone(sweep)
    with tempfile.TemporaryDirectory() as folder, Study(Path(folder) / "study", sweep) as study:
        started, worked = time.perf_counter(), work_so_far()
        timed = Timed(executor_of(kind, workers))
        state = carry_out(study, timed)
        seconds, work = time.perf_counter() - started, work_so_far() - worked
    after = alone(sweep)
    each = [(one + other) / 2.0 for one, other in zip(before, after, strict=True)]
    return Measured(state.done, workers, each[0], seconds, each[1], work, timed.in_runs)


class OneRunAgain(SweepWork):
    """Does one run, and gives its outcomes to every row: what is left is the work of writing and counting."""

    once: Left | None = None

    def left(self, run: int, stop: threading.Event | None = None) -> Left:
        """The same, whatever the run."""
        if self.once is None:
            self.once = super().left(0, stop)
        return self.once


class Trivially(Processes):
    """Processes that do the same run again and again."""

    def results(self, work: Any, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Any]]:
        """See :class:`experiments.executing.work.Executor`."""
        return super().results(OneRunAgain(work.sweep, work.parts), batches)


def memory(runs: int, workers: int) -> list[tuple[int, int]]:
    """Resident bytes of the coordinator after so many trivial runs, which processes do."""
    sweep = read_sweep(str(Path(__file__).with_name("trivial.toml")))
    sweep = sweep.changed(budget=type(sweep.budget)(runs=runs))
    seen: list[tuple[int, int]] = []

    def told(state: State) -> None:
        if state.done >= (len(seen) + 1) * runs // STEPS:
            seen.append((state.done, resident()))

    with tempfile.TemporaryDirectory() as folder, Study(Path(folder) / "study", sweep) as study:
        study.manifest["batch"] = ROWS
        carry_out(study, Trivially(workers), told)
    return seen


def resident() -> int:
    """Bytes of memory that this process holds (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main(words: list[str] | None = None) -> Any:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.sweeps", description="Measure how sweeps use a machine."
    )
    parser.add_argument("--runs", type=int, default=20_000, help="county runs; 0 for none")
    parser.add_argument("--trivial", type=int, default=0, help="trivial runs; 0 for none")
    parser.add_argument("--workers", type=workers_of, default=workers_of("auto"), help="processes")
    given = parser.parse_args(words)
    prepare(True)
    if given.runs:
        found = efficiency(given.runs, given.workers)
        print(
            f"{found.runs:,} county runs, {found.workers} processes: {found.seconds:.1f} s; a run by itself "
            f"{1000 * found.of_a_run:.1f} ms; {100 * found.efficiency:.0f} % of the ideal time; "
            f"{100 * found.share_of_time:.0f} % of the workers' time, "
            f"{100 * found.share_of_work:.0f} % of the processors' work went into runs"
        )
    if given.trivial:
        for done, held in memory(given.trivial, given.workers):
            print(f"{done:>12,} runs: {held / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
