"""Strategies and events laid on an organisation with ``--with``."""

import json

import pytest

from simulation import Scenario
from simulation.scenario_files.sources import bundled_folder
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


def test_a_strategy_that_is_missing_is_looked_for_among_strategies_and_events(here):
    (line,) = refused(blockers("validate", "county", "--with", "crisis"))
    assert "strategies/edict" in line and "events/crisis" in line and "unitary" not in line
    assert line.endswith("did you mean events/crisis?")
    (line,) = refused(blockers("validate", "edict"))
    assert "unitary" in line and line.endswith("did you mean strategies/edict?")


@pytest.mark.parametrize("command", ["validate", "show"])
@pytest.mark.parametrize("name", ["strategies/edict", "events/crisis", bundled_folder() / "events" / "crisis.toml"])
def test_a_forgotten_with_is_said(here, command, name):
    done = blockers(command, name)
    assert done.exit_code == 0, done.output
    (line,) = done.stderr.splitlines()
    assert "is laid on an organisation of defaults" in line and line.endswith(f"blockers run county --with {name}")


@pytest.mark.parametrize("command", ["validate", "show"])
def test_nothing_is_said_of_an_organisation_or_a_file_of_ones_own(here, command):
    (here / "own.toml").write_text("leadership.strength = 1")
    for words in (["county"], ["county", "--with", "strategies/edict"], ["own.toml"]):
        done = blockers(command, *words)
        assert (done.exit_code, done.stderr) == (0, "")


def test_a_run_says_both_and_goes_on(here, no_pictures):
    done = blockers("run", "events/crisis", *SMALL)
    assert done.exit_code == 0, done.output
    assert "to lay it on a council: blockers run county --with events/crisis" in done.stderr
    assert "changes in weeks 42 and 52 lie after the end (12 weeks) and were left out" in done.stderr
    assert "Changes in weeks 42 and 52 lie after the end (12 weeks) and were left out.\n" in done.stdout


@pytest.mark.parametrize("shorter", [("--weeks", "50"), ("--set", "weeks=50")])
def test_a_change_after_the_end_is_said(here, shorter):
    done = blockers("validate", "district", "--with", "events/crisis", *shorter)
    assert done.exit_code == 0
    assert "change in week 52 lies after the end (50 weeks) and was left out" in done.stderr
    reached = blockers("validate", "district", "--with", "events/crisis", "--weeks", "52")
    assert (reached.exit_code, reached.stderr) == (0, "")
