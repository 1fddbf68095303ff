"""In what share of councils something holds, where each was seen on a few runs only: luck taken out of the spread.

Means over a few pairs scatter more than what is true of the councils does, so counting how many of them lie beyond a
limit counts luck as well. Here the means are drawn towards their common mean so far that their variance is that between
councils (constrained empirical Bayes: Louis 1984, Ghosh 1992), and then counted. The variance between councils is that
of the means less what luck within them puts there (a one-way random effects model, by moments).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.baseline.ranking import wilson
from experiments.intervals import LEVEL, Interval

Floats = NDArray[np.float64]
DRAWS = 1000


@dataclass(frozen=True)
class Between:
    """Effects of councils: ``drawn`` one a council with luck taken out, ``between`` and ``within`` standard deviations.

    ``within`` is that of one pair's effect in a council; ``means`` are the councils' means as they were seen.
    """

    means: Floats
    drawn: Floats
    between: float
    within: float


def between(values: Floats) -> Between:
    """Effects of councils from pairs, councils × pairs; two pairs or more, all of them numbers.

    >>> found = between(np.array([[1.0, 3.0], [2.0, 4.0], [0.0, 2.0], [3.0, 5.0]]))
    >>> found.means.tolist(), round(found.between, 3), round(found.within, 3)
    ([2.0, 3.0, 1.0, 4.0], 0.816, 1.414)
    """
    means, variances = values.mean(axis=1), values.var(axis=1, ddof=1)
    drawn, spread = _drawn(means[None], variances[None], values.shape[1])
    return Between(means, drawn[0], float(spread[0]), math.sqrt(float(variances.mean())))


def _drawn(means: Floats, variances: Floats, pairs: int) -> tuple[Floats, Floats]:
    """Means drawn towards their own mean, row by row, and the standard deviation between councils."""
    total = means.var(axis=1, ddof=1) if means.shape[1] > 1 else np.zeros(len(means))
    true = np.maximum(0.0, total - variances.mean(axis=1) / pairs)
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = np.where(total > 0.0, np.sqrt(true / total), 0.0)
    middle = means.mean(axis=1, keepdims=True)
    return middle + kept[:, None] * (means - middle), np.sqrt(true)


def share_in_which(values: Floats, low: Floats, high: Floats) -> tuple[Interval, NDArray[np.bool_]]:
    """The share of councils in which all effects lie between ``low`` and ``high``, with its interval; and in which.

    ``values`` is effects × councils × pairs, ``low`` and ``high`` one number an effect, infinite where there is none;
    the ends count as inside. Councils are drawn again for the interval. What no council showed cannot be drawn, so it
    is never narrower than the score interval of such a share among so many councils (Wilson 1927).
    """
    effects, councils, pairs = values.shape
    means, variances = values.mean(axis=2), values.var(axis=2, ddof=1)

    def inside(chosen: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Draws × councils: whether all effects lie inside."""
        found = np.ones(chosen.shape, dtype=bool)
        for effect in range(effects):
            drawn, _ = _drawn(means[effect][chosen], variances[effect][chosen], pairs)
            found &= (drawn >= low[effect]) & (drawn <= high[effect])
        return found

    holds = inside(np.arange(councils)[None])[0]
    mean = float(holds.mean())
    chosen = np.random.default_rng(0).integers(0, councils, (DRAWS, councils))
    ends = np.quantile(inside(chosen).mean(axis=1), (0.5 - LEVEL / 2.0, 0.5 + LEVEL / 2.0))
    score = wilson(int(holds.sum()), councils)
    return Interval(
        mean, max(0.0, min(score[0], float(ends[0]))), min(1.0, max(score[1], float(ends[1]))), councils
    ), holds
