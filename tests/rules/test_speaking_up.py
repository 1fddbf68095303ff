"""Speaking up: who asks, and who goes ahead without asking."""

from collections.abc import Callable
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import speaking_up

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
caution = st.floats(0, 10)
hassle = st.tuples(st.floats(0, 5000), st.floats(0, 5000)).map(sorted)
worth = st.tuples(st.floats(0, 1000), st.floats(0, 1000)).map(sorted)


@given(st.lists(share, max_size=5), share)
def test_believed_refusal_grows_with_every_gate_on_the_way(beliefs, another):
    trust = 1.0
    for belief in beliefs:
        trust = trust * (1.0 - belief)
    refusal = speaking_up.believed_refusal(trust)
    assert 0.0 <= refusal <= speaking_up.believed_refusal(trust * (1.0 - another)) <= 1.0
    assert max(beliefs, default=0.0) <= refusal + 1e-12
    assert speaking_up.believed_refusal(1.0) == 0.0  # no gate, nothing to fear


@given(two_shares, two_shares)
def test_nerve_in_rises_with_the_departments_confidence(confidence, nerve):
    assert 0.0 <= speaking_up.nerve_in(confidence[0], nerve[0]) <= speaking_up.nerve_in(confidence[1], nerve[1]) <= 1.0
    assert speaking_up.nerve_in(0.5, nerve[0]) == nerve[0]
    assert speaking_up.nerve_in(0.0, nerve[1]) == 0.0


@given(two_shares, share, share, share)
def test_share_who_know_how_rises_with_champions_and_with_open_reasons(some, one, other, another):
    less, more = some
    know: Callable[..., float] = speaking_up.share_who_know_how
    for at in range(4):
        rest = [one, other, another]
        fewer, many = know(*rest[:at], less, *rest[at:]), know(*rest[:at], more, *rest[at:])
        assert 0.0 <= fewer <= many <= 1.0
    assert know(one, 0.0, 0.0, other) == know(one, 0.0, other, 0.0) == pytest.approx(one)
    assert know(1.0, one, other, another) == know(one, 1.0, other, another) == 1.0


@given(two_shares, two_shares)
def test_highest_chance_is_the_rate_and_lower_for_whoever_tried_before(rate, again):
    highest = speaking_up.highest_chance
    assert 0.0 <= highest(rate[0], False, again[0]) <= highest(rate[1], False, again[1]) <= highest(rate[1], True, 0.0)
    assert highest(rate[1], True, again[0]) == highest(rate[1], False, 1.0) == rate[1]
    assert highest(rate[1], False, 0.0) == 0.0


@given(share, two_shares, caution, two_shares, hassle, worth)
def test_probability_of_asking_falls_with_refusal_and_hassle_and_rises_with_nerve_and_value(rate, r, k, n, h, v):
    def ask(refusal=r[0], caution=k, nerve=n[0], hoops=h[0], value=v[0]) -> float:
        return speaking_up.probability_of_asking(rate, refusal, caution, nerve, hoops, value)

    assert 0.0 <= ask() <= rate
    assert ask(refusal=r[1]) <= ask() + 1e-15
    assert ask(caution=k + 1.0) <= ask() + 1e-15
    assert ask() <= ask(nerve=n[1]) + 1e-15
    assert ask(hoops=h[1]) <= ask() + 1e-15
    assert ask() <= ask(value=v[1]) + 1e-15


@given(share, share, caution, share, st.floats(0, 5000), st.floats(0, 1000))
def test_probability_of_asking_without_fear_or_hoops_is_the_rate(rate, refusal, caution, nerve, hoops, value):
    ask = speaking_up.probability_of_asking
    assert ask(rate, 0.0, caution, nerve, 0.0, value) == rate
    assert ask(rate, refusal, 0.0, nerve, 0.0, value) == rate  # caution at its off value
    assert ask(rate, refusal, caution, 1.0, 0.0, value) == rate  # all nerve
    assert ask(rate, 0.0, caution, nerve, hoops + 0.1, 0.0) == 0.0  # any hassle for nothing
    assert ask(rate, 1.0, caution + 0.1, 0.5, 0.0, value) == 0.0  # no hope


def test_probability_of_asking_as_the_equation_says():
    expected = 0.25 * (1 - 0.3) ** (2 * (1 - 0.4)) * exp(-4 / (4 * 7))
    assert speaking_up.probability_of_asking(0.25, 0.3, 2.0, 0.4, 4.0, 7.0) == pytest.approx(expected)


@given(share, two_shares, share, share)
def test_probability_of_going_shadow_rises_with_frustration_and_is_pressed_on(rate, some, one, other):
    less, more = some
    chance = speaking_up.probability_of_going_shadow
    assert 0.0 <= chance(rate, less, one, other) <= chance(rate, more, one, other) <= rate
    assert chance(rate, one, more, other) <= chance(rate, one, less, other)
    assert chance(rate, one, other, more) <= chance(rate, one, other, less)
    assert chance(0.0, more, one, other) == chance(rate, 0.0, one, other) == chance(rate, more, one, 1.0) == 0.0
    assert chance(rate, one, 1.0, 0.0) == pytest.approx(rate * one * 0.5)  # on devices of their own


@given(two_shares)
def test_probability_of_discovery_is_the_yearly_chance_spread_over_the_weeks(enforcement):
    lax, strict = enforcement
    assert 0.0 <= speaking_up.probability_of_discovery(lax) <= speaking_up.probability_of_discovery(strict) <= 1 / 52
    assert speaking_up.probability_of_discovery(0.0) == 0.0
