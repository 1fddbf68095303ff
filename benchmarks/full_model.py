"""The full model, both drivers: a county of any size, nothing switched off, 156 weeks.

``python -m benchmarks.full_model engine 2000 --repeats 5`` is one measurement in a process of its own, since memory
can be measured only so; it prints a line of JSON as the peers do.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.common_task import PATIENCE, read_row
from benchmarks.environments import last_line
from benchmarks.measured import Row, Skipped
from benchmarks.peers.timed import on_one_core, peak

ENGINE, ENGINE_WITH_LOG, MESA = "compiled, log off", "compiled, log and ledger on", "readable (Mesa), log off"
DRIVERS = {"engine": ENGINE, "engine-with-log": ENGINE_WITH_LOG, "mesa": MESA}
COUNTY = 2_000  # staff of the bundled county
SIZES = (1_000, COUNTY, 10_000, 100_000, 1_000_000)
REPEATS_UP_TO = {10_000: 20, 100_000: 5, 1_000_000: 3}  # by size
LARGEST_FOR_MESA = 10_000


@dataclass
class Full:
    """What came of it: rows by driver and size, and what was skipped."""

    rows: list[Row] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def of(self, who: str) -> list[Row]:
        """The rows of one driver."""
        return [row for row in self.rows if row.who == who and not row.void]

    def at(self, who: str, people: int) -> Row | None:
        """One row, if it was measured and counts."""
        return next((row for row in self.of(who) if row.people == people), None)


def run_full(sizes: Sequence[int], say: Callable[[str], None]) -> Full:
    """Both drivers at all sizes that each can bear. Final shares of both, from the same seeds, must be equal."""
    found = Full()
    for people in sizes:
        plans = [("engine", next(number for most, number in REPEATS_UP_TO.items() if people <= most))]
        if people <= COUNTY:
            plans.append(("engine-with-log", plans[0][1]))
        if people <= LARGEST_FOR_MESA:
            plans.append(("mesa", 3 if people <= COUNTY else 1))
        for driver, repeats in plans:
            row = _in_a_process(driver, people, repeats)
            if isinstance(row, Row):
                row = same_shares(row, found.at(ENGINE, people))
                found.rows.append(row)
                say(f"{row.who}, {people:,} staff: {row.per_person_week():,.1f} ns per person and week {row.void}")
            else:
                found.skipped.append(row)
                say(f"{row.who} skipped: {row.reason}")
    return found


def same_shares(row: Row, engine: Row | None) -> Row:
    """The row, void where a seed ended elsewhere than with the compiled driver (``None``: not measured)."""
    if engine is None or all(one == other for one, other in zip(row.shares, engine.shares, strict=False)):
        return row
    return Row(**{**vars(row), "void": "the drivers end differently from the same seed"})


def _in_a_process(driver: str, people: int, repeats: int) -> Row | Skipped:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "benchmarks.full_model",
        driver,
        str(people),
        "--repeats",
        str(repeats),
    ]
    root = Path(__file__).resolve().parents[1]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=root)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return Skipped(DRIVERS[driver], f"{people:,} staff: {type(problem).__name__}")
    if done.returncode:
        return Skipped(DRIVERS[driver], f"{people:,} staff: {last_line(done.stderr)}")
    return read_row(DRIVERS[driver], people, done.stdout)


def _county(people: int) -> Any:
    from simulation.scenario import Scenario

    return Scenario.load("county").changed({"organisation.staff": people}, weeks=156)


def _engine(people: int, seed: int, keep_rows: bool) -> Callable[[], float]:
    from simulation.engine.council import CompiledCouncil

    scenario = _county(people)
    council = CompiledCouncil(scenario, seed, keep_rows=keep_rows)

    def run() -> float:
        council.advance(scenario.weeks)
        return float(council.world.council["live_count"][0])

    return run


def _mesa(people: int, seed: int) -> Callable[[], float]:
    from simulation.council import Council

    scenario = _county(people)
    council = Council(scenario, rng=seed, keep_rows=False)

    def run() -> float:
        for _ in range(scenario.weeks):
            council.step()
        return float(council.live_count)

    return run


BUILD: dict[str, Callable[[int, int], Callable[[], float]]] = {
    "engine": lambda people, seed: _engine(people, seed, False),
    "engine-with-log": lambda people, seed: _engine(people, seed, True),
    "mesa": _mesa,
}


def main() -> None:
    """One measurement; seeds from 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.full_model")
    parser.add_argument("driver", choices=list(DRIVERS))
    parser.add_argument("people", type=int)
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    on_one_core()
    build = BUILD[given.driver]
    build(200, 0)()  # loads what is compiled or imported once
    seconds, set_up, shares = [], [], []
    for seed in range(1, given.repeats + 1):
        begin = time.perf_counter()
        run = build(given.people, seed)
        built = time.perf_counter()
        shares.append(run() / given.people)
        seconds.append(time.perf_counter() - built)
        set_up.append(built - begin)
        del run
        gc.collect()  # a council's parts hold one another, and memory is measured: one at a time
    print(json.dumps({"seconds": seconds, "set_up": set_up, "shares": shares, "peak": peak(), "versions": {}}))


if __name__ == "__main__":
    main()
