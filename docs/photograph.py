"""Photographs the trainer's room for these pages. Run it from the checkout: ``python docs/photograph.py``.

A headless Chromium opens what ``blockers play`` writes, the county under two strategies and an explorer, which takes a
minute or two; it needs Chromium on this machine and Playwright, as the tests of the room do.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where docs/ and tests/ lie

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from docs.draw import PICTURES, smaller
from experiments.room.grid import computed
from experiments.room.page import Council, page
from experiments.room.strategies import as_it_stands, laid_on
from simulation.engine.council import CompiledCouncil
from simulation.scenario import Scenario
from tests.docs.browser import CHROMIUM

BESIDE = ("strategies/lead-and-network", "strategies/edict")
WIDE = {"width": 1480, "height": 860}


def photograph(tab: Page, name: str) -> None:
    """Write what the browser shows as a small PNG."""
    path = PICTURES / f"{name}.png"
    tab.locator(".blockers-room").screenshot(path=path)
    with Image.open(path) as shown:
        smaller(shown).save(path, optimize=True)


def go_to(tab: Page, moment: float) -> None:
    """Show the council at a moment, in weeks."""
    tab.evaluate(f"document.querySelector('.blockers-room').room.go({moment})")


if __name__ == "__main__":
    county = Scenario.load("county")
    laid = laid_on(county, BESIDE)
    runs = [(one, CompiledCouncil(one.scenario, 0).run()) for one in (as_it_stands(county), *laid)]
    councils = [Council(one.called, one.description, run) for one, run in runs]
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "council.html"
        file.write_text(page("County", councils, computed(county, laid, shown=True), []), encoding="utf-8")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = chromium.new_page(viewport=WIDE)
        tab.goto(file.as_uri())
        tab.wait_for_selector(".board canvas")
        go_to(tab, 118.62)
        tab.get_by_label("Find a person or a request").fill("request 289")
        tab.get_by_label("Find a person or a request").press("Enter")
        photograph(tab, "council-view")
        tab.get_by_label("Council beside it").select_option("1")
        tab.wait_for_selector(".two")
        go_to(tab, 118.62)
        photograph(tab, "two-councils")
        tab.get_by_role("button", name="Pull the levers").click()
        tab.wait_for_selector(".whiskers")
        tab.get_by_label("Begin from").select_option(BESIDE[1])
        photograph(tab, "levers")
        chromium.close()
