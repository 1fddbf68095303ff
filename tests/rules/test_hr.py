"""HR: conduct."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import hr

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)


@given(two_shares, share, share)
def test_concern_conduct_rises_with_aversion_and_risk_and_managers_who_can_read_lift_it(some, one, other):
    less, more = some
    for criteria in (False, True):
        assert hr.concern_conduct(less, one, other, criteria) <= hr.concern_conduct(more, one, other, criteria) <= 1.0
        assert hr.concern_conduct(one, less, other, criteria) <= hr.concern_conduct(one, more, other, criteria)
        assert 0.0 <= hr.concern_conduct(one, other, more, criteria) <= hr.concern_conduct(one, other, less, criteria)


@given(share, share)
def test_concern_conduct_is_lifted_wholly_by_literacy_or_by_performance_criteria(aversion, risk):
    assert hr.concern_conduct(aversion, risk, 1.0, False) == hr.concern_conduct(aversion, risk, 0.0, True) == 0.0


@given(share, share, share)
def test_is_genuine_conduct_needs_high_risk_and_low_skill(risk, skill, level):
    assert hr.is_genuine_conduct(risk, skill, level) == (risk > level > skill)


def test_is_genuine_conduct_is_strict_at_the_level_on_both_sides():
    assert not hr.is_genuine_conduct(0.5, 0.4, 0.5)
    assert not hr.is_genuine_conduct(0.6, 0.5, 0.5)
    assert hr.is_genuine_conduct(0.6, 0.4, 0.5)
