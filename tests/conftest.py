"""What every test can ask for."""

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.docs.browser import CHROMIUM, OPTIONS

REPOSITORY = Path(__file__).resolve().parents[1]

# Derandomized, so that a test fails because of a change and not because of luck; no deadline, since machines differ.
settings.register_profile("default", max_examples=20, derandomize=True, deadline=None)
settings.register_profile("ci", max_examples=200, derandomize=True, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of shared tables beside the checkout; whoever asks for it is skipped where there is none."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no ../shared/data beside the checkout")
    return folder


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
