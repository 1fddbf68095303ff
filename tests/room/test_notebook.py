"""What a notebook calls: views of runs, councils and scenarios; an explorer that answers the last question."""

import gzip
import json
import sys
import threading

import pytest

from experiments.divergence import NotTheSameLuck
from experiments.executing.work import Stopped
from experiments.room import compare_view, council_view, explore
from experiments.room.answers import SameLuck
from experiments.room.recording import packed, recording
from simulation import Council, Scenario, ScenarioError
from simulation.engine.council import CompiledCouncil

pytest.importorskip("anywidget")
SMALL = {"organisation.staff": 80}


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("county").changed(SMALL, weeks=15)


@pytest.fixture
def explorer(small):
    made = explore(small, replications=3)
    yield made
    made.close()


def read(content: bytes):
    return json.loads(gzip.decompress(content))


def test_a_view_of_a_run_a_council_or_a_scenario(small):
    run = CompiledCouncil(small, 2).run()
    assert council_view(run).records == council_view(small, seed=2).records == [packed(recording(run))]
    council = Council(small, rng=2)
    for _ in range(6):
        council.step()
    assert read(council_view(council).records[0])["weeks"] == 6
    with pytest.raises(TypeError, match="takes a run, a council or a scenario: this is of type list"):
        council_view([1])
    with pytest.raises(ScenarioError, match="did you mean county"):
        council_view("contry")


def test_two_beside_each_other(small):
    view = compare_view(small, "strategies/edict", seed=2)
    assert [read(record)["called"] for record in view.records] == ["County", "Edict from the top"]
    assert view.parting["sentences"][0].count("week") and view.parting["week"] >= 1
    assert [read(record) for record in compare_view(small, "edict", seed=2).records] == [
        read(record) for record in view.records
    ]
    same = compare_view(small, small)
    assert [read(record)["called"] for record in same.records] == ["County (1)", "County (2)"] and same.parting is None
    with pytest.raises(NotTheSameLuck):
        compare_view(CompiledCouncil(small, 1).run(), CompiledCouncil(small, 2).run())


def test_an_explorer_answers_with_what_the_same_luck_gives(small, explorer):
    luck = SameLuck(small, 3)
    found = explorer.asking.answer({"preset": "strategies/edict", "levers": {"hoops.number": 5}}, threading.Event())
    assert found["answer"] == luck.answer(small.overlaid("strategies/edict").changed({"hoops.number": 5}))
    assert found["seconds"] > 0
    assert len(explorer.about["presets"]) == 13 and "points" not in explorer.about


def test_what_cannot_be_run_is_said(explorer, monkeypatch):
    asked = {"preset": "", "levers": {"hoops.number": 99}}
    assert "found 99; allowed: 0 to 6" in explorer.asking.answer(asked, threading.Event())["problem"]
    monkeypatch.setattr(explorer.asking.luck, "answer", lambda *_: 1 / 0)
    assert (
        "A run failed: ZeroDivisionError"
        in explorer.asking.answer({"preset": "", "levers": {}}, threading.Event())["problem"]
    )


def test_a_new_question_ends_the_one_before(explorer, monkeypatch):
    sent, begun, stops = [], threading.Event(), []
    done = threading.Event()

    def slowly(scenario, stop):
        stops.append(stop)
        if len(stops) == 1:
            begun.set()
            assert stop.wait(20)
            raise Stopped
        return []

    def send(content):
        sent.append(content)
        done.set()

    monkeypatch.setattr(explorer.asking.luck, "answer", slowly)
    monkeypatch.setattr(explorer, "send", send)
    explorer.ask({"number": 1, "preset": "", "levers": {}})
    assert begun.wait(20)
    explorer.ask({"number": 2, "preset": "", "levers": {}})
    assert done.wait(20)
    assert [content["number"] for content in sent] == [2]


def test_two_views_of_one_explorer_get_their_own_answers(explorer, monkeypatch):
    sent, done = [], threading.Event()

    def send(content):
        sent.append(content)
        if len(sent) == 2:
            done.set()

    monkeypatch.setattr(explorer, "send", send)
    explorer.ask({"view": "a", "number": 1, "preset": "", "levers": {}})
    explorer.ask({"view": "b", "number": 1, "preset": "strategies/edict", "levers": {}})
    assert done.wait(60)
    assert [(content["view"], content["number"]) for content in sent] == [("a", 1), ("b", 1)]
    assert sent[0]["answer"] != sent[1]["answer"]


def test_of_several_explorers_only_the_one_asked_last_holds_people(small, explorer, monkeypatch):
    other = explore(small, replications=3)
    asked = {"preset": "strategies/edict", "levers": {}}
    answers = []
    for one in (explorer, other, explorer):
        done = threading.Event()

        def send(content, done=done):
            answers.append(content["answer"])
            done.set()

        monkeypatch.setattr(one, "send", send)
        one.ask(asked)
        assert done.wait(60)
    assert answers[0] == answers[1] == answers[2]
    for _ in range(400):
        if not other.asking.luck._staffed:
            break
        threading.Event().wait(0.05)
    assert len(explorer.asking.luck._staffed) == 3 and not other.asking.luck._staffed
    other.close()


def test_too_few_runs_and_no_widgets_are_refused(small, monkeypatch):
    with pytest.raises(ValueError, match="at least 2"):
        explore(small, replications=1)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "experiments.room.widgets")
    monkeypatch.delattr("experiments.room.widgets", raising=False)
    with pytest.raises(ImportError, match=r"pip install -e '\.\[notebook\]'"):
        council_view(small)
