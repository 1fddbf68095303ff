"""Many runs of one scenario: the same council again and again, each time with other luck.

The seed of replicate k is ``seed + k``, whatever the scenario, so that replicates of two scenarios pair: the same
people meet the same luck. Numbers depend neither on the engine nor on how many workers share the work: the compiled
engine shares it among threads, the readable one among processes.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.executing.carry_out import batches
from experiments.executing.engines import ENGINES, engine_of, prepare, workers_of
from experiments.executing.processes import Processes
from experiments.executing.runs import in_a_line, run_compiled, run_readable
from experiments.executing.threads import Threads
from experiments.executing.work import Batch
from experiments.progress import progress as bar_of
from experiments.results import Failure, Replicate, Results
from simulation.scenario import Scenario

__all__ = ["ENGINES", "LARGEST_SEED", "Task", "attempt", "engine_of", "simulate", "workers_of"]

LARGEST_SEED = 2**64 - 1


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
    executor = Threads(workers) if engine == "compiled" or workers == 1 else Processes(workers)
    ended: list[Replicate | Failure] = []
    with bar_of(replications, shown=progress) as show:
        for _, results in executor.results(_Replicates(tasks), batches(replications)):
            ended += results
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


def _is_out_of_sight(council: type) -> bool:
    """Whether a class was written in a notebook or at a prompt, which no file holds."""
    return council.__module__ == "__main__" and not hasattr(sys.modules["__main__"], "__file__")


def attempt(task: Task, stop: threading.Event | None = None) -> Replicate | Failure:
    """One run, or why there is none. Compiled code gives up soon after ``stop`` is set."""
    started = time.perf_counter()
    try:
        if task.engine == "compiled":
            run = run_compiled(task.scenario, task.seed, task.keep_full, stop)
        else:
            run = run_readable(task.scenario, task.seed, task.keep_full, task.council)
        left = Replicate.of(run, task.number, time.perf_counter() - started, task.keep_full)
        if task.engine == "compiled" and not task.keep_full:
            vars(run.record).clear()  # it holds the arrays, and they would pile up until Python looks
        return left
    except Exception as error:
        return Failure(task.number, task.seed, in_a_line(error), traceback.format_exc())


class _Replicates:
    """The work of a study of one scenario: each piece is a run."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tasks

    def __call__(self, batch: Batch, stop: threading.Event | None = None) -> list[Replicate | Failure]:
        """The runs of a batch."""
        return [attempt(task, stop) for task in self.tasks[batch.first : batch.last]]

    def died(self, piece: Batch, why: str) -> list[Replicate | Failure]:
        """What stands for a run that takes its process down."""
        task = self.tasks[piece.first]
        return [Failure(task.number, task.seed, why, why + "\n")]
