"""What is said and drawn where there is little to say: counts, not percentages, and nothing beyond what can be."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from experiments.by_gate import FEW, Some, by_gate
from experiments.findings import findings
from experiments.intervals import interval
from experiments.results import Results, limits_of
from experiments.show.who_blocks import who_blocks
from experiments.simulate import simulate
from experiments.summary import beside_gates
from experiments.wording import portion
from simulation import Scenario
from simulation.outcomes import OUTCOMES

STILL = {"influence.outside_hazard": 0.0, "influence.peer_hazard": 0.0, "start.pioneers": 0.0}


def council(weeks: int, **changes: object) -> Scenario:
    return Scenario.default().changed({"organisation.staff": 60, "organisation.departments": 4, **changes}, weeks=weeks)


@pytest.fixture(scope="module")
def some() -> Results:
    return simulate(council(40), 3, 0)


@pytest.fixture(scope="module")
def nothing() -> Results:
    return simulate(council(1, **STILL), 2, 0)


def test_no_interval_goes_beyond_what_there_can_be(some):
    assert interval([0.0, 0.1, 1.0], 0.0, 1.0).low == 0.0 and interval([0.0, 0.9, 1.0], 0.0, 1.0).high == 1.0
    for outcome in OUTCOMES:
        of, (least, most) = some.outcome(outcome.name), limits_of(outcome.name)
        assert most == 1.0 or not outcome.unit.startswith("share")
        if of.low is not None and of.high is not None:
            assert least <= of.low <= of.high <= most
    for gate in by_gate(some):
        for name in ("objected", "refusals", "blame", "is_protective", "genuine", "assumed_share"):
            of = getattr(gate, name)
            assert of.low is None or 0.0 <= of.low <= of.high <= 1.0
        assert gate.wait.low is None or gate.wait.low >= 0.0


def test_counts_agree_with_the_shares(some):
    for name in ("refusals", "blame", "assumed_share"):
        counted = [gate.counted[name] for gate in by_gate(some)]
        assert sum(one.part for one in counted) == counted[0].whole
    objected = round(sum(run.outcomes["objections"] for run in some.replicates))
    assert by_gate(some)[0].counted["refusals"].whole == objected


def test_few_are_counted_and_none_are_a_dash(some, nothing):
    assert Some(2, FEW - 1).are_few and not Some(2, FEW).are_few and str(Some(2, 2)) == "2 of 2"
    for gate in by_gate(some):
        said = portion(gate, "objected")
        assert "%" not in said and (" of " in said or said == "–") == (gate.counted["objected"].whole < FEW)
    assert {portion(gate, name) for gate in by_gate(nothing) for name in gate.counted} == {"–"}


def test_few_refusals_name_nobody(some, nothing):
    gates = by_gate(nothing)
    said = " ".join(findings(nothing, gates))
    assert said.startswith("After 1 week, ") and "nobody to blame" in said and "share" not in said


def test_too_few_refusals_are_counted(some):
    gates = by_gate(some)
    refusals = gates[0].counted["refusals"].whole
    said = " ".join(findings(some, gates))
    assert 0 < refusals < FEW  # so small a council has few
    assert f"too few refusals to say who blocks: {refusals} in all 3 runs" in said and "Comms raised" not in said


def test_a_gate_that_the_scenario_removed_is_said_to_be():
    results = simulate(council(30, **{"route.removal.comms": "removed", "route.answers_by": "gate"}), 1, 0)
    gates = by_gate(results)
    assert [gate.name for gate in gates if gate.removed] == ["Comms"]
    said = " ".join(findings(results, gates))
    assert "Comms was removed by the scenario." in said and "Comms raised" not in said


def test_what_no_gate_holds_is_said(some):
    nobody, oneself = beside_gates(some)
    times = sum(run.weekly["blamed_self"].sum() for run in some.replicates)
    assert nobody.startswith("Nobody (no home)") and oneself.startswith("Self (assumed)")
    assert f"{times} times in all 3 runs" in oneself or times >= FEW or times < 2
    assert some.weekly_sum("no_home") == some.weekly_sum("blamed_no_home")


def test_the_picture_and_the_summary_give_one_uptake(some):
    left, right = who_blocks(some).axes
    uptake = some.outcome("uptake").mean
    assert uptake is not None
    assert np.asarray(left.lines[-1].get_ydata())[-1] == pytest.approx(100.0 * uptake)
    assert f"live: {100.0 * uptake:.1f} %" in [text.get_text() for text in left.texts]
    ends = [x for bars in right.collections for path in bars.get_paths() for x in np.asarray(path.vertices)[:, 0]]
    assert all(-1e-9 <= x <= 100.0 + 1e-9 for x in ends)


def test_the_picture_of_nothing(nothing):
    left, right = who_blocks(nothing).axes
    assert [text.get_text() for text in left.texts] == ["all of it stayed at 0 %"]
    said = [text.get_text() for text in right.texts]
    assert said.count("–") == 15 and said.count("nothing was refused") == 1 and len(said) == 16
    assert all(math.isclose(tick, round(tick)) for tick in left.get_xticks())


@pytest.mark.parametrize("title", ["Short", "A council with a very long title " * 12])
def test_labels_stay_clear_of_the_other_panel_and_titles_of_the_edge(some, title):
    figure = who_blocks(replace(some, scenario=replace(some.scenario, title=title)))
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    left, right = figure.axes
    reach = max(text.get_window_extent().x1 for text in left.texts)
    assert reach < min(label.get_window_extent().x0 for label in right.get_yticklabels())
    assert all(text.get_window_extent().x1 <= figure.bbox.x1 for text in figure.texts)
