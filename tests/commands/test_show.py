"""``blockers show``: whole scenarios, tables and single parameters, with values, origins and how to set them."""

import io
import json
import re
import shlex
import tomllib

import pytest

from experiments.explaining.headcounts import headcounts
from experiments.explaining.listing import list_scenario
from experiments.explaining.page import Page
from simulation import Scenario
from simulation.parameters import PARAMETERS
from simulation.scenario import parse_setting
from simulation.scenario_files.entries import ENTRIES, value_in
from tests.commands.calling import blockers, refused

OWN = """extends = "county"
title = "Ours"
[gates.ict]
hours = 9
[departments]
Parks = { literacy = 0.9 }
[[change]]
week = 20
name = "open"
gates.ict.hours = 30
route.gates = ["comms"]
departments.Parks.audience = 2
"""


@pytest.fixture
def own(here):
    (here / "own.toml").write_text(OWN)
    return here


def shown(*words: object) -> str:
    done = blockers("show", *words)
    assert done.exit_code == 0 and done.stderr == "", done.output
    return done.stdout


def table(text: str, heading: str) -> str:
    return text.split(f"\n\n{heading}\n")[1].split("\n\n")[0]


def test_a_scenario_is_shown_whole_in_eighty_columns():
    text = shown("county")
    assert max(len(line) for line in text.splitlines()) <= 80 and "\x1b" not in text and "…" not in text
    assert "2,000 staff in 24 departments, 156 weeks" in text
    for path, parameter in PARAMETERS.items():
        heading, _, name = path.rpartition(".")
        part = " ".join(table(text, heading).split())
        unit = parameter.unit.partition(" ")[2]  # its first word may be singular
        assert re.search(rf"(^| ){name} ", part) and parameter.meaning in part and unit in part, path
        assert f"({parameter.standing})" in part
    assert "Adult social care          320" in text and "(county.toml line 12)" in text


def test_every_value_says_where_it_comes_from(own):
    text = shown("own.toml", "--set", "weeks=40", "--set", "gates.hr.hours=5")
    assert re.search(r"weeks +40 weeks +--set\n", text)
    assert re.search(r"hours +9 hours per 1,000 staff and week +own.toml line 4\n", table(text, "gates.ict"))
    assert re.search(r"hours +5 hours per 1,000 staff and week +--set\n", table(text, "gates.hr"))
    assert re.search(r"answers_by +comms +county.toml line 8\n", table(text, "route"))
    assert re.search(r"devolution +0.2 share +default\n", table(text, "route"))
    parks = " ".join(table(text, "departments").split("Parks")[1].split("Payroll")[0].split())
    assert "literacy 0.9" in parks and "(county.toml line 21) (own.toml line 6)" in parks
    changes = table(text, "changes")
    assert (
        "from week 20: open" in changes and "own.toml line 7" in changes and "departments.Parks.audience = 2" in changes
    )


def test_changed_shows_only_what_differs_from_the_defaults(own):
    text = shown("own.toml", "--changed")
    assert "9 hours per 1,000 staff" in text and "answers_by" in text and "devolution" not in text
    assert "weeks   " not in text  # 156 is given, and is the default
    same = shown("county", "--changed", "--set", "route.answers_by=gate")
    assert "All numbers are at their defaults." in same


def test_toml_is_a_file_that_needs_no_base_and_reads_back_equal(own):
    text = shown("own.toml", "--toml", "--set", "weeks=40")
    (own / "whole.toml").write_text(text)
    given = Scenario.load("own.toml", {"weeks": 40})
    assert Scenario.load("whole.toml").fingerprint == given.fingerprint and "extends" not in tomllib.loads(text)


def test_json_holds_every_entry_with_value_and_origin(own):
    said, scenario = json.loads(shown("own.toml", "--json")), Scenario.load("own.toml")
    assert {e["path"]: e["value"] for e in said["entries"]} == {p: value_in(scenario, e) for p, e in ENTRIES.items()}
    parks = next(one for one in said["departments"] if one["name"] == "Parks")
    assert parks["headcount"] == 40 and parks["values"]["department.literacy"] == {
        "value": 0.9,
        "from": "own.toml line 6",
    }
    assert said["changes"][0]["settings"] == {
        "gates.ict.hours": 30,
        "departments.Parks.audience": 2,
        "route.gates": ["comms"],
    }
    changed = json.loads(shown("own.toml", "--json", "--changed"))["entries"]
    assert [entry["path"] for entry in changed] == ["route.answers_by", "gates.ict.hours"]


@pytest.mark.parametrize("width", [60, 80, 131, 200])
def test_any_terminal_is_wide_enough(width):
    scenario, said = Scenario.load("county"), io.StringIO()
    list_scenario(Page(said, width), scenario, headcounts(scenario))
    assert max(len(line) for line in said.getvalue().splitlines()) <= width
    assert "time for decisions and, what is" in said.getvalue() and "…" not in said.getvalue()


@pytest.mark.parametrize("path", ENTRIES)
def test_every_parameter_can_be_explained_and_the_example_set(path, monkeypatch):
    monkeypatch.setattr("experiments.explaining.explain.set_by", lambda entry: {})  # takes its time, and is tried below
    text = shown(path)
    assert ENTRIES[path].meaning in " ".join(text.split()) and "Standing" in text and "Allowed" in text
    (command,) = re.findall(r"in a command +(.+)", text)
    *_, option, setting = shlex.split(command)
    assert (option, setting.isdigit()) == ("--weeks", True) if path == "weeks" else setting.startswith(f"{path}=")
    inside = re.search(r"in a file +(.+?)(\n +for one|\Z)", text, flags=re.DOTALL)
    assert inside is not None
    from_file = Scenario.from_toml(inside[1])
    assert from_file.origin(path) != "default"
    if path != "weeks":
        from_command = Scenario.default().changed(dict([parse_setting(setting)]))
        assert value_in(from_command, ENTRIES[path]) == value_in(from_file, ENTRIES[path]) != ENTRIES[path].default


def test_a_parameter_is_explained():
    text = shown("department.audience")
    for words in ("0 to 10", "0.7 to 1.4", "assumption: nobody has measured it", "each may have its own", "[[change]]"):
        assert words in text
    assert "county for 24 departments; district for 9 departments" in text
    assert "to comms (county.toml line 8)" in " ".join(shown("route.answers_by").split())
    assert "stays as it is through a run" in shown("organisation.staff")
    assert "0: with this, it plays no part" in shown("asking.caution")
    assert "Socitm 2010" in shown("gates.ict.web_filter")
    said = json.loads(shown("gates.comms.fte", "--json"))
    assert said["set_by"]["district"]["value"] == 4.5 and said["unit"] and "value" not in said


def test_a_parameter_of_a_scenario_is_shown_with_value_and_origin(own):
    text = shown("own.toml", "gates.ict.hours")
    assert "9 hours per 1,000 staff and week in own (own.toml line 4)" in text
    assert "from week 20: 30 (own.toml line 7)" in text and "blockers run own.toml --set gates.ict.hours=" in text
    text = " ".join(shown("own.toml", "audience").split())
    assert "Parks 1.5" in text and "from week 20, Parks: 2" in text
    said = json.loads(shown("county", "gates.ict.hours", "--json", "--set", "gates.ict.hours=7"))
    assert (said["value"], said["from"], said["default"]) == (7, "--set", 6)


def test_a_file_of_people_says_how_many_there_are(here):
    (here / "own.toml").write_text("[people]\nfile = 'people.csv'\n")
    (here / "people.csv").write_text("id,department\nann,Parks\nbob,Parks\ncyd,Roads\n")
    for path, many in (("organisation.staff", 3), ("organisation.departments", 2)):
        name = path.rpartition(".")[2]
        assert re.search(rf"Value +{many} \w+ in own \(people.csv\)", shown("own.toml", path))
        assert "--set" not in shown("own.toml", path), "the file of people sets it, and nothing else can"
        for words in ([], ["--changed"], ["organisation"]):
            assert re.search(rf"\n  {name} +{many} \w+ +people.csv\n", shown("own.toml", *words)), words
        said = json.loads(shown("own.toml", path, "--json"))
        assert (said["value"], said["from"]) == (many, "people.csv")
        for words in (["--json"], ["--json", "--changed"]):
            entries = json.loads(shown("own.toml", *words))["entries"]
            assert [entry["value"] for entry in entries if entry["path"] == path] == [many]
    (here / "people.csv").write_text("id,department\nann,Parks\nann,Parks\n")
    (line,) = refused(blockers("show", "own.toml", "organisation.staff"))
    assert "row 3, column 'id'" in line
    assert "default" in shown("own.toml", "gates.hr.hours")  # for which nobody has to be counted


def test_a_department_may_have_a_dot_in_its_name(here):
    changes = '[[change]]\nweek = 5\ndepartments."St. Mary\'s".audience = 1.5\n'
    (here / "own.toml").write_text('[departments]\n"St. Mary\'s" = { headcount = 9 }\n' + changes)
    assert "from week 5, St. Mary's: 1.5 (own.toml line 3)" in shown("own.toml", "department.audience")
    said = json.loads(shown("own.toml", "department.audience", "--json"))
    assert [change["when"] for change in said["changes"]] == ["from week 5, St. Mary's"]


def test_tables_and_parts_can_be_shown_alone(own):
    text = shown("gates.ict")
    assert "capacity" in text and "gates.ict" in text and "hr" not in text.split()
    assert "own.toml line 4" in shown("own.toml", "gates")
    assert "Adult social care" in shown("county", "departments") and "Nothing changes" in shown("county", "change")
    assert "No file names the people" in shown("county", "people") and "open" in shown("own.toml", "change")
    assert "1.5 (relative), from county.toml line 21" in shown("county", "departments.Parks.audience")
    assert "as all departments: default" in shown("county", "departments.Parks.literacy")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["contry"], "did you mean county?"),
        (["gates.ict.hour"], "did you mean gates.ict.hours?"),
        (["web_filter"], "did you mean gates.ict.web_filter?"),
        (["zzzz"], "blockers show county lists all parameters"),
        (["nowhere.toml"], "neither a scenario nor a parameter"),
        (["county", "gates.itc.hours"], "did you mean gates.ict.hours?"),
        (["county", "departments.Prks.audience"], "did you mean departments.Parks.audience?"),
        (["contry", "gates.ict.hours"], "did you mean county?"),
        (["gates.ict.hours", "--set", "weeks=3"], "need a scenario"),
        (["gates.ict.hours", "--toml"], "need a scenario"),
        (["county", "gates.ict.hours", "--changed"], "for a whole scenario"),
        (["county", "--toml", "--json"], "one of them"),
    ],
)
def test_what_cannot_be_shown_is_refused(words, said):
    (line,) = refused(blockers("show", *words))
    assert said in line


def test_wrong_people_are_told(here):
    (here / "own.toml").write_text("[people]\nfile = 'people.csv'\n")
    (here / "people.csv").write_text("id,department\nann,Parks\nann,Parks\n")
    (line,) = refused(blockers("show", "own.toml"))
    assert "row 3, column 'id'" in line


def test_a_department_is_shown_with_all_that_it_has(here):
    done = blockers("show", "county", "departments.Parks")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Parks: 40 people\n")
    assert "department.audience = 1.5 (relative), from county.toml line" in done.stdout
    assert "as all departments: default" in done.stdout
    whole = json.loads(blockers("show", "county", "departments.Parks", "--json").stdout)
    assert whole["headcount"] == 40 and {row["path"] for row in whole["values"]} >= {"department.audience"}


def test_two_forms_at_once_are_refused(here):
    for other in ("--json", "--changed"):
        (line,) = refused(blockers("show", "county", "--toml", other))
        assert other in line
