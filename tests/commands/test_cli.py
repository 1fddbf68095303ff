"""``blockers`` itself: help that comes at once, words misspelt, the version, pipes that close early."""

import os
import re
import subprocess
import sys

import pytest

from experiments.app import app
from tests.commands.calling import SMALL, blockers, refused

HEAVY = ("mesa", "numpy", "pandas", "matplotlib", "pyarrow", "networkx", "openpyxl")
COMMANDS = [command.name for command in app.registered_commands]
TAKING_A_SCENARIO = ["run", "show", "validate", "why"]


def plain(text: str) -> str:
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|[│╭╮╰╯─]", "", text).split())


def test_every_command_is_there():
    assert COMMANDS == ["new", "validate", "show", "run", "why", "schema"]


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
    said = plain(" ".join(refused(blockers(*words, "county"))))
    assert "No such" in said and meant in said


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


@pytest.mark.parametrize("command", ["run", "why"])
@pytest.mark.parametrize("given", [["--weeks", "0"], ["--weeks", "5201"], ["--seed", "-1"], ["--seed", str(2**64)]])
def test_weeks_and_seeds_have_limits(command, given):
    assert given[0] in plain(" ".join(refused(blockers(command, "county", *given))))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way there")
@pytest.mark.parametrize(
    "words", [["--help"], ["show", "county"], ["run", "county", *SMALL, "--replications", "1", "--workers", "1"]]
)
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
