"""A small county with a busy year, recorded."""

import pytest

from experiments.room.grid import computed
from experiments.room.levers import LEVERS
from experiments.room.page import Council, page
from experiments.room.recording import recording
from experiments.room.strategies import laid_on
from simulation import Scenario
from simulation.engine.council import CompiledCouncil
from tests.room.showing import WILD

BUSY = {"organisation.staff": 240, "influence.outside_hazard": 0.02, "events.crises": 3, "councillors.count": 20}


@pytest.fixture(scope="session")
def busy() -> Scenario:
    return Scenario.load("county").changed(BUSY, weeks=60)


@pytest.fixture(scope="session")
def run(busy):
    return CompiledCouncil(busy, 1).run()


@pytest.fixture(scope="session")
def other(busy):
    return CompiledCouncil(busy.overlaid("strategies/lead-and-network"), 1).run()


@pytest.fixture(scope="session")
def recorded(run):
    return recording(run)


@pytest.fixture(scope="session")
def written(tmp_path_factory, busy, run, other):
    """A page of two councils, one of them with a wild name, and an explorer of two runs a point."""
    with pytest.MonkeyPatch.context() as patch:
        from experiments.room import grid

        patch.setattr(grid, "LEVERS", tuple(lever for lever in LEVERS if lever.path == "hoops.number"))
        small = busy.changed({"organisation.staff": 60}, weeks=10)
        explorer = computed(small, laid_on(small, ["strategies/edict"]), runs=2)
    file = tmp_path_factory.mktemp("page") / "council.html"
    councils = [Council("As it stands", "a county", run), Council(WILD, WILD, other)]
    file.write_text(page(WILD, councils, explorer, ["a note", WILD]), encoding="utf-8")
    return file


@pytest.fixture
def opened(browser, written):
    """The page, opened from disk; what it asks for and what goes wrong in it is noted."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    tab = context.new_page()
    tab.asked, tab.wrong = [], []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
    tab.on("console", lambda said: tab.wrong.append(said.text) if said.type in ("error", "warning") else None)
    tab.goto(written.as_uri())
    tab.wait_for_selector(".board canvas")
    yield tab
    assert tab.asked == [written.as_uri()] and tab.wrong == []
    context.close()
