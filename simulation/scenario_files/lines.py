"""On which line of a TOML text each key stands; ``tomllib`` does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from simulation.scenario_files.problems import Key

DEEPEST = 8
"""Levels of nesting that are looked at one by one; nothing in a scenario goes as deep."""

_BLANK = re.compile(r"(?:\s|#[^\n]*)+")
_PART = re.compile(r"""[ \t]*("(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_VALUE = re.compile(
    r'"""(?:\\.|[^\\])*?""""{0,2}|' r"'''.*?''''{0,2}|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'|#[^\n]*|\n|[^\n]",
    re.DOTALL,
)
_REST_OF_LINE = re.compile(r"[^\n]*\n?")


def key_lines(text: str) -> dict[Key, int]:
    """The line, from 1, of every table and key of a TOML text that ``tomllib`` accepts.

    Keys inside ``{ }`` are not listed: they stand where the key of the braces stands. Text that ``tomllib`` refuses
    gives what could be made of it; nothing is raised.

    >>> key_lines("[gates.ict]\\nhours = 3\\n[[change]]\\nweek = 2\\n")[("change", 0, "week")]
    4
    """
    text = text.replace("\r\n", "\n")
    found: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    position, line = 0, 1
    while position < len(text):
        start = position
        blank = _BLANK.match(text, position)
        if blank:
            position = blank.end()
        elif text[position] == "[":
            repeated = text.startswith("[[", position)
            names, _ = _key(text, position + (2 if repeated else 1))
            table = _placed(names, counts, repeated)
            _note(found, table, 0, line)
            position = _after_value(text, position) if not names else _line_end(text, position)
        else:
            names, after = _key(text, position)
            if names:
                _note(found, table + names, len(table), line)
            position = _after_value(text, after) if names else _line_end(text, position)
        line += text.count("\n", start, position)
    return found


def line_of(lines: Mapping[Key, int], key: Key) -> int | None:
    """The line of a key, or of the nearest table around it; none where the text has neither."""
    for length in range(len(key), 0, -1):
        if key[:length] in lines:
            return lines[key[:length]]
    return None


def _note(found: dict[Key, int], key: Key, known: int, line: int) -> None:
    """The line of a key, and of the tables that it opens by being named beyond the ``known`` part."""
    for length in (*range(known + 1, min(len(key), DEEPEST)), len(key)):
        found.setdefault(key[:length], line)


def _key(text: str, position: int) -> tuple[tuple[str, ...], int]:
    names: list[str] = []
    while part := _PART.match(text, position):
        names.append(_plain(part[1]))
        position = part.end()
        if not text.startswith(".", position):
            break
        position += 1
    return tuple(names), position


def _plain(part: str) -> str:
    if part[0] not in "\"'":
        return part
    try:
        return str(tomllib.loads(f"key = {part}")["key"])
    except ValueError:
        return part[1:-1]


def _placed(names: tuple[str, ...], counts: dict[Key, int], repeated: bool) -> Key:
    """The full key of a header: repeated tables above it are numbered, and ``[[name]]`` starts the next number."""
    table: Key = ()
    for name in names[:-1]:
        table += (name,)
        if table in counts:
            table += (counts[table],)
    table += names[-1:]
    if repeated:
        counts[table] = counts.get(table, -1) + 1
    return (*table, counts[table]) if table in counts else table


def _after_value(text: str, position: int) -> int:
    depth = 0
    while token := _VALUE.match(text, position):
        position = token.end()
        if token[0] in ("[", "{"):
            depth += 1
        elif token[0] in ("]", "}"):
            depth -= 1
        elif token[0] == "\n" and depth <= 0:
            break
    return position


def _line_end(text: str, position: int) -> int:
    rest = _REST_OF_LINE.match(text, position)
    return rest.end() if rest else len(text)
