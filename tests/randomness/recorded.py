"""Runs, and every address of a draw that they ask."""

from typing import Any

import numpy as np
import pandas as pd

from simulation.council import Council
from simulation.draws import Draws
from simulation.run import Run
from simulation.scenario import Scenario

Address = tuple[int, int, int]


class RecordingDraws(Draws):
    """Remembers every address that was asked, and what it gave."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.asked: dict[Address, float] = {}

    def one(self, purpose: int, key: int, occurrence: int = 0) -> float:
        value = super().one(purpose, key, occurrence)
        assert self.asked.setdefault((int(purpose), key, occurrence), value) == value
        return value

    def many(self, purpose: int, keys: Any, occurrence: Any = 0) -> Any:
        values = super().many(purpose, keys, occurrence)
        times = np.broadcast_to(np.asarray(occurrence), values.shape).tolist()
        for key, time, value in zip(np.asarray(keys, dtype=np.uint64).tolist(), times, values.tolist(), strict=True):
            assert self.asked.setdefault((int(purpose), key, time), value) == value
        return values


def run_of(scenario: Scenario, seed: int = 1) -> Run:
    return Council(scenario, rng=seed).run()


def recorded(scenario: Scenario) -> tuple[Council, dict[Address, float]]:
    draws = RecordingDraws(1)
    council = Council(scenario, rng=1, draws=draws)
    council.run()
    return council, draws.asked


def difference(one: Run, other: Run) -> pd.DataFrame:
    """Every weekly number of one run less that of another."""
    return one.weekly.astype(float) - other.weekly.astype(float)
