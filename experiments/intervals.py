"""A mean over runs, and how far off it may be.

Runs with different seeds are independent, so the mean of an outcome over n of them has a t-interval with n − 1
degrees of freedom. Over one run there is none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

LEVEL = 0.95
MANY = 200  # degrees of freedom from which the series in 1/df below is exact to eight digits


@dataclass(frozen=True)
class Interval:
    """The mean of ``n`` runs and its 95 % interval, ``low`` to ``high``, in the unit of what was averaged.

    ``low`` and ``high`` are none with fewer than two runs, ``mean`` is none with none. ``least`` and ``most`` are the
    5 % and 95 % quantiles of the runs themselves: not how sure the mean is, but how different runs are.
    """

    mean: float | None
    low: float | None
    high: float | None
    n: int
    least: float | None = None
    most: float | None = None

    @property
    def excludes_zero(self) -> bool:
        """Whether the whole interval lies on one side of 0; false where there is no interval."""
        return self.low is not None and self.high is not None and (self.low > 0.0 or self.high < 0.0)

    def overlaps(self, other: Interval) -> bool:
        """Whether the two intervals share a value; true where one of them is missing, since then nothing is known."""
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return True
        return self.low <= other.high and other.low <= self.high


def interval(values: Iterable[float], least: float = -math.inf, most: float = math.inf) -> Interval:
    """The mean of these values with its t-interval at 95 %. What is not a number (a share of nothing) is left out.

    The interval is cut at ``least`` and ``most``, between which all values lie by what they mean: 0 and 1 for a share.

    >>> interval([1.0, 2.0, 3.0])
    Interval(mean=2.0, low=-0.484..., high=4.484..., n=3, least=1.1, most=2.9)
    >>> interval([0.0, 1.0], 0.0, 1.0)
    Interval(mean=0.5, low=0.0, high=1.0, n=2, least=0.05, most=0.95)
    >>> interval([0.5])
    Interval(mean=0.5, low=None, high=None, n=1, least=0.5, most=0.5)
    """
    known = sorted(float(value) for value in values if not math.isnan(value))
    n = len(known)
    if not n:
        return Interval(None, None, None, 0)
    mean = math.fsum(known) / n
    p5, p95 = quantile(known, 0.05), quantile(known, 0.95)
    if n == 1:
        return Interval(mean, None, None, 1, p5, p95)
    spread = math.sqrt(math.fsum((value - mean) * (value - mean) for value in known) / (n - 1))
    reach = t_quantile(0.5 + LEVEL / 2.0, n - 1) * spread / math.sqrt(n)
    return Interval(mean, max(least, mean - reach), min(most, mean + reach), n, p5, p95)


def quantile(ordered: list[float], share: float) -> float:
    """The value below which this share of ordered values lies, straight lines between neighbours.

    >>> quantile([1.0, 2.0, 4.0], 0.5), quantile([1.0, 2.0, 4.0], 0.75)
    (2.0, 3.0)
    """
    place = share * (len(ordered) - 1)
    at = min(int(place), len(ordered) - 2) if len(ordered) > 1 else 0
    above = ordered[min(at + 1, len(ordered) - 1)]
    return ordered[at] + (place - at) * (above - ordered[at])


@cache
def t_quantile(probability: float, freedom: int) -> float:
    """The quantile of Student's t, for a probability of 0.5 or more and whole degrees of freedom from 1.

    Up to ``MANY`` degrees of freedom by halving on the exact sums (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4),
    beyond by the expansion about the normal quantile (26.7.5). SciPy has it too; the base install does without SciPy.

    >>> round(t_quantile(0.975, 19), 6)
    2.093024
    """
    if freedom > MANY:
        z = NormalDist().inv_cdf(probability)
        z2 = z * z
        first = z * (z2 + 1.0) / 4.0
        second = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0
        third = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0
        return z + first / freedom + second / freedom**2 + third / freedom**3
    low, high = 0.0, math.pi / 2.0
    for _ in range(100):
        middle = (low + high) / 2.0
        if _central_share(middle, freedom) < 2.0 * probability - 1.0:
            low = middle
        else:
            high = middle
    return math.sqrt(freedom) * math.tan((low + high) / 2.0)


def _central_share(angle: float, freedom: int) -> float:
    """The chance that |t| stays below √freedom · tan(angle)."""
    cosine, sine = math.cos(angle), math.sin(angle)
    odd = freedom % 2
    term = total = cosine if odd else 1.0
    if freedom == 1:
        total = 0.0
    for k in range(3 if odd else 2, freedom - 1 if odd else freedom, 2):
        term *= cosine * cosine * ((k - 1) / k)
        total += term
    return (angle + sine * total) * 2.0 / math.pi if odd else sine * total
