"""Answers of the explorer: the outcomes of the runs themselves, paired by luck; and the grid of a file."""

import math
import threading
from itertools import product

import pytest

from experiments.executing.sharing import settled_by
from experiments.executing.work import Stopped
from experiments.intervals import interval
from experiments.room.answers import SHOWN, SameLuck, answer, verdict_of
from experiments.room.asking import Asking
from experiments.room.grid import computed, explorer, marks_of
from experiments.room.levers import BY_PATH, LEVERS, NoSuchLever, described, lever_values, pulled
from experiments.room.strategies import as_it_stands, laid_on
from experiments.simulate import simulate
from experiments.statistics.pairing import more_to_tell
from simulation import Scenario
from simulation.outcomes import OUTCOMES
from simulation.parameters import PARAMETERS

SMALL = {"organisation.staff": 100, "influence.outside_hazard": 0.02}


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("county").changed(SMALL, weeks=20)


@pytest.fixture(scope="module")
def luck(small) -> SameLuck:
    return SameLuck(small, 4, seed=7, workers=2)


def test_outcomes_are_those_that_run_gives_whatever_the_workers(small, luck):
    other = small.overlaid("strategies/edict")
    expected = simulate(other, 4, seed=7).outcomes
    found = luck.outcomes(other)
    for k, outcomes in enumerate(found):
        for shown in SHOWN:
            assert outcomes[shown.name] == expected[shown.name].iloc[k] or math.isnan(outcomes[shown.name])
    assert [run["uptake"] for run in SameLuck(small, 4, 7, workers=1).outcomes(other)] == [
        run["uptake"] for run in found
    ]


def test_other_people_are_not_taken_for_the_same(small, luck):
    larger = small.changed({"organisation.staff": 140})
    assert settled_by(larger) != settled_by(small) == settled_by(small.overlaid("strategies/champions"))
    expected = simulate(larger, 4, seed=7).outcomes["filed"].tolist()
    assert [run["filed"] for run in luck.outcomes(larger)] == expected


def test_an_answer_holds_means_intervals_and_the_paired_difference(small, luck):
    rows = luck.answer(small.overlaid("strategies/laissez-faire"))
    assert [row["name"] for row in rows] == [shown.name for shown in SHOWN]
    found, base = luck.outcomes(small.overlaid("strategies/laissez-faire")), luck.base()
    filed = next(row for row in rows if row["name"] == "filed")
    mean = interval([run["filed"] for run in found]).mean
    change = interval([x["filed"] - y["filed"] for x, y in zip(found, base, strict=True)])
    assert filed["now"][0] == pytest.approx(mean) and filed["change"] == verdict_of(change, "number")[1]
    assert {row["verdict"] for row in luck.answer(small)} == {"same"}


def test_verdicts():
    assert verdict_of(interval([1.0, 1.0, 1.0]), "number")[0] == "more"
    assert verdict_of(interval([-5.0, -5.5, -5.2]), "hours") == ("less", "−5 hours (−6 to −5)")
    assert verdict_of(interval([0.0, 0.0]), "share") == ("same", "the same")
    assert verdict_of(interval([]), "share") == ("unknown", "no run has this")
    assert verdict_of(interval([0.3]), "share") == ("unknown", "one run: no interval")
    assert verdict_of(interval([1.0, -1.0]), "share") == ("unknown", "not distinguishable yet")


def test_so_many_more_runs_would_tell():
    values = [3.0, -1.0, 2.0, -2.0, 1.5, 0.5, -1.0, 2.5]
    more = more_to_tell(interval(values)) or 0
    assert verdict_of(interval(values), "number")[0] == "unknown" and 0 < more < 60
    times = -(-(len(values) + more) // len(values))
    assert interval(values * (times + 1)).excludes_zero


def test_a_question_that_is_given_up_ends_soon(small):
    luck, stop = SameLuck(small, 4), threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        luck.outcomes(small, stop)


def test_stopping_reaches_the_runs_as_it_stands_and_what_had_ended_stays(small, monkeypatch):
    luck, stop, begun = SameLuck(small, 4, seed=7, workers=1), threading.Event(), []
    run = luck._run

    def stopped_in_the_third(scenario, seed, shares, stop):
        begun.append(seed)
        if len(begun) == 3:
            stop.set()
        return run(scenario, seed, shares, stop)

    monkeypatch.setattr(luck, "_run", stopped_in_the_third)
    with pytest.raises(Stopped):
        luck.answer(small.overlaid("strategies/edict"), stop)
    first = begun[:]
    assert first[:3] == [7, 8, 9]  # and no run under the strategy, nor those that the stop found waiting
    assert luck.answer(small) == SameLuck(small, 4, seed=7).answer(small)
    assert begun[len(first) :] == [9, 10]  # the first two once, also where the question is the council itself


def test_levers_are_parameters_and_lie_in_their_range():
    names = {outcome.name for outcome in OUTCOMES}
    assert {shown.name for shown in SHOWN} <= names
    for lever in LEVERS:
        parameter = PARAMETERS[lever.path]
        assert (
            parameter.allowed is not None and parameter.allowed[0] <= lever.least < lever.most <= parameter.allowed[1]
        )
        assert all(lever.least <= mark <= lever.most for mark in lever.marks)
        assert lever.meaning.endswith(".") and lever.label
    assert 3 <= sum(bool(lever.marks) for lever in LEVERS) <= 4


def test_levers_pulled_are_in_the_scenario_and_nothing_else(small):
    changed = pulled(small, {"hoops.number": 4.0, "champions.share": 0.07})
    assert (changed.values["hoops.number"], changed.values["champions.share"]) == (4, 0.07)
    assert changed == small.changed({"hoops.number": 4, "champions.share": 0.07})
    assert pulled(small, {}) is small
    with pytest.raises(NoSuchLever, match=r"no such lever; there are hoops\.number"):
        pulled(small, {"hoops.nmber": 1})
    with pytest.raises(NoSuchLever, match=r"champions.share: found 0.9; allowed: 0 to 0.2"):
        pulled(small, {"champions.share": 0.9})


def test_a_slider_goes_on_to_where_a_council_is(small):
    beyond = small.changed({"gates.ict.hours": 90})
    lever = next(one for one in described(beyond) if one["path"] == "gates.ict.hours")
    assert (lever["most"], lever["value"]) == (90.0, 90.0) and pulled(beyond, {"gates.ict.hours": 90.0}) == beyond


def test_a_slider_goes_on_to_where_a_strategy_takes_a_council(small, tmp_path):
    (tmp_path / "more.toml").write_text("[gates.ict]\nhours = 90\n", encoding="utf-8")
    asking = Asking(small, laid_on(small, [str(tmp_path / "more.toml")]), 2, 0, workers=1)
    lever = next(one for one in asking.about["levers"] if one["path"] == "gates.ict.hours")
    assert lever["most"] == 90.0 == asking.about["presets"][1]["values"]["gates.ict.hours"]
    found = asking.answer({"preset": "", "levers": {"gates.ict.hours": 85}}, threading.Event())
    assert found["answer"] == SameLuck(small, 2).answer(small.changed({"gates.ict.hours": 85}))
    assert (
        "allowed: 0 to 90"
        in asking.answer({"preset": "", "levers": {"gates.ict.hours": 91}}, threading.Event())["problem"]
    )
    asking.close()


def test_the_council_itself_is_a_point_of_the_grid(small):
    for scenario in (small, small.changed({"hoops.number": 5, "leadership.strength": 0.75})):
        marks, own = marks_of(scenario), lever_values(scenario)
        assert all(own[path] in values and len(values) == 3 for path, values in marks.items())


def test_a_grid_is_in_the_order_of_its_marks_and_has_every_strategy(small, monkeypatch):
    few = tuple(lever for lever in LEVERS if lever.path in ("hoops.number", "digital_lead.hours"))
    monkeypatch.setattr("experiments.room.grid.LEVERS", few)
    begin_from = laid_on(small, ["strategies/edict"])
    found = computed(small, begin_from, runs=2, seed=7)
    luck = SameLuck(small, 2, 7)
    assert found["marks"] == {"hoops.number": [0, 2, 6], "digital_lead.hours": [0, 18, 37]}
    for k, (hoops, hours) in enumerate(product(*found["marks"].values())):
        if (hoops, hours) in ((0, 0), (6, 18), (2, 0)):
            point = pulled(small, {"hoops.number": hoops, "digital_lead.hours": hours})
            assert found["points"][k] == luck.answer(point), (hoops, hours)
    assert len(found["points"]) == 9
    assert found["ofPresets"] == {
        "": answer(luck.base(), luck.base()), "strategies/edict": luck.answer(begin_from[0].scenario),
    }  # fmt: skip


def test_strategies_to_begin_from(small):
    laid = laid_on(small)
    assert [one.name for one in laid] == list(Scenario.named("strategies")) and len(laid) == 12
    assert all(one.called and one.called != small.called and one.description for one in laid)
    about = explorer(small, laid, 20, 0)
    assert about["presets"][0]["name"] == "" and len(about["presets"]) == 13
    assert as_it_stands(small).scenario is small
    lead = next(one for one in about["presets"] if one["name"] == "strategies/digital-lead")
    assert lead["values"]["digital_lead.hours"] == 37 and set(lead["values"]) == set(BY_PATH)
