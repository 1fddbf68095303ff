"""Stories: a log written by hand is told as it should be, and real runs leave nothing untold."""

from types import SimpleNamespace
from typing import Any

import pytest

from simulation import words
from simulation.biography import ENDS, SENTENCES, biography, chronicle, life, longest, sentence, tell
from simulation.council import Council
from simulation.record import NOBODY, Cause, Event, EventLog
from simulation.scenario import Scenario
from simulation.state import Gate, Kind, Mode, Objection, Stage
from tests.scenarios_at_random import LED

SMALL = {"organisation.staff": 60, "organisation.departments": 4}
WHO = (0, 0)  # Parks 17


class Story:
    """A stand-in for a run, whose log is written by hand."""

    def __init__(self, weeks: int = 30) -> None:
        self.log, self.weeks, self.staff = EventLog(), weeks, 1
        self.department_names = ("Parks",)
        self.people = SimpleNamespace(label=lambda i: f"Parks {17 + i}", index_of=lambda name: {"Parks 17": 0}[name])

    @property
    def log_rows(self) -> list[tuple[int, ...]]:
        return self.log.rows

    def week(self, week: int, event: Event, *fields: int, request: int = 1, who: tuple[int, int] = WHO) -> Any:
        self.log.week = week
        self.log.write(event, *who, request, *fields)
        return self

    def filed(self, week: int = 9, kind: Kind = Kind.NEW_CHANNEL, *marks: bool, request: int = 1) -> Any:
        marks = marks or (False, False, False)  # sponsored, slipped, devolved
        return self.week(week, Event.FILED, kind, 7000, 400, 500, 3000, 4000, *marks, request=request)

    def refused(
        self, gate: Gate, queued: int, week: int, objection: Objection, genuine: bool, worthwhile: bool, blamed: Gate,
        by_lead: bool = False,
    ) -> Any:  # fmt: skip
        self.week(queued, Event.QUEUED, gate, 1)
        self.week(week, Event.DECIDED, gate, 1, week - queued, by_lead, False, worthwhile)
        self.week(week, Event.OBJECTED, gate, 1, objection, genuine, worthwhile, True, by_lead)
        return self.week(week, Event.BLAMED, blamed, gate)

    def let_through(self, gate: Gate, queued: int, week: int, by_lead: bool = False) -> Any:
        self.week(queued, Event.QUEUED, gate, 1)
        return self.week(week, Event.DECIDED, gate, 1, week - queued, by_lead, True, True)


def begun() -> Any:
    """A story of thirty weeks without a word in it."""
    return Story()


def test_refused_though_worthwhile_blamed_on_the_wrong_gate_overruled_and_live():
    story = begun().filed().let_through(Gate.COMMS, 9, 13)
    story.refused(Gate.ICT, 13, 13, Objection.SECURITY, genuine=False, worthwhile=True, blamed=Gate.COMMS)
    story.week(13, Event.APPEALED, Gate.ICT, Objection.SECURITY)
    story.week(16, Event.APPEAL_HEARD, Gate.ICT, False, 3)
    story.week(16, Event.APPROVED, True).week(16, Event.LIVE, Mode.BROADCAST, Cause.APPROVED)
    assert biography(story, 1) == [
        "Parks 17 asked for a channel that is new here in week 9.",
        "It waited four weeks at comms and was let through there in week 13.",
        "It came to ICT.",
        "ICT refused it in week 13, saying it was not secure. That was not true. It held up something worthwhile.",
        "Parks 17 blamed comms, though it was ICT who objected.",
        "Parks 17 appealed to the digital lead against ICT.",
        "The digital lead overruled ICT in week 16.",
        "In week 16 it had every permission.",
        "Parks 17 was live from week 16.",
    ]
    assert tell(story, 1) == " ".join(biography(story, 1))


def test_rightly_refused_by_the_lead_mended_and_given_up():
    story = begun().filed(9, Kind.VANITY, True, False, True)
    story.refused(Gate.COMMS, 9, 10, Objection.NO_BUSINESS_CASE, True, False, blamed=Gate.COMMS, by_lead=True)
    story.week(12, Event.IMPROVED, Gate.COMMS, 750, 2)
    story.refused(Gate.COMMS, 12, 13, Objection.VANITY, True, False, blamed=Gate.COMMS, by_lead=True)
    story.week(13, Event.GAVE_UP, Gate.COMMS, 0)
    told = biography(story, 1)
    assert told[0] == (
        "Parks 17 asked for publicity that nobody needs in week 9, backed by a senior manager, "
        "for which no manager had to be asked."
    )
    assert told[1:4] == [
        "It waited one week at comms.",
        "The digital lead refused it for comms in week 10, saying there was no business case. That was true. "
        "What it held up was not worthwhile.",
        "Parks 17 blamed comms.",
    ]
    assert told[4] == "Parks 17 mended it and asked comms again in week 12."
    assert told[-1] == "Parks 17 gave up in week 13."


def test_answers_of_one_round_are_told_in_the_order_of_gates_a_yes_before_a_no():
    story = begun().filed()
    for gate in (Gate.ICT, Gate.HR, Gate.MANAGEMENT):
        story.week(9, Event.QUEUED, gate, 1)
    story.week(10, Event.DECIDED, Gate.MANAGEMENT, 1, 1, False, False, True)
    story.week(10, Event.OBJECTED, Gate.MANAGEMENT, 1, Objection.NO_TIME, True, False, True, False)
    story.week(10, Event.DECIDED, Gate.ICT, 1, 1, False, True, True)
    story.week(11, Event.DECIDED, Gate.HR, 1, 2, True, True, True)
    assert biography(story, 1)[1:-1] == [
        "It waited two weeks at HR and was let through there by the digital lead in week 11.",
        "It waited one week at ICT and was let through there in week 10.",
        "It waited one week at the head of department.",
        "The head of department refused it in week 10, saying there was no time for it. That was true. "
        "What it held up was not worthwhile.",
    ]


def test_that_nobody_hears_an_appeal_is_one_sentence():
    story = begun().filed().refused(Gate.ICT, 9, 12, Objection.INERTIA, False, True, Gate.ICT)
    story.week(12, Event.NO_HOME, Gate.ICT, Objection.INERTIA).week(12, Event.BLAMED, Gate.NO_HOME, Gate.NO_HOME)
    story.week(12, Event.GAVE_UP, Gate.ICT, 0)
    ending = [
        "Parks 17 blamed ICT.",
        "Parks 17 found nobody to hear an appeal against ICT, and blamed that too.",
        "Parks 17 gave up in week 12.",
    ]
    assert biography(story, 1)[-3:] == life(story, 0)[-3:] == ending


def test_a_successor_is_told_apart_from_whoever_sat_there_before():
    story = begun().filed(2, request=1).week(4, Event.LEFT, Stage.ASKING, request=NOBODY)
    story.week(4, Event.JOINED, 1, request=NOBODY).filed(9, request=2)
    assert biography(story, 1)[0].startswith("Parks 17 asked")
    assert biography(story, 2)[0].startswith("Parks 17 (second occupant) asked")
    assert [said[:26] for said in life(story, 0)] == [
        "Parks 17 asked for a chann", "Parks 17 left in week 4, a",
        "A successor came to the se", "Parks 17 (second occupant)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "write, last",
    [
        (lambda story: story.week(9, Event.QUEUED, Gate.LEGAL, 1),
         "At the end of the run, in week 30, it was still waiting at legal, for 22 weeks."),
        (lambda story: story.week(9, Event.QUEUED, Gate.LEGAL, 1).week(9, Event.QUEUED, Gate.HR, 1),
         "At the end of the run, in week 30, it was still waiting at legal, for 22 weeks and at HR, for 22 weeks."),
        (lambda story: story.refused(Gate.HR, 9, 10, Objection.CONDUCT, True, True, Gate.HR).week(
            10, Event.APPEALED, Gate.HR, Objection.CONDUCT),
         "At the end of the run, in week 30, the appeal had not been heard."),
        (lambda story: story.refused(Gate.HR, 9, 29, Objection.CONDUCT, True, True, Gate.HR),
         "At the end of the run, in week 30, it was still being mended."),
        (lambda story: story.week(9, Event.QUEUED, Gate.ICT, 1).week(12, Event.LEFT_QUEUE, Gate.ICT, 3).week(
            12, Event.WITHDRAWN, Gate.SELF, 0, Cause.LEFT),
         "The request was withdrawn in week 12, as its asker left."),
        (lambda story: story.refused(Gate.ICT, 9, 12, Objection.INERTIA, False, True, Gate.ICT).week(
            12, Event.NO_HOME, Gate.ICT, Objection.INERTIA).week(12, Event.WENT_SHADOW, Gate.ICT, 0),
         "Parks 17 went ahead without permission in week 12."),
    ],
)  # fmt: skip
def test_every_other_end(write, last):
    assert biography(write(begun().filed()), 1)[-1] == last


def test_a_life_tells_of_what_no_request_was_made_of():
    story = begun()
    story.week(0, Event.STAGE, Stage.UNINTERESTED, Stage.WANTING, Cause.START, request=NOBODY)
    story.week(8, Event.ASSUMED, Gate.COMMS, request=NOBODY).week(
        8, Event.BLAMED, Gate.COMMS, Gate.SELF, request=NOBODY
    )
    story.week(8, Event.STAGE, Stage.WANTING, Stage.ASSUMED_NO, Cause.PATIENCE, request=NOBODY)
    story.week(9, Event.WENT_SHADOW, Gate.SELF, 0, request=NOBODY).week(11, Event.INCIDENT, True, 12400, request=NOBODY)
    story.week(11, Event.DISCOVERED, request=NOBODY).week(20, Event.LEFT, Stage.GAVE_UP, request=NOBODY)
    story.week(20, Event.JOINED, 1, request=NOBODY)
    assert (
        life(story, "Parks 17")
        == life(story, 0)
        == [
            "Parks 17 was wanting it from week 0: from the start.",
            "Parks 17 took a no for granted in week 8, from comms, without having asked.",
            "Parks 17 blamed comms, who had not been asked.",
            "Parks 17 went ahead without permission in week 9, without asking.",
            "A post of Parks 17 went wrong in week 11, at a cost of 12 hours, and nobody had permitted it.",
            "Parks 17 was found out in week 11.",
            "Parks 17 left in week 20, having given up.",
            "A successor came to the seat of Parks 17 in week 20.",
        ]
    )
    with pytest.raises(IndexError, match="no 5"):
        life(story, 5)


def test_the_longest_come_first_and_unanswered_ones_count_to_the_end():
    story = begun().filed(9, request=1).filed(2, request=2).filed(20, request=3)
    story.week(12, Event.GAVE_UP, Gate.COMMS, 0, request=1).week(12, Event.APPROVED, True, request=2)
    assert longest(story, 2) == [2, 3]
    assert longest(story, 9) == [2, 3, 1]


def test_a_request_that_nobody_filed_has_no_biography():
    for request in (2, NOBODY):
        with pytest.raises(KeyError, match="no request"):
            biography(begun().filed().week(3, Event.DISCOVERED, request=NOBODY), request)


def test_every_event_and_every_name_has_words():
    assert set(SENTENCES) == set(Event)
    for members, table in (
        (Gate, words.GATES_IN_WORDS), (Kind, words.KINDS_IN_WORDS), (Objection, words.OBJECTIONS_IN_WORDS),
        (Cause, words.CAUSES_IN_WORDS), (Stage, words.STAGES_IN_WORDS), (Mode, words.MODES_IN_WORDS),
    ):  # fmt: skip
        assert set(table) == set(members)
        assert all(table.values()) and len(set(table.values())) == len(members)


@pytest.fixture(scope="module")
def run():
    return Council(Scenario.default().changed(SMALL | LED | {"staff.shadow": 0.5}, weeks=40), rng=5).run()


def test_all_of_a_real_run_can_be_told(run):
    assert len({row[1] for row in run.log_rows}) > 25
    for row in run.log_rows:
        said = sentence(run, row)
        assert said[0].isupper() or said[0].isdigit()
        assert said.endswith(".") and "  " not in said and "_" not in said
        assert "the council" not in said


def test_every_request_has_a_beginning_and_an_end(run):
    filed = [row[4] for row in run.log_rows if row[1] == Event.FILED]
    ended = {row[4] for row in run.log_rows if row[1] in ENDS}
    assert sorted(longest(run, len(filed) + 5)) == sorted(filed)
    for request in filed:
        told = run.biography(request)
        assert " asked for " in told[0]
        assert told[-1].startswith("At the end of the run") == (request not in ended)
        assert tell(run, request).startswith(told[0])


def test_lives_and_the_chronicle_share_out_all_that_happened(run):
    told = sum(len(life(run, person)) for person in range(run.staff)) + len(chronicle(run))
    untold = sum(
        row[1] in (Event.STAGE, Event.QUEUED) or (row[1] == Event.BLAMED and row[5] == Gate.NO_HOME)
        for row in run.log_rows
    )
    assert told == len(run.log_rows) - untold
