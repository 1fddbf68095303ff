"""What is read of a sweep is what its runs were, and what is said of it is no more than they show."""

from statistics import mean

import numpy as np
import pandas as pd
import pytest

from experiments.folder import FolderRefused
from experiments.intervals import interval
from experiments.results import Results
from experiments.sweeps.answering import answer_of
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.reading import read_sweep
from experiments.sweeps.summing import groups
from experiments.sweeps.sweep import Answer
from simulation.engine.council import CompiledCouncil
from tests.sweeps.studies import ALL_KEPT, RUNS, SMALL, carried_out, written

POINTS = 12


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    carried_out(written(folder, SMALL + ALL_KEPT), folder / "study", batch=5)
    return folder / "study"


@pytest.fixture(scope="module")
def results(study):
    return Results.open(study)


@pytest.fixture(scope="module")
def run(study):
    """One run of the sweep, done here: point 7 with its third seed."""
    sweep = read_sweep(str(study.parent / "small.toml"))
    return 7 + POINTS * 2, CompiledCouncil(sweep.scenario(7), 2).run()


def test_a_folder_without_a_sweep_is_refused(tmp_path):
    with pytest.raises(FolderRefused, match=r"holds no sweep of blockers; begin one with: blockers sweep NAME --out"):
        Results.open(tmp_path)


def test_tables_have_a_row_for_each(results):
    runs = results.runs()
    assert isinstance(results, SweepResults) and len(results) == len(runs) == RUNS
    assert list(runs.columns) == list(results.columns) and runs["run_id"].tolist() == list(range(RUNS))
    assert results.runs(["run_id", "uptake"], "strategy = 'none'").shape == (RUNS // 2, 2)
    assert len(results.failed()) == 0


def test_weeks_and_departments_are_those_of_the_run(results, run):
    run_id, done = run
    weekly = results.weekly(f"run_id = {run_id}")
    assert weekly["week"].tolist() == list(range(21))
    for measure in ("uptake", "queue_comms"):
        assert weekly[measure].tolist() == done.weekly[measure].tolist()
    departments = results.departments(f"run_id = {run_id}")
    theirs = done.departments.sort_values(["week", "department"])
    assert departments["department"].tolist() == theirs["department"].tolist()
    assert departments["uptake"].tolist() == theirs["uptake"].tolist()
    assert {"strategy", "digital_lead.hours", "seed"} <= set(departments.columns)


def test_events_are_those_of_the_run(results, run):
    run_id, done = run
    ours, theirs = results.events(f"run_id = {run_id}"), done.events()
    assert len(ours) == len(theirs) > 50
    for name in theirs.columns:
        if name != "person":  # by number here, by name there
            pd.testing.assert_series_equal(ours[name], theirs[name], check_dtype=False, check_names=False)


def test_intervals_are_over_seeds_whose_runs_share_their_luck(results):
    runs = results.runs()
    found = groups(results, "uptake", ["strategy"])
    assert [group.key for group in found] == [("none",), ("strategies/edict",)]
    for group in found:
        own = runs[runs["strategy"] == group.key[0]]
        by_seed = [part["uptake"].mean() for _, part in own.groupby("seed")]
        assert group.runs == len(own) and group.mean.n == 4
        expected = interval(by_seed, 0.0, 1.0)
        assert group.mean.mean == pytest.approx(mean(by_seed))
        assert (group.mean.low, group.mean.high) == pytest.approx((expected.low, expected.high))
    table = results.summary(["uptake", "filed"], by="digital_lead.hours")
    assert table["digital_lead.hours"].tolist() == [0.0, 18.5, 37.0] * 2 and set(table["over"]) == {"4 seeds"}


def test_names_that_there_are_not_are_refused_with_the_nearest(results):
    with pytest.raises(ValueError, match=r"no outcome is called 'uptak'.*did you mean uptake\?"):
        results.summary("uptak")
    with pytest.raises(ValueError, match=r"no factor is called 'strateg'.*did you mean strategy\?"):
        results.summary("uptake", by="strateg")
    with pytest.raises(ValueError, match=r"no weekly measure 'filed' was kept; there are uptake, queue_comms"):
        results.plot_weeks(measure="filed")
    with pytest.raises(ValueError, match="two factors"):
        results.plot_heat("uptake", "strategy", "strategy")
    with pytest.raises(ValueError, match=r"columns: found 'uptaek'; allowed: run_id, .*; did you mean uptake\?"):
        results.runs(["run_id", "uptaek"])


def test_all_outcomes_are_summed_up_in_one_go(results, monkeypatch):
    asked, query = [], SweepResults.query

    def counted(self, sql):
        asked.append(sql)
        return query(self, sql)

    monkeypatch.setattr(SweepResults, "query", counted)
    together = results.summary(by="strategy")
    assert len(asked) == 3  # what the unit is, the values of the factor, and the means
    for outcome in results.outcomes:
        alone = results.summary(outcome, by="strategy")
        pd.testing.assert_frame_equal(together[together["outcome"] == outcome].reset_index(drop=True), alone)


def test_runs_that_two_folders_hold_are_not_counted_twice(study, tmp_path):
    with pytest.raises(ValueError, match="given twice"):
        Results.open(study, study)
    again = tmp_path / "again"
    carried_out(study.parent / "small.toml", again, shard=(2, 4))
    with pytest.raises(ValueError, match=r"hold the same runs \(12 to 23 in the sweep's order\)"):
        Results.open(study, again)


def test_pictures_say_what_they_show(results):
    heat = results.plot_heat("uptake", "digital_lead.hours", "strategy")
    strips = results.plot_strips("net_value", "strategy")
    weeks = results.plot_weeks("strategy", "uptake")
    for figure in (heat, strips, weeks):
        texts = " ".join(text.get_text() for text in figure.texts)
        assert "Small" in texts and f"county, {RUNS} runs, 4 seeds" in texts and "95 % intervals" in texts
        assert str(figure.get_label()).startswith("Small. ")
    axes = heat.axes[0]
    assert axes.get_xlabel() == "digital_lead.hours (hours per week)" and axes.get_ylabel() == "strategy"
    shown = np.asarray(axes.images[0].get_array())
    most = results.runs(["uptake"], "strategy <> 'none' AND \"digital_lead.hours\" = 37")
    assert shown[1, 2] == pytest.approx(100 * most["uptake"].mean())
    assert strips.axes[0].get_xlabel() == "net_value (hours)" and weeks.axes[0].get_ylabel() == "uptake (% of staff)"
    assert len(weeks.axes[0].lines) >= 2


def test_an_answer_says_no_more_than_the_runs_show(results):
    one = answer_of(results, Answer("net_value", ("digital_lead.hours",)))
    assert one.startswith("Net value (") and "is highest with digital_lead.hours = 0 hours per week" in one
    none = answer_of(results, Answer("refusal_rate_ict", ("gates.comms.own_work",)))
    assert "does not depend on gates.comms.own_work as far as these runs tell" in none or "is highest" in none
    both = answer_of(results, Answer("net_value", ("digital_lead.hours", "strategy"), "least"))
    assert "alone brings" in both and "their sum" in both and "is lowest with digital_lead.hours = 37" in both


def test_a_range_with_many_values_is_shown_in_bands(tmp_path):
    text = SMALL.replace("replications = 4", "replications = 1") + '[design]\nkind = "sobol"\npoints = 16\n'
    file = written(tmp_path, text)
    carried_out(file, tmp_path / "study")
    results = SweepResults(tmp_path / "study")
    table = results.summary("uptake", by="digital_lead.hours")
    assert table["runs"].tolist() == [4, 4, 4, 4] and set(table["over"]) == {"4 points"}
    assert answer_of(results, Answer("uptake", ("digital_lead.hours",)))
