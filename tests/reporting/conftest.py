"""Records: one that holds everything, with and without pictures, a bare one, and one whose names mean harm."""

import pytest

from experiments.comparing.more import Beside
from simulation.engine.council import load
from tests.reporting.records import FORMULA, WILD, beside, compared, saved, without_pictures


@pytest.fixture(scope="session")
def found():
    load()
    return compared()


@pytest.fixture(scope="session")
def whole(found, tmp_path_factory):
    """The folder of a comparison with councils and levers, without pictures."""
    patch = without_pictures()
    folder = saved(tmp_path_factory.mktemp("whole") / "small-compare", found, beside())
    patch.undo()
    return folder


@pytest.fixture(scope="session")
def bare(found, tmp_path_factory):
    """The folder of a comparison by itself, without pictures."""
    patch = without_pictures()
    folder = saved(tmp_path_factory.mktemp("bare") / "small-compare", found, Beside())
    patch.undo()
    return folder


@pytest.fixture(scope="session")
def drawn(found, tmp_path_factory):
    """The folder of a comparison with councils and levers, and all its pictures."""
    return saved(tmp_path_factory.mktemp("drawn") / "small-compare", found, beside())


@pytest.fixture(scope="session")
def wild(tmp_path_factory):
    """The same of a comparison whose names are HTML, formulas and markup."""
    named = compared((WILD, WILD, FORMULA))
    return saved(tmp_path_factory.mktemp("wild") / "wild-compare", named, beside((WILD, FORMULA), FORMULA))
