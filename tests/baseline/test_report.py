"""The report as a page, from few runs."""

import re

import pytest

from experiments.baseline.bands import BANDS
from experiments.baseline.capacity import run_arms
from experiments.baseline.judging import judge_arms, run_councils
from experiments.baseline.mechanisms import MECHANISMS
from experiments.baseline.patterns import PATTERNS, Pattern, Verdict
from experiments.baseline.report import report
from experiments.simulate import simulate
from simulation.scenario import Scenario

SMALL = Scenario.default().changed({"organisation.staff": 60, "organisation.departments": 4}, weeks=20)


def test_the_page_has_every_band_pattern_and_mechanism_in_tables_that_hold_together(monkeypatch):
    base = Scenario.load("district").changed(weeks=20)
    monkeypatch.setattr("experiments.baseline.councils.Scenario.load", lambda _: base)
    results = {"small": simulate(SMALL, 2)}
    page = report(results, judge_arms(results), run_councils(4, 0, 1), 2, 0)
    for said in (*(f"`{band.outcome}`" for band in BANDS), *(p.says for p in PATTERNS), *(m.says for m in MECHANISMS)):
        assert f"| {said} |" in page, said
    for table in re.findall(r"(?:^\|.*\n?)+", page, re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1, table.splitlines()[0]
    assert "nan" not in page
    assert "gathered after tuning" in page and page.count("a band, tuned to") == 3
    assert "40\ndimensions" in page


def test_arms_pair_with_the_runs_that_there_are():
    results = simulate(SMALL, 2, seed=5)
    arms = judge_arms({"small": results})["small"]
    assert {arm: [run.seed for run in of.replicates] for arm, of in arms.items()} == {arm: [5, 6] for arm in arms}
    again = run_arms(SMALL, 2, 5, 1)
    assert all(arms[arm].outcomes.equals(again[arm].outcomes) for arm in arms)


@pytest.mark.parametrize(
    ("is_there", "cell"), [(True, "| yes: 7 |"), (False, "| **no**: 7 |"), (None, "| **not distinguishable**: 7 |")]
)
def test_the_page_says_each_of_three_verdicts(monkeypatch, is_there: bool | None, cell: str):
    made = Pattern("It rains.", "drops", lambda results, arms: Verdict(is_there, "7"))
    monkeypatch.setattr("experiments.baseline.report.PATTERNS", (made,))
    results = {"small": simulate(SMALL.changed(weeks=2), 2, engine="mesa")}
    base = Scenario.load("district").changed(weeks=2)
    monkeypatch.setattr("experiments.baseline.councils.Scenario.load", lambda _: base)
    assert f"| It rains. | drops. {cell}" in report(results, {"small": {}}, run_councils(2, 0, 1), 2, 0)
