"""``blockers run``, from the outside: what it prints and what it writes."""

import io
import json
import re
from typing import Any

import pandas as pd
import pytest

from experiments.commands.run import REPLICATIONS
from experiments.simulate import simulate
from experiments.summary import summarise
from simulation import Scenario
from tests.commands.calling import run

NUMBER = {"type": ["number", "null"]}
MEASURE: dict[str, Any] = {
    "type": "object",
    "required": ["mean", "low", "high", "n", "p5", "p95"],
    "properties": {"mean": NUMBER, "low": NUMBER, "high": NUMBER, "n": {"type": "integer", "minimum": 0}},
}
SCHEMA = {
    "type": "object",
    "required": [
        "scenario",
        "weeks",
        "staff",
        "replications",
        "seeds",
        "failed",
        "outcomes",
        "gates",
        "hours",
        "folder",
    ],
    "properties": {
        "scenario": {"type": "string"},
        "replications": {"type": "integer", "minimum": 1},
        "seeds": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        "outcomes": {
            "type": "object",
            "required": ["uptake", "shadow", "net_value"],
            "additionalProperties": {**MEASURE, "required": [*MEASURE["required"], "unit"]},
        },
        "gates": {
            "type": "object",
            "required": ["management", "comms", "hr", "legal", "ict"],
            "additionalProperties": {
                "type": "object",
                "required": ["decisions", "objected", "refusals", "protective", "blame", "assumed", "wait", "reasons"],
                "properties": {
                    "reasons": {"type": "object", "additionalProperties": MEASURE},
                    "removed": {"type": "boolean"},
                },
                "additionalProperties": MEASURE,
            },
        },
        "hours": {"type": "array", "items": {**MEASURE, "required": [*MEASURE["required"], "owner", "use"]}},
        "folder": {"type": "string"},
    },
}


def test_the_summary_can_be_read_and_the_record_is_whole(here):
    done = run("--replications", 3)
    assert done.exit_code == 0, done.output
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    for words in ("County", "60 staff, 20 weeks, 3 runs (seeds 0 to 2)", "Who refused", "Who was blamed", "Net value"):
        assert words in done.stdout
    assert "\x1b" not in done.stdout and done.stderr == ""
    assert done.stdout.rstrip().endswith("results/county")
    record = here / "results" / "county"
    said = json.loads((record / "manifest.json").read_text())
    assert sorted(said["files"]) == sorted(
        path.relative_to(record).as_posix() for path in record.rglob("*") if path.is_file()
    )
    assert said["seeds"] == [0, 1, 2] and said["versions"]["mesa"]
    assert said["fingerprint"] == Scenario.load(record / "scenario.toml").fingerprint
    assert [path.name for path in (here / "results").iterdir()] == ["county"]


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory):
    """Two runs with their whole record: the folder in which they were made, and what was printed."""
    folder = tmp_path_factory.mktemp("two-runs")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return folder, run("--replications", 2, "--seed", 5, "--json")


def test_tables_are_tidy_and_agree_with_one_another(two_runs):
    folder, _ = two_runs
    runs = folder / "results" / "county" / "runs"
    outcomes = pd.read_parquet(runs / "outcomes.parquet")
    assert outcomes["seed"].tolist() == [5, 6] and outcomes["run_id"].is_unique
    pd.testing.assert_frame_equal(outcomes, pd.read_csv(runs / "outcomes.csv"), check_dtype=False)
    weekly = pd.read_parquet(runs / "weekly.parquet")
    assert len(weekly) == 2 * 21 and list(weekly.columns[:4]) == ["scenario", "replicate", "seed", "week"]
    last = weekly[weekly["week"] == 20].set_index("seed")["uptake"]
    assert last.tolist() == outcomes["uptake"].tolist()
    counts = pd.read_csv(runs / "counts.csv")
    filed = counts[counts["event"] == "filed"].groupby("seed")["count"].sum().reindex([5, 6], fill_value=0)
    assert filed.tolist() == outcomes["filed"].tolist()
    hours = pd.read_parquet(runs / "hours.parquet")
    spent = hours[hours["book"] == "spent"].groupby("seed")["amount"].sum()
    assert spent.tolist() == pytest.approx(outcomes["hours_spent"].tolist())
    events, ledger = pd.read_parquet(runs / "events.parquet"), pd.read_parquet(runs / "ledger.parquet")
    assert (events["event"] == "filed").sum() == outcomes["filed"][0]
    assert ledger[ledger["book"] == "spent"]["amount"].sum() == pytest.approx(outcomes["hours_spent"][0])
    assert set(events["seed"]) == set(ledger["seed"]) == {5}
    for table in runs.glob("*.parquet"):
        assert len(pd.read_csv(table.with_suffix(".csv"), low_memory=False)) == len(pd.read_parquet(table))
    note = (folder / "results" / "county" / "README.txt").read_text()
    assert "those of the first seed, 5." in note and all(f"runs/{table.stem}." in note for table in runs.iterdir())
    assert pd.read_parquet(runs / "departments.parquet").groupby("seed").size().tolist() == [21 * 24] * 2


def test_the_picture_says_what_it_shows(two_runs):
    figures = two_runs[0] / "results" / "county" / "figures"
    assert (figures / "who-blocks.png").read_bytes().startswith(b"\x89PNG")
    said = (figures / "who-blocks.svg").read_text()
    assert "<dc:description>" in said and "of refusals" in said


def test_a_narrow_terminal_cuts_nothing_off(monkeypatch):
    monkeypatch.setattr("rich.console.Console.is_terminal", True)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    settings = {"organisation.staff": 300, "organisation.departments": 4}
    said = io.StringIO()
    summarise(simulate(Scenario.default().changed(settings, weeks=104), 3), None, said)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said.getvalue())
    assert max(len(line) for line in plain.splitlines()) <= 60
    assert "…" not in plain and plain.count("(") == plain.count(")")


def test_json_is_all_that_is_printed_and_keeps_its_form(two_runs):
    jsonschema = pytest.importorskip("jsonschema")
    folder, done = two_runs
    assert done.exit_code == 0 and done.stderr == ""
    said = json.loads(done.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(said)
    assert said["outcomes"]["uptake"]["n"] == 2 and said["outcomes"]["uptake"]["low"] is not None
    assert said["folder"] == "results/county" and (folder / said["folder"] / "manifest.json").exists()


def test_one_replication_claims_no_interval(no_pictures):
    done = run("--replications", 1)
    assert "no interval can be given" in done.stdout and "(seed 0)" in done.stdout
    again = run("--replications", 1, "--json", "--out", "again")
    assert json.loads(again.stdout)["outcomes"]["uptake"]["low"] is None


def test_quiet_is_quiet(no_pictures):
    done = run("--replications", 1, "--quiet")
    assert (done.exit_code, done.output) == (0, "")


def test_zero_is_a_seed_and_the_default(no_pictures):
    first, second = run("--replications", 1, "--json"), run("--replications", 1, "--seed", 0, "--json")
    assert first.stdout == second.stdout and json.loads(first.stdout)["seeds"] == [0]
    assert REPLICATIONS >= 2
