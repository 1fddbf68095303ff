"""In what share of councils something holds, where each was seen on a few runs only: luck taken out of the spread.

Means over a few pairs scatter more than what is true of the councils does, so counting how many of them lie beyond a
limit counts luck as well. Here the means are drawn towards their common mean so far that their variance is that between
councils (constrained empirical Bayes: Louis 1984, Ghosh 1992), and then counted. The variance between councils is that
of the means less what luck within them puts there (a one-way random effects model, by moments).

Which of several arms is best in a council is luck as well where they hardly differ: :class:`Ahead` says how far each
falls behind, with luck taken out of every arm in the same way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.baseline.ranking import wilson
from experiments.intervals import LEVEL, Interval, t_quantile

Floats = NDArray[np.float64]
DRAWS = 1000
SURE = 0.95  # an arm without differences between councils is taken to have some in one study of twenty


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


def _drawn(means: Floats, variances: Floats, pairs: int, least: float = 0.0) -> tuple[Floats, Floats]:
    """Means drawn towards their own mean, row by row, and the standard deviation between councils.

    That is 0 where the variance of the means is no more than ``least`` times what luck within councils puts there.
    """
    total = means.var(axis=1, ddof=1) if means.shape[1] > 1 else np.zeros(len(means))
    luck = variances.mean(axis=1) / pairs
    true = np.where(total > least * luck, np.maximum(0.0, total - luck), 0.0)
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
    return _share(holds, inside(_again(councils)).mean(axis=1)), holds


def _again(councils: int) -> NDArray[np.intp]:
    """Which councils are in each of ``DRAWS`` resamples: draws × councils."""
    return np.random.default_rng(0).integers(0, councils, (DRAWS, councils))


def _share(holds: NDArray[np.bool_], drawn: Floats) -> Interval:
    """The share of councils in which something holds, from resamples; at least as wide as a score interval."""
    councils = len(holds)
    ends = np.quantile(drawn, (0.5 - LEVEL / 2.0, 0.5 + LEVEL / 2.0))
    score = wilson(int(holds.sum()), councils)
    return Interval(
        float(holds.mean()), max(0.0, min(score[0], float(ends[0]))), min(1.0, max(score[1], float(ends[1]))), councils
    )


@dataclass(frozen=True)
class Ahead:
    """How far arms fall behind the best of them, council by council, with luck taken out.

    ``values`` is arms × councils × pairs, more being better, pairs of a council on equal luck; two arms, councils and
    pairs or more, all of them numbers. Good enough is what falls behind by no more than ``matters``. What an arm has
    beside the mean of all arms in a council is drawn towards its mean over councils, as in :func:`between`. The best is
    a maximum, and whatever luck is left lifts it: so an arm counts as different from council to council only where an F
    test says so (at ``SURE``). Councils are drawn again for intervals, and luck is taken out of them again; that of a
    share is never narrower than its score interval.
    """

    values: Floats
    matters: float

    @cached_property
    def behind(self) -> Floats:
        """Arms × councils, from 0."""
        return self._behind(np.arange(self.values.shape[1])[None])[:, 0]

    def mean(self, arm: int) -> Interval:
        """How far an arm falls behind, the mean of councils."""
        return _spread(self.behind[arm], self._resampled[2, arm])

    def best(self, arm: int) -> Interval:
        """The share of councils in which an arm is best."""
        return _share(self.behind[arm] == 0.0, self._resampled[0, arm])

    def enough(self, arm: int) -> Interval:
        """The share of councils in which an arm is good enough."""
        return _share(self.is_enough(self.behind[arm]), self._resampled[1, arm])

    def is_enough(self, behind: Floats) -> NDArray[np.bool_]:
        """Whether what falls behind by so much is good enough; a rounding error decides nothing."""
        return behind <= self.matters * (1.0 + 1e-9)

    @cached_property
    def _seen(self) -> tuple[Floats, Floats]:
        """Means and variances of pairs, beside the mean of all arms: arms × councils."""
        apart = self.values - self.values.mean(axis=0)
        return apart.mean(axis=2), apart.var(axis=2, ddof=1)

    @cached_property
    def _least(self) -> float:
        from scipy.special import fdtri

        _, councils, pairs = self.values.shape
        return float(fdtri(councils - 1, councils * (pairs - 1), SURE))

    def _behind(self, chosen: NDArray[np.intp]) -> Floats:
        """Arms × draws × councils."""
        pairs, of = self.values.shape[2], zip(*self._seen, strict=True)
        found = np.array([_drawn(mean[chosen], variance[chosen], pairs, self._least)[0] for mean, variance in of])
        return np.asarray(found.max(axis=0) - found)

    @cached_property
    def _resampled(self) -> Floats:
        """Shares best and good enough and mean behind, of each arm, in each resample of councils."""
        found = []
        for chosen in np.array_split(_again(self.values.shape[1]), DRAWS // 50):  # all at once would be much memory
            part = self._behind(chosen)
            found.append([(part == 0.0).mean(axis=2), self.is_enough(part).mean(axis=2), part.mean(axis=2)])
        return np.concatenate(found, axis=2)


def _spread(seen: Floats, drawn: Floats) -> Interval:
    """A mean over councils of what is never below 0, as unsure as it is in resamples."""
    mean, reach = float(seen.mean()), t_quantile(0.5 + LEVEL / 2.0, len(seen) - 1) * float(drawn.std(ddof=1))
    return Interval(mean, max(0.0, mean - reach), mean + reach, len(seen))
