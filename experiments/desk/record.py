"""The record of a debrief: the results folder, and the same in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.arms.folder import keep
from experiments.desk.debrief import Debrief
from experiments.desk.decided import Decided
from experiments.desk.page import told
from experiments.desk.picture import desk
from experiments.folder import Folder
from experiments.manifest import identity, revision, versions
from simulation.state import label

NOTE = {
    "scenario.toml": "the scenario in full; blockers run takes it as it stands",
    "findings.txt": "what came of it, in sentences",
    "runs/desks": "a row for each team and simulated gatekeeper: decisions, value forgone, harm prevented",
}


def desks_table(found: Debrief) -> pd.DataFrame:
    """A row for each who sat at a desk; hours of the whole run, uptake as a share, counts of requests."""
    return pd.DataFrame([{**asdict(one), "desk": label(one.desk)} for one in found.sat])


def study_of(found: Debrief) -> dict[str, Any]:
    """What makes this study the same as another."""
    return {**identity(found.scenario.fingerprint, found.scenario.weeks, found.seed, 1), "study": "debrief"}


def save(found: Debrief, files: Sequence[Decided], folder: Folder, command: str, started: datetime) -> list[str]:
    """Fill the folder's draft and put it in its place. Returns the names of pictures that could not be drawn."""
    draft, scenario = folder.draft, found.scenario
    (draft / "scenario.toml").write_text(scenario.to_toml(), encoding="utf-8")
    (draft / "findings.txt").write_text("\n".join(told(found)) + "\n", encoding="utf-8")
    manifest = {
        **study_of(found),
        "scenario": scenario.name,
        "title": scenario.title,
        "command": command,
        "engine": "compiled",
        "teams": [{"team": one.team, "desk": label(one.desk), "file": one.file} for one in files],
        "versions": versions(),
        "revision": revision(),
        "timings": {"started": started.astimezone(UTC).isoformat(timespec="seconds")},
    }
    title = f"{scenario.called}: at the desk"
    return keep(folder, manifest, {"desks": desks_table(found)}, {"desk": lambda: desk(found)}, NOTE, title)


def as_json(found: Debrief, folder: Path | None) -> str:
    """Everything in numbers, for other programs."""
    said = {
        "scenario": found.scenario.name,
        "title": found.scenario.title,
        "fingerprint": found.scenario.fingerprint,
        "staff": found.staff,
        "weeks": found.scenario.weeks,
        "seed": found.seed,
        "findings": told(found),
        "desks": json.loads(desks_table(found).to_json(orient="records")),
        "folder": None if folder is None else str(folder),
    }
    return json.dumps(said, indent=2, allow_nan=False, ensure_ascii=False)
