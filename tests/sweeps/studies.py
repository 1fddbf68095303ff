"""A sweep that runs in a moment, and ways to run it: here, and in a program of its own that can be killed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from experiments.executing.carry_out import executor_of
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.reading import read_sweep
from experiments.sweeps.study import Study
from experiments.sweeps.sweeping import State, carry_out

ROOT = Path(__file__).resolve().parents[2]
SMALL = """
title = "Small"
question = "Does it matter?"
base = "county"
weeks = 20
replications = 4
outcomes = ["uptake", "filed", "refusal_rate_ict", "net_value"]

[constants]
organisation.staff = 80

[levers]
digital_lead.hours = { min = 0, max = 37, levels = 3 }
strategy = ["none", "strategies/edict"]

[uncertainties]
gates.comms.own_work = [0.5, 0.9]

[answer]
outcome = "uptake"
by = "strategy"
"""
KEPT = '[keep]\nweekly = ["uptake", "queue_comms"]\n'
RUNS = 3 * 2 * 2 * 4
ALL_KEPT = KEPT + 'departments = ["uptake"]\nevents = true\n'


def written(folder: Path, text: str = SMALL, name: str = "small") -> Path:
    """The sweep as a file."""
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def carried_out(
    file: Path, place: Path, kind: str = "threads", workers: int = 1, batch: int | None = None, **how: Any
) -> State:
    """The sweep done, in batches of so many runs."""
    of_study = {name: how.pop(name) for name in ("force", "other_version", "parts_url") if name in how}
    with Study(place, read_sweep(str(file)), **of_study) as study:
        if batch is not None:
            study.manifest["batch"] = batch
            study.save()
        return carry_out(study, executor_of(kind, workers), **how)


def hash_of(*places: Path) -> str:
    return SweepResults(*places).hash()


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "experiments.cli", *map(str, words)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def blockers(*words: object, where: Path, **how: Any) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        command(*words), cwd=where, env=environment(), capture_output=True, text=True, timeout=240, **how
    )
