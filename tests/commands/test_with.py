"""Strategies and events laid on an organisation with ``--with``."""

import json

import pytest

from simulation import Scenario
from tests.commands.calling import blockers, refused

SMALL = ["--set", "organisation.staff=60", "--weeks", "12", "--workers", "1", "--replications", "1"]


def test_a_strategy_is_laid_on_in_order_and_settings_last(here):
    done = blockers(
        "show",
        "county",
        "--with",
        "strategies/edict",
        "--with",
        "strategies/open-door",
        "--set",
        "hoops.number=3",
        "--toml",
    )
    assert done.exit_code == 0, done.output
    shown = Scenario.from_toml(done.stdout)
    laid = Scenario.load("county").overlaid("strategies/edict").overlaid("strategies/open-door")
    assert shown.fingerprint == laid.changed({"hoops.number": 3}).fingerprint
    assert shown.title == "County: Edict from the top: Light hoops, comms as open door"


def test_where_a_value_comes_from_names_the_strategy(here):
    done = blockers("show", "county", "leadership.strength", "--with", "strategies/edict", "--json")
    assert done.exit_code == 0, done.output
    assert "edict.toml line" in json.dumps(json.loads(done.stdout))


def test_a_run_with_a_strategy_can_be_repeated_from_its_record(here, no_pictures):
    done = blockers("run", "district", "--with", "strategies/edict", *SMALL, "--replications", 2)
    assert done.exit_code == 0, done.output
    assert (here / "results" / "district-edict" / "scenario.toml").is_file()


def test_an_event_beyond_the_last_week_is_left_out(here):
    done = blockers("show", "county", "--with", "events/crisis", "--set", "weeks=20", "--toml")
    assert done.exit_code == 0, done.output
    assert not Scenario.from_toml(done.stdout).changes


@pytest.mark.parametrize("words", [("strategies/edikt",), ("nowhere.toml",)])
def test_a_file_that_is_not_there_is_said(here, words):
    (line, *_) = refused(blockers("show", "county", "--with", *words))
    assert words[0] in line and "no such scenario or file" in line
