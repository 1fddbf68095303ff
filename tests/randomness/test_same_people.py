"""Levers that choose people are nested, and requests, decisions and leavers are the same in every council."""

from typing import Any

import pytest

from simulation.agents.staff import Staff
from simulation.council import Council
from simulation.draws import Purpose, ScriptedDraws, child
from simulation.parameters import PARAMETERS
from simulation.record import Event
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import Gate, Placement, Stage, labels
from tests.randomness.recorded import Address, run_of

LEVERS: dict[str, Any] = {
    "digital_lead.hours": 0,
    "leadership.strength": 1,
    "hoops.number": 6,
    "gates.comms.fte": 2,
    "policy.openness": 1,
    "staff.skill": 0.6,
    "champions.share": 0.2,
    "councillors.networked": 0.6,
    "start.pioneers": 0.2,
    "influence.peer_hazard": 0.4,
    "route.gates": ["comms"],
    "route.removal.legal": "removed",
}


# -- levers that are nested --------------------------------------------------------------------


@pytest.mark.parametrize("placement", labels(Placement))
def test_five_per_cent_of_champions_lie_inside_ten(lively: Scenario, placement: str):
    chosen: set[int] = set()
    for share in (0.0, 0.05, 0.1, 0.3, 1.0):
        council = Council(lively.changed({"champions.share": share, "champions.placement": placement}), rng=3)
        more = {person.index for person in council.staff if person.is_champion}
        assert len(more) == round(share * 80)
        assert chosen <= more
        chosen = more


def test_networked_councillors_are_nested(lively: Scenario):
    chosen: set[int] = set()
    for share in (0.0, 0.1, 0.2, 0.6, 1.0):
        council = Council(lively.changed({"councillors.networked": share}), rng=3)
        more = {member.number for member in council.councillors if member.networked}
        assert chosen <= more
        chosen = more
    assert len(chosen) == 48


def test_pioneers_are_nested_and_the_last_to_be_so_ask_first(lively: Scenario):
    live: set[int] = set()
    for share in (0.0, 0.02, 0.1, 0.5, 1.0):
        council = Council(lively.changed({"start.pioneers": share}), rng=3)
        more = {person.index for person in council.staff if person.stage == Stage.LIVE}
        assert len(more) == round(share * 80)
        assert live <= more
        live = more
    asking: set[int] = set()
    for share in (0.0, 0.02, 0.1, 0.5):
        council = Council(lively.changed({"start.asking": share}), rng=3)
        more = {person.index for person in council.staff if person.asks_first}
        assert asking <= more
        asking = more


# -- requests, decisions, leavers --------------------------------------------------------------


def first_filed(run: Run, person: int) -> tuple[int, tuple[int, ...]]:
    """Week and traits (kind, value, risk, hours, whether devolved) of somebody's first request."""
    week, _, _, _, _, kind, value, risk, _, hours, _, _, _, devolved = next(
        row for row in run.log_rows if row[1] == Event.FILED and row[2] == person
    )[:14]
    return week, (kind, value, risk, hours, devolved)


def asking_in(scenario: Scenario, person: Staff, week: int) -> ScriptedDraws:
    """This person wants it in the first week and asks in that one."""
    script: dict[Any, float] = {(Purpose.ASK, person.key, w): 1.0 - 2.0**-53 for w in range(1, scenario.weeks + 1)}
    script[Purpose.ASK, person.key, week] = 0.0
    script[Purpose.RESISTANCE, person.key, 0] = 0.0
    script[Purpose.KNOWS_HOW, person.key, 0] = 0.0
    script[Purpose.SHADOW, person.key] = 1.0 - 2.0**-53
    return ScriptedDraws(script, seed=1)


@pytest.mark.slow
def test_a_request_is_the_same_filed_early_or_late(lively: Scenario):
    scenario = lively.changed(
        {"organisation.attrition": 0, "start.pioneers": 0, "start.asking": 0, "staff.patience": 100}
    )
    for person in Council(scenario, rng=1).staff[5::20]:
        runs = [Council(scenario, rng=1, draws=asking_in(scenario, person, week)).run() for week in (3, 30)]
        filed = [first_filed(run, person.index) for run in runs]
        assert [week for week, _ in filed] == [3, 30]
        assert filed[0][1] == filed[1][1]


def decisions(scenario: Scenario, person: Staff, week: int) -> tuple[list[Any], dict[Address, float]]:
    """What was decided on somebody's requests filed from that week on, and the luck in it."""
    luck: dict[Address, float] = {}
    wish = child(person.key, 0)
    keys = {wish, *(child(child(wish, Gate.HR), attempt) for attempt in range(1, 30))}

    class Listening(ScriptedDraws):
        def one(self, purpose: int, key: int, occurrence: int = 0) -> float:
            value = super().one(purpose, key, occurrence)
            if key in keys:
                luck[int(purpose), key, occurrence] = value
            return value

    draws = Listening(asking_in(scenario, person, week).script, seed=1)
    run = Council(scenario, rng=1, draws=draws).run()
    first = min(row[4] for row in run.log_rows if row[1] == Event.FILED and row[2] == person.index)
    return [row[2:] for row in run.log_rows if row[1] in (Event.OBJECTED, Event.IMPROVED) and row[4] == first], luck


def test_a_decisions_luck_is_of_the_attempt_and_not_of_the_week(lively: Scenario):
    """Where nothing else moves, a request filed late meets the fate it would have met early, attempt by attempt."""
    still = lively.changed({
        "organisation.attrition": 0, "start.pioneers": 0, "start.asking": 0, "staff.patience": 100, "asking.improve": 1,
        "route.gates": ["hr"], "route.extra.new_channel": [], "route.extra.standing_orders": [], "staff.fading": 0,
        "gates.turnaround": 0, "objections.conduct": 1, "gates.risk_aversion": 0.9, "gates.hr.hours": 40000,
        "events.incidents": 0, "influence.news": 0, "policy.training_days": 0, "digital_lead.hours": 0,
        "using.success": 0, "events.crises": 0, "leadership.strength": 0, "influence.outside_hazard": 1e-6,
        "staff.frustration": 0, "department.literacy": 0.1, "department.sensitivity": 0.7,
    })  # fmt: skip
    objected = 0
    for person in Council(still, rng=1).staff[2::9]:
        (early, luck), (late, luck_then) = (decisions(still, person, week) for week in (2, 25))
        assert [row[3:] for row in early] == [row[3:] for row in late]
        assert luck == luck_then
        objected += len(early)
    assert objected > 0


def comings_and_goings(run: Run) -> list[tuple[int, ...]]:
    left = [(row[0], row[1], row[2]) for row in run.log_rows if row[1] in (Event.LEFT, Event.JOINED)]
    return sorted(left)


@pytest.mark.parametrize("path", LEVERS)
def test_attrition_does_not_depend_on_strategy(lively: Scenario, plain: Run, path: str):
    usual = comings_and_goings(plain)
    assert len(usual) > 20
    assert comings_and_goings(run_of(lively.changed({path: LEVERS[path]}))) == usual


def test_a_lower_attrition_lets_the_same_people_leave_later(lively: Scenario):
    def first_leaving(attrition: float) -> dict[int, int]:
        weeks: dict[int, int] = {}
        for week, event, person in comings_and_goings(run_of(lively.changed({"organisation.attrition": attrition}))):
            if event == Event.LEFT:
                weeks.setdefault(person, week)
        return weeks

    high, low = first_leaving(0.5), first_leaving(0.2)
    assert low.keys() < high.keys()
    assert all(high[person] <= week for person, week in low.items())


BUILT_FROM = ("organisation.", "contacts.", "weeks")


def test_people_and_ties_are_the_same_whatever_else_a_scenario_says(lively: Scenario):
    plain = Council(lively, rng=1)
    for path, parameter in PARAMETERS.items():
        if path.startswith(BUILT_FROM) or parameter.plausible is None:
            continue
        other = Council(lively.changed({path: parameter.plausible[1]}), rng=1)
        assert [person.seat_key for person in other.staff] == [person.seat_key for person in plain.staff], path
        assert [person.grade for person in other.staff] == [person.grade for person in plain.staff], path
        assert other.grapevine.listeners == plain.grapevine.listeners, path
