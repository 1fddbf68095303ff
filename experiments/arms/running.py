"""Running arms: every arm with every seed, arms of one seed on the same people and ties, shared among threads.

Numbers do not depend on how many threads there are: each run is fixed by its scenario and seed.
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

import numpy as np

from experiments.arms.arm import Arm, Floats, Reading, Trials, outcomes
from experiments.arms.journal import Journal, line
from experiments.executing.runs import in_a_line, run_compiled
from experiments.executing.sharing import settled_by
from experiments.progress import progress as bar_of
from experiments.results import Failure
from experiments.simulate import LARGEST_SEED
from simulation.engine.council import Staffed, load, staffed
from simulation.scenario import Scenario


def differ_in_people(arms: Sequence[Arm]) -> list[str]:
    """Names of the arms without the people and ties of the first: they do not share its luck person by person."""
    return [arm.name for arm in arms if settled_by(arm.scenario) != settled_by(arms[0].scenario)]


def run_arms(
    arms: Sequence[Arm],
    seeds: Sequence[int],
    workers: int = 1,
    *,
    readings: Mapping[str, Reading] | None = None,
    keep_rows: bool = False,
    progress: bool = False,
    what: str = "Running",
    journal: Journal | None = None,
) -> Trials:
    """Run every arm with every seed, and keep of each run what ``readings`` make of it, beside its outcomes.

    ``keep_rows``: readings need event log or ledger. ``workers`` threads share the runs. A run that fails takes its
    seed from all arms, since pairs are compared, and no other down. What is in the ``journal`` is not run again, and
    what comes to its end goes there, but for arms of which :func:`line` knows no name that lasts. Raises
    ``ValueError`` for arms of one name, no arm, no seed or seeds outside 0 to 2**64 − 1; ``KeyboardInterrupt`` ends all
    runs at once and is passed on.
    """
    if not arms or not seeds or workers < 1 or len({arm.name for arm in arms}) < len(arms):
        raise ValueError("there are arms, each with a name of its own, seeds, and workers, which count from 1")
    if not all(0 <= seed <= LARGEST_SEED for seed in seeds):
        raise ValueError("seeds lie between 0 and 2**64 - 1")
    wanted: dict[str, Reading] = {"outcomes": outcomes, **(readings or {})}
    started = time.perf_counter()
    load()
    kept: dict[tuple[int, int], dict[str, Floats]] = {}
    failed: list[tuple[int, str, Failure]] = []
    lines = [None if journal is None else line(arm, wanted, keep_rows) for arm in arms]
    stop = threading.Event()
    pool = ThreadPoolExecutor(workers)
    try:
        with bar_of(len(arms) * len(seeds), shown=progress, what=what) as show:
            futures = {}
            for column, seed in enumerate(seeds):
                shared = _Shared(seed)
                for row, arm in enumerate(arms):
                    known = None if journal is None else journal.read(lines[row], seed, wanted)
                    if known is not None:
                        kept[row, column] = known
                        continue
                    futures[pool.submit(_one, arm, shared, wanted, keep_rows, stop)] = (row, column)
                del shared
            show(len(kept))
            for ended, future in enumerate(as_completed(list(futures)), len(kept) + 1):
                row, column = futures.pop(future)  # and with it the people that its seed shares
                result = future.result()
                if isinstance(result, Failure):
                    failed.append((column, arms[row].name, result))
                else:
                    kept[row, column] = result
                    if journal is not None:
                        journal.write(lines[row], seeds[column], result)
                show(ended)
        pool.shutdown()
    except BaseException:
        stop.set()  # Python ends no thread by force, and waits for all before it ends itself
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    lost = {column for column, _, _ in failed}
    columns = [column for column in range(len(seeds)) if column not in lost]
    return Trials(
        arms=tuple(arm.name for arm in arms),
        seeds=tuple(seeds[column] for column in columns),
        read={name: _stacked([[kept[row, c][name] for c in columns] for row in range(len(arms))]) for name in wanted},
        failures=[(name, failure) for _, name, failure in sorted(failed, key=lambda one: one[:2])],
        seconds=time.perf_counter() - started,
    )


def _stacked(rows: list[list[Floats]]) -> Floats:
    return np.array(rows, dtype=np.float64)


class _Shared:
    """The people and ties of one seed: made once for all arms that have the same, when the first of them runs."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._made: dict[Hashable, Staffed] = {}
        self._lock = threading.Lock()

    def of(self, scenario: Scenario) -> Staffed:
        """The people and ties of this scenario under the seed."""
        key = settled_by(scenario)
        with self._lock:
            if key not in self._made:
                self._made[key] = staffed(scenario, self.seed)
            return self._made[key]


def _one(
    arm: Arm, shared: _Shared, readings: Mapping[str, Reading], keep_rows: bool, stop: threading.Event
) -> dict[str, Floats] | Failure:
    """What is kept of one run, or why there is none."""
    try:
        staff = shared.of(arm.scenario)
        if arm.staffed is not None:
            staff = arm.staffed(staff)
        run = run_compiled(arm.scenario, shared.seed, keep_rows, stop, staff, arm.prepared)
        found = {name: read(run) for name, read in readings.items()}
        vars(run.record).clear()  # it holds the arrays, and they would pile up until Python looks
        return found
    except Exception as error:
        return Failure(0, shared.seed, in_a_line(error), traceback.format_exc())
