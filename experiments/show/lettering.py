"""How much room words take, so that no title, note or name runs over the edge or into its neighbour.

Names come from scenario files: they may be long, hold any sign, and be written in any letters.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import TextToPath

FIRST = "DejaVu Sans"  # comes with Matplotlib, so that a picture looks the same everywhere
# What a machine may have for letters that the first font lacks: tried in this order, where they are installed.
FURTHER = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "PingFang SC",
    "Hiragino Sans",
    "Apple SD Gothic Neo",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Nirmala UI",
    "Arial Unicode MS",
)
POINTS = 72.0  # to the inch
CUT = "…"
SURE = 1.05  # letters are set on whole dots, which makes them a little wider or narrower


@cache
def fonts() -> list[str]:
    """The fonts to write with: the first for all that it has, the others for letters that it lacks."""
    there = {font.name for font in fontManager.ttflist}
    return [FIRST, *(name for name in FURTHER if name in there)]


@contextmanager
def any_letters() -> Iterator[None]:
    """Letters that no font here has are drawn as boxes, and no warning is given for each of them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .*missing from")
        warnings.filterwarnings("ignore", message=r"Matplotlib currently does not support .* natively")
        yield


@cache
def width_of(words: str, points: float, bold: bool = False) -> float:
    """How wide one line of words is, in inches, at a size in points.

    >>> width_of("", 10.0)
    0.0
    >>> width_of("MM", 10.0) > width_of("ii", 10.0) > 0.0
    True
    """
    if not words:
        return 0.0
    font = FontProperties(family=fonts(), size=points, weight="bold" if bold else "normal")
    with any_letters():
        width, _, _ = TextToPath().get_text_width_height_descent(words, font, False)
    return SURE * float(width) / POINTS


def fitted(words: str, inches: float, points: float, bold: bool = False) -> str:
    """The words on one line, cut off with three dots where they would be wider than so many inches.

    >>> fitted("Parks", 2.0, 10.0), fitted("Parks and open spaces", 0.9, 10.0)
    ('Parks', 'Parks and…')
    """
    words = " ".join(words.split())
    if width_of(words, points, bold) <= inches:
        return words
    short, long = 0, len(words)  # letters that fit, letters that do not
    while long - short > 1:
        middle = (short + long) // 2
        fits = width_of(words[:middle].rstrip() + CUT, points, bold) <= inches
        short, long = (middle, long) if fits else (short, middle)
    return words[:short].rstrip() + CUT


def wrapped(words: str, inches: float, points: float, bold: bool = False, most: int = 99) -> list[str]:
    """The words over as many lines as they need, ``most`` at most: the last is then cut off with three dots.

    >>> wrapped("a title that is too long for one line", 1.6, 10.0)
    ['a title that is too long', 'for one line']
    >>> wrapped("a title that is too long for one line", 1.6, 10.0, most=1)
    ['a title that is too lo…']
    """
    lines: list[str] = []
    left = words.split()
    while left and len(lines) < most:
        line = left.pop(0)
        if width_of(line, points, bold) > inches:  # one word that is wider than a line, or letters without spaces
            begun = fitted(line, inches, points, bold).removesuffix(CUT)
            left[:0] = [line[len(begun) :]] if begun else []
            line = begun or fitted(line, inches, points, bold)
        else:
            while left and width_of(f"{line} {left[0]}", points, bold) <= inches:
                line += f" {left.pop(0)}"
        lines.append(line)
    if left:
        lines[-1] = fitted(" ".join([lines[-1], *left]), inches, points, bold)
    elif len(lines) > 1 and " " not in lines[-1] and lines[-2].count(" ") > 1:  # no word stands alone on the last line
        before, _, word = lines[-2].rpartition(" ")
        if width_of(f"{word} {lines[-1]}", points, bold) <= inches:
            lines[-2:] = [before, f"{word} {lines[-1]}"]
    return lines


def spread(places: Sequence[float], step: float, least: float, most: float) -> list[float]:
    """Rising places of words moved apart to lie at least ``step`` from each other, between two limits if they can.

    Where there are too many for that, the lowest lie below ``least``.

    >>> spread([0.0, 0.0, 5.0], 1.0, -4.0, 4.0)
    [0.0, 1.0, 4.0]
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + step if moved else least))
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = min(moved[at], most if at == len(moved) - 1 else moved[at + 1] - step)
    return moved
