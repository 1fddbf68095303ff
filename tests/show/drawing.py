"""Results to draw, of every kind that a picture has to bear, and what a picture that bears them looks like."""

import io
import warnings
from dataclasses import replace
from functools import cache
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from experiments.results import Results
from experiments.show.lettering import any_letters
from experiments.show.look import save_figure
from experiments.simulate import simulate
from simulation import Scenario

STILL = {"influence.outside_hazard": 0.0, "influence.peer_hazard": 0.0, "start.pioneers": 0.0, "events.crises": 0.0}
LIVELY = {"influence.outside_hazard": 0.08, "start.pioneers": 0.1, "events.incidents": 0.02, "events.crises": 6.0}
ODD = """
title = 'Costs $5 & <b>more</b> $x_1^2$ % 北京市 Ещё раз, and a title that goes on and on and on, far beyond one line'
weeks = 30
[organisation]
staff = 120
[departments]
"A department whose name is so long that no picture has room for it, however small the letters" = { share = 0.4 }
"<&$_%" = { share = 0.2 }
"$\\\\frac{1}{$" = { share = 0.1 }
"Łódź 東京 Ω" = { share = 0.1 }
"^_{}" = { share = 0.2, directorate = "$_$ & <co>" }
"""
CHANGED = [
    {"week": 5, "name": "$_^ <&", "gates.ict.hours": 1.0},
    {"week": 12, "champions.share": 0.2},
    {"after": "first crisis", "leadership.strength": 0.9},
]


def council(weeks: int = 40, **changes: object) -> Scenario:
    return Scenario.default().changed({"organisation.staff": 60, "organisation.departments": 4, **changes}, weeks=weeks)


@cache
def drawn() -> dict[str, Results]:
    """Results by what they are."""
    removed = {f"route.removal.{gate}": "removed" for gate in ("comms", "legal")}
    scenarios = {
        "county": (Scenario.load("county").changed({"organisation.staff": 400, **LIVELY}, weeks=60), 6),
        "district": (Scenario.load("district").changed({"organisation.staff": 150}, weeks=53), 3),
        "nothing": (council(20, **STILL), 3),
        "no_time": (council(1, **STILL), 2),
        "one_run": (council(30, **LIVELY), 1),
        "two_runs": (council(40, **LIVELY), 2),
        "removed": (council(40, **LIVELY, **removed), 5),
        "own_answers": (council(40, **LIVELY, **{"route.answers_by": "gate"}), 5),
        "changing": (council(30, **LIVELY, change=CHANGED), 2),
        "one_department": (council(30, **LIVELY, **{"organisation.departments": 1}), 2),
        "many_departments": (council(10, **LIVELY, **{"organisation.staff": 400, "organisation.departments": 100}), 1),
        "few_people": (council(20, **LIVELY, **{"organisation.staff": 6, "organisation.departments": 3}), 2),
        "odd_names": (Scenario.from_toml(ODD, set=LIVELY), 2),
    }
    return {name: simulate(scenario, runs) for name, (scenario, runs) in scenarios.items()}


NAMES = ("county", "district", "nothing", "no_time", "one_run", "two_runs", "removed", "own_answers", "changing",
         "one_department", "many_departments", "few_people", "odd_names")  # fmt: skip


def bears(draw, results: Results, runs: str | None = None) -> Figure:
    """The picture, drawn and looked at: no warning, alternative text, a title, notes, and no word beyond the edge."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw(results)
        canvas = FigureCanvasAgg(figure)
        with any_letters():  # letters that no font here has
            canvas.draw()
    said = str(figure.get_label())
    head, _, rest = said.partition(": ")
    assert head and len(rest) > 60 and "nan" not in said.lower().split(), said
    words = [text.get_text() for text in figure.texts]
    runs = runs or f"{len(results.replicates)} {'run' if len(results.replicates) == 1 else 'runs'}"
    assert any(word.endswith(runs) for word in words), words
    title = (results.scenario.title or results.scenario.name).split()[0]
    assert words[0].startswith(title)
    interval = ("no interval",) if runs == "1 run" else ("interval", "middle")
    assert any(mark in word for word in words for mark in interval), words
    beyond = words_beyond(figure, canvas)
    assert not beyond, beyond
    return figure


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


def assert_equal_bytes(draw, results: Results, folder: Path) -> None:
    """Equal results give equal files, PNG and SVG, whatever was drawn before; other results give others."""
    again = replace(results)
    for suffix in ("png", "svg"):
        for number, some in enumerate((results, again)):
            save_figure(draw(some), folder / f"{number}.{suffix}")
        assert (folder / f"0.{suffix}").read_bytes() == (folder / f"1.{suffix}").read_bytes()


def as_bytes(figure: Figure) -> bytes:
    kept = io.BytesIO()
    with any_letters():
        FigureCanvasAgg(figure).print_raw(kept)
    return kept.getvalue()


def by_gid(figure: Figure, gid: str) -> list:
    """What was drawn under one name."""
    return figure.findobj(lambda artist: artist.get_gid() == gid)
