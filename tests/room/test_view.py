"""The council view in a browser: what it shows is the record, with a pointer, a keyboard, or no picture at all."""

import re

import pytest

from experiments.room.stories import stories
from simulation.biography import biography
from simulation.state import GATES, Stage, label
from simulation.words import STAGES_IN_SHORT
from tests.room.showing import ROOM, room, shown_at, until

pytestmark = pytest.mark.slow  # a browser takes its time


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
    gates = opened.evaluate(
        "[...document.querySelectorAll('.words table')[1].rows].map(r => [...r.cells].map(c => c.textContent))"
    )
    assert gates[0][4:] == ["Refused so far", "Blamed for a refusal", "No assumed, never asked"]
    until_then = run.weekly.iloc[:46]
    for gate, cells_of in zip(GATES, gates[1:], strict=True):
        assert int(cells_of[4]) == until_then[f"objected_{label(gate)}"].sum()
        assert int(cells_of[6]) == until_then[f"assumed_{label(gate)}"].sum()
    of_week = run.departments[run.departments["week"] == 45].set_index("department")
    for name, *counts in cells[1:]:
        assert [int(count) for count in counts] == [of_week.loc[name, label(stage)] for stage in STAGES_IN_SHORT]


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


def test_what_is_read_needs_no_eyes_for_colour(opened):
    """Every stage has a shape of its own: drawn in one colour, no two are alike."""
    shapes = opened.evaluate(
        f"(() => {{ const board = {ROOM}.boards[0].board; return board.shapes.map(s => {{"
        " const data = s.getContext('2d').getImageData(0, 0, s.width, s.height).data;"
        " return Array.from(data).filter((_, i) => i % 4 === 3).map(a => a > 96 ? 1 : 0).join(''); }); })()"
    )
    assert len(shapes) == len(Stage) and len(set(shapes)) == len(Stage)
