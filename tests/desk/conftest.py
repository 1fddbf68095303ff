"""A small council with a busy year, and teams that decide by rules of their own."""

import json

import pytest

from experiments.desk.decided import as_data, as_decision
from experiments.desk.sitting import Sitting, play
from simulation import Scenario
from simulation.state import Gate

BUSY = {
    "organisation.staff": 150, "influence.outside_hazard": 0.03, "events.incidents": 0.2, "digital_lead.hours": 0.0,
    "start.pioneers": 0.1,
}  # fmt: skip


def careful(sheet):
    return sheet.risk != "high" and sheet.case > 0.5


def generous(sheet):
    return sheet.risk == "low" or sheet.value > sheet.hours


TEAMS = {"Careful": careful, "Generous": generous}


@pytest.fixture(scope="session")
def busy():
    return Scenario.load("district").changed(BUSY, weeks=52)


@pytest.fixture(scope="session")
def toml(busy, tmp_path_factory):
    file = tmp_path_factory.mktemp("council") / "busy.toml"
    file.write_text(busy.to_toml(), encoding="utf-8")
    return file


def saved(sitting, team, file, scenario, **other):
    """What the desk saves after a sitting."""
    of = sitting.scenario
    about = as_data(team, str(scenario), of.fingerprint, of.weeks, sitting.seed, sitting.desk, "simulated")
    people = sitting.staff.people
    seats = {int(key): people.label(i) for i, key in enumerate(people.seat_key)}
    decisions = [as_decision(seats[asked.seat_key], asked, yes) for asked, yes in sitting.decisions.items()]
    file.write_text(json.dumps({**about, "decisions": decisions, **other}), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def sat(busy):
    """Two teams at comms' desk, and one that answers as the gate itself does."""
    rules = {**TEAMS, "As it is": lambda sheet: sheet.simulated}
    return {name: play(Sitting(busy, 5, Gate.COMMS), rule) for name, rule in rules.items()}


@pytest.fixture
def files(sat, toml, tmp_path):
    return {name: saved(one, name, tmp_path / f"{name}.json", toml) for name, one in sat.items()}
