"""Whoever decided pays for giving the true reason: the gate, or the digital lead in comms' place."""

from typing import Any

import pytest

from simulation import Council, Scenario
from simulation.parameters import PARAMETERS
from simulation.rules import responding
from simulation.run import Run

NOBODY_OBJECTS = {path: 0 for path in PARAMETERS if path.startswith("objections.")}
OPEN: dict[str, Any] = {
    **NOBODY_OBJECTS,
    "organisation.staff": 60,
    "organisation.departments": 4,
    "route.gates": ["comms", "ict"],
    "route.transparency": 1,
    "start.asking": 0.5,
    "gates.comms.fte": 50,
    "gates.ict.hours": 500,
}


def explaining(run: Run) -> dict[str, float]:
    """Hours that went into true reasons, by who paid."""
    paid = run.amounts.query("book == 'spent' and use == 'explaining'")
    return {str(owner): float(hours) for owner, hours in paid.groupby("owner", observed=True)["amount"].sum().items()}


@pytest.mark.parametrize(("hours", "owner"), [(0, "comms"), (100, "digital_lead")])
def test_whoever_refused_in_the_name_of_comms_pays(hours, owner):
    refusing = OPEN | {"objections.inertia": 1, "digital_lead.hours": hours, "asking.appeal": 0}
    run = Council(Scenario.default().changed(refusing, weeks=20), rng=1).run()
    refused = run.events("objected")
    assert len(refused) > 5 and (refused["by_lead"] == (owner == "digital_lead")).all()
    assert explaining(run) == pytest.approx({owner: responding.HOURS_TO_EXPLAIN * len(refused)})


@pytest.mark.parametrize("hours", [0, 100])
def test_comms_hands_on_what_the_gate_that_knows_it_wrote_down(hours):
    refusing = {"objections.knowledge_gap": 1, "department.customer_skill": 0, "digital_lead.hours": hours}
    settings = OPEN | refusing | {"route.answers_by": "comms"}
    run = Council(Scenario.default().changed(settings, weeks=20), rng=1).run()
    assert set(run.events("objected")["gate"]) == {"ict"}
    assert set(explaining(run)) == {"ict"}


def test_openness_towards_those_who_never_asked_costs_nothing():
    silent = OPEN | {"asking.rate": 0, "start.asking": 0, "staff.patience": 1, "influence.outside_hazard": 0.3,
                     "staff.belief": 0.9}  # fmt: skip
    run = Council(Scenario.default().changed(silent, weeks=20), rng=1).run()
    assert len(run.events("assumed")) > 5 and set(run.events("blamed")["gate"]) == {"self"}
    assert not explaining(run)
