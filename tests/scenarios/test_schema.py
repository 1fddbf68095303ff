"""The JSON Schema and the table of parameters say what the declarations say."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from simulation.parameters import PARAMETERS
from simulation.scenario import Scenario
from simulation.schema import json_schema, parameter_table

COUNCIL = Path(__file__).with_name("council.toml").read_text(encoding="utf-8")

jsonschema = pytest.importorskip("jsonschema")


def errors(text: str) -> list[Exception]:
    return list(jsonschema.Draft202012Validator(json_schema()).iter_errors(tomllib.loads(text)))


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_the_schema_is_printed(repository):
    command = [sys.executable, "-m", "simulation.schema"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == json_schema() and not done.stderr


def test_the_schema_accepts_what_is_read_and_what_is_written():
    assert not errors(COUNCIL)
    assert not errors(Scenario.from_toml(COUNCIL).to_toml())
    assert not errors("[route.removal]\nhr = 'removed'\nict = 'no'")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weeks = 0",
        "weks = 3",
        "gates.ict.hour = 3",
        "gates.ict.hours = -1",
        "hoops.number = 2.5",
        "influence.rule = 'hazzard'",
        "route.gates = ['ict', 'ict']",
        "departments.Parks = {share = 0.5, headcount = 3}",
        "[[change]]\nweek = 1\nafter = 'first crisis'",
        "[[change]]\nweek = 1\norganisation.staff = 3",
        "[[change]]\nweek = 1\ndelay = 3",
        "[[change]]\nweek = 1\nweeks = 0\ngates.ict.hours = 3",
        "[[change]]\nweek = 1\nweeks = 2.5\ngates.ict.hours = 3",
        "[[change]]\nweek = 1\nweeks = 2\ngates.legal.knowledge = 0.5",
        "[[change]]\nweek = 1\nweeks = 2\ndepartment.literacy = 0.5",
        "[[change]]\nweek = 1\nweeks = 2\ndepartments.'Department 01'.framework = 0.5",
        "[[change]]\nweek = 1\nweeks = 2\ndepartments.'Department 01'.department.framework = 0.5",
        "route.removal.self = 'removed'",
        "route.removal.hr = 'away'",
        "[[change]]\nweek = 1\nroute.removal.hr = 'removed'",
    ],
)
def test_the_schema_refuses_what_reading_refuses(text):
    assert errors(text)
    with pytest.raises(ValueError):
        Scenario.from_toml(text)


@pytest.mark.parametrize("setting", ["gates.legal.knowledge", "department.literacy", "departments.Parks.framework"])
def test_the_schema_accepts_what_grows_where_it_is_set_for_good(setting):
    assert not errors(f"[[change]]\nweek = 1\n{setting} = 0.5")
    assert not errors("[[change]]\nweek = 1\nweeks = 2\ndepartment.spare_hours = 2\ngates.legal.hours = 3")


def test_the_table_has_a_row_for_every_parameter():
    head, rule, *rows = parameter_table().splitlines()
    assert head == "| path | default | unit | allowed | plausible | off | standing | source | meaning |"
    assert set(rule) == {"|", "-", " "}
    assert [row.split("`")[1] for row in rows] == list(PARAMETERS)
    assert all(row.replace("\\|", "").count("|") == 10 for row in rows)
    assert PARAMETERS["leadership.strength"].allowed_text == "0 to 1"
    assert PARAMETERS["organisation.staff"].allowed_text == "a whole number 1 to 1,000,000 people"
    cells = {row.split("`")[1]: [cell.strip() for cell in row.split(" | ")] for row in rows}
    assert cells["leadership.strength"][2:4] == ["0 to 1", "0 to 1"]
    assert cells["gates.ict.hours"][3] == "0 to 40,000"
