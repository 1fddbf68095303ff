"""How every picture looks: colours that everybody can tell apart, a title that says what was run, notes beneath."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import wraps
from html import escape
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.findings import weeks as in_weeks
from experiments.results import Results
from experiments.show.lettering import any_letters, fonts, spread, wrapped
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.wording import counted

# Okabe and Ito's colours, which people with any kind of colour vision can tell apart.
BLACK, ORANGE, SKY, GREEN, BLUE = "#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2"
VERMILION, PURPLE, YELLOW, GREY = "#D55E00", "#CC79A7", "#F0E442", "#6B6B6B"
PALE, INK, FAINT = "#D9D9D9", "#111111", "#E6E6E6"
AS_TEXT = {
    ORANGE: "#8A5F00",
    SKY: "#1F6E9C",
    VERMILION: "#B04A00",
    GREEN: "#00694C",
    PURPLE: "#99487A",
    YELLOW: "#6B6300",
}
STYLE: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": fonts(),
    "font.size": 10,
    "axes.edgecolor": GREY,
    "axes.labelcolor": "#222222",
    "xtick.color": "#444444",
    "ytick.color": "#444444",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.hashsalt": "blockers",
    "text.parse_math": False,  # a dollar in a name is a dollar
}
WIDTH, MARGIN = 13.0, 0.75  # inches: every picture, and the room to its left
TITLE, NOTE, VERDICT = 0.29, 0.175, 0.2  # inches: a line of title, of note, of what it came to
SAID = 11.5  # points: what it came to
APART = 0.17  # inches: between the names of two lines, at least
TEXT = WIDTH - MARGIN - 0.25  # inches: how wide titles and notes may be
SHARPNESS = 160, 110  # dots to the inch: in a file, in a notebook
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ABOVE, BENEATH = 1.22, 0.72  # inches between the panels and the title, and the notes

P = ParamSpec("P")


class Picture(Figure):
    """A figure that a notebook shows as it stands, with its alternative text; ``heading`` is its title as written."""

    heading = ""

    def _repr_html_(self) -> str:
        drawn = io.BytesIO()
        with matplotlib.rc_context(STYLE), any_letters():
            self.savefig(drawn, format="png", dpi=SHARPNESS[1])
        said = escape(str(self.get_label()), quote=True)
        data = b64encode(drawn.getvalue()).decode()
        return f'<img alt="{said}" style="max-width:100%" src="data:image/png;base64,{data}">'


class Canvas:
    """A figure with a title, a line that says what was run, notes, and room for panels between them, all in inches.

    The line follows from ``results``, or is given instead of them.
    """

    def __init__(
        self, results: Results | str, title: str, notes: Sequence[str], height: float, above: float = ABOVE
    ) -> None:
        lines = wrapped(title, TEXT, 16, bold=True, most=3)
        notes = [line for note in notes for line in wrapped(note, TEXT, 8.5)]
        self.beneath = BENEATH + NOTE * len(notes)
        self.height = self.beneath + height + above + TITLE * len(lines)
        self.figure = Picture(figsize=(WIDTH, self.height), facecolor="white")
        self.figure.heading = " ".join(title.split())
        top = self.height - 0.15
        for number, line in enumerate(lines):
            self.write(MARGIN, top - TITLE * number, line, fontsize=16, fontweight="bold", color=INK, va="top")
        said = results if isinstance(results, str) else said_of(results)
        self.write(MARGIN, top - TITLE * len(lines) - 0.03, said, fontsize=10.5, color=GREY, va="top")
        for number, note in enumerate(reversed(notes)):
            self.write(MARGIN, 0.12 + NOTE * number, note, fontsize=8.5, color=GREY)

    def panel(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Axes with their lower left corner so far from the figure's left and from where the panels begin."""
        place = (left / WIDTH, (self.beneath + bottom) / self.height, width / WIDTH, height / self.height)
        return self.figure.add_axes(place)

    def say(self, lines: Sequence[str], bottom: float, colour: str) -> None:
        """What it came to, in bold lines, the last of them so far above where the panels begin."""
        for number, line in enumerate(reversed(lines)):
            up = self.beneath + bottom + VERDICT * number
            self.write(MARGIN, up, line, fontsize=SAID, fontweight="bold", color=colour)

    def write(self, left: float, bottom: float, text: str, **how: Any) -> None:
        """Text so far from the figure's left and bottom."""
        self.figure.text(left / WIDTH, bottom / self.height, text, **how)


def picture(draw: Callable[Concatenate[Results, P], Figure]) -> Callable[Concatenate[Results | Run, P], Figure]:
    """A function that draws results becomes one that draws a single run as well, in the look of all pictures.

    The new function raises ``ValueError`` where no run came to its end, and ``TypeError`` for anything else.
    """

    @wraps(draw)
    def drawn(results: Results | Run, /, *args: P.args, **kwargs: P.kwargs) -> Figure:
        if not isinstance(results, Results | Run):
            raise TypeError(not_drawable(draw.__name__, results, "results or a run"))
        some = Results.of(results)
        if not some.replicates:
            raise ValueError("no run came to its end: there is nothing to draw")
        with matplotlib.rc_context(STYLE), any_letters():
            return draw(some, *args, **kwargs)

    return drawn


def in_style(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """A function that draws something else than runs draws it in the look of all pictures."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with matplotlib.rc_context(STYLE), any_letters():
            return draw(*args, **kwargs)

    return drawn


def not_drawable(name: str, what: object, taken: str) -> str:
    """That a picture cannot draw this, what it takes instead, and how to come by it, in a sentence."""
    if isinstance(what, Scenario):
        instead = "give simulate(scenario)"
    elif callable(getattr(what, "run", None)):  # a council, without importing all that it needs
        instead = "give council.run()"
    else:
        instead = f"this is of type {type(what).__name__}"
    return f"show.{name} takes {taken}: {instead}"


def save_figure(figure: Figure, path: Path, dpi: int | None = None) -> None:
    """Write a figure as PNG or SVG, with its title as ``Title`` and its alternative text as ``Description``.

    Equal figures give equal bytes. A figure that is none of the pictures has its label for a title. ``dpi``: dots per
    inch of a PNG, where it is to be another than that of all.
    """
    said = str(figure.get_label())
    title = figure.heading if isinstance(figure, Picture) else said
    metadata: dict[str, str | None] = {"Title": title, "Description": said}
    if path.suffix == ".svg":
        metadata["Date"] = None
    drawn = io.BytesIO()
    with matplotlib.rc_context(STYLE), any_letters():
        kind = path.suffix.removeprefix(".")
        figure.savefig(drawn, format=kind, dpi=SHARPNESS[0] if dpi is None else dpi, metadata=metadata)
    content = drawn.getvalue()
    if path.suffix == ".svg":  # names may hold characters that no XML may
        content = NOT_IN_XML.sub("\ufffd", content.decode("utf-8")).encode("utf-8")
    path.write_bytes(content)


def titled(results: Results, what: str) -> str:
    """The title of a picture: whose it is, and what it shows."""
    return f"{results.scenario.called}: {what}"


def runs_of(results: Results) -> str:
    """How many runs there are, in words."""
    return counted(len(results.replicates), "run", "runs")


def said_of(results: Results) -> str:
    """The line under a title: staff, weeks, runs."""
    return f"{results.staff:,} staff, {in_weeks(results.scenario.weeks)}, {runs_of(results)}"


def as_text(colour: str) -> str:
    """The same hue, dark enough to be read as text on white."""
    return AS_TEXT.get(colour, colour)


def headed(axes: Axes, words: str, pad: float = 30.0) -> None:
    """Give a panel its heading; ``pad`` points lie between them, for a legend."""
    axes.set_title(words, loc="left", fontsize=12, fontweight="bold", pad=pad)


def legend_above(axes: Axes, columns: int) -> None:
    """Say what is what in one row between a panel and its heading."""
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.012, 0.995),
        ncols=columns,
        frameon=False,
        fontsize=8.8,
        handlelength=1.4,
        handletextpad=0.5,
        columnspacing=1.1,
        borderpad=0.3,
    )


def along_weeks(axes: Axes, last: int, narrow: bool = False) -> None:
    """The axis of weeks, from 0 to ``last``: half years where there are some, and years where there are many.

    In a ``narrow`` panel no more than four years have a number, and none reaches into the panel beside it.
    """
    axes.set_xlim(0, max(1, last))
    axes.set_xlabel("week")
    if last < 104:
        axes.xaxis.set_major_locator(MaxNLocator(4 if narrow else "auto", integer=True))
    elif narrow:
        axes.set_xticks(range(0, last + 1, 52 * -(-last // 208)))
        if axes.get_xticks()[-1] == last:
            axes.get_xticklabels()[-1].set_horizontalalignment("right")
    else:
        axes.set_xticks(range(0, last + 1, 26 if last <= 208 else 52 * -(-last // 520)))


def instead(axes: Axes, words: str, points: float = 10.0) -> None:
    """Words in the middle of a panel in which there is nothing to see."""
    behind = {"facecolor": "white", "edgecolor": "none", "pad": 2.0}
    axes.text(
        0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", color=GREY, fontsize=points, bbox=behind
    )


def lined(axes: Axes, along: str) -> None:
    """Faint lines to read values by, behind what is drawn, at the ticks of ``x`` or ``y``."""
    axes.grid(axis="x" if along == "x" else "y", color=FAINT, linewidth=0.8)
    axes.set_axisbelow(True)


def label_ends(axes: Axes, ends: Sequence[tuple[float, str, str, bool]], leaders: bool = False) -> None:
    """Name each line at its right end, moved apart where ends lie close together.

    An end is its height on the y-axis, its words, its colour, and whether it is written bold. With ``leaders`` a thin
    line leads from where each ends to its name.
    """
    least, top = axes.get_ylim()
    height = axes.bbox.height / axes.figure.dpi
    step = max(0.052, APART / height) * (top - least)
    ordered = sorted(ends)
    places = spread([end[0] for end in ordered], step, least + 0.3 * step, top)
    for place, (end_at, words, colour, is_bold) in zip(places, ordered, strict=True):
        if leaders:
            across = axes.get_yaxis_transform()
            axes.plot([1.0, 1.04], [end_at, place], color=GREY, linewidth=0.7, transform=across, clip_on=False)
        axes.annotate(
            words,
            (1.04 if leaders else 1.0, place),
            xycoords=("axes fraction", "data"),
            xytext=(3 if leaders else 6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
            color=as_text(colour),
            fontweight="bold" if is_bold else "normal",
            annotation_clip=False,
        )
