"""Whose report it is: the client's name, logo and colours, from a small TOML file that is checked as scenarios are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulation.scenario_files.lines import key_lines, line_of
from simulation.scenario_files.problems import Key, Origin, Problem, key_text, nearest, shortened, shown
from simulation.scenario_files.syntax import syntax_problem

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LEAST_CONTRAST = 4.5  # WCAG 2, level AA, text of usual size
LONGEST = 200  # characters of a name
LARGEST_LOGO = 4_000_000  # bytes
LOGOS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
KEYS = ("name", "prepared_by", "logo", "colours")
COLOURS = ("accent", "on_accent")
WHITE = "#ffffff"


class BrandError(ValueError):
    """The file cannot be used. ``problems`` holds everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Brand:
    """The client's name, who prepared the report, the logo as bytes (PNG or JPEG), and colours of the frame.

    ``accent`` can be read on white, ``on_accent`` on the accent. Colours of charts are never the client's: those that
    everybody can tell apart stay.
    """

    name: str = ""
    prepared_by: str = ""
    logo: bytes | None = None
    accent: str = "#0b4f6c"
    on_accent: str = WHITE

    @property
    def logo_kind(self) -> str:
        """``png`` or ``jpeg``; empty where there is no logo."""
        return "" if self.logo is None else kind_of(self.logo) or ""


def kind_of(image: bytes) -> str | None:
    """What kind of image these bytes are; none where they are neither PNG nor JPEG."""
    return next((kind for begin, kind in LOGOS.items() if image.startswith(begin)), None)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2: lighter over darker relative luminance, each plus 0.05).

    >>> round(contrast("#000000", "#ffffff"), 1), round(contrast("#767676", "#ffffff"), 2)
    (21.0, 4.54)
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def darkened(colour: str, against: str = WHITE) -> str:
    """The same hue, dark enough to be read on a light colour.

    >>> darkened("#ffee00"), darkened("#000080")
    ('#817800', '#000080')
    """
    red, green, blue = rgb(colour)
    for step in range(256):
        share = 1.0 - step / 255.0
        found = f"#{round(share * red):02x}{round(share * green):02x}{round(share * blue):02x}"
        if contrast(found, against) >= LEAST_CONTRAST:
            return found
    return "#000000"


def read_brand(file: Path) -> Brand:
    """The brand of a file. Raises :class:`BrandError` with all that is wrong, and ``OSError`` for no such file."""
    text = file.read_bytes().decode("utf-8", errors="replace")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrandError([syntax_problem(str(error), text, str(file))]) from None
    return _Reading(file, data, key_lines(text)).brand()


class _Reading:
    def __init__(self, file: Path, data: Mapping[str, Any], lines: Mapping[Key, int]) -> None:
        self.file, self.data, self.lines = file, data, lines
        self.problems: list[Problem] = []

    def brand(self) -> Brand:
        self.known((), self.data, KEYS)
        name, by = (self.text((key,), self.data.get(key, "")) for key in ("name", "prepared_by"))
        logo = self.logo(self.data.get("logo"))
        colours = self.data.get("colours", {})
        if not isinstance(colours, dict):
            self.wrong(("colours",), shown(colours), "a table, [colours]")
            colours = {}
        self.known(("colours",), colours, COLOURS)
        accent = self.colour("accent", colours.get("accent", Brand.accent))
        on_accent = self.colour("on_accent", colours.get("on_accent", Brand.on_accent))
        if accent and (ratio := contrast(accent, WHITE)) < LEAST_CONTRAST:
            said = f'"{accent}" has a contrast of {ratio:.1f} on white'
            self.wrong(("colours", "accent"), said, f"from {LEAST_CONTRAST}", f'"{darkened(accent)}"')
        elif accent and on_accent and (ratio := contrast(accent, on_accent)) < LEAST_CONTRAST:
            said = f'"{on_accent}" has a contrast of {ratio:.1f} on the accent "{accent}"'
            self.wrong(("colours", "on_accent"), said, f"from {LEAST_CONTRAST}", f'"{WHITE}"')
        if self.problems:
            raise BrandError(self.problems)
        return Brand(name, by, logo, accent, on_accent)

    def wrong(self, key: Key, found: str, allowed: str = "", near: str = "") -> None:
        self.problems.append(
            Problem(Origin(str(self.file), line_of(self.lines, key)), key_text(key), found, allowed, near)
        )

    def known(self, above: Key, table: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                self.wrong((*above, key), "no such key", ", ".join(keys), nearest(key, keys))

    def text(self, key: Key, value: Any) -> str:
        if not isinstance(value, str):
            self.wrong(key, shown(value), "text in quotation marks")
        elif not value.isprintable():
            self.wrong(key, shown(value), "text on one line")
        elif len(value) > LONGEST:
            self.wrong(key, f"{len(value):,} characters", f"up to {LONGEST}")
        else:
            return value
        return ""

    def colour(self, name: str, value: Any) -> str:
        if isinstance(value, str) and COLOUR.fullmatch(value):
            return value.lower()
        self.wrong(("colours", name), shown(value), 'a colour such as "#0b4f6c"')
        return ""

    def logo(self, value: Any) -> bytes | None:
        if value is None:
            return None
        key, allowed = ("logo",), "the path of a PNG or JPEG file, from the folder of this file"
        if not isinstance(value, str):
            self.wrong(key, shown(value), allowed)
            return None
        place = self.file.parent / value
        try:
            if place.stat().st_size > LARGEST_LOGO:
                self.wrong(key, f'"{shortened(value)}" is larger than {LARGEST_LOGO:,} bytes', allowed)
                return None
            image = place.read_bytes()
            if kind_of(image) is None:
                self.wrong(key, f'"{shortened(value)}" is neither PNG nor JPEG', allowed)
                return None
            _opened(image)
        except (OSError, ValueError, SyntaxError) as error:  # Pillow raises all of these for a broken image
            why = getattr(error, "strerror", None) or " ".join(str(error).split()).split(" <")[0]
            near = nearest(value, [path.name for path in self.file.parent.glob("*") if path.suffix in (".png", ".jpg")])
            self.wrong(key, f'"{shortened(value)}" cannot be read: {why}', allowed, near)
            return None
        return image


def _opened(image: bytes) -> None:
    """Raises where the image is broken, or so large that opening it would be a bomb."""
    import io
    import warnings

    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(image)) as opened:
                opened.load()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise ValueError("too many pixels") from error


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour, from 0 to 255.

    >>> rgb("#0b4f6c")
    (11, 79, 108)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255.0 for p in rgb(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
