"""The same person meets the same luck, whatever else a scenario says: two councils can be compared person by person."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation.agents.staff import Staff
from simulation.council import Council
from simulation.draws import Draws, Purpose, ScriptedDraws, child
from simulation.luck import Luck
from simulation.parameters import PARAMETERS
from simulation.record import Event
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import Gate, Placement, Stage, labels

LIVELY = Path(__file__).parents[1] / "parameters" / "lively.toml"
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
Address = tuple[int, int, int]
NAMES = ("Adults", "Parks", "Roads", "Youth")


class RecordingDraws(Draws):
    """Remembers every address that was asked, and what it gave."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.asked: dict[Address, float] = {}

    def one(self, purpose: int, key: int, occurrence: int = 0) -> float:
        value = super().one(purpose, key, occurrence)
        assert self.asked.setdefault((int(purpose), key, occurrence), value) == value
        return value

    def many(self, purpose: int, keys: Any, occurrence: Any = 0) -> Any:
        values = super().many(purpose, keys, occurrence)
        times = np.broadcast_to(np.asarray(occurrence), values.shape).tolist()
        for key, time, value in zip(np.asarray(keys, dtype=np.uint64).tolist(), times, values.tolist(), strict=True):
            assert self.asked.setdefault((int(purpose), key, time), value) == value
        return values


@pytest.fixture(scope="module")
def lively() -> Scenario:
    return Scenario.load(LIVELY)


@pytest.fixture(scope="module")
def named() -> Scenario:
    departments = "".join(f"{name} = {{ headcount = 20 }}\n" for name in NAMES)
    text = LIVELY.read_text(encoding="utf-8").replace("staff = 80\ndepartments = 4\n", "")
    return Scenario.from_toml(f"{text}\n[departments]\n{departments}")


def run_of(scenario: Scenario, seed: int = 1) -> Run:
    return Council(scenario, rng=seed).run()


@pytest.fixture(scope="module")
def plain(lively: Scenario) -> Run:
    """A run of the lively council as it stands."""
    return run_of(lively)


def recorded(scenario: Scenario) -> tuple[Council, dict[Address, float]]:
    draws = RecordingDraws(1)
    council = Council(scenario, rng=1, draws=draws)
    council.run()
    return council, draws.asked


def difference(one: Run, other: Run) -> pd.DataFrame:
    """Every weekly number of one run less that of another."""
    return one.weekly.astype(float) - other.weekly.astype(float)


# -- a scenario that changes nothing -----------------------------------------------------------


def test_a_setting_of_what_already_stands_differs_by_nothing(lively: Scenario, plain: Run):
    same = lively.changed(dict(lively.values))
    assert (difference(plain, run_of(same)) == 0.0).all().all()


CHANGEABLE = [path for path, parameter in PARAMETERS.items() if not parameter.fixed]


@pytest.mark.parametrize("when", [{"week": 1}, {"week": 20}, {"after": "first crisis"}], ids=str)
def test_a_change_to_what_already_stands_differs_by_nothing(lively: Scenario, plain: Run, when: dict[str, Any]):
    tables: dict[str, Any] = {}
    for path in CHANGEABLE:
        place = tables
        *parts, name = path.split(".")
        for part in parts:
            place = place.setdefault(part, {})
        place[name] = lively.values[path]
    changed = run_of(lively.changed({"change": [{**when, **tables}]}))
    assert (changed.events("change")["week"] == when.get("week", changed.events("crisis")["week"].min())).all()
    assert (difference(plain, changed) == 0.0).all().all()


def test_a_change_to_what_a_department_has_already_differs_by_nothing(named: Scenario):
    own = named.changed({f"departments.Parks.{trait}": 0.5 for trait in ("framework", "literacy", "audience")})
    again = {"week": 20, "departments": {"Parks": {"framework": 0.5, "literacy": 0.5, "audience": 0.5}}}
    assert (difference(run_of(own), run_of(own.changed({"change": [again]}))) == 0.0).all().all()
    everybody_else = {"week": 20, "department": {"framework": 0.3}}
    before, after = run_of(own), run_of(own.changed({"change": [everybody_else]}))
    assert (difference(before, after) != 0.0).any().any(), "the others have another framework from then on"


def test_an_overlay_of_what_already_stands_differs_by_nothing(lively: Scenario, plain: Run, tmp_path: Path):
    overlay = tmp_path / "nothing new.toml"
    given = {path: lively.values[path] for path in ("staff.skill", "gates.ict.hours", "leadership.strength")}
    overlay.write_text("".join(f"{path} = {value}\n" for path, value in given.items()), encoding="utf-8")
    assert (difference(plain, run_of(lively.overlaid(overlay))) == 0.0).all().all()


def test_runs_of_one_seed_are_equal_and_of_two_are_not(lively: Scenario, plain: Run):
    one, again, other = plain, run_of(lively), run_of(lively, seed=2)
    assert (one.log_rows, one.ledger_rows) == (again.log_rows, again.ledger_rows)
    assert one.log_rows != other.log_rows


# -- a lever on one department -----------------------------------------------------------------

LEVER_IN_PARKS = [
    ("audience", 3.0), ("sensitivity", 1.0), ("spare_hours", 9.0), ("customer_skill", 1.0), ("framework", 0.9), ("literacy", 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("trait", "value"), LEVER_IN_PARKS)
def test_a_lever_on_one_department_leaves_everybodys_luck(named: Scenario, trait: str, value: float):
    before, asked = recorded(named)
    after, asked_then = recorded(named.changed({f"departments.Parks.{trait}": value}))
    both = asked.keys() & asked_then.keys()
    assert len(both) > 0.5 * len(asked)
    assert all(asked[address] == asked_then[address] for address in both)
    parks = before.people.departments.index("Parks")
    compared = 0
    for one, other in zip(before.staff, after.staff, strict=True):
        assert one.key == other.key, "who leaves, and when, is the same"
        assert [getattr(one, x) for x in ("threshold", "luck_in_knowing", "conviction_at_rest", "nerve_at_rest")] == [
            getattr(other, x) for x in ("threshold", "luck_in_knowing", "conviction_at_rest", "nerve_at_rest")
        ]
        if one.requests_filed == other.requests_filed and one.department.index != parks:
            assert one.wish == other.wish
            compared += 1
    assert compared > 10


def state_of(person: Staff) -> tuple[Any, ...]:
    return (person.stage, person.mode, person.conviction, person.skill, person.pressure, person.frustration,
            person.live_weight, person.shadow_weight, person.request is None, person.generation)  # fmt: skip


def test_a_levers_effect_travels_along_ties_only(named: Scenario):
    """Nothing that all share binds: then only those within reach of ties can differ, one step of ties a week."""
    apart = named.changed({
        "contacts.bridging": 0, "digital_lead.hours": 0, "events.incidents": 0, "events.outside_evidence": 0,
        "policy.documented": 0, "start.evidence": 0, "champions.share": 0, "gates.comms.support_hours": 0,
        "route.grey_area": 0, "objections.inertia": 0, "route.gates": ["management"],
        "route.extra.new_channel": [], "route.extra.standing_orders": [],
    })  # fmt: skip
    one, other = Council(apart, rng=1), Council(apart.changed({"departments.Parks.audience": 5.0}), rng=1)
    parks = one.people.departments.index("Parks")
    while one.running:
        one.step()
        other.step()
        if one.crisis != other.crisis or any(
            a.anxiety != b.anxiety for a, b in zip(one.councillors, other.councillors, strict=True)
        ):
            break  # a crisis is handled by the live of the whole council
        for a, b in zip(one.staff, other.staff, strict=True):
            assert a.department.index == parks or state_of(a) == state_of(b)
    assert one.week > 10
    assert [p.stage for p in one.staff] != [p.stage for p in other.staff], "the lever did something in Parks"


def test_a_levers_effect_needs_a_week_for_each_tie(named: Scenario):
    quiet = named.changed(
        {"digital_lead.hours": 0, "start.pioneers": 0, "champions.share": 0, "events.crises": 0}, weeks=12
    )
    one, other = Council(quiet, rng=1), Council(quiet.changed({"departments.Parks.audience": 5.0}), rng=1)
    parks = one.people.departments.index("Parks")
    reached = {person.index for person in one.staff if person.department.index == parks}
    felt = 0
    while one.running:
        one.step()
        other.step()
        if any(one.by_stage[stage] or other.by_stage[stage] for stage in (Stage.LIVE, Stage.SHADOW)):
            break  # from the first account on, hours and evidence are everybody's
        for a, b in zip(one.staff, other.staff, strict=True):
            assert a.index in reached or a.pressure == b.pressure
        felt += any(a.pressure != b.pressure for a, b in zip(one.staff, other.staff, strict=True))
        reached |= {listener for i in reached for listener, _ in one.grapevine.listeners[i]}
    assert felt > 0


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
    script = {(Purpose.ASK, person.key, w): 1.0 - 2.0**-53 for w in range(1, scenario.weeks + 1)}
    script[Purpose.ASK, person.key, week] = 0.0
    script[Purpose.RESISTANCE, person.key, 0] = 0.0
    script[Purpose.KNOWS_HOW, person.key, 0] = 0.0
    script[Purpose.SHADOW, person.key] = 1.0 - 2.0**-53
    return ScriptedDraws(script, seed=1)


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
    """Where nothing else moves, a request filed late has the fate that it would have had filed early, attempt by attempt."""
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


# -- batches -----------------------------------------------------------------------------------


def test_results_do_not_depend_on_batches(lively: Scenario, plain: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Luck, "draw_for", lambda *_: None)
    single = run_of(lively)
    assert (plain.log_rows, plain.ledger_rows) == (single.log_rows, single.ledger_rows)
    assert plain.outcomes == pytest.approx(single.outcomes, rel=0, abs=0, nan_ok=True)


def test_a_seat_says_who_draws_and_an_occupant_is_a_child_of_it(lively: Scenario) -> None:
    council = Council(lively, rng=1)
    council.run()
    assert any(person.generation > 0 for person in council.staff)
    assert all(person.key == child(person.seat_key, person.generation) for person in council.staff)
    assert all(person.wish.key == child(person.key, person.requests_filed) for person in council.staff)


def keys_asked(asked: dict[Address, float]) -> Iterator[int]:
    return (key for _, key, _ in asked)


def test_no_draw_is_addressed_by_a_position(lively: Scenario):
    """Keys are hashes of names: none is a small number, such as a row."""
    _, asked = recorded(lively)
    assert min(keys_asked(asked)) > 2**32
