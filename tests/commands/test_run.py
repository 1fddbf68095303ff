"""``blockers run``, from the outside: what it prints, what it writes, what it refuses, and with which exit status."""

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import simulation.council
from experiments import cli
from experiments.commands.run import REPLICATIONS
from experiments.simulate import simulate
from experiments.summary import summarise
from simulation import Scenario

SMALL = ["--set", "organisation.staff=60", "--weeks", "20", "--workers", "1"]
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


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Every test works in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blockers(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def run(*words: object) -> Result:
    return blockers("run", "county", *SMALL, *words)


def test_help_imports_nothing_heavy(repository):
    code = (
        "import sys; sys.argv = ['blockers', 'run', '--help']\nfrom experiments.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code\n"
        "print(sorted({'mesa', 'numpy', 'pandas', 'matplotlib', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert "--replications" in re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
    assert done.stdout.splitlines()[-1] == "[]"


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


def test_tables_are_tidy_and_agree_with_one_another(here):
    assert run("--replications", 2, "--seed", 5).exit_code == 0
    runs = here / "results" / "county" / "runs"
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
    note = (here / "results" / "county" / "README.txt").read_text()
    assert "those of the first seed, 5." in note and all(f"runs/{table.stem}." in note for table in runs.iterdir())
    assert pd.read_parquet(runs / "departments.parquet").groupby("seed").size().tolist() == [21 * 24] * 2


def test_the_picture_says_what_it_shows(here):
    assert run("--replications", 2).exit_code == 0
    figures = here / "results" / "county" / "figures"
    assert (figures / "who-blocks.png").read_bytes().startswith(b"\x89PNG")
    said = (figures / "who-blocks.svg").read_text()
    assert "<dc:description>" in said and "of refusals" in said


def test_the_version_is_said():
    done = blockers("--version")
    assert done.exit_code == 0 and re.fullmatch(r"blockers (\d+\.\d+\S*|\(not installed.*)\n", done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way there")
@pytest.mark.parametrize("words", [["--help"], ["run", "county", *SMALL, "--replications", "1"]])
def test_a_reader_that_leaves_early_is_no_fault(here, repository, words):
    process = subprocess.Popen(
        [sys.executable, "-m", "experiments.cli", *words],
        env={**os.environ, "PYTHONPATH": str(repository)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    assert (process.wait(timeout=60), said) == (0, "")
    process.stderr.close()


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


def test_json_is_all_that_is_printed_and_keeps_its_form(here):
    jsonschema = pytest.importorskip("jsonschema")
    done = run("--replications", 2, "--json")
    said = json.loads(done.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(said)
    assert said["outcomes"]["uptake"]["n"] == 2 and said["outcomes"]["uptake"]["low"] is not None
    assert said["folder"] == "results/county" and (here / said["folder"] / "manifest.json").exists()


def test_one_replication_claims_no_interval():
    done = run("--replications", 1)
    assert "no interval can be given" in done.stdout and "(seed 0)" in done.stdout
    again = run("--replications", 1, "--json", "--out", "again")
    assert json.loads(again.stdout)["outcomes"]["uptake"]["low"] is None


def test_quiet_is_quiet():
    done = run("--replications", 1, "--quiet")
    assert (done.exit_code, done.output) == (0, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--set", "organisation.staf=60", "--set", "gates.ict.hours=many"],
            ["did you mean organisation.staff", "gates.ict.hours"],
        ),
        (["--set", "nonsense"], ["path=value"]),
        (["--weeks", "0"], ["--weeks"]),
        (["--set", "extends=district"], ["extends cannot be set"]),
        (["--seed", "-1"], ["seed"]),
        (["--seed", str(2**64 - 1), "--replications", "2"], ["seed"]),
        (["--replications", "0"], ["replications"]),
        (["--workers", "0"], ["a whole number from 1, or auto"]),
        (["--workers", "some"], ["a whole number from 1, or auto"]),
        (["--out", "/dev/null"], ["not a folder"]),
    ],
)
def test_wrong_input_is_said_and_nothing_written(here, words, said):
    done = run(*words)
    assert done.exit_code == 2 and done.stdout == ""
    assert all(word in done.stderr for word in said)
    assert not list(here.iterdir())


def test_an_unknown_scenario_and_wrong_people_are_wrong_input(here):
    done = blockers("run", "contry")
    assert done.exit_code == 2 and "did you mean county?" in done.stderr
    (here / "people.csv").write_text("id,department\nann,Parks\nann,Parks\n")
    (here / "own.toml").write_text('[people]\nfile = "people.csv"\n')
    done = blockers("run", "own.toml", "--weeks", 2, "--replications", 1)
    assert done.exit_code == 2 and "ann" in done.stderr
    assert not (here / "results").exists()


def test_zero_is_a_seed_and_the_default():
    first, second = run("--replications", 1, "--json"), run("--replications", 1, "--seed", 0, "--json")
    assert first.stdout == second.stdout and json.loads(first.stdout)["seeds"] == [0]
    assert REPLICATIONS >= 2


def test_a_run_that_fails_is_recorded_with_the_command_that_repeats_it(here, monkeypatch):
    step = simulation.council.Council.step

    def stumble(council):
        if council.seed == 1:
            raise RuntimeError("the roof came down")
        step(council)

    monkeypatch.setattr(simulation.council.Council, "step", stumble)
    done = run("--replications", 3)
    assert (
        done.exit_code == 1 and "1 of 3 runs failed" in done.stderr and "3 runs (seeds 0 to 2, 1 failed)" in done.stdout
    )
    record = here / "results" / "county"
    said = (record / "failures" / "seed-1.txt").read_text()
    assert said.startswith("RuntimeError: the roof came down") and "Traceback" in said
    assert pd.read_csv(record / "runs" / "outcomes.csv")["seed"].tolist() == [0, 2]
    (line,) = [line for line in said.splitlines() if line.startswith("run it again: ")]
    monkeypatch.undo()
    monkeypatch.chdir(here)
    words = shlex.split(line.removeprefix("run it again: blockers "))
    again = blockers(*words)
    assert again.exit_code == 0, again.output
    assert json.loads((here / "results" / "county-again" / "manifest.json").read_text())["seeds"] == [1]


def test_when_all_runs_fail_the_failures_are_the_record(here, monkeypatch):
    monkeypatch.setattr(simulation.council.Council, "step", lambda council: 1 / 0)
    done = run("--replications", 2, "--json")
    assert done.exit_code == 1 and len(json.loads(done.stdout)["failed"]) == 2
    assert sorted(path.name for path in (here / "results" / "county").iterdir()) == [
        "README.txt",
        "failures",
        "manifest.json",
        "scenario.toml",
    ]


def test_ctrl_c_leaves_nothing_behind(here, monkeypatch):
    def interrupt(council):
        raise KeyboardInterrupt

    monkeypatch.setattr(simulation.council.Council, "step", interrupt)
    done = run("--replications", 2)
    assert done.exit_code == 130 and "nothing was written" in done.stderr
    assert not list(here.iterdir())


def test_an_unforeseen_fault_is_one_line_and_a_file(here, monkeypatch, capsys):
    monkeypatch.setattr("experiments.store.save", lambda *_: 1 / 0)
    monkeypatch.setattr("tempfile.tempdir", str(here))
    monkeypatch.setattr(sys, "argv", ["blockers", "run", "county", *SMALL, "--replications", "1"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("blockers: unexpected ZeroDivisionError")
    (file,) = here.glob("blockers-fault-*.txt")
    assert str(file) in line and "Traceback" in file.read_text()
    assert not (here / "results").exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="process groups are told of Ctrl-C in another way there")
def test_ctrl_c_ends_all_processes(here, repository):
    words = [sys.executable, "-m", "experiments.cli", "run", "county", "--replications", "200", "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    process = subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while not (here / "results").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(4)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)  # a process left over would hold the stream open
    assert process.returncode == 130 and said == "blockers: stopped; nothing was written\n"
    assert not list(here.iterdir())
