"""Every kind of mistake in a scenario is told with its place, what was found, what is allowed and what is near."""

import pickle
from pathlib import Path

import pytest

from simulation.scenario import Scenario, ScenarioError
from tests.scenarios.mistakes import ONE_LINE, TWO


def problems(text: str, folder: str | Path = ".") -> list[str]:
    with pytest.raises(ScenarioError) as error:
        Scenario.from_toml(text, name="ours", folder=folder)
    return str(error.value).splitlines()


@pytest.mark.parametrize("kind", ONE_LINE)
def test_one_mistake_gives_one_line(kind):
    text, start, part = ONE_LINE[kind]
    (line,) = problems(text)
    assert line.startswith(start)
    assert part in line


def test_all_mistakes_at_once_in_order_of_lines():
    told = problems("weeks = 0\n[gates.ict]\nhours = -1\nhour = 3\n[route]\ngates = ['hr', 'hr']\n[[change]]\nweek = 1")
    assert [line.split(": ")[0] for line in told] == [f"ours line {line}" for line in (1, 3, 4, 6, 7)]


def test_a_wrong_value_is_not_also_a_wrong_sum():
    (line,) = problems("[requests]\nvanity = 8\nneeds_ict = 0.9")
    assert "out of range" in line


def test_problems_in_a_base_name_the_base(tmp_path):
    (tmp_path / "base.toml").write_text("[gates.ict]\nhours = -1\n")
    first, second = problems("extends = 'base.toml'\nweeks = 0", tmp_path)
    assert first.startswith("base.toml line 2: gates.ict.hours")
    assert second.startswith("ours line 2: weeks")


def test_bases_that_go_round_in_a_circle(tmp_path):
    (tmp_path / "a.toml").write_text("extends = 'b.toml'\n")
    (tmp_path / "b.toml").write_text("title = 'b'\nextends = 'a.toml'\n")
    with pytest.raises(ScenarioError, match=r"b\.toml line 2: extends: .* a\.toml extends b\.toml extends a\.toml"):
        Scenario.load(tmp_path / "a.toml")


def test_a_missing_base_leaves_the_file_checked_but_not_its_sums(tmp_path):
    told = problems("extends = 'gone.toml'\nweeks = 0\n[departments.Parks]\nshare = 0.1", tmp_path)
    assert len(told) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title = 'a'\ndescription = '\xff'", "x.toml line 2: this is no UTF-8 text"),
        (b"", "x.toml: says nothing"),
        (b"weeks = 3\x00", "x.toml line 1: "),
        (b"title = '''\n", "x.toml line 2: "),
    ],
)
def test_files_that_cannot_be_read(tmp_path, content, said):
    (tmp_path / "x.toml").write_bytes(content)
    with pytest.raises(ScenarioError, match=said):
        Scenario.load(tmp_path / "x.toml")


def test_a_folder_is_no_scenario(tmp_path):
    with pytest.raises(ScenarioError, match=f"^{tmp_path}: this is a folder; allowed: a scenario file"):
        Scenario.load(tmp_path)
    with pytest.raises(ScenarioError, match=r"^\.: this is a folder"):
        Scenario.load(".")
    (said,) = problems("[people]\nfile = '.'", tmp_path)
    assert said == 'ours line 2: people.file: "." is a folder; allowed: a file, its path from this scenario'


def test_text_that_is_no_toml_is_shown_without_advice_about_twice():
    (said,) = problems("weeks = = 3")
    assert said == "ours line 1: Invalid value, in: weeks = = 3"


def test_a_missing_scenario_names_the_nearest(tmp_path, monkeypatch):
    monkeypatch.setattr("simulation.scenario_files.sources.bundled_folder", lambda: tmp_path)
    (tmp_path / "county.toml").write_text("weeks = 3")
    with pytest.raises(ScenarioError, match=r"countie: no such scenario or file; .* county; did you mean county\?"):
        Scenario.load("countie")
    for odd in ("", "a\x00b", "x" * 5000, "../" * 40 + "nowhere"):
        with pytest.raises(ScenarioError, match="no such scenario or file"):
            Scenario.load(odd)


SIZE = "organisation.staff"


def test_the_people_file_says_how_many_people_and_departments_there_are(tmp_path):
    (tmp_path / "people.csv").write_text("id,department\n1,Parks\n")
    (tmp_path / "base.toml").write_text("[organisation]\nstaff = 70\ndepartments = 7\n")
    head, people = "extends = 'base.toml'\n", "[people]\nfile = 'people.csv'\n"
    own = Scenario.from_toml(head + people, folder=tmp_path)  # what a base says is forgotten
    assert own.origin(SIZE) == "default" and own.values[SIZE] == Scenario.default().values[SIZE]
    assert Scenario.from_toml(own.to_toml()) == own.changed({"title": ""}) == own
    assert problems(head + "[organisation]\nstaff = 9\ndepartments = 2\n" + people, tmp_path) == [
        "ours line 3: organisation.staff: 9, but the people file sets this; allowed: nothing; leave it out",
        "ours line 4: organisation.departments: 2, but the people file sets this; allowed: nothing; leave it out",
    ]
    with pytest.raises(ScenarioError, match=r"set: organisation\.staff: 9, but the people file sets this"):
        own.changed({SIZE: 9})


def test_a_number_of_departments_takes_the_place_of_named_ones():
    council = Scenario.from_toml(TWO)
    with pytest.raises(ScenarioError, match=r"6, but 2 departments are named; .* departments_replace = true with it"):
        council.changed({"organisation.departments": 6})
    other = council.changed({"organisation.departments": 6, "departments_replace": True})
    assert (other.departments, other.values["organisation.departments"]) == ((), 6)
    assert Scenario.from_toml(TWO, set={"organisation.departments": 6, "departments_replace": True}) == other


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"gates.ict.hour": 3}, "set: gates.ict.hour: unknown key; .* did you mean gates.ict.hours?"),
        ({"gates.ict.hours": "3"}, 'set: gates.ict.hours: found "3" where a number is wanted'),
        ({"departments.Prks.audience": 3}, "set: departments.Prks.audience: unknown department; .*did you mean Parks?"),
        ({"gates.ict": 3, "gates.ict.hours": 3}, "set: gates.ict.hours: given twice"),
        ({"departments.Parks.share": 0.6}, "set: departments: shares add to 1.1, 0.1 too much"),
        ({"title": "half \ud800"}, "set: title: the text holds half a character"),
        ({"route.gates": ("self",)}, 'set: route.gates: unknown gate "self"'),
        ({"route.removal.self": "removed"}, "set: route.removal.self: unknown gate"),
        (
            {"change": [{"week": 1, "route": {"removal": {"hr": "no"}}}]},
            "set: change 1: .* for a whole run, from week 0",
        ),
    ],
)
def test_settings_are_checked_like_files(settings, said):
    with pytest.raises(ScenarioError, match=said):
        Scenario.from_toml(TWO).changed(settings)


def test_a_scenario_error_is_a_value_error_that_travels_between_processes():
    with pytest.raises(ValueError) as error:
        Scenario.from_toml("weeks = 0\ntutle = 1")
    again = pickle.loads(pickle.dumps(error.value))
    assert str(again) == str(error.value)
    assert [(problem.origin.line, problem.key) for problem in again.problems] == [(1, "weeks"), (2, "tutle")]
