"""A file that opens anywhere, in a browser: what it shows is the record, and it asks nothing of anybody."""

import json
import re

import pytest

from experiments.divergence import story
from experiments.room.grid import computed
from experiments.room.page import Council, page
from experiments.room.stories import stories
from experiments.room.strategies import laid_on
from simulation import Scenario
from simulation.biography import biography
from simulation.engine.council import CompiledCouncil
from simulation.state import GATES, Stage, label
from simulation.words import STAGES_IN_SHORT

pytestmark = pytest.mark.slow  # a browser takes its time

WILD = '</script><b onclick="x">&'
ROOM = "document.querySelector('.blockers-room').room"


@pytest.fixture(scope="module")
def written(tmp_path_factory, busy, run, other):
    """A page of two councils, one of them with a wild name, and an explorer of two runs a point."""
    with pytest.MonkeyPatch.context() as patch:
        from experiments.room import grid

        patch.setattr(grid, "LEVERS", tuple(lever for lever in grid.LEVERS if lever.path == "hoops.number"))
        small = busy.changed({"organisation.staff": 60}, weeks=10)
        explorer = computed(small, laid_on(small, ["strategies/edict"]), runs=2)
    file = tmp_path_factory.mktemp("page") / "council.html"
    councils = [Council("As it stands", "a county", run), Council(WILD, WILD, other)]
    file.write_text(page(WILD, councils, explorer, ["a note", WILD]), encoding="utf-8")
    return file


@pytest.fixture
def opened(browser, written):
    """The page, opened from disk; what it asks for and what goes wrong in it is noted."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    tab = context.new_page()
    tab.asked, tab.wrong = [], []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
    tab.on("console", lambda said: tab.wrong.append(said.text) if said.type in ("error", "warning") else None)
    tab.goto(written.as_uri())
    tab.wait_for_selector(".board canvas")
    yield tab
    assert tab.asked == [written.as_uri()] and tab.wrong == []
    context.close()


def room(tab, script):
    return tab.evaluate(f"{ROOM}.{script}")


def until(tab, script, seconds=30):
    """Wait until an expression is true; the page forbids itself to evaluate text, which waiting inside it would do."""
    for _ in range(int(seconds * 20)):
        if tab.evaluate(script):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"never true: {script}")


def shown_at(tab, week, k=0):
    return tab.evaluate(f"Array.from({ROOM}.replays[{k}].stagesAt({week}))")


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


def test_stages_are_those_of_the_record_forwards_and_back(opened, run):
    for week in (0, 12, 60, 33, 5, 59, 0):
        stages = shown_at(opened, week)
        row = run.weekly.iloc[week]
        assert [stages.count(stage) for stage in Stage] == [row[label(stage)] for stage in Stage]


def test_queues_at_the_end_of_a_week_are_those_of_the_record(opened, run):
    for week in (10, 25, 60):
        queues = opened.evaluate(f"{ROOM}.replays[0].queuesAt({week}).map(queue => queue.length)")
        assert queues == [run.weekly[f"queue_{label(gate)}"].iloc[week] for gate in GATES]


def test_it_plays_stops_steps_and_goes_back(opened):
    week = lambda: room(opened, "moment")  # noqa: E731
    opened.get_by_role("button", name="Play").click()
    until(opened, f"{ROOM}.moment > 1.2")
    opened.get_by_role("button", name="Pause").click()
    at = week()
    opened.wait_for_timeout(120)
    assert week() == at and room(opened, "frames") > 10
    opened.get_by_role("button", name="A week on").click()
    assert week() == int(at) + 1
    opened.get_by_role("button", name="A week back").click()
    opened.get_by_role("button", name="A week back").click()
    assert week() == max(0, int(at) - 1)
    opened.get_by_label("Week", exact=True).fill("60")
    assert week() == 60 and "week 60 of 60" in opened.locator(".week").inner_text()
    opened.get_by_label("Speed").select_option("8")
    opened.get_by_role("button", name="Play").click()  # from the end: from the start
    until(opened, f"!{ROOM}.isPlaying")
    assert week() == 60


def test_letters_move_and_bounce_off_with_their_reason(opened, run):
    moves = opened.evaluate(
        f"{ROOM}.replays[0].requests.flatMap(r => r.moves.filter(m => m.isRefused).map(m => [r.number, m.from, m.to]))"
    )
    assert len(moves) == run.outcomes["objections"] > 20
    number, start, end = moves[len(moves) // 2]
    places = []
    for moment in (start + 0.01, (start + end) / 2, end - 0.01):
        room(opened, f"go({moment})")
        found = opened.evaluate(f"{ROOM}.boards[0].board.letters.find(l => l.request.number === {number})")
        places.append((found["x"], found["y"]))
        assert opened.evaluate(f"{ROOM}.replays[0].byNumber.get({number}).markAt({moment})") == "refused"
    assert len(set(places)) == 3
    answers = opened.evaluate(f"{ROOM}.replays[0].answersAt({start + 0.01}).map(a => a && a.answer)")
    assert "no" in answers


def test_a_keyboard_is_enough(opened, run):
    canvas = opened.locator(".board canvas")
    room(opened, "jump(40)")
    canvas.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        opened.keyboard.press(key)
    person = room(opened, "pointed.person")
    assert person > 0
    assert run.people.label(person) in opened.locator(".unseen[aria-live]").inner_text()
    opened.keyboard.press("Enter")
    assert opened.locator(".about h3").inner_text() == run.people.label(person)
    opened.keyboard.press("Escape")
    assert opened.locator(".about h3").count() == 0
    opened.keyboard.press(".")
    opened.keyboard.press(".")
    opened.keyboard.press(",")
    assert room(opened, "moment") == 41
    opened.keyboard.press("End")
    assert room(opened, "moment") == 60
    opened.keyboard.press("Home")
    opened.keyboard.press(" ")
    assert room(opened, "isPlaying")
    opened.keyboard.press(" ")
    assert not room(opened, "isPlaying")


def test_biographies_are_those_of_python_up_to_the_week(opened, run):
    lives = stories(run).lives
    person = max(lives, key=lambda one: len(lives[one]))
    find = opened.get_by_label("Find a person or a request")
    for week in (60, 30):
        room(opened, f"jump({week})")
        find.fill(run.people.label(person).upper())
        find.press("Enter")
        told = opened.locator(".about li").all_inner_texts()
        assert told == [said for when, said in lives[person] if when <= week]
    assert "still to come" in opened.locator(".about").inner_text()
    room(opened, "jump(60)")
    find.fill("request 3")
    find.press("Enter")
    assert opened.locator(".about li").all_inner_texts() == biography(run, 3)
    opened.locator(".about .link").click()
    assert "Told alone: request 3" in " ".join(opened.locator(".about").inner_text().split()).replace(
        "request 3,", "request 3"
    )
    find.fill("Nobody 9")
    find.press("Enter")
    assert "Nobody and no request is called “Nobody 9”" in opened.locator(".about").inner_text()


def test_pointing_and_tapping_tell_who_it_is(opened, run):
    room(opened, "jump(30)")
    box = opened.locator(".board canvas").bounding_box()
    x, y = opened.evaluate(f"[{ROOM}.boards[0].board.plan.seats.x[100], {ROOM}.boards[0].board.plan.seats.y[100]]")
    opened.mouse.move(box["x"] + x, box["y"] + y)
    assert run.people.label(100) in (opened.locator(".board canvas").get_attribute("title") or "")
    opened.mouse.click(box["x"] + x, box["y"] + y)
    assert opened.locator(".about h3").inner_text() == run.people.label(100)


def test_the_same_in_words(opened, run):
    room(opened, "jump(45)")
    said = opened.locator(".board canvas").get_attribute("aria-label") or ""
    row = run.weekly.iloc[45]
    found = re.search(r"([\d.]+) % of 240 people use it with permission, ([\d.]+) % without", said)
    assert found is not None
    assert [float(share) for share in found.groups()] == pytest.approx(
        [100 * row["uptake"], 100 * row["shadow_share"]], abs=0.051
    )
    assert f"Comms {int(row['queue_comms'])}" in said
    opened.get_by_text("The same in words and tables").click()
    cells = opened.evaluate(
        "[...document.querySelectorAll('.words table')[0].rows].map(r => [...r.cells].map(c => c.textContent))"
    )
    assert cells[0] == ["Department", *STAGES_IN_SHORT.values()]
    of_week = run.departments[run.departments["week"] == 45].set_index("department")
    for name, *counts in cells[1:]:
        assert [int(count) for count in counts] == [of_week.loc[name, label(stage)] for stage in STAGES_IN_SHORT]


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


def test_without_motion_whole_weeks_pass(browser, written):
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(written.as_uri())
    tab.wait_for_selector(".board canvas")
    tab.evaluate(
        f"(() => {{ window.seen = []; const go = {ROOM}.go;"
        f" {ROOM}.go = function (m) {{ seen.push(m); go.call(this, m); }}; }})()"
    )
    tab.get_by_label("Speed").select_option("8")
    tab.get_by_role("button", name="Play").click()
    until(tab, "seen.length >= 2")
    seen = tab.evaluate("seen")
    context.close()
    assert seen[:2] == [1, 2]


def test_between_the_points_of_the_grid_nothing_is_shown(opened):
    opened.get_by_role("tab", name="Pull the levers").click()
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


def test_what_is_read_needs_no_eyes_for_colour(opened):
    """Every stage has a shape of its own: drawn in one colour, no two are alike."""
    shapes = opened.evaluate(
        f"(() => {{ const board = {ROOM}.boards[0].board; return board.shapes.map(s => {{"
        " const data = s.getContext('2d').getImageData(0, 0, s.width, s.height).data;"
        " return Array.from(data).filter((_, i) => i % 4 === 3).map(a => a > 96 ? 1 : 0).join(''); }); })()"
    )
    assert len(shapes) == len(Stage) and len(set(shapes)) == len(Stage)


def test_two_thousand_people_are_drawn_thirty_times_a_second(browser, tmp_path):
    county = Scenario.load("county")
    councils = [Council("one", "", CompiledCouncil(county, 0).run()),
                Council("two", "", CompiledCouncil(county.overlaid("strategies/edict"), 0).run())]  # fmt: skip
    file = tmp_path / "county.html"
    file.write_text(page("County", councils, None, []), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1600, "height": 900})
    tab.goto(file.as_uri())
    tab.wait_for_selector(".board canvas")
    assert "Pull the levers" not in tab.locator("body").inner_text()
    drawing = (
        "(() => { const t = performance.now(); for (let i = 0; i < 90; i++) R.go(60 + i / 15);"
        " return (performance.now() - t) / 90; })()"
    )
    assert tab.evaluate(drawing.replace("R", ROOM)) < 1000 / 30
    tab.get_by_label("Council beside it").select_option("1")
    tab.wait_for_selector(".two")
    assert tab.evaluate(drawing.replace("R", ROOM)) < 1000 / 30
    tab.close()


def test_a_file_of_the_county_is_small(busy, run):
    contents = page("t", [Council("a", "", run)], None, [])
    assert len(contents) < 250_000
    assert (
        json.loads(re.search(r'id="contents" type="application/json">(.*?)</script>', contents)[1])["explorer"] is False
    )  # type: ignore[index]
