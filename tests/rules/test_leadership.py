"""Leadership: message, seat, attention, sponsors, and old work that stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import leadership
from simulation.state import Seat

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
steps = st.integers(0, 6)


@given(two_shares, share, share, steps)
def test_message_received_fades_with_every_step_and_with_inconsistency(some, one, other, down):
    less, more = some
    message = leadership.message_received
    assert 0.0 <= message(one, other, more, down + 1) <= message(one, other, more, down) <= 1.0
    assert message(one, other, less, down) <= message(one, other, more, down)
    assert message(less, one, other, down) <= message(more, one, other, down)
    assert message(one, less, other, down) <= message(one, more, other, down)


@given(share, share, steps)
def test_message_received_is_lost_nowhere_at_full_consistency_and_nothing_without_strength(strength, attention, down):
    assert leadership.message_received(strength, attention, 1.0, down) == strength * attention
    assert leadership.message_received(0.0, attention, 1.0, down) == 0.0
    assert leadership.message_received(strength, attention, 0.5, down) == pytest.approx(
        strength * attention * 0.5**down, abs=1e-300
    )


@given(st.sampled_from(Seat), st.booleans(), st.booleans())
def test_steps_down_are_between_none_and_four(seat, is_host, is_host_directorate):
    down = leadership.steps_down(seat, is_host, is_host_directorate or is_host)
    assert 0 <= down <= 4
    if seat == Seat.SERVICE:
        assert (down == 0) == is_host
    else:  # where one works makes no difference to a message from above
        assert down == leadership.steps_down(seat, not is_host, not is_host_directorate)


def test_steps_down_the_tree_that_the_docstring_draws():
    assert leadership.steps_down(Seat.CORPORATE, False, False) == 2  # chief executive, directorate, department
    assert leadership.steps_down(Seat.COMMS, False, False) == leadership.steps_down(Seat.POLITICAL, False, False) == 3
    assert leadership.steps_down(Seat.SERVICE, False, True) == 2  # up to the directorate and down again
    assert leadership.steps_down(Seat.SERVICE, False, False) == 4  # through the chief executive


def test_steps_to_comms_are_none_from_comms_itself_and_fewest_from_the_centre():
    to_comms = {seat: leadership.steps_to_comms(seat) for seat in Seat}
    assert to_comms == {Seat.COMMS: 0, Seat.CORPORATE: 1, Seat.POLITICAL: 2, Seat.SERVICE: 3}


@given(two_shares, share, share, st.sampled_from([seat for seat in Seat if seat != Seat.COMMS]))
def test_probability_of_sponsor_rises_with_strength_attention_and_consistency(some, one, other, seat):
    less, more = some
    chance = leadership.probability_of_sponsor
    assert 0.0 <= chance(less, one, other, seat) <= chance(more, one, other, seat) <= 1.0
    assert chance(one, less, other, seat) <= chance(one, more, other, seat)
    assert chance(one, other, less, seat) <= chance(one, other, more, seat)
    assert chance(1.0, 1.0, 1.0, seat) == 1.0


@given(share, share, share)
def test_probability_of_sponsor_is_nothing_where_leadership_sits_in_comms(strength, attention, consistency):
    assert leadership.probability_of_sponsor(strength, attention, consistency, Seat.COMMS) == 0.0


@given(share, st.floats(1, 5200), two_shares, two_shares)
def test_attention_next_is_renewed_by_evidence_drawn_off_by_crises_and_bounded(attention, span, evidence, crisis):
    following = leadership.attention_next
    assert 0.0 <= following(attention, span, evidence[0], crisis[0]) <= 1.0
    assert following(attention, span, evidence[0], crisis[0]) <= following(attention, span, evidence[1], crisis[0])
    assert following(attention, span, evidence[0], crisis[1]) <= following(attention, span, evidence[0], crisis[0])
    assert following(attention, span, 0.0, crisis[0]) <= attention


def test_attention_next_falls_to_a_third_within_its_span():
    attention = 1.0
    for _ in range(260):
        attention = leadership.attention_next(attention, 260.0, 0.0, 0.0)
    assert attention == pytest.approx(0.3679, abs=0.001)  # 1/e, as the parameter's meaning says


@given(two_shares, share)
def test_hours_of_leadership_are_in_proportion_to_strength_and_doubled_by_consistency(strength, consistency):
    weak, strong = strength
    hours = leadership.hours_of_leadership
    assert 0.0 <= hours(weak, consistency) <= hours(strong, consistency) <= 74.0
    assert hours(strong, 0.0) <= hours(strong, consistency) <= hours(strong, 1.0) == 2.0 * hours(strong, 0.0)
    assert hours(0.0, consistency) == 0.0


@given(two_shares, share, share, st.floats(0, 10))
def test_stops_old_work_the_sooner_the_more_speaks_for_it_and_the_less_it_is_worth(some, one, other, worth):
    less, more = some
    stops = leadership.stops_old_work
    assert stops(less, one, other, worth) <= stops(more, one, other, worth)
    assert stops(one, less, other, worth) <= stops(one, more, other, worth)
    assert stops(one, other, less, worth) <= stops(one, other, more, worth)
    assert stops(less, one, other, worth + 1.0) <= stops(less, one, other, worth)
    assert not stops(0.0, 0.0, 0.0, worth)
