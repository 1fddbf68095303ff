"""The desk in a notebook, and on a page that opens anywhere."""

import json

import pytest

from experiments.desk.debrief import debrief
from experiments.desk.decided import read
from experiments.desk.desks import Desk, NoDesk
from experiments.desk.saving import on_paper
from experiments.desk.sitting import Sitting, play, sit
from experiments.room import desk
from experiments.room.page import Council, page
from simulation.engine.council import CompiledCouncil
from simulation.state import Gate
from tests.desk.conftest import BUSY
from tests.identity.comparing import compare_runs

ROOM = "document.querySelector('.desk').desk"


@pytest.fixture(scope="module")
def small():
    from simulation import Scenario

    return Scenario.load("district").changed(BUSY, weeks=30)


@pytest.fixture
def widget(small, tmp_path):
    pytest.importorskip("anywidget")
    made = desk(small, "comms", seed=5, weeks=30, folder=str(tmp_path / "teams"))
    made.heard = []
    made.send = made.heard.append
    yield made
    made.close()


def all_answered(widget, answer):
    while not widget.batch["over"]:
        widget.hear({"number": widget.batch["number"], "answers": [answer] * len(widget.batch["sheets"])})


def test_a_year_at_the_desk_of_a_notebook_is_saved_and_run_again(small, widget, tmp_path):
    assert "worthwhile" not in json.dumps(widget.batch) and "simulated" not in json.dumps(widget.batch)
    first = widget.batch["number"]
    widget.hear({"save": "Table 1"})
    assert widget.heard[-1]["said"].startswith("Nothing is decided yet")
    all_answered(widget, False)
    widget.hear({"number": first, "answers": [True]})  # of a view that is behind
    widget.hear({"save": "Table 1"})
    file = tmp_path / "teams" / "Table 1.json"
    number = widget.batch["decided"]
    assert widget.heard[-1]["said"] == f"Saved as {file}, with {number} decisions up to week 30."
    decided = read(file)
    assert (len(decided.decisions), decided.desk, decided.played) == (number, Desk.COMMS, "simulated")
    (team,) = debrief(small, [decided]).teams
    assert (team.by_team, team.by_council, team.unmet) == (number, 0, 0) and team.refused == team.reached


def test_files_of_others_are_not_replaced(small, widget, tmp_path):
    (tmp_path / "teams").mkdir()
    (tmp_path / "teams" / "Red.json").write_text("theirs", encoding="utf-8")
    all_answered(widget, True)
    for name, said in (("Red", "is there already"), (" ", "a name first"), ("a/b", "Saved as"), ("a/b", "Saved as")):
        widget.hear({"save": name})
        assert said in widget.heard[-1]["said"]
    assert {path.name for path in (tmp_path / "teams").iterdir()} == {"Red.json", "a-b.json"}
    assert (tmp_path / "teams" / "Red.json").read_text(encoding="utf-8") == "theirs"


def test_a_desk_that_there_is_not(small):
    pytest.importorskip("anywidget")
    with pytest.raises(ValueError, match="did you mean comms"):
        desk(small, "comm")
    with pytest.raises(NoDesk, match="legal decides nothing"):
        desk(small.changed({"route.removal.legal": "removed"}), "legal")


def test_requests_on_paper_are_those_of_the_run_as_it_is(small):
    paper = on_paper(Sitting(small, 5, Gate.COMMS))
    seen = []

    def as_it_is(sheet):
        seen.append(sheet)
        return sheet.simulated

    run = play(Sitting(small, 5, Gate.COMMS), as_it_is).run()
    compare_runs(run, CompiledCouncil(small, 5).run())
    assert paper["sheets"] == [sheet.as_data() for sheet in seen]


@pytest.mark.slow
def test_a_page_presents_them_says_that_they_do_not_react_and_saves(browser, small, tmp_path):
    paper = on_paper(Sitting(small, 5, Gate.COMMS))
    run = CompiledCouncil(small, 5).run()
    written = tmp_path / "desk.html"
    written.write_text(page("Desk", [Council("As it stands", "", run)], None, [], paper), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1100, "height": 800}, accept_downloads=True)
    wrong = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    tab.goto(written.as_uri())
    tab.get_by_role("button", name="Sit at the desk").click()
    tab.wait_for_selector(".desk dl")
    assert "They do not react to what you decide" in tab.locator(".desk").inner_text()
    first = dict(paper["sheets"][0]["facts"])
    assert first["From"] in tab.locator(".sheet").inner_text()
    tab.get_by_role("button", name="Yes (Y)").click()
    tab.keyboard.press("n")
    tab.keyboard.press("b")
    assert "You said no before." in tab.locator(".sheet").inner_text()
    tab.keyboard.press("y")
    tab.keyboard.press("b")
    tab.get_by_label("Name of the team").fill("Early")
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="Save the decisions").click()
    saved.value.save_as(tmp_path / "early.json")
    assert [one.yes for one in read(tmp_path / "early.json").decisions] == [True, True]  # also after going back
    tab.locator(".sheet").press("y")
    tab.screenshot(path=str(tmp_path / "desk.png"))
    tab.get_by_role("button", name="Watch the council").click()
    tab.wait_for_selector(".board canvas")
    tab.get_by_role("button", name="Sit at the desk").click()
    tab.wait_for_selector(".desk dl")
    assert tab.evaluate(f"{ROOM}.at") == 2  # what was decided is still there
    assert tab.get_by_label("Name of the team").input_value() == "Early"
    for _ in paper["sheets"][2:]:
        tab.get_by_role("button", name="No (N)").click()
    assert "That was the last request" in tab.locator(".sheet").inner_text()
    tab.get_by_label("Name of the team").fill("Table n/y")
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="Save the decisions").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert file.name == "Table n-y.json" and wrong == []
    decided = read(file)
    assert [one.yes for one in decided.decisions] == [True, True, *[False] * (len(paper["sheets"]) - 2)]
    assert (decided.team, decided.played, decided.fingerprint) == ("Table n/y", "recorded", small.fingerprint)
    (team,) = debrief(small, [decided]).teams
    assert team.by_team + team.unmet == len(decided.decisions)
    tab.close()


@pytest.mark.slow
def test_a_page_has_the_chief_executives_desk_too(browser, small, tmp_path):
    paper = on_paper(sit(small, 5, Desk.CHIEF_EXECUTIVE))
    written = tmp_path / "desk.html"
    run = CompiledCouncil(small, 5).run()
    written.write_text(page("Desk", [Council("As it stands", "", run)], None, [], paper), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 400, "height": 800}, accept_downloads=True)
    tab.goto(written.as_uri())
    tab.get_by_role("button", name="Sit at the desk").click()
    tab.wait_for_selector(".desk dl")
    assert tab.evaluate("document.documentElement.scrollWidth") == 400
    assert (
        "nobody hears them" in tab.locator(".desk").inner_text() and "saying that" in tab.locator(".sheet").inner_text()
    )
    for _ in paper["sheets"]:
        tab.get_by_role("button", name="Yes (Y)").click()
    assert "That was the last appeal" in tab.locator(".sheet").inner_text()
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="Save the decisions").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    decided = read(file)
    assert decided.desk == Desk.CHIEF_EXECUTIVE and len(decided.decisions) == len(paper["sheets"]) > 2
    (team,) = debrief(small, [decided]).teams
    assert team.by_team + team.unmet == len(decided.decisions) and team.by_team
    tab.close()
