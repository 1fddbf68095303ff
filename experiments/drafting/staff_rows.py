"""The rows of a staff list, whatever a spreadsheet saved it as: CSV in the usual codes and separators, or a workbook.

What cannot be told without a guess is refused in one line; whatever was decided is said in ``notes``.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from math import isfinite
from pathlib import Path
from typing import Any

from simulation.people_table import SEPARATORS, WORKBOOKS

Rows = list[tuple[int, list[str]]]
"""Every row that is not blank: its number, as a spreadsheet counts from 1, and its cells without blanks around them."""

_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
"""What stands in a cell where a formula could not work it out."""


class StaffListRefused(ValueError):
    """A staff list cannot be used; the message says why, a line a problem, and what to do."""


@dataclass
class Listed:
    """The rows that were read, the sheet they are from (empty for text), and what was decided on the way."""

    rows: Rows
    sheet: str = ""
    notes: list[str] = field(default_factory=list)


def rows_of(file: Path, sheet: str | None, suits: Callable[[Rows], int]) -> Listed:
    """The rows of a staff list; ``suits`` says of some rows how well they hold what is looked for, 0 for not at all.

    Raises :class:`StaffListRefused`.
    """
    try:
        raw = file.read_bytes()
    except (OSError, ValueError) as error:  # a name with a character that no path may hold is a ValueError
        said = getattr(error, "strerror", None) or error
        why = "is a folder, not a file" if os.path.isdir(file) else f"cannot be read: {said}"
        raise StaffListRefused(f"{file}: {why}") from error
    if raw.startswith(WORKBOOKS[1]):
        raise StaffListRefused(
            f"{file}: is an old workbook (.xls) or one with a password; save it as .xlsx without one"
        )
    listed = (
        _of_workbook(file, raw, sheet, suits) if raw.startswith(WORKBOOKS[0]) else _of_text(file, raw, sheet, suits)
    )
    if not listed.rows:
        raise StaffListRefused(f"{file}: is empty")
    return listed


def _of_text(file: Path, raw: bytes, sheet: str | None, suits: Callable[[Rows], int]) -> Listed:
    if sheet is not None:
        raise StaffListRefused(f"--sheet: {file} is text, which has no sheets; leave it out")
    text, code = _decoded(file, raw)
    notes = [f"read as {code}"] if code != "UTF-8" else []
    said = _SEP.match(text)
    if said:
        text = text[said.end() :]
    tables: dict[str, Rows] = {}
    wrong = ""
    for sign in [said[1]] if said else SEPARATORS:
        try:
            tables[sign] = _parsed(text, sign, 2 if said else 1)
        except csv.Error as error:
            wrong = wrong or str(error)
    if wrong and not any(suits(table) for table in tables.values()):
        raise StaffListRefused(f"{file}: is not CSV: {wrong}")
    sign = max(tables, key=lambda sign: (suits(tables[sign]), _shape(tables[sign])))
    if sign != "," and len(tables[sign]) and max(len(cells) for _, cells in tables[sign]) > 1:
        notes.append(f"separated by {SEPARATORS.get(sign, repr(sign))}")
    return Listed(tables[sign], notes=notes)


def _decoded(file: Path, raw: bytes) -> tuple[str, str]:
    """Text and the name of its code. A byte order mark decides; what is not UTF-8 is what Excel on Windows writes."""
    try:
        if raw.startswith(_UTF_16):
            return raw.decode("utf-16"), "UTF-16"
        if b"\0" in raw:
            raise StaffListRefused(f"{file}: is no text that can be read; save it as CSV UTF-8")
        try:
            return raw.decode("utf-8-sig"), "UTF-8"
        except UnicodeDecodeError:
            return raw.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        why = "is neither UTF-8 nor Windows-1252 text; save it as CSV UTF-8"
        raise StaffListRefused(f"{file}, row {line}: {why}") from error


def _parsed(text: str, sign: str, first: int) -> Rows:
    """The rows of a text with one separator. Raises ``csv.Error`` where quotation marks do not close."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    return _kept(enumerate(reader, start=first))


def _shape(rows: Rows) -> tuple[int, int]:
    """How much a table looks like one: rows as wide as most are, where those have at least two cells, and the width."""
    if not rows:
        return 0, 0
    (width, many), *_ = Counter(len(cells) for _, cells in rows).most_common(1)
    return (many, width) if width > 1 else (0, 1)


def _kept(rows: Any) -> Rows:
    """Rows that say something, cells plain and without the empty ones at their end."""
    kept: Rows = []
    for number, cells in rows:
        plain = [_plain(cell) for cell in cells]
        while plain and not plain[-1]:
            plain.pop()
        if plain:
            kept.append((number, plain))
    return kept


def _plain(cell: Any) -> str:
    """A cell as text on one line; whole numbers without a point.

    >>> _plain(" Adult   care\\n"), _plain(12.0), _plain(None)
    ('Adult care', '12', '')
    """
    if cell is None or (isinstance(cell, float) and not isfinite(cell)):
        return ""
    if isinstance(cell, float) and cell == int(cell):
        cell = int(cell)
    return " ".join("".join(c if c.isprintable() else " " for c in str(cell)).split())


def _of_workbook(file: Path, raw: bytes, sheet: str | None, suits: Callable[[Rows], int]) -> Listed:
    """One sheet of a workbook: the one that is asked for, the only one, or the only one that suits."""
    if find_spec("openpyxl") is None:
        why = "reading a workbook needs openpyxl: pip install openpyxl, or save the sheet as CSV"
        raise StaffListRefused(f"{file}: {why}")
    import warnings

    from openpyxl import load_workbook

    sheets: dict[str, Rows] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions of a workbook that nobody asks for
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            for page in book.worksheets:
                page.reset_dimensions()  # some programs write a wrong size
                sheets[str(page.title)] = _kept(enumerate(page.iter_rows(values_only=True), start=1))
    except Exception as error:  # whatever a broken workbook makes openpyxl raise
        why = "is no workbook that can be read (.xlsx); save it anew from Excel, or as CSV UTF-8"
        raise StaffListRefused(f"{file}: {why} ({type(error).__name__})") from error
    if sheet is not None:
        found = next((name for name in sheets if name.strip().casefold() == sheet.strip().casefold()), None)
        if found is None:
            raise StaffListRefused(f"--sheet: {file} has no sheet {sheet!r}; its sheets are {_named(sheets)}")
        return Listed(sheets[found], found)
    filled = [name for name, rows in sheets.items() if rows]
    fit = {name: suits(sheets[name]) for name in filled}
    fitting = [name for name in filled if fit[name] and fit[name] == max(fit.values())]
    if len(fitting) > 1:
        raise StaffListRefused(f"{file}: sheets {_named(fitting)} could each be the staff list; say which with --sheet")
    if not fitting and len(filled) > 1:
        why = f"no sheet, of {_named(filled)}, has a column of departments"
        raise StaffListRefused(f"{file}: {why}; say which with --sheet, and the column with --department-column")
    chosen = (fitting or filled or [""])[0]
    notes = [f"sheet {chosen!r}"] if len(sheets) > 1 else []
    return Listed(sheets.get(chosen, []), chosen, notes)


def _named(names: Any) -> str:
    some = [repr(name) for name in names]
    return ", ".join(some[:12]) + (f" and {len(some) - 12} more" if some[12:] else "")
