"""What widgets draw, in a page in place of a notebook: several views of one model, and levers that no hand moved."""

import json

import pytest

from experiments.desk.desks import Desk
from experiments.desk.saving import about as about_desk
from experiments.desk.sitting import sit
from experiments.room.asking import Asking
from experiments.room.front_end import script, style
from experiments.room.strategies import laid_on
from simulation import Scenario
from tests.desk.conftest import BUSY

pytestmark = pytest.mark.slow  # a browser takes its time

MODEL = """
window.sent = []; window.heard = {}; window.values = VALUES;
window.model = {
  get: (name) => values[name], send: (content) => sent.push(content),
  on: (name, hear) => (heard[name] ||= []).push(hear), off: () => {},
};
window.tell = (name, content) => heard[name].forEach((hear) => hear(content));
window.places = [0, 1].map(() => document.body.appendChild(document.createElement("div")));
places.forEach((el) => { SHOW({ model, el }); });
"""


@pytest.fixture
def shown(browser):
    """Shows a model in two views, as a notebook does that has it in two cells."""
    tab = browser.new_page(viewport={"width": 1100, "height": 800})
    wrong = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))

    def show(how, values):
        tab.set_content(f"<style>{style()}</style>")
        code = MODEL.replace("VALUES", json.dumps(values)).replace("SHOW", how)
        tab.add_script_tag(content=f"{script()}\n{code}", type="module")
        tab.wait_for_function("window.places?.length === 2 && sent !== undefined")
        return tab

    yield show
    assert wrong == []
    tab.close()


@pytest.fixture(scope="module")
def asking():
    council = Scenario.load("county").changed({"organisation.staff": 60, "leadership.strength": 0.33}, weeks=8)
    made = Asking(council, laid_on(council, ["edict"]), 2, 0, workers=1)
    yield made
    made.close()


def test_only_levers_that_a_hand_moved_are_sent(shown, asking):
    tab = shown("renderExplorer", {"about": asking.about})
    strength = tab.get_by_label("Leaders who want it").first
    assert strength.input_value() == "0.35"  # a slider rounds to its steps
    assert "33 % of full strength" in tab.locator(".lever", has=strength).first.inner_text()
    assert tab.locator(".lever .moved").count() == 0
    hoops = tab.get_by_label("Hoops before anybody may ask").first
    hoops.fill("5")
    hoops.dispatch_event("change")
    assert tab.evaluate("sent.at(-1).levers") == {"hoops.number": 5}
    strength.fill("0.4")
    strength.dispatch_event("change")
    assert tab.evaluate("sent.at(-1).levers") == {"hoops.number": 5, "leadership.strength": 0.4}
    tab.get_by_role("button", name="Put all levers back").first.click()
    assert tab.evaluate("sent.at(-1).levers") == {}


def test_each_view_shows_the_answer_to_its_own_question(shown, asking):
    tab = shown("renderExplorer", {"about": asking.about})
    first, second = tab.evaluate("sent")
    assert first["number"] == second["number"] == 1 and first["view"] != second["view"]
    for asked in (second, first):
        reply = asking.ask(asked, asked["view"]).reply.result(60)
        tab.evaluate(
            "said => tell('msg:custom', said)",
            {"view": asked["view"], "number": 1, **reply, "seconds": 7 + (asked == first)},
        )
    said = tab.locator(".explorer .state").all_inner_texts()
    assert said == ["2 runs in 8.0 s", "2 runs in 7.0 s"]
    ids = tab.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids)) > 10


def test_while_the_weeks_go_by_nothing_is_taken_back(shown):
    sitting = sit(Scenario.load("district").changed(BUSY, weeks=30), 5, Desk.COMMS)
    sheets = [sheet.as_data() for sheet in sitting.go_on()]
    batch = {"number": 0, "sheets": sheets, "decided": 0, "over": False}
    tab = shown("renderDesk", {"about": about_desk(sitting, reacts=True), "batch": batch})
    at, back = tab.locator(".desk").first, tab.get_by_role("button", name="Back (B)").first
    for _ in sheets:
        tab.get_by_role("button", name="Yes (Y)").first.click()
    assert "the weeks go by" in at.inner_text() and back.is_disabled()
    at.locator(".sheet").press("b")
    at.locator(".sheet").press("n")
    assert "the weeks go by" in at.inner_text()
    assert tab.evaluate("sent") == [{"number": 0, "answers": [True] * len(sheets)}]
    sitting.answer([True] * len(sheets))
    coming = [sheet.as_data() for sheet in sitting.go_on()]
    after = {
        "number": 1,
        "sheets": coming,
        "decided": len(sheets),
        "over": False,
    }
    tab.evaluate("batch => { values.batch = batch; tell('change:batch'); }", after)
    tab.get_by_role("button", name="No (N)").first.click()
    if len(coming) > 1:
        assert back.is_enabled()
    assert f"{len(sheets) + 1} decision" in at.inner_text()
