"""What README and docs tell a reader to type runs as it stands there, and prints what they say it prints."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from sybil import Document
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from simulation import Scenario
from tests.commands.calling import blockers as call

ROOT = Path(__file__).resolve().parents[2]
OWN_TEST = "own-people.md"  # its files are made, and its Python run, by tests/docs/test_own_people.py
PAGES = [ROOT / "README.md", *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != OWN_TEST)]
WITH_PYTHON = [page for page in PAGES if "```python" in page.read_text(encoding="utf-8")]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BY_CI = re.findall(r"<!-- command: \w+ -->\n```sh\n(.*)\n```", README)  # .ci/run runs these, in fresh environments
PRINTED = re.search(r"<!-- printed: (?P<command>.+) -->\n```text\n(?P<text>.+?)```", README, re.DOTALL)
SECONDS = re.compile(r", \d+ s$", re.MULTILINE)


SHORTER = {  # the same commands in a moment
    "run": ("--replications", "2", "--weeks", "10", "--workers", "1", "--set", "organisation.staff=400"),
    "why": ("--weeks", "30", "--set", "organisation.staff=400"),
    "sweep": ("--replications", "1", "--weeks", "10", "--workers", "1", "--set", "organisation.staff=400"),
    "play": ("--weeks", "10", "--set", "organisation.staff=200", "--without-explorer"),
    "compare": ("--pairs", "2", "--weeks", "10", "--workers", "1", "--set", "organisation.staff=60"),
    "dashboard": ("--port", "0", "--weeks", "10", "--set", "organisation.staff=200"),
    "blame": ("--replications", "2", "--weeks", "10", "--workers", "1", "--set", "organisation.staff=60"),
}
FEWER = {  # the same in fewer runs: some hundreds show no more than some dozens whether a command works
    "blame": ("--replications", "4"),
    "compare": ("--pairs", "10"),
}
UNTIL_CTRL_C = ("blockers dashboard county",)  # tests/room/test_dashboard.py drives it in a browser
SMALLER = {"organisation.staff": 400}
as_it_stands = pytest.param(False, marks=pytest.mark.slow, id="as it stands")


def shortly(command: str) -> str:
    """What ``blockers`` prints, run here and, where it would take long, for a few weeks and with one picture."""
    program, name, *words = shlex.split(command)
    assert program == "blockers"
    done = call(name, *words, *SHORTER.get(name, ()))
    assert done.exit_code == 0, f"{command}\n{done.output}"
    return done.stdout


def blockers(command: str) -> str:
    """Run a command line that starts with ``blockers``, and return what it printed; experiments make fewer runs."""
    program, name, *words = shlex.split(command)
    assert program == "blockers"
    done = subprocess.run(
        [sys.executable, "-m", "experiments.cli", name, *words, *FEWER.get(name, ())],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_the_readme_has_python_and_marks_two_commands():
    assert ROOT / "README.md" in WITH_PYTHON
    assert len(BY_CI) == 2


@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda page: page.name)
@pytest.mark.parametrize("short", [pytest.param(True, id="short"), as_it_stands])
def test_every_python_block_runs(page, short, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    if short:
        load = Scenario.load
        monkeypatch.setattr(Scenario, "load", lambda name: load(name).changed(SMALLER, weeks=20))
    document = Document.parse(str(page), PythonCodeBlockParser())
    examples = list(document)
    assert examples
    for example in examples:
        example.evaluate()


@pytest.mark.parametrize("short", [pytest.param(True, id="short"), as_it_stands])
def test_every_shell_block_of_the_readme_runs(short, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    if short:

        def ctrl_c(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("experiments.room.dashboard.Dashboard.serve_forever", ctrl_c)
        monkeypatch.setattr("webbrowser.open", lambda *_: True)
        monkeypatch.setattr("experiments.show.TELLING", ("waiting",))
        monkeypatch.setattr("experiments.show.causes.CAUSES", {})
        monkeypatch.setattr("experiments.show.compared.COMPARED", {})
    (tmp_path / "staff.csv").write_text("Name,Department\nA,Parks\nB,Parks\nC,Libraries\n", encoding="utf-8")
    done = []

    def evaluate(example):
        command = example.parsed.strip()
        if command not in BY_CI and (short or command not in UNTIL_CTRL_C):
            done.append((command, shortly(command) if short else blockers(command)))

    for example in Document.parse(str(ROOT / "README.md"), CodeBlockParser("sh", evaluate)):
        example.evaluate()
    served = ["dashboard"] if short else []
    assert [command.split()[1] for command, _ in done] == [
        "run", "run", "play", *served, "blame", "compare", "report", "why", "show", "new", "sweep", "validate",
    ]  # fmt: skip
    said = dict(done)
    assert (tmp_path / "results" / "with-a-lead" / "figures").is_dir()
    assert (tmp_path / "our-council.toml").is_file()
    assert "3 people" in said["blockers new our-council --people staff.csv"]


@pytest.mark.slow
def test_what_the_readme_shows_is_what_is_printed(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert PRINTED is not None
    printed = SECONDS.sub("", blockers(PRINTED["command"]))
    parts = SECONDS.sub("", PRINTED["text"]).strip().split("\n\n")
    assert len(parts) == 3
    for part in parts:
        assert part in printed
