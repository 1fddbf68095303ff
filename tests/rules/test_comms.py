"""Comms: its hours, and the concerns behind its objections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import comms
from simulation.state import Kind, Mode

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
hours = st.floats(0, 1e6)
mode = st.sampled_from(Mode)


@given(st.floats(0, 1000), st.integers(1, 1_000_000), two_shares)
def test_hours_free_shrink_with_own_work_and_are_none_when_own_work_takes_all(fte, staff, own_work):
    less, more = own_work
    assert 0.0 <= comms.hours_free(fte, staff, more) <= comms.hours_free(fte, staff, less)
    assert comms.hours_free(fte, staff, 1.0) == 0.0


def test_hours_free_of_the_mean_council_of_lga_2018():
    # 8.3 posts of 37 hours, in a council of 5,400 staff, before any work of their own.
    assert comms.hours_free(8.3 / 5.4, 5400, 0.0) == pytest.approx(8.3 * 37)


@given(st.floats(0, 40), two_shares, two_shares, mode, st.floats(1, 21))
def test_support_need_falls_with_skill_and_with_a_framework(per_account, skill, framework, mode, demanded):
    def need(skill, framework, multi_voice=False, redesign=0.0) -> float:
        return comms.support_need(per_account, skill, framework, mode, demanded, redesign, multi_voice)

    assert 0.0 <= need(skill[1], framework[0]) <= need(skill[0], framework[0])
    assert need(skill[0], framework[1]) <= need(skill[0], framework[0])
    assert need(1.0, framework[0]) == need(skill[0], 1.0) == 0.0
    assert need(skill[0], framework[0], multi_voice=True) == 0.5 * need(skill[0], framework[0])
    assert need(skill[0], framework[0], redesign=1.0) == 0.5 * need(skill[0], framework[0])


@given(st.floats(0, 40), share, share, st.tuples(st.floats(1, 21), st.floats(1, 21)).map(sorted))
def test_support_need_rises_with_mode_and_in_proportion_to_what_demand_adds(per_account, s, f, demanded):
    def need(mode, demanded) -> float:
        return comms.support_need(per_account, s, f, mode, demanded, 0.0, False)

    ladder = [need(mode, demanded[0]) for mode in (Mode.BROADCAST, Mode.ENGAGE, Mode.COPRODUCE)]
    assert ladder == sorted(ladder)
    assert ladder[2] == pytest.approx(2.0 * ladder[0])
    for by in demanded:
        assert need(Mode.ENGAGE, by) == pytest.approx(need(Mode.ENGAGE, 1.0) * by)


@given(two_shares)
def test_concern_no_business_case_falls_with_the_case_and_ends_at_the_bar(case):
    weak, strong = case
    assert 0.0 <= comms.concern_no_business_case(strong) <= comms.concern_no_business_case(weak) <= 1.0
    assert comms.concern_no_business_case(0.0) == 1.0
    assert comms.concern_no_business_case(comms.CASE_BAR) == 0.0


@given(st.sampled_from([kind for kind in Kind if kind != Kind.VANITY]))
def test_looks_like_vanity_is_sure_of_vanity_and_seldom_mistaken(kind):
    assert comms.looks_like_vanity(Kind.VANITY) == 1.0
    assert comms.looks_like_vanity(kind) == comms.MISTAKEN_FOR_VANITY < 0.1


@given(two_shares, two_shares)
def test_concern_vanity_rises_with_the_look_and_pressure_overrides_it(look, pressure):
    assert comms.concern_vanity(look[0], pressure[0]) <= comms.concern_vanity(look[1], pressure[0]) <= 1.0
    assert 0.0 <= comms.concern_vanity(look[0], pressure[1]) <= comms.concern_vanity(look[0], pressure[0])
    assert comms.concern_vanity(look[1], 1.0) == 0.0


@given(st.floats(-100, 100), hours)
def test_growth_next_forgets_when_the_need_stands_still_and_finds_a_steady_growth(growth, need):
    assert abs(comms.growth_next(growth, need, need)) <= abs(growth)
    steady = growth
    for _ in range(400):
        steady = comms.growth_next(steady, 5.0, 3.0)
    assert steady == pytest.approx(2.0)


@given(st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)).map(sorted))
def test_need_forecast_never_shrinks_and_is_a_quarter_of_growth(growth):
    slower, faster = growth
    assert 0.0 <= comms.need_forecast(slower) <= comms.need_forecast(faster)
    assert comms.need_forecast(2.0) == 13 * 2.0


@given(share, two_shares, share, share)
def test_inertia_next_falls_with_familiarity_and_with_leadership_and_never_below_nothing(inertia, some, news, other):
    less, more = some
    for nearer, farther in (
        (comms.inertia_next(inertia, news, more, other), comms.inertia_next(inertia, news, less, other)),
        (comms.inertia_next(inertia, news, other, more), comms.inertia_next(inertia, news, other, less)),
    ):
        assert 0.0 <= nearer <= farther <= inertia
    assert comms.inertia_next(inertia, 0.0, more, other) == inertia
    assert comms.inertia_next(1.0, 0.5, 0.0, 0.0) == 1.0 - 0.5 * comms.TIME_ALONE  # time alone


@given(two_shares, two_shares, share, share)
def test_concern_loss_of_control_rises_with_need_for_control_and_each_remedy_lifts_it(need, trust, skill, values):
    concern = comms.concern_loss_of_control
    assert 0.0 <= concern(need[0], skill, values, trust[0]) <= concern(need[1], skill, values, trust[0]) <= 1.0
    for one, other in ((skill, values), (values, skill)):
        assert concern(need[1], trust[1], one, other) <= concern(need[1], trust[0], one, other)
        assert concern(need[1], one, trust[1], other) <= concern(need[1], one, trust[0], other)
        assert concern(need[1], one, other, trust[1]) <= concern(need[1], one, other, trust[0])
    assert concern(1.0, 1.0, 0.0, 0.0) == concern(1.0, 0.0, 1.0, 0.0) == concern(1.0, 0.0, 0.0, 1.0) == 0.0
    assert concern(0.0, skill, values, trust[0]) == 0.0
