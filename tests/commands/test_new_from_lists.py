"""``blockers new --people``: the same list is read in one way whatever it is saved as, and no person is repeated."""

from pathlib import Path

import openpyxl
import pytest

from simulation.scenario import Scenario
from tests.commands.test_new import call, refusal

TITLED = """Staff report;;;;
Printed on 3 May, by HR;;;;

Employee No;Name;Department Name;Job Title;Start Date
1981;O'Neill, Anne;Parks;Ranger, senior;1 May
1982;Smith, Jo;Parks;Ranger, junior;1 May
1983;Smith, Ann;Legal;Solicitor, senior;1 May
"""
PERSONAL = ("O'Neill", "Smith", "1981", "Anne", "senior")


def save_titled(file: Path) -> None:
    if file.suffix == ".csv":
        file.write_text(TITLED, encoding="utf-8")
        return
    book = openpyxl.Workbook()
    for line in TITLED.splitlines():
        book.active.append([cell or None for cell in line.split(";")])
    book.save(file)


@pytest.mark.parametrize("file", ["staff.csv", "staff.xlsx"])
@pytest.mark.parametrize(
    ("column", "near"),
    [("Dept", "Department Name"), ("departmentname", "Department Name"), ("JOB TITEL", "Job Title"), ("Zq", "Depart")],
)
def test_a_column_that_is_not_there_is_told_by_the_header_and_never_by_people(here, file, column, near):
    save_titled(here / file)
    said = refusal("ours", "--people", file, "--department-column", column)
    there = "the columns are 'Employee No', 'Name', 'Department Name', 'Job Title', 'Start Date'; did you mean"
    assert said.startswith(f"{file}, row 4: no column {column!r}; {there} '{near}")
    assert not [word for word in PERSONAL if word in said]


@pytest.mark.parametrize("options", [[], ["--department-column", "Dept"], ["--department-column", "Name"]])
def test_people_are_not_repeated_where_no_row_names_the_columns(here, options):
    (here / "staff.csv").write_text("\n".join(TITLED.splitlines()[4:]), encoding="utf-8")
    said = refusal("ours", "--people", "staff.csv", *options)
    assert said.startswith("staff.csv: no column") and "\n" not in said
    assert not [word for word in PERSONAL if word in said]


def test_a_column_that_is_named_is_read_as_the_one_that_is_found(here):
    save_titled(here / "staff.csv")
    found = call("found", "--people", "staff.csv").stdout
    named = call("named", "--people", "staff.csv", "--department-column", "DEPARTMENT name").stdout
    assert "3 people in 2 departments" in found and found.replace("found.toml", "named.toml") == named


def test_the_same_list_counts_the_same_as_text_and_as_a_workbook(here):
    """Words for none are left out and said, in a list of one column too; a remark is kept and pointed out."""
    words = ["N/A", "NA", "n/a", "none", "None", "null", "-", "?", "unknown", "TBC", "#N/A", None]
    column = ["Department", *["Parks"] * 3, *words, "Vacant", "Vacant", "Nauru desk", "Nauru desk", "#REF!"]
    for wide in (False, True):
        rows = [[word, "x"] if wide else [word] for word in column]
        (here / "staff.csv").write_text("".join(",".join(cell or "" for cell in row) + "\n" for row in rows))
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(here / "staff.xlsx")
        said = [call("ours", "--force", "--people", f"staff.{kind}").stdout for kind in ("csv", "xlsx")]
        assert said[0].replace("staff.csv", "staff.xlsx") == said[1]
        assert "7 people in 3 departments" in said[0] and f"{12 + wide} rows without a department left out" in said[0]
        assert ("1 row with nothing in it left out" in said[0]) == (not wide)
        assert "'Vacant' (2): a remark more likely than a department; kept as one" in said[0]
        headcounts = {spec.name: spec.headcount for spec in Scenario.load("ours.toml").departments}
        assert headcounts == {"Nauru desk": 2, "Parks": 3, "Vacant": 2}


def test_a_directorate_that_says_none_is_none(here):
    (here / "staff.csv").write_text("Dept,Directorate\nParks,N/A\nParks,Place\nLegal,-\n", encoding="utf-8")
    assert call("ours", "--people", "staff.csv").exit_code == 0
    assert {d.name: d.directorate for d in Scenario.load("ours.toml").departments} == {"Parks": "Place", "Legal": None}


def test_a_list_that_says_none_for_a_department_is_not_linked(here):
    (here / "staff.csv").write_text("id,Department\n1,Parks\n2,N/A\n3,Parks\n", encoding="utf-8")
    said = refusal("ours", "--people", "staff.csv", "--link").splitlines()
    assert said[0].startswith("staff.csv, row 3, column 'Department': is 'N/A', which says that there is none")
    assert "leave out --link" in said[1]
