"""Using: hours, value, incidents, steps up and lapses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import using
from simulation.state import Mode

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
amount = st.floats(0, 1e6)
demand = st.floats(1, 21)
two_demands = st.tuples(demand, demand).map(sorted)
power = st.floats(0, 3)
mode = st.sampled_from(Mode)
LADDER = (Mode.BROADCAST, Mode.ENGAGE, Mode.COPRODUCE)


@given(mode)
def test_steps_beyond_broadcast_count_the_ladder(mode):
    assert 0.0 <= using.steps_beyond_broadcast(mode) <= 2.0
    assert [using.steps_beyond_broadcast(rung) for rung in LADDER] == [0.0, 1.0, 2.0]


@given(demand, st.floats(0, 20), two_shares)
def test_demand_next_grows_with_use_and_saturates(demand, genie, use):
    demand = min(demand, 1.0 + genie)
    less, more = (using.demand_next(demand, genie, x) for x in use)
    assert 1.0 - 1e-12 <= less <= more <= (1.0 + genie) * (1 + 1e-12)
    assert using.demand_next(1.0, genie, 0.0) == using.demand_next(1.0, 0.0, use[1]) == 1.0
    for _ in range(1000):
        demand = using.demand_next(demand, genie, use[1])
    assert demand == pytest.approx(1.0 + genie * use[1])


@given(two_demands, power)
def test_power_of_rises_with_demand_and_power_0_is_off(demand, power):
    assert 1.0 <= using.power_of(demand[0], power) <= using.power_of(demand[1], power) * (1 + 1e-12)
    assert using.power_of(demand[0], 0.0) == using.power_of(1.0, power) == 1.0
    assert using.power_of(demand[1], power) == pytest.approx(demand[1] ** power)


@given(amount, two_demands, two_shares)
def test_hours_per_week_rise_with_mode_and_demand_and_redesign_saves_up_to_half(hours, demand, redesign):
    needed = using.hours_per_week
    rungs = [needed(hours, rung, demand[0], redesign[0]) for rung in LADDER]
    assert 0.0 <= rungs[0] <= rungs[1] <= rungs[2]
    assert rungs[0] <= needed(hours, Mode.BROADCAST, demand[1], redesign[0]) * (1 + 1e-12)
    assert needed(hours, Mode.ENGAGE, demand[0], redesign[1]) <= rungs[1]
    assert needed(hours, Mode.BROADCAST, 1.0, 0.0) == hours
    assert needed(hours, Mode.BROADCAST, 1.0, 1.0) == 0.5 * hours


@given(amount, two_demands, two_shares, two_shares)
def test_value_per_week_rises_with_mode_demand_service_and_crisis(value, demand, served, crisis):
    worth = using.value_per_week
    rungs = [worth(value, rung, demand[0], served[0], crisis[0]) for rung in LADDER]
    assert 0.0 <= rungs[0] <= rungs[1] <= rungs[2]
    assert rungs[0] <= worth(value, Mode.BROADCAST, demand[1], served[0], crisis[0]) * (1 + 1e-12)
    assert rungs[1] <= worth(value, Mode.ENGAGE, demand[0], served[1], crisis[0])
    assert rungs[1] <= worth(value, Mode.ENGAGE, demand[0], served[0], crisis[1])
    assert worth(value, Mode.COPRODUCE, demand[0], 0.0, crisis[0]) == 0.0
    assert worth(value, Mode.BROADCAST, 1.0, 1.0, 0.0) == value


@given(st.tuples(amount, amount).map(sorted), amount)
def test_share_served_never_hands_out_more_than_there_is(needed, available):
    less, more = needed
    assert 0.0 <= using.share_served(more, available) <= using.share_served(less, available) <= 1.0
    assert using.share_served(more, available) * more <= available * (1 + 1e-12) + 1e-300
    assert using.share_served(0.0, 0.0) == using.share_served(less, less) == 1.0


@given(two_shares, share, share, share, st.booleans())
def test_proneness_to_incident_rises_with_risk_voices_and_want_of_support_and_falls_with_skill_and_values(
    some, one, other, another, multi_voice
):
    less, more = some
    prone = using.proneness_to_incident
    assert 0.0 < prone(less, one, other, multi_voice, another) <= prone(more, one, other, multi_voice, another)
    assert prone(one, more, other, multi_voice, another) <= prone(one, less, other, multi_voice, another)
    assert prone(one, other, more, multi_voice, another) <= prone(one, other, less, multi_voice, another)
    assert prone(one, other, another, multi_voice, less) <= prone(one, other, another, multi_voice, more)
    assert prone(one, other, another, False, less) <= prone(one, other, another, True, less)


@given(two_shares, two_shares)
def test_likelihood_of_incident_is_a_share_of_the_riskiest_unskilled_use(proneness, _):
    likely = using.likelihood_of_incident
    assert 0.0 <= likely(proneness[0]) <= likely(proneness[1]) <= 1.0
    assert likely(using.proneness_to_incident(1.0, 0.0, 0.0, False, 0.0)) == 1.0
    assert likely(0.0) == 0.0


@given(two_shares, two_shares)
def test_probability_of_incident_is_the_base_rate_for_an_account_without_marks(base, proneness):
    chance = using.probability_of_incident
    assert 0.0 <= chance(base[0], proneness[0]) <= chance(base[1], proneness[1]) <= 1.0
    assert chance(0.0, proneness[1]) == 0.0
    plain = using.proneness_to_incident(0.35, 0.0, 0.0, False, 0.0)  # 0.3 + 2 × 0.35 = 1
    assert chance(0.001, plain) == pytest.approx(0.001)


@given(st.floats(0, 1e5), two_shares, two_shares)
def test_harm_of_rises_with_risk_and_a_literate_manager_halves_it(severity, risk, literacy):
    harm = using.harm_of
    assert 0.0 <= harm(severity, risk[0], literacy[1]) <= harm(severity, risk[1], literacy[0]) <= severity
    assert harm(severity, risk[1], 1.0) == 0.5 * harm(severity, risk[1], 0.0)
    assert harm(0.0, risk[1], literacy[0]) == harm(severity, 0.0, literacy[0]) == 0.0


@given(two_shares, two_shares, two_shares)
def test_probability_of_success_rises_with_skill_service_and_mode(base, skill, served):
    chance = using.probability_of_success
    rungs = [chance(base[0], skill[0], rung, served[0]) for rung in LADDER]
    assert 0.0 <= rungs[0] <= rungs[1] <= rungs[2] <= 1.0
    assert rungs[1] <= chance(base[1], skill[1], Mode.ENGAGE, served[1])
    assert chance(0.0, skill[1], Mode.COPRODUCE, served[1]) == chance(base[1], 0.0, Mode.ENGAGE, served[1]) == 0.0


@given(share, two_shares, share, two_demands, share, mode)
def test_probability_of_step_rises_with_openness_skill_demand_and_councillors(pace, some, other, demand, net, at):
    mode, (less, more) = at, some
    step = using.probability_of_step
    assert 0.0 <= step(pace, less, other, demand[0], net, mode) <= step(pace, more, other, demand[0], net, mode) <= pace
    assert step(pace, other, less, demand[0], net, mode) <= step(pace, other, more, demand[0], net, mode)
    assert step(pace, other, net, demand[0], less, mode) <= step(pace, other, net, demand[0], more, mode)
    assert step(pace, other, net, demand[0], less, mode) <= step(pace, other, net, demand[1], less, mode)
    assert step(0.0, more, other, demand[1], net, mode) == 0.0
    assert step(pace, more, other, demand[1], net, Mode.COPRODUCE) == 0.0


@given(st.floats(0.01, 1), st.floats(0.01, 1))
def test_probability_of_step_beyond_the_goal_is_slowed_not_forbidden(pace, skill):
    slowed = using.probability_of_step(pace, 0.0, skill, 1.0, 0.0, Mode.ENGAGE)
    assert slowed == pytest.approx(pace * skill / 4 * using.SLOWED)
    assert slowed > 0.0
    # A goal of a half is reached by engaging and slows only co-producing.
    for goal, mode in ((0.5, Mode.BROADCAST), (1.0, Mode.ENGAGE)):
        assert using.probability_of_step(pace, goal, skill, 1.0, 0.0, mode) == pytest.approx(pace * (goal + skill) / 4)
    beyond = using.probability_of_step(pace, 0.5, skill, 1.0, 0.0, Mode.ENGAGE)
    assert beyond < using.probability_of_step(pace, 0.5, skill, 1.0, 0.0, Mode.BROADCAST)


@given(two_shares, two_shares, two_shares)
def test_probability_of_lapse_rises_with_what_is_unmet_and_is_off_without_abandonment(abandonment, support, hours):
    lapse = using.probability_of_lapse
    assert 0.0 <= lapse(abandonment[0], support[0], hours[0]) <= lapse(abandonment[1], support[1], hours[1]) <= 1.0
    assert lapse(0.0, support[1], hours[1]) == lapse(abandonment[1], 0.0, 0.0) == 0.0
    assert lapse(abandonment[0], 1.0, 0.0) == pytest.approx(abandonment[0])
