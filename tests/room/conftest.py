"""A small county with a busy year, recorded; and a browser, where the machine has one."""

import importlib.util

import pytest

from experiments.room.recording import recording
from simulation import Scenario
from simulation.engine.council import CompiledCouncil
from tests.docs.browser import CHROMIUM, OPTIONS

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
def browser():
    """A headless Chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("no Playwright in this environment")
    from playwright.sync_api import sync_playwright

    options = [option for option in OPTIONS if option not in ("--headless", "--remote-debugging-pipe")]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()
