"""The three kinds of removal tell refusal, waiting and fear apart: removed, unknown, rubber stamp."""

from typing import Any

import pytest

from simulation import Council, Scenario
from simulation.record import Event
from simulation.run import Run
from simulation.state import GATES, Gate, Kind, Stage, label
from tests.scenarios_at_random import LIVELY

SMALL = Scenario.default().changed({**LIVELY, "organisation.staff": 120, "organisation.departments": 5}, weeks=40)


def run(settings: dict[str, Any]) -> tuple[Council, Run]:
    council = Council(SMALL.changed(settings), rng=3)
    return council, council.run()


@pytest.fixture(scope="module")
def whole():
    return run({})


def believed_by(council: Council, gate: Gate) -> int:
    """How many people would be deterred by a gate if they believed it sure to refuse."""
    counted = 0
    for person in council.staff:
        before = person.believed_refusal()
        person.beliefs[gate] = 1.0
        counted += person.believed_refusal() > before
        person.beliefs[gate] = council.now.staff.belief
    return counted


def test_every_gate_acts_where_none_is_removed(whole):
    council, run_ = whole
    for gate in GATES:
        assert run_.outcomes[f"requests_{label(gate)}"] > 0
        assert believed_by(council, gate) > 0


@pytest.mark.parametrize("gate", GATES, ids=label)
@pytest.mark.parametrize("removal", ["removed", "unknown"])
def test_a_removed_gate_stands_in_no_route(gate, removal):
    council, run_ = run({f"route.removal.{label(gate)}": removal})
    for event in ("queued", "decided", "objected"):
        assert not (run_.events(event)["gate"] == label(gate)).any()
    assert run_.weekly[f"queue_{label(gate)}"].sum() == 0
    believers = believed_by(council, gate)
    assert believers > 0 if removal == "unknown" else believers == 0
    assumed = (run_.events("assumed")["gate"] == label(gate)).sum()
    assert removal == "unknown" or assumed == 0


@pytest.mark.parametrize("gate", GATES, ids=label)
def test_a_rubber_stamp_queues_and_always_says_yes(gate, whole):
    council, run_ = run({f"route.removal.{label(gate)}": "rubber_stamp"})
    decided = run_.events("decided")
    here = decided[decided["gate"] == label(gate)]
    assert len(here) > 0
    assert here["let_through"].all()
    assert not (run_.events("objected")["gate"] == label(gate)).any()
    assert believed_by(council, gate) > 0


@pytest.mark.parametrize(("removal", "hours"), [("no", 4.0), ("removed", 0.0), ("unknown", 0.0), ("rubber_stamp", 4.0)])
def test_hoops_belong_to_comms_and_go_with_it(removal, hours):
    council = Council(SMALL.changed({"route.removal.comms": removal, "hoops.number": 2, "hoops.hours": 2}), rng=3)
    assert council.hoop_hours() == hours


def test_hours_that_comms_would_have_spent_deciding_never_become_support():
    with_, without = (
        Council(SMALL.changed({"route.removal.comms": removal, "councillors.vanity": 0}), rng=3)
        for removal in ("no", "removed")
    )
    assert without.comms.hours_for_support() == with_.comms.hours_for_support()


def test_other_work_of_a_removed_gate_goes_on():
    _, run_ = run({"route.removal.comms": "removed", "route.removal.ict": "removed"})
    spent = run_.amounts[run_.amounts["book"] == "spent"].groupby(["owner", "use"])["amount"].sum()
    assert spent["comms", "support"] > 0
    assert spent["comms", "vanity"] > 0
    assert ("comms", "deciding") not in spent
    assert spent["ict", "watching"] > 0
    assert {("ict", "deciding"), ("ict", "mitigation")}.isdisjoint(spent.index)  # nobody asks it any more


def test_without_comms_the_digital_lead_hears_appeals_only():
    _, run_ = run({"route.removal.comms": "removed", "digital_lead.hours": 37, "asking.appeal": 1})
    spent = run_.amounts[run_.amounts["book"] == "spent"].groupby(["owner", "use"])["amount"].sum()
    assert spent["digital_lead", "appeals"] > 0
    assert ("digital_lead", "deciding") not in spent


def test_all_removed_lets_everybody_through_at_once():
    council, run_ = run({f"route.removal.{label(gate)}": "removed" for gate in GATES})
    assert run_.outcomes["objections"] == 0
    assert run_.outcomes["approved"] == run_.outcomes["filed"]
    assert not council.in_stage((Stage.ASKING,))


def test_a_gate_that_no_kind_calls_changes_nothing_by_going():
    """HR and legal are called by new channels and standing orders only; without such requests nobody meets them."""
    none = {"requests.new_channel": 0, "requests.standing_orders": 0}
    with_, without = (run({**none, **gone}) for gone in ({}, {"route.removal.hr": "removed"}))
    assert [row for row in with_[0].log.rows if row[1] != Event.CHANGE] == without[0].log.rows
    assert Kind.NEW_CHANNEL not in {person.wish.kind for person in with_[0].staff}
    assert Gate.HR not in with_[0].route_of(Kind.ROUTINE)
