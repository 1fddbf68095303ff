"""Queues and waiting, as a picture: what is drawn is what the runs say."""

from dataclasses import replace

import numpy as np
import pytest

from experiments.by_gate import by_gate
from experiments.show.waiting import bottleneck, queue_at
from simulation.state import GATES, Gate, label
from tests.show.drawing import EVERY, assert_equal_bytes, by_gid, drawn
from tests.show.drawing import results as results_of


@pytest.mark.parametrize("name", EVERY)
def test_bears_whatever_there_is(name):
    figure = drawn("waiting", name)
    upper, lower, weeks = figure.axes[:5], figure.axes[5:10], figure.axes[10]
    assert upper[0].get_ylabel() == "requests in queue" and "weeks waited" in lower[0].get_ylabel()
    assert {axes.get_xlabel() for axes in lower} == {"week"} and weeks.get_xlabel() == "weeks of requests, a run"
    for row in (upper, lower):  # gates share their axes
        assert len({axes.get_ylim() for axes in row}) == len({axes.get_xlim() for axes in row}) == 1
    assert [axes.get_title(loc="left") for axes in upper] == ["Management", "Comms", "HR", "Legal", "ICT"]


@pytest.mark.parametrize("name", ["county", "two_runs", "one_run"])
def test_lines_and_bars_are_those_of_the_results(name):
    results = results_of(name)
    figure = drawn("waiting", name)
    bars = [bar.get_width() for bars in figure.axes[10].containers if hasattr(bars, "patches") for bar in bars.patches]
    for number, gate in enumerate(GATES):
        queue, waits = by_gid(figure, label(gate))
        weekly = [run.weekly for run in results.replicates]
        assert queue.get_ydata() == pytest.approx(np.mean([week[f"queue_{label(gate)}"] for week in weekly], axis=0))
        waited = [float(week[f"waited_{label(gate)}"].sum()) for week in weekly]
        mended = [float(week[f"rework_{label(gate)}"].sum()) for week in weekly]
        assert bars[2 * number : 2 * number + 2] == pytest.approx([np.mean(waited), np.mean(mended)])
        first = [
            week.loc[1:13, f"waited_{label(gate)}"].sum() / week.loc[1:13, f"decided_{label(gate)}"].sum()
            for week in weekly
            if week.loc[1:13, f"decided_{label(gate)}"].sum()
        ]
        drawn_first = waits.get_ydata()[0]
        assert np.isnan(drawn_first) if not first else drawn_first == pytest.approx(np.mean(first))


def test_quarters_leave_no_week_out():
    results = results_of("county")
    for gate in by_gate(results):
        queue = queue_at(gate, results)
        assert queue.ends == [13, 26, 39, 52, 60]
    (gate, *_) = by_gate(results_of("no_time"))
    assert queue_at(gate, results_of("no_time")).ends == [1]


def test_the_bottleneck_is_named_only_where_it_is_one():
    results = results_of("county")
    queues = [queue_at(gate, results) for gate in by_gate(results)]
    slow = [replace(queue, waited=queue.waited + 1e6 * (queue.gate.gate == Gate.LEGAL)) for queue in queues]
    found = bottleneck(slow)
    assert found is not None and found.gate == Gate.LEGAL
    assert bottleneck([replace(queue, waited=slow[0].waited, mended=slow[0].mended) for queue in slow]) is None
    one = results_of("one_run")
    assert bottleneck([queue_at(gate, one) for gate in by_gate(one)]) is None  # one run: nothing is known


def test_removed_gates_are_said_so():
    figure = drawn("waiting", "removed")
    for number, is_removed in enumerate((False, True, False, True, False)):
        said = [text.get_text() for text in figure.axes[number].texts]
        assert ("removed by the scenario" in said) == is_removed
    assert any("Comms and Legal" in text.get_text() for text in figure.texts)
    assert "Comms, removed" in figure.get_label()


def test_gates_that_only_say_yes_or_are_not_known_to_be_gone_are_said_so():
    figure = drawn("waiting", "put_by")
    said = [[text.get_text() for text in axes.texts] for axes in figure.axes[:5]]
    assert "gone, but nobody knows" in said[1] and "always says yes" in said[3]
    assert said[2] == ["removed by the scenario"] and len(said[3]) == 2
    assert len(said[0]) == len(said[4]) == 1


def test_few_runs_are_drawn_one_by_one_and_have_no_bottleneck():
    few = results_of("two_runs")
    figure = drawn("waiting", "two_runs")
    for number, gate in enumerate(GATES):
        thin = by_gid(figure.axes[number], "a run")
        assert [list(line.get_ydata()) for line in thin] == [list(run) for run in few.by_week(f"queue_{label(gate)}")]
        assert not figure.axes[number].collections and not figure.axes[5 + number].collections
    queues = [queue_at(gate, few) for gate in by_gate(few)]
    slow = [replace(queue, waited=queue.waited + 1e6 * (queue.gate.gate == Gate.LEGAL)) for queue in queues]
    assert bottleneck(slow) is None


def test_nothing_to_decide():
    figure = drawn("waiting", "nothing")
    assert all("nothing to decide" in [text.get_text() for text in axes.texts] for axes in figure.axes[:5])


@pytest.mark.slow
def test_equal_results_equal_bytes(tmp_path):
    assert_equal_bytes("waiting", tmp_path)
