"""A run by quarters of thirteen weeks, for what happens too seldom to be drawn week by week."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

QUARTER = 13  # weeks


def quarter_ends(last: int) -> list[int]:
    """The last week of each quarter of a run that ends in week ``last``; the last quarter may be shorter.

    Week 0 is the start, in which nothing happens yet, and belongs to none.

    >>> quarter_ends(30), quarter_ends(26), quarter_ends(0)
    ([13, 26, 30], [13, 26], [])
    """
    return sorted({*range(QUARTER, last + 1, QUARTER), last} - {0})


def lengths(ends: list[int]) -> list[int]:
    """How many weeks each quarter has.

    >>> lengths([13, 26, 30])
    [13, 13, 4]
    """
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def middles(ends: list[int]) -> NDArray[np.float64]:
    """The middle of each quarter, in weeks.

    >>> middles([13, 26, 30]).tolist()
    [6.5, 19.5, 28.0]
    """
    return np.array([(start + end) / 2.0 for start, end in zip([0, *ends], ends, strict=False)])


def by_quarter(weekly: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sums by quarter, runs by quarters, of what is counted weekly, runs by weeks from week 0.

    >>> by_quarter(np.ones((1, 31))).tolist()
    [[13.0, 13.0, 4.0]]
    """
    ends = quarter_ends(weekly.shape[1] - 1)
    sums = [weekly[:, start + 1 : end + 1].sum(axis=1) for start, end in zip([0, *ends], ends, strict=False)]
    return np.array(sums, dtype=float).T.reshape(len(weekly), len(ends))
