"""Results to draw, of every kind that a picture has to bear; their pictures; and what holds of each of them.

Runs and figures are made once and shared by all tests: whoever changes a figure has to draw its own.
"""

import io
import warnings
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from experiments import show
from experiments.results import Results
from experiments.show.lettering import any_letters
from experiments.show.look import save_figure
from experiments.simulate import simulate
from simulation import Scenario

STILL: dict[str, Any] = {
    "influence.outside_hazard": 0.0, "influence.peer_hazard": 0.0, "start.pioneers": 0.0, "events.crises": 0.0,
}  # fmt: skip
LIVELY = {"influence.outside_hazard": 0.08, "start.pioneers": 0.1, "events.incidents": 0.02, "events.crises": 6.0}
ODD_NAMES = (
    "<&$_%$ unit", "$x_2$ and more", "_private", "Παιδεία", "Библиотеки", "المكتبات", "市役所の図書館", "Ω" * 60,
    "A department whose name goes on and on until nobody reads it any more", "W" * 34, "<&$_%", "$\\frac{1}{$",
    "Łódź 東京 Ω", "^_{}",
)  # fmt: skip
SENTENCE = "A. B"  # a title with a full stop in it
CHANGED = [
    {"week": 5, "name": "$_^ <&", "gates.ict.hours": 1.0},
    {"week": 12, "champions.share": 0.2},
    {"after": "first crisis", "leadership.strength": 0.9},
]


def council(weeks: int, staff: int = 60, departments: int = 4, **changes: Any) -> Scenario:
    """A small council without names."""
    size = {"organisation.staff": staff, "organisation.departments": departments}
    return Scenario.default().changed({**size, **changes}, weeks=weeks)


def odd() -> Scenario:
    """Names and a title that try to be markup, formulas, or too long, and changes close to one another."""
    title = "<b>&$_%$ 市 Costs $5 & $x_1^2$ 北京市 Ещё раз. " + "Long title " * 40
    lines = [f"title = '{title}'", "weeks = 30", "departments_replace = true", "[departments]"]
    lines += [f"'{name}' = {{ headcount = 12 }}" for name in ODD_NAMES[:-1]]
    lines += [f"'{ODD_NAMES[-1]}' = {{ headcount = 24, directorate = '$_$ & <co>' }}"]
    for week, name in ((0, "At once"), (12, "$half_a$ <lead> & more"), (13, "More " * 60), (29, "")):
        lines += ["[[change]]", f"week = {week}", f"name = '{name}'", f"gates.ict.hours = {5 + week}"]
    lines += ["[[change]]", "after = 'first crisis'", "name = 'Then this'", "gates.ict.hours = 40"]
    return Scenario.from_toml("\n".join(lines), name="odd", set=LIVELY)


REMOVED = {f"route.removal.{gate}": "removed" for gate in ("comms", "legal")}
PUT_BY = {"route.removal.comms": "unknown", "route.removal.hr": "removed", "route.removal.legal": "rubber_stamp"}
CASES = {  # scenario and runs, by what they are
    "usual": lambda: (council(60, 200, 6), 6),
    "county": lambda: (Scenario.load("county").changed({"organisation.staff": 400, **LIVELY}, weeks=60), 5),
    "district": lambda: (Scenario.load("district").changed({"organisation.staff": 150}, weeks=53), 2),
    "nothing": lambda: (council(20, **STILL), 3),
    "no_time": lambda: (council(1, **STILL), 2),
    "one_week": lambda: (council(1), 2),
    "one_run": lambda: (council(30, **LIVELY), 1),
    "two_runs": lambda: (replace(council(40, **LIVELY), title=SENTENCE), 2),
    "removed": lambda: (council(40, **LIVELY, **REMOVED), 5),
    "put_by": lambda: (council(40, **LIVELY, **PUT_BY), 2),
    "own_answers": lambda: (council(40, **LIVELY, **{"route.answers_by": "gate"}), 2),
    "changing": lambda: (council(30, **LIVELY, change=CHANGED), 2),
    "one_department": lambda: (council(30, 60, 1, **LIVELY), 2),
    "many_departments": lambda: (council(8, 400, 100, **LIVELY), 2),
    "few_people": lambda: (council(20, 6, 3, **LIVELY), 2),
    "odd_names": lambda: (odd(), 5),
    "many_weeks": lambda: (council(600, 20, 2), 2),
}


QUICK = ("county", "one_run", "odd_names")  # every picture of these, every time


def with_slow(quick: Iterable[Any], slow: Iterable[Any]) -> list[Any]:
    """Cases for a test: these always, those among the slow tests."""
    return [*quick, *(pytest.param(case, marks=pytest.mark.slow) for case in slow)]


EVERY = with_slow(QUICK, [case for case in CASES if case not in QUICK])


@cache
def results(case: str) -> Results:
    """The runs of one case."""
    return simulate(*CASES[case]())


@cache
def drawn(name: str, case: str) -> Figure:
    """One picture of one case, looked at."""
    return bears(show.PICTURES[name], results(case), "1 run" if name == "network" else None)


def bears(draw: Any, some: Results, runs: str | None = None) -> Figure:
    """The picture, drawn and looked at: no warning, alternative text, a title, notes, and no word beyond the edge."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw(some)
        canvas = FigureCanvasAgg(figure)
        with any_letters():  # letters that no font here has
            figure.draw_without_rendering()
    check_alternative_text(str(figure.get_label()))
    check_words(figure, some, runs or f"{len(some.replicates)} {'run' if len(some.replicates) == 1 else 'runs'}")
    check_edges(figure, canvas)
    return figure


def check_alternative_text(said: str) -> None:
    head, _, rest = said.partition(": ")
    assert head and "." not in head and len(rest) > 60 and any(letter.isdigit() for letter in said), said
    assert "nan" not in said.lower().split() and "None" not in said, said


def check_words(figure: Figure, some: Results, runs: str) -> None:
    words = [text.get_text() for text in figure.texts]
    assert any(word.endswith(runs) and " staff, " in word for word in words) and len(words) > 2, words
    assert words[0].startswith((some.scenario.title or some.scenario.name).split()[0])
    few = len(some.replicates) < 5
    interval = ("no interval",) if runs == "1 run" else ("too few",) if few else ("interval", "middle")
    assert any(mark in word for word in words for mark in interval), words
    if few and runs != "1 run":  # nothing is said of an interval beneath, and no number has one
        assert not any("95 % interval" in word or "middle 90 %" in word for word in words[1:]), words
    assert {axes.get_xlabel() for axes in figure.axes} - {""} or "who hears whom" in str(figure.get_label())


def check_edges(figure: Figure, canvas: Any) -> None:
    """Nothing runs over the edge of the figure, and no word."""
    all_of_it = figure.get_tightbbox(canvas.get_renderer())  # in inches, of all that is drawn and not clipped
    width, height = figure.get_size_inches()
    assert all_of_it is not None and all_of_it.x0 > -0.01 and all_of_it.y0 > -0.01
    assert all_of_it.x1 < width + 0.01 and all_of_it.y1 < height + 0.01
    beyond = words_beyond(figure, canvas)
    assert not beyond, beyond


def words_beyond(figure: Figure, canvas: FigureCanvasAgg) -> list[str]:
    """Words that lie beyond the edge of the figure; ticks beyond their axis are not drawn at all."""
    hidden = set()
    for axes in figure.axes:
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            for tick in axis.get_major_ticks():
                if not axes.axison or not min(limits) <= tick.get_loc() <= max(limits):
                    hidden |= {id(tick.label1), id(tick.label2)}
    beyond = []
    for text in figure.findobj(Text):
        if text.get_text().strip() and text.get_visible() and id(text) not in hidden:
            box = text.get_window_extent(canvas.get_renderer())
            if min(box.x0, box.y0) < -1 or box.x1 > figure.bbox.width + 1 or box.y1 > figure.bbox.height + 1:
                beyond.append(text.get_text())
    return beyond


def assert_equal_bytes(name: str, folder: Path) -> None:
    """Equal results give equal files, PNG and SVG, whatever was drawn before; other results give others."""
    draw, some = show.PICTURES[name], results("two_runs")
    again = draw(replace(some))
    for suffix in ("png", "svg"):
        for number, figure in enumerate((drawn(name, "two_runs"), again)):
            save_figure(figure, folder / f"{number}.{suffix}", dpi=50)
        assert (folder / f"0.{suffix}").read_bytes() == (folder / f"1.{suffix}").read_bytes()
    other = simulate(some.scenario, 2, seed=77)  # as many weeks and runs: what differs is what is drawn
    assert panels_as_bytes(again) != panels_as_bytes(draw(other))


def panels_as_bytes(figure: Figure) -> bytes:
    """The dots of a picture without title and notes."""
    for text in figure.texts:
        text.set_visible(False)
    kept = io.BytesIO()
    with any_letters():
        figure.set_dpi(50)
        FigureCanvasAgg(figure).print_raw(kept)
    return kept.getvalue()


def by_gid(figure: Figure, gid: str) -> list[Any]:
    """What was drawn under one name."""
    return figure.findobj(lambda artist: artist.get_gid() == gid)
