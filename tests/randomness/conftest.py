"""The small council in which everything goes on at once, and a run of it."""

from pathlib import Path

import pytest

from simulation.run import Run
from simulation.scenario import Scenario
from tests.randomness.recorded import run_of

LIVELY = Path(__file__).parents[1] / "parameters" / "lively.toml"
NAMES = ("Adults", "Parks", "Roads", "Youth")


@pytest.fixture(scope="module")
def lively() -> Scenario:
    return Scenario.load(LIVELY)


@pytest.fixture(scope="module")
def named() -> Scenario:
    departments = "".join(f"{name} = {{ headcount = 20 }}\n" for name in NAMES)
    text = LIVELY.read_text(encoding="utf-8").replace("staff = 80\ndepartments = 4\n", "")
    return Scenario.from_toml(f"{text}\n[departments]\n{departments}")


@pytest.fixture(scope="module")
def plain(lively: Scenario) -> Run:
    """A run of the lively council as it stands."""
    return run_of(lively)
