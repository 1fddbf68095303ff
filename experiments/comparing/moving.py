"""What moves the answer: over plausible councils, which numbers of a council go with what a strategy brings.

Rank correlations (Spearman 1904) of each dimension with the gain of one strategy over the council as it is, and with
its regret. Among forty dimensions some always go along by luck: so councils are shuffled, and what is told as sure is
stronger than the strongest of all dimensions is in 95 of 100 shuffles (Westfall and Young 1993).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.comparing.compare import AS_IT_IS
from experiments.comparing.outcomes import better
from experiments.comparing.uncertain import Uncertain
from experiments.intervals import LEVEL

Floats = NDArray[np.float64]
SHUFFLES = 999


@dataclass(frozen=True)
class Mover:
    """A dimension and its rank correlations, from −1 to 1; ``is_sure``: one of them is beyond what luck does."""

    path: str
    with_gain: float
    with_regret: float
    is_sure: bool

    @property
    def strength(self) -> float:
        """The larger of the two, without its sign."""
        return max(abs(self.with_gain), abs(self.with_regret))


def movers(found: Uncertain, arm: str) -> list[Mover]:
    """Every dimension, the one that goes along most first. Raises ``ValueError`` for an arm that was not compared.

    ``arm`` may be the council as it is: its gain never varies. What never varies goes along with nothing.
    """
    place, base = found.arms.index(arm), found.arms.index(AS_IT_IS)
    means = better(found.outcome) * found.values.mean(axis=2)
    targets = _ranked(np.stack([means[place] - means[base], found.regret[place]], axis=1))
    dimensions = _ranked(found.places.to_numpy(dtype=float))
    of = dimensions.T @ targets
    rng = np.random.default_rng(0)
    largest = [np.abs(dimensions[rng.permutation(found.kept)].T @ targets).max() for _ in range(SHUFFLES)]
    beyond = float(np.quantile(largest, LEVEL))
    paths = [str(path) for path in found.places.columns]
    said = [
        Mover(path, float(gain), float(regret), bool(max(abs(gain), abs(regret)) > beyond))
        for path, (gain, regret) in zip(paths, of, strict=True)
    ]
    return sorted(said, key=lambda one: -one.strength)


def _ranked(columns: Floats) -> Floats:
    """Ranks of each column, centred and of length 1, so that products are correlations; 0 for a constant."""
    from scipy.stats import rankdata

    ranks = rankdata(columns, axis=0)
    centred = ranks - ranks.mean(axis=0)
    length = np.sqrt((centred * centred).sum(axis=0))
    return np.asarray(np.divide(centred, length, out=np.zeros_like(centred), where=length > 1e-9))
