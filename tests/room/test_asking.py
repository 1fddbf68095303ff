"""Questions beside whoever asks: the newest of each asker wins, and closing leaves no thread."""

import threading

import pytest

from experiments.executing.work import Stopped
from experiments.room.asking import Asking
from experiments.room.strategies import laid_on
from simulation import Scenario

NOW = {"preset": "", "levers": {}}


@pytest.fixture
def asking():
    small = Scenario.load("county").changed({"organisation.staff": 60}, weeks=10)
    made = Asking(small, laid_on(small, ["strategies/edict"]), 2, 0, workers=1)
    yield made
    made.close()


@pytest.fixture
def held(asking, monkeypatch):
    """The first question runs until it is given up; says when it has begun."""
    answer, begun = asking.luck.answer, threading.Event()

    def slowly(scenario, stop):
        if not begun.is_set():
            begun.set()
            assert stop.wait(20)
            raise Stopped
        return answer(scenario, stop)

    monkeypatch.setattr(asking.luck, "answer", slowly)
    return begun


def test_the_newest_question_of_an_asker_wins(asking, held):
    first = asking.ask(NOW, "a")
    assert held.wait(20)
    passed_over, last = asking.ask({"preset": "strategies/edict", "levers": {}}, "a"), asking.ask(NOW, "a")
    assert "answer" in last.reply.result(20)
    for question in (first, passed_over):
        with pytest.raises(Stopped):
            question.reply.result(20)


def test_somebody_else_has_to_wait_and_is_not_given_up(asking, held):
    first = asking.ask(NOW, "a")
    assert held.wait(20)
    other = asking.ask(NOW, "b")
    first.give_up()
    assert "answer" in other.reply.result(20)
    with pytest.raises(Stopped):
        first.reply.result(20)


def test_closing_gives_up_what_is_answered_and_ends_the_thread(asking, held):
    question = asking.ask(NOW)
    assert held.wait(20)
    assert any(thread.name.startswith("levers") for thread in threading.enumerate())
    asking.close()
    with pytest.raises(Stopped):
        question.reply.result(0)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("levers") and thread.is_alive()]


def test_what_there_is_not_is_said(asking):
    found = asking.answer({"preset": "strategies/edit", "levers": {}}, threading.Event())
    assert found == {"problem": "This cannot be run: NoSuchLever: strategies/edit: nothing to begin from has this name"}
