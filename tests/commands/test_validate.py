"""``blockers validate``: several files, all that is wrong with all of them, and what is said of those that are fine."""

import json

import pytest

from tests.commands.calling import blockers, refused

PEOPLE = "extends = 'county'\ndepartments_replace = true\n[people]\nfile = 'people.csv'\nties = 'ties.csv'\n"


@pytest.fixture
def own(here):
    (here / "own.toml").write_text("weeks = 30\n" + PEOPLE)
    (here / "people.csv").write_text("id,department\nann,Parks\nbob,Parks\ncy,Libraries\n")
    (here / "ties.csv").write_text("source,target\nann,bob\n")
    return here


def test_what_is_fine_is_said_with_its_size():
    done = blockers("validate", "county", "district")
    assert done.exit_code == 0 and done.stderr == ""
    assert done.stdout.splitlines() == [
        "county: fine, 2,000 staff in 24 departments, 156 weeks",
        "district: fine, 500 staff in 9 departments, 156 weeks, extends county",
    ]


def test_people_and_ties_are_read_too(own):
    done = blockers("validate", "own.toml")
    files = "people from people.csv, ties from ties.csv"
    assert done.stdout == f"own.toml: fine, 3 staff in 2 departments, {files}, 30 weeks, extends county\n"


def test_settings_are_laid_on_all():
    done = blockers("validate", "county", "--set", "weeks=1", "--set", "organisation.staff=50")
    assert done.stdout == "county: fine, 50 staff in 24 departments, 1 week\n"
    done = blockers("validate", "county", "--with", "strategies/edict", "--weeks", 30, "--set", "organisation.staff=50")
    assert done.stdout.startswith("county: fine, 50 staff in 24 departments, 30 weeks")
    (line,) = refused(blockers("validate", "county", "--with", "strategies/edikt", "--weeks", 30))
    assert "strategies/edict" in line
    (line,) = refused(blockers("validate", "county", "--set", "organisation.staff=3"))
    assert line.startswith("--set: organisation.staff: 3 people cannot fill 24 departments")


def test_all_problems_of_all_files_are_said_at_once(own):
    (own / "people.csv").write_text("id,department\nann,Parks\nann,\n")
    (own / "ties.csv").write_text("source;target\nann;bob\n")
    (own / "bad.toml").write_text("weks = 3\n[gates.ict]\nhours = -1\n")
    done = blockers("validate", "own.toml", "county", "bad.toml", "nowhere.toml")
    assert done.exit_code == 2
    assert done.stdout == "county: fine, 2,000 staff in 24 departments, 156 weeks\n"
    starts = ["row 3, column 'id'", "row 3, column 'department'", "ties.csv", "bad.toml line 1: weks: unknown key"]
    starts += ["bad.toml line 3: gates.ict.hours: -1", "nowhere.toml: no such scenario", "not fine: 3 of 4 scenarios"]
    lines = done.stderr.splitlines()
    assert len(lines) == len(starts) and all(any(start in line for line in lines) for start in starts)


def test_a_problem_of_a_base_is_said_once(here):
    (here / "base.toml").write_text("weks = 3\n")
    (here / "one.toml").write_text("extends = 'base.toml'\n")
    (line,) = refused(blockers("validate", "one.toml"))
    assert line.startswith("base.toml line 1: weks")


def test_thousands_of_wrong_rows_are_summarised_and_whole_in_json(own):
    (own / "people.csv").write_text("id,department,skill\n" + "".join(f"{i},Parks,7\n" for i in range(3000)))
    lines = refused(blockers("validate", "own.toml"))
    assert len(lines) == 21
    assert lines[-1] == "and 2,980 more like row 2, column 'skill', the last in row 3001"
    (said,) = json.loads(blockers("validate", "own.toml", "--json").stdout)
    assert sum(problem["column"] == "skill" for problem in said["problems"]) == 3000


def test_a_population_that_memory_cannot_hold_is_no_scenario_to_run(here, monkeypatch):
    monkeypatch.setattr("simulation.size.bytes_available", lambda: 10**9)
    (here / "huge.toml").write_text("title = 'huge'\n[organisation]\nstaff = 1000000\n")
    for command in ("validate", "run", "why"):
        (line,) = refused(blockers(command, "huge.toml"))
        assert line.startswith("huge.toml line 3: organisation.staff: 1,000,000 staff") and "allowed here: " in line


def test_json_is_for_other_programs(own):
    (own / "bad.toml").write_text("extends = 'county'\n[gates.ict]\nhour = -1\n")
    done = blockers("validate", "own.toml", "bad.toml", "--json")
    fine, bad = json.loads(done.stdout)
    assert done.exit_code == 2 and done.stderr == ""
    assert fine == {
        "scenario": "own.toml",
        "fine": True,
        "staff": 3,
        "departments": 2,
        "weeks": 30,
        "extends": ["county"],
        "problems": [],
    }
    (problem,) = bad["problems"]
    assert not bad["fine"]
    assert (problem["file"], problem["line"], problem["key"]) == ("bad.toml", 3, "gates.ict.hour")
    assert (problem["found"], problem["nearest"]) == ("unknown key", "gates.ict.hours")
    assert problem["allowed"] and problem["text"].startswith("bad.toml line 3: ")


def test_quiet_is_quiet_and_nothing_is_written(here):
    done = blockers("validate", "county", "--quiet")
    assert (done.exit_code, done.output) == (0, "") and not list(here.iterdir())
