"""What pairing is worth, and how many pairs an answer takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from experiments.intervals import LEVEL, Interval, t_quantile

Floats = NDArray[np.float64]
MOST_PAIRS = 1_000_000
FARTHEST = 20_000  # more runs or pairs; beyond these none are proposed
SURE = 0.8  # chance that a pilot's spread, raised as below, is not below the true one (Browne 1995)


def variance_ratio(values: Floats, against: Floats) -> float:
    """How many times the variance of a difference shrinks because both arms met the same luck.

    Var(a) + Var(b) over Var(a − b), both arrays a number a pair: 1 where pairing saves nothing, infinite where the
    difference never varies. Not a number where nothing varies at all, or there are fewer than two pairs.

    >>> variance_ratio(np.array([1.0, 2.0, 4.0]), np.array([0.0, 1.0, 3.0]))
    inf
    """
    if len(values) < 2:
        return math.nan
    apart = float(np.var(values, ddof=1) + np.var(against, ddof=1))
    paired = float(np.var(values - against, ddof=1))
    if apart <= 0.0:
        return math.nan
    return math.inf if paired <= 1e-12 * apart else apart / paired


def runs_saved(ratios: Sequence[float], pairs: int) -> int:
    """Runs that unpaired arms would have taken for the same intervals, less those that pairs took.

    ``ratios`` are those of all strategies that were held against one council as it is, ``pairs`` the runs of each arm.
    Unpaired, each strategy takes ratio times as many runs, and the council as it is as many as the largest of them,
    once for all. Ratios that are no number, or infinite, count for nothing.

    >>> runs_saved([4.0], 25), runs_saved([4.0, 4.0], 25), runs_saved([1.0, math.inf], 25)
    (150, 225, 0)
    """
    known = [ratio for ratio in ratios if math.isfinite(ratio)]
    return round(pairs * (sum(ratio - 1.0 for ratio in known) + max(known) - 1.0)) if known else 0


def pairs_needed(spread: float, half_width: float, comparisons: int = 1, level: float = LEVEL) -> int:
    """The fewest pairs whose interval reaches no further than ``half_width`` to either side.

    ``spread`` is the standard deviation of one difference, in the same unit; ``comparisons`` how many intervals hold
    together (each then takes Bonferroni's share, which is on the safe side). At least 2. Raises ``ValueError`` for a
    half-width that is not above 0.

    >>> pairs_needed(1.0, 0.5), pairs_needed(0.0, 0.5)
    (18, 2)
    """
    if not half_width > 0.0:
        raise ValueError("the half-width of an interval is above 0")
    if spread <= 0.0:
        return 2
    probability = 1.0 - (1.0 - level) / (2.0 * comparisons)
    normal = NormalDist().inv_cdf(probability) * spread / half_width
    n = max(2, math.ceil(normal * normal))
    while n < MOST_PAIRS and t_quantile(probability, n - 1) * spread / math.sqrt(n) > half_width:
        n += 1
    return min(n, MOST_PAIRS)


def spread_of_pilot(spread: float, pairs: int) -> float:
    """A pilot's standard deviation, raised so far that the true one lies above it in one study of five only.

    s √((n − 1)/χ²), with the 20 % quantile of χ² with n − 1 degrees of freedom (Wilson and Hilferty 1931).

    >>> round(spread_of_pilot(1.0, 10), 2)
    1.29
    """
    freedom = pairs - 1
    ninth = 2.0 / (9.0 * freedom)
    root = 1.0 - ninth + NormalDist().inv_cdf(1.0 - SURE) * math.sqrt(ninth)
    return spread * math.sqrt(1.0 / (root * root * root))


def more_to_tell(of: Interval, matters: float | None = None) -> int | None:
    """About how many more runs or pairs would settle what is open, if the mean stays; none beyond ``FARTHEST``.

    What is cheaper of: an interval that leaves out 0 and, with ``matters``, one that stays within it on either side.
    An interval shrinks with the root of ``n``. One that holds together with others reckons with them in its width, so
    nothing is added for their number. At least 1, told in two figures.

    >>> more_to_tell(Interval(1.0, -1.0, 3.0, 10)), more_to_tell(Interval(0.1, -1.9, 2.1, 10), 4.1)
    (30, 1)
    >>> more_to_tell(Interval(0.0, -1.0, 1.0, 10)), more_to_tell(Interval(0.01, -1.0, 1.0, 10))
    (None, None)
    """
    if of.mean is None or of.low is None or of.high is None or of.n < 1:
        return None
    reach = (of.high - of.low) / 2.0
    widths = [abs(of.mean)] + ([] if matters is None else [matters - abs(of.mean)])
    needed = [of.n * (reach / width) ** 2 for width in widths if width > 0.0]
    more = min(needed, default=math.inf) - of.n
    return roughly(max(1, math.ceil(more))) if more <= FARTHEST else None


def roughly(pairs: int) -> int:
    """A number of pairs as an estimate is told: two figures, rounded up.

    >>> [roughly(n) for n in (7, 43, 128, 1204)]
    [7, 43, 130, 1300]
    """
    scale = 10 ** max(0, len(str(pairs)) - 2)
    return -(-pairs // scale) * scale
