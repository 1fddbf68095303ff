"""The share of councils in which something holds, where the truth is known: luck within councils is taken out."""

from statistics import NormalDist

import numpy as np
import pytest

from experiments.statistics.between import Ahead, between, share_in_which

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


def alike_and_apart(rng, true, luck=1.0, common=3.0):
    """Arms × councils × pairs: what is true, luck of each run, and luck that all arms of a pair share."""
    noise = luck * rng.standard_normal((*true.shape, PAIRS)) + common * rng.standard_normal((true.shape[1], PAIRS))
    return true[:, :, None] + noise


def test_arms_that_are_alike_are_all_good_enough():
    """Counted by means over pairs, each of thirteen arms that do the same is good enough in a fifth of councils."""
    enough, behind = [], []
    for seed in range(6):
        values = alike_and_apart(np.random.default_rng(seed), np.zeros((13, 60)))
        means = values.mean(axis=2)
        assert (means.max(axis=0) - means <= 0.3).mean() < 0.3
        found = Ahead(values, 0.3)
        enough.append(found.is_enough(found.behind).mean())
        behind.append(found.behind.mean())
    assert np.mean(enough) > 0.8 and np.mean(behind) < 0.2
    clear = Ahead(alike_and_apart(np.random.default_rng(0), np.zeros((13, 150))), 0.3)
    assert all((clear.enough(arm).mean or 0.0) > 0.9 and (clear.enough(arm).high or 0.0) > 0.98 for arm in range(13))
    assert all((clear.mean(arm).mean or 0.0) < 0.15 for arm in range(13))


@pytest.mark.parametrize("spread", [0.3, 0.6, 1.0])
def test_how_far_arms_fall_behind_is_what_is_true_of_councils(spread):
    """Twelve arms that differ by so much from council to council, one of them ahead by as much, and one that never."""

    def truth(rng, councils):
        true = np.vstack([np.zeros(councils), spread * rng.standard_normal((12, councils))])
        true[1] += spread
        return true

    known = truth(np.random.default_rng(7), 50_000)
    behind = known.max(axis=0) - known
    of = {"enough": (behind <= 0.5).mean(axis=1), "best": (behind == 0.0).mean(axis=1), "mean": behind.mean(axis=1)}
    seen: dict[str, list[list[float]]] = {name: [] for name in of}
    covered = {name: 0 for name in of}
    for seed in range(8):
        found = Ahead(alike_and_apart(np.random.default_rng(seed), truth(np.random.default_rng(100 + seed), 80)), 0.5)
        for name, each in of.items():
            intervals = [getattr(found, name)(arm) for arm in range(13)]
            seen[name].append([one.mean for one in intervals])
            covered[name] += sum(one.low <= true <= one.high for one, true in zip(intervals, each, strict=True))
    for name, each in of.items():
        assert np.abs(np.mean(seen[name], axis=0) - each).max() < (0.12 if name == "mean" else 0.09), name
        assert covered[name] >= 0.9 * 8 * 13, name
    assert abs(np.mean(seen["enough"]) - of["enough"].mean()) < 0.03


def test_an_arm_with_no_luck_at_all_falls_behind_by_what_was_seen():
    values = np.repeat(np.array([[1.0, 50.0, 3.0], [5.0, 45.0, 3.0]])[:, :, None], PAIRS, axis=2)
    found = Ahead(values, 4.0)
    np.testing.assert_allclose(found.behind, [[4.0, 0.0, 0.0], [0.0, 5.0, 0.0]], atol=1e-12)
    assert [found.best(arm).mean for arm in (0, 1)] == [pytest.approx(2 / 3)] * 2
