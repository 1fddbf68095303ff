"""``blockers why``: requests, people, the longest requests and the council, told in sentences."""

import json

import pytest

from simulation import Council, Scenario
from simulation.biography import life, longest, tell
from tests.commands.calling import blockers, refused

SMALL = ["--set", "organisation.staff=120", "--set", "influence.outside_hazard=0.05", "--weeks", "40"]


@pytest.fixture(scope="module")
def same():
    """The run that the command makes, made beside it."""
    settings = {"organisation.staff": 120, "influence.outside_hazard": 0.05}
    return Council(Scenario.load("county").changed(settings, weeks=40), rng=1).run()


def why(*words: object):
    return blockers("why", "county", *SMALL, "--seed", 1, *words)


def told(*words: object) -> str:
    done = why(*words)
    assert done.exit_code == 0 and done.stderr == "", done.output
    assert max(len(line) for line in done.stdout.splitlines()) <= 80 and "\x1b" not in done.stdout
    return " ".join(done.stdout.split())


def test_a_request_is_told(here, same):
    text = told("--request", 3)
    assert tell(same, 3) in text and text.startswith("County, 40 weeks, seed 1 Request 3, of ")
    assert not list(here.iterdir())


def test_a_life_is_told_whatever_the_case_of_the_name(same):
    person = same.people.label(next(row[2] for row in same.log_rows if row[4] == 3))
    story = " ".join(life(same, person))
    assert story and story in told("--person", person) and story in told("--person", f" {person.upper()} ")


def test_somebody_to_whom_nothing_happened(same):
    quiet = next(name for i in range(same.staff) if not life(same, name := same.people.label(i)))
    assert "Nothing happened in this seat" in told("--person", quiet)


def test_the_longest_are_told_in_order(same):
    text = told("--longest", 3)
    places = [text.index(f"Request {request}, of ") for request in longest(same, 3)]
    assert places == sorted(places)


def test_without_a_question_the_council_is_told(same):
    text = told()
    filed = int(same.outcomes["filed"])
    assert f"In 40 weeks, 120 people asked {filed} times: " in text
    assert f"{100 * same.outcomes['uptake']:.1f} % of staff used it with permission" in text
    assert f"--request 1 to {filed}" in text and tell(same, longest(same, 1)[0]) in text


def test_a_run_in_which_nobody_asks():
    quiet = ["--set", "asking.rate=0", "--set", "start.asking=0", "--longest", 2]
    assert "Nobody asked for anything." in told(*quiet)
    (line,) = refused(why(*quiet[:4], "--request", 1))
    assert "nobody asked for anything in this run" in line
    assert "120 people never asked for anything." in told(*quiet[:4])


@pytest.mark.parametrize("words", [["--request", 3], ["--longest", 2], ["--person", "Parks 0"], []])
def test_json_is_all_that_is_printed(same, words):
    done = why(*words, "--json")
    said = json.loads(done.stdout)
    assert done.stderr == "" and (said["seed"], said["weeks"], said["staff"]) == (1, 40, 120)
    assert said["requests"] == same.outcomes["filed"] and len(said["told"]) == (2 if "--longest" in words else 1)
    assert all(isinstance(story["sentences"], list) for story in said["told"])
    assert ("council" in said) == (not words)


@pytest.mark.parametrize("number", [0, -1, 999])
def test_a_request_that_is_not_there(same, number):
    (line,) = refused(why("--request", number))
    assert f"this run has requests 1 to {int(same.outcomes['filed'])}" in line


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Prks 1", "did you mean Parks 1?"),
        ("park", "did you mean Parks 0?"),
        ("Parks 77", "in Parks, people are called Parks 0 to Parks "),
        ("Parks", "in Parks, people are called Parks 0 to Parks "),
        ("Xyzzy 3", "called by department and number, such as 'Adult social care 0'"),
        ("", "called by department and number"),
    ],
)
def test_a_person_who_is_not_there_names_the_nearest(name, said):
    (line,) = refused(why("--person", name, "--json"))
    assert line.startswith("--person: nobody is called ") and said in line


def test_one_question_at_a_time():
    (line,) = refused(blockers("why", "county", "--request", 3, "--longest", 1))
    assert line.startswith("--request and --longest ask for different stories")
