"""Every test of a command works in an empty folder."""

import pytest

from simulation.engine.council import load


@pytest.fixture(scope="session", autouse=True)
def is_compiled():
    """Compiled once beforehand: a command that has to compile takes long, and says so."""
    load()


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def no_pictures(monkeypatch):
    """A record without its pictures, which take longer to draw than a small county to run."""
    monkeypatch.setattr("experiments.show.TELLING", ())
