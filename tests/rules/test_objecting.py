"""Objections in general: one form, one genuine level, and reasons that compete."""

from itertools import pairwise
from math import exp, inf, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import objecting

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
luck = st.floats(0, 1, exclude_max=True)
hours = st.floats(0, 1e6)
two_hours = st.tuples(hours, hours).map(sorted)


@given(two_shares, two_shares)
def test_probability_of_objection_rises_with_concern_and_strength_and_strength_0_is_off(concern, strength):
    chance = objecting.probability_of_objection
    assert 0.0 <= chance(concern[0], strength[0]) <= chance(concern[1], strength[1]) <= 1.0
    assert chance(concern[1], 0.0) == chance(0.0, strength[1]) == 0.0
    assert chance(concern[0], 1.0) == concern[0]


@given(share, luck)
def test_is_raised_never_at_0_and_always_at_1(probability, u):
    assert objecting.is_raised(probability, u) == (u < probability)
    assert objecting.is_raised(1.0, u)
    assert not objecting.is_raised(0.0, u)


@given(two_shares)
def test_weight_of_rises_with_the_chance_and_is_capped_at_certainty(chance):
    less, more = chance
    assert 0.0 <= objecting.weight_of(less) <= objecting.weight_of(more) <= objecting.weight_of(1.0) < 20.7233
    assert objecting.weight_of(0.0) == 0.0
    assert objecting.weight_of(less) == 0.0 - log(1.0 - min(less, 1.0 - 1e-9))


@given(st.lists(st.floats(0, 0.999), min_size=1, max_size=7))
def test_weight_of_several_objections_adds_up_to_that_of_their_refusal(chances):
    together, through = 0.0, 1.0
    for chance in chances:
        together, through = together + objecting.weight_of(chance), through * (1.0 - chance)
    assert exp(-together) == pytest.approx(through)


@given(luck, st.floats(1e-9, 20), st.floats(1e-9, 20))
def test_time_in_race_is_shorter_the_heavier_the_reason_and_infinite_for_no_weight(u, one, other):
    heavy, light = max(one, other), min(one, other)
    assert 0.0 <= objecting.time_in_race(u, heavy) <= objecting.time_in_race(u, light) < inf
    assert objecting.time_in_race(u, 0.0) == inf


@given(st.floats(1e-9, 0.999), luck)
def test_time_in_race_is_below_one_exactly_for_those_raised(probability, u):
    # So the race among all clocks, cut off at one, is the race among the raised: the shares are exact, not approximate.
    time = objecting.time_in_race(u, objecting.weight_of(probability))
    if abs(u - probability) > 1e-9:
        assert (time < 1.0) == objecting.is_raised(probability, u)


@given(share)
def test_is_high_is_above_the_genuine_level(x):
    assert objecting.is_high(x) == (x > 0.5)
    assert not (objecting.is_high(x) and objecting.is_low(x))


@given(share)
def test_is_low_is_below_the_genuine_level(x):
    assert objecting.is_low(x) == (x < 0.5)
    assert objecting.is_low(x) or objecting.is_high(x) or x == objecting.GENUINE_LEVEL


@given(two_hours, two_hours)
def test_share_pressed_rises_with_what_is_asked_and_falls_with_what_is_at_hand(asked, at_hand):
    pressed = objecting.share_pressed
    assert 0.0 <= pressed(asked[0], at_hand[0]) <= pressed(asked[1], at_hand[0]) + 1e-12 <= 1.0 + 1e-12
    assert pressed(asked[1], at_hand[1]) <= pressed(asked[1], at_hand[0]) + 1e-12
    assert pressed(0.0, at_hand[0]) == 0.0


@given(st.floats(1e-3, 1e6))
def test_share_pressed_is_a_half_where_hours_are_equal_and_all_where_there_are_none(asked):
    assert objecting.share_pressed(asked, asked) == 0.5
    assert objecting.share_pressed(asked, 0.0) == 1.0


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_is_short_compares_hours_with_hours_and_is_what_presses_by_more_than_a_half(asked, at_hand):
    assert (
        objecting.is_short(asked, at_hand)
        == (asked > at_hand)
        == objecting.is_high(objecting.share_pressed(asked, at_hand))
    )


@given(st.floats(0.01, 100), two_shares)
def test_decision_hours_fall_with_precedent_by_up_to_sixty_percent(without, evidence):
    most, least = (objecting.decision_hours(without, x) for x in evidence)
    assert 0.4 * without * (1 - 1e-12) <= least <= most
    assert objecting.decision_hours(without, 0.0) == without
    steps = [objecting.decision_hours(without, k / 10) for k in range(11)]
    assert all(later < earlier for earlier, later in pairwise(steps))
