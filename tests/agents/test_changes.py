"""Dated changes in a council: what stands while they are in force, and what stands again when they are over."""

from collections.abc import Mapping
from functools import reduce
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation import Council, Scenario, ScenarioError
from simulation.record import Event
from simulation.rules import leadership
from simulation.scenario_files.parts import GROWING
from simulation.state import Gate, Kind

SMALL: dict[str, Any] = {"organisation.staff": 12, "organisation.departments": 2}
NAMED: dict[str, Any] = {"departments": {"Housing": {"headcount": 6, "spare_hours": 3}, "Parks": {"headcount": 6}}}


def council_with(*changes: dict[str, Any], weeks: int = 12, own: Mapping[str, Any] | None = None) -> Council:
    """Twelve people with these changes before them, and settings of their own."""
    return Council(Scenario.default().changed({**SMALL, **(own or {}), "change": list(changes)}, weeks=weeks), rng=1)


def week_by_week(model: Council, path: str) -> list[Any]:
    """What a value is in each week, from the first."""
    found = []
    while model.running:
        model.step()
        found.append(reduce(getattr, path.split("."), model))
    return found


def standing(*changes: dict[str, Any]) -> list[float]:
    """ICT's hours in each of twelve weeks; 1 where no change is in force."""
    return week_by_week(council_with(*changes, own={"gates.ict.hours": 1}), "now.gates.ict.hours")


def hours(ict: float, **when: Any) -> dict[str, Any]:
    """A change of ICT's hours."""
    return {**when, "gates.ict.hours": ict}


def test_for_good_unless_it_says_for_how_long():
    assert standing(hours(2, week=4)) == [1] * 3 + [2] * 9
    assert standing(hours(2, week=4, weeks=3)) == [1] * 3 + [2] * 3 + [1] * 6
    assert standing(hours(2, week=0, weeks=1)) == [2] + [1] * 11
    assert standing(hours(2, week=12, weeks=1)) == [1] * 11 + [2]
    assert standing(hours(2, week=4, weeks=5200)) == [1] * 3 + [2] * 9


def test_whatever_begins_in_between_stays():
    long = hours(2, week=2, weeks=8)
    assert standing(long, hours(3, week=4)) == [1, 2, 2] + [3] * 9
    assert standing(long, hours(3, week=4, weeks=2)) == [1, 2, 2, 3, 3] + [2] * 4 + [1] * 3
    assert standing(long, hours(3, week=4, weeks=8)) == [1, 2, 2] + [3] * 8 + [1]
    assert standing(hours(3, week=4, weeks=2), long) == [1, 2, 2, 3, 3] + [2] * 4 + [1] * 3  # by week, not by line


def test_the_later_in_the_file_goes_before_in_one_week():
    assert standing(hours(2, week=2, weeks=6), hours(3, week=2, weeks=3)) == [1, 3, 3, 3, 2, 2, 2] + [1] * 5
    assert standing(hours(2, week=2, weeks=3), hours(3, week=2, weeks=6)) == [1] + [3] * 6 + [1] * 5


def test_one_that_is_over_gives_way_to_one_that_begins():
    model = council_with(
        {"week": 3, "weeks": 2, "leadership.strength": 0.8}, {"week": 5, "leadership.strength": 0.8},
        own={"leadership.strength": 0.2, "leadership.attention_span": 4},
    )  # fmt: skip
    attention = week_by_week(model, "leadership.attention")
    assert attention[2] > attention[1]
    assert all(later < earlier for earlier, later in pairwise(attention[2:]))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 10), st.none() | st.integers(1, 8), st.integers(2, 9)), min_size=1, max_size=5)
)
def test_what_stands_is_the_last_begun_of_those_in_force(drawn):
    found = standing(
        *({"week": week, "gates.ict.hours": to} | ({} if last is None else {"weeks": last}) for week, last, to in drawn)
    )
    for week in range(1, 13):
        in_force = [
            (begun, place, to)
            for place, (begun, last, to) in enumerate(drawn)
            if begun <= week and (last is None or week < begun + last)
        ]
        assert found[week - 1] == (max(in_force)[2] if in_force else 1)


def test_after_an_event_it_counts_from_when_it_is_made_and_is_made_once():
    model = council_with(
        {"week": 3, "weeks": 1, "events.crises": 1000},
        {"after": "first crisis", "delay": 1, "weeks": 2, "gates.ict.hours": 2},
        {"week": 10, "events.crises": 1000},
        weeks=26, own={"events.crises": 0, "gates.ict.hours": 1},
    )  # fmt: skip
    assert week_by_week(model, "now.gates.ict.hours") == [1, 1, 1, 2, 2] + [1] * 21
    struck = [row[0] for row in model.log.rows if row[1] == Event.CRISIS and row[5]]
    assert struck[0] == 3 and len(struck) > 1
    assert [row[0] for row in model.log.rows if row[1] == Event.CHANGE] == [3, 4, 10]


def test_departments_get_back_what_was_theirs_or_what_all_have():
    given = {"week": 2, "weeks": 3, "departments": {name: {"spare_hours": 9} for name in ("Housing", "Parks")}}
    model = Council(Scenario.default().changed({**NAMED, "change": [given]}, weeks=6), rng=1)
    before = [department.spare_hours for department in model.departments]
    assert before[0] == 3 and before[1] != 9
    found = []
    while model.running:
        model.step()
        found.append([department.spare_hours for department in model.departments])
    assert found == [before] + [[9, 9]] * 3 + [before] * 2
    assert [department.own for department in model.departments] == [{"department.spare_hours": 3}, {}]


def test_a_department_without_its_own_again_has_what_all_have_by_then():
    changes = (
        {"week": 2, "weeks": 3, "departments": {"Parks": {"spare_hours": 9}}},
        {"week": 3, "department.spare_hours": 5},
    )
    settings = {**NAMED, "organisation.differences": 0, "change": list(changes)}
    model = Council(Scenario.default().changed(settings, weeks=6), rng=1)
    assert week_by_week(model, "departments")[0][1].spare_hours == 5


def test_the_route_comes_back_with_its_extra_gates():
    changes = (
        {"week": 2, "weeks": 4, "route": {"gates": ["comms"], "extra": {"new_channel": ["hr"], "vanity": ["legal"]}}},
        {"week": 3, "weeks": 5, "route": {"extra": {"vanity": ["ict"]}}},
    )
    model = council_with(*changes, own={"route.gates": ["management", "comms"]})
    usual = (Gate.MANAGEMENT, Gate.COMMS)
    found = {}
    while model.running:
        model.step()
        found[model.week] = [model.route_of(kind) for kind in (Kind.ROUTINE, Kind.NEW_CHANNEL, Kind.VANITY)]
    assert found[1] == found[8] == [usual, (*usual, Gate.HR, Gate.LEGAL), usual]
    assert found[2] == [(Gate.COMMS,), (Gate.COMMS, Gate.HR), (Gate.COMMS, Gate.LEGAL)]
    assert found[3] == found[5] == [(Gate.COMMS,), (Gate.COMMS, Gate.HR), (Gate.COMMS, Gate.ICT)]
    assert found[6] == found[7] == [usual, (*usual, Gate.HR, Gate.LEGAL), (*usual, Gate.ICT)]
    assert (model.route_gates, model.route_extra) == (model.setting.route_gates, model.setting.route_extra)


def test_champions_are_champions_for_as_long():
    model = council_with({"week": 2, "weeks": 3, "champions.share": 0.5}, own={"champions.share": 0})
    assert [len(who) for who in week_by_week(model, "happenings.champions")] == [0, 6, 6, 6] + [0] * 8


def test_what_a_council_has_grown_is_set_for_good():
    model = council_with({"week": 2, "gates.legal.knowledge": 0.9}, own={"gates.legal.knowledge": 0.3})
    knowledge = week_by_week(model, "legal.knowledge")
    assert knowledge[0] < 0.5 and min(knowledge[1:]) > 0.8


@pytest.mark.parametrize("path", GROWING)
def test_what_grows_cannot_be_set_for_some_weeks(path):
    with pytest.raises(ScenarioError, match=f"change 1: {path}: grows during a run, so it cannot be put back"):
        council_with({"week": 2, "weeks": 2, path: 0.9})
    assert council_with({"week": 2, path: 0.9})


def test_what_is_the_same_again_leaves_what_has_grown():
    own = {"gates.legal.knowledge": 0.3, "evidence.age": 0, "start.evidence": 1}
    calm, changed = council_with(own=own), council_with({"week": 6, "gates.legal.knowledge": 0.3}, own=own)
    assert week_by_week(calm, "legal.knowledge") == week_by_week(changed, "legal.knowledge")


# -- leadership ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("strategy", ["strategies/forced", "strategies/crisis-prepared"])
def test_a_leadership_that_waits_for_a_crisis_begins_with_everybodys_attention(strategy):
    waiting = {**SMALL, "events.crises": 0, "leadership.attention_span": 10}
    sooner = [{"week": 15, "weeks": 1, "events.crises": 1000}]
    model = Council(Scenario.default().changed(waiting).overlaid(strategy).changed({"change": sooner}, weeks=16), rng=1)
    attention = week_by_week(model, "leadership.attention")
    assert attention[13] < 0.4
    drawn_off = leadership.attention_next(1.0, 10.0, model.mean_evidence, 1.0)
    assert attention[14] == pytest.approx(drawn_off, abs=0.02)


def test_a_leadership_that_grows_weaker_or_stays_renews_nothing():
    for change in ({"week": 6, "leadership.strength": 0.1}, {"week": 6, "weeks": 2, "leadership.strength": 0.5}):
        own = {"leadership.strength": 0.5, "leadership.attention_span": 4}
        changed, calm = council_with(change, own=own), council_with(own=own)
        assert week_by_week(changed, "leadership.attention")[5] <= week_by_week(calm, "leadership.attention")[5]


def test_attention_without_strength_has_no_consequence():
    runs = []
    for attention in (1.0, 0.0):
        scenario = Scenario.load("district").changed({"leadership.strength": 0, "asking.rate": 0.5}, weeks=20)
        model = Council(scenario, rng=1)
        model.leadership.attention = attention
        runs.append(model.run())
    assert runs[0].log_rows == runs[1].log_rows and runs[0].ledger_rows == runs[1].ledger_rows
    assert list(runs[0].weekly["attention"]) != list(runs[1].weekly["attention"])


# -- the events that come with it ----------------------------------------------------------------------


@pytest.mark.parametrize("event", ["crisis", "election", "reorganisation"])
def test_an_event_that_ends_leaves_a_council_as_it_found_it(event):
    own = {"councillors.vanity": 5, "events.crises": 0, "route.transparency": 0.9, "department.spare_hours": 2}
    scenario = Scenario.default().changed({**SMALL, **own, "leadership.strength": 0.9}, weeks=70)
    plain, touched = Council(scenario, rng=1), Council(scenario.overlaid(f"events/{event}"), rng=1)
    before, stood = repr(plain.now), []
    while touched.running:
        touched.step()
        stood.append(repr(touched.now) == before)
    assert stood[0] and not all(stood) and stood[-1]
    spare = [[department.spare_hours for department in model.departments] for model in (plain, touched)]
    assert spare[0] == spare[1]
    assert touched.happenings.in_force == []


def test_what_a_strategy_sets_during_an_event_stays():
    led = Scenario.default().changed(SMALL, weeks=70).overlaid("events/reorganisation")
    model = Council(led.changed({"change": [{"week": 50, "leadership.strength": 0.7}]}), rng=1)
    strength = week_by_week(model, "now.leadership.strength")
    assert strength[38:40] == [0.2, 0] and set(strength[49:]) == {0.7}
