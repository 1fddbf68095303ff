"""Every lesson asks, has the room write something down, runs, and ends with what was argued; its words are its own."""

import re
from itertools import pairwise

import jupytext
import pytest

from tests.docs.pages import DOCS

FOLDER = DOCS.parent / "notebooks"
LESSONS = sorted(path for path in FOLDER.glob("*.py") if path.name[0].isdigit())
MOST_LINES = 16  # of code in a box, for people who have never programmed


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def cells(request):
    return jupytext.read(request.param).cells


def test_there_are_five():
    assert [path.stem[0] for path in LESSONS] == list("12345")


def test_it_opens_with_a_question(cells):
    first = cells[0].source
    assert first.startswith("# ") and re.search(r"\*\*[^*]+\?\*\*", first) and "Shift + Enter" in first


def test_what_is_predicted_is_set_beside_what_came_out(cells):
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    (written,) = [at for at, source in enumerate(code) if "# write" in source]
    names = re.findall(r"^(\w+) = .+  # write ", code[written], re.MULTILINE)
    assert len(names) == code[written].count("\n") + 1 >= 2
    assert written == 1, "predictions come before anything runs"
    for name in names:
        assert any(f"beside({name}, " in source for source in code[written + 1 :]), name


def test_it_closes_with_what_was_argued_and_whether_the_model_agrees(cells):
    headings = [
        line for cell in cells if cell.cell_type == "markdown" for line in cell.source.splitlines() if "## " in line
    ]
    assert [line for line in headings if line != "## Pull the levers yourselves"][-2:] == [
        "## What those who met argued",
        "## To talk about",
    ]
    argued = next(at for at, cell in enumerate(cells) if "## What those who met argued" in cell.source)
    claims = [cell for cell in cells[argued:] if cell.source.startswith("claim(")]
    assert len(claims) >= 5
    assert any(
        "built in" in cell.source or "counts" in cell.source or "points out of many" in cell.source
        for cell in cells[argued:]
    )


def test_boxes_are_short_and_no_result_stands_in_the_words(cells):
    for cell in cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= MOST_LINES
        else:
            assert not re.search(r"\d[\d.,]* (?:%|points|hours of)|\(\d[\d.]*–", cell.source), cell.source


def test_every_lesson_is_in_the_guide_with_its_minutes():
    guide = (DOCS / "training.md").read_text(encoding="utf-8")
    for path in LESSONS:
        title = jupytext.read(path).cells[0].source.splitlines()[0].removeprefix("# ")
        row = re.search(
            rf"^\| \[{re.escape(title)}\]\(\.\./notebooks/{path.name}\) \| .+ \| (\d+) \|$", guide, re.MULTILINE
        )
        assert row, title
        part = guide.split(f"\n## {title}\n")[1].split("\n## ")[0]
        spans = [(int(start), int(end)) for start, end in re.findall(r"^\| (\d+) \| (\d+) \|", part, re.MULTILINE)]
        assert spans[0][0] == 0 and spans[-1][1] == int(row[1]) and 20 <= int(row[1]) <= 40
        assert all(one[1] == other[0] for one, other in pairwise(spans))
