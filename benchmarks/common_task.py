"""The common task with every peer: each in its own process, on one core, on the same graphs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.environments import OURS, Peer, last_line, python_of
from benchmarks.limit import bandwidth, compile_limit, run_limit
from benchmarks.measured import Row, Skipped, checked, pooled
from benchmarks.task import WEEKS, write_task

HERE = Path(__file__).parent
BUDGET = 60.0  # seconds for one row; a size that would take longer is not begun
REPEATS, FEWEST = 5, 3
PATIENCE = 6 * BUDGET  # seconds until a process is given up


@dataclass
class Common:
    """What came of it: rows in the order measured, what was skipped, bytes a second of memory."""

    rows: list[Row] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def of(self, who: str) -> list[Row]:
        """The rows of one program that count."""
        return [row for row in self.rows if row.who == who and not row.void]


def repeats_for(seconds: float, budget: float = BUDGET) -> int:
    """How many repeats fit if one takes so long: 5, or fewer, or 0 where not even 3 do."""
    fit = int(budget / max(seconds, 1e-9))
    return min(fit, REPEATS) if fit >= FEWEST else 0


def run_peer(peer: Peer, python: Path, path: Path, people: int, repeats: int, seed: int = 1) -> Row | Skipped:
    """One row, from a process of its own; or why there is none."""
    script = str(HERE / "peers" / peer.script)
    around = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    if not peer.packages:
        around["PYTHONPATH"] = str(HERE.parent)
    command = [str(python), "-W", "ignore", script, str(path), "--repeats", str(repeats), "--seed", str(seed)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, env=around)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return Skipped(peer.name, f"{people:,} people: {type(problem).__name__}")
    if done.returncode:
        return Skipped(peer.name, f"{people:,} people: {last_line(done.stderr)}")
    return read_row(peer.name, people, done.stdout)


def read_row(who: str, people: int, printed: str) -> Row | Skipped:
    """What a peer's script printed; its last line is JSON, above it a library may have had its say."""
    try:
        said = json.loads(printed.strip().splitlines()[-1])
        times = tuple(map(float, said["seconds"])), tuple(map(float, said["set_up"])), tuple(map(float, said["shares"]))
        return Row(who, people, WEEKS, *times, int(said["peak"]), dict(said["versions"]))
    except (ValueError, KeyError, IndexError, TypeError) as problem:
        return Skipped(who, f"{people:,} people: it did not say what it measured ({type(problem).__name__})")


def run_common(peers: Sequence[Peer], sizes: Sequence[int], caches: Path, say: Callable[[str], None]) -> Common:
    """Everything at every size that the budget allows. Ours goes first and last at each size, pooled, so that a change
    of the machine's pace in between widens its spread instead of favouring anybody.
    """
    found = Common()
    pythons: dict[str, Path] = {}
    for peer in peers:
        say(f"environment: {peer.name}")
        made = python_of(peer, caches)
        if isinstance(made, Skipped):
            found.skipped.append(made)
            say(f"  skipped: {made.reason}")
        else:
            pythons[peer.name] = made
    with tempfile.TemporaryDirectory() as folder:
        library = compile_limit(Path(folder))
        if isinstance(library, Skipped):
            found.skipped.append(library)
            say(f"{library.who} skipped: {library.reason}")
        else:
            found.rates = bandwidth(library)
        for people in sizes:
            path = write_task(Path(folder), people)
            limit = None if isinstance(library, Skipped) else run_limit(library, path)
            measured = _ours_and_peers(
                [peer for peer in peers if peer.name in pythons], pythons, path, people, found, say
            )
            _keep(found, measured, limit, say)
            path.unlink()
    return found


def _ours_and_peers(
    peers: Sequence[Peer], pythons: dict[str, Path], path: Path, people: int, found: Common, say: Callable[[str], None]
) -> list[Row]:
    own = Path(sys.executable)
    measured: list[Row] = []
    for peer, python in [(OURS, own), *((peer, pythons[peer.name]) for peer in peers), (OURS, own)]:
        repeats = _repeats(peer, people, found)
        if repeats == 0:
            continue
        seed = 1 + REPEATS * sum(row.who == peer.name for row in measured)
        row = run_peer(peer, python, path, people, repeats, seed)
        if isinstance(row, Skipped):
            found.skipped.append(row)
            say(f"{row.who} skipped: {row.reason}")
        else:
            measured.append(row)
            say(f"{row.who}, {people:,} people: {row.per_person_week():,.1f} ns per person and week")
    ours = [row for row in measured if row.who == OURS.name]
    others = [row for row in measured if row.who != OURS.name]
    return ([pooled(*ours)] if len(ours) == 2 else ours) + others


def _repeats(peer: Peer, people: int, found: Common) -> int:
    """How many repeats the budget allows, going by the size before; 0 is put among what was skipped."""
    before = [row for row in found.rows if row.who == peer.name]
    if not before:
        # What failed at a smaller size is not tried at a larger one.
        return 0 if any(skipped.who == peer.name for skipped in found.skipped) else REPEATS
    last = before[-1]
    expected = (last.median + max(last.set_up, default=0.0)) * people / last.people
    repeats = repeats_for(expected)
    if repeats == 0 and peer.name not in {skipped.who for skipped in found.skipped}:
        found.skipped.append(Skipped(peer.name, f"{people:,} people: a run would take about {expected:.0f} s"))
    return repeats


def _keep(found: Common, measured: Sequence[Row], limit: Row | None, say: Callable[[str], None]) -> None:
    """Hold final shares against the C loop's; without one, against the first row's, which then stands unchecked."""
    rows = [*measured, *([limit] if limit is not None else [])]
    reference = limit.shares if limit is not None else (measured[0].shares if measured else ())
    for row in rows:
        row = row if row is limit else checked(row, reference)
        if row.void:
            say(f"{row.who}, {row.people:,} people: void, {row.void}")
        found.rows.append(row)
