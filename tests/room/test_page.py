"""A file that opens anywhere: two councils and an explorer in it, and nothing asked of anybody."""

import json
import re

import pytest

from experiments.divergence import story
from experiments.room.page import Council, page
from simulation import Scenario
from simulation.engine.council import CompiledCouncil
from simulation.record import Event, fields_of
from simulation.state import Stage
from tests.room.showing import ROOM, WILD, room, shown_at

MARKS = {Event.OBJECTED: "refused", Event.IMPROVED: "", Event.APPEALED: "appealed", Event.APPROVED: "approved"}
pytestmark = pytest.mark.slow  # a browser takes its time


def test_it_is_one_file_without_addresses(written):
    text = written.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=", text.split("<script", 1)[0].replace("default-src", "").replace("-src", ""))
    assert text.count("</script>") == 5  # contents, two councils, explorer, the module
    assert "default-src 'none'" in text


def test_a_wild_name_stays_a_name(opened):
    assert opened.locator("h1").inner_text() == WILD
    opened.get_by_label("Council beside it").select_option("1")
    opened.wait_for_selector(".two")
    assert WILD in opened.locator(".board figcaption").nth(1).inner_text()


def test_two_councils_share_their_week_and_say_where_they_part(opened, run, other):
    opened.get_by_label("Council beside it").select_option("1")
    opened.wait_for_selector(".two")
    assert opened.locator(".board").count() == 2
    sentences = story(run, other, ("As it stands", WILD))
    assert opened.locator(".about p").all_inner_texts() == sentences
    opened.locator(".mark.parting").click()
    week = int(re.search(r"part in week (\d+)", sentences[0])[1])  # type: ignore[index]
    assert room(opened, "moment") == week
    room(opened, "jump(60)")
    differing = opened.evaluate(f"{ROOM}.differing().reduce((a, b) => a + b, 0)")
    assert f"{differing} of 240 people stand elsewhere" in sentences[-1]
    assert [shown_at(opened, 60, k).count(Stage.LIVE) for k in (0, 1)] == [
        run.weekly["live"].iloc[60], other.weekly["live"].iloc[60],
    ]  # fmt: skip
    opened.get_by_role("button", name="Show it").click()
    assert opened.locator(".biography").count() == 2


def test_a_lifted_refusal_is_red_no_more(opened, other):
    opened.get_by_label("Council beside it").select_option("1")
    opened.wait_for_selector(".two")
    expected: dict[int, list[str]] = {}
    for row in other.log_rows:
        if row[1] in MARKS or row[1] == Event.APPEAL_HEARD:
            mark = MARKS[row[1]] if row[1] in MARKS else "refused" if fields_of(row)["upheld"] else ""
            expected.setdefault(row[4], []).append(mark)
    heard = {row[4]: bool(fields_of(row)["upheld"]) for row in other.log_rows if row[1] == Event.APPEAL_HEARD}
    assert set(heard.values()) == {False, True}
    for number in heard:
        marks = f"replays[1].byNumber.get({number}).marks"
        assert room(opened, f"{marks}.map(one => one.mark)") == expected[number]
        last = room(opened, f"{marks}.at(-1).at")
        assert room(opened, f"replays[1].byNumber.get({number}).markAt({last})") == expected[number][-1]


def test_a_request_of_either_council_is_found(opened, run, other):
    opened.get_by_label("Council beside it").select_option("1")
    opened.wait_for_selector(".two")
    number = max(row[4] for row in other.log_rows)
    assert number > max(row[4] for row in run.log_rows)
    find = opened.get_by_label("Find a person or a request")
    find.fill(f"request {number}")
    find.press("Enter")
    assert opened.locator(".about h3").inner_text() == f"Request {number}"
    assert opened.locator(".about .whose").inner_text() == WILD
    dashes = opened.locator("figcaption .swatch line").evaluate_all(
        "all => all.map(l => l.getAttribute('stroke-dasharray'))"
    )
    assert dashes[0] is None and dashes[1]  # as the curves beside them


def test_what_was_overtaken_is_not_shown_and_the_week_is_kept(opened):
    room(opened, "jump(30)")
    page = "document.getElementById('room').page"
    opened.evaluate(f"{page}.open('explore'), {page}.open('watch'), {page}.open('explore')")
    opened.wait_for_selector(".whiskers")
    opened.wait_for_timeout(300)
    assert opened.locator(".blockers-room").count() == 1 and opened.locator(".choosing").is_hidden()
    opened.get_by_role("button", name="Watch the council").click()
    opened.wait_for_selector(".board canvas")
    assert room(opened, "moment") == 30


def test_between_the_points_of_the_grid_nothing_is_shown(opened):
    opened.get_by_role("button", name="Pull the levers").click()
    opened.wait_for_selector(".whiskers")
    told, table = opened.locator(".state"), opened.locator(".outcomes table")
    assert told.inner_text() == "The council as it stands." and table.is_visible()
    lever = opened.get_by_label("Hoops before anybody may ask")
    assert opened.locator(".lever").count() == 1
    lever.fill("4")
    lever.dispatch_event("change")
    assert told.inner_text().startswith(
        "Not computed here. What was run is Hoops before anybody may ask: 0 steps, 2 steps, 6 steps"
    )
    assert not table.is_visible()
    lever.press("ArrowRight")
    assert told.inner_text() == "Computed beforehand, at this very point." and table.is_visible()
    point = opened.evaluate(f"{ROOM}.about.points[2]")
    assert opened.locator(".outcomes .value").first.inner_text() == point[0]["said"]
    opened.get_by_label("Begin from").select_option("strategies/edict")
    assert told.inner_text() == "Computed beforehand, with this strategy as it is."
    lever.press("ArrowLeft")
    assert told.inner_text().startswith("Not computed here: a strategy with levers moved")
    opened.get_by_role("button", name="Put all levers back").click()
    assert table.is_visible()


def test_two_councils_of_two_thousand_are_drawn_beside_each_other(browser, tmp_path):
    county = Scenario.load("county")
    councils = [Council("one", "", CompiledCouncil(county, 0).run()),
                Council("two", "", CompiledCouncil(county.overlaid("strategies/edict"), 0).run())]  # fmt: skip
    file = tmp_path / "county.html"
    file.write_text(page("County", councils, None, []), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1600, "height": 900})
    tab.goto(file.as_uri())
    tab.wait_for_selector(".board canvas")
    assert "Pull the levers" not in tab.locator("body").inner_text()
    tab.get_by_label("Council beside it").select_option("1")
    tab.wait_for_selector(".two")
    assert tab.locator(".board canvas").count() == 2
    tab.close()


def test_a_file_of_one_council_is_small_and_has_no_levers(run):
    text = page("t", [Council("a", "", run)], None, [])
    assert len(text) < 250_000
    found = re.search(r'id="contents" type="application/json">(.*?)</script>', text)
    assert found is not None and json.loads(found[1])["explorer"] is False
