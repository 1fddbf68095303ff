"""Comparisons whose answer is known, and the number of pairs."""

import math
from dataclasses import replace

import numpy as np
import pytest

from experiments.arms.arm import Arm
from experiments.comparing.compare import AS_IT_IS, MOST, PILOT, USUAL, Plan, compare
from experiments.comparing.ends import ENDS, LONGEST, ends
from experiments.comparing.laying import bundled, file_of, laid
from experiments.comparing.page import print_comparison
from experiments.comparing.telling import told
from experiments.comparing.verdict import Verdict, verdict
from experiments.explaining.page import Page
from experiments.intervals import Interval
from simulation import Scenario
from simulation.engine.council import CompiledCouncil
from simulation.scenario import ScenarioError

SMALL = Scenario.load("county").changed({"organisation.staff": 60}, weeks=26)
SAME = (Arm("same", SMALL), "The same")
OPEN = (
    Arm(
        "open", SMALL.changed({f"route.removal.{g}": "removed" for g in ("management", "comms", "hr", "legal", "ict")})
    ),
    "Wide open",
)


@pytest.fixture(scope="module")
def found():
    return compare(SMALL, [SAME, OPEN], "uptake", 0.005, pairs=12)


def test_the_council_against_itself_is_exactly_no_difference_that_matters(found):
    of = found.difference("same", "uptake")
    assert (of.mean, of.low, of.high) == (0.0, 0.0, 0.0)
    assert verdict(of, found.matters) == Verdict.ALIKE
    assert found.ratio("same") == math.inf


def test_no_gate_at_all_surely_raises_uptake(found):
    assert verdict(found.difference("open", "uptake"), found.matters) == Verdict.HIGHER
    assert told(found)[0].startswith("Surely higher uptake, in points: Wide open (")
    assert found.order == ["open", "same"]


@pytest.mark.slow
def test_seeds_begin_at_the_seed_where_there_is_no_pilot_and_after_it_where_there_is(found):
    assert found.trials.seeds == tuple(range(12))
    piloted = compare(SMALL, [OPEN], "uptake", 0.05, seed=5)
    assert piloted.plan.pilot == PILOT and piloted.plan.half_width == 0.025
    assert piloted.trials.seeds[0] == 5 + PILOT
    assert PILOT <= piloted.plan.pairs == len(piloted.trials.seeds) <= MOST


@pytest.mark.slow
def test_without_an_effect_that_matters_there_is_no_verdict_and_the_usual_number_of_pairs():
    none = compare(SMALL.changed(weeks=6), [(Arm("same", SMALL.changed(weeks=6)), "The same")], "net_value", None)
    assert none.n == USUAL
    assert told(none)[0].startswith("No verdict: nobody said how large a difference of net value matters")
    assert verdict(none.difference("same", "net_value"), None) == Verdict.NONE


def test_only_a_number_that_nobody_asked_for_is_told_as_the_usual_one(found):
    asked, usual = replace(found, plan=Plan(USUAL)), replace(found, plan=Plan(USUAL, is_usual=True))
    said = "12 pairs of runs in each arm"
    assert f"{said}." in told(asked)
    assert f"{said}, as many as are run where nothing else is asked." in told(usual)


def test_weeks_to_a_quarter_are_cut_off_at_the_horizon(found):
    weeks = found.values(AS_IT_IS, "weeks_to_quarter")
    assert (weeks <= SMALL.weeks).all()
    assert found.never(AS_IT_IS).mean == 1.0
    assert set(weeks) == {26.0}


def test_other_people_are_named():
    fewer = (Arm("fewer", SMALL.changed({"organisation.staff": 90})), "Fewer")
    other = compare(SMALL, [fewer], "uptake", None, pairs=2)
    assert other.other_people == ["fewer"]
    assert any(sentence.startswith("Careful: Fewer has other people") for sentence in told(other))


def test_every_request_ends_once_or_is_open():
    run = CompiledCouncil(Scenario.load("district"), 2).run()
    counts = ends(run).sum(axis=1)
    assert counts.sum() == run.outcomes["filed"]
    assert counts[1] <= run.outcomes["approved"]
    long = (run.outcomes["approved"] - counts[1]) + (run.outcomes["refused"] - counts[2])
    assert counts[0] == run.outcomes["in_flight"] + long + (run.outcomes["withdrawn"] - counts[3])
    assert ends(run).shape == (1 + len(ENDS), LONGEST + 1)


def test_all_of_it_can_be_printed_in_eighty_columns(found, capsys):
    print_comparison(found, Page())
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("  open ") for line in lines)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (2.5, 3.0, Verdict.HIGHER),
        (-3.0, -2.0, Verdict.LOWER),
        (-1.0, 1.9, Verdict.ALIKE),
        (1.0, 3.0, Verdict.MAYBE_HIGHER),
        (-3.0, -0.1, Verdict.MAYBE_LOWER),
        (-1.0, 2.0, Verdict.OPEN),
    ],
)
def test_words_follow_the_interval(low, high, said):
    assert verdict(Interval((low + high) / 2.0, low, high, 9), 2.0) == said


def test_strategies_are_laid_above_settings_and_beneath_weeks():
    council, arms = laid("county", {"digital_lead.hours": 5}, 20, [], ["strategies/digital-lead"])
    ((arm, title),) = arms
    assert (council.values["digital_lead.hours"], arm.scenario.values["digital_lead.hours"]) == (5, 37)
    assert council.weeks == arm.scenario.weeks == 20
    assert title == "Digital lead alone"
    assert len(bundled()) == 12
    assert file_of("open-door") == "strategies/open-door"
    with pytest.raises(ScenarioError, match="edikt"):
        laid("county", {}, None, [], ["strategies/edikt", "strategies/edict"])


def test_two_strategies_of_one_name_are_told_apart(tmp_path):
    (tmp_path / "edict.toml").write_text("[leadership]\nstrength = 0.5\n", encoding="utf-8")
    _, arms = laid("county", {}, None, [], ["strategies/edict", str(tmp_path / "edict.toml")])
    assert [arm.name for arm, _ in arms] == ["edict", "edict 2"]


def test_values_are_those_of_the_runs(found):
    np.testing.assert_array_equal(found.values("open", "uptake"), found.trials.of("open", "uptake"))
    assert found.trials.read["uptake"][1, :, -1].tolist() == found.trials.of("same", "uptake").tolist()
