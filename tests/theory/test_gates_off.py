"""The setting of all limit tests does what it says: wanting becomes use in the same week, and nothing else happens."""

import pytest

from simulation import Council
from simulation.rules import people, wanting
from simulation.state import Stage, label
from tests.theory.gates_off import gates_off

RULES = {
    "hazard": {"influence.outside_hazard": 0.02, "influence.peer_hazard": 0.3},
    "threshold": {"staff.threshold": 0.25, "start.pioneers": 0.3},
    "count": {"influence.contacts_needed": 2, "start.pioneers": 0.05},
}


@pytest.fixture(scope="module", params=RULES)
def council(request):
    settings = {"organisation.staff": 400, "organisation.departments": 6, "influence.rule": request.param}
    council = Council(gates_off({**settings, **RULES[request.param]}, weeks=30), rng=1)
    council.run()
    return council


def test_whoever_wants_it_has_it_in_the_same_week(council):
    run = council.measures.run()
    wanted, live = (run.events(event)[["week", "person"]].values.tolist() for event in ("wanted", "live"))
    assert len(wanted) > 100
    assert sorted(wanted) == sorted(live)


def test_nobody_stands_between_not_wanting_it_and_using_it(council):
    weekly = council.measures.run().weekly
    for stage in set(Stage) - {Stage.UNINTERESTED, Stage.LIVE}:
        assert (weekly[label(stage)] == 0).all(), label(stage)
    assert (weekly["uninterested"] + weekly["live"] == 400).all()
    assert (weekly["live"].diff().dropna() >= 0).all()


def test_every_kind_of_request_gets_through(council):
    filed = council.measures.run().events("filed")
    assert set(filed["kind"]) == {"routine", "new_channel", "needs_ict", "standing_orders", "vanity"}


def test_everybody_is_moved_by_the_pressure_as_it_is(council):
    """m = audience × relative conviction × drive stays exactly 1."""
    assert {department.motive for department in council.departments} == {1.0}
    at_rest = people.CONVICTION_AT_REST
    assert {wanting.relative_conviction(person.conviction, at_rest) for person in council.staff} == {1.0}


def test_there_are_hours_for_everything(council):
    weekly = council.measures.run().weekly
    assert (weekly["unmet"] == 0).all()
    assert (weekly["unmet_support"] == 0).all()
