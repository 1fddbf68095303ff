"""Councillors' mood, as a picture: what is drawn is what the runs say."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.results import Results
from experiments.show.councillors import at_rest, councillors
from experiments.show.look import GREY, PURPLE, label_ends
from experiments.show.quarters import by_quarter, quarter_ends
from experiments.simulate import simulate
from simulation import Council
from tests.show.drawing import EVERY, LIVELY, STILL, assert_equal_bytes, bears, by_gid, council, drawn
from tests.show.drawing import results as results_of


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_bears_whatever_there_is(name):
    figure = drawn("councillors", name)
    alone = len(results_of(name).replicates) == 1
    assert ([text.get_text() for text in figure.axes[2].get_yticklabels()] == ["no", "yes"]) == alone
    labels = [axes.get_ylabel().replace("\n", " ") for axes in figure.axes]
    assert sorted(labels) == sorted(
        ["incidents a quarter", "successes a quarter", "" if alone else "runs, %", "anxiety, 0 to 1, mean over members"]
    )
    assert figure.axes[0].get_xlabel() == "week"


@pytest.mark.parametrize("name", ["county", "two_runs", "one_run"])
def test_lines_and_bars_are_those_of_the_results(name):
    results = results_of(name)
    figure = drawn("councillors", name)
    (line,) = by_gid(figure, "anxiety")
    assert line.get_ydata() == pytest.approx(results.by_week("anxiety").mean(axis=0))
    low, high = line.axes.get_ylim()
    assert low <= line.get_ydata().min() <= line.get_ydata().max() <= high
    for column in ("incidents", "successes"):
        sums = by_quarter(results.by_week(column))
        assert sums.sum() == results.by_week(column).sum()
        assert quarter_ends(results.scenario.weeks)[-1] == results.scenario.weeks
        heights = [bar.get_height() for bar in by_gid(figure, column)]
        assert heights == pytest.approx(list(sums.mean(axis=0)))
    assert results.by_week("incidents").sum() > 0 < results.by_week("successes").sum()


@pytest.mark.parametrize("inches", [1.0, 2.5, 4.4])
def test_names_at_the_ends_of_lines_keep_clear_of_each_other(inches):
    figure = Figure(figsize=(4.0, 2.0 * inches))
    axes = figure.add_axes((0.2, 0.2, 0.5, 0.5))
    label_ends(axes, [(0.5, "at rest: 0.37", GREY, False), (0.5, "anxiety: 0.36", PURPLE, True)])
    figure.draw_without_rendering()
    low, high = sorted((text.get_window_extent() for text in axes.texts), key=lambda box: box.y0)
    assert low.y1 <= high.y0


def test_incidents_hang_down():
    figure = drawn("councillors", "county")
    down, up = figure.axes[:2]
    assert down.yaxis_inverted() and not up.yaxis_inverted()


def test_moratoria_and_crises_are_shares_of_runs():
    anxious = {"councillors.anxiety": 0.9, "events.moratorium": 3, "events.incidents": 0.2}
    scenario = council(40, **{**LIVELY, **anxious})
    results = simulate(scenario, 3)
    stopped = results.by_week("moratorium")
    assert stopped.any() and not stopped.all()
    figure = bears(councillors, results)
    crisis, moratorium = (area for area in figure.axes[2].collections)
    for area, shares in ((crisis, results.by_week("crisis") > 0.0), (moratorium, stopped > 0)):
        tops = {round(float(y), 6) for path in area.get_paths() for y in path.vertices[:, 1]}
        assert tops - {0.0} == {round(100.0 * share, 6) for share in shares.mean(axis=0)} - {0.0}
    assert f"a moratorium in {stopped.sum() / 3:.1f} weeks a run" in figure.get_label()
    assert "a moratorium in no week" in drawn("councillors", "nothing").get_label()


@pytest.mark.slow
def test_the_rest_is_where_an_undisturbed_council_comes_to_rest():
    scenario = council(200, **STILL, **{"councillors.count": 1000, "councillors.networked": 0.4})
    results = Results.of(Council(scenario, rng=3).run())
    assert results.by_week("anxiety")[0, -1] == pytest.approx(at_rest(results), abs=0.02)
    assert at_rest(results) == pytest.approx(0.4 * 0.2 + 0.6 * 0.4)


def test_no_one_rest_where_it_moves():
    leaders = Results.of(Council(council(2, **{"leadership.seat": "political"})).run())
    assert at_rest(leaders) is None
    changing = Results.of(Council(council(9, change=[{"week": 3, "councillors.anxiety": 0.9}])).run())
    assert at_rest(changing) is None
    assert not by_gid(councillors(changing), "at rest") and by_gid(councillors(results_of("county")), "at rest")


def test_a_run_alone_is_drawn_as_its_results():
    run = results_of("one_run").first
    assert run is not None
    (line,) = by_gid(councillors(run), "anxiety")
    assert np.array_equal(line.get_ydata(), run.weekly["anxiety"].to_numpy())


@pytest.mark.slow
def test_equal_results_equal_bytes(tmp_path):
    assert_equal_bytes("councillors", tmp_path)
