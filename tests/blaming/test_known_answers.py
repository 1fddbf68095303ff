"""Councils in which it is known beforehand who is to blame, and that what is said of them is exactly that."""

from functools import cache

import numpy as np
import pytest

from experiments.arms.running import run_arms
from experiments.blaming.blame import JUDGED_BY, Blame
from experiments.blaming.councils import ALL, AS_IT_IS, name_of_set, removals, strictnesses
from experiments.blaming.log import delays, judged
from experiments.simulate import simulate
from experiments.statistics.shapley import shapley
from simulation import Scenario
from simulation.state import GATES, Gate
from tests.blaming.councils import NO_OBJECTIONS, REFUSES_ALL, of_gates


@cache
def blamed(scenario: Scenario, pairs: int = 3) -> Blame:
    """Everything but roles."""
    return Blame(
        scenario,
        simulate(scenario, pairs, keep_full=0),
        run_arms(removals(scenario), range(pairs), 2),
        run_arms(
            strictnesses(scenario), range(pairs), 2, readings={"judged": judged, "delays": delays}, keep_rows=True
        ),
        run_arms(removals(scenario)[:1], range(pairs)),
        (),
        {},
    )


ALONE = of_gates("legal", **REFUSES_ALL)
BEHIND = of_gates("legal", "ict", **REFUSES_ALL)


@pytest.mark.slow
def test_one_gate_that_refuses_everything_is_all_of_the_cause():
    found = blamed(ALONE)
    at = {gate: found.as_it_is.outcome(f"refusals_{gate.name.lower()}").mean for gate in GATES}
    assert at[Gate.LEGAL] == 1.0
    assert set(found.gates_gone.of(AS_IT_IS, "uptake")) == {0.0}
    for outcome in JUDGED_BY:
        values = found.value(outcome)
        causes = shapley(values)
        for gate in set(GATES) - {Gate.LEGAL}:
            assert (causes[gate] == 0.0).all(), gate
        assert causes[Gate.LEGAL] == pytest.approx(values[ALL] - values[0], abs=1e-9)
    assert (found.cause["uptake"][Gate.LEGAL].low or 0.0) > 0.0
    assert found.pairs["uptake"][Gate.COMMS, Gate.LEGAL].mean == 0.0
    judge = found.classifiers[Gate.LEGAL]
    assert judge.recall.mean == judge.lost.mean == 1.0
    assert 0.0 < (judge.precision.mean or 0.0) < 1.0


@pytest.mark.slow
def test_a_gate_behind_one_that_refuses_everything_refuses_nothing_and_is_a_cause():
    found = blamed(BEHIND)
    assert found.as_it_is.outcome("requests_ict").mean == 0.0
    cause = found.cause["uptake"][Gate.ICT]
    assert cause.low is not None and cause.low > 0.0
    assert found.changes("alone", "uptake")[Gate.ICT].mean == 0.0
    assert (found.changes("last", "uptake")[Gate.ICT].low or 0.0) > 0.0
    joint = found.pairs["uptake"][Gate.LEGAL, Gate.ICT]
    assert joint.low is not None and joint.low > 0.0


@pytest.mark.slow
def test_a_gate_that_no_kind_needs_is_exactly_no_cause():
    found = blamed(of_gates("management", "comms"))
    for outcome in JUDGED_BY:
        causes = shapley(found.value(outcome))
        for gate in (Gate.HR, Gate.LEGAL):
            assert (causes[gate] == 0.0).all()
            for way in ("alone", "last", "unknown", "rubber_stamp"):
                of = found.changes(way, outcome)[gate]
                assert (of.mean, of.low, of.high) == (0.0, 0.0, 0.0)
    assert found.shares["uptake"] is None  # where an interval reaches nought, no shares are given


@pytest.mark.slow
def test_two_gates_that_are_alike_cause_alike():
    """HR and ICT with the same few hours, side by side, and no objections: equal but for luck, often exactly.

    With ten seeds their difference lies beyond 5.1 errors in one of 1,500 studies.
    """
    hours = {"gates.hr.hours": 10, "gates.ict.hours": 10}
    council = of_gates("hr", "ict", **NO_OBJECTIONS, **hours, **{"route.parallel": True})
    trials = run_arms(removals(council)[: ALL + 1], range(10), 2)
    values = np.array([trials.of(name_of_set(gone), "uptake") for gone in range(ALL + 1)])
    causes = shapley(values)
    apart = causes[Gate.HR] - causes[Gate.ICT]
    assert causes[Gate.HR].mean() > 0.0 and causes[Gate.ICT].mean() > 0.0
    error = apart.std(ddof=1) / np.sqrt(len(apart))
    assert abs(apart.mean()) <= 5.1 * error


@pytest.mark.slow
@pytest.mark.parametrize("council", [ALONE, BEHIND, of_gates("management", "comms", "ict")])
def test_causes_add_up_to_what_removing_all_does_exactly_seed_by_seed(council):
    found = blamed(council)
    for outcome in JUDGED_BY:
        values = found.value(outcome)
        total = shapley(values).sum(axis=0)
        assert np.abs(total - (values[ALL] - values[0])).max() < 1e-9
        said = sum(of.mean or 0.0 for of in found.cause[outcome])
        assert said == pytest.approx(found.in_all[outcome].mean, abs=1e-9)


@pytest.mark.slow
def test_a_gate_that_the_scenario_removed_already_is_no_cause():
    found = blamed(of_gates("management", "comms", **{"route.removal.comms": "removed"}))
    assert (shapley(found.value("uptake"))[Gate.COMMS] == 0.0).all()
    assert found.changes("unknown", "uptake")[Gate.COMMS].mean == 0.0


def test_the_two_that_matter_hold_in_one_run_as_well():
    """The exact ones of the above, of one small run with uptake alone: quick enough for every day."""
    council = of_gates("legal", **REFUSES_ALL).changed({"organisation.staff": 40}, weeks=20)
    trials = run_arms(removals(council)[: ALL + 1], (1,), 2)
    values = np.array([trials.of(name_of_set(gone), "uptake") for gone in range(ALL + 1)])
    causes = shapley(values)[:, 0]
    assert causes[Gate.LEGAL] > 0.0
    assert causes.sum() == pytest.approx(values[ALL, 0] - values[0, 0], abs=1e-9)
    assert [gate for gate in GATES if causes[gate] != 0.0] == [Gate.LEGAL]
