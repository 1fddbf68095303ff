"""Weeks and verdicts read from the log agree with what the run counted by itself."""

from pathlib import Path

import pytest

from experiments.blaming.log import DELAYS, JUDGED, delays, judged
from simulation import Scenario
from simulation.engine.council import CompiledCouncil
from simulation.state import GATES, label

LIVELY = Scenario.load(Path(__file__).resolve().parents[1] / "parameters" / "lively.toml")
COUNCILS = {
    "lively": LIVELY,
    "no lead": LIVELY.changed({"digital_lead.hours": 0, "route.grey_area": 0, "asking.appeal": 1}),
    "parallel": LIVELY.changed({"route.parallel": True}),
    "county": Scenario.load("county").changed({"organisation.staff": 200}),
}


@pytest.fixture(scope="module", params=COUNCILS)
def run(request):
    return CompiledCouncil(COUNCILS[request.param], 3).run()


def test_all_weeks_waited_are_queue_or_turnaround_and_all_rework_is_rework_or_no_home(run):
    found = delays(run)
    for gate in GATES:
        weeks = dict(zip(DELAYS, found[gate], strict=True))
        assert weeks["queue"] + weeks["turnaround"] == run.weekly[f"queue_{label(gate)}"].sum()
        assert weeks["rework"] + weeks["no_home"] == run.outcomes[f"rework_{label(gate)}"]


def test_no_home_is_there_only_where_nobody_could_hear_an_appeal():
    found = {name: delays(CompiledCouncil(COUNCILS[name], 3).run())[:, 3].sum() for name in ("lively", "no lead")}
    assert found["lively"] == 0.0 < found["no lead"]


def test_each_request_is_judged_once_a_gate_by_the_last_word_on_it(run):
    decided = run.events("decided")
    last = decided.groupby(["gate", "request"])[["let_through", "worthwhile"]].last().reset_index()
    found = judged(run)
    for gate in GATES:
        own = last[last["gate"] == label(gate)]
        counted = [
            int(((own["let_through"] == let_through) & (own["worthwhile"] == worthwhile)).sum())
            for let_through in (True, False)
            for worthwhile in (True, False)
        ]
        assert found[gate].tolist() == counted
    assert len(JUDGED) == found.shape[1]
    assert found.sum() > 0
