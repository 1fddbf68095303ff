"""What a message says to those who made a usual mistake: the right line, the right file, and how to mend it."""

import pytest

from simulation import Scenario, ScenarioError


def problems(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_toml(text, name="ours")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("title = our council", "text in quotation marks"),
        ("title = “Ours”", "straight quotation marks"),
        ('title = "Ours', "a closing quotation mark"),
        ("policy.written = True", "true or false, in small letters"),
        ("policy.openness = 0,5", "a decimal point"),
        ("policy.openness = 50%", "0.5 for 50 %"),
        ("policy.openness = .5", "a digit before"),
        ("policy.openness =", "a value after ="),
        ("[policy", "a closing bracket"),
        ("openness", "key = value"),
    ],
)
def test_a_slip_in_writing_is_said_with_its_cure(line, hint):
    (said,) = problems(f"weeks = 10\n{line}\n")
    assert said.startswith("ours line 2: ") and f"; allowed: {hint}" in said.replace(
        "a share as a number, such as ", ""
    )


def test_a_misspelt_department_is_named_where_it_stands():
    (said,) = problems('extends = "county"\n[departments.Park]\naudience = 2\n')
    assert said.startswith("ours line 3: departments.Park: gives no share")
    assert said.endswith("did you mean Parks?")


def test_a_share_too_much_is_named_where_it_was_added():
    (said,) = problems('extends = "county"\n[departments]\nLibrary = { share = 0.5 }\n')
    assert said.startswith("ours line 3: departments: shares add to 1.5") and "did you mean Libraries?" in said
    assert "departments_replace = true" in said


def test_all_that_is_wrong_with_a_route_is_said_at_once():
    (said,) = problems('[route]\ngates = ["coms", "ict", "ict"]\n')
    assert 'unknown gate "coms", gate ict stands twice' in said and "did you mean comms?" in said


def test_changes_are_numbered_and_problems_stand_in_order_of_lines():
    said = problems(
        "weeks = 10\n[[change]]\nweek = 20\npolicy.openness = 1\n[[change]]\nweek = 3\npolicy.opennes = 1\n"
    )
    assert [one.split(": ")[:2] for one in said] == [["ours line 2", "change 1"], ["ours line 7", "change 2"]]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ours.toml").write_text("weeks = 0\n", encoding="utf-8")
        with pytest.raises(ScenarioError) as caught:
            Scenario.load(f"{folder}/ours.toml")
        assert str(caught.value).startswith(f"{folder}/ours.toml line 1: weeks")
