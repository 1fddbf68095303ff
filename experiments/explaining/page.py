"""Printing for a reader: as wide as the terminal, 80 columns where there is none, in plain text where it is a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from textwrap import wrap
from typing import TextIO

from rich.console import Console
from rich.text import Text

PLAIN_WIDTH = 80
WIDEST_TEXT = 100  # longer lines are hard to read
GAP = 2  # between columns


class Page:
    """Lines for one stream. ``width`` is the number of columns, at least 40."""

    def __init__(self, stream: TextIO | None = None, width: int | None = None) -> None:
        console = Console(file=stream or sys.stdout, highlight=False, emoji=False, markup=False, soft_wrap=True)
        self._console = console
        self.width = max(40, width or (console.width if console.is_terminal else PLAIN_WIDTH))

    def line(self, text: str = "", style: str = "") -> None:
        """One line as it is."""
        self._console.print(Text(text.rstrip(), style=style))

    def heading(self, text: str) -> None:
        """A blank line, and a line that stands out in a terminal."""
        self.line()
        self.line(text, "bold")

    def paragraph(self, text: str, indent: int = 0, style: str = "") -> None:
        """Running text, wrapped at blanks."""
        for line in wrap(text, min(self.width, WIDEST_TEXT + indent) - indent, break_on_hyphens=False):
            self.line(" " * indent + line, style)

    def pair(self, name: str, text: str, column: int, indent: int = 2, is_whole: bool = False) -> None:
        """A name, and text that starts at ``column`` and keeps to it when it wraps; ``is_whole``: it never does."""
        room = min(self.width - column, WIDEST_TEXT)
        first, *rest = [text] if is_whole else wrap(text, room, break_on_hyphens=False) or [""]
        line = Text(" " * indent)
        line.append(name, style="bold")
        line.append(" " * max(GAP, column - indent - len(name)) + first)
        self._console.print(line)
        for more in rest:
            self.line(" " * column + more)

    def both_ends(self, left: str, right: str, indent: int) -> None:
        """Words at the left and words at the right end, which go to a line of their own where there is no room."""
        room = self.width - indent - len(left) - len(right)
        if room >= GAP:
            self.line(" " * indent + left + " " * room + right)
            return
        self.paragraph(left, indent)
        self.line(" " * max(indent, self.width - len(right)) + right)

    def table(self, rows: Iterable[tuple[str, ...]], indent: int = 2, right: Iterable[int] = ()) -> None:
        """Columns side by side, as wide as their widest cell; the last one wraps. ``right``: columns of numbers."""
        lines = list(rows)
        if not lines:
            return
        widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
        numbers = set(right)
        start = indent + sum(width + GAP for width in widths[:-1])
        for row in lines:
            cells = [
                cell.rjust(width) if i in numbers else cell.ljust(width)
                for i, (cell, width) in enumerate(zip(row[:-1], widths, strict=False))
            ]
            head = " " * indent + "".join(cell + " " * GAP for cell in cells)
            last = row[-1].rjust(widths[-1]) if len(row) - 1 in numbers else row[-1]
            room = self.width - start
            first, *rest = (wrap(last, room, break_on_hyphens=False) if room > 10 and len(last) > room else [last]) or [
                ""
            ]
            self.line(head + first)
            for more in rest:
                self.line(" " * start + more)
