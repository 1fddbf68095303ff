"""The header of a staff list: the row that names its columns, the column of departments, and what to say without one.

What cannot be told from a person's row is never repeated in a message, since it may be personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from experiments.drafting.staff_rows import Rows
from simulation.people_table import Problem, did_you_mean, nearest

COLUMNS = (
    "department", "department name", "departments", "dept", "dept name", "service", "service area", "service name",
    "team", "team name", "section", "unit", "business unit", "org unit", "organisation unit", "organisational unit",
    "division", "group", "directorate",
)  # fmt: skip
"""Names under which staff lists give the department, the first found goes first."""

ABOVE = ("directorate", "directorate name")
IDS = (
    "id", "staff id", "employee id", "person id", "staff number", "staff no", "employee number", "employee no",
    "payroll number", "payroll no", "assignment number", "nr", "number",
)  # fmt: skip
"""Names under which staff lists give what a person is called."""

OTHERS = (
    "name", "full name", "first name", "forename", "last name", "surname", "given name", "family name", "employee name",
    "staff name", "job title", "title", "post", "post title", "position", "role", "grade", "pay grade", "salary", "fte",
    "hours", "start date", "date of birth", "location", "site", "base", "email", "email address", "e mail", "manager",
    "line manager", "phone", "telephone", "gender", "contract", "contract type", "status", "cost centre",
)  # fmt: skip
"""Names of other columns of staff lists, by which a header is known."""

HEADER_WITHIN = 20  # rows: reports begin with a title and a date
NAMED = 5  # departments or columns that a message names
SHOWN = 20  # columns named where one is missing
_KNOWN = {*COLUMNS, *ABOVE, *IDS, *OTHERS}


def key(name: str) -> str:
    """The name of a column as it is compared: letter case, blanks and signs do not count.

    >>> key(" Dept_Name: ")
    'dept name'
    """
    return " ".join(re.sub(r"[\s_.:*-]+", " ", name.casefold()).split())


def header_at(rows: Rows, wanted: Iterable[str]) -> int | None:
    """The place of the row that names a wanted column: of the first twenty, the one with most names that are known."""
    keys = {at: {key(cell) for cell in cells} for at, (_, cells) in enumerate(rows[:HEADER_WITHIN])}
    naming = [at for at in keys if keys[at] & set(wanted)]
    return max(naming, key=lambda at: len(keys[at] & _KNOWN), default=None)


def suits(rows: Rows, wanted: Iterable[str]) -> int:
    """How well rows read as a staff list: 2 where a wanted column is named, 1 where a header is plain, 0 otherwise."""
    return 2 if header_at(rows, wanted) is not None else int(_plain_header(rows) is not None)


def without(file: Path, rows: Rows, column: str | None) -> str:
    """What to say where no column of departments is found, or not the one that was asked for."""
    at = _plain_header(rows)
    number, header = (None, []) if at is None else rows[at]
    there = f"the columns are {listed(header, SHOWN)}"
    names = {key(name): name for name in header}
    found = next((names[name] for name in COLUMNS if name in names), "")
    if column is not None:
        if at is None:
            known = "no row that reads like names of columns, such as ID, Name, Department"
            return f"{file}: no column {column!r}, and {known}; see how the list spells it"
        near = found if found and key(column) in COLUMNS else nearest(column, header) or found
        return str(Problem(file, number, None, f"no column {column!r}; {there}{did_you_mean(near)}"))
    why = "no column of departments was found, such as Department, Dept, Service or Team"
    if at is None:
        return f"{file}: {why}; name the columns in the first row, or say which it is with --department-column"
    near = next((names[close[0]] for name in COLUMNS[:8] if (close := get_close_matches(name, names, 1, 0.8))), "")
    hint = f"; did you mean --department-column {near!r}?" if near else "; say which with --department-column"
    return f"{Problem(file, number, None, why)}; {there}{hint}"


def listed(names: list[str], most: int = NAMED) -> str:
    """Names in quotation marks, and how many more there are."""
    return ", ".join(repr(name) for name in names[:most]) + (f" and {len(names) - most:,} more" if names[most:] else "")


def _plain_header(rows: Rows) -> int | None:
    """The place of the row that can be nothing but names of columns: two known ones, or half of all it has."""
    known = [sum(_is_known(key(cell)) for cell in cells) for _, cells in rows[:HEADER_WITHIN]]
    plain = [at for at, number in enumerate(known) if number >= 2 or (number and 2 * number >= len(rows[at][1]))]
    return max(plain, key=lambda at: known[at], default=None)


def _is_known(name: str) -> bool:
    return name in _KNOWN or bool(get_close_matches(name, COLUMNS[:1], 1, 0.8))
