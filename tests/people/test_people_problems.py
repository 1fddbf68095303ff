"""What is wrong with an organisation's own people and ties: slips in names, sizes said twice, thousands of problems."""

import pickle
import re
from pathlib import Path

import pytest

from simulation.draws import Draws
from simulation.people_files import PeopleFileError, Problem, read_people, read_ties
from simulation.people_table import KINDS, SHOWN, summarised
from simulation.scenario import Scenario, ScenarioError

PEOPLE = "id,department\n10,Parks\n9,Parks\nann,Housing\n"
OWN = "[people]\nfile = 'people.csv'\n"


@pytest.fixture
def council(tmp_path):
    """A scenario made of the texts of its files."""

    def build(people: str = PEOPLE, toml: str = "", ties: str = "") -> Scenario:
        (tmp_path / "people.csv").write_text(people, encoding="utf-8")
        (tmp_path / "ties.csv").write_text(ties, encoding="utf-8")
        return Scenario.from_toml(OWN + ("ties = 'ties.csv'\n" if ties else "") + toml, folder=tmp_path, name="own")

    return build


def refusal(scenario: Scenario) -> PeopleFileError:
    with pytest.raises(PeopleFileError) as caught:
        people = read_people(scenario, Draws(1))
        read_ties(scenario, people)
    return caught.value


def whats(scenario: Scenario) -> list[tuple[int | None, str | None, str]]:
    return [(problem.row, problem.column, problem.what) for problem in refusal(scenario).problems]


def test_thousands_of_problems_show_some_of_every_kind_and_count_the_rest(council):
    """5,000 wrong grades, 300 wrong skills and one id given twice: the one is not lost among the others."""
    rows = [f"{i},Parks,boss{i},{7 + i if i < 300 else ''}\n" for i in range(5000)] + ["4999,Parks,,\n"]
    error = refusal(council("id,department,grade,skill\n" + "".join(rows)))
    *shown, grades, skills = str(error).splitlines()
    assert (len(error.problems), len(shown)) == (5301, SHOWN)
    of_skill, of_grade = (sum(f"column {name!r}" in line for line in shown) for name in ("skill", "grade"))
    assert of_skill > 5 < of_grade and of_skill + of_grade == SHOWN - 1
    assert shown[-1].endswith("row 5002, column 'id': '4999' stands already in row 5001")
    assert grades == f"and {5000 - of_grade:,} more like row 2, column 'grade', the last in row 5001"
    assert skills == f"and {300 - of_skill:,} more like row 2, column 'skill', the last in row 301"


def test_even_very_many_kinds_of_problems_stay_readable():
    several = [Problem(Path("a.csv"), i, None, f"wrong in the way {chr(65 + i // 2) * 3}") for i in range(60)]
    *counted, rest = summarised(several)[SHOWN:]
    assert (
        len(counted) == KINDS and rest == f"and {40 - sum(int(x.split()[1]) for x in counted)} more of 20 other kinds"
    )


def test_the_error_comes_back_whole_from_another_process(council):
    error = refusal(council("id,department\n1,\n,Parks\n"))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.problems) == (str(error), error.problems)


def test_a_slip_in_the_name_of_a_department_is_said_with_its_row(council):
    people = "id,department\n" + "".join(f"{i},Libraries\n" for i in range(9)) + "9,Libaries\n10,Parks\n"
    said = "'Libaries' is no department that the scenario names; did you mean 'Libraries'? If not, name it there too"
    named = "[departments]\nLibraries = { audience = 2 }\n"
    assert whats(council(people, named)) == [(11, "department", said)]
    assert len(read_people(council(people, named + "Libaries = {}"), Draws(1))) == 11


@pytest.mark.parametrize(
    "names", [("Area 1", "Area 2"), ("Housing team A", "Housing team B"), ("Highways north", "Highways south")]
)
def test_departments_of_one_kind_are_no_slips(council, names):
    people = "id,department\n" + "".join(f"{i},{names[0]}\n" for i in range(40)) + f"40,{names[1]}\n"
    given = council(people, f"[departments]\n'{names[0]}' = {{ audience = 2 }}")
    assert len(read_people(given, Draws(1))) == 41


def test_a_large_department_is_no_slip(council):
    people = "id,department\n" + "".join(f"{i},Park{'s' * (i % 2)}\n" for i in range(40))
    given = council(people, "[departments]\nParks = { audience = 2 }")
    assert read_people(given, Draws(1)).departments == ("Park", "Parks")


@pytest.mark.parametrize(("given", "near"), [("ANN", "ann"), ("009", "9"), ("10.0", "10")])
def test_a_tie_to_nobody_names_the_id_that_a_spreadsheet_may_have_changed(council, given, near):
    said = [(2, "target", f"nobody has the id {given!r}; did you mean {near!r}?")]
    assert whats(council(ties=f"source,target\n9,{given}\n".replace("9,9", "10,9"))) == said


@pytest.mark.parametrize(("kind", "value"), [("headcount", 4), ("share", 0.5)])
def test_a_size_of_a_department_beside_a_people_file_is_an_error(council, kind, value):
    said = f"departments.Parks.{kind}: {value}, but the people file sets this; allowed: nothing; leave it out"
    with pytest.raises(ScenarioError) as caught:
        council(toml=f"[departments]\nParks = {{ {kind} = {value} }}\nHousing = {{ audience = 2 }}\n")
    assert str(caught.value) == f"own line 4: {said}"
    with pytest.raises(ScenarioError, match=re.escape(f"set: {said}")):
        council(toml="[departments]\nParks = { audience = 2 }\n").changed({f"departments.Parks.{kind}": value})


def test_sizes_that_a_base_gives_its_departments_are_forgotten_under_a_people_file(council, tmp_path):
    """What else the base says of them stays; said beside or above the people file, a size is an error."""
    base = "[departments]\nParks = { share = 0.3, audience = 1.5 }\nHousing = { share = 0.7, audience = 2 }\n"
    (tmp_path / "base.toml").write_text(base, encoding="utf-8")
    council()
    text = f"extends = 'base.toml'\n{OWN}"
    scenario = Scenario.from_toml(text, folder=tmp_path)
    assert [(spec.share, spec.values["department.audience"]) for spec in scenario.departments] == [
        (None, 2),
        (None, 1.5),
    ]
    assert scenario.origin("departments.Parks.share") == "default"
    assert read_people(scenario, Draws(1)).headcounts == (1, 2)
    assert Scenario.from_toml(scenario.to_toml()).fingerprint == scenario.fingerprint
    with pytest.raises(ScenarioError, match=r"line 5: departments\.Parks\.share: 0\.2, but the people file sets"):
        Scenario.from_toml(text + "[departments]\nParks = { share = 0.2 }\n", folder=tmp_path)
    replaced = "departments_replace = true\n" + text + "[departments]\nParks = { audience = 3 }\n"
    assert [spec.name for spec in Scenario.from_toml(replaced, folder=tmp_path).departments] == ["Parks"]
