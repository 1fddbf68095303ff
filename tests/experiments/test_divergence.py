"""Where two runs part: the finding against a search by brute force, its sentences, and what cannot be compared."""

from itertools import pairwise

import pytest

from experiments.divergence import NotTheSameLuck, first_divergence, stand_elsewhere, story
from simulation import Council, Scenario
from simulation.biography import life
from simulation.engine.council import CompiledCouncil
from simulation.record import Event

SMALL = {"organisation.staff": 150, "organisation.departments": 5, "influence.outside_hazard": 0.02}


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.default().changed(SMALL, weeks=60)


@pytest.fixture(scope="module")
def runs(small):
    """The council as it stands and under each strategy, seed 3."""
    laid = {name: small.overlaid(name) for name in Scenario.named("strategies")}
    return {"": CompiledCouncil(small, 3).run(), **{name: CompiledCouncil(one, 3).run() for name, one in laid.items()}}


def rows_by_week(run):
    found: dict[int, list[tuple[int, ...]]] = {week: [] for week in range(run.weeks + 1)}
    for row in run.log_rows:
        if row[1] != Event.CHANGE:
            found[row[0]].append(tuple(row))
    return found


def test_it_is_the_first_week_whose_events_differ_and_somebody_whose_week_does(runs):
    parted = 0
    for (_, a), (_, b) in pairwise(runs.items()):
        found = first_divergence(a, b)
        weeks_a, weeks_b = rows_by_week(a), rows_by_week(b)
        differing = [week for week in weeks_a if weeks_a[week] != weeks_b[week]]
        assert (found.week if found else None) == (differing[0] if differing else None)
        if found is None:
            continue
        parted += 1
        assert found.alike >= sum(len(weeks_a[week]) for week in range(found.week))
        of_week = [
            [row[:4] + row[5:] for row in weeks[found.week] if row[2] == found.person] for weeks in (weeks_a, weeks_b)
        ]
        assert of_week[0] != of_week[1]
    assert parted > 8


def test_what_is_told_of_somebody_are_sentences_of_their_life(runs):
    a, b = runs[""], runs["strategies/lead-and-network"]
    found = first_divergence(a, b)
    assert found is not None and found.in_a != found.in_b
    assert set(found.in_a) <= set(life(a, found.person)) and set(found.in_b) <= set(life(b, found.person))
    said = story(a, b, ("Here", "There"))
    assert f"week {found.week}, with {found.who}." in said[0]
    assert said[1].startswith("Here: ") and said[2].startswith("There: ")
    assert f"{stand_elsewhere(a, b)} of 150 people stand elsewhere" in said[3]


def test_where_only_numbers_differ_they_are_named(small):
    a = CompiledCouncil(small.changed({"hoops.number": 1, "start.asking": 0.1}), 3).run()
    b = CompiledCouncil(small.changed({"hoops.number": 1, "hoops.hours": 3, "start.asking": 0.1}), 3).run()
    found = first_divergence(a, b)
    assert found is not None and found.in_a == found.in_b and found.numbers
    said = " ".join(story(a, b, ("one", "other")))
    assert "In both: " in said and "hoop hours: 2.0 in one, 3.0 in other" in said


def test_those_who_stand_elsewhere_are_those_whose_last_stage_differs(runs):
    a, b = runs[""], runs["strategies/edict"]
    assert stand_elsewhere(a, a) == 0
    live = [int(run.weekly["live"].iloc[-1]) for run in (a, b)]
    assert 150 > stand_elsewhere(a, b) >= abs(live[0] - live[1]) > 0


def test_a_run_and_itself_never_part_and_both_engines_tell_the_same(small, runs):
    a = runs[""]
    assert first_divergence(a, a) is None
    assert story(a, a) == [
        f"In 60 weeks nothing happened in {small.called} that did not happen in {small.called} as well."
    ]
    readable = Council(small.overlaid("strategies/edict"), rng=3).run()
    assert first_divergence(a, readable) == first_divergence(a, runs["strategies/edict"])


def test_dated_changes_are_no_divergence_but_what_comes_of_them_is(small):
    nothing = small.changed({"change": [{"week": 20, "gates.ict.hours": float(small.values["gates.ict.hours"])}]})
    a, b = CompiledCouncil(small, 3).run(), CompiledCouncil(nothing, 3).run()
    assert a.log_rows != b.log_rows and first_divergence(a, b) is None
    stopped = small.changed({"change": [{"week": 20, "asking.rate": 0.0}]})
    found = first_divergence(a, CompiledCouncil(stopped, 3).run())
    assert found is not None and found.week >= 20


def test_a_shorter_run_is_followed_as_far_as_it_goes(small, runs):
    short = CompiledCouncil(small.changed(weeks=30), 3).run()
    assert first_divergence(runs[""], short) is None
    assert "In 30 weeks" in story(runs[""], short)[0]


def test_other_luck_other_people_and_runs_without_a_log_are_refused(small, runs):
    with pytest.raises(NotTheSameLuck, match="seeds 3 and 4 are not the same luck"):
        first_divergence(runs[""], CompiledCouncil(small, 4).run())
    with pytest.raises(NotTheSameLuck, match="have other people"):
        first_divergence(runs[""], CompiledCouncil(small.changed({"organisation.staff": 151}), 3).run())
    with pytest.raises(ValueError, match="kept no event log"):
        first_divergence(runs[""], CompiledCouncil(small, 3, keep_rows=False).run())
