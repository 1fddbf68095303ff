"""A fault that nobody foresaw, in any command: one line, a file with the traceback, the command that repeats it."""

import builtins
import os
import re
import shlex
import subprocess
import sys
import tempfile

import pytest

from experiments import cli
from tests.commands.calling import SMALL, Terminal, at_terminal

FAULTY = {  # a command, and something that it cannot do without
    "new": (["new", "ours"], "experiments.commands.new._text"),
    "validate": (["validate", "county"], "experiments.explaining.checking.check"),
    "show": (["show", "county"], "experiments.explaining.listing.list_scenario"),
    "run": (["run", "county", *SMALL, "--replications", "1", "--workers", "1"], "experiments.store.save"),
    "why": (["why", "county", *SMALL], "experiments.explaining.telling.of_council"),
    "sweep": (["sweep", "hoops", "--dry-run"], "experiments.sweeps.reading.read_sweep"),
    "status": (["status", "."], "experiments.sweeps.study.manifest_of"),
    "verify": (["verify", "."], "experiments.sweeps.verifying.verify"),
    "export": (["export", "."], "experiments.sweeps.opening.SweepResults"),
    "bundle": (["bundle", "."], "experiments.sweeps.bundling.bundle"),
    "play": (["play", "county", *SMALL, "--without-explorer"], "experiments.room.page.page"),
    "dashboard": (["dashboard", "county", *SMALL, "--port", "0"], "experiments.room.asking.Asking"),
    "debrief": (["debrief", "."], "experiments.desk.decided.read"),
    "blame": (["blame", "county", *SMALL], "experiments.blaming.blame.blame"),
    "compare": (["compare", "county", *SMALL], "experiments.comparing.compare.compare"),
    "claims": (["claims", "--claim", "C5", "--councils", "5"], "experiments.claims.study.study"),
    "report": (["report", "."], "experiments.reporting.studies.studies_of"),
    "schema": (["schema"], "simulation.schema.json_schema"),
}


def closed() -> Terminal:
    """A terminal that is no longer there."""
    stream = Terminal()
    stream.close()
    return stream


def stumble(fault: BaseException):
    def instead(*_: object, **__: object) -> None:
        raise fault

    return instead


@pytest.fixture
def ended(monkeypatch, capsys, here):
    """Runs the command line to its end: the exit status, and the lines on the error stream."""
    monkeypatch.setattr(tempfile, "tempdir", str(here))

    def end(words: list[str]) -> tuple[object, list[str]]:
        monkeypatch.setattr(sys, "argv", ["blockers", *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return end.value.code, said.err.splitlines()

    return end


def test_a_fault_is_tried_in_every_command():
    from experiments.app import app

    assert sorted(FAULTY) == sorted(str(command.name) for command in app.registered_commands)


@pytest.mark.parametrize("command", FAULTY)
def test_an_unforeseen_fault_is_one_line_and_a_file(here, monkeypatch, ended, command):
    words, place = FAULTY[command]
    monkeypatch.setattr(place, stumble(ZeroDivisionError("nought\nbelow")))
    status, (line,) = ended(words)
    assert status == 1 and line.startswith("blockers: unexpected ZeroDivisionError: nought below; ")
    (file,) = here.iterdir()
    assert f"the traceback is in {file}; " in line
    assert line.endswith(f"to repeat it: {shlex.join(['blockers', *words])}")
    text = file.read_text()
    assert text.startswith(shlex.join(["blockers", *words])) and "Traceback" in text and "nought\nbelow" in text


@pytest.mark.parametrize("command", FAULTY)
def test_ctrl_c_is_one_line(here, monkeypatch, ended, command):
    words, place = FAULTY[command]
    monkeypatch.setattr(place, stumble(KeyboardInterrupt()))
    assert ended(words) == (130, ["blockers: stopped; nothing was written"])
    assert not list(here.iterdir())


def test_too_little_memory_is_one_line_with_advice(here, monkeypatch, ended):
    words, place = FAULTY["why"]
    monkeypatch.setattr(place, stumble(MemoryError()))
    status, (line,) = ended(words)
    assert status == 1 and line.startswith("blockers: not enough memory for: blockers why county") and "--set" in line
    assert not list(here.iterdir())


def test_a_fault_that_cannot_say_what_it_is_is_told_all_the_same(monkeypatch, ended):
    class Mute(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    monkeypatch.setattr("simulation.schema.json_schema", stumble(Mute()))
    status, (line,) = ended(["schema"])
    assert status == 1 and "unexpected" in line and "Mute" in line


@pytest.mark.parametrize("fault", [ImportError("half installed"), KeyboardInterrupt()])
def test_faults_while_importing_are_caught_too(monkeypatch, ended, fault):
    monkeypatch.delitem(sys.modules, "experiments.app")
    usual = builtins.__import__

    def refuse(name, *rest, **more):
        if name == "experiments.app":
            raise fault
        return usual(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    status, (line,) = ended(["run", "county"])
    if isinstance(fault, KeyboardInterrupt):
        assert (status, line) == (130, cli.STOPPED)
    else:
        assert status == 1 and line.startswith("blockers: unexpected ImportError: half installed; ")


def test_without_a_folder_for_temporary_files_another_is_found(here, monkeypatch, ended):
    monkeypatch.setattr(tempfile, "tempdir", str(here / "gone"))
    monkeypatch.setattr("simulation.schema.json_schema", stumble(ValueError("x")))
    status, (line,) = ended(["schema"])
    (file,) = here.iterdir()
    assert status == 1 and str(file) in line


def test_where_no_folder_takes_the_file_the_line_says_where_it_arose(here, monkeypatch, ended):
    monkeypatch.setattr(tempfile, "mkstemp", stumble(PermissionError("no")))
    monkeypatch.setattr("simulation.schema.json_schema", stumble(ValueError("x")))
    status, (line,) = ended(["schema"])
    assert status == 1 and re.search(r'no file could be written; it arose in File ".*", line \d+, in instead', line)
    assert not list(here.iterdir())


def test_the_installed_command_catches_a_broken_library(here, repository):
    (here / "typer.py").write_text("raise RuntimeError('not the typer you want')\n")
    code = "import sys; sys.argv = ['blockers', 'run', 'county']; from experiments.cli import main; main()"
    path = os.pathsep.join([str(here), str(repository)])
    environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(here)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 1 and done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "not the typer you want" in line and "to repeat it: blockers run county" in line


@pytest.mark.parametrize("typed", ["", None, closed()], ids=["ended", "none", "closed"])
def test_end_of_input_is_no_fault(here, typed):
    """Where ``run`` asks before it replaces other results, Ctrl-D is a no; a stream that is closed is not asked."""
    place = here / "results" / "county"
    place.mkdir(parents=True)
    (place / "manifest.json").write_text('{"study": "run", "fingerprint": "other"}')
    status, printed, said = at_terminal(typed, *FAULTY["run"][0])
    assert (status, printed) == (2, "") and "holds other results" in said and "Traceback" not in said
    assert ("[y/N]" in said) == (typed == "")
    assert [path.name for path in place.iterdir()] == ["manifest.json"]
