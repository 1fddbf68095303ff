"""What is installed outside the checkout works without it."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest


def run(*command: object, where: Path) -> str:
    """Run a command in a folder, away from the checkout, and return what it printed."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(word) for word in command], cwd=where, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A fresh environment that holds the built wheel: the folder of its programs.

    The libraries are borrowed from the environment of this test. A path file named in another path file is not read,
    so the borrowed folder does not bring the checkout with it.
    """
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel_options = ["--no-deps", "--no-build-isolation", "--wheel-dir", folder]
    run(*pip, "wheel", *wheel_options, repository, where=folder)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "environment", where=folder)
    programs = folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
    here = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(programs / "python", "-c", here, where=folder).strip())
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (wheel,) = folder.glob("blockers-*.whl")
    run(*pip, "--python", programs / "python", "install", "--no-deps", wheel, where=folder)
    return programs


@pytest.mark.slow
def test_wheel_brings_its_scenarios(installed: Path, repository: Path, tmp_path: Path) -> None:
    listing = (
        "from importlib.resources import files; import simulation; print(simulation.__file__);"
        "print(*sorted(entry.name for entry in files('simulation').joinpath('_scenarios').iterdir()))"
    )
    file, names = run(installed / "python", "-c", listing, where=tmp_path).splitlines()
    assert Path(file).is_relative_to(installed.parent)
    assert names.split() == sorted(entry.name for entry in (repository / "scenarios").iterdir())


@pytest.mark.slow
def test_wheel_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    assert "run" in run(installed / "blockers", "--help", where=tmp_path)


@pytest.mark.slow
def test_wheel_runs_the_county_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    printed = run(installed / "blockers", "run", "county", "--weeks", 8, "--replications", 1, where=tmp_path)
    assert printed.startswith("County\n2,000 staff, 8 weeks, 1 run (seed 0)")
    record = tmp_path / "results" / "county"
    said = json.loads((record / "manifest.json").read_text(encoding="utf-8"))
    assert said["revision"] is None and said["versions"]["blockers"] != "not installed"
    assert (record / "runs" / "outcomes.csv").exists() and (record / "figures" / "who-blocks.png").exists()


@pytest.mark.slow
def test_wheel_brings_the_front_end(installed: Path, tmp_path: Path) -> None:
    small = ["--set", "organisation.staff=60", "--weeks", 8, "--without-explorer", "--strategy", "strategies/edict"]
    run(installed / "blockers", "play", "county", *small, where=tmp_path)
    assert "class View" in (tmp_path / "county.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_wheel_writes_checks_and_shows_a_scenario_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    run(installed / "blockers", "new", "ours", "--extends", "district", where=tmp_path)
    assert (tmp_path / "ours.toml").is_file()
    run(installed / "blockers", "validate", "ours.toml", "county", where=tmp_path)
    assert "gates.ict.hours" in run(installed / "blockers", "show", "gates.ict.hours", where=tmp_path)
    assert "district.toml line" in run(installed / "blockers", "show", "ours.toml", where=tmp_path)
