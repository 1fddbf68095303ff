"""``blockers run --engine``: the same numbers from both; what is said while it compiles, and what is refused."""

import json
from pathlib import Path

import pandas as pd
import pytest

from simulation import size
from simulation.engine import council, together
from simulation.rules import wanting
from simulation.scenario import Scenario
from tests.commands.calling import refused, run

pytestmark = pytest.mark.usefixtures("no_pictures")


def engine_in(folder: Path) -> str:
    said = json.loads((folder / "manifest.json").read_text())
    assert isinstance(said["engine"], str)
    return said["engine"]


def test_both_engines_print_and_write_the_same_and_may_take_each_others_place(here):
    folder = here / "results" / "county"
    compiled = run("--replications", 2, "--json")
    assert engine_in(folder) == "compiled"
    tables = {table.name: table.read_bytes() for table in (folder / "runs").glob("*.csv")}
    readable = run("--replications", 2, "--json", "--engine", "mesa")  # the same study: no --force needed
    assert (readable.exit_code, readable.stderr) == (0, "") and engine_in(folder) == "mesa"
    assert compiled.stdout == readable.stdout
    assert len(tables) == 7 and {table.name: table.read_bytes() for table in (folder / "runs").glob("*.csv")} == tables


def test_that_it_compiles_is_said_once_beside_what_is_printed(monkeypatch):
    council._load.cache_clear()  # as in a process that has loaded nothing yet
    monkeypatch.setattr(council, "is_kept", lambda: False)
    done = run("--replications", 1, "--json")
    assert done.exit_code == 0 and done.stderr == together.COMPILING + "\n"
    json.loads(done.stdout)
    assert run("--replications", 1, "--quiet").output == ""
    assert run("--replications", 1, "--engine", "mesa").stderr == ""


def test_a_replaced_rule_is_refused_before_anything_is_run_or_written(here, monkeypatch):
    monkeypatch.setattr(wanting, "exposure", lambda live, shadow, contacts, visibility: 1.0)
    (line,) = refused(run("--replications", 2))
    assert line.startswith("--engine: simulation.rules.wanting.exposure was replaced") and "--engine mesa" in line
    assert not list(here.iterdir())
    assert run("--replications", 1, "--engine", "mesa").exit_code == 0


def test_where_memory_holds_the_runs_but_not_the_records_of_one_they_are_left_out_and_that_is_said(here, monkeypatch):
    county = Scenario.load("county").changed({"organisation.staff": 60}, weeks=20)
    free = (size.bytes_needed(county) + size.bytes_needed(county, is_kept=False)) // 2
    monkeypatch.setattr(size, "bytes_available", lambda: free)
    done = run("--replications", 1)
    assert done.exit_code == 0 and "the event log and the ledger of the first seed" in done.stderr
    written = {table.stem for table in (here / "results" / "county" / "runs").iterdir()}
    assert written == {"outcomes", "weekly", "departments", "counts", "hours"}
    assert len(pd.read_csv(here / "results" / "county" / "runs" / "weekly.csv")) == 21
    assert "events" not in (here / "results" / "county" / "README.txt").read_text()
    assert run("--replications", 1, "--quiet").output == ""
