"""What replicates of one scenario leave behind, and the tables made of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.intervals import Interval, interval
from simulation.outcomes import OUTCOMES
from simulation.record import Book, Event, Owner, Use
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import Gate, Kind, Objection, labels
from simulation.wording import counted

if TYPE_CHECKING:
    from experiments.sweeps.opening import SweepResults

# Names repeat in every row of every run: kept once, as categories that are the same in all runs.
NAMES = {
    "event": labels(Event),
    "gate": labels(Gate),
    "true_gate": labels(Gate),
    "objection": labels(Objection),
    "kind": labels(Kind),
    "book": labels(Book),
    "owner": labels(Owner),
    "use": labels(Use),
}
UNITS = {outcome.name: outcome.unit for outcome in OUTCOMES}
BOUNDED = {"0 or 1": 1.0, "0 to 1": 1.0, "Gini, 0 to 1": 1.0, "0, 1 or 2": 2.0}
YES_OR_NO = ("genuine", "worthwhile", "let_through", "shadow", "granted")


@dataclass(frozen=True)
class Replicate:
    """One run that came to its end, numbered from 0. The tables are those of :class:`simulation.run.Run`.

    ``full`` is the run with all its events, where that was kept. ``seconds`` is how long it took.
    """

    number: int
    seed: int
    seconds: float
    staff: int
    outcomes: dict[str, float]
    weekly: pd.DataFrame
    departments: pd.DataFrame
    counts: pd.DataFrame
    amounts: pd.DataFrame
    full: Run | None = None

    @classmethod
    def of(cls, run: Run, number: int, seconds: float, keep_full: bool) -> Replicate:
        """What is kept of a run."""
        counts = narrowed(run.counts, run.department_names)
        for name in YES_OR_NO:
            counts[name] = counts[name].astype("boolean")
        return cls(
            number=number,
            seed=run.seed,
            seconds=seconds,
            staff=run.staff,
            outcomes=run.outcomes,
            weekly=run.weekly,
            departments=narrowed(run.departments, run.department_names),
            counts=counts,
            amounts=narrowed(run.amounts, run.department_names),
            full=run if keep_full else None,
        )


@dataclass(frozen=True)
class Failure:
    """One run that did not: ``error`` in a line, and the traceback."""

    number: int
    seed: int
    error: str
    traceback: str


@dataclass(frozen=True, repr=False)
class Results:
    """Replicates of one scenario, in order, and those that failed. All of them together took ``seconds``.

    ``engine`` is what ran them, ``"compiled"`` or ``"mesa"``; none for a run made by hand.
    """

    scenario: Scenario
    seed: int
    replications: int
    workers: int
    replicates: Sequence[Replicate]
    failures: Sequence[Failure]
    seconds: float
    engine: str | None = None

    @classmethod
    def of(cls, what: Results | Run) -> Results:
        """The same results; or a single run, made by hand, as the results of one run that took no time to speak of.

        A run that was measured before its scenario's last week stands for a scenario of as many weeks as it has.
        """
        if isinstance(what, Results):
            return what
        scenario = what.scenario if what.weeks == what.scenario.weeks else replace(what.scenario, weeks=what.weeks)
        alone = Replicate.of(what, 0, 0.0, keep_full=True)
        return cls(scenario, seed=what.seed, replications=1, workers=1, replicates=[alone], failures=[], seconds=0.0)

    @staticmethod
    def open(*places: str | Path) -> SweepResults:
        """The results of a sweep in a folder, or of its shards in several, read lazily.

        Raises ``FolderRefused`` where there is no sweep.
        """
        from experiments.sweeps.opening import SweepResults  # it needs this module

        return SweepResults(*places)

    def __repr__(self) -> str:
        failed = f", {len(self.failures)} failed" if self.failures else ""
        runs = counted(self.replications, "run", "runs")
        return f"Results of {self.scenario.name}: {runs} from seed {self.seed}{failed}"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from experiments.display import html  # it needs this module, and pictures

        return html(self)

    @property
    def first(self) -> Run | None:
        """The first replicate in full, where it was kept."""
        return next((replicate.full for replicate in self.replicates if replicate.full is not None), None)

    @property
    def staff(self) -> int:
        """Seats in the organisation; 0 where no run came to its end."""
        return self.replicates[0].staff if self.replicates else 0

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """A row a run: run_id, scenario, replicate, seed, and every outcome."""
        rows = [
            {"run_id": f"{self.scenario.name}-{run.seed}", **self._which(run), **run.outcomes}
            for run in self.replicates
        ]
        return pd.DataFrame(rows)

    def outcome(self, name: str) -> Interval:
        """The mean of one outcome over runs, with its interval."""
        return interval((run.outcomes[name] for run in self.replicates), *limits_of(name))

    def weekly_sum(self, column: str) -> Interval:
        """The mean over runs of how often something that is counted week by week happened in a run."""
        return interval((float(run.weekly[column].sum()) for run in self.replicates), 0.0)

    def table(self, name: str) -> pd.DataFrame:
        """``weekly``, ``departments``, ``counts`` or ``amounts`` of all runs; a row says whose it is."""
        frames = []
        for run in self.replicates:
            frame = getattr(run, name).copy()
            for place, (column, value) in enumerate(self._which(run).items()):
                frame.insert(place, column, value)
            frames.append(frame)
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()

    def by_week(self, column: str) -> np.ndarray:
        """One weekly measure, an array of runs by weeks."""
        return np.array([run.weekly[column].to_numpy(dtype=float) for run in self.replicates])

    def _which(self, run: Replicate) -> dict[str, object]:
        return {"scenario": self.scenario.name, "replicate": run.number, "seed": np.uint64(run.seed)}


def limits_of(outcome: str) -> tuple[float, float]:
    """The least and the most that an outcome can be, by its unit.

    >>> limits_of("uptake"), limits_of("filed"), limits_of("net_value")
    ((0.0, 1.0), (0.0, inf), (-inf, inf))
    """
    unit = UNITS[outcome]
    if outcome == "net_value":
        return -math.inf, math.inf
    return 0.0, 1.0 if unit.startswith("share") else BOUNDED.get(unit, math.inf)


def narrowed(table: pd.DataFrame, departments: Sequence[str]) -> pd.DataFrame:
    """The same table with names as categories."""
    known = NAMES | {"department": tuple(departments)}
    kinds = {name: pd.CategoricalDtype(list(known[name])) for name in table.columns if name in known}
    return table.astype(kinds)
