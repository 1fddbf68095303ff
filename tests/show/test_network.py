"""The contact network, as a picture: the very people and ties of the run, each where they stood."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.path import Path

from experiments.results import Results
from experiments.show.network import network
from experiments.show.ring import EACH_TIE, LEAST_DOT, MOST_LINES, Ring
from experiments.simulate import simulate
from experiments.standing import stages_at, standing_in
from simulation import Council, Scenario
from simulation.state import Stage, label
from tests.show.drawing import (
    EVERY,
    LIVELY,
    STILL,
    assert_equal_bytes,
    bears,
    by_gid,
    council,
    drawn,
    panels_as_bytes,
    with_slow,
)  # fmt: skip
from tests.show.drawing import results as results_of

PEOPLE = "id,department,grade,champion\na,Parks,head,0\nb,Parks,frontline,1\nc,Finance,head,0\nd,Finance,frontline,0\n"
MANY = {"organisation.staff": 6000, "organisation.departments": 60}
TIES = "source,target\na,b\nb,a\nc,d\nd,a\n"


def counted(figure, stage):
    """How many dots a stage has."""
    return sum(len(dots.get_offsets()) for dots in by_gid(figure, label(stage)))


@pytest.mark.parametrize("name", EVERY)
def test_bears_whatever_there_is(name):
    results = results_of(name)
    figure = drawn("network", name)
    run = results.first
    assert f"seed {run.seed}" in figure.get_label()
    for stage in Stage:
        assert counted(figure, stage) == run.weekly[label(stage)].iloc[-1]
    named = [text for axes in figure.axes for text in axes.texts if str(text.get_gid()).startswith("department")]
    assert len(named) == len(run.department_names)


def test_the_ties_and_stages_are_those_of_the_council():
    for scenario in (council(20, **LIVELY), Scenario.load("district").changed(weeks=8)):
        own = Council(scenario, rng=5)
        run = own.run()
        again = standing_in(run)
        for name in ("heard_starts", "heard_ids", "heard_weights", "listener_starts", "listener_ids"):
            assert np.array_equal(getattr(again.contacts, name), getattr(own.contacts, name))
        now = standing_in(own)
        assert np.array_equal(again.stage, [person.stage for person in own.staff])
        assert np.array_equal(again.stage, now.stage) and again.champions == now.champions


def test_every_week_can_be_told():
    run = Council(council(12, **LIVELY), rng=1).run()
    for week in range(13):
        stage = stages_at(run.log_rows, run.staff, week)
        assert [int((stage == each).sum()) for each in Stage] == [run.weekly[label(each)][week] for each in Stage]
        assert counted(network(run, week), Stage.LIVE) == run.weekly["live"][week]
    for week in (-1, 13):
        with pytest.raises(ValueError, match="weeks 0 to 12"):
            network(run, week)


def test_a_council_half_way():
    own = Council(council(20, **LIVELY), rng=2)
    for _ in range(9):
        own.step()
    figure = network(own)
    assert "week 9." in figure.get_label() and counted(figure, Stage.LIVE) == own.live_count
    assert counted(network(own, 4), Stage.LIVE) == own.measures.weekly[4]["live"]
    own.run()
    assert "week 20." in network(own).get_label()


def test_champions_are_ringed_from_the_week_in_which_they_are_chosen():
    run = results_of("changing").first  # in week 12
    assert not by_gid(network(run, 11), "champions")
    (rings,) = by_gid(network(run, 12), "champions")
    standing = standing_in(run, 12)
    assert len(rings.get_offsets()) == len(standing.champions) == 12
    own = Council(run.scenario, rng=run.seed)
    own.run()
    assert standing_in(run).champions == tuple(person.index for person in own.happenings.champions)


def test_champions_for_some_weeks_are_ringed_in_those():
    for_a_while = {"champions.share": 0, "change": [{"week": 5, "weeks": 3, "champions.share": 0.2}]}
    run = Council(council(20, **LIVELY).changed(for_a_while), rng=2).run()
    assert [week for week in (4, 5, 7, 8, 20) if standing_in(run, week).champions] == [5, 7]


@pytest.mark.parametrize(
    "name", with_slow(["county", "few_people", "odd_names"], ["district", "one_department", "many_departments"])
)
def test_nobody_overlaps_and_users_lie_inside(name):
    results = results_of(name)
    standing = standing_in(results.first)
    ring = Ring(results, standing)
    spots = ring.places()
    far = np.linalg.norm(spots - ring.centre[standing.people.department], axis=1)
    assert (far <= ring.radius[standing.people.department]).all()
    for d in range(len(ring.radius)):
        own = np.asarray(standing.people.slice_of(d))
        inner, outer = far[own][standing.stage[own] == Stage.LIVE], far[own][standing.stage[own] != Stage.LIVE]
        assert not len(inner) or not len(outer) or inner.max() < outer.min()
    apart = np.linalg.norm(ring.centre[:, None] - ring.centre[None], axis=2) + 1e9 * np.eye(len(ring.radius))
    assert (apart >= ring.radius[:, None] + ring.radius[None] - 1e-9).all()


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario",
    with_slow(
        [Scenario.load("district"), council(1, 400, 100), council(1, 60, 2), council(1, 60, 1)],
        [Scenario.load("county"), council(1, 2000, 100), council(1, 900, 3)],
    ),
)  # fmt: skip
def test_leaders_touch_no_other_department_and_no_other_leader(scenario):
    results = Results.of(Council(scenario.changed(weeks=1), rng=0).run())
    ring, figure = Ring(results, standing_in(results.first)), network(results)
    leaders = {}
    for d in range(len(ring.radius)):
        (line,) = by_gid(figure, f"leader {d}")
        points = leaders[d] = np.column_stack([line.get_xdata(), line.get_ydata()])
        assert np.linalg.norm(points[0] - ring.centre[d]) == pytest.approx(ring.radius[d])
        for start, end in pairwise(points):
            along = end - start
            t = ((ring.centre - start) @ along / max(1e-12, along @ along)).clip(0.0, 1.0)
            apart = np.linalg.norm(start + t[:, None] * along - ring.centre, axis=1) - ring.radius
            assert apart[d] > -1e-6 and (np.delete(apart, d) > 0.01).all()
        (name,) = by_gid(figure, f"department {d}")
        assert np.linalg.norm(np.array(name.get_position()) - points[-1]) < 0.1  # it ends where its name begins
    for a, first in leaders.items():
        for b, second in leaders.items():
            assert b <= a or not Path(first).intersects_path(Path(second), filled=False)


def test_lines_are_ties_between_departments():
    results = results_of("county")
    standing = standing_in(results.first)
    ring = Ring(results, standing)
    first, second = standing.ties()
    of = standing.people.department
    assert len(first) * 2 == standing.contacts.arcs  # each pair once
    between = ring.between()
    assert sum(between.values()) == int((of[first] != of[second]).sum()) > 0
    (lines,) = by_gid(network(results), "ties")
    assert len(lines.get_segments()) == min(MOST_LINES, len(between))
    assert list(lines.get_linewidths()) == sorted(lines.get_linewidths(), reverse=True)
    few = results_of("few_people")
    standing = standing_in(few.first)
    assert len(standing.people) <= EACH_TIE
    (lines,) = by_gid(network(few), "ties")
    assert len(lines.get_segments()) == len(standing.ties()[0])


@pytest.mark.slow
def test_too_many_for_dots_are_shares():
    results = Results.of(Council(council(2, **LIVELY, **MANY), rng=0).run())
    standing = standing_in(results.first)
    ring = Ring(results, standing)
    assert ring.room < LEAST_DOT
    figure = bears(network, results, "1 run")
    counts = standing.by_department()
    for d in (0, 1, 59):
        for stage in Stage:
            wedges = by_gid(figure, f"{d} {label(stage)}")
            assert len(wedges) == bool(counts[d, stage])
            for wedge in wedges:
                assert (wedge.theta2 - wedge.theta1) / 360.0 == pytest.approx(counts[d, stage] / counts[d].sum())


def test_people_without_ties():
    results = simulate(council(5, **STILL, **{"contacts.mean_degree": 0.0}), 1)
    figure = bears(network, results, "1 run")
    assert "0 ties" in figure.get_label() and counted(figure, Stage.UNINTERESTED) == 60


def test_own_people(tmp_path):
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "ties.csv").write_text(TIES)
    text = 'weeks = 3\n[people]\nfile = "people.csv"\nties = "ties.csv"\n'
    run = Council(Scenario.from_toml(text, folder=tmp_path), rng=0).run()
    standing = standing_in(run)
    assert len(standing.ties()[0]) == 3  # a pair in which both hear each other is one tie
    assert [standing.people.label(i) for i in standing.champions] == ["Parks b"]
    bears(network, Results.of(run), "1 run")
    (tmp_path / "people.csv").write_text(PEOPLE.replace("b,Parks", "e,Parks"))
    (tmp_path / "ties.csv").write_text(TIES.replace("b", "e"))
    with pytest.raises(ValueError, match="have changed since the run"):
        network(run)


def test_who_stood_where_must_have_been_kept():
    slim = simulate(council(20, **LIVELY), 1, keep_full=0)
    with pytest.raises(ValueError, match="no run was kept in full"):
        network(slim)
    with pytest.raises(ValueError, match="no run came to its end"):
        network(replace(slim, replicates=[]))
    with pytest.raises(ValueError, match="were not kept"):
        network(Council(council(20, **LIVELY), keep_rows=False).run())


@pytest.mark.slow
def test_equal_results_equal_bytes(tmp_path):
    assert_equal_bytes("network", tmp_path)
    assert panels_as_bytes(network(results_of("two_runs"))) != panels_as_bytes(network(results_of("two_runs"), 3))
