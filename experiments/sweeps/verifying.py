"""Whether a study's rows are what its runs come to: parts as they were written, and a sample of runs done again."""

from __future__ import annotations

import math
import platform
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.manifest import versions
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.reading import sweep_of_study
from experiments.sweeps.rows import Done, runs_table
from experiments.sweeps.study import code_fingerprint
from experiments.sweeps.sweep import Sweep
from experiments.sweeps.working import SweepWork, kept_tables


@dataclass(frozen=True)
class Difference:
    """One number that came out otherwise: of which run, which column, what is kept and what came now."""

    run_id: int
    column: str
    kept: Any
    now: Any


@dataclass(frozen=True)
class Verified:
    """How many parts were read and which are ``damaged``, how many runs were done again, and every difference."""

    parts: int
    damaged: tuple[str, ...]
    sample: int
    differences: tuple[Difference, ...]
    others: tuple[str, ...]  # what differs between then and now: versions, code, machine


def verify(place: Path, sample: int, seed: int, told: Callable[[int], None] = lambda done: None) -> Verified:
    """Read every part of a study and do a random ``sample`` of its runs again; ``seed`` chooses them.

    Numbers are compared exactly. Raises as :class:`SweepResults` and ``ScenarioError``.
    """
    results, sweep = SweepResults(place), sweep_of_study(place)
    (parts,) = results._parts
    damaged, read = [], 0
    for table in kept_tables(sweep):
        for part in parts.every(table):
            read += 1
            try:
                parts.read(table, part)
            except ValueError:
                damaged.append(f"{table}/{part.name}")
    for table, part in () if damaged else parts.uncovered(kept_tables(sweep)):
        damaged.append(f"{table}: no rows of runs {part.first} to {part.last - 1}")
    differences: list[Difference] = []
    chosen: list[int] = []
    if not damaged:
        there = results.query("SELECT run_id FROM runs ORDER BY run_id")["run_id"].tolist()
        chosen = sorted(random.Random(seed).sample(there, min(sample, len(there))))
        work = SweepWork(sweep, parts)
        for done, run_id in enumerate(chosen, 1):
            differences += _differences(results, sweep, work, run_id)
            told(done)
    return Verified(read, tuple(damaged), len(chosen), tuple(differences), tuple(_others(results)))


def _differences(results: SweepResults, sweep: Sweep, work: SweepWork, run_id: int) -> list[Difference]:
    replicate, point = divmod(run_id, sweep.points)
    run = replicate * sweep.points + sweep.design.place_of(point)
    left = work.left(run)
    if left.error:
        return [Difference(run_id, "error", None, left.error)]
    now = runs_table(sweep, [Done(run, left)]).to_pylist()[0]
    kept = results.query(f"SELECT * FROM runs WHERE run_id = {run_id}").iloc[0]
    return [
        Difference(run_id, name, kept[name], now[name])
        for name in results.columns
        if not _is_same(kept[name], now[name])
    ]


def _is_same(kept: Any, now: Any) -> bool:
    def known(value: Any) -> Any:
        return None if value is None or (isinstance(value, float) and math.isnan(value)) else value

    return bool(known(kept) == known(now))


def _others(results: SweepResults) -> list[str]:
    """What differs between those who did the runs and this program here."""
    said = []
    now = versions()
    for session in results.manifest["sessions"]:
        for name, version in session["versions"].items():
            if now.get(name) != version:
                said.append(f"{name} was {version}, is {now.get(name)}")
        if session["code"] != code_fingerprint():
            said.append(
                f"the model's code was {session['code']} (revision {session['revision']}), is {code_fingerprint()}"
            )
        for name, here in (("platform", platform.platform()), ("processor", platform.machine())):
            if session["machine"][name] != here:
                said.append(f"{name} was {session['machine'][name]}, is {here}")
    return list(dict.fromkeys(said))
