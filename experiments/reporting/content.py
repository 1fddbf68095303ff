"""What a report says, whatever form it takes: sections of sentences, tables and pictures, each with its source.

Text is plain text: no form reads any of it as markup. Only backticks stand for something: a name of the model between
them is set as code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from experiments.harmless import in_cell
from experiments.reporting.brand import Brand

NUMBER = re.compile(r"[-+]?[\d.,]+%?")


@dataclass(frozen=True)
class Source:
    """Where numbers come from: what they are, the files that hold them, the runs and seeds, the command.

    ``key`` stands beside every number that has it. ``runs`` says how many runs with which seeds, ``command`` repeats
    them; it is empty where nothing is run.
    """

    key: str
    what: str
    files: str
    runs: str
    command: str


@dataclass(frozen=True)
class Text:
    """A paragraph. ``is_note``: small print; ``source`` is a key, empty where no number stands in it."""

    words: str
    source: str = ""
    is_note: bool = False


@dataclass(frozen=True)
class Answer:
    """A sentence of the answer, and in a word how sure it is."""

    word: str
    words: str
    source: str


@dataclass(frozen=True)
class Command:
    """A command to type, with what it is for."""

    words: str
    command: str


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first column names the row, ``words`` columns hold text and stand left."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str
    note: str = ""
    words: int = 1


@dataclass(frozen=True)
class Picture:
    """A picture with its alternative text and the table of what it shows."""

    title: str
    said: str
    svg: Path
    png: Path
    source: str
    table: Table


Block = Text | Answer | Command | Table | Picture


@dataclass(frozen=True)
class Section:
    """A part under a heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """All of it. ``made`` is the day on which the youngest of its runs was started, as 2026-11-28."""

    title: str
    subtitle: str
    brand: Brand
    made: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = field(default=())

    def blocks(self) -> Iterator[Block]:
        """Every block, those that stand under pictures too."""
        for section in self.sections:
            for block in section.blocks:
                yield block
                if isinstance(block, Picture):
                    yield block.table


def table(
    title: str, head: Sequence[str], rows: Iterable[Sequence[str]], source: str, note: str = "", words: int = 1
) -> Table:
    """A table of cells that do no harm in any form."""
    said = tuple(tuple(cell(one) for one in row) for row in rows)
    return Table(plain(title), tuple(map(plain, head)), said, source, plain(note), words)


def plain(text: str) -> str:
    """Text on one line without what no form can show: characters that are not printable become a replacement sign.

    >>> plain("a\\x00b\\u202ec\\n d")
    'a\ufffdb\ufffdc d'
    """
    return typed(" ".join(text.split()))


def typed(command: str) -> str:
    """A command as it is typed, without what no form can show."""
    return "".join(character if character.isprintable() else "\ufffd" for character in command)


def cell(text: str) -> str:
    """The same for a cell of a table, which may be pasted into a sheet: no formula there, and numbers stay numbers.

    >>> cell("=1+1"), cell("@SUM(A1)"), cell("-3.5"), cell("–"), cell("−3 (−4 to −2)")
    ("'=1+1", "'@SUM(A1)", '-3.5', '–', '−3 (−4 to −2)')
    """
    said = plain(text)
    return said if NUMBER.fullmatch(said) else str(in_cell(said))


def spans(text: str) -> list[tuple[bool, str]]:
    """Text in pieces, each with whether it is set as code.

    >>> spans("where `staff.nerve` is low")
    [(False, 'where '), (True, 'staff.nerve'), (False, ' is low')]
    """
    pieces = text.split("`")
    if len(pieces) % 2 == 0:  # one is left over: nothing is code
        return [(False, text)]
    return [(at % 2 == 1, piece) for at, piece in enumerate(pieces) if piece]
