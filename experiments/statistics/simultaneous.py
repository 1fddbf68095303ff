"""Intervals of several means at once: all of them hold together in 95 of 100 studies.

Twelve strategies with an interval of 95 % each have one that fails in almost every second study. Here the largest of
all deviations is kept in bounds instead (max-t; Romano and Wolf 2005, Westfall and Young 1993).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from experiments.intervals import LEVEL, Interval, quantile, t_quantile

Floats = NDArray[np.float64]
DRAWS = 10_000
NOTHING = Interval(None, None, None, 0)
FEWEST = 10  # rows; fewer say too little of what columns have in common: Student's t with Bonferroni's share instead


@dataclass(frozen=True)
class Simultaneous:
    """Means over ``n`` rows with intervals that hold together; ``critical`` standard errors lie to either side."""

    intervals: tuple[Interval, ...]
    critical: float
    n: int


def simultaneous(values: Floats, level: float = LEVEL) -> Simultaneous:
    """Means of columns (rows are independent runs or pairs) and their simultaneous intervals.

    ``values`` is n × k, n from 2. A column that never varies has an interval of no width. What columns have in
    common makes the intervals narrower. The bootstrap is drawn with a fixed seed.
    Raises ``ValueError`` for fewer than two rows or for what is not a number.

    >>> found = simultaneous(np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0]]))
    >>> [(round(of.low, 2), round(of.high, 2)) for of in found.intervals]
    [(-0.48, 4.48), (5.0, 5.0)]
    """
    n, k = values.shape
    if n < 2 or not np.isfinite(values).all():
        raise ValueError("intervals take two rows or more, all of them numbers")
    means, errors = values.mean(axis=0), values.std(axis=0, ddof=1) / math.sqrt(n)
    moving = errors > 1e-12 * np.maximum(1.0, np.abs(means))
    critical = critical_value(values[:, moving], level) if moving.any() else 0.0
    found = []
    for column in range(k):
        ordered = sorted(values[:, column].tolist())
        mean, reach = float(means[column]), critical * float(errors[column]) if moving[column] else 0.0
        found.append(Interval(mean, mean - reach, mean + reach, n, quantile(ordered, 0.05), quantile(ordered, 0.95)))
    return Simultaneous(tuple(found), critical, n)


def known_together(values: Floats) -> tuple[Interval, ...]:
    """The intervals of :func:`simultaneous` where not all values are numbers.

    A column with fewer than two numbers has none; of the others those rows count in which all are numbers.

    >>> [(of.mean, of.n) for of in known_together(np.array([[1.0, np.nan], [2.0, np.nan], [np.nan, 5.0]]))]
    [(1.5, 2), (None, 0)]
    """
    some = np.isfinite(values).sum(axis=0) > 1
    rows = values[:, some]
    rows = rows[np.isfinite(rows).all(axis=1)]
    found = iter(simultaneous(rows).intervals if some.any() and len(rows) > 1 else ())
    return tuple(next(found, NOTHING) if is_known else NOTHING for is_known in some)


def critical_value(values: Floats, level: float = LEVEL) -> float:
    """How many standard errors the largest of all deviations stays within, in a share ``level`` of studies.

    ``values`` is n × k, every column varies. Never less than Student's quantile for a single mean.
    """
    n, k = values.shape
    alone = t_quantile(0.5 + level / 2.0, n - 1)
    if k == 1 and n < FEWEST:
        return alone
    if n < FEWEST:
        return t_quantile(1.0 - (1.0 - level) / (2.0 * k), n - 1)
    return max(alone, float(np.quantile(_largest(values), level)))


def _largest(values: Floats) -> Floats:
    """The largest deviation among columns, in standard errors, in each of ``DRAWS`` studies made of these rows.

    A study is every row's distance from the mean times a normal number of its own, so that columns go together as they
    do in the rows; its errors are as unsure as those of n rows are (χ² with n − 1 degrees of freedom). Of one column
    this is Student's t.
    """
    n, k = values.shape
    centred = values - values.mean(axis=0)
    scaled = centred / (centred.std(axis=0) * math.sqrt(n))
    rng = np.random.default_rng(0)
    errors = np.sqrt(rng.chisquare(n - 1, DRAWS) / (n - 1))
    found = np.zeros(DRAWS)
    multipliers = rng.standard_normal((DRAWS, n))
    for begin in range(0, k, 64):  # all columns at once would be much memory
        found = np.maximum(found, np.abs(multipliers @ scaled[:, begin : begin + 64]).max(axis=1))
    return found / errors


def ranks(values: Floats, level: float = LEVEL) -> list[tuple[int, int]]:
    """For each column the least and the greatest rank that the means can have, 1 being the largest; all hold together.

    From simultaneous intervals of all differences between two columns: a column is at least behind those that are
    surely greater, and at most behind those that are not surely smaller (Mogstad, Romano, Shaikh and Wilhelm 2024).
    """
    k = values.shape[1]
    if k == 1:
        return [(1, 1)]
    pairs = list(combinations(range(k), 2))
    first, second = ([pair[side] for pair in pairs] for side in (0, 1))
    found = simultaneous(values[:, first] - values[:, second], level)
    above, below = [0] * k, [0] * k
    for (one, other), of in zip(pairs, found.intervals, strict=True):
        assert of.low is not None and of.high is not None
        greater, smaller = (one, other) if of.low > 0.0 else (other, one) if of.high < 0.0 else (None, None)
        if greater is not None and smaller is not None:
            above[smaller] += 1
            below[greater] += 1
    return [(1 + above[column], k - below[column]) for column in range(k)]


def stacked(columns: Sequence[Floats]) -> Floats:
    """Columns side by side, n × k."""
    return np.stack(list(columns), axis=1)
