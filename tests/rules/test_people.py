"""What people are like, and how news and time move them."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import people

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
luck = st.floats(0, 1, exclude_max=True)
two_lucks = st.tuples(luck, luck).map(sorted)
pieces = st.integers(0, 10_000)
two_pieces = st.tuples(pieces, pieces).map(sorted)


@given(share, two_shares, two_lucks)
def test_spread_around_stays_within_bounds_and_without_differences_at_the_mean(mean, differences, u):
    spread = people.spread_around
    assert 0.0 <= spread(mean, differences[0], u[0]) <= spread(mean, differences[0], u[1]) <= 1.0
    assert spread(mean, 0.0, u[0]) == mean
    assert abs(spread(mean, differences[0], u[0]) - mean) <= abs(spread(mean, differences[1], u[0]) - mean) + 1e-12


@given(share, share, luck)
def test_spread_around_keeps_the_mean_since_luck_and_its_mirror_cancel(mean, differences, u):
    low, high = people.spread_around(mean, differences, u), people.spread_around(mean, differences, 1.0 - u)
    assert (low + high) / 2 == pytest.approx(mean, abs=1e-12)


@given(st.floats(0, 1e6), share, two_lucks)
def test_amount_around_stays_between_its_ends_and_without_differences_at_the_mean(mean, differences, u):
    amount = people.amount_around
    assert amount(mean, differences, u[0]) <= amount(mean, differences, u[1])
    assert mean * (1 - differences) * (1 - 1e-12) <= amount(mean, differences, u[0])
    assert 0.0 <= amount(mean, differences, u[1]) <= mean * (1 + differences) * (1 + 1e-12)
    assert amount(mean, 0.0, u[0]) == mean
    assert amount(mean, differences, 0.5) == mean


@given(two_lucks)
def test_resistance_is_the_exponential_of_mean_one(u):
    assert 0.0 <= people.resistance(u[0]) <= people.resistance(u[1])
    assert 1.0 - exp(-people.resistance(u[0])) == pytest.approx(u[0], abs=1e-12)


def test_resistance_has_mean_one():
    n = 100_000
    total = 0.0
    for k in range(n):
        total += people.resistance((k + 0.5) / n)
    assert total / n == pytest.approx(1.0, abs=1e-4)


@given(two_shares, share)
def test_either_is_a_union_never_below_one_of_the_two(some, other):
    less, more = some
    assert people.either(less, other) <= people.either(more, other) + 1e-12 <= 1.0 + 1e-12
    assert max(less, other) <= people.either(less, other) + 1e-12
    assert people.either(less, other) == pytest.approx(people.either(other, less), abs=1e-15)
    assert people.either(less, 0.0) == less
    assert people.either(less, 1.0) == 1.0


@given(share, share, share, two_pieces)
def test_heard_goes_toward_the_target_never_beyond_it_and_no_news_moves_nothing(x, target, rate, pieces):
    few, many = (people.heard(x, target, rate, n) for n in pieces)
    assert min(x, target) - 1e-12 <= few <= max(x, target) + 1e-12
    assert 0.0 <= few <= 1.0
    assert abs(target - many) <= abs(target - few) + 1e-12
    assert people.heard(x, target, rate, 0) == people.heard(x, target, 0.0, pieces[1]) == x


@given(share, share, share, st.integers(0, 200), st.integers(0, 200))
def test_heard_does_not_mind_whether_news_comes_at_once_or_in_turn(x, target, rate, one, other):
    in_turn = people.heard(people.heard(x, target, rate, one), target, rate, other)
    assert people.heard(x, target, rate, one + other) == pytest.approx(in_turn, abs=1e-12)


@given(two_shares, two_pieces)
def test_share_heard_rises_with_rate_and_pieces_from_nothing_to_all(rates, pieces):
    slow, fast = rates
    few, many = pieces
    assert 0.0 <= people.share_heard(slow, few) <= people.share_heard(fast, few) + 1e-12 <= 1.0 + 1e-12
    assert people.share_heard(slow, few) <= people.share_heard(slow, many) <= 1.0
    assert people.share_heard(slow, 0) == people.share_heard(0.0, many) == 0.0
    assert people.share_heard(slow, 1) == pytest.approx(slow)
    assert people.share_heard(1.0, 1) == 1.0


@given(share, share, two_shares)
def test_moved_goes_that_share_of_the_way(x, target, ways):
    little, much = ways
    assert people.moved(x, target, little) == pytest.approx((1.0 - little) * x + little * target)
    assert abs(target - people.moved(x, target, much)) <= abs(target - people.moved(x, target, little)) + 1e-12
    assert people.moved(x, target, 0.0) == x
    assert people.moved(x, target, 1.0) == target


@given(st.tuples(share, share).map(sorted), st.tuples(st.integers(0, 5000), st.integers(0, 5000)).map(sorted))
def test_share_kept_falls_with_rate_and_weeks_and_all_is_kept_without_either(rates, weeks):
    assert 0.0 <= people.share_kept(rates[1], weeks[0]) <= people.share_kept(rates[0], weeks[0]) <= 1.0
    assert people.share_kept(rates[0], weeks[1]) <= people.share_kept(rates[0], weeks[0])
    assert people.share_kept(rates[1], 0.0) == people.share_kept(0.0, weeks[1]) == 1.0
    assert people.share_kept(0.25, 4) == pytest.approx(exp(-1.0))


@given(share, share, share)
def test_faded_by_keeps_that_share_of_the_departure_from_rest(x, rest, kept):
    assert people.faded_by(x, rest, kept) - rest == pytest.approx(kept * (x - rest), abs=1e-12)
    assert people.faded_by(x, rest, 1.0) == x
    assert people.faded_by(x, rest, 0.0) == people.faded_by(rest, rest, kept) == rest


@given(share, share, st.floats(0, 1), st.integers(0, 5000))
def test_faded_returns_to_rest_never_beyond_it(x, rest, rate, weeks):
    sooner, later = people.faded(x, rest, rate, weeks), people.faded(x, rest, rate, weeks + 1)
    assert min(x, rest) - 1e-12 <= sooner <= max(x, rest) + 1e-12
    assert 0.0 <= sooner <= 1.0
    assert abs(later - rest) <= abs(sooner - rest) + 1e-12
    assert people.faded(x, rest, 0.0, weeks) == people.faded(x, rest, rate, 0) == x
    assert people.faded(rest, rest, rate, weeks) == rest


@given(share, share, st.floats(0, 1), st.integers(0, 500), st.integers(0, 500))
def test_faded_over_weeks_is_what_weekly_visits_would_give(x, rest, rate, one, other):
    visited = people.faded(people.faded(x, rest, rate, one), rest, rate, other)
    assert people.faded(x, rest, rate, one + other) == pytest.approx(visited, abs=1e-12)


@given(two_shares, share, two_shares)
def test_frustration_next_rises_with_waiting_and_fades(frustration, per_refusal, fading):
    calm, cross = frustration

    def following(frustration, waiting, per_refusal=per_refusal, fading=fading[0]) -> float:
        return people.frustration_next(frustration, waiting, per_refusal, fading)

    assert 0.0 <= following(cross, False) <= cross
    assert following(cross, False) <= following(cross, True) <= 1.0
    assert following(calm, True) <= following(cross, True) + 1e-12
    assert following(calm, True, fading=fading[1]) <= following(calm, True)
    assert following(calm, True, 0.0, 0.0) == following(calm, False, per_refusal, 0.0) == calm


def test_frustration_next_of_a_week_is_a_twelfth_of_a_refusal():
    week = people.frustration_next(0.0, True, 0.25, 0.0)
    assert 12 * week == pytest.approx(people.frustration_refused(0.0, 0.25))


@given(share, two_shares)
def test_frustration_refused_rises_with_every_refusal_never_above_one(frustration, per_refusal):
    mild, sharp = (people.frustration_refused(frustration, x) for x in per_refusal)
    assert frustration <= mild <= sharp <= 1.0
    assert people.frustration_refused(frustration, 0.0) == frustration


@given(two_shares)
def test_attrition_per_week_rises_with_the_yearly_chance_and_none_leave_at_0(attrition):
    rare, often = attrition
    assert 0.0 <= people.attrition_per_week(rare) <= people.attrition_per_week(often) < 0.4
    assert people.attrition_per_week(0.0) == 0.0


@given(st.floats(0, 0.999))
def test_attrition_per_week_adds_up_to_the_yearly_chance(attrition):
    assert 1.0 - exp(-52 * people.attrition_per_week(attrition)) == pytest.approx(attrition, abs=1e-12)
