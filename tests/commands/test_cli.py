"""``blockers`` itself: help that comes at once, words misspelt, the version, pipes that close early."""

import os
import re
import subprocess
import sys

import pytest
import typer

from experiments.app import app
from tests.commands.calling import SMALL, blockers, refused

HEAVY = ("mesa", "numba", "numpy", "pandas", "matplotlib", "pyarrow", "networkx", "openpyxl")
COMMANDS = [command.name for command in app.registered_commands]
TAKING_A_SCENARIO = ["run", "show", "validate", "why", "play"]
A_RUN = ["run", "county", *SMALL, "--replications", "1", "--workers", "1"]


def plain(text: str) -> str:
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|[│╭╮╰╯─]", "", text).split())


def test_every_command_is_there():
    of_one, of_sweeps = ["new", "validate", "show", "run", "why"], ["sweep", "status", "verify", "export", "bundle"]
    of_all = ["play", "dashboard", "debrief", "blame", "compare", "claims", "report", "schema"]
    assert [*of_one, *of_sweeps, *of_all] == COMMANDS


@pytest.mark.parametrize("words", [[], *([command] for command in COMMANDS)], ids=lambda words: " ".join(words) or "-")
def test_help_imports_nothing_heavy(repository, words):
    code = (
        f"import sys; sys.argv = ['blockers', *{words!r}, '--help']\nfrom experiments.cli import main\n"
        f"try: main()\nexcept SystemExit as end: assert not end.code\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert "Usage: blockers" in plain(done.stdout)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command):
    assert f" blockers {command} " in plain(blockers(command, "--help").stdout.split("Usage", 1)[1].split("\n", 1)[1])


def test_the_version_is_said():
    done = blockers("--version")
    assert done.exit_code == 0 and re.fullmatch(r"blockers (\d+\.\d+\S*|\(not installed.*)\n", done.stdout)


@pytest.mark.parametrize(
    ("words", "meant"), [(["rn"], "run"), (["vaildate"], "validate"), (["run", "--sed"], "--seed")]
)
def test_a_misspelt_command_or_option_names_the_nearest(words, meant):
    (said,) = refused(blockers(*words, "county"))
    assert said.startswith(f"{words[-1]}: no such") and "did you mean " in said and meant in said.split("mean ")[1]


@pytest.mark.parametrize("command", TAKING_A_SCENARIO)
def test_without_a_scenario_those_there_are_are_named(command):
    (line,) = refused(blockers(command))
    assert "county, district" in line and f"blockers {command} county" in line


@pytest.mark.parametrize("command", TAKING_A_SCENARIO)
def test_an_unknown_scenario_names_the_nearest(command):
    (line,) = refused(blockers(command, "contry"))
    assert line.startswith("contry: ") and line.endswith("did you mean county?")


@pytest.mark.parametrize("command", TAKING_A_SCENARIO)
def test_all_that_is_wrong_with_settings_is_said_at_once(command):
    settings = ["--set", "gates.ict.hour=3", "--set", "weeks=0", "--set", "gates.hr.hours=many"]
    lines = refused(blockers(command, "county", *settings))
    assert sorted(line.split(": ")[1] for line in lines) == ["gates.hr.hours", "gates.ict.hour", "weeks"]
    assert all(line.startswith("--set: ") for line in lines)


@pytest.mark.parametrize("command", TAKING_A_SCENARIO)
def test_settings_that_are_none_are_all_named(command):
    lines = refused(blockers(command, "county", "--set", "nonsense", "--set", "extends=district", "--set", "=3"))
    assert len(lines) == 3 and all(line.startswith("--set: ") for line in lines)


@pytest.mark.parametrize("command", ["run", "why", "play", "dashboard"])
@pytest.mark.parametrize("given", [["--weeks", "0"], ["--weeks", "5201"], ["--seed", "-1"], ["--seed", str(2**64)]])
def test_weeks_and_seeds_have_limits(command, given):
    (said,) = refused(blockers(command, "county", *given))
    assert said.startswith(f"{given[0]}: ") and "allowed: " in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("run county --replications abc", "--replications: found abc; allowed: a whole number from 1"),
        ("run county --replications=0", "--replications: found 0; allowed: a whole number from 1"),
        ("run county --seed 3 --seed x", "--seed: found x; allowed: a whole number from 0"),
        ("run county --weeks=", "--weeks: found ''; allowed: a whole number from 1 to 5200"),
        ("run county --weeks 1\x1b[2J", "--weeks: found 1\ufffd[2J; allowed: a whole number from 1 to 5200"),
        ("why county --request 1.5", "--request: found 1.5; allowed: a whole number"),
        ("why county --longest", "--longest: has no value; allowed: a whole number from 1"),
        ("validate --set", "--set: has no value; see blockers validate --help"),
        ("run --quiet=3", "--quiet: takes no value; see blockers run --help"),
        ("new", "NAME: is missing; see blockers new --help"),
        ("schema one (two)", "one (two): more than blockers schema takes; see blockers schema --help"),
        ("show --zzzz", "--zzzz: no such option; see blockers show --help"),
        ("--zzzz", "--zzzz: no such option; see blockers --help"),
        (
            "zzzz",
            f"zzzz: no such command; allowed: {', '.join(filter(None, COMMANDS))}",
        ),
    ],
)
def test_words_that_no_command_takes_are_one_line_each(words, said):
    assert refused(blockers(*words.split())) == [said]


def test_blockers_alone_shows_its_help():
    assert "Usage: " in plain(blockers().output) and "schema" in blockers().output


def test_what_is_not_known_of_a_wrong_word_is_said_as_typer_says_it(monkeypatch):
    def stumble() -> None:
        raise typer.BadParameter("not\nthat")

    command = next(command for command in app.registered_commands if command.name == "schema")
    monkeypatch.setattr(command, "callback", stumble)
    assert refused(blockers("schema")) == ["blockers schema: Invalid value: not that; see blockers schema --help"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way there")
@pytest.mark.parametrize("words", [["--help"], ["show", "county"], pytest.param(A_RUN, marks=pytest.mark.slow)])
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


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--help"], 1), (["show", "county"], 1), (["schema"], 1), (["show", "none"], 2),
        pytest.param(A_RUN, 1, marks=pytest.mark.slow),
    ],
)  # fmt: skip
def test_a_full_disk_behind_standard_output_is_one_line(here, repository, words, status):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "experiments.cli", *words],
            env={**os.environ, "PYTHONPATH": str(repository)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    lost = "blockers: standard output cannot be written: No space left on device"
    assert done.returncode == status and "Traceback" not in done.stderr and "ignored" not in done.stderr
    assert (done.stderr.splitlines()[-1] == lost) == (status == 1)
    assert (here / "results" / "county" / "manifest.json").exists() == (words[0] == "run")


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed in another way there")
def test_standard_output_that_is_closed_is_no_fault(here, repository):
    done = subprocess.run(
        ["sh", "-c", '"$0" -m experiments.cli schema >&-', sys.executable],
        env={**os.environ, "PYTHONPATH": str(repository)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
