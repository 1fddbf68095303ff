"""What is wrong with a scenario, so that it can be mended: where, what was found, what is allowed, what is near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from typing import Any

from simulation.state import label

LONGEST = 80
"""Characters of a found value or key that a message repeats."""

Key = tuple[str | int, ...]
"""Where something stands in a file: names of tables and keys; a whole number counts ``[[change]]`` tables from 0."""


@dataclass(frozen=True)
class Origin:
    """Where a value was given: a file and a line counted from 1, or ``set``, or ``default``."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file} line {self.line}"


@dataclass(frozen=True)
class Problem:
    """One thing to mend. ``found``, ``allowed`` and ``nearest`` are words for a reader; the last two may be empty."""

    origin: Origin
    key: str
    found: str
    allowed: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        said = f"{self.origin}: {self.key + ': ' if self.key else ''}{self.found}"
        if self.allowed:
            said += f"; allowed: {self.allowed}"
        return said + (f"; did you mean {self.nearest}?" if self.nearest else "")


class ScenarioError(ValueError):
    """A scenario cannot be used. ``problems`` holds everything that was found wrong, not only the first; one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class WrongValue(Exception):
    """A value that a key cannot take: what was found, what is allowed, what is near."""

    def __init__(self, found: str, allowed: str = "", nearest: str = "") -> None:
        super().__init__(found)
        self.found, self.allowed, self.nearest = found, allowed, nearest


def key_text(key: Key) -> str:
    """A key as a message writes it.

    >>> key_text(("change", 0, "gates", "ict", "hours"))
    'change 1: gates.ict.hours'
    """
    if len(key) > 1 and isinstance(key[1], int):
        rest = key_text(key[2:])
        return f"{key[0]} {key[1] + 1}" + (f": {rest}" if rest else "")
    return shortened(".".join(str(part) for part in key))


def shortened(text: str) -> str:
    """Text on one line and of at most ``LONGEST`` characters."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in text[: LONGEST + 1])
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def shown(value: Any) -> str:
    """A found value as a message repeats it: numbers and text as TOML writes them, everything else by its kind.

    >>> shown(True), shown("ict"), shown([1, 2]), shown({})
    ('true', '"ict"', 'a list', 'a table')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, IntEnum):
        return label(value)
    if isinstance(value, int):
        return str(value) if value.bit_length() < 200 else "a whole number of more than sixty digits"
    if isinstance(value, float):
        return f"{value!r}"
    if isinstance(value, str):
        return f'"{shortened(value)}"'
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "nothing" if value is None else f"a {type(value).__name__}"


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word most like this one; empty where none is near.

    >>> nearest("comm", ["management", "comms"])
    'comms'
    """
    if len(word) > LONGEST:
        return ""
    matches = get_close_matches(word, list(known), 1, cutoff)
    return matches[0] if matches else ""
