"""Mechanisms: none is left out, and each is counted where it shows."""

import pytest

from experiments.baseline.happened import TIMES, WEEKS, Happened, Mechanism, event, hours
from experiments.baseline.judging import Council as Sampled
from experiments.baseline.mechanisms import LEFT_OUT, MECHANISMS, acted
from experiments.baseline.reached import mechanisms_reached
from simulation import Council, Scenario
from simulation.parameters import PARAMETERS
from simulation.record import Cause, Event, Owner, Use
from simulation.run import Run

SMALL = {"organisation.staff": 60, "organisation.departments": 4}


@pytest.fixture(scope="module")
def run() -> Run:
    lively = {"start.pioneers": 0.2, "events.incidents": 0.05, "start.asking": 0.2, "digital_lead.hours": 10}
    return Council(Scenario.default().changed({**SMALL, **lively}, weeks=40), rng=1).run()


def test_every_event_and_every_purpose_of_hours_belongs_to_a_mechanism():
    seen = {repr(mechanism.seen) for mechanism in MECHANISMS}  # 3 is 3 in every IntEnum
    left_out = {repr(member) for member in LEFT_OUT}
    assert seen >= {repr(member) for member in (*Event, *Use)} - left_out
    assert not seen & left_out


def test_every_mechanism_has_words_of_its_own_and_levers_exist():
    says = [mechanism.says for mechanism in MECHANISMS]
    assert len(says) == len(set(says))
    assert {mechanism.lever for mechanism in MECHANISMS} - {"", "[[change]]"} <= set(PARAMETERS)


def test_every_mechanism_can_be_counted(run: Run):
    counts = acted(run)
    assert list(counts) == [mechanism.says for mechanism in MECHANISMS]
    assert all(isinstance(count, int) and count >= 0 for count in counts.values())
    assert all(counts[m.says] <= run.weeks for m in MECHANISMS if m.unit == WEEKS)


def test_events_are_counted_where_their_fields_are_as_said(run: Run):
    happened, filed = Happened(run), run.events(Event.FILED)
    assert event(Event.FILED, "").count(happened) == len(filed) > 0
    assert event(Event.FILED, "", slipped=True).count(happened) == int(filed["slipped"].sum())
    lapsed = run.events(Event.LAPSED)
    assert event(Event.LAPSED, "", cause=Cause.NO_HOURS).count(happened) == int((lapsed["cause"] == "no_hours").sum())


def test_hours_are_counted_in_weeks_in_which_that_owner_spent_them(run: Run):
    spent = run.amounts[(run.amounts["book"] == "spent") & (run.amounts["use"] == "support")]
    happened = Happened(run)
    assert hours(Use.SUPPORT, "").count(happened) == spent["week"].nunique() > 0
    by_lead = spent[spent["owner"] == "digital_lead"]
    assert hours(Use.SUPPORT, "", owner=Owner.DIGITAL_LEAD).count(happened) == by_lead["week"].nunique() > 0
    assert hours(Use.SUPPORT, "", owner=Owner.CHAMPIONS).count(happened) == 0


def test_blame_goes_astray_only_where_comms_answer_for_others():
    words = "a gate is blamed for what another refused"
    own = {**SMALL, "start.asking": 0.5, "route.transparency": 0, "policy.written": False, "asking.improve": 0}
    astray = {}
    for answers in ("gate", "comms"):
        scenario = Scenario.default().changed({**own, "route.answers_by": answers}, weeks=30)
        astray[answers] = acted(Council(scenario, rng=1).run())[words]
    assert astray["gate"] == 0 < astray["comms"]


def test_what_is_dead_is_named_and_what_lacks_its_lever_apart(monkeypatch: pytest.MonkeyPatch):
    made = [
        Mechanism("common", Event.FILED, TIMES, len),  # type: ignore[arg-type]
        Mechanism("dead", Event.FILED, TIMES, len),  # type: ignore[arg-type]
        Mechanism("off", Use.SCANNING, WEEKS, len, "digital_lead.hours"),  # type: ignore[arg-type]
    ]
    monkeypatch.setattr("experiments.baseline.reached.MECHANISMS", made)
    councils = [Sampled((), {}, {}, {"common": k, "dead": 7 * (k == 1), "off": 0}) for k in range(25)]
    page = "\n".join(mechanisms_reached(councils))
    assert "(in fewer than 5 % of councils): dead.\n" in page
    assert "a lever is missing: off." in page
    assert "| common | 96 % | 12 times |  |" in page
    assert "| dead | 4 % | 7 times |  |" in page
    assert "| off | 0 % | – | `digital_lead.hours` |" in page
