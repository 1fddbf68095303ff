"""The same person meets the same luck, whatever else a scenario says: two councils can be compared person by person."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulation.agents.staff import Staff
from simulation.council import Council
from simulation.draws import child
from simulation.luck import Luck
from simulation.parameters import PARAMETERS
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import Stage
from tests.randomness.recorded import Address, difference, recorded, run_of

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
    ("audience", 3.0), ("sensitivity", 1.0), ("spare_hours", 9.0), 
    ("customer_skill", 1.0), ("framework", 0.9), ("literacy", 1.0),
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
