"""What tests of sweeps share: the engine compiled beforehand, the small sweep, and what it comes to undisturbed."""

from pathlib import Path

import pytest

from simulation.engine.council import load
from tests.sweeps.studies import RUNS, carried_out, hash_of, written


@pytest.fixture(scope="session", autouse=True)
def is_compiled():
    load()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The hash of the small sweep, run by one thread without a pause."""
    folder = tmp_path_factory.mktemp("undisturbed")
    state = carried_out(written(folder), folder / "study")
    assert (state.done, state.failed, state.is_over) == (RUNS, 0, True)
    return hash_of(folder / "study")
