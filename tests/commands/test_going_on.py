"""``compare`` and ``blame`` stopped by a real Ctrl-C, again and again, go on and end with the same numbers."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from experiments.arms.journal import FILE, Journal
from tests.commands.calling import blockers

SMALL = ["--set", "organisation.staff=100", "--weeks", "40", "--workers", "2"]
COMPARE = ["compare", "county", *SMALL, "--strategy", "edict", "--strategy", "open-door", "--matters", "3000"]
MORE = ["--first", "--uncertain", "--councils", "20"]
BLAME = ["blame", "county", *SMALL, "--replications", "4"]


def stopped_at(words: list[str], runs: int, where: Path, repository: Path) -> str:
    """Send Ctrl-C once so many runs are kept. Returns what was said on standard error."""
    process = subprocess.Popen(
        [sys.executable, "-m", "experiments.cli", *words],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(repository)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    started = time.monotonic()
    while kept_in(where) < runs and process.poll() is None and time.monotonic() - started < 240:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130, said
    return said


def kept_in(where: Path) -> int:
    """How many runs are kept so far."""
    files = list((where / "results").glob(f"*-unfinished/*/{FILE}"))
    journal = Journal(files[0].parent) if files else None
    found = len(journal) if journal is not None else 0
    if journal is not None:
        journal.close()
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
@pytest.mark.parametrize(("words", "stops"), [([*COMPARE, *MORE], (7, 120)), (BLAME, (150,))])
def test_stopped_again_and_again_it_ends_with_the_same_numbers(here, repository, words, stops):
    name = f"county-{words[0]}"
    kept = 0
    for runs in stops:
        (line,) = stopped_at(words, runs, here, repository).splitlines()
        assert line.startswith("blockers: stopped; what was run is kept in ") and line.endswith(
            "the same command goes on"
        )
        assert [path.name for path in (here / "results").iterdir()] == [f"{name}-unfinished"]
        assert kept_in(here) >= max(runs, kept)
        kept = kept_in(here)
    assert blockers(*words, "--quiet").exit_code == 0
    assert [path.name for path in (here / "results").iterdir()] == [name]
    assert blockers(*words, "--quiet", "--out", "unbroken").exit_code == 0
    there = sorted((here / "results" / name / "runs").glob("*.parquet"))
    assert len(there) > 4
    for file in there:
        pd.testing.assert_frame_equal(pd.read_parquet(file), pd.read_parquet(here / "unbroken" / "runs" / file.name))
    findings = [
        (place / "findings.txt").read_text(encoding="utf-8") for place in (here / "results" / name, here / "unbroken")
    ]
    assert findings[0] == findings[1]
