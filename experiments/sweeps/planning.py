"""What a sweep would cost, from a few runs of it: time, disk, memory."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from experiments.executing.runs import Left
from experiments.sweeps.factors import written
from experiments.sweeps.parts import in_parquet
from experiments.sweeps.rows import Done, tables_of
from experiments.sweeps.sweep import Sweep
from experiments.sweeps.sweeping import BATCH_SECONDS, runs_in
from experiments.sweeps.working import SweepWork
from simulation.scenario import ScenarioError
from simulation.size import bytes_available, bytes_needed, in_words
from simulation.wording import counted

PILOT = 6  # runs, of points that lie far apart, each twice
SHARE_AT_WORK = 0.9  # of the time of all workers that goes into runs, as measured
START_OF_PROCESS = 4.0  # seconds until a process has imported everything and loaded the compiled code
LOOKED_AT = 50  # points whose memory is reckoned


@dataclass(frozen=True)
class Cost:
    """A sweep's cost: ``seconds`` of one run and of all with so many ``workers``, ``disk`` and ``memory`` in bytes.

    ``pilot`` is how many runs that was measured on, ``least`` and ``most`` the quickest and the slowest in seconds;
    ``errors`` are what those that failed failed of. ``disk_left`` is what there is, none where nobody knows.
    """

    runs: int
    workers: int
    second_of_run: float
    seconds: float
    disk: int
    memory: int
    pilot: int
    least: float
    most: float
    batch: int
    errors: tuple[str, ...]
    disk_left: int | None
    memory_left: int | None


def pilot_of(sweep: Sweep) -> list[int]:
    """Numbers of a few runs whose points lie far apart, all with the first seed."""
    step = max(1, sweep.points // PILOT)
    return list(range(0, min(sweep.points, sweep.runs), step))[:PILOT]


def cost_of(sweep: Sweep, workers: int, kind: str, place: Path, work: SweepWork, to_do: int | None = None) -> Cost:
    """Run a few of a sweep's runs, keep nothing of them, and reckon what ``to_do`` runs (all of it) would cost.

    The time of a run is the mean over the pilot, each run done twice and the quicker taken, so that making people once
    does not count for every run. What the rows take is measured on the pilot's own.
    """
    chosen = pilot_of(sweep)
    lefts: list[Left] = []
    took = []
    for run in chosen:
        times = []
        for _ in range(2):
            started = time.perf_counter()
            left = work.left(run)
            times.append(time.perf_counter() - started)
        lefts.append(left)
        took.append(min(times))
    runs = sweep.runs if to_do is None else to_do
    each = sum(took) / len(took)
    batch = runs_in(sweep.batch_seconds or BATCH_SECONDS, each)
    at_once = min(workers, max(1, -(-runs // batch)))
    share = 1.0 if at_once == 1 else SHARE_AT_WORK
    seconds = runs * each / (at_once * share) + (START_OF_PROCESS if kind == "processes" and at_once > 1 else 0.0)
    disk = _bytes_of_rows(sweep, [Done(run, left) for run, left in zip(chosen, lefts, strict=True)], runs, batch)
    memory = memory_of(sweep, at_once, kind)
    errors = tuple(dict.fromkeys(left.error for left in lefts if left.error))
    return Cost(
        runs, at_once, each, seconds, disk, memory, len(chosen), min(took), max(took), batch, errors,
        _room(place), bytes_available(),
    )  # fmt: skip


def _bytes_of_rows(sweep: Sweep, done: list[Done], runs: int, batch: int) -> int:
    """What the rows of so many runs take on the disk: what a part takes, and what each row adds to it."""
    total = 0.0
    parts = -(-runs // batch)
    rows, one = tables_of(sweep, done), tables_of(sweep, done[:1])
    for name in rows:
        some, single = len(in_parquet(rows[name])), len(in_parquet(one[name]))
        each = (some - single) / (len(done) - 1) if len(done) > 1 else single
        total += parts * max(0.0, single - each) + runs * max(each, 1.0)
    return int(total)


def memory_of(sweep: Sweep, workers: int, kind: str) -> int:
    """Bytes that so many workers take at once, by the largest of some of the points."""
    most = 0
    for k in range(min(sweep.points, LOOKED_AT)):
        try:
            scenario = sweep.scenario(sweep.design.at_place(k))
        except ScenarioError:
            continue
        at_once = workers if kind == "threads" else 1
        most = max(most, bytes_needed(scenario, at_once, at_once, sweep.engine, sweep.keep.events))
    return most if kind == "threads" or workers == 1 else most * (workers + 1)


def _room(place: Path) -> int | None:
    for folder in (place.absolute(), *place.absolute().parents):
        if folder.exists():
            try:
                return shutil.disk_usage(folder).free
            except OSError:
                return None
    return None


def plan_of(sweep: Sweep, cost: Cost, place: Path, done: int = 0) -> list[str]:
    """The plan and its cost, in lines for a reader."""
    lines = [f"{sweep.title}", *([sweep.question] if sweep.question else []), ""]
    base = sweep.scenes.plain
    lines.append(f"base        {base.called}, {base.weeks} weeks")
    for factor in sweep.factors:
        values = factor.at_levels
        if factor.choices is None:
            scale = " by logarithm" if factor.is_log else ""
            said = f"{values[0]:g} to {values[-1]:g}{scale}"
            if sweep.design.kind in ("grid", "one-at-a-time"):
                said = ", ".join(f"{value:g}" for value in values)
        else:
            said = ", ".join(str(written(value)) for value in values)
        lines.append(f"{'lever' if factor.role == 'levers' else 'uncertain':<11} {factor.path}: {said}")
    kept = [name for name in ("weekly", "departments", "events") if getattr(sweep.keep, name)]
    points = counted(sweep.points, "point", "points")
    lines.append(f"design      {sweep.design.kind}, {points}, {counted(sweep.replications, 'run', 'runs')} each")
    lines.append(f"kept        {len(sweep.outcomes)} outcomes a run" + (f", {' and '.join(kept)}" if kept else ""))
    there = f", {done:,} of them done already" if done else ""
    whole = sweep.points * sweep.replications
    cut = f" (of {whole:,}: the budget)" if sweep.runs < whole else ""
    lines += [f"runs        {sweep.runs:,}{cut}{there}", f"results     {place}", ""]
    spread = f"{1000 * cost.least:.0f} to {1000 * cost.most:.0f} ms"
    lines.append(
        f"time        about {duration(cost.seconds)} with {counted(cost.workers, 'worker', 'workers')}: a run takes "
        f"{1000 * cost.second_of_run:.0f} ms ({spread} in a pilot of {cost.pilot}), in batches of {cost.batch:,}"
    )
    disk = "" if cost.disk_left is None else f", of {in_words(cost.disk_left)} free"
    memory = "" if cost.memory_left is None else f", of {in_words(cost.memory_left)} free"
    lines.append(f"disk        about {in_words(cost.disk)}{disk}")
    lines.append(f"memory      about {in_words(cost.memory)}{memory}")
    lines += [f"failed      {error}" for error in cost.errors]
    return lines


def duration(seconds: float) -> str:
    """A time for a reader, to what matters.

    >>> duration(0.4), duration(75), duration(7200), duration(3e6)
    ('1 s', '75 s', '2.0 h', '35 days')
    """
    if seconds < 120:
        return f"{max(1, round(seconds))} s"
    if seconds < 7200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 48 * 3600 else f"{seconds / 86400:.0f} days"
