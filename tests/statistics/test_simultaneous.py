"""Intervals that hold together: known cases, coverage, and ranks."""

import math

import numpy as np
import pytest

from experiments.intervals import interval, t_quantile
from experiments.statistics.simultaneous import FEWEST, critical_value, ranks, simultaneous

RNG = np.random.default_rng(1)
SAMPLE = RNG.normal(size=(40, 6))


def test_one_column_of_few_rows_has_student_s_interval():
    column = SAMPLE[:8, :1]
    (found,), plain = simultaneous(column).intervals, interval(column[:, 0].tolist())
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high))


def test_few_rows_take_bonferroni_s_share():
    assert critical_value(SAMPLE[: FEWEST - 1]) == t_quantile(1.0 - 0.05 / 12.0, FEWEST - 2)


def test_intervals_that_hold_together_are_wider_than_one_alone_and_narrower_than_bonferroni_s_where_columns_agree():
    alone, bonferroni = t_quantile(0.975, 39), t_quantile(1.0 - 0.05 / 12.0, 39)
    apart = critical_value(SAMPLE)
    alike = critical_value(SAMPLE[:, :1] + 0.05 * SAMPLE)
    assert alone < alike < apart
    assert alike < bonferroni


def test_the_same_rows_give_the_same_intervals():
    assert simultaneous(SAMPLE) == simultaneous(SAMPLE.copy())


def test_a_column_that_never_varies_has_no_width_and_widens_no_other():
    with_constant = np.column_stack([SAMPLE[:, :2], np.full(40, 3.0)])
    found = simultaneous(with_constant)
    assert (found.intervals[2].low, found.intervals[2].high) == (3.0, 3.0)
    assert found.critical == simultaneous(SAMPLE[:, :2]).critical


def test_what_is_no_number_or_one_row_is_refused():
    with pytest.raises(ValueError, match="two rows"):
        simultaneous(SAMPLE[:1])
    with pytest.raises(ValueError, match="two rows"):
        simultaneous(np.array([[1.0], [math.nan]]))


@pytest.mark.slow
@pytest.mark.parametrize("n", [12, 40])
def test_all_intervals_hold_in_about_95_of_100_studies(n):
    """400 studies of eight columns with something in common; by luck alone fewer than 90 % hold in 1 of 100,000."""
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        values = rng.normal(size=(n, 1)) + rng.normal(size=(n, 8))
        held += not any(of.excludes_zero for of in simultaneous(values).intervals)
    assert 0.90 <= held / 400 <= 0.995


def test_ranks_of_columns_far_apart_are_certain_and_of_equal_ones_are_open():
    far = SAMPLE[:, :3] + np.array([0.0, 20.0, 10.0])
    assert ranks(far) == [(3, 3), (1, 1), (2, 2)]
    assert ranks(SAMPLE[:, :3]) == [(1, 3)] * 3
    assert ranks(SAMPLE[:, :1]) == [(1, 1)]


def test_two_that_are_level_share_the_ranks_before_a_third():
    assert ranks(SAMPLE[:, :3] + np.array([20.0, 20.0, 0.0])) == [(1, 2), (1, 2), (3, 3)]
