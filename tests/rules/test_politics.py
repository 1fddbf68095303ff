"""Councillors: worry, vanity, opinions and votes."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import politics

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)


@given(two_shares, two_shares)
def test_anxiety_at_rest_is_halved_by_networks_and_lifted_by_political_leadership(anxiety, message):
    rest = politics.anxiety_at_rest
    for networked in (False, True):
        assert 0.0 <= rest(anxiety[0], networked, message[0]) <= rest(anxiety[1], networked, message[0]) <= 1.0
        assert rest(anxiety[1], networked, message[1]) <= rest(anxiety[1], networked, message[0])
        assert rest(anxiety[1], networked, 1.0) == rest(0.0, networked, message[0]) == 0.0
    assert rest(anxiety[1], True, message[0]) == pytest.approx(0.5 * rest(anxiety[1], False, message[0]))
    assert rest(anxiety[0], False, 0.0) == anxiety[0]


@given(share, share, share)
def test_opinion_next_stays_between_the_opinions_it_meets(own, group, council):
    following = politics.opinion_next(own, group, council)
    assert min(own, group, council) - 1e-12 <= following <= max(own, group, council) + 1e-12
    assert 0.0 <= following <= 1.0
    assert politics.opinion_next(own, own, own) == own


def test_opinion_next_moves_ten_times_as_far_inside_a_group_as_across():
    assert politics.opinion_next(0.0, 1.0, 0.0) == pytest.approx(10 * politics.opinion_next(0.0, 0.0, 1.0))


def test_opinion_next_reaches_consensus_as_degroot_1974_says():
    # A group that meets only itself (its mean is the council's) closes in on its mean, which stays where it was.
    group = [0.1, 0.4, 0.7]
    for _ in range(300):
        mean = (group[0] + group[1] + group[2]) / 3
        group = [politics.opinion_next(x, mean, mean) for x in group]
    assert group == pytest.approx([0.4] * 3, abs=1e-6)


@given(two_shares, share, two_shares, two_shares)
def test_stance_next_is_won_by_evidence_and_networks_and_lost_by_worry(stance, news, evidence, anxiety):
    following, now = politics.stance_next, stance[0]
    for networked in (False, True):
        assert 0.0 <= following(now, news, evidence[0], networked, anxiety[0]) <= 1.0
        won = following(now, news, evidence[1], networked, anxiety[0])
        assert following(now, news, evidence[0], networked, anxiety[0]) <= won + 1e-12
        lost = following(now, news, evidence[0], networked, anxiety[1])
        assert lost <= following(now, news, evidence[0], networked, anxiety[0]) + 1e-12
        assert following(now, 0.0, evidence[0], networked, anxiety[0]) == now
    assert following(now, news, evidence[0], False, anxiety[0]) <= following(now, news, evidence[0], True, anxiety[0])


@given(share)
def test_votes_yes_needs_a_leaning_above_a_half(stance):
    assert politics.votes_yes(stance) == (stance > 0.5)


@given(st.integers(1, 1000))
def test_passes_needs_more_than_half_of_all_members(members):
    assert not politics.passes(members // 2, members)
    assert politics.passes(members // 2 + 1, members)
    assert not politics.passes(0, members)


@given(st.tuples(st.floats(0, 52), st.floats(0, 52)).map(sorted))
def test_probability_of_vanity_request_rises_with_the_rate_and_networked_members_have_none(per_year):
    rare, often = per_year
    chance = politics.probability_of_vanity_request
    assert 0.0 <= chance(rare, False) <= chance(often, False) <= 1.0
    assert chance(0.0, False) == chance(often, True) == 0.0
    assert (1 - chance(often, False)) ** 52 == pytest.approx(exp(-often))
