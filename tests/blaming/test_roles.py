"""Whoever is knocked out is gone, and nobody else is touched."""

import numpy as np
import pytest

from experiments.blaming.roles import PARTY_NAMES, centralities, roles
from simulation import Scenario
from simulation.champions import chosen
from simulation.engine.council import CompiledCouncil, staffed
from simulation.state import Placement

COUNTY = Scenario.load("county").changed({"organisation.staff": 400}, weeks=26)
LED = COUNTY.overlaid("strategies/lead-and-network")


def by_name(scenario, seed=1):
    return {role.name: role for role in roles(scenario, seed)}


def prepared(role, seed=1):
    staff = staffed(role.arm.scenario, seed)
    if role.arm.staffed is not None:
        staff = role.arm.staffed(staff)
    council = CompiledCouncil(role.arm.scenario, seed, staff=staff)
    if role.arm.prepared is not None:
        role.arm.prepared(council)
    return council


def test_there_is_a_role_for_every_head_and_party_and_for_lead_and_champions_only_where_there_are_any():
    without, led = by_name(COUNTY), by_name(LED)
    assert set(without) == {f"head of {spec.name}" for spec in COUNTY.departments} | set(PARTY_NAMES)
    assert {role.kind for role in led.values()} == {"head", "digital lead", "champions", "party group"}
    assert led["digital lead"].arm.scenario.values["digital_lead.hours"] == 0


def test_the_median_head_takes_one_head_s_place():
    before = CompiledCouncil(COUNTY, 1).world.departments["head_literacy"].copy()
    after = prepared(by_name(COUNTY)["head of Parks"]).world.departments["head_literacy"]
    place = staffed(COUNTY, 1).people.departments.index("Parks")
    assert before[place] != after[place] == np.median(before)
    assert (np.delete(after, place) == np.delete(before, place)).all()


def test_a_department_loses_its_champions_and_no_other_gains_or_loses_one():
    department = staffed(LED, 1).people.department
    names = staffed(LED, 1).people.departments
    before = CompiledCouncil(LED, 1).world.staff["is_champion"].copy()
    for name in ("Highways", "Libraries"):
        after = prepared(by_name(LED)[f"champions of {name}"]).world.staff["is_champion"]
        own = department == names.index(name)
        assert before[own].any() and not after[own].any()
        assert (after[~own] == before[~own]).all()


@pytest.mark.parametrize("placement", list(Placement))
def test_roles_made_on_one_seed_take_exactly_a_department_s_champions_on_any(placement):
    led = LED.changed({"champions.placement": placement.name.lower()})
    found = by_name(led, 1)
    share = float(led.values["champions.share"])
    for seed in (2, 3, 4):
        staff = staffed(led, seed)
        people, heard_by = staff.people, np.diff(staff.contacts.listener_starts)
        before = set(chosen(people, share, placement, heard_by))
        for place, name in enumerate(people.departments):
            role = found[f"champions of {name}"]
            own = {i for i in before if people.department[i] == place}
            less = float(role.arm.scenario.values["champions.share"])
            assert set(chosen(role.arm.staffed(staff).people, less, placement, heard_by)) == before - own
            assert set(role.holders(staff).tolist()) == own


def test_there_are_no_roles_of_champions_where_a_dated_change_makes_them():
    later = LED.changed({"change": [{"week": 5, "champions.share": 0.2}]})
    assert not [role for role in roles(later, 1) if role.kind == "champions"]


def test_a_party_s_members_become_the_median_member():
    members = prepared(by_name(COUNTY)[PARTY_NAMES[1]]).world.councillors
    untouched = CompiledCouncil(COUNTY, 1).world.councillors
    own = members["party"] == 1
    for what in ("anxiety", "stance", "score"):
        assert len(set(members[what][own])) == 1
        assert (members[what][~own] == untouched[what][~own]).all()


def test_centrality_is_that_of_the_holder():
    found = centralities(COUNTY, roles(COUNTY, 1), (1,))
    staff = staffed(COUNTY, 1)
    place = staff.people.departments.index("Parks")
    head = staff.people.slice_of(place)[0]
    assert found["head of Parks"].heard_by == len(staff.contacts.listeners(head)[0])
    assert 0.0 < found["head of Parks"].between < 1.0
    assert PARTY_NAMES[0] not in found
