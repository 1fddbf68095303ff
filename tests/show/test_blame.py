"""Who refused, why, and who got the blame, as a picture: what is drawn is what the runs say."""

from collections import Counter

import pytest

from experiments.by_gate import FEW, by_gate
from experiments.findings import in_all
from experiments.reasons import flow_of, reasons_of
from simulation.state import GATES, label
from tests.show.drawing import EVERY, assert_equal_bytes, by_gid, drawn, with_slow
from tests.show.drawing import results as results_of


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_bears_whatever_there_is(name):
    figure = drawn("blame", name)
    runs = len(results_of(name).replicates)
    whose = "" if runs == 1 else f", in {in_all(runs)}"
    assert [axes.get_xlabel() for axes in figure.axes] == [
        "share of all refusals, of all blame for them, %", f"who was blamed for it, % of all times it was{whose}",
        "objections a run", "of these, reason true, %",
    ]  # fmt: skip


@pytest.mark.parametrize("name", with_slow(["county", "odd_names"], ["two_runs", "removed"]))
def test_reasons_are_counted_as_the_counts_have_them(name):
    results = results_of(name)
    counted: Counter = Counter()
    for run in results.replicates:
        for row in run.counts[run.counts["event"] == "objected"].itertuples():
            counted[row.gate, row.objection, bool(row.worthwhile), bool(row.genuine)] += row.count
    assert sum(counted.values()) > 0
    runs = len(results.replicates)
    for reason in reasons_of(results):
        own = {key[2:]: n for key, n in counted.items() if key[:2] == (label(reason.gate), label(reason.objection))}
        assert reason.obstructive * runs == pytest.approx(sum(n for (good, _), n in own.items() if good))
        assert reason.protective * runs == pytest.approx(sum(n for (good, _), n in own.items() if not good))
        assert reason.counted.part == sum(n for (_, true), n in own.items() if true)
        assert reason.counted.whole == sum(own.values()) == sum(reason.of_run)
    assert sum(reason.counted.whole for reason in reasons_of(results)) == sum(counted.values())


def test_bars_marks_and_numbers_are_those_of_the_results():
    results = results_of("county")
    figure = drawn("blame", "county")
    why = figure.axes[2]
    reasons = reasons_of(results)
    widths = [bar.get_width() for bars in why.containers if hasattr(bars, "patches") for bar in bars.patches]
    assert widths == pytest.approx([width for reason in reasons for width in (reason.obstructive, reason.protective)])
    assert [text.get_text() for text in why.get_yticklabels()] == [
        label(reason.objection).replace("_", " ") for reason in reasons
    ]
    for gate in by_gate(results):
        for what in ("refusals", "blame"):
            (mark,) = by_gid(figure, f"{what} {label(gate.gate)}") or (None,)
            some = gate.counted[what]
            if mark is not None:
                mean = some.part / some.whole if some.are_few else getattr(gate, what).mean
                assert mark.get_xdata()[0] == pytest.approx(100.0 * mean)
            else:
                assert gate.has_none(what)
    many = [reason for reason in reasons if reason.counted.whole >= FEW]
    assert many
    for reason in many:
        (mark,) = by_gid(figure, f"true {label(reason.objection)}")
        assert mark.get_xdata()[0] == pytest.approx(100.0 * reason.true.mean)


def test_few_are_counted_not_shared():
    results = results_of("one_run")
    figure = drawn("blame", "one_run")
    few = [reason for reason in reasons_of(results) if 0 < reason.counted.whole < FEW]
    assert few
    shown = [text.get_text() for text in figure.axes[3].texts]
    for reason in few:
        assert not by_gid(figure, f"true {label(reason.objection)}") and str(reason.counted) in shown


def test_blame_goes_where_the_counts_say():
    results = results_of("county")
    flow = flow_of(results)
    blamed = {gate.gate: gate.counted["blame"] for gate in by_gate(results)}
    for to in GATES:
        assert sum(flow[whose, to] for whose in GATES) == blamed[to].part
    assert sum(flow.values()) == blamed[GATES[0]].whole > 0
    own = flow_of(results_of("own_answers"))
    assert sum(own.values()) > 0 and all(whose == to for (whose, to), number in own.items() if number)


def test_removed_gates_are_said_so():
    figure = drawn("blame", "removed")
    assert "Comms\n(removed)" in [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert "Legal (removed)" in [text.get_text() for text in figure.axes[2].texts]


def test_nothing_is_nothing():
    figure = drawn("blame", "nothing")
    assert "No gate objected to anything" in figure.get_label()
    assert {text.get_text() for text in figure.axes[0].texts} == {"–"}


@pytest.mark.slow
def test_equal_results_equal_bytes(tmp_path):
    assert_equal_bytes("blame", tmp_path)
