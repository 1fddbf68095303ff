"""Who blocks, as a picture of few runs: each is drawn, and nothing is said of an interval."""

from dataclasses import replace

import pytest

from experiments.show.sureness import FEW_RUNS, note_beside_gates
from tests.show.drawing import assert_equal_bytes, by_gid, drawn, results


def test_few_runs_are_drawn_one_by_one():
    some, figure = results("two_runs"), drawn("who_blocks", "two_runs")
    thin = [list(line.get_ydata()) for line in by_gid(figure, "a run")]
    assert thin == [pytest.approx(list(100.0 * run)) for run in some.by_week("uptake")]
    assert not figure.axes[0].collections
    many = drawn("who_blocks", "county")
    assert not by_gid(many, "a run") and len(many.axes[0].collections) == 1


@pytest.mark.parametrize("runs", [2, 4, 5])
def test_what_stands_beside_gates_has_an_interval_only_where_there_are_runs_enough(runs):
    some = results("county")
    often = [  # so often that a mean is said, and not a count
        replace(run, weekly=run.weekly.assign(blamed_self=1 + number)) for number, run in enumerate(some.replicates)
    ]
    said = note_beside_gates(replace(some, replicates=often[:runs]))
    assert "times a run" in said
    assert ("–" in said) == (runs >= FEW_RUNS)


def test_notes_name_nothing_that_is_not_drawn():
    for picture in ("who_blocks", "blame"):
        for case in ("one_run", "nothing"):
            said = " ".join(text.get_text() for text in drawn(picture, case).texts)
            assert "Beside the five gates: somebody would have" in said and "(no home)" not in said
            assert ("counts, such as 2 of 7" in said) == (case == "one_run")
    assert "nothing was refused" in [text.get_text() for text in drawn("who_blocks", "nothing").axes[1].texts]
    assert "nothing was refused" not in [text.get_text() for text in drawn("who_blocks", "county").axes[1].texts]


@pytest.mark.slow
def test_equal_results_equal_bytes(tmp_path):
    assert_equal_bytes("who_blocks", tmp_path)
