"""Regret, and how often each is best or good enough, where that is known; where one fails, where that was planted."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from experiments.baseline.bands import all_hold
from experiments.comparing import more
from experiments.comparing.beside import told_of_councils
from experiments.comparing.failing import Box, Limit, box_of_failures, within
from experiments.comparing.uncertain import PAIRS, TooFewCouncils, Uncertain, uncertain
from simulation import Scenario

ARMS = ("as it is", "a", "b")


def made(values, outcome="net_value") -> Uncertain:
    places = pd.DataFrame({"gates.comms.fte": np.linspace(1.5, 8.0, values.shape[1])})
    return Uncertain(outcome, 10.0, ARMS, {arm: arm.upper() for arm in ARMS}, 100, values, places)


def test_regret_is_what_the_best_of_each_council_has_more():
    values = np.array(
        [[[1.0] * PAIRS, [50.0] * PAIRS], [[5.0] * PAIRS, [45.0] * PAIRS], [[30.0] * PAIRS, [0.0] * PAIRS]]
    )
    found = made(values)
    np.testing.assert_allclose(found.regret, [[29.0, 0.0], [25.0, 5.0], [0.0, 50.0]], atol=1e-9)
    assert [found.best(arm).mean for arm in ARMS] == [0.5, 0.0, 0.5]
    assert [found.good_enough(arm).mean for arm in ARMS] == [0.5, 0.5, 0.5]
    assert found.leader == "as it is"
    assert found.failures.tolist() == [True, False]
    assert found.table().shape[0] == 6


def test_where_less_is_better_the_least_is_the_best():
    values = np.array([[[1.0] * PAIRS, [50.0] * PAIRS], [[5.0] * PAIRS, [20.0] * PAIRS], [[30.0] * PAIRS] * 2])
    found = made(values, "harm")
    np.testing.assert_allclose(found.regret, [[0.0, 30.0], [4.0, 0.0], [29.0, 10.0]], atol=1e-9)
    assert found.leader == "a" and found.good_enough("a").mean == 1.0
    assert (found.good_enough("b").low, found.good_enough("b").high) == (0.0, 1.0)
    assert found.best("b").mean == 0.0
    with pytest.raises(ValueError, match="of refused neither more nor less is better"):
        _ = made(values, "refused").regret


def test_luck_within_councils_widens_the_interval_of_a_share():
    """Two arms that are alike: with luck within councils either may be best, without it one always is."""
    rng = np.random.default_rng(1)
    level = np.zeros((3, 40, PAIRS))
    level[2] = -1000.0
    noisy = made(level + rng.normal(size=level.shape))
    sure = made(level + np.array([1.0, 0.0, 0.0])[:, None, None])
    low, high = sure.best("as it is").low, sure.best("as it is").high
    assert low == pytest.approx(0.9124, abs=1e-4) and high == 1.0  # the score interval of 40 of 40
    low, high = noisy.best("as it is").low, noisy.best("as it is").high
    assert low is not None and high is not None and high - low > 0.9
    assert noisy.best("b").mean == 0.0 and noisy.good_enough("a").mean == noisy.good_enough("as it is").mean == 1.0


def test_luck_is_not_told_as_regret_nor_as_failures():
    """Three arms that do the same, and runs that scatter by as much as matters."""
    found = made(10.0 * np.random.default_rng(3).normal(size=(3, 60, PAIRS)))
    raw = found.values.mean(axis=2)
    assert (raw.max(axis=0) - raw > found.matters).mean() > 0.1
    assert found.failures.sum() == 0 and all((found.mean_regret(arm).mean or 0.0) < 2.0 for arm in ARMS)


@pytest.mark.slow
def test_a_planted_box_is_found_and_luck_is_not(monkeypatch):
    monkeypatch.setattr("experiments.comparing.failing.SHUFFLES", 4)
    rng = np.random.default_rng(2)
    columns = ("gates.comms.fte", "councillors.anxiety", "staff.nerve")
    places = pd.DataFrame(rng.random((240, 3)), columns=list(columns))
    failures = ((places["gates.comms.fte"] < 0.4) & (places["councillors.anxiety"] > 0.5)).to_numpy()
    box = box_of_failures(places, failures)
    assert box is not None
    assert {(limit.path, limit.is_above) for limit in box.limits} == {
        ("gates.comms.fte", False),
        ("councillors.anxiety", True),
    }
    assert box.coverage > 0.8 and box.density > 0.8
    assert box.held_out is not None and 0.5 < box.held_out <= 1.0
    told = f"; {100.0 * box.held_out:.0f} % in councils that did not show the limits"
    assert str(box).endswith(told)
    inside = within(places, box.limits)
    assert (box.mass, box.density) == (inside.mean(), failures[inside].mean())
    assert box_of_failures(places, rng.permutation(failures)) is None


def test_a_box_is_said_in_a_sentence():
    box = Box((Limit("gates.comms.fte", 1.6, False), Limit("councillors.anxiety", 0.5, True)), 0.71, 0.6, 0.19)
    assert str(box) == (
        "fails where `gates.comms.fte` (size of the comms team) is below 1.6 full-time posts per 1,000 staff and "
        "`councillors.anxiety` (rest level of worry about reputation) is above 0.5: 71 % of its failures, 19 % of "
        "councils, of which 60 % fail"
    )
    found = made(np.array([[[1.0] * PAIRS] * 2, [[0.0] * PAIRS] * 2, [[0.0] * PAIRS] * 2]))
    assert told_of_councils(found, box)[-1] == f"The council as it is {box}."


def test_what_is_said_of_failures_without_a_box_is_why_there_is_none():
    """Three councils of thirty fail: no limits were looked for. Ten do: none were found."""
    for number, why in ((3, "too few to look for what they have in common"), (10, "no limits set them apart")):
        level = np.zeros((3, 30, PAIRS))
        level[1], level[1, :number], level[2] = -50.0, 50.0, -100.0
        found = made(level)
        assert found.leader == "as it is" and found.failures.sum() == number
        assert f"The council as it is fails in {number} councils; {why}" in told_of_councils(found, None)[-1]


def test_few_failures_have_no_box():
    places = pd.DataFrame({"staff.nerve": np.linspace(0.0, 1.0, 30)})
    assert box_of_failures(places, np.arange(30) < 3) is None
    assert box_of_failures(places, np.ones(30, dtype=bool)) is None


@pytest.mark.slow
def test_plausible_councils_are_those_whose_baseline_is_inside_the_bands(monkeypatch):
    chosen = []

    def seen(means):
        if is_inside := all_hold(means):
            chosen.append(means["uptake"])
        return is_inside

    monkeypatch.setattr("experiments.comparing.uncertain.all_hold", seen)
    found = uncertain(
        Scenario.load("district").changed(weeks=104),
        [("edict", "Edict", "strategies/edict")],
        "uptake",
        0.02,
        160,
        0,
        2,
    )
    assert found.sampled == 160 and found.kept < 96
    assert found.values.shape == (2, found.kept, PAIRS)
    assert len(found.places) == found.kept
    assert len(chosen) == found.kept + found.lost  # by luck of their own, which found.values do not hold
    assert all(0.05 <= baseline <= 0.6 for baseline in chosen)


@pytest.mark.slow
def test_too_few_plausible_councils_are_refused():
    with pytest.raises(ValueError, match="of 3 councils are plausible"):
        uncertain(Scenario.load("district").changed(weeks=10), [], "uptake", 0.02, 3)


def test_without_enough_plausible_councils_the_comparison_stays_and_says_so(monkeypatch):
    def none(*_: object, **__: object) -> None:
        raise TooFewCouncils("2 of 9 councils are plausible; at least 10 are needed")

    monkeypatch.setattr(more, "uncertain", none)
    found = SimpleNamespace(
        titles={"edict": "Edict"}, strategies=("edict",), scenario=None, primary="uptake", matters=0.02
    )
    beside = more.Beside.of(found, ["edict"], 9, None, False, 0, 1)  # type: ignore[arg-type]
    [sentence] = beside.sentences
    assert sentence == (
        "Nothing is said of plausible councils: 2 of 9 councils are plausible; at least 10 are needed; "
        "give more --councils."
    )
    assert beside.tables == beside.pictures == {}


def test_what_uncertain_needs_is_looked_for_before_anything_is_run(monkeypatch):
    monkeypatch.setattr(more, "find_spec", lambda name: None if name == "ema_workbench" else object())
    with pytest.raises(more.NotThere, match=r"--uncertain needs ema_workbench: pip install 'blockers\[uncertain\]'"):
        more.check_libraries()
