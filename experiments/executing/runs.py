"""One run asked for, and what is taken from it: its outcomes, and no more of its record than was asked for.

The people and ties of a council depend on its organisation, its contacts and the seed alone, so tasks of one seed share
them: that is most of what it costs to set a council up.
"""

from __future__ import annotations

import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.executing.sharing import settled_by
from experiments.executing.work import Batch, Stopped
from simulation.columns import OF_DEPARTMENTS, WEEKLY
from simulation.record import WIDTH
from simulation.scenario import Scenario

if TYPE_CHECKING:
    from simulation.engine.council import CompiledCouncil, Staffed
    from simulation.run import Run

SLICE = 13  # weeks that compiled code runs before it looks whether to stop; Ctrl-C waits for no more than that
AT_ONCE = 100_000  # people's weeks that take a few thousandths of a second: of a small council more weeks at once
SHARED_PEOPLE = 4_000_000  # people, of all councils together, that are kept to be shared
NOT_A_VALUE = -1  # where an event has no such field


@dataclass(frozen=True)
class Keep:
    """What is kept of each run beside its outcomes: weekly measures, those of each department, the event log."""

    weekly: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    events: bool = False


@dataclass(frozen=True)
class Task:
    """One run to be done: a scenario, a seed, what to keep, and an engine, ``"compiled"`` or ``"mesa"``.

    ``number`` is the caller's own, to know the run again.
    """

    scenario: Scenario
    seed: int
    number: int = 0
    keep: Keep = field(default_factory=Keep)
    engine: str = "compiled"


@dataclass(frozen=True)
class Left:
    """What a run left: its outcomes by name, or the ``error`` in a line and the traceback of why there are none.

    ``weekly`` maps each measure that was asked for to an array, a value for each week's end from 0; ``departments`` the
    same to an array of weeks by departments (``names``); ``events`` has a row for each event: week, event, person,
    department, request and the event's own fields (see :data:`simulation.record.FIELDS`), all whole numbers, −1 where
    there is none.
    """

    number: int
    seed: int
    outcomes: dict[str, float] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    weekly: dict[str, np.ndarray] = field(default_factory=dict)
    departments: dict[str, np.ndarray] = field(default_factory=dict)
    events: np.ndarray | None = None
    error: str = ""
    traceback: str = ""


def in_a_line(error: BaseException) -> str:
    """What went wrong, on one line.

    >>> in_a_line(ValueError("no such\\nthing"))
    'ValueError: no such thing'
    """
    return f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")


class Runner:
    """Runs tasks, and shares people and ties among those of equal organisation, contacts and seed. For any thread."""

    def __init__(self) -> None:
        self._shared: OrderedDict[Hashable, Staffed] = OrderedDict()
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        return {}  # another process makes its own

    def __setstate__(self, _: dict[str, Any]) -> None:
        self.__init__()  # type: ignore[misc]

    def run(self, task: Task, stop: threading.Event | None = None) -> Left:
        """What one run leaves; a run that fails leaves its error. Raises :class:`Stopped`."""
        try:
            run = self._ran(task, stop)
            left = taken(run, task)
            if task.engine == "compiled":
                vars(run.record).clear()  # it holds the arrays, and they would pile up until Python looks
            return left
        except Stopped:
            raise
        except Exception as error:
            return Left(task.number, task.seed, error=in_a_line(error), traceback=traceback.format_exc())

    def _ran(self, task: Task, stop: threading.Event | None) -> Run:
        if task.engine == "mesa":
            return run_readable(task.scenario, task.seed, task.keep.events)
        return run_compiled(task.scenario, task.seed, task.keep.events, stop, self.staff_of(task))

    def staff_of(self, task: Task) -> Staffed:
        """People and ties for a task, made now or shared with an earlier one."""
        from simulation.engine.council import staffed

        key = (task.seed, settled_by(task.scenario))
        with self._lock:
            known = self._shared.get(key)
            if known is not None:
                self._shared.move_to_end(key)
                return known
        made = staffed(task.scenario, task.seed)
        with self._lock:
            self._shared[key] = made
            while len(self._shared) > 1 and sum(len(kept.people) for kept in self._shared.values()) > SHARED_PEOPLE:
                self._shared.popitem(last=False)
            while len(self._shared) > 8:
                self._shared.popitem(last=False)
        return made


def run_compiled(
    scenario: Scenario,
    seed: int,
    keep_rows: bool,
    stop: threading.Event | None = None,
    staff: Staffed | None = None,
    prepared: Callable[[CompiledCouncil], None] | None = None,
) -> Run:
    """A run by the compiled engine, which hears of nothing while it runs its weeks: a few at a time.

    ``prepared`` changes the council before its first week. Raises :class:`Stopped` soon after ``stop`` is set.
    """
    from simulation.engine.council import CompiledCouncil

    council: Any = CompiledCouncil(scenario, seed, keep_rows=keep_rows, staff=staff)
    if prepared is not None:
        prepared(council)
    weeks = max(SLICE, AT_ONCE // council.staff_count)
    while council.week < scenario.weeks:
        if stop is not None and stop.is_set():
            raise Stopped(f"stopped after week {council.week}")
        council.advance(min(council.week + weeks, scenario.weeks))
    run: Run = council.run()
    vars(council).clear()  # it and its parts hold one another: arrays would pile up, run after run, until Python looks
    return run


def run_readable(scenario: Scenario, seed: int, keep_rows: bool, council: type | None = None) -> Run:
    """A run by the readable engine, of the model's own council or of another."""
    from simulation.council import Council

    made: Any = (council or Council)(scenario, rng=seed, keep_rows=keep_rows)
    run: Run = made.run()
    return run


def taken(run: Run, task: Task) -> Left:
    """What is kept of a run that came to its end."""
    keep = task.keep
    column: Callable[[str], Any] = getattr(run.record, "column", None) or (lambda name: run.weekly[name].to_numpy())
    weekly = {name: np.asarray(column(name)) for name in keep.weekly}
    departments: dict[str, np.ndarray] = {}
    if keep.departments:
        table = run.departments
        shape = (run.weeks + 1, len(run.department_names))
        departments = {name: table[name].to_numpy().reshape(shape) for name in keep.departments}
    events = None
    if keep.events:
        rows = run.log_rows
        events = np.full((len(rows), WIDTH), NOT_A_VALUE, dtype=np.int64)
        for at, row in enumerate(rows):
            events[at, : len(row)] = row
    names = run.department_names if keep.departments or keep.events else ()
    return Left(task.number, task.seed, run.outcomes, names, weekly, departments, events)


class RunTasks:
    """Work over a row of tasks: each piece is a task, and a batch comes to a list of :class:`Left`, in their order.

    For many runs give something that makes tasks as they are asked for: anything with ``task(number)``.
    """

    def __init__(self, tasks: Any) -> None:
        self.tasks, self.runner = tasks, Runner()

    def task(self, number: int) -> Task:
        """A task by its number."""
        found: Task = self.tasks.task(number) if hasattr(self.tasks, "task") else self.tasks[number]
        return found

    def __call__(self, batch: Batch, stop: threading.Event | None = None) -> list[Left]:
        """All runs of a batch."""
        return [self.runner.run(self.task(number), stop) for number in range(batch.first, batch.last)]

    def died(self, piece: Batch, why: str) -> list[Left]:
        """What stands for a run that takes its process down."""
        task = self.task(piece.first)
        return [Left(task.number, task.seed, error=why, traceback=why + "\n")]


KEPT_WEEKLY = WEEKLY[1:]  # what may be kept of each week, beside its number
KEPT_DEPARTMENTS = OF_DEPARTMENTS[3:]  # and of each department
