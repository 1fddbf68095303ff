"""The files in docs/own-people.md run as they stand there, and what it says of errors is what is said."""

import re

import pytest

from experiments.explaining.checking import check
from simulation import Council, Scenario
from simulation.people_files import PeopleFileError
from simulation.scenario import ScenarioError
from tests.commands.calling import blockers


@pytest.fixture
def blocks(repository):
    """The page's blocks of code, by language; the two of CSV are people and ties."""
    text = (repository / "docs" / "own-people.md").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for language, block in re.findall(r"```(\w+)\n(.*?)```", text, flags=re.DOTALL):
        found.setdefault(language, []).append(block)
    return found


@pytest.fixture
def folder(blocks, tmp_path):
    (tmp_path / "people.csv").write_text(blocks["csv"][0], encoding="utf-8")
    (tmp_path / "ties.csv").write_text(blocks["csv"][1], encoding="utf-8")
    (tmp_path / "own.toml").write_text(blocks["toml"][0], encoding="utf-8")
    return tmp_path


def test_the_example_runs(blocks, folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    exec(blocks["python"][0], {})
    assert "Parks 102" in capsys.readouterr().out
    council = Council(Scenario.load("own.toml"), rng=1)
    assert [department.name for department in council.departments] == ["Libraries", "Parks"]
    assert (council.live_count, council.shadow_count) == (1, 1)
    parks = council.people.index_of("Parks 103")
    ids, weights = council.contacts.heard_by(parks)
    assert {council.people.label(i): int(w) for i, w in zip(ids, weights, strict=True)} == {
        "Parks 102": 2,
        "Libraries 203": 1,
    }


def test_without_a_tie_in_the_file_nobody_hears_anybody_as_the_page_says(folder):
    (folder / "ties.csv").write_text("who,talks to,times\n", encoding="utf-8")
    scenario = Scenario.load(folder / "own.toml")
    assert check(str(folder / "own.toml"), {}).problems == ()
    council = Council(scenario, rng=1)
    assert council.contacts.arcs == 0 and len(council.contacts.heard_by(0)[0]) == 0
    assert council.run().weeks == scenario.weeks


def test_a_scenario_may_name_traits_of_a_department_of_the_file(folder):
    (folder / "own.toml").write_text(
        (folder / "own.toml").read_text(encoding="utf-8") + '\n[departments]\n"Parks" = { audience = 1.5 }\n',
        encoding="utf-8",
    )
    council = Council(Scenario.load(folder / "own.toml"), rng=1)
    assert [department.name for department in council.departments] == ["Libraries", "Parks"]
    assert council.departments[1].audience == 1.5


def test_the_example_can_be_linked_and_counted_as_the_page_says(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for name, options in (("counted", []), ("linked", ["--link"])):
        result = blockers("new", name, "--people", "people.csv", *options)
        assert result.exit_code == 0, result.stderr
    counted, linked = Scenario.load("counted.toml"), Scenario.load("linked.toml")
    assert [(spec.name, spec.headcount) for spec in counted.departments] == [("Libraries", 3), ("Parks", 3)]
    assert counted.people is None and "202" not in (folder / "counted.toml").read_text(encoding="utf-8")
    assert Council(linked, rng=1).people.label(0) == "Libraries 201"


def test_a_size_beside_the_file_is_an_error_as_the_page_says(folder):
    sized = (folder / "own.toml").read_text(encoding="utf-8") + '\n[departments]\n"Parks" = { headcount = 3 }\n'
    with pytest.raises(ScenarioError, match=r"departments\.Parks\.headcount: 3, but the people file sets this"):
        Scenario.from_toml(sized, folder=folder)


def test_the_errors_are_said_as_the_page_says(blocks, folder):
    people = blocks["csv"][0].replace("102,Parks,,live,0.8", "102,Parks,,live,8").replace("103,Parks", "102,Parks")
    (folder / "people.csv").write_text(people, encoding="utf-8")
    with pytest.raises(PeopleFileError) as caught:
        Council(Scenario.load(folder / "own.toml"), rng=1)
    assert str(caught.value).replace(f"{folder}/", "") == blocks["text"][0].strip()
