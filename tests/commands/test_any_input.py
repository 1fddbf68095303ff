"""Whatever a scenario, its people's files or the words of a command hold: status 0 or 2, never a fault."""

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.commands.calling import SMALL, blockers
from tests.scenarios.test_any_input import odd_values, paths, spoilt

PEOPLE = "extends = 'county'\ndepartments_replace = true\n[people]\nfile = 'people.csv'\nties = 'ties.csv'\n"
STAFF = b"id,department,grade,skill\n1,Parks,head,0.3\n2,Parks,,0.8\n3,Libraries,,\n"
TIES = b"source,target,weight\n1,2,3\n2,3,1\n"
FEW = 8  # examples in every run; the slow tests try as many as the profile says


def short_and_long(holds: Callable[..., None], **strategies: Any) -> tuple[Any, Any]:
    """What holds of any input, as two tests: with a few examples, and with many among the slow tests."""
    return settings(max_examples=FEW)(given(**strategies)(holds)), pytest.mark.slow(given(**strategies)(holds))


def is_fine_or_wrong(*words: str) -> bool:
    """Whether ``blockers validate`` says it is fine; it says one or the other, in words and as JSON alike."""
    done = blockers("validate", *words)
    assert done.exit_code in (0, 2), done.exception
    said = blockers("validate", *words, "--json")
    assert said.exit_code == done.exit_code
    reports = json.loads(said.stdout)
    assert all(report["fine"] == (not report["problems"]) for report in reports)
    assert (done.exit_code == 0) == all(report["fine"] for report in reports)
    assert bool(done.stderr) == (done.exit_code == 2) and "Traceback" not in done.stderr
    return done.exit_code == 0


@st.composite
def mutated(draw, start: bytes):
    """Bytes with some of them cut, doubled, turned into others or into what is hard to read."""
    content = start
    for _ in range(draw(st.integers(1, 4))):
        i = draw(st.integers(0, len(content)))
        j = min(len(content), i + draw(st.integers(0, 30)))
        pieces = st.sampled_from([b"", content[i:j] * 2, b"\n", b'"', b",", b";", b"\x00", b"\xff", b"nan", b"= 1e400"])
        content = content[:i] + draw(pieces | st.binary(max_size=4)) + content[j:]
    return content


@example(b"\xff\xfe")
@example(b"x = " + b"{a = " * 3_000)
@example(b"[people]\nfile = 'x.toml'")
def any_bytes_for_a_scenario(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "x.toml"
    path.write_bytes(content)
    is_fine_or_wrong(str(path))


test_any_bytes_for_a_scenario, test_any_bytes_for_a_scenario_at_length = short_and_long(
    any_bytes_for_a_scenario,
    content=st.binary(max_size=200) | mutated(b"[departments]\nParks = { share = 1.0 }\n[gates.ict]\nhours = 3\n"),
)


def a_mutated_county(tmp_path_factory, repository, data):
    county = (repository / "scenarios" / "county.toml").read_bytes()
    path = tmp_path_factory.mktemp("county") / "county-mutated.toml"
    path.write_bytes(data.draw(mutated(county)))
    is_fine_or_wrong(str(path))


test_a_mutated_county, test_a_mutated_county_at_length = short_and_long(a_mutated_county, data=st.data())


def a_spoilt_scenario(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("spoilt") / "x.toml"
    path.write_text(text, encoding="utf-8")
    is_fine_or_wrong(str(path), "--set", "organisation.staff=50")


test_a_spoilt_scenario, test_a_spoilt_scenario_at_length = short_and_long(a_spoilt_scenario, text=spoilt())


@example(STAFF, TIES)
def any_bytes_for_people_and_ties(tmp_path_factory, people, ties):
    folder = tmp_path_factory.mktemp("people")
    (folder / "own.toml").write_text(PEOPLE)
    (folder / "people.csv").write_bytes(people)
    (folder / "ties.csv").write_bytes(ties)
    assert is_fine_or_wrong(str(folder / "own.toml")) or (people, ties) != (STAFF, TIES)


test_any_bytes_for_people_and_ties, test_any_bytes_for_people_and_ties_at_length = short_and_long(
    any_bytes_for_people_and_ties,
    people=st.just(STAFF) | mutated(STAFF) | st.binary(max_size=100),
    ties=st.just(TIES) | mutated(TIES),
)


@example(["--"])
@example(["\x00"])
@example(["~" * 5000])
def any_words_of_a_command(words):
    for command in ("validate", "show"):
        done = blockers(command, "--", *words)
        assert done.exit_code in (0, 2) and "Traceback" not in done.stderr, done.exception


test_any_words_of_a_command, test_any_words_of_a_command_at_length = short_and_long(
    any_words_of_a_command, words=st.lists(st.text(max_size=20), min_size=1, max_size=3)
)


def any_setting(path, value):
    done = blockers("validate", "county", "--set", f"{path}={value}")
    assert done.exit_code in (0, 2) and "Traceback" not in done.stderr, done.exception


test_any_setting, test_any_setting_at_length = short_and_long(any_setting, path=paths, value=odd_values)


LONG = "x" * 300
NO_PLACES = [LONG, f"{LONG}/ours", f"ours/{LONG}", "a\0b", "\0", "file/ours", "file/ours/deeper"]
ANY_NAME = st.text(max_size=300).filter(lambda name: name not in ("", ".", "..") and "/" not in name)


def tried(folder, *words: object) -> int:
    """The exit status of a command with paths from this folder: 0 or 2, and then nothing is written."""
    before = sorted(os.walk(folder))
    done = blockers(*words)
    assert done.exit_code in (0, 2) and "Traceback" not in done.stderr, (words, done.exception)
    assert bool(done.stderr) == (done.exit_code == 2)
    assert done.exit_code == 0 or sorted(os.walk(folder)) == before
    return done.exit_code


@pytest.mark.parametrize("place", NO_PLACES)
@pytest.mark.parametrize(
    "words",
    [
        ["run", "county", *SMALL, "--replications", 1, "--workers", 1, "--out"],
        ["new", "ours", "--out"],
        ["new", "ours", "--people"],
        ["schema", "--out"],
    ],
)
def test_places_where_nothing_can_be_are_wrong_input(here, words, place):
    (here / "file").write_text("")
    assert tried(here, *words, place) == 2
    if words[0] != "run" and "--out" in words:
        assert tried(here, *words, f"{place}.toml") == 2


@example("a\nb")
@example("~")
@example("x.toml")
@example("x" * 250)  # a name, but too long a one for its draft
def any_place_for_what_is_written_and_read(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("places")
    place = f"{folder}/{name}"
    tried(folder, "schema", "--out", place, "--quiet")
    tried(folder, "new", "ours", "--out", place)
    tried(folder, "new", "ours", "--out", folder, "--people", place, "--force")


test_any_place_for_what_is_written_and_read, test_any_place_for_what_is_written_and_read_at_length = short_and_long(
    any_place_for_what_is_written_and_read, name=ANY_NAME
)
