"""``blockers new``: the file it writes loads as it stands and shows true values, and what cannot be is refused."""

import os
import re
import sys
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

from experiments.drafting.new_scenario import TOLD
from simulation.draws import Draws
from simulation.parameters import PARAMETERS
from simulation.people_files import read_people
from simulation.scenario import Scenario
from tests.commands.calling import blockers, refused

LIST: list[tuple[str, ...]] = [
    ("Staff no", "Name", "Dept", "Directorate"),
    *((f"{n:04d}", f"Person, {n}", "Café & arts", "Place") for n in range(12)),
    *((f"{n:04d}", f"Person, {n}", "Parks", "Place") for n in range(12, 40)),
    *((f"{n:04d}", f"Person, {n}", " parks", "Place") for n in range(40, 43)),
    ("0043", "Person, 43", "Legal", "Corporate"),
    ("0044", "Person, 44", "", "Corporate"),
]


def call(*words: object) -> Result:
    return blockers("new", *words)


def refusal(*words: object) -> str:
    """What is said of wrong input; nothing is written."""
    before = sorted(Path().rglob("*"))
    lines = refused(call(*words))
    assert sorted(Path().rglob("*")) == before
    return "\n".join(lines)


def written(rows: list[tuple[str, ...]], sign: str = ",") -> str:
    cells = [[f'"{cell}"' if sign in cell else cell for cell in row] for row in rows]
    return "".join(sign.join(row) + "\r\n" for row in cells)


def uncommented(text: str) -> str:
    """The file with every setting in it put in force."""
    return re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("base", ["county", "district"])
def test_the_file_is_its_base_as_it_stands_and_with_every_setting_put_in_force(base):
    result = call("our-council", "--extends", base)
    assert result.exit_code == 0 and "blockers run our-council.toml" in result.stdout
    text = Path("our-council.toml").read_text(encoding="utf-8")
    fingerprint = Scenario.load(base).fingerprint
    assert Scenario.load("our-council.toml").fingerprint == fingerprint
    before_changes = text.split("#[[change]]")[0]
    assert Scenario.from_toml(uncommented(before_changes)).fingerprint == fingerprint
    assert before_changes != uncommented(before_changes)


def test_the_examples_of_changes_can_be_put_in_force():
    call("our-council")
    first, second = Scenario.from_toml(uncommented(Path("our-council.toml").read_text(encoding="utf-8"))).changes
    assert (first.week, second.after, second.delay) == (52, "first crisis", 4)
    assert (0, first.values["digital_lead.hours"]) == PARAMETERS["digital_lead.hours"].plausible


def test_every_lever_stands_with_its_value_range_unit_and_meaning():
    call("our-council")
    text = Path("our-council.toml").read_text(encoding="utf-8")
    flat = " ".join(line.removeprefix("# ") for line in text.splitlines())
    for path in (path for paths in TOLD.values() for path in paths):
        parameter = PARAMETERS[path]
        assert f"{parameter.meaning}; allowed: {parameter.allowed_text}" in flat, path
        assert f"#{path.rpartition('.')[2]} = " in text.split(f"[{path.rpartition('.')[0]}]")[1].split("\n[")[0], path
    assert max(map(len, text.splitlines())) < 130


@pytest.fixture
def bases(here):
    """Scenarios to build on, of every kind that says how many people there are."""
    (here / "people.csv").write_text("id,department\n1,Parks\n2,Parks\n3,Legal\n", encoding="utf-8")
    kinds = {
        "people": "[people]\nfile = 'people.csv'\n[departments]\nParks = { audience = 2 }\n",
        "headcounts": "[departments]\nParks = { headcount = 30, audience = 2 }\nLegal = { headcount = 4 }\n",
        "shares": "[departments]\nParks = { share = 0.7, audience = 2 }\nLegal = { share = 0.3 }\n",
        "names": "[organisation]\nstaff = 70\n[departments]\nParks = { headcount = 60, audience = 2 }\nLegal = {}\n",
        "none": "[organisation]\nstaff = 50\ndepartments = 5\n",
    }
    for kind, text in kinds.items():
        (here / f"{kind}.toml").write_text(text, encoding="utf-8")
    return kinds


@pytest.mark.parametrize(
    ("kind", "is_staff_shown", "said", "new"),
    [
        ("people", False, "the base's file of people says", ""),
        ("headcounts", False, "A new one needs a headcount", "IT = { headcount = 5 }"),
        ("shares", True, "A new one needs a share", "Parks = { share = 0.5 }\nIT = { share = 0.2 }"),
        ("names", True, "A new one may have a headcount", "IT = {}"),
        ("none", True, "they are made up", "IT = { share = 0.4 }\nParks = { share = 0.6 }"),
    ],
)
def test_what_it_says_of_staff_and_departments_is_true_of_its_base(bases, kind, is_staff_shown, said, new):
    """Settings put in force are what holds by then, and a new department can be had as the comment says."""
    assert call("ours", "--extends", f"{kind}.toml").exit_code == 0
    text = Path("ours.toml").read_text(encoding="utf-8").split("# --- Changes")[0]
    assert said in text.replace("\n# ", " ") and ("#staff = " in text) == is_staff_shown
    assert Scenario.from_toml(uncommented(text)).fingerprint == Scenario.load(f"{kind}.toml").fingerprint
    added = Scenario.from_toml(text.replace("[departments]", f"[departments]\n{new}"))
    assert ("IT" in [spec.name for spec in added.departments]) == bool(new)


@pytest.mark.parametrize("options", [[], ["--link"]])
def test_a_list_is_not_laid_on_a_base_with_people_of_its_own(bases, options):
    said = refusal("ours", "--extends", "people.toml", "--people", "people.csv", *options)
    assert said.startswith("--people: people.toml has a file of people already (") and "\n" not in said


def save_comma(file: Path) -> None:
    file.write_bytes(written(LIST).encode("utf-8-sig"))


def save_semicolons(file: Path) -> None:
    file.write_bytes(b"sep=;\r\n" + written(LIST, ";").encode("cp1252"))


def save_tabs(file: Path) -> None:
    file.write_bytes(written(LIST, "\t").encode("utf-16"))


def save_workbook(file: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Made in May"])
    sheet = book.create_sheet("Staff")
    for row in [["All staff"], [], *LIST]:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(file)


@pytest.mark.parametrize("save", [save_comma, save_semicolons, save_tabs, save_workbook])
def test_a_staff_list_is_counted_however_it_was_saved(here, save):
    save(here / "staff")
    result = call("ours", "--people", "staff")
    assert result.exit_code == 0, result.stderr
    assert "ours.toml: 44 people in 3 departments, counted from staff (column 'Dept')" in result.stdout
    assert "1 row without a department left out" in result.stdout
    assert "3 rows counted under another spelling of the same name ('Parks')" in result.stdout
    assert "1 department of one person ('Legal')" in result.stdout
    ours = Scenario.load("ours.toml")
    assert [(d.name, d.headcount, d.directorate, dict(d.values)) for d in ours.departments] == [
        ("Café & arts", 12, "Place", {}), ("Legal", 1, "Corporate", {}), ("Parks", 31, "Place", {}),
    ]  # fmt: skip
    assert ours.values["organisation.staff"] == 44
    text = Path("ours.toml").read_text(encoding="utf-8")
    assert text.count("# the rest: defaults") == 3
    assert "Person" not in text and "0043" not in text  # names and ids stay where they are
    Scenario.from_toml(uncommented(text.split("#[[change]]")[0]))


def test_the_list_itself_is_read_with_link(here):
    (here / "staff.csv").write_text(written([row for row in LIST if row[2] and row[2] != " parks"]), encoding="utf-8")
    result = call("ours", "--people", "staff.csv", "--link", "--out", "scenarios/mine")
    assert result.exit_code == 0, result.stderr
    ours = Scenario.load("scenarios/mine/ours.toml")
    assert ours.people is not None and ours.people.people == here / "staff.csv"
    people = read_people(ours, Draws(1))
    assert (people.departments, people.headcounts) == (("Café & arts", "Legal", "Parks"), (12, 1, 28))
    assert people.label(0) == "Café & arts 0000"


def test_a_list_that_does_not_qualify_is_not_linked(here):
    save_comma(here / "staff.csv")
    said = refusal("ours", "--people", "staff.csv", "--link")
    assert "row 42, column 'Dept': 'parks' is 'Parks' in row 14" in said and "row 46, column 'Dept': is blank" in said
    assert said.splitlines()[-1].endswith("leave out --link to take only counts from it")
    (here / "few.csv").write_text("Dept\nParks\n", encoding="utf-8")
    assert "has no column of ids" in refusal("ours", "--people", "few.csv", "--link")
    save_workbook(here / "staff.xlsx")
    assert "is a workbook; save the sheet as CSV UTF-8" in refusal("ours", "--people", "staff.xlsx", "--link")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "NAME: is blank"), ("  ", "NAME: is blank"), (".toml", "NAME: is blank"),
        ("..", "does not begin with a letter or digit"), (".hidden", "does not begin with a letter or digit"),
        ("dot.", "ends with a blank or dot"), ("a/b", "is a path"), ("../up", "is a path"), ("c:\\x", "is a path"),
        ("why?", "holds '?'"), ("a\nb", "holds"), ("x" * 101, "has 101 bytes; allowed: up to 100"),
        ("NUL", "is the name of a device on Windows"), ("county", "is a scenario that comes with Blockers"),
    ],
)  # fmt: skip
def test_a_name_that_can_be_no_file_everywhere_is_refused(name, said):
    assert said in refusal(name)


@pytest.mark.parametrize(
    ("name", "file"), [("our council", "our council"), ("v1.2", "v1.2"), ("a.toml", "a"), ("é", "é")]
)
def test_unusual_names_that_can_be_are_taken(name, file):
    result = call(name)
    assert result.exit_code == 0, result.stderr
    assert Scenario.load(f"{file}.toml").name == file
    assert f"blockers validate '{file}.toml'" in result.stdout.replace(f"te {file}.toml", f"te '{file}.toml'")


def test_nothing_is_overwritten_without_force(here):
    call("ours")
    (here / "ours.toml").write_text("weeks = 5\n", encoding="utf-8")
    assert "ours.toml exists already; choose another name, or replace it with --force" in refusal("ours")
    assert call("ours", "--force").exit_code == 0 and Scenario.load("ours.toml").weeks == 156
    (here / "folder.toml").mkdir()
    assert "folder.toml is a folder" in refusal("folder", "--force")
    assert [path.name for path in here.iterdir() if path.name.startswith(".")] == []


def test_where_it_goes_and_what_it_builds_on(here):
    call("ours")
    assert call("deep", "--extends", "ours.toml", "--out", "a/b").exit_code == 0
    assert 'extends = "../../ours.toml"' in Path("a/b/deep.toml").read_text(encoding="utf-8")
    assert Scenario.load("a/b/deep.toml").fingerprint == Scenario.load("county").fingerprint
    assert call("x", "--out", "a/other.toml").exit_code == 0 and Scenario.load("a/other.toml").name == "other"
    assert "cannot extend itself" in refusal("ours", "--extends", "ours.toml", "--force")
    assert "no such scenario or file" in refusal("y", "--extends", "countty")
    assert "ours.toml/x.toml cannot be written" in refusal("y", "--out", "ours.toml/x.toml")


def test_options_of_a_list_need_a_list():
    for words in (["--link"], ["--sheet", "Staff"], ["--department-column", "Dept"]):
        assert f"{words[0]}: goes with --people" in refusal("ours", *words)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"Nr,Departement\n1,Parks\n", "the columns are 'Nr', 'Departement'; did you mean --department-column 'Dep"),
        (b"Nr,Name\n1,Ann\n", "no column of departments was found"),
        (b"Dept,Name\n,Ann\n", "nobody has a department"),
        (b"Dept,Dept\nA,B\n", "column 'Dept' stands 2 times in the header"),
        (b"Dept,Name\nParks,Ann, B\n", "row 2: has 3 cells, the header 2; put quotation marks around"),
        (b'Dept,Name\nParks,"Ann\n', "is not CSV"),
        (b"Dept\nCaf\x8d\n", "row 2: is neither UTF-8 nor Windows-1252 text"),
        (b"D\0e\0p\0t\0", "is no text that can be read"),
        (b"PK\x03\x04nonsense", "is no workbook that can be read"),
        (b"\xd0\xcf\x11\xe0old", "is an old workbook (.xls) or one with a password"),
        (b"Team\n" + b"".join(b"T%d\n" % n for n in range(501)), "has 501 different values; allowed: up to 500"),
        (b"Team,Name\n" + b"T,a,b\n" * 3000, "and 2,980 more like row 2, the last in row 3001"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_counted_is_refused(here, content, said):
    (here / "staff").write_bytes(content)
    assert said in refusal("ours", "--people", "staff")


def test_a_list_that_is_not_there_and_columns_and_sheets_that_are_not(here):
    assert "cannot be read" in refusal("ours", "--people", "none.csv")
    assert "is a folder" in refusal("ours", "--people", ".")
    save_workbook(here / "staff.xlsx")
    assert "no sheet 'Stuff'; its sheets are 'Notes', 'Staff'" in refusal(
        "ours", "--people", "staff.xlsx", "--sheet", "Stuff"
    )
    assert "did you mean 'Dept'" in refusal(
        "ours", "--people", "staff.xlsx", "--sheet", "staff", "--department-column", "Dpt"
    )
    save_comma(here / "staff.csv")
    assert "--sheet: staff.csv is text" in refusal("ours", "--people", "staff.csv", "--sheet", "Staff")
    result = call("ours", "--people", "staff.csv", "--department-column", "directorate")
    assert "45 people in 2 departments, counted from staff.csv (column 'Directorate')" in result.stdout


def test_without_openpyxl_one_line_says_what_to_install(here, monkeypatch):
    save_workbook(here / "staff.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    said = refusal("ours", "--people", "staff.xlsx")
    assert "pip install openpyxl" in said and "\n" not in said


def test_names_almost_alike_are_pointed_out(here):
    rows = "Dept\n" + "Libraries\n" * 20 + "Libaries\n" * 2 + "Area 1\n" * 5 + "Area 2\n" * 4
    (here / "staff.csv").write_text(rows, encoding="utf-8")
    said = call("ours", "--people", "staff.csv").stdout
    assert "'Libaries' (2) is spelt almost like 'Libraries' (20); one department?" in said and "'Area" not in said


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(here):
    (here / "closed").mkdir(mode=0o500)
    assert "closed/ours.toml cannot be written" in refusal("ours", "--out", "closed")
