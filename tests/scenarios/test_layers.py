"""How files build on one another: bases, tables merged key by key, strategies laid on a council."""

from pathlib import Path

import pytest

from simulation.scenario import Scenario
from simulation.state import Gate, Kind, Removal

COUNCIL = Path(__file__).with_name("council.toml").read_text(encoding="utf-8")


def test_extends_merges_tables_key_by_key_and_appends_changes(bundled):
    text = """
extends = "county"
[gates.ict]
capacity = 50
[departments."Adult social care"]
audience = 3
[route.extra]
routine = ["legal"]
[[change]]
week = 1
policy.openness = 1
"""
    scenario = Scenario.from_toml(text, name="leaf")
    assert (scenario.title, scenario.weeks) == ("Our county", 104)
    assert scenario.values["gates.ict.hours"] == 3 and scenario.values["gates.ict.capacity"] == 50
    assert scenario.origin("gates.ict.hours") == "county.toml line 5"
    assert scenario.origin("gates.ict.capacity") == "leaf line 4"
    assert [spec.share for spec in scenario.departments] == [0.75, 0.25]
    assert scenario.departments[0].values == {"department.audience": 3}
    assert set(scenario.route_extra) == {Kind.ROUTINE, Kind.STANDING_ORDERS, Kind.VANITY}
    assert [change.week for change in scenario.changes] == [52, None, 1]


def test_departments_of_a_base_can_be_replaced(bundled):
    text = (
        "extends='county'\ndepartments_replace=true\n[departments.One]\nheadcount=7\n[departments.Two]\nheadcount=5\n"
    )
    with pytest.raises(ValueError, match="unknown department"):  # the base's change names one that has gone
        Scenario.from_toml(text)
    (bundled / "scenarios" / "county.toml").write_text(COUNCIL.split("[[change]]")[0])
    scenario = Scenario.from_toml(text)
    assert [spec.headcount for spec in scenario.departments] == [7, 5]
    assert scenario.values["organisation.staff"] == 12


def test_headcounts_above_a_base_set_the_staff(tmp_path):
    (tmp_path / "base.toml").write_text("[organisation]\nstaff = 900\ndepartments = 7\n")
    scenario = Scenario.from_toml("extends='base.toml'\n[departments.One]\nheadcount=7", folder=tmp_path)
    assert (scenario.values["organisation.staff"], scenario.values["organisation.departments"]) == (7, 1)


def test_bases_are_found_by_name_by_path_and_beside(bundled):
    (bundled / "near.toml").write_text("extends = 'county'\nweeks = 60\n")
    (bundled / "far").mkdir()
    for extends in ("../near.toml", "../near"):
        (bundled / "far" / "leaf.toml").write_text(f"extends = '{extends}'\ntitle = 'leaf'\n")
        leaf = Scenario.load(bundled / "far" / "leaf.toml")
        assert (leaf.name, leaf.title, leaf.weeks, leaf.values["gates.ict.hours"]) == ("leaf", "leaf", 60, 3)


def test_bundled_scenarios_by_name(bundled):
    assert Scenario.named() == ("county",)
    assert Scenario.named("strategies") == ("strategies/edict",)
    assert Scenario.load("county", set={"gates.ict.hours": 5}).values["gates.ict.hours"] == 5
    assert Scenario.load("county", set={"gates.ict.hours": 5}).origin("gates.ict.hours") == "set"


def test_a_strategy_laid_on_a_council(bundled, council):
    scenario = council.overlaid("strategies/edict")
    assert (scenario.name, scenario.title) == ("edict", "Our county")
    assert scenario.values["leadership.strength"] == 1
    assert scenario.departments == council.departments
    assert [change.week for change in scenario.changes] == [52, None, 9]
    assert scenario.origin("leadership.strength") == "edict.toml line 2"


def test_removals_merge_gate_by_gate_over_a_base(tmp_path, council):
    (tmp_path / "base.toml").write_text("[route.removal]\nhr = 'removed'\nlegal = 'unknown'\ncomms = 'removed'\n")
    leaf = "extends = 'base.toml'\n[route.removal]\nhr = 'no'\nlegal = 'rubber_stamp'\n"
    scenario = Scenario.from_toml(leaf, name="leaf", folder=tmp_path)
    assert scenario.route_removal == {Gate.COMMS: Removal.REMOVED, Gate.LEGAL: Removal.RUBBER_STAMP}
    assert scenario.origin("route.removal.comms") == "base.toml line 4"
    assert scenario.origin("route.removal.legal") == "leaf line 4"
    over = council.changed({"route.removal.ict": "removed"}).overlaid(tmp_path / "base.toml")
    assert list(over.route_removal) == [Gate.COMMS, Gate.HR, Gate.LEGAL, Gate.ICT]
