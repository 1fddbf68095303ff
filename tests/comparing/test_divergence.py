"""Where two runs part: nowhere for the same run, exactly where something is changed, and told from what happened."""

from experiments.comparing.divergence import differing, divergence, parted, runs
from simulation import Scenario

SMALL = Scenario.load("county").changed({"organisation.staff": 200}, weeks=60)


def test_the_same_run_never_parts():
    told = divergence(("one", SMALL), ("other", SMALL.changed({"title": "Another name"})), 3)
    assert told.week is None
    assert told.sentences == ("On seed 3 nothing that happens differs: one and other are the same run.",)


def test_a_change_in_a_week_parts_two_runs_in_that_week_or_later_and_never_before():
    later = SMALL.changed({"change": [{"week": 30, "route": {"transparency": 1}, "gates": {"comms": {"fte": 0}}}]})
    one, other = runs(later, SMALL, 3)
    week = parted(one, other)
    assert week is not None and week >= 30
    before = [row for row in one.log_rows if row[0] < 30]
    assert before == [row for row in other.log_rows if row[0] < 30]


def test_what_differs_is_in_one_log_and_not_in_the_other():
    led = SMALL.overlaid("strategies/edict")
    one, other = runs(led, SMALL, 3)
    week = parted(one, other)
    assert week is not None
    mine, theirs = differing(one, other, week), differing(other, one, week)
    assert mine or theirs
    assert all(row in one.log_rows for row in mine) and all(row in other.log_rows for row in theirs)


def test_the_story_names_both_and_says_what_followed():
    told = divergence(("edict", SMALL.overlaid("strategies/edict")), ("as it is", SMALL), 3)
    said = " ".join(told.sentences)
    assert said.startswith(f"Before week {told.week} all that happens is the same.")
    assert "Uptake, edict and as it is: " in said
    assert "stand somewhere else, of 200." in said or "stands somewhere else, of 200." in said
