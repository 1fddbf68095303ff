"""The record of some runs as files: tables in Parquet, each in CSV as well, failures, the scenario, pictures."""

from __future__ import annotations

import json
import traceback
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.contents import PICTURE, README, contents
from experiments.folder import MANIFEST, Folder
from experiments.harmless import write_csv
from experiments.manifest import manifest
from experiments.results import Failure, Results

TABLES = {"weekly": "weekly", "departments": "departments", "counts": "counts", "hours": "amounts"}


def save(results: Results, folder: Folder, command: str, repeat: str, started: datetime) -> list[str]:
    """Fill the folder's draft and put it in its place. Returns the pictures that could not be drawn, by name.

    ``command`` is how the study was started; ``repeat`` how one of its runs is repeated, with ``{seed}`` where the
    seed goes.
    """
    draft = folder.draft
    (draft / "scenario.toml").write_text(results.scenario.to_toml(), encoding="utf-8")
    not_drawn: list[str] = []
    if results.replicates:
        _tables(results, draft / "runs")
        not_drawn = _figures(results, draft)
    if results.failures:
        _failures(results, draft / "failures", repeat)
    (draft / README).write_text(contents(results, [*folder.files(), MANIFEST, README]), encoding="utf-8")
    said = manifest(results, command, started, [*folder.files(), MANIFEST])
    (draft / MANIFEST).write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    folder.settle()
    return not_drawn


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
    write_csv(table, runs / f"{name}.csv")


def _figures(results: Results, draft: Path) -> list[str]:
    """The pictures that say most. For one that cannot be drawn a text says why; the others and the tables stay.

    Returns the names of those that could not.
    """
    from experiments.show import PICTURES, TELLING, save_figure

    figures = draft / "figures"
    figures.mkdir()
    not_drawn = []
    for name in TELLING:
        stem = name.replace("_", "-")
        try:
            figure = PICTURES[name](results)
            for ending in ("png", "svg"):
                save_figure(figure, figures / f"{stem}.{ending}")
        except Exception as error:  # whatever it is, it costs this picture only
            for half_written in figures.glob(f"{stem}.*"):
                half_written.unlink()
            (draft / "failures").mkdir(exist_ok=True)
            said = "".join(traceback.format_exception_only(error)) + "\n" + traceback.format_exc()
            (draft / "failures" / f"{PICTURE}{stem}.txt").write_text(said, encoding="utf-8")
            not_drawn.append(stem)
    if not any(figures.iterdir()):
        figures.rmdir()
    return not_drawn


def _failures(results: Results, failures: Path, repeat: str) -> None:
    failures.mkdir(exist_ok=True)
    for failure in results.failures:
        said = _said_of(failure, results, repeat.format(seed=failure.seed))
        (failures / f"seed-{failure.seed}.txt").write_text(said, encoding="utf-8")


def _said_of(failure: Failure, results: Results, repeat: str) -> str:
    scenario = results.scenario
    return (
        f"{failure.error}\n\nscenario: {scenario.name}, fingerprint {scenario.fingerprint}\nseed: {failure.seed}\n"
        f"run it again: {repeat}\n\n{failure.traceback}"
    )
