"""The benchmark's own arithmetic, with numbers that can be worked out by hand. Nothing here is timed."""

import math
from dataclasses import replace

import pytest

from benchmarks.measured import Row, bytes_per_person, checked, pooled, ratio, slope, tolerated

REFERENCE = (0.14, 0.15, 0.16)  # mean 0.15, standard deviation 0.01


def row(seconds=(3.0, 1.0, 2.0), shares=(0.15, 0.15, 0.15), people=1000, **other):
    return Row("somebody", people, 100, tuple(seconds), shares=tuple(shares), **other)


def test_a_row_is_told_by_its_median_for_each_person_and_week():
    assert row().median == 2.0
    assert row(seconds=(100.0, 1.0, 2.0, 4.0)).median == 3.0
    assert row().per_person_week() == pytest.approx(2e9 / (1000 * 100))
    assert row().per_person_week(1.0) == pytest.approx(1e9 / (1000 * 100))


def test_a_ratio_is_of_medians_and_spreads_over_all_pairs_of_repeats():
    found = ratio(row((10.0, 20.0, 60.0)), row((1.0, 2.0, 4.0)))
    assert (found.of_medians, found.least, found.most) == (10.0, 2.5, 60.0)


@pytest.mark.parametrize("other", [{"people": 999}, {"weeks": 99}])
def test_rows_that_did_not_do_the_same_have_no_ratio(other):
    with pytest.raises(ValueError, match="did not do the same"):
        ratio(row(), replace(row(), **other))


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0])
def test_the_slope_is_the_exponent(exponent):
    rows = [row((n**exponent,), (0.1,), people=n) for n in (10, 100, 10_000)]
    assert slope(rows) == pytest.approx(exponent)
    assert slope(rows[:1]) is None


def test_each_person_costs_what_memory_grows_by():
    rows = [row(people=1000, peak=50_000), row(people=3000, peak=250_000), row(people=9000)]
    assert bytes_per_person(rows) == 100.0
    assert bytes_per_person(rows[:1]) is None


def test_the_tolerance_is_five_standard_errors_of_both_means():
    assert tolerated(REFERENCE, 3) == pytest.approx(5 * 0.01 * math.sqrt(2 / 3))


@pytest.mark.parametrize("share", [0.15, 0.12, 0.18])
def test_a_row_that_ends_where_the_reference_does_stands(share):
    assert checked(row(shares=[share] * 3), REFERENCE).void == ""


@pytest.mark.parametrize("share", [0.0, 0.10, 0.20, 1.0, math.nan, math.inf])
def test_a_row_that_ends_elsewhere_is_void_and_says_so(share):
    said = checked(row(shares=[share] * 3), REFERENCE).void
    assert "0.1500" in said and "belongs" in said


@pytest.mark.parametrize("shares", [(), (0.15,)])
def test_a_row_that_does_not_say_where_it_ended_is_void(shares):
    assert checked(row(shares=shares), REFERENCE).void


def test_two_measurements_of_one_program_are_pooled_and_of_two_are_not():
    both = pooled(row((1.0,), (0.1,), peak=5), row((9.0,), (0.2,), peak=7))
    assert (both.seconds, both.shares, both.peak) == ((1.0, 9.0), (0.1, 0.2), 7)
    with pytest.raises(ValueError, match="not the same"):
        pooled(row(), row(people=5))
