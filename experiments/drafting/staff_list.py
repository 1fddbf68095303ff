"""A staff list counted: how many people work in each department. Nothing else of the people is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from experiments.drafting.staff_rows import Rows, StaffListRefused, rows_of
from simulation.parameters import PARAMETERS
from simulation.people_table import Problem, did_you_mean, nearest, summarised
from simulation.scenario_files.parts import DEPARTMENTS, STAFF

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

HEADER_WITHIN = 20  # rows: reports begin with a title and a date
LIKE = 0.9  # how like two names are that may be one, misspelt
NAMED = 5  # departments or columns that a message names


@dataclass(frozen=True)
class StaffList:
    """Departments with their people, largest first, and what a reader should know of how they were counted."""

    file: Path
    column: str
    id_column: str | None
    headcounts: dict[str, int]
    directorates: dict[str, str]
    notes: list[str]

    @property
    def staff(self) -> int:
        """How many people were counted."""
        return sum(self.headcounts.values())


def counted(file: Path, column: str | None = None, sheet: str | None = None) -> StaffList:
    """Count the people of a staff list by department.

    Blanks and letter case of a department's name do not count; rows without one are left out and said. Raises
    :class:`StaffListRefused` with everything that is wrong.
    """
    wanted = COLUMNS if column is None else (_key(column),)
    listed = rows_of(file, sheet, lambda rows: _header(rows, wanted) is not None)
    at = _header(listed.rows, wanted)
    if at is None:
        raise StaffListRefused(_without(file, listed.rows, column))
    header = listed.rows[at][1]
    keys = [_key(name) for name in header]
    place = _place(file, listed.rows[at][0], keys, wanted, header)
    body = listed.rows[at + 1 :]
    _check_width(file, body, header)
    notes = [", ".join(listed.notes)] if listed.notes else []
    if at:
        notes.append(f"the names of columns stand in row {listed.rows[at][0]}; what is above them was left out")
    above = next((keys.index(name) for name in ABOVE if name in keys and keys.index(name) != place), None)
    others = [header[i] for i, key in enumerate(keys) if key in wanted and i not in (place, above)]
    if others:
        notes.append(f"{_list(others)} could hold departments too; --department-column takes another column")
    cells = [row[place] if place < len(row) else "" for _, row in body]
    headcounts = _by_department(cells, notes)
    if not headcounts:
        raise StaffListRefused(f"{file}, column {header[place]!r}: nobody has a department below the header")
    _check_numbers(file, header[place], headcounts)
    directorates = {} if above is None else _directorates(body, place, above, headcounts, notes)
    ids = next((header[keys.index(name)] for name in IDS if name in keys and keys.index(name) != place), None)
    return StaffList(file, header[place], ids, headcounts, directorates, notes)


def _key(name: str) -> str:
    """The name of a column as it is compared: letter case, blanks and signs do not count.

    >>> _key(" Dept_Name: ")
    'dept name'
    """
    return " ".join(re.sub(r"[\s_.:*-]+", " ", name.casefold()).split())


def _header(rows: Rows, wanted: Iterable[str]) -> int | None:
    """The place of the first row, of the first twenty, in which a wanted column is named."""
    for at, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        if {_key(cell) for cell in cells} & set(wanted):
            return at
    return None


def _without(file: Path, rows: Rows, column: str | None) -> str:
    """What to say where no column of departments is found."""
    number, header = max(rows[:HEADER_WITHIN], key=lambda row: len(row[1]))  # titles above it are shorter
    there = f"the columns in row {number} are {_list(header, 20)}"
    if column is not None:
        return f"--department-column: {file} has no column {column!r}{did_you_mean(nearest(column, header))}; {there}"
    keys = {_key(name): name for name in header}
    near = next((keys[near[0]] for name in COLUMNS[:8] if (near := get_close_matches(name, keys, 1, 0.8))), None)
    hint = f"; did you mean --department-column {near!r}?" if near else "; say which with --department-column"
    return f"{file}: no column of departments was found, such as Department, Dept, Service or Team; {there}{hint}"


def _place(file: Path, row: int, keys: list[str], wanted: Iterable[str], header: list[str]) -> int:
    name = next(name for name in wanted if name in keys)
    if keys.count(name) > 1:
        twice = header[keys.index(name)]
        raise StaffListRefused(f"{file}, row {row}: column {twice!r} stands {keys.count(name)} times in the header")
    return keys.index(name)


def _check_width(file: Path, body: Rows, header: list[str]) -> None:
    """Rows longer than the header were cut in the wrong places, and would be counted in the wrong department."""
    hint = "put quotation marks around cells that hold the separator"
    wrong = [
        Problem(file, number, None, f"has {len(cells)} cells, the header {len(header)}; {hint}")
        for number, cells in body
        if len(cells) > len(header)
    ]
    if wrong:
        raise StaffListRefused("\n".join(summarised(wrong)))


def _by_department(cells: list[str], notes: list[str]) -> dict[str, int]:
    spellings: dict[str, Counter[str]] = {}
    for cell in cells:
        if cell:
            spellings.setdefault(cell.casefold(), Counter())[cell] += 1
    counts = {found.most_common(1)[0][0]: found.total() for found in spellings.values()}
    counts = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    if blank := sum(not cell for cell in cells):
        notes.append(f"{_rows(blank)} without a department left out")
    other = sum(found.total() - found.most_common(1)[0][1] for found in spellings.values())
    if other:
        several = [found.most_common(1)[0][0] for found in spellings.values() if len(found) > 1]
        notes.append(f"{_rows(other)} counted under another spelling of the same name ({_list(several)})")
    if alone := [name for name, people in counts.items() if people == 1]:
        notes.append(
            f"{_departments(len(alone))} of one person ({_list(alone)}): results by department single them out"
        )
    for name, like in _alike(counts):
        notes.append(f"{name!r} ({counts[name]:,}) is spelt almost like {like!r} ({counts[like]:,}); one department?")
    return counts


def _alike(counts: dict[str, int]) -> list[tuple[str, str]]:
    """Small departments spelt almost like a larger one, with that one; differences in numbers do not count."""
    found: list[tuple[str, str]] = []
    names = list(counts)  # largest first
    for at, name in enumerate(names):
        if len(found) == NAMED:
            break
        folded = name.casefold()
        match = SequenceMatcher(b=folded)
        for larger in names[:at]:
            match.set_seq1(larger.casefold())
            if re.sub(r"\d", "", folded) == re.sub(r"\d", "", larger.casefold()):
                continue
            if match.real_quick_ratio() >= LIKE and match.quick_ratio() >= LIKE and match.ratio() >= LIKE:
                found.append((name, larger))
                break
    return found


def _check_numbers(file: Path, column: str, headcounts: dict[str, int]) -> None:
    most = {path: int((PARAMETERS[path].allowed or (0, 0))[1]) for path in (DEPARTMENTS, STAFF)}
    if len(headcounts) > most[DEPARTMENTS]:
        why = f"has {len(headcounts):,} different values; allowed: up to {most[DEPARTMENTS]:,} departments"
        raise StaffListRefused(
            f"{file}, column {column!r}: {why}; is it another column? Say which with --department-column"
        )
    if sum(headcounts.values()) > most[STAFF]:
        why = f"lists {sum(headcounts.values()):,} people; allowed: up to {most[STAFF]:,}"
        raise StaffListRefused(f"{file}: {why}")


def _directorates(body: Rows, place: int, above: int, headcounts: dict[str, int], notes: list[str]) -> dict[str, str]:
    """The directorate of each department whose people all have the same one."""
    found: dict[str, set[str]] = {}
    for _, row in body:
        if max(place, above) < len(row) and row[above]:
            found.setdefault(row[place].casefold(), set()).add(row[above])
    several = [name for name in headcounts if len(found.get(name.casefold(), ())) > 1]
    if several:
        notes.append(f"{_departments(len(several))} in several directorates, so given none ({_list(several)})")
    return {name: min(found[name.casefold()]) for name in headcounts if len(found.get(name.casefold(), ())) == 1}


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _departments(number: int) -> str:
    return "1 department" if number == 1 else f"{number:,} departments"


def _list(names: list[str], most: int = NAMED) -> str:
    return ", ".join(repr(name) for name in names[:most]) + (f" and {len(names) - most:,} more" if names[most:] else "")
