"""``blockers play``: one file with councils and an explorer, or a refusal and nothing."""

import gzip
import json
import re
from base64 import b64decode

import pytest

from tests.commands.calling import blockers, refused

SMALL = ["--set", "organisation.staff=60", "--weeks", "12", "--replications", "2", "--workers", "1"]
EDICT = ["--strategy", "strategies/edict"]


def play(*words: object):
    return blockers("play", "county", *SMALL, *words)


def contents_of(text: str):
    return json.loads(re.search(r'id="contents" type="application/json">(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]


@pytest.fixture
def few_points(monkeypatch):
    from experiments.room import grid
    from experiments.room.levers import LEVERS

    monkeypatch.setattr(grid, "LEVERS", tuple(lever for lever in LEVERS if lever.path == "hoops.number"))


def test_a_page_with_councils_and_an_explorer(here, few_points):
    done = play(*EDICT, "--strategy", "strategies/champions", "--out", "room/council.html")
    assert done.exit_code == 0, done.output
    assert re.fullmatch(
        r"room/council.html: 3 councils, 3 points of the explorer, \d\.\d MB; it opens in any browser\n", done.stdout
    )
    text = (here / "room" / "council.html").read_text(encoding="utf-8")
    contents = contents_of(text)
    called = ["As it stands", "Edict from the top", "Informal champion network"]
    assert [council["called"] for council in contents["councils"]] == called
    assert set(contents["partings"]) == {"0-1", "0-2", "1-2"} and contents["explorer"]
    assert text.count('type="application/octet-stream"') == 4


def test_without_a_strategy_all_are_recorded_and_the_place_is_named_after_the_council(here):
    done = play("--without-explorer", "--quiet")
    assert (done.exit_code, done.stdout) == (0, "")
    contents = contents_of((here / "county.html").read_text(encoding="utf-8"))
    assert len(contents["councils"]) == 13 and not contents["explorer"]


def test_equal_runs_give_equal_files_whatever_the_workers(here, few_points):
    assert play(*EDICT, "--out", "a.html").exit_code == 0
    assert play(*EDICT, "--out", "b.html", "--workers", 3).exit_code == 0
    assert (here / "a.html").read_bytes() == (here / "b.html").read_bytes()


def test_what_is_laid_on_the_council_is_under_all_strategies(here):
    done = play(*EDICT, "--without-explorer", "--with", "events/crisis", "--out", "a.html")
    assert done.exit_code == 0, done.output
    assert contents_of((here / "a.html").read_text(encoding="utf-8"))["title"].startswith("County: ")


def unpacked(text: str, name: str):
    found = re.search(rf'id="{name}" type="application/octet-stream">(.*?)</script>', text)
    assert found is not None
    return json.loads(gzip.decompress(b64decode(found[1])))


def test_the_councils_beside_a_desk_do_not_give_its_requests_away(here):
    done = play("--strategy", "edict", "--without-explorer", "--desk", "comms", "--seed", 5, "--out", "a.html")
    assert done.exit_code == 0, done.output
    text = (here / "a.html").read_text(encoding="utf-8")
    paper, councils = unpacked(text, "desk"), [unpacked(text, f"council-{k}") for k in range(2)]
    assert (paper["file"]["seed"], [one["seed"] for one in councils]) == ("5", [6, 6])
    notes = " ".join(contents_of(text)["notes"])
    assert "with seed 6:" in notes and "The requests on the desk are of another run, with seed 5" in notes


def test_strategies_and_levers_go_by_their_bare_names_and_own_files_first(here):
    done = play("--strategy", "edict", "--strategy", "strategies/edict", "--strategy", "light-hoop",
                "--without-explorer", "--out", "a.html")  # fmt: skip
    assert done.exit_code == 0, done.output
    called = [one["called"] for one in contents_of((here / "a.html").read_text(encoding="utf-8"))["councils"]]
    assert called[:2] == ["As it stands", "Edict from the top"] and len(called) == 3
    (here / "edict.toml").write_text('title = "An edict of ours"\n[hoops]\nnumber = 1\n', encoding="utf-8")
    assert play("--strategy", "edict", "--without-explorer", "--out", "b.html").exit_code == 0
    own = contents_of((here / "b.html").read_text(encoding="utf-8"))["councils"][1]["called"]
    assert own == "An edict of ours"
    (line,) = refused(play("--strategy", "light-hoops"))
    assert line.startswith("light-hoops: no such scenario or file") and line.endswith("did you mean levers/light-hoop?")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--strategy", "strategies/edit"], r"strategies/edit: .*did you mean strategies/edict\?"),
        (["--replications", "1"], "--replications: found 1; allowed: a whole number from 2"),
        (["--workers", "many"], "--workers: found 'many'; allowed: a whole number from 1, or auto"),
        (["--set", "organisation.staff=30000"], "30,000 people; allowed for a picture: up to 20,000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(here, words, said):
    (line,) = refused(play(*words))
    assert re.search(said, line), line
    assert not list(here.iterdir())


def test_all_strategies_that_are_wrong_are_named_at_once(here):
    lines = refused(play("--strategy", "strategies/edit", "--strategy", "strategies/chmpions"))
    assert len(lines) == 2


def test_a_file_that_is_there_stays_unless_forced(here):
    (here / "county.html").write_text("mine", encoding="utf-8")
    (line,) = refused(play(*EDICT, "--without-explorer"))
    assert line == "--out: county.html exists already; choose another name, or replace it with --force"
    assert (here / "county.html").read_text(encoding="utf-8") == "mine"
    assert play(*EDICT, "--without-explorer", "--force").exit_code == 0
    assert len((here / "county.html").read_text(encoding="utf-8")) > 10_000


def test_a_strategy_with_other_people_is_refused(here):
    (here / "larger.toml").write_text("[organisation]\nstaff = 90\n", encoding="utf-8")
    (line,) = refused(play("--strategy", "larger.toml"))
    assert "larger.toml: changes who works here" in line
    assert [path.name for path in here.iterdir()] == ["larger.toml"]


def stop(*_, **__):
    raise KeyboardInterrupt


def test_stopping_while_councils_are_recorded_writes_nothing(here, monkeypatch):
    monkeypatch.setattr("experiments.room.page.Council", stop)
    done = play(*EDICT)
    assert done.exit_code == 130 and "stopped; nothing was written" in done.stderr
    assert not list(here.iterdir())


def test_a_grid_that_was_stopped_goes_on_to_the_same_page(here, monkeypatch):
    assert play(*EDICT, "--out", "unbroken.html").exit_code == 0
    with monkeypatch.context() as patch:
        patch.setattr("experiments.room.grid.answer", stop)
        done = play(*EDICT)
    assert done.exit_code == 130 and "the same command goes on" in done.stderr
    assert sorted(path.name for path in here.iterdir()) == ["county.html-unfinished", "unbroken.html"]
    monkeypatch.setattr("experiments.arms.running.run_compiled", stop)  # nothing is run again
    assert play(*EDICT).exit_code == 0
    assert sorted(path.name for path in here.iterdir()) == ["county.html", "unbroken.html"]
    assert (here / "county.html").read_text("utf-8") == (here / "unbroken.html").read_text("utf-8")
