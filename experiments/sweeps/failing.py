"""Runs that failed, as files that somebody can read: what went wrong, in which scenario, and how to run it again."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from experiments.sweeps.rows import said_of
from experiments.sweeps.study import FAILURES, Study, write_whole
from experiments.sweeps.working import Fault
from simulation.scenario import ScenarioError

MOST_FILES = 1_000  # failures that are written out; every one stands in the table, with its error


def write_failures(study: Study, faults: Sequence[Fault]) -> None:
    """Write a text for each, and the scenario of its point beside it."""
    folder = study.place / FAILURES
    folder.mkdir(exist_ok=True)
    room = MOST_FILES - sum(1 for _ in folder.glob("*.txt"))
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
            folder / f"point-{point}-seed-{fault.seed}.txt",
            f"{fault.error}\n\nscenario: {where}\npoint: {point} ({said_of(study.sweep.values(point))})\n"
            f"replicate: {replicate}\nseed: {fault.seed}\nrun it again: {again}\n\n{fault.traceback}",
        )


def forget_failures(place: Path) -> None:
    """Remove the texts, before their runs are done again."""
    for path in (place / FAILURES).glob("point-*"):
        path.unlink(missing_ok=True)
