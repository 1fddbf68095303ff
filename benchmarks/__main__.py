"""``python -m benchmarks``: measure everything in one run, and print the page, or write it with ``--write``.

Environments of the peers are made at the first call, in the user's caches (``BLOCKERS_BENCHMARKS`` names another
folder), and found again by later ones; ``--prepare`` makes them and measures nothing. Without a quiet machine the
figures say little.
"""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from benchmarks import full_model, task
from benchmarks.common_task import run_common
from benchmarks.environments import PEERS, Peer, cache_folder, python_of
from benchmarks.machine import this_machine
from benchmarks.measured import Skipped
from benchmarks.page import page
from benchmarks.peers.timed import on_one_core

ROOT = Path(__file__).resolve().parents[1]
PAGE, PICTURE = ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "pictures" / "benchmarks.png"


def peers_of(text: str) -> tuple[Peer, ...]:
    """The peers of a list with commas, by name whatever the case; ``none`` for none. Raises for a name of nobody."""
    if text.strip().lower() == "none":
        return ()
    by_name = {peer.name.lower().replace(",", ""): peer for peer in PEERS}
    names = [name.strip().lower() for name in text.split(",")]
    for name in names:
        if name not in by_name:
            near = get_close_matches(name, by_name, n=1)
            instead = f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(by_name)}"
            raise argparse.ArgumentTypeError(f"nobody is called {name!r}{instead}")
    return tuple(by_name[name] for name in names)


def main() -> int:
    """Measure, then print or write. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast this model is.")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md and its picture")
    parser.add_argument("--quick", action="store_true", help="small sizes only: does everything work?")
    parser.add_argument("--prepare", action="store_true", help="make the peers' environments, and measure nothing")
    parser.add_argument("--peers", type=peers_of, default=PEERS, help="names with commas between them, or none")
    parser.add_argument("--picture", type=Path, help="write the picture here (--write has a place for it)")
    given = parser.parse_args()
    if given.prepare:
        made = [python_of(peer, cache_folder()) for peer in given.peers]
        for peer, found in zip(given.peers, made, strict=True):
            print(f"{peer.name}: {found.reason if isinstance(found, Skipped) else 'ready'}")
        return 0
    machine = this_machine()
    on_one_core()
    common = run_common(given.peers, task.QUICK_SIZES if given.quick else task.SIZES, cache_folder(), _say)
    full = full_model.run_full((1_000, full_model.COUNTY) if given.quick else full_model.SIZES, _say)
    written = page(common, full, machine, "python -m benchmarks --write" + (" --quick" if given.quick else ""))
    picture = PICTURE if given.write else given.picture
    if picture is not None:
        from benchmarks.picture import draw, save

        save(draw(common, full, machine), picture)
    if given.write:
        PAGE.write_text(written, encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}, {PICTURE.relative_to(ROOT)}")
    else:
        print(written)
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
