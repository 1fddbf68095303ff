"""Consequences: alarm and calm, moratoria, crises."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import consequences

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
risk = st.floats(0, 1000)
two_risks = st.tuples(risk, risk).map(sorted)


@given(share, two_risks, st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)).map(sorted))
def test_alarmed_rises_with_incidents_falls_with_successes_and_stays_within_bounds(x, risks, successes):
    alarmed, (few, many) = consequences.alarmed, successes
    assert 0.0 <= alarmed(x, risks[0], few) <= alarmed(x, risks[1], few) + 1e-12 <= 1.0 + 1e-12
    assert alarmed(x, risks[1], many) <= alarmed(x, risks[1], few)
    assert consequences.alarmed(x, 0.0, 0.0) == x


@given(share, st.floats(0, 10), st.floats(0, 10))
def test_alarmed_does_not_mind_whether_incidents_come_at_once_or_one_by_one(x, one, other):
    one_by_one = consequences.alarmed(consequences.alarmed(x, one, 0.0), other, 0.0)
    assert consequences.alarmed(x, one + other, 0.0) == pytest.approx(one_by_one, abs=1e-12)


@given(two_shares, two_risks)
def test_probability_of_moratorium_needs_anxiety_and_an_incident(anxiety, risks):
    chance = consequences.probability_of_moratorium
    assert 0.0 <= chance(anxiety[0], risks[0]) <= chance(anxiety[1], risks[1]) <= 1.0
    assert chance(anxiety[1], 0.0) == chance(0.0, risks[1]) == 0.0


@given(st.tuples(st.floats(0, 52), st.floats(0, 52)).map(sorted))
def test_probability_of_crisis_rises_with_the_yearly_rate(per_year):
    rare, often = per_year
    assert 0.0 <= consequences.probability_of_crisis(rare) <= consequences.probability_of_crisis(often) <= 1.0
    assert consequences.probability_of_crisis(0.0) == 0.0


@given(st.floats(0, 52))
def test_probability_of_crisis_leaves_a_year_without_one_as_likely_as_poisson_says(per_year):
    assert (1.0 - consequences.probability_of_crisis(per_year)) ** 52 == pytest.approx(exp(-per_year))


@given(two_shares)
def test_crisis_next_only_ever_fades(level):
    lower, higher = level
    assert 0.0 <= consequences.crisis_next(lower) <= consequences.crisis_next(higher) <= higher
    assert consequences.crisis_next(higher) < higher or higher == 0.0


def test_crisis_next_is_over_after_nine_weeks():
    level, weeks = 1.0, 0
    while level > 0.0:
        level, weeks = consequences.crisis_next(level), weeks + 1
    assert weeks == 9  # 0.75⁸ = 0.1001 is still a crisis


@given(two_shares, two_shares)
def test_probability_of_handling_rises_with_skill_uptake_and_a_written_policy(skill, uptake):
    chance = consequences.probability_of_handling
    assert 0.0 <= chance(skill[0], uptake[0], True) <= chance(skill[1], uptake[1], True) <= 1.0
    assert chance(skill[1], uptake[1], False) == 0.5 * chance(skill[1], uptake[1], True)
    assert chance(1.0, 0.0, True) == chance(0.0, 1.0, True) == 0.0
