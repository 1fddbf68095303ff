"""What a results folder says of itself: what was run, with what, where, how long, and how to run it again."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from experiments.results import Results

LIBRARIES = ("mesa", "numba", "numpy", "pandas", "pyarrow")
SAME_STUDY = ("study", "fingerprint", "weeks", "seeds")


def manifest(results: Results, command: str, started: datetime, files: Iterable[str]) -> dict[str, Any]:
    """The manifest of a folder that holds ``files`` (paths inside it)."""
    scenario = results.scenario
    return {
        **identity(scenario.fingerprint, scenario.weeks, results.seed, results.replications),
        "scenario": scenario.name,
        "title": scenario.title,
        "command": command,
        "engine": results.engine,
        "replications": results.replications,
        "failed_seeds": [failure.seed for failure in results.failures],
        "versions": versions(),
        "revision": revision(),
        "machine": {"platform": platform.platform(), "processor": platform.machine(), "processors": os.cpu_count()},
        "timings": {
            "started": started.astimezone(UTC).isoformat(timespec="seconds"),
            "seconds": round(results.seconds, 3),
            "workers": results.workers,
            "seconds_of_runs": [round(run.seconds, 3) for run in results.replicates],
        },
        "files": sorted(files),
    }


def identity(fingerprint: str, weeks: int, seed: int, replications: int) -> dict[str, Any]:
    """What makes two studies the same: then they hold the same numbers, and one may take the other's place.

    The engine is no part of it: both give the same numbers.
    """
    seeds = list(range(seed, seed + replications))
    return {"study": "run", "fingerprint": fingerprint, "weeks": weeks, "seeds": seeds}


def versions() -> dict[str, str]:
    """Versions of Python, of Blockers and of the libraries that can move a number."""
    found = {"python": platform.python_version()}
    for name in ("blockers", *LIBRARIES):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def revision() -> str | None:
    """The commit that the code was at, with ``+changes`` where files differ from it; none outside a checkout."""
    root = Path(__file__).resolve().parents[1]
    if not (root / ".git").exists():
        return None
    git = ["git", "-C", str(root)]
    options: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 10, "check": True}
    try:
        commit = subprocess.run([*git, "rev-parse", "HEAD"], **options)
        changes = subprocess.run([*git, "status", "--porcelain", "--untracked-files=no"], **options)
    except (OSError, subprocess.SubprocessError):
        return None
    return commit.stdout.strip() + ("+changes" if changes.stdout.strip() else "")
