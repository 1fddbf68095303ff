"""The schedule is the list ``WEEK``: every phase is a method of whoever takes part, and is done in that order."""

import pytest

from simulation import Council, Scenario
from simulation.agents import AGENTS
from simulation.agents.councillor import Chamber
from simulation.happenings import Happenings
from simulation.week import WEEK

CLASSES = {
    **AGENTS,
    "heads": AGENTS["head"],
    "departments": AGENTS["department"],
    "councillors": AGENTS["councillor"],
    "council": Happenings,
    "chamber": Chamber,
}
ORDER = ["happen", "listen", "want", "speak_up", "ask", "decide", "respond", "use", "reckon", "organise", "record"]


def test_the_phases_stand_in_the_order_of_the_model():
    assert [phase.verb for phase in WEEK] == ORDER


@pytest.mark.parametrize("phase", WEEK, ids=lambda phase: phase.verb)
def test_each_phase_has_a_reason_and_a_method_of_each_who_takes_part(phase):
    assert len(phase.reason.split()) > 4
    for who in phase.who:
        assert callable(getattr(CLASSES[who], phase.verb))


def test_a_step_does_every_phase_once_in_that_order(monkeypatch):
    done: list[tuple[str, str]] = []
    council = Council(Scenario.default().changed({"organisation.staff": 30, "organisation.departments": 2}), rng=1)
    before = council.happenings.concerned

    def noted(who, verb):
        done.append((verb, who))
        return before(who, verb)

    monkeypatch.setattr(council.happenings, "concerned", noted)
    council.step()
    assert done == [(phase.verb, who) for phase in WEEK for who in phase.who if who != "council"]
