"""Corners that scenarios drawn at random seldom reach, each with the scenario that leads straight into it."""

from typing import Any

import pytest

from simulation.council import Council
from simulation.record import Event
from simulation.run import Run
from simulation.scenario import Scenario
from tests.invariants.checks import OF_A_RUN, run_with_care
from tests.records.recount import Recount
from tests.scenarios_at_random import LED, LIVELY

SMALL = {"organisation.staff": 60, "organisation.departments": 4}


def held(settings: dict[str, Any], seed: int = 1, weeks: int = 30) -> Run:
    """The run of a small council with these settings, in which every invariant holds."""
    run = run_with_care(Council(Scenario.default().changed(SMALL | settings, weeks=weeks), rng=seed))
    again = Recount(run)
    for invariant in OF_A_RUN:
        invariant(run, again)
    return run


@pytest.mark.parametrize("seed", range(5))
def test_where_the_digital_leads_post_is_cut_refusals_stand(seed):
    cut = {"change": [{"week": 15, "digital_lead": {"hours": 0}}]}
    settings = {
        "digital_lead.hours": 3,
        "digital_lead.approving": 0.1,
        "asking.appeal": 1,
        "organisation.attrition": 0.9,
        "route.gates": ["ict"],
        "objections.security": 1,
        "objections.knowledge_gap": 1,
    }
    run = held(LED | settings | cut, seed)
    heard = [row for row in run.log_rows if row[1] == Event.APPEAL_HEARD and row[0] >= 15]
    assert heard and all(row[6] for row in heard)


def test_precedent_that_arrives_while_a_decision_is_under_way_gives_no_hours_back():
    settings = {"gates.decision_hours": 60, "evidence.gain": 1, "policy.documented": 1, "using.success": 1,
                "start.pioneers": 0.2, "route.gates": ["ict"], "requests.novelty": 0}  # fmt: skip
    run = held(LIVELY | settings)
    assert run.weekly["cases_documented"].sum() > 0 and run.weekly["decided_ict"].sum() > 0


def test_a_change_from_week_0_is_made_before_anybody_acts():
    run = held(LIVELY | {"change": [{"week": 0, "asking": {"rate": 0}}]})
    assert run.weekly["requests_filed"].sum() == 0


def test_all_at_once_in_a_moratorium_that_never_ends():
    stop = {"events.incidents": 1, "councillors.anxiety": 1, "events.moratorium": 104, "start.pioneers": 0.5}
    run = held(LED | stop | {"route.parallel": True})
    assert run.weekly["moratorium"].sum() > 20 and run.weekly["queue_comms"].max() > 0


@pytest.mark.parametrize(
    "alone", [{"organisation.staff": 1, "organisation.departments": 1}, {"contacts.mean_degree": 0}]
)
def test_nobody_to_hear(alone):
    assert held(LIVELY | alone | {"start.pioneers": 1}).weekly["live"][0] > 0
