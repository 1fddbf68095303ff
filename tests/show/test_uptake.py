"""What is drawn of uptake is what the results say, read back from the picture."""

from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from experiments.show.look import BLUE
from experiments.show.uptake import STACKED, stages_by_week
from simulation.state import Stage, label
from tests.show.drawing import assert_equal_bytes, drawn, results


def axes_of(figure: Figure) -> list[Any]:
    return list(figure.axes)


def edges(area: Any) -> Any:
    """Where an area between two curves begins and ends, week by week."""
    points = np.unique(np.asarray(area.get_paths()[0].vertices), axis=0)
    weeks = np.unique(points[:, 0])
    return (
        np.array([points[points[:, 0] == week, 1].min() for week in weeks]),
        np.array([points[points[:, 0] == week, 1].max() for week in weeks]),
    )


def test_the_line_is_the_mean_and_bands_are_quantiles_of_runs():
    some = results("usual")
    left, _ = axes_of(drawn("uptake", "usual"))
    live = 100.0 * some.by_week("uptake")
    (mean,) = [line for line in left.lines if line.get_label() == "mean"]
    assert np.asarray(mean.get_ydata()) == pytest.approx(live.mean(axis=0)) and to_rgba(mean.get_color()) == to_rgba(
        BLUE
    )
    wide, half = left.collections
    for area, low, high in ((wide, 0.05, 0.95), (half, 0.25, 0.75)):
        least, most = edges(area)
        assert least == pytest.approx(np.quantile(live, low, axis=0))
        assert most == pytest.approx(np.quantile(live, high, axis=0))
    assert f"{live[:, -1].mean():.1f} %" in [text.get_text() for text in left.texts]


def test_few_runs_are_drawn_one_by_one_and_one_has_no_band():
    two = results("district")
    left, _ = axes_of(drawn("uptake", "district"))
    thin = [line for line in left.lines if line.get_linewidth() < 1.0]
    assert not left.collections and len(thin) == 2
    assert np.asarray(thin[1].get_ydata()) == pytest.approx(100.0 * two.by_week("uptake")[1])
    left, _ = axes_of(drawn("uptake", "one_run"))
    assert not left.collections and len(left.lines) == 1


def test_stages_lie_on_one_another_and_with_the_uninterested_make_all_staff():
    some = results("usual")
    _, right = axes_of(drawn("uptake", "usual"))
    floor = np.zeros(some.by_week("live").shape[1])
    for area in right.collections:
        (stage,) = [stage for stage, words, _, _ in STACKED if words == area.get_label()]
        part = 100.0 * some.by_week(label(stage)).mean(axis=0) / some.staff
        floor = floor + part
        assert edges(area)[1] == pytest.approx(floor)
    assert floor + stages_by_week(some)[Stage.UNINTERESTED] == pytest.approx(100.0)
    assert right.get_ylim()[1] >= floor.max()


def test_every_stage_that_is_there_is_named_with_its_share_in_order():
    some = results("many_weeks")
    _, right = axes_of(drawn("uptake", "many_weeks"))
    stages = stages_by_week(some)
    named = {text.get_text(): text.get_position()[1] for text in right.texts}
    there = [f"{words} {stages[stage][-1]:.1f}" for stage, words, _, _ in STACKED if stages[stage][-1] > 0.0]
    assert set(there) <= set(named) and len(there) > 3
    heights = [text.xy[1] for words in there for text in right.texts if text.get_text() == words]
    assert heights == sorted(heights)


def test_where_nothing_happens_it_says_so():
    left, right = axes_of(drawn("uptake", "nothing"))
    assert "it stayed at 0 %" in [text.get_text() for text in left.texts]
    assert "nobody was interested" in [text.get_text() for text in right.texts]


def test_changes_have_a_line_each_and_a_name():
    figure = drawn("uptake", "odd_names")
    left, right = axes_of(figure)
    for axes in (left, right):
        dotted = [
            line for line in axes.lines if line.get_xdata()[0] == line.get_xdata()[-1] and line.get_linewidth() == 0.8
        ]
        assert [line.get_xdata()[0] for line in dotted] == [0, 12, 13, 29]
    words = " ".join(text.get_text() for text in left.texts)
    assert "At once" in words and "$half_a$ <lead> & more; More" in words and "gates.ict.hours" in words
    notes = " ".join(text.get_text() for text in figure.texts)
    assert "week 12, $half_a$ <lead> & more" in notes and "after the first crisis, Then this" in notes


@pytest.mark.slow
def test_equal_results_equal_bytes(tmp_path):
    assert_equal_bytes("uptake", tmp_path)
