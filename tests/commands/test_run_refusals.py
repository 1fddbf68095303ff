"""``blockers run`` where it cannot go on: wrong input, results in its way, runs that fail, Ctrl-C."""

import io
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from simulation.council import Council
from simulation.engine.council import CompiledCouncil
from tests.commands.calling import SMALL, at_terminal, blockers, run


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
        (["--engine", "mess"], ["--engine: found 'mess'; allowed: compiled or mesa; did you mean mesa?"]),
        (["--engine", "x"], ["--engine: found 'x'; allowed: compiled or mesa"]),
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


@pytest.fixture
def others(here):
    """A folder with the results of another study, where those of the county go."""
    folder = here / "results" / "county"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"study": "run", "fingerprint": "other", "seeds": [3], "command": "so"}')
    return folder


def is_replaced(folder) -> bool:
    return json.loads((folder / "manifest.json").read_text())["fingerprint"] != "other"


ONE = ["run", "county", *SMALL, "--workers", "1", "--replications", "1"]


@pytest.mark.parametrize("answer", ["\n", "n\n", "what?\n"])
def test_other_results_stay_unless_somebody_says_yes(here, others, answer):
    status, printed, said = at_terminal(answer, *ONE)
    first, last = said.splitlines()
    assert (status, printed) == (2, "") and "holds other results" in first and "--force" in first
    assert last.endswith("[y/N] Nothing was run, and nothing was replaced.") and not is_replaced(others)
    assert [path.name for path in (here / "results").iterdir()] == ["county"]


def test_other_results_are_replaced_with_a_yes(others, no_pictures):
    status, printed, said = at_terminal("y\n", *ONE, "--json")
    assert status == 0 and is_replaced(others) and "[y/N]" in said
    json.loads(printed)  # the question stands beside it


def test_where_nobody_sits_nobody_is_asked(others):
    status, _, said = at_terminal(io.StringIO("y\n"), *ONE)
    assert status == 2 and "holds other results" in said and "[y/N]" not in said and not is_replaced(others)


def test_with_force_nobody_is_asked_and_the_same_results_need_none(others, no_pictures):
    for words in (["--force"], []):
        status, _, said = at_terminal("n\n", *ONE, *words)
        assert status == 0 and is_replaced(others) and "[y/N]" not in said


def test_what_is_no_result_is_never_replaced(here):
    (here / "results" / "county").mkdir(parents=True)
    (here / "results" / "county" / "thesis.txt").write_text("mine")
    for words in ([], ["--force"]):
        status, _, said = at_terminal("y\n", *ONE, *words)
        assert status == 2 and "no results of blockers" in said and "[y/N]" not in said
    assert (here / "results" / "county" / "thesis.txt").read_text() == "mine"


STEPS = {"mesa": (Council, "step"), "compiled": (CompiledCouncil, "advance")}
"""What each engine does again and again."""
each_engine = pytest.mark.parametrize("engine", STEPS)


@each_engine
def test_a_run_that_fails_is_recorded_with_the_command_that_repeats_it(here, monkeypatch, no_pictures, engine):
    council, name = STEPS[engine]
    step = getattr(council, name)

    def stumble(council, *weeks):
        if council.seed == 1:
            raise RuntimeError("the roof came down")
        step(council, *weeks)

    with monkeypatch.context() as patch:
        patch.setattr(council, name, stumble)
        done = run("--replications", 3, "--engine", engine)
    assert (
        done.exit_code == 1 and "1 of 3 runs failed" in done.stderr and "3 runs (seeds 0 to 2, 1 failed)" in done.stdout
    )
    record = here / "results" / "county"
    said = (record / "failures" / "seed-1.txt").read_text()
    assert said.startswith("RuntimeError: the roof came down") and "Traceback" in said
    assert pd.read_csv(record / "runs" / "outcomes.csv")["seed"].tolist() == [0, 2]
    (line,) = [line for line in said.splitlines() if line.startswith("run it again: ")]
    words = shlex.split(line.removeprefix("run it again: blockers "))
    again = blockers(*words)
    assert again.exit_code == 0, again.output
    said = json.loads((here / "results" / "county-again" / "manifest.json").read_text())
    assert said["seeds"] == [1] and said["engine"] == engine


@each_engine
def test_when_all_runs_fail_the_failures_are_the_record(here, monkeypatch, engine):
    monkeypatch.setattr(*STEPS[engine], lambda *_: 1 / 0)
    done = run("--replications", 2, "--json", "--engine", engine)
    assert done.exit_code == 1 and len(json.loads(done.stdout)["failed"]) == 2
    assert sorted(path.name for path in (here / "results" / "county").iterdir()) == [
        "README.txt",
        "failures",
        "manifest.json",
        "scenario.toml",
    ]


@each_engine
def test_ctrl_c_leaves_nothing_behind(here, monkeypatch, engine):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(*STEPS[engine], interrupt)
    done = run("--replications", 2, "--engine", engine)
    assert done.exit_code == 130 and "nothing was written" in done.stderr
    assert not list(here.iterdir())


def test_ctrl_c_while_it_is_summed_up_says_where_the_record_is(here, monkeypatch, no_pictures):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("experiments.summary.summarise", interrupt)
    done = run("--replications", 1)
    assert done.exit_code == 130
    assert done.stderr == f"blockers: stopped; the record is whole, in {Path('results', 'county')}\n"
    assert (here / "results" / "county" / "manifest.json").exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="process groups are told of Ctrl-C in another way there")
@pytest.mark.parametrize(("engine", "staff"), [("mesa", 2000), ("compiled", 20_000)])
def test_ctrl_c_ends_all_threads_and_processes(here, repository, engine, staff):
    options = ["--engine", engine, "--set", f"organisation.staff={staff}", "--replications", "200", "--workers", "2"]
    words = [sys.executable, "-m", "experiments.cli", "run", "county", *options]
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    process = subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while not (here / "results").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(8)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)  # a process left over would hold the stream open
    assert process.returncode == 130 and said == "blockers: stopped; nothing was written\n"
    assert not list(here.iterdir())
