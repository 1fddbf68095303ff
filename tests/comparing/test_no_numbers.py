"""Outcomes that are no number in some or all runs end in words; so do seeds beyond 64 bits, before anything is run."""

import pytest

from experiments.arms.arm import Arm
from experiments.comparing.beside import told_of_levers
from experiments.comparing.compare import AS_IT_IS, NoNumbers, compare
from experiments.comparing.levers import Link, Order, TooFewPairs, order_of_levers
from experiments.comparing.telling import told
from experiments.intervals import Interval
from experiments.reporting.parts.method import how_many
from simulation import Scenario
from tests.commands.calling import SMALL as FEW
from tests.commands.calling import blockers, refused

SMALL = Scenario.load("county").changed({"organisation.staff": 60}, weeks=1)
SAME = (Arm("same", SMALL), "The same")


def test_an_outcome_without_any_number_is_refused_after_the_pilot_and_told_without_one():
    with pytest.raises(NoNumbers, match="wait_legal is no number"):
        compare(SMALL, [SAME], "wait_legal", 1.0)
    found = compare(SMALL, [SAME], "wait_legal", 1.0, pairs=3)
    assert told(found)[0].startswith(
        "No verdict: wait legal is no number (a share of nothing) in too many pairs of The"
    )


def test_levers_without_a_number_are_said_not_to_have_one(tmp_path):
    (tmp_path / "nothing.toml").write_text('title = "Nothing"\n', encoding="utf-8")
    lever = ("nothing", "Nothing", str(tmp_path / "nothing.toml"))
    with pytest.raises(TooFewPairs, match="wait_legal is no number"):
        order_of_levers(SMALL, [lever], "wait_legal", None, pairs=3)


def test_forty_of_forty_is_not_certain():
    never = compare(SMALL, [SAME], "uptake", None, pairs=10).never(AS_IT_IS)
    assert never.mean == never.high == 1.0 and never.low == pytest.approx(0.7225, abs=1e-4)


def test_a_chain_that_costs_more_or_does_harm_on_fresh_luck_is_said_to():
    gain = Interval(-0.03, -0.04, -0.02, 30)
    link = Link("a", "A", gain, gain, Interval(130.0, 110.0, 150.0, 30), gain)
    said = told_of_levers(Order("uptake", 120.0, 30, 26, (), (link,), "no lever is left"))
    assert said[2:] == [
        "On fresh luck that is more hours than the budget allows.",
        "On fresh luck all of them together surely lower it.",
    ]


def test_seeds_of_what_is_asked_beside_are_reckoned_with(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    seed = 2**64 - 100
    (line,) = refused(blockers("compare", "county", *FEW, "--pairs", "4", "--first", "--seed", seed))
    assert "--seed: the last run would have seed" in line and not list(tmp_path.iterdir())


def test_the_report_says_where_the_number_of_pairs_comes_from():
    assert "asked for with --pairs" in how_many(compare(SMALL, [SAME], "uptake", None, pairs=2).plan)
