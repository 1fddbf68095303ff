"""Sitting at the desk: what lies there, what is never shown, and that the rest of the council reacts."""

import pytest

from experiments.desk.desks import NoDesk
from experiments.desk.sheet import Sheet
from experiments.desk.sitting import Sitting, play, year_of
from simulation import Council, Scenario
from simulation.engine.council import CompiledCouncil
from simulation.record import Event, fields_of
from simulation.state import Gate
from tests.identity.comparing import compare_runs


def test_who_answers_as_the_gate_does_sees_the_run_that_would_have_been(busy, sat):
    plain = CompiledCouncil(busy, 5).run()
    compare_runs(plain, sat["As it is"].run())
    decided = sum(row[1] == Event.DECIDED and fields_of(row)["gate"] == Gate.COMMS for row in plain.log_rows)
    assert len(sat["As it is"].decisions) == decided > 10


def test_what_teams_decided_is_what_happened_and_the_council_reacts(busy, sat):
    careful, generous = sat["Careful"], sat["Generous"]
    assert careful.run().outcomes["uptake"] != generous.run().outcomes["uptake"]
    for team in (careful, generous):
        answers = [
            bool(fields_of(row)["let_through"])
            for row in team.run().log_rows
            if row[1] == Event.DECIDED and fields_of(row)["gate"] == Gate.COMMS
        ]
        assert answers == list(team.decisions.values())


def test_the_readable_council_tells_the_same_story(busy, sat):
    compare_runs(Council(busy, rng=5, decisions=sat["Careful"].decisions).run(), sat["Careful"].run())


def test_a_sheet_says_what_was_filed_and_not_what_only_the_model_knows(busy):
    sitting = Sitting(busy, 5, Gate.COMMS)
    (sheet, *_) = sitting.go_on()
    council = Council(busy, rng=5)
    while council.week < sheet.week - 1:
        council.step()
    seen = {}
    decide = type(council.comms).reason_against

    def watch(self, request):
        seen[request.asker.index] = request.asker.perceived_case(request)
        return decide(self, request)

    type(council.comms).reason_against = watch
    try:
        council.step()
    finally:
        type(council.comms).reason_against = decide
    assert isinstance(sheet, Sheet)
    asker = sitting.staff.people.index_of(sheet.who)
    assert sheet.case == seen[asker]
    words = " ".join(said for _, said in sheet.facts())
    assert "worthwhile" not in words and "genuine" not in words
    assert "simulated" not in sheet.as_data()


def test_a_second_attempt_says_what_was_said_before(sat, busy):
    sitting = Sitting(busy, 5, Gate.COMMS)
    seen = []
    while sitting.go_on():
        seen += sitting.sheets
        sitting.answer([False] * len(sitting.sheets))
    again = [sheet for sheet in seen if sheet.asked.attempt > 1]
    assert again and all("Comms refused it in week" in " ".join(sheet.said) for sheet in again)


def test_heads_are_one_desk(busy):
    assert len(play(Sitting(busy.changed(weeks=20), 5, Gate.MANAGEMENT), lambda sheet: True).decisions) > 3


def test_nobody_sits_where_nothing_is_decided(busy):
    with pytest.raises(NoDesk, match=r"comms decides nothing in .*; allowed: management, hr, legal, ict"):
        Sitting(busy.changed({"route.removal.comms": "removed"}), 1, Gate.COMMS)


def test_answers_have_to_be_as_many_as_requests(busy):
    sitting = Sitting(busy, 5, Gate.COMMS)
    number = len(sitting.go_on())
    with pytest.raises(ValueError, match="wait for an answer"):
        sitting.go_on()
    with pytest.raises(ValueError, match=f"{number + 1} answers to {number} requests"):
        sitting.answer([True] * (number + 1))


def test_a_year_is_a_year():
    assert year_of(Scenario.load("district")).weeks == 52
