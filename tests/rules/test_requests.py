"""Requests: what is asked, how good it looks, what it would truly be worth."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import requests
from simulation.state import Kind

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
luck = st.floats(0, 1, exclude_max=True)
two_lucks = st.tuples(luck, luck).map(sorted)
amount = st.floats(0, 1e6)
two_amounts = st.tuples(amount, amount).map(sorted)
parts = st.tuples(share, share, share, share, share).map(lambda x: [part / (sum(x) or 1.0) for part in x[:4]])


@given(parts, st.booleans(), luck)
def test_kind_of_anybody_is_a_kind_and_without_shares_it_is_routine(shares, is_senior, u):
    new_channel, needs_ict, standing_orders, vanity = shares
    assert requests.kind_of(new_channel, needs_ict, standing_orders, vanity, is_senior, u) in Kind
    assert requests.kind_of(0.0, 0.0, 0.0, 0.0, is_senior, u) == Kind.ROUTINE
    assert requests.kind_of(0.0, 0.0, 0.0, 1.0, is_senior, u) == Kind.VANITY


@pytest.mark.parametrize(("is_senior", "vanity"), [(False, 100), (True, 200)])
def test_kind_of_many_has_the_shares_asked_for_and_seniors_twice_the_vanity(is_senior, vanity):
    kinds = [requests.kind_of(0.2, 0.15, 0.05, 0.1, is_senior, (k + 0.5) / 1000) for k in range(1000)]
    assert [kinds.count(kind) for kind in (Kind.NEW_CHANNEL, Kind.NEEDS_ICT, Kind.STANDING_ORDERS)] == [200, 150, 50]
    assert kinds.count(Kind.VANITY) == vanity


@given(amount, st.floats(0, 20), st.sampled_from(Kind), two_lucks)
def test_value_of_goes_from_nothing_to_twice_the_mean_and_vanity_is_worth_a_tenth(mean, audience, kind, u):
    value, most = requests.value_of, 2 * mean * audience * (1 + 1e-12)
    assert 0.0 <= value(mean, audience, kind, u[0]) <= value(mean, audience, kind, u[1]) <= most
    assert value(mean, 0.0, kind, u[1]) == value(0.0, audience, kind, u[1]) == 0.0
    assert value(mean, audience, Kind.ROUTINE, 0.5) == mean * audience
    assert value(mean, audience, Kind.VANITY, u[1]) == 0.1 * value(mean, audience, Kind.ROUTINE, u[1])


@given(two_shares, two_lucks)
def test_risk_of_rises_with_the_departments_sensitivity(sensitivity, u):
    low, high = sensitivity
    assert 0.0 <= requests.risk_of(low, u[0]) <= requests.risk_of(high, u[1]) <= 1.0
    assert requests.risk_of(0.0, u[1]) == 0.0
    assert requests.risk_of(high, 0.5) == high


@given(two_shares, share)
def test_quality_of_rises_with_skill_and_customer_skill_and_lies_between_them(skill, customer):
    low, high = (requests.quality_of(x, customer) for x in skill)
    assert 0.0 <= low <= high <= 1.0
    assert requests.quality_of(customer, skill[0]) == low
    assert min(skill[0], customer) - 1e-12 <= low <= max(skill[0], customer) + 1e-12
    assert requests.quality_of(0.0, customer) == 0.0


@given(two_shares)
def test_quality_improved_halves_what_was_lacking(quality):
    low, high = quality
    assert low <= requests.quality_improved(low) <= requests.quality_improved(high) <= 1.0
    assert 1.0 - requests.quality_improved(low) == pytest.approx(0.5 * (1.0 - low))


@given(two_shares, two_shares)
def test_evidence_that_helps_rises_with_evidence_and_falls_with_novelty(evidence, novelty):
    helps = requests.evidence_that_helps
    assert 0.0 <= helps(evidence[0], novelty[0]) <= helps(evidence[1], novelty[0]) <= 1.0
    assert helps(evidence[1], novelty[1]) <= helps(evidence[1], novelty[0])
    assert helps(evidence[0], 0.0) == evidence[0]
    assert helps(evidence[0], 1.0) == 0.0  # the leap of faith


@given(st.tuples(st.floats(0, 5000), st.floats(0, 5000)).map(sorted), two_shares)
def test_share_revealed_rises_with_the_weight_of_hoops_and_falls_with_what_practice_has_proved(hours, evidence):
    revealed = requests.share_revealed
    assert 0.0 <= revealed(hours[0], evidence[0]) <= revealed(hours[1], evidence[0]) <= 1.0
    assert revealed(hours[1], evidence[1]) <= revealed(hours[1], evidence[0])
    assert revealed(0.0, evidence[0]) == revealed(hours[1], 1.0) == 0.0


@given(st.floats(0.1, 50))
def test_share_revealed_has_diminishing_returns(hours):
    first = requests.share_revealed(hours, 0.0)
    assert requests.share_revealed(2 * hours, 0.0) - first < first
    assert requests.share_revealed(requests.REVEALING_HOURS, 0.0) == pytest.approx(1 - exp(-1))


@given(two_shares, share, share, share, share, share)
def test_perceived_case_rises_with_evidence_quality_conviction_a_sponsor_and_the_truth(some, a, b, c, revealed, truth):
    def case(evidence=a, novelty=b, quality=c, conviction=0.5, sponsored=False, true_case=truth) -> float:
        return requests.perceived_case(evidence, novelty, quality, conviction, sponsored, revealed, true_case)

    less, more = some
    for name in ("evidence", "quality", "conviction", "true_case"):
        assert 0.0 <= case(**{name: less}) <= case(**{name: more}) + 1e-12 <= 1.0 + 1e-12
    assert case() <= case(sponsored=True) + 1e-12


@given(share, share, share, share, share)
def test_perceived_case_is_the_truth_once_revealed_and_else_leans_on_evidence_or_faith(evidence, quality, c, truth, x):
    case = requests.perceived_case
    assert case(evidence, x, quality, c, False, 1.0, truth) == truth
    assert case(0.0, x, quality, 0.0, False, 0.0, truth) == pytest.approx(quality)
    # What only copies needs no faith; what is wholly new has no use for evidence.
    assert case(evidence, 0.0, quality, c, False, 0.0, truth) == case(evidence, 0.0, quality, 0.0, True, 0.0, truth)
    assert case(evidence, 1.0, quality, c, True, 0.0, truth) == case(0.0, 1.0, quality, c, True, 0.0, truth)


@given(two_amounts, two_amounts)
def test_true_case_rises_with_value_and_falls_with_cost(value, cost):
    case = requests.true_case
    assert 0.0 <= case(value[0], cost[0]) <= 1.0
    assert case(value[0], cost[1] + 1.0) <= case(value[1], cost[1] + 1.0) + 1e-12
    assert case(value[1] + 1.0, cost[1]) <= case(value[1] + 1.0, cost[0]) + 1e-12
    assert case(value[0], value[0]) == 0.5


@given(amount, amount)
def test_is_worthwhile_where_value_exceeds_cost_and_the_true_case_says_the_same(value, cost):
    assert requests.is_worthwhile(value, cost) == (value > cost)
    assert not requests.is_worthwhile(value, value)
    if abs(value - cost) > 1e-9 * (value + cost):
        assert requests.is_worthwhile(value, cost) == (requests.true_case(value, cost) > 0.5)


@given(two_shares, two_shares)
def test_probability_of_slipping_falls_with_uptake_to_none_at_the_grey_area(uptake, grey_area):
    slips = requests.probability_of_slipping
    assert 0.0 <= slips(uptake[1], grey_area[0]) <= slips(uptake[0], grey_area[0]) <= 1.0
    assert slips(uptake[0], grey_area[0]) <= slips(uptake[0], grey_area[1])
    assert slips(grey_area[0], grey_area[0]) == slips(uptake[0], 0.0) == 0.0
