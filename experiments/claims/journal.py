"""What is kept while claims run, so that a run that was stopped goes on: a Parquet part for every batch that landed."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import experiments
from experiments.claims.arms import wanted
from experiments.claims.claim import Claim
from experiments.claims.councils import BASE, Screened
from experiments.claims.running import Ran
from experiments.executing.work import Batch
from experiments.sweeps.parts import Parts
from experiments.sweeps.study import code_fingerprint
from experiments.unfinished import remove
from simulation.scenario import Scenario

SCREENED, RAN = "screened", "ran"
ONLY = ("runs",)  # the table that a part of a sweep always has, and the only one here


def fingerprint(claims: Sequence[Claim], seed: int, weeks: int | None) -> str:
    """What makes two studies of claims hold the same numbers, however many councils each has.

    Words, limits and directions of claims are no part of it: they move no run.
    """
    found, base = wanted(claims), Scenario.load(BASE)
    laid = {name: base.overlaid(name).fingerprint for arm in found.arms.values() for name in arm.lay}
    said = [
        code_fingerprint(),
        code_fingerprint(experiments),
        base.fingerprint,
        seed,
        weeks,
        sorted(laid.items()),
        sorted(found.sets.items()),
    ]
    said += [[key, sorted(found.numbers[key])] for key in sorted(found.arms)]
    return sha256(json.dumps(said).encode()).hexdigest()


class Journal:
    """The journal of one study under a folder. Parts that were cut short or altered are done again."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._parts = {name: Parts(str(place.absolute() / name)) for name in (SCREENED, RAN)}
        for parts in self._parts.values():
            parts.set_aside_damaged(ONLY)
            parts.tidy(ONLY)

    def standing(self, name: str) -> list[Any]:
        """The parts that are there."""
        return self._parts[name].standing()

    def write_screened(self, batch: Batch, found: Sequence[Screened]) -> None:
        """Keep what became of a batch of draws."""
        columns = {one.name: [getattr(draw, one.name) for draw in found] for one in fields(Screened)}
        self._parts[SCREENED].write(batch, sum(bool(one.error) for one in found), {"runs": pa.table(columns)})

    def read_screened(self) -> list[Screened]:
        """All draws that are there, in their order."""
        return [
            Screened(**row)
            for part in self.standing(SCREENED)
            for row in self._read(SCREENED, part).to_pylist()
        ]  # fmt: skip

    def write_ran(self, batch: Batch, found: Sequence[Ran]) -> None:
        """Keep what councils left."""
        rows = [_row(one) for one in found]
        self._parts[RAN].write(batch, sum(bool(one.error) for one in found), {"runs": pa.Table.from_pylist(rows)})

    def read_ran(self) -> list[Ran]:
        """All councils that are there, in their order."""
        found = []
        for part in self.standing(RAN):
            for row in self._read(RAN, part).to_pylist():
                keys = zip(row["arms"], row["numbers"], row["values"], strict=True)
                numbers = {(arm, number): np.array(values, dtype=np.float64) for arm, number, values in keys}
                scaled = dict(zip(row["scaled"], row["scaled_to"], strict=True))
                found.append(Ran(row["place"], row["draw"], numbers, scaled, row["runs"], row["error"],
                                 row["traceback"]))  # fmt: skip
        return found

    def _read(self, name: str, part: Any) -> pa.Table:
        return pq.read_table(io.BytesIO(self._parts[name].read("runs", part)))

    @property
    def holds_any(self) -> bool:
        """Whether there is something to go on from."""
        return any(self.standing(name) for name in self._parts)

    def remove(self) -> None:
        """Remove it, and the folder of journals where it was the last."""
        remove(self.place)


def _row(one: Ran) -> dict[str, Any]:
    return {
        "place": one.place,
        "draw": one.draw,
        "arms": [arm for arm, _ in one.numbers],
        "numbers": [number for _, number in one.numbers],
        "values": [values.tolist() for values in one.numbers.values()],
        "scaled": list(one.scaled_to),
        "scaled_to": list(one.scaled_to.values()),
        "runs": one.runs,
        "error": one.error,
        "traceback": one.traceback,
    }
