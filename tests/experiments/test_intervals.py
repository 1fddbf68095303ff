"""Means and intervals against SciPy, and what they promise."""

import math

import pytest

from experiments.intervals import Interval, interval, quantile, t_quantile

stats = pytest.importorskip("scipy.stats")
numpy = pytest.importorskip("numpy")


@pytest.mark.parametrize("probability", [0.6, 0.9, 0.975, 0.995])
@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 19, 20, 99, 199, 200, 201, 500, 10**6])
def test_quantiles_of_t_are_those_of_scipy(probability, freedom):
    assert t_quantile(probability, freedom) == pytest.approx(stats.t.ppf(probability, freedom), rel=1e-8)


def test_the_interval_is_that_of_a_t_test():
    values = [0.11, 0.13, 0.09, 0.16, 0.12]
    found = interval(values)
    low, high = stats.t.interval(0.95, 4, loc=numpy.mean(values), scale=stats.sem(values))
    assert found.n == 5 and (found.low, found.high) == pytest.approx((low, high))
    assert (found.least, found.most) == pytest.approx(tuple(numpy.quantile(values, (0.05, 0.95))))


def test_one_run_has_no_interval_and_none_no_mean():
    assert interval([3.0]) == Interval(3.0, None, None, 1, 3.0, 3.0)
    assert interval([]) == interval([math.nan]) == Interval(None, None, None, 0)


def test_shares_of_nothing_are_left_out_and_counted_as_left_out():
    assert interval([1.0, math.nan, 3.0]) == interval([1.0, 3.0])


def test_nothing_is_distinguishable_without_intervals():
    assert interval([1.0]).overlaps(interval([2.0])) and not interval([1.0]).excludes_zero
    assert not interval([1.0, 1.1]).overlaps(interval([9.0, 9.1]))
    assert interval([1.0, 1.1]).excludes_zero and not interval([-1.0, 1.0]).excludes_zero


def test_quantiles_of_few_values():
    assert quantile([7.0], 0.95) == 7.0
    assert quantile([0.0, 10.0], 1.0) == 10.0
