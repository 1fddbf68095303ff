"""Departments are drawn as they are in the results, and called left behind only where the runs show it."""

import importlib
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments import show
from experiments.intervals import Interval
from experiments.show.departments import DRAWN, LEAST, verdict
from experiments.show.left_behind import Department, by_department, chance_of_so_few
from experiments.show.sureness import edges
from experiments.simulate import simulate
from tests.show.drawing import LIVELY, ODD_NAMES, assert_equal_bytes, bears, by_gid, council, drawn, results


def names_of(figure: Figure) -> list[str]:
    return [axes.texts[0].get_text() for axes in figure.axes]


def department(name: str, mean: float, reach: float, chance: float = 0.001) -> Department:
    flat = np.full((5, 3), 100.0 * (mean + 0.1))
    return Department(name, 20.0, flat, flat, Interval(mean, mean - reach, mean + reach, 5), chance)


def test_each_panel_is_its_department_on_the_same_axes():
    some = results("usual")
    figure = drawn("departments", "usual")
    assert len(figure.axes) == 6 and len({(axes.get_xlim(), axes.get_ylim()) for axes in figure.axes}) == 1
    ends = []
    for axes in figure.axes:
        lines = {line.get_label(): np.asarray(line.get_ydata()) for line in axes.lines}
        for column, line_of in (("live", "live"), ("shadow", "shadow use")):
            of_runs = []
            for run in some.replicates:
                own = run.departments[run.departments["department"] == axes.texts[0].get_text()]
                of_runs.append(100.0 * own[column].to_numpy() / own["headcount"].to_numpy())
            assert lines[line_of] == pytest.approx(np.mean(of_runs, axis=0))
        assert lines["council"] == pytest.approx(100.0 * some.by_week("uptake").mean(axis=0))
        ends.append(lines["live"][-1])
    assert ends == sorted(ends, reverse=True)


@pytest.mark.slow
def test_of_many_departments_the_most_and_the_least_are_drawn_and_the_rest_counted():
    some = simulate(council(2, 900, 60, **LIVELY), 2)
    figure = bears(show.departments, some)
    large = [d.name for d in by_department(some) if d.headcount >= LEAST]
    assert len(large) > DRAWN
    assert names_of(figure) == large[: DRAWN // 2] + large[-DRAWN // 2 :]
    assert f"{len(large) - DRAWN} between them are not" in " ".join(text.get_text() for text in figure.texts)


@pytest.mark.slow
@pytest.mark.parametrize("case", ["county", "many_departments"])
def test_those_of_few_people_have_no_panel_and_are_named_and_pooled(case):
    some, figure = results(case), drawn("departments", case)
    every = by_department(some)
    small = [d for d in every if d.headcount < LEAST]
    assert 0 < len(small) < len(every)
    assert set(names_of(figure)) == {d.name for d in every} - {d.name for d in small}
    runs, people = len(some.replicates), sum(d.headcount for d in small)
    last = [run.departments[run.departments["week"] == some.scenario.weeks] for run in some.replicates]
    live = sum(int(table.loc[table["department"].isin([d.name for d in small]), "live"].sum()) for table in last) / runs
    pooled = f"{len(small)} departments under 10 people: {live:.1f} of {people:.0f} live, mean of {runs} runs"
    said = " ".join(text.get_text() for text in reversed(figure.texts))  # notes are written from the bottom up
    assert pooled in said and pooled in str(figure.get_label())
    assert all(d.name in said for d in small[:DRAWN])
    large = [d for d in every if d.headcount >= LEAST]
    highest = max(float(edges(of)[1].max()) for d in large for of in (d.live, d.shadow))
    assert figure.axes[0].get_ylim()[1] == pytest.approx(1.03 * max(2.0, highest))


def test_where_all_are_small_all_have_panels():
    assert len(names_of(drawn("departments", "few_people"))) == 3
    assert "under 10 people" not in str(drawn("departments", "few_people").get_label())


def test_names_stand_as_they_are_or_cut_and_never_as_formulas():
    shown = names_of(drawn("departments", "odd_names"))
    assert {"<&$_%$ unit", "$x_2$ and more", "_private", "Παιδεία", "市役所の図書館"} <= set(shown)
    for name in ODD_NAMES:
        assert any(name == one or (one.endswith("…") and name.startswith(one[:-1])) for one in shown)
    assert not any(text.get_parse_math() for axes in drawn("departments", "odd_names").axes for text in axes.texts)


def test_left_behind_needs_an_interval_that_lies_below_and_more_than_chance():
    assert department("Finance", -0.05, 0.01).is_left_behind
    assert not department("Parks", 0.05, 0.01).is_left_behind
    assert not department("Unsure", -0.05, 0.06).is_left_behind
    assert not department("Tiny", -0.05, 0.0, chance=0.3).is_left_behind
    few = Interval(-0.05, -0.06, -0.04, 4)
    assert not replace(department("Few", -0.05, 0.01), beside=few).is_left_behind
    assert not replace(department("Alone", -0.05, 0.0), beside=Interval(-0.05, None, None, 1)).is_left_behind


def test_each_is_held_to_the_level_over_the_number_of_departments():
    stats = pytest.importorskip("scipy.stats")
    some = results("usual")
    runs = some.replicates
    for found in by_department(some):
        own = [run.departments[run.departments["department"] == found.name].iloc[-1] for run in runs]
        half = [0.5 * run.outcomes["uptake"] for run in runs]
        beside = [row["live"] / row["headcount"] - of for row, of in zip(own, half, strict=True)]
        mean, error = np.mean(beside), stats.sem(beside)
        low, high = stats.t.interval(1.0 - 0.05 / 6, 5, mean, error)
        assert (found.beside.low, found.beside.high) == (pytest.approx(low), pytest.approx(high))
        expected = sum(of * row["headcount"] for row, of in zip(own, half, strict=True))
        alone = stats.poisson.cdf(sum(row["live"] for row in own), expected)
        assert found.chance == pytest.approx(min(1.0, 6 * alone))
    assert "for all 6 departments together" in " ".join(text.get_text() for text in drawn("departments", "usual").texts)


def test_few_runs_are_drawn_one_by_one():
    some, figure = results("two_runs"), drawn("departments", "two_runs")
    for axes in figure.axes:
        assert len(by_gid(axes, "a run")) == 2 * len(some.replicates) and not axes.collections


def test_chance_of_so_few_is_that_of_a_poisson_count():
    stats = pytest.importorskip("scipy.stats")
    for counted, expected in ((0, 0.5), (3, 9.8), (40, 41.0), (120, 200.0)):
        assert chance_of_so_few(counted, expected) == pytest.approx(stats.poisson.cdf(counted, expected))


def test_those_left_behind_are_named_in_words_and_marked():
    some = results("usual")
    parks, finance, unsure = (
        department("Parks", 0.05, 0.01), department("Finance", -0.05, 0.01), department("Legal", -0.01, 0.02)
    )  # fmt: skip
    assert verdict(some, [parks, finance, unsure]) == "Left behind: Finance."
    assert "one is below half" in verdict(some, [parks, unsure]) and "not distinguishable" in verdict(
        some, [parks, unsure]
    )
    assert verdict(some, [parks, parks]) == "No department is left behind."
    assert "cannot show more: Legal" in verdict(results("one_run"), [parks, unsure])
    assert "in the mean of 2 runs, too few to tell: Legal" in verdict(results("two_runs"), [parks, unsure])
    assert "one department" in verdict(some, [finance])
    assert "Nobody is live" in str(drawn("departments", "nothing").get_label())


def test_a_picture_marks_whom_its_words_name(monkeypatch):
    some = results("usual")
    behind = [replace(d, beside=Interval(-0.5, -0.6, -0.4, 6), chance=0.0) for d in by_department(some)[-1:]]
    others = by_department(some)[:-1]
    module = importlib.import_module("experiments.show.departments")
    monkeypatch.setattr(module, "by_department", lambda _: others + behind)
    figure = show.departments(some)
    name = behind[0].name
    assert f"Left behind: {name}." in [text.get_text() for text in figure.texts]
    assert f"Left behind: {name}." in str(figure.get_label())
    assert [axes.texts[0].get_text() for axes in figure.axes if "left behind" in axes.texts[1].get_text()] == [name]


def test_the_verdict_goes_over_as_many_lines_as_it_needs(monkeypatch):
    below = [replace(d, beside=Interval(-0.5, None, None, 1)) for d in by_department(results("one_run"))]
    below = [replace(d, name=f"{d.name} and a good deal more") for d in below]
    monkeypatch.setattr(importlib.import_module("experiments.show.departments"), "by_department", lambda _: below)
    figure = bears(show.departments, results("one_run"))
    said = [text.get_text() for text in reversed(figure.texts)]
    assert verdict(results("one_run"), below) in " ".join(said) and verdict(results("one_run"), below) not in said


def test_the_last_week_of_a_panel_keeps_clear_of_the_next():
    figure = bears(show.departments, simulate(council(156, 60, 3), 1))
    figure.draw_without_rendering()
    words = [
        tick.label1.get_window_extent()
        for axes in figure.axes
        for tick in axes.xaxis.get_major_ticks()
        if tick.label1.get_visible() and tick.label1.get_text()
    ]
    assert len(words) == 12
    ordered = sorted(words, key=lambda box: box.x0)
    letter = ordered[0].width  # of a nought
    assert all(left.x1 + letter < right.x0 for left, right in pairwise(ordered))


@pytest.mark.slow
def test_equal_results_equal_bytes(tmp_path):
    assert_equal_bytes("departments", tmp_path)
