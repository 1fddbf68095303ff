"""A phase's luck: everybody's draws of this week, in one batch where many draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from simulation.draws import Draws, Purpose

FEW = 4  # so many single draws cost less than a batch


class HasKey(Protocol):
    """Whoever draws: a row number and the key of the occupant."""

    index: int
    key: int


class Luck:
    """Draws of one phase of one week; the values are fixed by their addresses, batched or not."""

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self.week = 0
        self._batches: dict[Purpose, dict[int, float]] = {}

    def begin_phase(self, week: int) -> None:
        """Forget the last phase's batches."""
        self.week = week
        self._batches.clear()

    def of(self, person: HasKey, purpose: Purpose) -> float:
        """This week's draw of one occupant for one purpose, uniform in [0, 1)."""
        batch = self._batches.get(purpose)
        if batch is not None and person.index in batch:
            return batch[person.index]
        return self.draws.one(purpose, person.key, self.week)

    def draw_for(self, people: Sequence[HasKey], *purposes: Purpose) -> None:
        """Draw for many at once: the same values, faster."""
        if len(people) < FEW:
            return
        keys = np.fromiter((person.key for person in people), dtype=np.uint64, count=len(people))
        for purpose in purposes:
            values = self.draws.many(purpose, keys, self.week).tolist()
            self._batches[purpose] = {person.index: u for person, u in zip(people, values, strict=True)}
