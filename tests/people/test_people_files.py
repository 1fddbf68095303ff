"""An organisation's own people and ties: read as they stand, and everything wrong with them said at once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.contacts import Contacts
from simulation.draws import Draws, Purpose, key_of
from simulation.people_files import PeopleFileError, read_people, read_ties
from simulation.population import Population
from simulation.scenario import Scenario
from simulation.state import Grade, Stage


@dataclass
class Source:
    people: Path
    ties: Path | None = None
    people_columns: dict[str, str] = field(default_factory=dict)
    ties_columns: dict[str, str] = field(default_factory=dict)
    department_prefix: str = ""


@dataclass
class Council:
    people: Source | None
    name: str = "own"
    departments: tuple[Any, ...] = ()
    changes: tuple[Any, ...] = ()


PEOPLE = """\
id,department,grade,champion,stage,threshold,conviction,skill,nerve,room
10,Parks,head,0,,,,,,4
9,Parks,,TRUE,live,0.5,1,0,,5
ann,Housing,manager,1,shadow,,,,0.25,6
2,Housing,frontline,false,,,,,,7
"""
TIES = "source,target,weight\n10,9,\n9,10,3\nann,9,1\n"


@pytest.fixture
def council(tmp_path):
    """A council made of the text of two files, or of bytes."""

    def build(people=PEOPLE, ties=TIES, **source):
        files = tmp_path / "people.csv", tmp_path / "ties.csv"
        for file, text in zip(files, (people, ties), strict=True):
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Council(Source(*files, **source))

    return build


def people_of(council: Any) -> Population:
    return read_people(council, Draws(1))


def ties_of(council: Any) -> Contacts:
    return read_ties(council, people_of(council))


def problems_of_people(council: Any) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(PeopleFileError) as caught:
        people_of(council)
    return [(problem.row, problem.column, problem.what) for problem in caught.value.problems]


def problems_of_ties(council: Any) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(PeopleFileError) as caught:
        ties_of(council)
    return [(problem.row, problem.column, problem.what) for problem in caught.value.problems]


def test_people_stand_sorted_by_department_and_id_with_what_the_file_gives(council):
    people = people_of(council())
    assert people.departments == ("Housing", "Parks")
    assert people.headcounts == (2, 2)
    assert people.number == ("2", "ann", "9", "10")
    assert [people.label(i) for i in range(4)] == ["Housing 2", "Housing ann", "Parks 9", "Parks 10"]
    assert people.index_of("Housing ann") == 1
    # Housing names no head: the first person by id is taken for it.
    assert people.grade.tolist() == [Grade.HEAD, Grade.MANAGER, Grade.FRONTLINE, Grade.HEAD]
    assert people.named_champion.tolist() == [False, True, True, False]
    assert people.stage.tolist() == [-1, Stage.SHADOW, Stage.LIVE, -1]
    np.testing.assert_array_equal(people.traits["threshold"], [np.nan, np.nan, 0.5, np.nan])
    np.testing.assert_array_equal(people.traits["conviction"], [np.nan, np.nan, 1, np.nan])
    np.testing.assert_array_equal(people.traits["skill"], [np.nan, np.nan, 0, np.nan])
    np.testing.assert_array_equal(people.traits["nerve"], [np.nan, 0.25, np.nan, np.nan])


def test_a_seat_is_keyed_by_department_and_id(council):
    people = people_of(council())
    assert int(people.seat_key[2]) == key_of("seat", "Parks", "9")
    assert people.champion_score[2] == Draws(1).one(Purpose.CHAMPION, key_of("seat", "Parks", "9"))


def test_the_order_of_rows_changes_nothing(council):
    header, *rows = PEOPLE.splitlines(keepends=True)
    one, other = people_of(council()), people_of(council(header + "".join(reversed(rows))))
    assert (one.number, one.headcounts) == (other.number, other.headcounts)
    for name in ("department", "grade", "seat_key", "champion_score", "stage", "named_champion"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_source_hears_target(council):
    given = council()
    contacts = ties_of(given)
    # Places: 0 is 2, 1 is ann, 2 is 9, 3 is 10.
    assert [part.tolist() for part in contacts.heard_by(2)] == [[3], [3]]
    assert [part.tolist() for part in contacts.listeners(2)] == [[1, 3], [1, 1]]
    assert contacts.arcs == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("id,department", " ID ,Department").encode(),
        lambda text: text.replace("9,Parks", "\n 9 , Parks ").encode(),
        lambda text: text.replace("9,Parks", '"9","Parks"').encode(),
    ],
    ids=["byte order mark", "Windows line ends", "capitals", "blanks", "quotes"],
)
def test_what_spreadsheets_do_to_files_changes_nothing(council, change):
    people = people_of(council(change(PEOPLE)))
    assert people.number == ("2", "ann", "9", "10")


def test_columns_may_have_other_names_and_departments_a_prefix(council):
    given = council(
        "nr,unit\n1,7\n2,7\n",
        "who,whom,n\n1,2,4\n",
        people_columns={"id": "nr", "department": "unit"},
        ties_columns={"source": "who", "target": "whom", "weight": "n"},
        department_prefix="Community ",
    )
    people = people_of(given)
    assert people.label(1) == "Community 7 2"
    assert ties_of(given).heard_by(0)[1].tolist() == [4]


def test_all_problems_of_people_are_said_at_once(council):
    text = """\
id,department,grade,champion,stage,threshold
1,Parks,chief,maybe,sleeping,2
1,Parks,head,1,asking,high
,Parks,head,0,live,-0.1

3,,frontline,0,live,nan
4,Parks
"""
    assert problems_of_people(council(text)) == [
        (2, "grade", "'chief' is no grade; grades are frontline, manager, head"),
        (
            2,
            "stage",
            "'sleeping' is no stage; stages are uninterested, wanting, assumed_no, live, lapsed, gave_up, shadow",
        ),
        (2, "champion", "'maybe' is neither 1 or true nor 0 or false"),
        (2, "threshold", "2 is outside 0 to 1"),
        (3, "stage", "a request in flight cannot be declared; let the person start as wanting"),
        (3, "threshold", "'high' is not a number"),
        (3, "id", "'1' stands already in row 2"),
        (4, "id", "is blank"),
        (4, "threshold", "-0.1 is outside 0 to 1"),
        (4, "grade", "Parks has a head already, in row 3"),
        (6, "department", "is blank"),
        (6, "threshold", "nan is outside 0 to 1"),
        (7, None, "has 2 cells, the header 6"),
    ]


def test_all_problems_of_ties_are_said_at_once(council):
    text = "source,target,weight\n9,77,1\n9,9,1\n9,10,0\n9,10,1\n10,9,1.5\n,9,-1\n"
    assert problems_of_ties(council(ties=text)) == [
        (2, "target", "nobody has the id '77'"),
        (3, "target", "'9' is tied to itself"),
        (4, "weight", "'0' is not a whole number from 1 to 1000000"),
        (5, "target", "'9' to '10' stands already in row 4"),
        (6, "weight", "'1.5' is not a whole number from 1 to 1000000"),
        (7, "source", "is blank"),
        (7, "weight", "'-1' is not a whole number from 1 to 1000000"),
    ]


@pytest.mark.parametrize(
    ("people", "row", "what"),
    [
        ("", None, "is empty"),
        ("\n\n", None, "is empty"),
        ("id,department\n", 1, "has a header and no rows"),
        ("id;department\n1;Parks\n", 1, "is separated by semicolons"),
        ("id\tdepartment\n1\tParks\n", 1, "is separated by tabs"),
        ("id|department\n1|Parks\n", 1, "is separated by bars"),
        (b"PK\x03\x04\x14\x00", None, "is a workbook, not text; save the sheet as CSV"),
        ("id,department\n1,Caf\u00e9\n".encode("latin-1"), 2, "is not UTF-8"),
        ('id,department\n1,"Parks\n', 2, "is not CSV"),
        ("id,departement\n1,Parks\n", 1, "is missing; nearest is 'departement'"),
        ("id,id,department\n1,1,Parks\n", 1, "stands 2 times in the header"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(council, people, row, what):
    ((found_row, _, found),) = problems_of_people(council(people))
    assert (found_row, found[: len(what)]) == (row, what)


def test_a_column_that_the_scenario_names_must_be_there_and_known(council):
    given = council(people_columns={"skill": "points", "hobby": "hobby"})
    (_, _, unknown), (_, column, missing) = problems_of_people(given)
    assert unknown.startswith("the scenario names a column for 'hobby'")
    assert (column, missing[:10]) == ("points", "is missing")


def test_a_file_that_is_not_there_is_said(council):
    given = council()
    given.people.people.unlink()
    ((_, _, what),) = problems_of_people(given)
    assert what.startswith("cannot be read")


def test_a_folder_is_no_file_of_people(council, tmp_path):
    given = council()
    given.people.people = tmp_path
    assert problems_of_people(given) == [(None, None, "is a folder, not a file")]


def test_missing_columns_and_wrong_grades_and_stages_name_what_is_near(council):
    ((_, _, missing),) = problems_of_people(council("nr,Unit\n1,Parks\n", people_columns={"id": "nr"}))
    assert missing == "is missing; the columns are nr, Unit"
    (_, _, grade), (_, _, stage) = problems_of_people(council("id,department,grade,stage\n1,Parks,Manger,shadoww\n"))
    assert grade == "'Manger' is no grade; grades are frontline, manager, head; did you mean 'manager'?"
    assert stage.endswith("did you mean 'shadow'?")


def test_departments_are_spelt_the_same_way_in_every_row(council):
    text = (
        "id,department\n1,Adult social care\n2,adult Social care\n3,Adult  social care\n4,adult Social care\n5,Parks\n"
    )
    assert problems_of_people(council(text)) == [
        (3, "department", "'adult Social care' is 'Adult social care' in row 2; spell it the same way in all rows"),
        (4, "department", "'Adult  social care' is 'Adult social care' in row 2; spell it the same way in all rows"),
    ]


@pytest.mark.parametrize("extra", ["", "[[change]]\nweek = 3\n[change.departments]\nHousing = { audience = 1 }\n"])
def test_departments_of_the_scenario_are_those_of_the_people(council, tmp_path, extra):
    council()
    text = "[people]\nfile = 'people.csv'\n[departments]\nHousing = { audience = 1.2 }\n" + extra
    assert people_of(Scenario.from_toml(text, folder=tmp_path)).departments == ("Housing", "Parks")
    wrong = Scenario.from_toml(text.replace("Housing", "Housng"), folder=tmp_path)
    end = " (departments of the base stay unless the file says departments_replace = true)"
    said = [f"no person works in 'Housng', which {where} names; did you mean 'Housing'? (row 4){end}"
            for where in ("the scenario", *(["a change of the scenario"] if extra else []))]  # fmt: skip
    assert [what for _, _, what in problems_of_people(wrong)] == said


def test_twenty_problems_are_shown_with_their_place_and_the_rest_counted(council):
    text = "id,department,grade\n" + "".join(f"{i},Parks,boss\n" for i in range(33))
    given = council(text)
    with pytest.raises(PeopleFileError) as caught:
        people_of(given)
    lines = str(caught.value).splitlines()
    assert lines[0].startswith(f"{given.people.people}, row 2, column 'grade': 'boss' is no grade")
    assert (len(lines), lines[-1]) == (21, "and 13 more like row 2, column 'grade', the last in row 34")
    assert len(caught.value.problems) == 33


def test_a_scenario_without_files_is_told_so():
    with pytest.raises(ValueError, match="names no people file"):
        people_of(Council(None))


def test_the_farmers_of_brfarmers_are_read_by_path(shared_data):
    """692 farmers of 11 communities, 1,854 nominations inside communities (Rogers, Ascroft and Röling 1970)."""
    given = Council(
        Source(
            shared_data / "brfarmers_nodes.csv",
            shared_data / "brfarmers_edges.csv",
            {"id": "id", "department": "community"},
            {"source": "source", "target": "target"},
            "Community ",
        )
    )
    people = people_of(given)
    assert (len(people), len(people.departments)) == (692, 11)
    assert people.headcounts[people.departments.index("Community 10")] == 35
    contacts = ties_of(given)
    assert contacts.arcs == 1854
    listener = np.repeat(np.arange(692), np.diff(contacts.heard_starts))
    assert np.array_equal(people.department[listener], people.department[contacts.heard_ids])
    ids, _ = contacts.heard_by(people.index_of("Community 10 1001"))
    assert [people.number[i] for i in ids] == ["1005", "1009", "1020"]
