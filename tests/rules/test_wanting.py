"""Wanting: exposure, drive, and the three rules of social influence."""

from collections.abc import Iterable
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import wanting

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
weights = st.tuples(st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 2000))


@given(weights, two_shares)
def test_exposure_is_the_weighted_share_of_contacts_shadow_use_partly_visible(weights, visibility):
    live, shadow, others = weights
    contacts = live + shadow + others
    seen = wanting.exposure(live, shadow, contacts, visibility[0])
    assert 0.0 <= seen <= wanting.exposure(live, shadow, contacts, visibility[1]) <= 1.0
    assert seen <= wanting.exposure(live + 1, shadow, contacts + 1, visibility[0]) + 1e-12
    assert wanting.exposure(live, shadow, 0, visibility[0]) == 0.0
    if contacts:
        assert wanting.exposure(live, shadow, contacts, 0.0) == live / contacts


@given(two_shares, two_shares)
def test_drive_rises_with_message_and_crisis_and_performance_criteria_double_it(message, crisis):
    drive = wanting.drive
    assert 1.0 <= drive(False, message[0], crisis[0]) <= drive(False, message[1], crisis[1]) <= 4.0
    assert drive(True, message[1], crisis[1]) == 2.0 * drive(False, message[1], crisis[1]) <= 8.0
    assert drive(False, 0.0, 0.0) == 1.0


@given(st.floats(0, 10), st.floats(0, 10), two_shares, st.floats(0, 100))
def test_pressure_to_want_rises_with_exposure_and_is_none_without_motive(outside, peer, exposed, motive):
    pressure = wanting.pressure_to_want
    assert 0.0 <= pressure(outside, peer, exposed[0], motive) <= pressure(outside, peer, exposed[1], motive)
    assert pressure(outside, peer, exposed[1], 0.0) == pressure(0.0, 0.0, exposed[1], motive) == 0.0
    assert pressure(outside, 0.0, exposed[1], 1.0) == outside


@given(st.floats(0, 50), st.floats(0, 50))
def test_probability_of_wanting_of_two_weeks_is_that_of_their_pressures_added(one, other):
    neither = (1.0 - wanting.probability_of_wanting(one)) * (1.0 - wanting.probability_of_wanting(other))
    assert 1.0 - wanting.probability_of_wanting(one + other) == pytest.approx(neither, abs=1e-12)
    assert 0.0 <= wanting.probability_of_wanting(one) <= 1.0
    assert wanting.probability_of_wanting(0.0) == 0.0


def test_probability_of_wanting_gives_the_bass_curve_as_its_step_shrinks():
    # Bass 1969 with p = 0.03, q = 0.38: half after 6.550 years; in steps of 1/52 after 6.569 (model.md, limits).
    adopted, week = 0.0, 0
    reached = {}
    while adopted < 0.9:
        pressure = wanting.pressure_to_want(0.03 / 52, 0.38 / 52, adopted, 1.0)
        before, adopted = adopted, adopted + (1.0 - adopted) * wanting.probability_of_wanting(pressure)
        for level in (0.1, 0.5, 0.9):
            if before < level <= adopted:
                reached[level] = (week + (level - before) / (adopted - before)) / 52
        week += 1
    assert reached == pytest.approx({0.1: 2.261, 0.5: 6.569, 0.9: 11.781}, abs=0.001)


@given(two_shares, two_shares)
def test_wants_by_threshold_the_sooner_the_more_one_sees_and_the_lower_the_threshold(exposed, threshold):
    wants = wanting.wants_by_threshold
    assert wants(exposed[0], threshold[0]) <= wants(exposed[1], threshold[0])
    assert wants(exposed[0], threshold[1]) <= wants(exposed[0], threshold[0])
    assert wants(exposed[0], exposed[0])
    assert wants(exposed[0], 0.0)


def granovetter(thresholds: Iterable[int]) -> int:
    adopted = 0
    while True:
        following = sum(wanting.wants_by_threshold(adopted / 100, i / 100) for i in thresholds)
        if following == adopted:
            return adopted
        adopted = following


def test_wants_by_threshold_granovetter_1978_all_adopt_and_with_one_threshold_moved_one_adopts():
    assert granovetter(range(100)) == 100
    assert granovetter([0, *range(2, 100), 2]) == 1


@given(st.integers(0, 1000), st.integers(1, 100))
def test_wants_by_count_is_a_comparison_of_whole_numbers(using, needed):
    assert wanting.wants_by_count(using, needed) == (using >= needed)
    assert not wanting.wants_by_count(0, needed)


@given(share, st.floats(0.01, 1))
def test_relative_conviction_is_one_at_rest(conviction, at_rest):
    assert wanting.relative_conviction(at_rest, at_rest) == 1.0
    assert wanting.relative_conviction(0.0, at_rest) == 0.0 <= wanting.relative_conviction(conviction, at_rest)
    assert wanting.relative_conviction(conviction, 0.5) == 2.0 * conviction <= 2.0


@pytest.mark.parametrize("k", [7, 14, 28])
def test_exposure_reaches_a_threshold_where_products_would_miss_it(k):
    assert not k >= (k * 0.01) * 100 or k == 0  # the trap, in floating point
    assert wanting.wants_by_threshold(wanting.exposure(k, 0, 100, 0.3), k / 100)


def test_pressure_to_want_of_a_year_of_hazard_matches_the_continuous_one():
    weeks = wanting.pressure_to_want(0.03, 0.38, 0.5, 1.0)
    assert 1.0 - exp(-weeks) == wanting.probability_of_wanting(weeks)
