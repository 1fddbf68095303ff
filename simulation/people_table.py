"""A table of people or ties: one CSV file, its columns by name, and all that is wrong with it at once."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulation.scenario_files import problems as of_scenarios

SHOWN = 20  # problems shown in full, the others counted by kind
KINDS = 10  # kinds of problems that are counted one by one
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how Excel's files begin, the new kind and the old
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_VARYING = re.compile(r"""'[^']*'|"[^"]*"|-?\d[\d.]*""")  # what differs between problems of one kind


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file. ``row`` counts as in a spreadsheet (the header is 1), ``column`` as in the file."""

    file: Path
    row: int | None
    column: str | None
    what: str

    def __str__(self) -> str:
        where = [str(self.file)]
        where += [f"row {self.row}"] if self.row is not None else []
        where += [f"column {self.column!r}"] if self.column is not None else []
        return f"{', '.join(where)}: {self.what}"


class PeopleFileError(ValueError):
    """A people or ties file cannot be used. ``problems`` holds all that is wrong.

    The message shows 20 of them, some of each kind, and counts the others by kind.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(summarised(self.problems)))

    def __reduce__(self) -> tuple[type[PeopleFileError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # so that it comes back whole from another process


def summarised(problems: Sequence[Problem]) -> list[str]:
    """Lines about the problems in their order: at most 20 in full, as many of each kind as of any other, then counts.

    Problems are of one kind that stand in the same column and differ only in numbers and in what they quote.
    """
    if len(problems) <= SHOWN:
        return [str(problem) for problem in problems]
    kinds: dict[tuple[str | None, str], list[int]] = {}
    for at, problem in enumerate(problems):
        kinds.setdefault((problem.column, _VARYING.sub("", problem.what)), []).append(at)
    # The first of every kind, then the second of every kind, and so on, until enough are shown.
    turns = sorted((turn, places[turn]) for places in kinds.values() for turn in range(min(SHOWN, len(places))))
    chosen = {at for _, at in turns[:SHOWN]}
    lines = [str(problems[at]) for at in sorted(chosen)]
    left = [(len(places) - len(chosen & set(places)), places) for places in kinds.values()]
    left = sorted(((number, places) for number, places in left if number), key=lambda of_kind: -of_kind[0])
    for number, places in left[:KINDS]:
        first, last = problems[places[0]], problems[places[-1]]
        rows = f", the last in row {last.row}" if last.row is not None else ""
        place = f"row {first.row}" if first.row is not None else f"{first.what!r}"
        column = f", column {first.column!r}" if first.column is not None else ""
        lines.append(f"and {number:,} more like {place}{column}{rows}")
    if left[KINDS:]:
        lines.append(f"and {sum(number for number, _ in left[KINDS:]):,} more of {len(left[KINDS:])} other kinds")
    return lines


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, whatever the letter case of either; empty where none is near.

    >>> nearest("Manger", ["frontline", "manager"])
    'manager'
    """
    folded = {name.casefold(): name for name in known}
    return folded.get(of_scenarios.nearest(word.casefold(), folded), "")


def did_you_mean(name: str) -> str:
    """A question for the nearest name, to be put behind a message; empty where there is none.

    >>> print(did_you_mean("manager"))
    ; did you mean 'manager'?
    """
    return f"; did you mean {name!r}?" if name else ""


class Table:
    """One CSV file whose columns are looked up by the model's names, and the list of its problems.

    ``columns`` maps the model's names to the file's own where they differ; letter case and blanks around do not count.
    Columns that nobody asks for are ignored. The file is UTF-8, with or without a byte order mark, separated by commas.
    A file that cannot be read so raises ``PeopleFileError`` at once, and so does one without a row below its header,
    unless it ``may_have_no_rows``; all else is gathered by ``say`` until ``check``.
    """

    def __init__(
        self,
        file: Path,
        required: Sequence[str],
        optional: Sequence[str],
        columns: Mapping[str, str],
        may_have_no_rows: bool = False,
    ) -> None:
        self.file = Path(file)
        self.problems: list[Problem] = []
        self._rows = self._read()
        if len(self._rows) == 1 and not may_have_no_rows:
            raise self._failure(self._rows[0][0], "has a header and no rows")
        self.header = [name.strip() for name in self._rows[0][1]]
        self._own = {name: columns.get(name, name) for name in (*required, *optional)}
        self._at: dict[str, int] = {}
        self._find_columns(required, columns)
        self.check()

    def _read(self) -> list[tuple[int, list[str]]]:
        """Every row that is not blank, with its number."""
        try:
            raw = self.file.read_bytes()
            if raw.startswith(WORKBOOKS):
                raise self._failure(None, "is a workbook, not text; save the sheet as CSV UTF-8, separated by commas")
            text = raw.decode("utf-8-sig")
        except OSError as error:
            why = (
                "is a folder, not a file" if os.path.isdir(self.file) else f"cannot be read: {error.strerror or error}"
            )
            raise self._failure(None, why) from error
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise self._failure(line, "is not UTF-8 text; save it as CSV UTF-8") from error
        rows: list[tuple[int, list[str]]] = []
        number = 0
        try:
            for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
                if any(cell.strip() for cell in cells):
                    rows.append((number, cells))
        except csv.Error as error:
            raise self._failure(number + 1, f"is not CSV: {error}") from error
        if not rows:
            raise self._failure(None, "is empty")
        header = rows[0][1]
        for sign, name in SEPARATORS.items():
            if len(header) == 1 and sign in header[0] and sign != ",":
                raise self._failure(rows[0][0], f"is separated by {name}; save it separated by commas")
        return rows

    def _find_columns(self, required: Sequence[str], columns: Mapping[str, str]) -> None:
        header_row = self._rows[0][0]
        for name in columns:
            if name not in self._own:
                known = f"the model's names here are {', '.join(self._own)}"
                self.say(header_row, None, f"the scenario names a column for {name!r}; {known}")
        folded = [name.casefold() for name in self.header]
        for name, own in self._own.items():
            places = [i for i, known in enumerate(folded) if known == own.strip().casefold()]
            if len(places) > 1:
                self.say(header_row, name, f"stands {len(places)} times in the header")
            elif places:
                self._at[name] = places[0]
            elif name in required or name in columns:
                near = nearest(own, self.header)
                there = f"nearest is {near!r}" if near else f"the columns are {', '.join(self.header)}"
                self.say(header_row, name, f"is missing; {there}")

    def has(self, name: str) -> bool:
        """Whether the file has the column that the model calls ``name``."""
        return name in self._at

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Row number and cells by the model's names, blanks cut off; rows of the wrong length are said and left out."""
        for number, cells in self._rows[1:]:
            if len(cells) == len(self.header):
                yield number, {name: cells[i].strip() for name, i in self._at.items()}
            else:
                self.say(number, None, f"has {len(cells)} cells, the header {len(self.header)}")

    def say(self, row: int | None, name: str | None, what: str) -> None:
        """Note a problem; ``name`` is the model's name of the column."""
        self.problems.append(Problem(self.file, row, None if name is None else self._own[name], what))

    def check(self) -> None:
        """Raise ``PeopleFileError`` where anything was said, in order of rows."""
        if self.problems:
            raise PeopleFileError(sorted(self.problems, key=lambda problem: problem.row or 0))

    def _failure(self, row: int | None, what: str) -> PeopleFileError:
        return PeopleFileError([Problem(self.file, row, None, what)])
