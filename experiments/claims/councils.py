"""Plausible councils of any size, in the order in which they are drawn, without running all that are not to the end.

A council is plausible where its ``CHOOSING`` baseline runs fall, on average, inside the bands of
``experiments.baseline``. Nine in ten are not. So they are looked at run by run: where the mean so far lies far outside
a band, no more runs are made. Bands are widened for that by a factor of 1 + 1/runs, and shares of refusals, of which
one run says little, are left to the end. Draws come in lots, each a Latin hypercube, so that how many are wanted moves
none of them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from experiments.arms.arm import Arm, means_of
from experiments.arms.running import run_arms
from experiments.baseline.bands import BANDS, Band
from experiments.baseline.councils import council_at, dimensions, points_of
from experiments.claims.claim import AS_IT_IS
from experiments.executing.work import Batch, Stopped
from simulation.scenario import Scenario

CHOOSING = 5  # runs that show whether a council is plausible
PAIRS = 3  # in each council: a fourth would say more of luck there, another council says more of councils
SEEDS = 10  # set aside for each draw
LOT = 256  # councils of one Latin hypercube
BASE = "district"
UNTIL_THE_END = "refusal_rate_"


@dataclass(frozen=True)
class Screened:
    """What became of one draw: ``is_plausible``, after how many ``runs``, and the error where a run failed.

    ``outside`` has the band for which it was left where it is not plausible: the first, in the order in which they are
    declared, outside which its mean lies.
    """

    draw: int
    is_plausible: bool
    runs: int
    error: str = ""
    outside: str = ""


@lru_cache(maxsize=4)
def _lot(seed: int, lot: int) -> list[list[float]]:
    return points_of(LOT, np.random.default_rng([seed, lot]))


@lru_cache(maxsize=4)
def _base(weeks: int | None) -> Scenario:
    base = Scenario.load(BASE)
    return base.changed(weeks=weeks) if weeks else base


def council_of(seed: int, draw: int, weeks: int | None = None) -> Scenario:
    """The council of this number among all that a seed draws. ``weeks`` instead of the base's own.

    >>> council_of(0, 300).values == council_of(0, 300).values, council_of(0, 300).values == council_of(0, 301).values
    (True, False)
    """
    lot, place = divmod(draw, LOT)
    return council_at(_lot(seed, lot)[place], _base(weeks), f"council {draw}", any_size=True)


def seeds_that_choose(seed: int, draw: int) -> range:
    """The seeds on which it is looked at whether a council is plausible."""
    first = seed + SEEDS * draw
    return range(first, first + CHOOSING)


def seeds_of(seed: int, draw: int) -> range:
    """The seeds with which every arm of a council is run: others, for luck that chose does not judge."""
    first = seeds_that_choose(seed, draw).stop
    return range(first, first + PAIRS)


def screened(seed: int, draw: int, weeks: int | None = None) -> Screened:
    """Whether a council is plausible, in as few runs as that takes."""
    council = council_of(seed, draw, weeks)
    rows: list[np.ndarray] = []
    amiss: list[str] = []
    for run in seeds_that_choose(seed, draw):
        left = run_arms([Arm(AS_IT_IS, council)], [run])
        if left.failures:
            return Screened(draw, False, len(rows) + 1, left.failures[0][1].error)
        rows.append(left.read["outcomes"][0, 0])
        means = means_of(np.array(rows))
        if len(rows) < CHOOSING:
            factor = 1.0 + 1.0 / len(rows)
            amiss = [band.outcome for band in BANDS if not nearly_holds(band, means, factor)]
        else:
            amiss = [band.outcome for band in BANDS if not band.holds(means)]
        if amiss:
            break
    return Screened(draw, not amiss, len(rows), outside=amiss[0] if amiss else "")


def nearly_holds(band: Band, means: Mapping[str, float], factor: float) -> bool:
    """Whether an outcome lies inside its band, or not far outside: within a factor of its ends."""
    if band.outcome.startswith(UNTIL_THE_END) or not band.is_judged(means):
        return True
    return band.low / factor <= means[band.outcome] <= band.high * factor


def places_of(councils: Mapping[int, Scenario]) -> pd.DataFrame:
    """Where councils lie in every dimension, a row a council, in their order."""
    return pd.DataFrame([{path: float(council.values[path]) for path in dimensions()} for council in councils.values()])


class Screening:
    """Work over draws: a batch comes to what became of each of its draws."""

    def __init__(self, seed: int, weeks: int | None) -> None:
        self.seed, self.weeks = seed, weeks

    def __call__(self, batch: Batch, stop: threading.Event | None = None) -> list[Screened]:
        """All draws of a batch. Raises :class:`Stopped`."""
        found = []
        for draw in range(batch.first, batch.last):
            if stop is not None and stop.is_set():
                raise Stopped(f"stopped before draw {draw}")
            found.append(screened(self.seed, draw, self.weeks))
        return found

    def died(self, piece: Batch, why: str) -> list[Screened]:
        """What stands for a draw that takes its process down."""
        return [Screened(piece.first, False, 0, why)]
