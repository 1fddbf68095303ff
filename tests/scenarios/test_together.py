"""Changes that can be in force together leave sums and routes in order, whenever an event comes, or are refused."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.scenario import Scenario, ScenarioError
from simulation.scenario_files.courses import moments
from simulation.scenario_files.parts import Change

LEAD = {"digital_lead.approving": 0.3, "digital_lead.training": 0.2, "digital_lead.support": 0.3}
CRISIS = {"after": "first crisis", "weeks": 60, "digital_lead.approving": 0.5}
TRAINING = {"week": 20, "weeks": 60, "digital_lead.training": 0.4}


def problems(*changes, weeks=156, **own):
    try:
        Scenario.default().changed({**LEAD, **own, "change": list(changes)}, weeks=weeks)
    except ScenarioError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_change_after_an_event_may_meet_a_dated_one_that_is_over_at_the_end():
    for changes in ((CRISIS, TRAINING), (TRAINING, CRISIS)):
        (line,) = problems(*changes)
        assert "these shares add to 1.2, 0.2 too much, with change " in line and " in force; allowed" in line
    assert not problems(CRISIS) and not problems(TRAINING)


def test_two_events_may_come_together():
    (line,) = problems(CRISIS, {"after": "first moratorium", "weeks": 2, "digital_lead.training": 0.4})
    assert "add to 1.2" in line


def test_what_follows_one_event_in_turn_never_meets():
    then = {"after": "first crisis", "delay": 60, "weeks": 9, "digital_lead.training": 0.4}
    assert not problems(CRISIS, then)
    assert problems(CRISIS, {**then, "delay": 59})


def test_what_can_no_longer_begin_in_the_run_is_not_judged():
    late = {"after": "first crisis", "delay": 30, "digital_lead.approving": 0.9}
    assert problems(late, weeks=31) and not problems(late, weeks=30)


def test_a_sum_that_only_the_end_of_a_change_after_an_event_breaks():
    short = {"after": "first crisis", "weeks": 3, "digital_lead.approving": 0.0}
    (line,) = problems(short, {"after": "first crisis", "digital_lead.training": 0.6})
    assert "change 1, when it is over: " in line and "add to 1.2" in line


def test_a_route_after_an_event_may_meet_a_dated_one():
    first = {"after": "first crisis", "weeks": 5, "route.gates": ["comms", "legal"]}
    then = {"week": 9, "weeks": 5, "route.extra": {"vanity": ["legal"]}}
    own = {"route.gates": ["comms"], "route.extra": {"standing_orders": [], "new_channel": []}}
    (line,) = problems(first, then, **own)
    assert "route.extra.vanity: gate legal stands twice" in line
    assert not problems(first, **own) and not problems(then, **own)


def every_week(changes, weeks):
    """What is in force after every week, and after its dated part, wherever the one event comes; the slow way."""
    found = set()
    for comes in [*range(1, weeks + 1), 10_000]:
        in_force: list[int] = []
        begins = [max(1, one.week) if one.after is None else comes + one.delay for one in changes]
        for week in range(1, weeks + 1):
            in_force = [k for k in in_force if changes[k].weeks is None or week < begins[k] + changes[k].weeks]
            for is_after in (False, True):
                in_force += [k for k, at in enumerate(begins) if at == week and bool(changes[k].after) == is_after]
                found.add(tuple(in_force))
    return found


dated = st.builds(Change, week=st.integers(0, 14), weeks=st.none() | st.integers(1, 9))
waiting = st.builds(Change, after=st.just("first crisis"), delay=st.integers(0, 5), weeks=st.none() | st.integers(1, 9))


@settings(max_examples=200, deadline=None)
@given(st.lists(dated | waiting, min_size=1, max_size=5))
def test_everything_that_one_event_can_bring_about_is_looked_at(changes):
    assert {moment.in_force for moment in moments(changes, 12)} | {()} == every_week(changes, 12) | {()}


@pytest.mark.parametrize("number", [30, 300])
def test_many_changes_take_no_long_time(number):
    events = ("first crisis", "first moratorium", "standing orders amended")
    changes = [Change(week=k % 150, weeks=1 + k % 7) for k in range(number)]
    changes += [Change(after=events[k % 3], delay=k, weeks=k + 2) for k in range(number)]
    begun = perf_counter()
    assert list(moments(changes, 156))
    assert perf_counter() - begun < 5.0
