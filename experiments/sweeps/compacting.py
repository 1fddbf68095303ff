"""Many small parts made into few, so that a study of a million runs is read as fast as it ought to be.

A merged part is written before those that it holds are removed, and a part that lies inside another counts for nothing:
whenever this is stopped, the same rows stand.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.executing.work import Batch
from experiments.sweeps.parts import TABLES, Part, Parts

MANY = 256  # small parts that are left alone
MOST_ROWS = 100_000  # runs of a merged part
LARGE = 4_000_000  # bytes on the disk of a part that is left as it is; some ten megabytes in memory


def compact(parts: Parts, tables: Iterable[str], at_least: int | None = None) -> int:
    """Merge neighbouring parts without failures, where there are ``at_least`` (256) of them. Returns how many went."""
    names = [name for name in reversed(TABLES) if name in tables]
    groups = [group for group in _groups(parts, names) if len(group) > 1]
    if sum(len(group) for group in groups) < (MANY if at_least is None else at_least):
        return 0
    gone = 0
    for group in groups:
        batch = Batch(group[0].first, group[-1].last)
        merged: dict[str, pa.Table] = {}
        for name in names:
            inside = [part for part in parts.standing(name) if batch.first <= part.first and part.last <= batch.last]
            read = [pq.read_table(pa.BufferReader(parts.read(name, part))) for part in inside]
            merged[name] = pa.concat_tables(read).unify_dictionaries().combine_chunks()
        parts.write(batch, 0, merged)
        for name in reversed(names):
            for part in parts.every(name):
                if batch.first <= part.first and part.last <= batch.last and len(batch) > part.last - part.first:
                    parts.files.rm_file(parts.place(name, part.name))
        gone += len(group) - 1
    return gone


def _groups(parts: Parts, names: list[str]) -> list[list[Part]]:
    """Neighbours that together are not too large; parts with failures stay apart, to be done again alone.

    So every row is written a few times at most, and memory holds one group.
    """
    whole = parts.standing("runs")  # first: workers go on, and what lands from now on waits for the next time
    sizes: dict[tuple[int, int], int] = {}
    for name in names:
        for part in parts.standing(name):
            sizes[part.first, part.last] = sizes.get((part.first, part.last), 0) + part.bytes
    groups: list[list[Part]] = [[]]
    taken = 0
    for part in whole:
        size = sizes[part.first, part.last]
        follows = bool(groups[-1]) and groups[-1][-1].last == part.first
        rows = part.last - (groups[-1][0].first if groups[-1] else part.first)
        is_left_alone = part.failed or size > LARGE or part.last - part.first >= MOST_ROWS
        if is_left_alone or not follows or taken > LARGE or rows > MOST_ROWS:
            groups.append([])
            taken = 0
        if not is_left_alone:
            groups[-1].append(part)
            taken += size
    return groups
