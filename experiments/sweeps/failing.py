"""Runs that failed, as files that somebody can read: what went wrong, in which scenario, and how to run it again."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.sweeps.rows import said_of
from experiments.sweeps.study import FAILURES, Study, write_whole
from experiments.sweeps.working import Fault
from simulation.scenario import ScenarioError

MOST_FILES = 1_000  # failures that are written out; every one stands in the table, with its error


def write_failures(study: Study, faults: Sequence[Fault]) -> None:
    """Write a text for each, and the scenario of its point beside it."""
    folder = study.place / FAILURES
    folder.mkdir(exist_ok=True)
    room = MOST_FILES - sum(1 for _ in folder.glob("point-*.txt"))
    for fault in faults[: max(0, room)]:
        point, replicate = study.sweep.where(fault.run)
        scenario = folder / f"point-{point}.toml"
        try:
            made = study.sweep.scenario(point)
            write_whole(scenario, made.to_toml())
            where = f"{made.name}, fingerprint {made.fingerprint}"
            words = ["blockers", "run", str(scenario), "--seed", str(fault.seed), "--replications", "1"]
            words += ["--engine", "mesa"] if study.sweep.engine == "mesa" else []
            again = shlex.join([*words, "--out", f"{study.place}-again"])
        except ScenarioError:
            where = "these values do not go together, so there is no scenario"
            again = "there is nothing to run; change the sweep's file"
        write_whole(
            folder / _text_of(point, fault.seed),
            f"{fault.error}\n\nscenario: {where}\npoint: {point} ({said_of(study.sweep.values(point))})\n"
            f"replicate: {replicate}\nseed: {fault.seed}\nrun it again: {again}\n\n{fault.traceback}",
        )


def write_untold(study: Study) -> None:
    """Write the texts of failed runs that have none: those of which nobody heard before this program was killed, or
    more than a batch tells. What the runs said besides their error is known no more; running them again says it.
    """
    folder = study.place / FAILURES
    there = {path.name for path in folder.glob("point-*.txt")}
    for part in study.parts.standing():
        if not part.failed or len(there) >= MOST_FILES:
            continue
        try:
            kept = study.parts.read("runs", part)
        except ValueError:  # it was altered just now; who goes on with the study hears of it
            continue
        rows = pq.read_table(pa.BufferReader(kept), columns=["point", "replicate", "seed", "error"]).to_pylist()
        untold = [
            Fault(
                row["replicate"] * study.sweep.points + study.sweep.design.place_of(row["point"]),
                row["seed"],
                row["error"],
                "",
            )
            for row in rows
            if row["error"] is not None and _text_of(row["point"], row["seed"]) not in there
        ]
        write_failures(study, untold)
        there |= {_text_of(study.sweep.where(fault.run)[0], fault.seed) for fault in untold}


def _text_of(point: int, seed: int) -> str:
    return f"point-{point}-seed-{seed}.txt"


def forget_failures(place: Path) -> None:
    """Remove the texts, before their runs are done again."""
    for path in (place / FAILURES).glob("point-*"):
        path.unlink(missing_ok=True)
