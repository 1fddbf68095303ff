"""How many frames a second the council view draws in a browser on this machine.

``python -m benchmarks.room`` records the county (2,000 people, three years) as it stands and under a strategy, opens
the page that ``blockers play`` writes in a headless Chromium, and lets it play: one council, and two beside each other.
What is counted are the frames that the view drew while a clock in the page ran, as a viewer gets them; beside it stands
what a frame costs when it is drawn as often as the machine can, which no screen holds back. Nothing is kept.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from experiments.executing.engines import prepare
from experiments.room.page import Council, page
from simulation.engine.council import CompiledCouncil
from simulation.scenario import Scenario

AIM = 30  # frames a second, what the trainer's room is made for
SECONDS = 8  # of playing that are counted
DRAWN = 120  # frames drawn one after the other
WIDE = {"width": 1480, "height": 860}
ROOM = "document.querySelector('.blockers-room').room"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True)
class Frames:
    """What was measured of a view: people and councils shown, frames a second as it plays, milliseconds to draw one."""

    people: int
    councils: int
    per_second: float
    milliseconds: float

    def __str__(self) -> str:
        beside = "one council" if self.councils == 1 else f"{self.councils} councils beside each other"
        met = "" if self.per_second >= AIM else f" (below the {AIM} it is made for)"
        return (
            f"{self.people:,} people, {beside}: {self.per_second:.0f} frames a second as it plays{met}, "
            f"{self.milliseconds:.1f} ms to draw one"
        )


def measured(browser: Any, file: Path, people: int, councils: int, speed: str) -> Frames:
    """Open the page, put ``councils`` beside each other, play from the middle at a speed of the view, and count."""
    tab = browser.new_page(viewport=WIDE)
    tab.goto(file.as_uri())
    tab.wait_for_selector(".board canvas")
    if councils == 2:
        tab.get_by_label("Council beside it").select_option("1")
        tab.wait_for_selector(".two")
    tab.get_by_label("Speed").select_option(speed)
    tab.evaluate(f"{ROOM}.jump(60)")
    tab.get_by_role("button", name="Play").click()
    tab.wait_for_timeout(500)
    count = f"(() => [{ROOM}.frames, performance.now(), {ROOM}.isPlaying])()"
    frames, began, _ = tab.evaluate(count)
    tab.wait_for_timeout(1000 * SECONDS)
    then, ended, is_playing = tab.evaluate(count)
    if not is_playing:
        raise RuntimeError("the council came to its end before it was measured: play it slower")
    tab.get_by_role("button", name="Pause").click()
    each = tab.evaluate(
        f"(() => {{ const began = performance.now();"
        f" for (let k = 0; k < {DRAWN}; k++) {ROOM}.go(80 + k * 0.05);"
        f" return (performance.now() - began) / {DRAWN}; }})()"
    )
    tab.close()
    return Frames(people, councils, 1000.0 * (then - frames) / (ended - began), each)


def main(words: list[str] | None = None) -> int:
    """Measure and print. Returns the exit status: 2 where no browser can be driven."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.room", description="Measure how smoothly the council view plays."
    )
    parser.add_argument("--staff", type=int, default=2_000, help="people in the council")
    parser.add_argument("--speed", default="1", help="weeks a second, one of those that the view offers")
    parser.add_argument("--browser", default=next(filter(None, map(shutil.which, NAMES)), None), help="a Chromium")
    given = parser.parse_args(words)
    if given.browser is None or find_spec("playwright") is None:
        print("this needs Chromium on this machine, and Playwright: pip install -e '.[dev]'", file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    prepare(True)
    county = Scenario.load("county").changed({"organisation.staff": given.staff})
    runs = [CompiledCouncil(one, 0).run() for one in (county, county.overlaid("strategies/lead-and-network"))]
    councils = [Council(name, "", run) for name, run in zip(("As it stands", "Lead and network"), runs, strict=True)]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "council.html"
        file.write_text(page("County", councils, None, []), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=given.browser, args=["--no-sandbox", "--disable-gpu"])
        if hasattr(os, "getloadavg"):
            wanting, processors = os.getloadavg()[0], os.cpu_count() or 1
            said = ": it is busy, and frames will be fewer" if wanting > processors / 2 else ""
            print(f"In the last minute {wanting:.1f} programs wanted this machine's {processors} processors{said}")
        for beside in (1, 2):
            print(measured(browser, file, runs[0].staff, beside, given.speed), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
