"""ICT: security, infrastructure, and the knowledge gap."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import ict

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
accounts = st.floats(0, 1e6)
two_accounts = st.tuples(accounts, accounts).map(sorted)


@given(two_shares, share, share)
def test_concern_security_rises_with_posture_and_risk_and_mitigation_lifts_it(some, one, other):
    less, more = some
    concern = ict.concern_security
    assert concern(less, one, False, other) <= concern(more, one, False, other) <= 1.0
    assert concern(one, less, False, other) <= concern(one, more, False, other)
    assert 0.0 <= concern(one, other, False, more) <= concern(one, other, False, less)


@given(share, share, share)
def test_concern_security_is_overruled_by_a_sponsor_and_gone_with_full_mitigation(posture, risk, mitigated):
    assert ict.concern_security(posture, risk, True, mitigated) == 0.0
    assert ict.concern_security(posture, risk, False, 1.0) == 0.0


@given(st.tuples(st.floats(0, 1e4), st.floats(0, 1e4)).map(sorted), st.integers(0, 100_000), st.floats(0, 100))
def test_share_mitigated_grows_with_spare_hours(hours, users, per_hour):
    few, many = hours
    assert 0.0 <= ict.share_mitigated(few, users, per_hour) <= ict.share_mitigated(many, users, per_hour) <= 1.0
    assert ict.share_mitigated(0.0, users, per_hour) == ict.share_mitigated(many, users, 0.0) == 0.0


@given(st.floats(0.1, 100), st.integers(1, 1000))
def test_share_mitigated_has_diminishing_returns(hour, users):
    first = ict.share_mitigated(hour, users, 0.2)
    second = ict.share_mitigated(2 * hour, users, 0.2) - first
    assert second <= first
    assert first == pytest.approx(1 - exp(-0.2 * hour / users))


@given(two_accounts, two_accounts)
def test_concern_infrastructure_rises_with_load_and_falls_with_capacity(load, capacity):
    concern = ict.concern_infrastructure
    assert 0.0 <= concern(load[0], capacity[1]) <= concern(load[1], capacity[1]) <= 1.0
    assert concern(load[1], capacity[1]) <= concern(load[1], capacity[0])


def test_concern_infrastructure_at_its_corners():
    assert ict.concern_infrastructure(0.0, 0.0) == 0.0  # nothing to carry, nothing to carry it
    assert ict.concern_infrastructure(0.1, 0.0) == 1.0
    assert ict.concern_infrastructure(95.0, 100.0) == 0.0
    assert ict.concern_infrastructure(105.0, 100.0) == pytest.approx(0.5)
    assert ict.concern_infrastructure(116.0, 100.0) == 1.0


@given(two_shares)
def test_concern_knowledge_gap_falls_with_quality(quality):
    poor, good = quality
    assert 0.0 <= ict.concern_knowledge_gap(good) <= ict.concern_knowledge_gap(poor) <= 1.0
    assert (ict.concern_knowledge_gap(0.0), ict.concern_knowledge_gap(1.0)) == (1.0, 0.0)


@given(accounts, accounts, st.floats(0, 1e6))
def test_capacity_ordered_comes_at_the_yearly_pace_while_more_than_half_is_in_use(load, capacity, per_year):
    ordered = ict.capacity_ordered(load, capacity, per_year)
    assert ordered == (per_year / 52.0 if load > capacity / 2 else 0.0)
    assert ict.capacity_ordered(load, capacity, 0.0) == 0.0


@given(accounts)
def test_hours_of_investment_are_in_proportion_to_the_accounts_it_carries(ordered):
    assert ict.hours_of_investment(ordered) == 2.0 * ordered
    assert ict.hours_of_investment(0.0) == 0.0
