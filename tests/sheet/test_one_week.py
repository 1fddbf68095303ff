"""One week of six people, worked out by hand on docs/one-week.md, is the week that the model runs."""

import re
from collections.abc import Iterator

import pytest

from simulation.scenario import Scenario
from tests.sheet.checking import problems
from tests.sheet.sheet import GIVEN, PAGE, WORKED, SheetError, evaluate, filled, rows_of, worked_out
from tests.sheet.situation import GATE_OF, KEY, SCENARIO, council
from tests.sheet.watching import Watched, watch

TEXT = PAGE.read_text(encoding="utf-8")
ROWS = rows_of(TEXT)


@pytest.fixture(scope="module")
def week() -> Iterator[Watched]:
    with pytest.MonkeyPatch.context() as patch:
        yield watch(council(), patch)


def test_one_request_stands_at_each_gate():
    model = council()
    assert model.staff_count == 6
    kinds = set()
    for name, gate in GATE_OF.items():
        (request,) = [request for keeper in model.gatekeepers(gate) for request in keeper.queue]
        assert request.asker.key == KEY[name]
        kinds.add(request.wish.kind)
    assert len(kinds) == 5


def test_the_page_follows_from_its_formulas():
    assert filled(TEXT) == TEXT, "run: python -m tests.sheet.sheet"


def test_the_week_by_hand_is_the_week_of_the_model(week):
    assert problems(TEXT, week) == []


def test_every_parameter_on_the_page_is_written_in_the_scenario():
    scenario = Scenario.load(SCENARIO)
    named = [row.cells[0] for row in ROWS if list(row.head) == GIVEN and row.cells[0] in scenario.values]
    assert len(named) > 80
    assert [path for path in named if scenario.origin(path) == "default"] == []


def test_every_number_given_is_used():
    used = set(re.findall(r"[a-z_][a-z_0-9]*(?:\.[a-z_0-9]+)*", " ".join(r.cells[1] for r in ROWS if len(r.head) == 5)))
    unused = [row.cells[0] for row in ROWS if list(row.head) == GIVEN and row.cells[0] not in used]
    assert unused == []


# -- the check can fail --------------------------------------------------------------------------------


def with_cell(row, column: int, text: str) -> str:
    """The page with one cell written otherwise."""
    lines = TEXT.splitlines()
    cells = lines[row.line].split("|")
    cells[column + 1] = f" {text} "
    lines[row.line] = "|".join(cells)
    return "\n".join(lines) + "\n"


def bumped(number: str) -> str:
    """A number with a one behind its last digit."""
    base, _, power = number.partition("e")
    digits = len(base.partition(".")[2]) + 1
    return f"{float(base) + 10.0**-digits:.{digits}f}" + (f"e{power}" if power else "")


STATED = [row for row in ROWS if list(row.head) == WORKED][::12]
GIVENS = [row for row in ROWS if row.head[1] == "value"][::6]


@pytest.mark.parametrize("row", STATED, ids=lambda row: row.cells[0])
def test_one_other_digit_in_a_result_fails(week, row):
    assert problems(with_cell(row, 3, bumped(row.cells[3])), week)


@pytest.mark.parametrize("row", GIVENS, ids=lambda row: row.cells[0])
def test_another_number_given_fails_even_if_all_that_follows_is_worked_out_anew(week, row):
    assert problems(filled(with_cell(row, 1, f"`{bumped(row.cells[1])}`")), week)


OTHERWISE = {
    "crisis.now": ("0.75", "0.76"),
    "gus.exposure": ("influence.shadow_visibility *", "1 *"),
    "ada.frustration.speak_up": ("/ 12", "/ 13"),
    "gus.chance_to_ask": ("4 *", "5 *"),
    "ada.decision": ("0.6", "0.5"),
    "ben.case": ("/ 2", "/ 3"),
    "ben.no_business_case.concern": ("0.65", "0.6"),
    "cat.worth.proneness": ("0.3 +", "0.2 +"),
    "ada.no_time.weight": ("ada.no_time.probability", "ada.no_time.concern"),
    "ada.nerve.refused": ("** 6", "** 5"),
    "ben.shadow.year": ("52", "51"),
    "eve.step": ("0.25", "0.7"),
    "libraries.setbacks.felt": ("10", "9"),
    "one.stance.organise": ("0.005", "0.05"),
    "libraries.training": ("libraries.headcount", "libraries.headcount * 2"),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_another_formula_fails_even_if_all_that_follows_is_worked_out_anew(week, name):
    row = next(row for row in ROWS if row.cells[0] == name)
    before, after = OTHERWISE[name]
    assert before in row.cells[1]
    assert problems(filled(with_cell(row, 1, f"`{row.cells[1].replace(before, after, 1)}`")), week)


def droppable() -> list[int]:
    """Some lines of tables that nothing else on the page needs."""
    heads = ("event", "book", "teller")
    at_the_end = [row.line for row in ROWS if row.head[0] in heads]
    return at_the_end[::7] + [row.line for row in ROWS if row.cells[0].startswith("weekly.")][::7]


@pytest.mark.parametrize("line", droppable())
def test_a_row_left_out_fails(week, line):
    lines = TEXT.splitlines()
    del lines[line]
    assert problems("\n".join(lines) + "\n", week)


# -- the arithmetic ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "value"),
    [("1 - 2 * 3", -5), ("a.b ** 2 / 4", 2.25), ("-ln(exp(2))", -2), ("min(3, max(1, 2))", 2), ("2 > 1 and 1 > 2", 0)],
)
def test_formulas_are_plain_arithmetic(formula, value):
    assert evaluate(formula, {"a.b": 3.0}) == pytest.approx(value)


@pytest.mark.parametrize("formula", ["open('x')", "a.b", "'1'", "[1][0]", "1 if 2 else 3", "exp(x=1)", "1 +"])
def test_nothing_else_is_worked_out(formula):
    with pytest.raises(SheetError):
        evaluate(formula, {})


def test_a_name_stands_for_one_row():
    row = next(row for row in ROWS if list(row.head) == WORKED)
    with pytest.raises(SheetError, match="a second"):
        worked_out(
            TEXT.replace(f"| `{row.cells[0]}` |", f"| `{row.cells[0]}` | `1` |  |  |  |\n| `{row.cells[0]}` |", 1)
        )
