"""The story of where two strategies part: none for the same run, and told from what happened to whom."""

import pytest

from experiments.comparing.divergence import divergence, runs
from experiments.divergence import stages_of
from simulation import Scenario
from simulation.state import Stage

SMALL = Scenario.load("county").changed({"organisation.staff": 200}, weeks=60)


@pytest.fixture(scope="module")
def told():
    return divergence(("edict", SMALL.overlaid("strategies/edict")), ("as it is", SMALL), 3)


def test_the_same_run_never_parts():
    same = divergence(("one", SMALL), ("other", SMALL.changed({"title": "Another name"})), 3)
    assert same.week is None
    assert same.sentences == ("In 60 weeks nothing happened in one that did not happen in other as well.",)


def test_the_story_names_both_says_whose_life_changed_first_and_what_followed(told):
    one, other = runs(SMALL.overlaid("strategies/edict"), SMALL, 3)
    said = " ".join(told.sentences)
    assert all(sentence[:1].isupper() for sentence in told.sentences)
    assert f"Their ways part in week {told.week}, with " in said
    uptake = [100.0 * run.weekly["uptake"].iloc[-1] for run in (one, other)]
    assert f"week 60: {uptake[0]:.1f} % and {uptake[1]:.1f} %" in said and "Uptake, edict and as it is: " in said
    elsewhere = sum(a != b for a, b in zip(stages_of(one, 60), stages_of(other, 60), strict=True))
    assert f"At the end of week 60, {elsewhere} of 200 people stand elsewhere" in said


def test_stages_at_the_end_are_those_of_the_council():
    run, _ = runs(SMALL, SMALL, 3)
    live = sum(stage == Stage.LIVE for stage in stages_of(run, 60))
    assert live > 0 and live == round(200 * run.weekly["uptake"].iloc[-1])


def test_councils_of_other_people_cannot_be_followed():
    more = SMALL.changed({"organisation.staff": 201})
    other = divergence(("more", more), ("as it is", SMALL), 3)
    assert other.week is None and "other people" in other.sentences[0]
