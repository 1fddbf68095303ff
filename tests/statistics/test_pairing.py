"""What pairing is worth, and how many pairs an answer takes."""

import math

import numpy as np
import pytest

from experiments.intervals import Interval, t_quantile
from experiments.statistics.pairing import (
    more_to_tell,
    pairs_needed,
    roughly,
    runs_saved,
    spread_of_pilot,
    variance_ratio,
)

RNG = np.random.default_rng(2)
A, B = RNG.normal(size=20_000), RNG.normal(size=20_000)


def test_independent_arms_gain_nothing_from_pairing_and_equal_luck_everything():
    assert variance_ratio(A, B) == pytest.approx(1.0, abs=0.03)
    assert variance_ratio(A, A + 5.0) == math.inf
    assert variance_ratio(A, -A) == pytest.approx(0.5)  # opposite luck is worse than none


def test_the_ratio_is_one_over_one_less_the_correlation():
    """Equal variances and correlation r: 1/(1 − r) (Law and Kelton, common random numbers)."""
    correlated = 0.8 * A + 0.6 * B
    r = float(np.corrcoef(A, correlated)[0, 1])
    assert variance_ratio(A, correlated) == pytest.approx(1.0 / (1.0 - r), rel=0.02)


def test_nothing_that_varies_has_no_ratio():
    assert math.isnan(variance_ratio(np.ones(5), np.zeros(5)))
    assert math.isnan(variance_ratio(A[:1], B[:1]))
    assert runs_saved([math.inf], 10) == 0


@pytest.mark.parametrize(("spread", "width", "comparisons"), [(1.0, 0.5, 1), (3.0, 0.4, 12), (1.0, 0.05, 3)])
def test_pairs_needed_are_the_fewest(spread, width, comparisons):
    n = pairs_needed(spread, width, comparisons)
    probability = 1.0 - 0.05 / (2 * comparisons)

    def reach(pairs):
        return t_quantile(probability, pairs - 1) * spread / math.sqrt(pairs)

    assert reach(n) <= width < reach(n - 1)


def test_a_textbook_number():
    """Half a standard deviation at 95 %: 18 pairs; 1.96 would say 16."""
    assert pairs_needed(1.0, 0.5) == 18


def test_an_interval_of_no_width_cannot_be_had():
    with pytest.raises(ValueError, match="half-width"):
        pairs_needed(1.0, 0.0)


def test_a_pilot_s_spread_is_raised_less_the_larger_it_was():
    raised = [spread_of_pilot(1.0, n) for n in (5, 10, 40, 1000)]
    assert raised == sorted(raised, reverse=True)
    assert raised[-1] == pytest.approx(1.0, abs=0.03)


def test_the_raised_spread_lies_above_the_true_one_in_four_pilots_of_five():
    """20,000 pilots of ten: the share lies within 0.02 of 0.8 but for one time in a million."""
    pilots = RNG.normal(size=(20_000, 10)).std(axis=1, ddof=1)
    assert np.mean(spread_of_pilot(1.0, 10) * pilots >= 1.0) == pytest.approx(0.8, abs=0.02)


def test_a_difference_is_told_from_nought_or_from_what_matters_whichever_is_cheaper():
    """An interval shrinks with the root of pairs: twice too wide takes four times as many in all."""
    assert more_to_tell(Interval(0.5, -0.5, 1.5, 10)) == 30
    assert more_to_tell(Interval(0.5, -0.5, 1.5, 10), 1.5) == 1  # within 1.5 it lies already
    assert more_to_tell(Interval(0.1, -0.9, 1.1, 10), 0.6) == more_to_tell(Interval(0.5, -0.5, 1.5, 10)) == 30
    assert more_to_tell(Interval(-0.9, -1.9, 0.1, 10), 1.0) == more_to_tell(Interval(0.9, -0.1, 1.9, 10))


def test_what_no_number_in_reach_would_tell_has_none():
    assert more_to_tell(Interval(0.0, -1.0, 1.0, 10)) is None
    assert more_to_tell(Interval(0.01, -1.0, 1.0, 10)) is None
    assert more_to_tell(Interval(1.0, None, None, 1)) is None


def test_the_council_as_it_is_is_run_once_for_all_strategies():
    """Two strategies with ratio 4 on 25 pairs: unpaired 100 runs each and 100 as it is, paired 25 of each of three."""
    assert runs_saved([4.0, 4.0], 25) == 3 * 100 - 3 * 25
    assert runs_saved([4.0, 2.0], 25) == (100 + 50 + 100) - 3 * 25
    assert runs_saved([math.nan, 4.0], 25) == runs_saved([4.0], 25)


def test_estimates_are_told_in_two_figures():
    assert [roughly(n) for n in (2, 99, 101, 999)] == [2, 99, 110, 1000]
