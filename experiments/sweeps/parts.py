"""Where rows are kept: Parquet parts in a folder or in object storage, each whole or not there. They are the journal.

A part's name says which runs it holds, how many of them failed, how long it is and what it must hash to:
``part-000000000000-000000000050-0-4711-9f86d081884c7d65.parquet``. So a listing says what is done, a part that was cut
short or altered gives itself away, and a batch done twice (by a worker thought lost) leaves one and the same file. The
part of ``runs`` is written last: where it is there, the batch's other parts are.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.executing.work import Batch

TABLES = ("runs", "weekly", "departments", "events")
NAME = re.compile(r"part-(\d{12,})-(\d{12,})-(\d+)-(\d+)-([0-9a-f]{16})\.parquet")
UNFINISHED = ".unfinished-"
DAMAGED = "damaged"
OBJECTS = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory")  # where an object is whole once it is there


@dataclass(frozen=True, order=True)
class Part:
    """A part of a table by its name: the runs from ``first`` to before ``last``, of which so many ``failed``."""

    first: int
    last: int
    failed: int
    bytes: int
    digest: str
    found_bytes: int = -1  # as the listing says; -1 where it does not
    written_at: float = 0.0  # seconds since 1970; 0 where the listing does not say

    @property
    def name(self) -> str:
        """Its file."""
        return f"part-{self.first:012d}-{self.last:012d}-{self.failed}-{self.bytes}-{self.digest}.parquet"

    @property
    def is_cut_short(self) -> bool:
        """Whether the file is not as long as it was."""
        return self.found_bytes not in (-1, self.bytes)


class Parts:
    """The parts of one study under a path or URL that fsspec understands. Raises ``OSError`` where it cannot write."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.files, self.root = fsspec.core.url_to_fs(url)
        protocol = self.files.protocol
        self.kind = protocol if isinstance(protocol, str) else protocol[0]
        self.is_local = self.kind in ("file", "local")

    def __reduce__(self) -> tuple[Any, ...]:
        return Parts, (self.url,)

    def place(self, table: str, name: str = "") -> str:
        """The path of a table's folder, or of a file in it, as the file system writes it."""
        return "/".join(filter(None, (self.root.rstrip("/"), table, name)))

    # -- writing -------------------------------------------------------------------------------------------

    def write(self, batch: Batch, failed: int, tables: Mapping[str, pa.Table]) -> Part:
        """Write the tables of a batch, that of ``runs`` last. Returns its part."""
        part = None
        for name in reversed(TABLES):
            if name in tables:
                part = self._write(name, batch, failed if name == "runs" else 0, tables[name])
        assert part is not None
        return part

    def _write(self, table: str, batch: Batch, failed: int, rows: pa.Table) -> Part:
        data = in_parquet(rows)
        part = Part(batch.first, batch.last, failed, len(data), sha256(data).hexdigest()[:16], len(data))
        self._put(table, part.name, data)
        return part

    def _put(self, table: str, name: str, data: bytes) -> None:
        place = self.place(table, name)
        self.files.makedirs(self.place(table), exist_ok=True)
        if self.kind in OBJECTS:
            self.files.pipe_file(place, data)
            return
        draft = self.place(table, f"{UNFINISHED}{uuid.uuid4().hex}")
        try:
            if self.is_local:
                _write_surely(draft, data)
                os.replace(draft, place)
                _settle_folder(self.place(table))
            else:
                self.files.pipe_file(draft, data)
                self.files.mv(draft, place)
        except BaseException:
            with suppress(Exception):
                self.files.rm_file(draft)
            raise

    # -- finding -------------------------------------------------------------------------------------------

    def every(self, table: str = "runs") -> list[Part]:
        """All parts of a table that are there, those that another one holds as well among them."""
        found = []
        with suppress(FileNotFoundError):
            self.files.invalidate_cache(self.place(table))
            for entry in self.files.ls(self.place(table), detail=True):
                match = NAME.fullmatch(entry["name"].rpartition("/")[2])
                if match:
                    first, last, failed, size = map(int, match.groups()[:4])
                    size_found = entry.get("size")
                    when = entry.get("mtime") or entry.get("LastModified") or entry.get("created") or 0.0
                    when = when.timestamp() if hasattr(when, "timestamp") else float(when)
                    there = -1 if size_found is None else int(size_found)
                    found.append(Part(first, last, failed, size, match[5], there, when))
        return sorted(found, key=lambda part: (part.first, -part.last, part.digest))

    def standing(self, table: str = "runs") -> list[Part]:
        """The parts that count, in order: none holds a run that another holds, and none is cut short."""
        return without_overlap(part for part in self.every(table) if not part.is_cut_short)

    def read(self, table: str, part: Part) -> bytes:
        """The bytes of a part. Raises ``ValueError`` where they are not those that were written."""
        data: bytes = self.files.cat_file(self.place(table, part.name))
        if len(data) != part.bytes or sha256(data).hexdigest()[:16] != part.digest:
            raise ValueError(f"{self.place(table, part.name)} is not as it was written")
        return data

    # -- mending -------------------------------------------------------------------------------------------

    def set_aside_damaged(self, tables: Iterable[str]) -> list[Part]:
        """Move parts that were cut short or altered out of the way. Returns the batches that are to be done again."""
        again: dict[tuple[int, int], Part] = {}
        for table in tables:
            for part in self.every(table):
                try:
                    self.read(table, part)
                except ValueError:
                    self._set_aside(table, part)
                    again[part.first, part.last] = part
        for part in list(again.values()):  # a batch without one of its tables is done again as a whole
            for whole in self.every("runs"):
                if (whole.first <= part.first and part.last <= whole.last) or part.first <= whole.first < part.last:
                    self.files.rm_file(self.place("runs", whole.name))
                    again[whole.first, whole.last] = whole
        return sorted(again.values())

    def _set_aside(self, table: str, part: Part) -> None:
        self.files.makedirs(self.place(DAMAGED), exist_ok=True)
        self.files.mv(self.place(table, part.name), self.place(DAMAGED, f"{table}-{part.name}"))

    def tidy(self, tables: Iterable[str]) -> None:
        """Remove what killed writers left: unfinished files, parts of batches that never came to their end, doubles."""
        done = self.standing("runs")
        for table in tables:
            with suppress(FileNotFoundError):
                for entry in self.files.ls(self.place(table), detail=False):
                    if entry.rpartition("/")[2].startswith(UNFINISHED):
                        self.files.rm_file(entry)
            if table == "runs":
                useless = set(self.every(table)) - set(done)
            else:
                whole = {(part.first, part.last) for part in done}
                inside = [part for part in self.every(table) if _is_inside(part, whole)]
                useless = set(self.every(table)) - set(without_overlap(inside))
            for part in useless:
                self.files.rm_file(self.place(table, part.name))

    def uncovered(self, tables: Iterable[str]) -> list[tuple[str, Part]]:
        """Batches of runs of which another table has no rows or not all: its name, and the part of ``runs``."""
        found = []
        for table in tables:
            there = stretches(self.standing(table))
            found += [
                (table, part)
                for part in self.standing("runs")
                if not any(one.first <= part.first and part.last <= one.last for one in there)
            ]
        return found

    def forget(self, parts: Iterable[Part], tables: Iterable[str]) -> None:
        """Remove these batches, that of ``runs`` first, so that they can be done again."""
        batches = {(part.first, part.last) for part in parts}
        for table in tables:
            for part in self.every(table):
                if (part.first, part.last) in batches:
                    self.files.rm_file(self.place(table, part.name))


def _is_inside(part: Part, batches: set[tuple[int, int]]) -> bool:
    return (part.first, part.last) in batches or any(a <= part.first and part.last <= b for a, b in batches)


def without_overlap(parts: Iterable[Part]) -> list[Part]:
    """In order of their runs; of two that hold the same run the longer one, of two alike the first by name."""
    standing: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.first, -part.last, part.digest)):
        if not standing or part.first >= standing[-1].last:
            standing.append(part)
    return standing


def stretches(parts: Iterable[Part]) -> list[Batch]:
    """The runs that parts hold, as few stretches as may be."""
    found: list[Batch] = []
    for part in without_overlap(parts):
        if found and found[-1].last == part.first:
            found[-1] = Batch(found[-1].first, part.last)
        else:
            found.append(Batch(part.first, part.last))
    return found


def missing(parts: Iterable[Part], first: int, last: int, size: int) -> Iterator[Batch]:
    """What is not done of the runs ``first`` to ``last``, in batches that end at multiples of ``size``."""
    at = first
    for done in [*stretches(parts), Batch(last, last)]:
        until = min(done.first, last)
        while at < until:
            end = min((at // size + 1) * size, until)
            yield Batch(at, end)
            at = end
        at = max(at, done.last)


def in_parquet(rows: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file: equal tables, equal bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _write_surely(path: str, data: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with open(path, "xb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def _settle_folder(folder: str) -> None:
    """Have the disk know the names in a folder, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
