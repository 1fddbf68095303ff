"""What is kept while arms run, so that a study that was stopped goes on: what each run that ended left behind.

One SQLite file, which the standard library reads and writes: a row a run, whole or not there, under a key that says
which run it is and what was read of it. A row that was altered is as good as none, and so is a file that is no journal.
"""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from enum import Enum
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

import experiments
from experiments.arms.arm import Arm, Floats, Reading
from experiments.sweeps.study import code_fingerprint
from experiments.unfinished import remove

FILE = "runs.sqlite"
NO_NAME = "<"  # in the name of what was written on the spot: <lambda>, <locals>
PLAIN = (bool, int, float, str, Enum, type(None))


def mark_of(*said: object) -> str:
    """What makes two studies hold the same runs: the model, what is done with it, and what is ``said`` of the study."""
    return sha256(json.dumps([code_fingerprint(), code_fingerprint(experiments), *said]).encode()).hexdigest()


class Journal:
    """The journal of one study in a folder, which is made when the first run is kept.

    Where it cannot be written (a full disk) the study runs all the same, and less of it is kept.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self._open: sqlite3.Connection | None = None
        self._is_writable = True
        if (place / FILE).is_file():
            try:
                self._open = _opened(place / FILE)
            except sqlite3.OperationalError:  # such as another program's lock: it is left alone
                self._is_writable = False
            except sqlite3.DatabaseError:
                with suppress(OSError):
                    (place / FILE).unlink()

    @property
    def holds_any(self) -> bool:
        """Whether there is something to go on from."""
        return len(self) > 0

    def __len__(self) -> int:
        """How many runs are kept."""
        if self._open is None:
            return 0
        try:
            return int(self._open.execute("SELECT count(*) FROM runs").fetchone()[0])
        except sqlite3.Error:
            return 0

    def read(self, which: str | None, seed: int, names: Collection[str]) -> dict[str, Floats] | None:
        """What a run left behind, by the ``names`` of its readings; none where it is not kept.

        ``which`` is a :func:`line`. What was altered on the disk is not kept.
        """
        if which is None or self._open is None:
            return None
        try:
            row = self._open.execute("SELECT digest, left FROM runs WHERE run = ?", (_key(which, seed),)).fetchone()
        except sqlite3.Error:
            return None
        if row is None or sha256(row[1]).digest() != row[0]:
            return None
        file = io.BytesIO(row[1])
        return {name: np.load(file, allow_pickle=False) for name in names}

    def write(self, which: str | None, seed: int, left: Mapping[str, Floats]) -> None:
        """Keep what a run left behind; it is read back under the same names in the same order."""
        if which is None or not self._is_writable:
            return
        file = io.BytesIO()
        for array in left.values():
            np.save(file, array, allow_pickle=False)
        blob = file.getvalue()
        try:
            if self._open is None:
                self.place.mkdir(parents=True, exist_ok=True)
                self._open = _opened(self.place / FILE)
            row = (_key(which, seed), sha256(blob).digest(), blob)
            self._open.execute("INSERT OR REPLACE INTO runs VALUES (?, ?, ?)", row)
        except (sqlite3.Error, OSError):
            self._is_writable = False

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def remove(self) -> None:
        """Remove it, once the study is whole."""
        self.close()
        remove(self.place)


def line(arm: Arm, readings: Mapping[str, Reading], keep_rows: bool) -> str | None:
    """What names the runs of an arm, beside their seeds, and what is read of them.

    None where no name would last: what changes its people or its council, or reads its runs, was written on the spot.
    """
    changes = [_name(arm.staffed), _name(arm.prepared)]
    read = [(name, _name(reading)) for name, reading in readings.items()]
    if None in changes or None in [name for _, name in read]:
        return None
    return json.dumps([arm.scenario.fingerprint, changes, read, keep_rows])


def _name(function: Callable[..., Any] | None) -> str | None:
    """A name that tells a function from all others in any later session; none where there is no such name.

    >>> _name(partial(remove, 3)), _name(lambda: 3)
    ('experiments.unfinished.remove(3)', None)
    """
    if function is None:
        return ""
    if isinstance(function, partial):
        inner = _name(function.func)
        if inner is None or function.keywords or not all(isinstance(one, PLAIN) for one in function.args):
            return None
        return f"{inner}({', '.join(map(repr, function.args))})"
    name = getattr(function, "__qualname__", NO_NAME)
    return None if NO_NAME in name or hasattr(function, "__self__") else f"{function.__module__}.{name}"


def _key(which: str, seed: int) -> bytes:
    return sha256(f"{seed} {which}".encode()).digest()


def _opened(file: Path) -> sqlite3.Connection:
    """The file, each row written as it comes. Raises ``sqlite3.DatabaseError`` where it is no whole journal."""
    found = sqlite3.connect(file, isolation_level=None)
    try:
        found.execute("PRAGMA journal_mode = WAL")
        found.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last rows, and never the others
        found.execute("CREATE TABLE IF NOT EXISTS runs (run BLOB PRIMARY KEY, digest BLOB, left BLOB) WITHOUT ROWID")
        if found.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the journal is damaged")
    except BaseException:
        found.close()
        raise
    return found
