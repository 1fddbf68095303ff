"""The share of councils in which something holds, where the truth is known: luck within councils is taken out."""

from statistics import NormalDist

import numpy as np
import pytest

from experiments.statistics.between import between, share_in_which

INF = float("inf")
PAIRS = 5


def share_of(values, low) -> tuple[float, float, float]:
    """The share of councils beyond a limit, and its interval."""
    of, _ = share_in_which(values[None], np.array([low]), np.array([INF]))
    assert of.mean is not None and of.low is not None and of.high is not None
    return of.mean, of.low, of.high


def seen(rng, true, luck):
    return true[:, None] + luck * rng.standard_normal((len(true), PAIRS))


@pytest.mark.parametrize(("middle", "spread", "luck"), [(1.0, 1.0, 3.0), (0.5, 0.5, 2.0), (-1.0, 2.0, 1.0)])
def test_the_share_is_that_of_true_effects_not_of_means(middle, spread, luck):
    rng = np.random.default_rng(1)
    truth = 1.0 - NormalDist(middle, spread).cdf(2.0)
    shares, counted, covered = [], [], 0
    for _ in range(24):
        values = seen(rng, middle + spread * rng.standard_normal(300), luck)
        mean, low, high = share_of(values, 2.0)
        shares.append(mean)
        counted.append((values.mean(axis=1) >= 2.0).mean())
        covered += low <= truth <= high
    assert np.mean(shares) == pytest.approx(truth, abs=0.02)
    assert abs(np.mean(shares) - truth) < abs(np.mean(counted) - truth)
    assert covered >= 19  # of 24, where 23 are expected and fewer than 19 come about once in a thousand


def test_two_sorts_of_councils_are_told_apart():
    rng = np.random.default_rng(2)
    true = np.where(np.arange(500) < 150, 6.0, -2.0)
    of, holds = share_in_which(seen(rng, true, 2.0)[None], np.array([1.0]), np.array([INF]))
    assert of.mean == pytest.approx(0.3, abs=0.02)
    assert (holds == (true > 0.0)).mean() > 0.98


def test_where_councils_do_not_differ_luck_does_not_make_them_differ():
    rng = np.random.default_rng(3)
    values = seen(rng, np.zeros(300), 1.0)
    found = between(values)
    assert found.between < 0.15 < 0.4 < found.means.std()
    assert share_of(values, 0.2)[0] < 0.1 < (found.means >= 0.2).mean()


def test_several_effects_hold_together_or_not():
    high, low = np.full((20, PAIRS), 5.0), np.full((20, PAIRS), -5.0)
    mixed = np.vstack([high[:10], low[:10]])
    of, holds = share_in_which(np.array([high, mixed]), np.array([1.0, 1.0]), np.array([INF, INF]))
    assert of.mean == 0.5 and holds.tolist() == [True] * 10 + [False] * 10


def test_what_every_council_shows_is_not_said_to_be_certain():
    of, _ = share_in_which(np.full((1, 20, PAIRS), 5.0), np.array([1.0]), np.array([INF]))
    assert of.mean == of.high == 1.0
    assert of.low == pytest.approx(0.8389, abs=1e-4)  # Wilson's interval of 20 of 20
