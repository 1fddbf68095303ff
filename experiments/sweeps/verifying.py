"""Whether a study's rows are what its runs come to: parts as they were written, and a sample of runs done again."""

from __future__ import annotations

import math
import platform
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from experiments.manifest import versions
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.reading import sweep_of_study
from experiments.sweeps.rows import Done, tables_of
from experiments.sweeps.study import code_fingerprint
from experiments.sweeps.sweep import Sweep
from experiments.sweeps.working import SweepWork, kept_tables

if TYPE_CHECKING:
    import duckdb

ROWS_OF = {"departments": "department", "events": "number"}  # by what the rows of one run are put in order


@dataclass(frozen=True)
class Difference:
    """What came out otherwise: of which run, in which column (and row and week), what is kept and what came now."""

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

    Outcomes, weekly series, departments, events and errors are compared exactly. Raises as :class:`SweepResults` and
    ``ScenarioError``.
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
        results.need("runs")
        work = SweepWork(sweep, parts)
        with results.connection() as asked:
            there = [run for (run,) in asked.execute("SELECT run_id FROM every_runs ORDER BY run_id").fetchall()]
            chosen = sorted(random.Random(seed).sample(there, min(sample, len(there))))
            for done, run_id in enumerate(chosen, 1):
                differences += _differences(asked, sweep, work, run_id)
                told(done)
    return Verified(read, tuple(damaged), len(chosen), tuple(differences), tuple(_others(results)))


def _differences(asked: duckdb.DuckDBPyConnection, sweep: Sweep, work: SweepWork, run_id: int) -> list[Difference]:
    """All in which the kept rows of a run are not what it comes to now."""
    replicate, point = divmod(run_id, sweep.points)
    run = replicate * sweep.points + sweep.design.place_of(point)
    found = []
    for table, now in tables_of(sweep, [Done(run, work.left(run))]).items():
        kept = asked.sql(f"SELECT * FROM every_{table} WHERE run_id = {run_id}").to_arrow_table()
        found += _differences_of(table, run_id, _in_order(table, kept), _in_order(table, now))
    return found


def _in_order(table: str, rows: pa.Table) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = rows.to_pylist()
    return sorted(listed, key=lambda row: row[ROWS_OF[table]]) if table in ROWS_OF else listed


def _differences_of(table: str, run_id: int, kept: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[Difference]:
    """The first difference of each column of a table's rows."""
    of = "" if table == "runs" else f"{table} "
    if len(kept) != len(now):
        return [Difference(run_id, f"{of}rows", len(kept), len(now))]
    found = []
    for name in now[0] if now else ():
        for row, (then, here) in enumerate(zip(kept, now, strict=True)):
            before, after = then[name], here[name]
            if _is_same(before, after):
                continue
            where = f"{of}{name}" + (f", row {row}" if len(kept) > 1 else "")
            if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
                week = next(k for k, (a, b) in enumerate(zip(before, after, strict=True)) if not _is_same(a, b))
                where, before, after = f"{where}, week {week}", before[week], after[week]
            found.append(Difference(run_id, where, before, after))
            break
    return found


def _is_same(kept: Any, now: Any) -> bool:
    """Whether two values of a cell, or two lists of them, are the same; what is missing is the same as no number."""
    if isinstance(kept, list) and isinstance(now, list):
        return len(kept) == len(now) and all(map(_is_same, kept, now))
    missing = [value is None or (isinstance(value, float) and math.isnan(value)) for value in (kept, now)]
    return all(missing) or (not any(missing) and bool(kept == now))


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
