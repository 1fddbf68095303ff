"""Words that others wrote, made harmless where they go: into cells that a spreadsheet opens, and into Markdown.

A spreadsheet takes a cell of CSV for a formula where it begins with =, +, -, @, a tab or a line's end, or their wide
forms. As OWASP advises, an apostrophe goes in front: sheets then show text. It goes behind a semicolon, tab or line's
end too, where a sheet set to another sign between cells begins a new one. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import pandas as pd

FORMULA = "=+-@\t\r\n＝＋－＠"
_BEGINS = r"(^|(?<=[;\t\r\n]))"
_LEADS = re.compile(rf"{_BEGINS}([ \"]*'*)(?=[{re.escape(FORMULA)}])")
_GUARDED = re.compile(rf"{_BEGINS}([ \"]*'*)'(?=[{re.escape(FORMULA)}])")
_MARKUP = re.compile(r"[\\<>|\[\]&]")


def in_cell(value: Any) -> Any:
    """A value as a cell of CSV holds it: text does no harm in a spreadsheet, and what is no text stays as it is.

    >>> in_cell("=1+1"), in_cell("Parks; -1"), in_cell(-1), in_cell("county")
    ("'=1+1", "Parks; '-1", -1, 'county')
    """
    return _LEADS.sub(r"\1\2'", value) if isinstance(value, str) else value


def out_of_cell(text: str) -> str:
    """The text that :func:`in_cell` made harmless, as it was.

    >>> out_of_cell(in_cell("=1+1")), out_of_cell(in_cell("'=1+1")), out_of_cell("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return _GUARDED.sub(r"\1\2", text)


def row_of_cells(row: Sequence[Any]) -> list[Any]:
    """A row for :mod:`csv`: text harmless, nothing where there is nothing."""
    return ["" if value is None else in_cell(value) for value in row]


def write_csv(table: pd.DataFrame, file: Path) -> None:
    """A table as CSV, names of columns and all its text harmless. Raises ``OSError``."""
    said, has_returns = table.copy(deep=False), False
    for place, kind in enumerate(table.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            cells = [in_cell(value) for value in table.iloc[:, place]]
            has_returns = has_returns or any(isinstance(cell, str) and "\r" in cell for cell in cells)
            said.isetitem(place, pd.array(cells, dtype=object))
    said.columns = [in_cell(name) for name in table.columns]
    # The usual quoting leaves a bare return without quotation marks.
    quoting: Literal[0, 2] = csv.QUOTE_NONNUMERIC if has_returns else csv.QUOTE_MINIMAL
    said.to_csv(file, index=False, lineterminator="\n", quoting=quoting)


def in_markdown(text: str) -> str:
    """Text on one line that Markdown shows as it stands: no tag, no link, no picture, no cell's end. Code stays code.

    >>> in_markdown("<b>x</b> | [y](javascript:z)")
    '&lt;b&gt;x&lt;/b&gt; \\\\| \\\\[y\\\\](javascript:z)'
    """
    entities = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    return _MARKUP.sub(lambda sign: entities.get(sign[0], f"\\{sign[0]}"), " ".join(text.split()))
