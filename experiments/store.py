"""The record of some runs as files: tables in Parquet, each in CSV as well, failures, the scenario, the picture."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.contents import README, contents
from experiments.folder import MANIFEST, Folder
from experiments.manifest import manifest
from experiments.results import Failure, Results

TABLES = {"weekly": "weekly", "departments": "departments", "counts": "counts", "hours": "amounts"}


def save(results: Results, folder: Folder, command: str, repeat: str, started: datetime) -> None:
    """Fill the folder's draft and put it in its place.

    ``command`` is how the study was started; ``repeat`` how one of its runs is repeated, with ``{seed}`` where the
    seed goes.
    """
    draft = folder.draft
    (draft / "scenario.toml").write_text(results.scenario.to_toml(), encoding="utf-8")
    if results.replicates:
        _tables(results, draft / "runs")
        _figure(results, draft / "figures")
    if results.failures:
        _failures(results, draft / "failures", repeat)
    (draft / README).write_text(contents(results, [*folder.files(), MANIFEST, README]), encoding="utf-8")
    said = manifest(results, command, started, [*folder.files(), MANIFEST])
    (draft / MANIFEST).write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    folder.settle()


def _tables(results: Results, runs: Path) -> None:
    runs.mkdir()
    _write(results.outcomes, runs, "outcomes")
    for name, kept in TABLES.items():
        _write(results.table(kept), runs, name)
    if results.first is not None:
        for name, table in (("events", results.first.events()), ("ledger", results.first.ledger())):
            table.insert(0, "seed", np.uint64(results.first.seed))
            _write(table, runs, name)


def _write(table: pd.DataFrame, runs: Path, name: str) -> None:
    table.to_parquet(runs / f"{name}.parquet", index=False)
    table.to_csv(runs / f"{name}.csv", index=False, lineterminator="\n")


def _figure(results: Results, figures: Path) -> None:
    from experiments.show.who_blocks import save_figure, who_blocks

    figures.mkdir()
    figure = who_blocks(results)
    for ending in ("png", "svg"):
        save_figure(figure, figures / f"who-blocks.{ending}")


def _failures(results: Results, failures: Path, repeat: str) -> None:
    failures.mkdir()
    for failure in results.failures:
        said = _said_of(failure, results, repeat.format(seed=failure.seed))
        (failures / f"seed-{failure.seed}.txt").write_text(said, encoding="utf-8")


def _said_of(failure: Failure, results: Results, repeat: str) -> str:
    scenario = results.scenario
    return (
        f"{failure.error}\n\nscenario: {scenario.name}, fingerprint {scenario.fingerprint}\nseed: {failure.seed}\n"
        f"run it again: {repeat}\n\n{failure.traceback}"
    )
