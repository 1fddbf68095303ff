"""After an objection: mend, appeal, give up or go round."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import responding

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)


@given(two_shares, two_shares)
def test_probability_of_improving_falls_with_frustration(improve, frustration):
    chance = responding.probability_of_improving
    assert 0.0 <= chance(improve[0], frustration[1]) <= chance(improve[1], frustration[0]) <= 1.0
    assert chance(0.0, frustration[0]) == chance(improve[1], 1.0) == 0.0
    assert chance(improve[0], 0.0) == improve[0]


@given(two_shares, two_shares)
def test_probability_of_overruling_is_authority_times_case(authority, case):
    chance = responding.probability_of_overruling
    assert 0.0 <= chance(authority[0], case[0]) <= chance(authority[1], case[1]) <= 1.0
    assert chance(0.0, case[1]) == chance(authority[1], 0.0) == 0.0
    assert chance(authority[0], 1.0) == authority[0]


@given(two_shares)
def test_share_told_rises_with_transparency_and_a_written_policy_and_is_none_where_nothing_is_open(transparency):
    less, more = transparency
    for written in (False, True):
        assert 0.0 <= responding.share_told(less, written) <= responding.share_told(more, written) <= 1.0
        assert responding.share_told(0.0, written) == 0.0
        assert responding.share_told(1.0, written) == 1.0
    assert responding.share_told(less, False) == less <= responding.share_told(less, True)


@given(two_shares)
def test_probability_of_going_round_is_that_of_going_ahead_within_a_year(per_week):
    less, more = per_week
    chance = responding.probability_of_going_round
    assert 0.0 <= chance(less) <= chance(more) <= 1.0
    assert chance(0.0) == 0.0
    assert chance(0.01) == pytest.approx(1.0 - math.exp(-0.52))


@given(two_shares, st.booleans())
def test_pressure_for_vanity_comes_from_seniors_a_sponsor_or_anxious_councillors(anxiety, is_senior):
    calm, anxious = anxiety
    pressure = responding.pressure_for_vanity
    assert 0.0 <= pressure(is_senior, False, calm) <= pressure(is_senior, False, anxious) <= 1.0
    assert pressure(is_senior, True, calm) == 1.0
    assert pressure(False, False, calm) == calm <= pressure(True, False, calm)
    assert pressure(True, False, 0.0) == 0.5
