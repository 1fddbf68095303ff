"""How long something takes where not all of it comes to an end: censored means, and cumulative incidence.

Cumulative incidence is the Aalen–Johansen estimator (1978) for one state that several ends compete to leave. The
libraries that have it (lifelines, scikit-survival, statsmodels) bring SciPy and more into a base install that does
without; for whole weeks it is the dozen lines below, held in the tests against published tables and scikit-survival.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.intervals import Interval

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
CENSORED = 0
DRAWS = 1000


def censored_at(weeks: ArrayLike, horizon: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Weeks to something, at most ``horizon`` each, and whether it never came.

    What is beyond the horizon counts as the horizon: the mean of these is the area under the survival curve up to
    there (restricted mean survival time), and two arms on equal luck can be subtracted pair by pair.

    >>> censored_at([10.0, 157.0], 156)
    (array([ 10., 156.]), array([False,  True]))
    """
    given = np.asarray(weeks, dtype=np.float64)
    return np.minimum(given, horizon), given > horizon


def tallied(durations: ArrayLike, ends: ArrayLike, longest: int, causes: int) -> Floats:
    """How many ended at each duration by each cause, (1 + causes) × (longest + 1): row 0 counts those censored.

    ``durations`` are whole weeks from 0, ``ends`` 0 for censored or a cause from 1. What lasts longer than ``longest``
    counts as censored there. Tallies of several runs add up.
    """
    lasted, ended = np.asarray(durations, dtype=np.int64), np.asarray(ends, dtype=np.int64)
    ended = np.where(lasted > longest, CENSORED, ended)
    counts = np.zeros((1 + causes, longest + 1))
    np.add.at(counts, (ended, np.minimum(lasted, longest)), 1.0)
    return counts


def cumulative_incidence(counts: Floats) -> Floats:
    """The chance to have ended by each cause up to each duration, causes × durations, from :func:`tallied` counts.

    F_k(t) = Σ_{u ≤ t} S(u−) d_k(u)/n(u), where n(u) are those whose end had not come before u, and S falls with every
    end: S(u) = Π (1 − d(u)/n(u)). Those censored at u are at risk at u. Counts may have axes before these two. Not a
    number throughout where nothing was counted.

    >>> cumulative_incidence(tallied([1, 2, 2, 3], [1, 2, 0, 1], 3, 2)).tolist()
    [[0.0, 0.25, 0.25, 0.75], [0.0, 0.0, 0.25, 0.25]]
    """
    left = np.flip(np.cumsum(np.flip(counts.sum(axis=-2), -1), -1), -1)  # at risk
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard = np.where(left[..., None, :] > 0.0, counts[..., 1:, :] / left[..., None, :], 0.0)
    staying = np.cumprod(1.0 - hazard.sum(axis=-2), axis=-1)
    before = np.concatenate([np.ones_like(staying[..., :1]), staying[..., :-1]], axis=-1)
    found = np.cumsum(before[..., None, :] * hazard, axis=-1)
    return np.where(left[..., None, :1] > 0.0, found, math.nan)


def incidence_interval(counts: Floats, weeks: int, cause: int) -> Interval:
    """The share that had ended by ``cause`` (from 1) within ``weeks``, with a 95 % interval over runs.

    ``counts`` are tallies run by run: runs × (1 + causes) × durations. Runs are resampled whole, since requests of one
    run are not independent. Without an interval for fewer than two runs or where a resample has nothing to count.
    """
    whole = cumulative_incidence(counts.sum(axis=0))[cause - 1, weeks]
    n = len(counts)
    if math.isnan(whole):
        return Interval(None, None, None, 0)
    if n < 2:
        return Interval(float(whole), None, None, n)
    picked = np.random.default_rng(0).multinomial(n, np.full(n, 1.0 / n), DRAWS)
    drawn = cumulative_incidence(np.tensordot(picked.astype(np.float64), counts, axes=1))[:, cause - 1, weeks]
    low, high = np.nanquantile(drawn, (0.025, 0.975))
    return Interval(float(whole), float(low), float(high), n)
