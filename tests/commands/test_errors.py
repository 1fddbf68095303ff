"""Every kind of mistake in a file, seen through the command line: told in one line, status 2, nothing written."""

import os
from pathlib import Path

import pytest

from tests.commands.calling import blockers, refused

TWO = "[departments.Parks]\nshare = 0.5\n[departments.Housing]\nshare = 0.5\n"
PEOPLE = "[people]\nfile = 'people.csv'\nties = 'ties.csv'\n"
STAFF = "id,department\nann,Parks\nbob,Parks\n"

# What the file ours.toml holds, and words of the one line about it: the place first, then key and what is allowed.
SCENARIOS: dict[str, tuple[str | bytes, list[str]]] = {
    "unknown key": (
        "[gates.ict]\nhour = 3",
        ["line 2", "gates.ict.hour", "allowed: ", "mean gates.ict.hours?"],
    ),
    "wrong type": ("[gates.ict]\nhours = 'six'", ["line 2", "gates.ict.hours", '"six"', "0 to 40,000 hours per 1,000"]),
    "out of range": ("[hoops]\nnumber = 51", ["line 2", "hoops.number", "51", "a whole number 0 to 50 steps"]),
    "NaN": ("[gates.ict]\nhours = nan", ["line 2", "gates.ict.hours", "nan", "0 to 40,000"]),
    "infinity": ("[gates.ict]\nhours = inf", ["line 2", "gates.ict.hours", "inf", "0 to 40,000"]),
    "bool for number": ("[gates.ict]\nhours = true", ["line 2", "gates.ict.hours", "true", "0 to 40,000"]),
    "unknown choice": ("[influence]\nrule = 'hazzard'", ["line 2", "influence.rule", "one of hazard", "mean hazard?"]),
    "missing base": ("extends = 'contry'", ["line 1", "extends", "county", "did you mean county?"]),
    "circular base": ("extends = 'ours.toml'", ["line 1", "extends", "circle"]),
    "duplicate key": ("weeks = 3\nweeks = 4", ["line 2", "given twice"]),
    "syntax error": ("weeks = = 3", ["line 1", "weeks = = 3"]),
    "not UTF-8": (b"title = '\xff'", ["line 1", "UTF-8"]),
    "empty file": ("", ["says nothing", "at least one key"]),
    "week before the start": (
        "[[change]]\nweek = -1\nhoops.number = 1",
        ["line 2", "change 1: week", "-1", "5,200"],
    ),
    "week after the end": (
        "weeks = 9\n[[change]]\nweek = 10\nhoops.number = 1",
        ["line 2", "change 1: week", "week 10", "0 to 9 weeks"],
    ),
    "unknown department in a change": (
        TWO + "[[change]]\nweek = 3\ndepartments.Park.audience = 2",
        ["line 5", "departments.Park", "a department of the scenario", "did you mean Parks?"],
    ),
    "unknown gate in a route": ("[route]\ngates = ['coms']", ["line 2", "route.gates", "management", "mean comms?"]),
    "gate twice in a route": ("[route]\ngates = ['ict', 'ict']", ["line 2", "route.gates", "ict", "at most once"]),
    "shares that do not add to one": (TWO.replace("0.5", "0.4"), ["line ", "departments", "0.8", "add to 1"]),
    "people file that is not there": ("[people]\nfile = 'staff.csv'", ["line 2", "people.file", "staff.csv"]),
}

# What the files of people and ties hold, and words that the one line about them has.
FILES: dict[str, tuple[str, str, list[str]]] = {
    "unknown grade": (
        "id,department,grade\nann,Parks,maneger\n",
        "",
        ["people.csv", "row 2", "'grade'", "frontline, manager, head", "did you mean 'manager'?"],
    ),
    "duplicate id": (STAFF + "ann,Parks\n", "", ["people.csv", "row 4", "'id'", "'ann'", "row 2"]),
    "missing column": ("id,departmnt\nann,Parks\n", "", ["people.csv", "row 1", "'department'", "departmnt"]),
    "wrong delimiter": (STAFF.replace(",", ";"), "", ["people.csv", "row 1", "semicolons"]),
    "tie to nobody": (STAFF, "source,target\nann,eve\n", ["ties.csv", "row 2", "'target'", "'eve'"]),
    "self-tie": (STAFF, "source,target\nann,ann\n", ["ties.csv", "row 2", "'target'", "'ann'"]),
    "trait out of range": ("id,department,skill\nann,Parks,8\n", "", ["people.csv", "row 2", "'skill'", "0 to 1"]),
}


def is_refused_by_all(folder: Path, name: str, words: list[str]) -> None:
    """Both commands that read it say the same one line, and write nothing."""
    before = sorted(folder.rglob("*"))
    said = {tuple(refused(blockers(command, name))) for command in ("validate", "run")}
    assert len(said) == 1
    ((line,),) = said
    assert all(word in line for word in words), line
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("kind", SCENARIOS)
def test_a_mistake_in_a_scenario(here, kind):
    content, words = SCENARIOS[kind]
    (here / "ours.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    is_refused_by_all(here, "ours.toml", ["ours.toml", *words])


@pytest.mark.parametrize("kind", FILES)
def test_a_mistake_in_files_of_people(here, kind):
    people, ties, words = FILES[kind]
    (here / "ours.toml").write_text(PEOPLE)
    (here / "people.csv").write_text(people)
    (here / "ties.csv").write_text(ties)
    if not ties:
        (here / "ours.toml").write_text(PEOPLE.replace("ties = 'ties.csv'\n", ""))
    is_refused_by_all(here, "ours.toml", words)


def test_a_department_of_the_scenario_in_which_nobody_works(here):
    (here / "ours.toml").write_text(PEOPLE.replace("ties = 'ties.csv'\n", "") + "[departments.Park]\naudience = 2\n")
    (here / "people.csv").write_text(STAFF)
    is_refused_by_all(here, "ours.toml", ["people.csv", "'Park'", "did you mean 'Parks'?"])


def test_a_folder_for_a_file(here):
    (here / "ours").mkdir()
    is_refused_by_all(here, "ours", ["ours", "this is a folder", "a scenario file"])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(here):
    (here / "ours.toml").write_text("weeks = 3")
    (here / "ours.toml").chmod(0)
    is_refused_by_all(here, "ours.toml", ["ours.toml", "cannot be read"])


def test_a_file_that_cannot_be_read_whoever_asks(here, monkeypatch):
    (here / "ours.toml").write_text("weeks = 3")
    usual = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "ours.toml":
            raise PermissionError(13, "Permission denied")
        return usual(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    is_refused_by_all(here, "ours.toml", ["ours.toml", "cannot be read (Permission denied)"])
