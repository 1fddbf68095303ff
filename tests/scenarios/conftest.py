"""Councils that the tests of scenarios share."""

from pathlib import Path

import pytest

from simulation.scenario import Scenario

COUNCIL = Path(__file__).with_name("council.toml").read_text(encoding="utf-8")


@pytest.fixture
def council():
    return Scenario.from_toml(COUNCIL, name="ours")


@pytest.fixture
def bundled(tmp_path, monkeypatch):
    """A folder of bundled scenarios: a county, and a strategy."""
    monkeypatch.setattr("simulation.scenario_files.sources.bundled_folder", lambda: tmp_path / "scenarios")
    (tmp_path / "scenarios" / "strategies").mkdir(parents=True)
    (tmp_path / "scenarios" / "county.toml").write_text(COUNCIL, encoding="utf-8")
    edict = "[leadership]\nstrength = 1\n[[change]]\nweek = 9\nleadership.strength = 0\n"
    (tmp_path / "scenarios" / "strategies" / "edict.toml").write_text(edict, encoding="utf-8")
    return tmp_path
