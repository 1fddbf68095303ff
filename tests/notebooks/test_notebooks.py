"""Every notebook runs from top to bottom: as it stands, in a kernel (slow), and its cells on a small council."""

import os
import subprocess
import sys
from pathlib import Path

import jupytext
import pytest

import experiments.simulate
from simulation import Scenario

REPOSITORY = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.py"))


def code_of(notebook: Path) -> list[str]:
    return [cell.source for cell in jupytext.read(notebook).cells if cell.cell_type == "code"]


def lesson(notebook: Path) -> object:
    """The same, among the slow tests where it is a lesson: those run a dozen councils each."""
    return pytest.param(notebook, marks=pytest.mark.slow) if notebook.stem[0].isdigit() else notebook


def test_there_is_a_first_look():
    assert "first-look" in [notebook.stem for notebook in NOTEBOOKS]
    assert all(len(code_of(notebook)) > 5 for notebook in NOTEBOOKS)


@pytest.mark.parametrize("notebook", [lesson(one) for one in NOTEBOOKS], ids=lambda notebook: notebook.stem)
def test_cells_run_on_a_small_council(notebook, monkeypatch):
    small = Scenario.load("county").changed({"organisation.staff": 200}, weeks=40)
    many = experiments.simulate.simulate
    monkeypatch.setattr(Scenario, "load", lambda name: small)
    monkeypatch.setattr(experiments.simulate, "simulate", lambda scenario, *_, **__: many(scenario, 2))
    names: dict[str, object] = {}
    for number, source in enumerate(code_of(notebook), start=1):
        exec(compile(source, f"{notebook.name}, cell {number}", "exec"), names)


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_it_runs_in_a_kernel(notebook, tmp_path):
    page = tmp_path / f"{notebook.stem}.ipynb"
    jupytext.write(jupytext.read(notebook), page)
    command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", tmp_path, "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [*command, "--nbmake", "--nbmake-timeout=300", "--overwrite", page],
        env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "1 passed" in done.stdout
    shown = [
        set(output["data"])
        for cell in jupytext.read(page).cells
        for output in cell.get("outputs", [])
        if "data" in output
    ]
    assert sum("text/html" in kinds for kinds in shown) > 5  # things show themselves
