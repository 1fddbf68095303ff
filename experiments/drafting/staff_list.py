"""A staff list counted: how many people work in each department. Nothing else of the people is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from experiments.drafting.header import ABOVE, COLUMNS, IDS, NAMED, header_at, key, listed, suits, without
from experiments.drafting.staff_rows import ERRORS, Rows, StaffListRefused, rows_of
from simulation.parameters import PARAMETERS
from simulation.people_table import Problem, summarised
from simulation.scenario_files.parts import DEPARTMENTS, STAFF

LIKE = 0.9  # how like two names are that may be one, misspelt

NO_DEPARTMENT = {"", "na", "notapplicable", "none", "null", "nil", "nan", "unknown", "notknown", "tbc", "tba", "blank"}
"""What stands for no department, letters only: "N/A", "n/a" and "-" among them."""

REMARKS = {"vacant", "vacantpost", "vacancy", "leaver", "leavers", "total", "grandtotal", "subtotal"}
"""What is likely a remark on the row, letters only: kept as a department, and pointed out."""


@dataclass(frozen=True)
class StaffList:
    """Departments with their people, largest first, and what a reader should know of how they were counted."""

    file: Path
    column: str
    id_column: str | None
    headcounts: dict[str, int]
    directorates: dict[str, str]
    notes: list[str]
    none: list[tuple[int, str]]  # rows left out for what stands in them for no department, such as "N/A"

    @property
    def staff(self) -> int:
        """How many people were counted."""
        return sum(self.headcounts.values())


def counted(file: Path, column: str | None = None, sheet: str | None = None) -> StaffList:
    """Count the people of a staff list by department.

    Blanks and letter case of a department's name do not count; rows without one, or with a word such as "N/A" instead,
    are left out and said. Raises :class:`StaffListRefused` with everything that is wrong.
    """
    wanted = COLUMNS if column is None else (key(column),)
    read = rows_of(file, sheet, lambda rows: suits(rows, wanted))
    at = header_at(read.rows, wanted)
    if at is None:
        raise StaffListRefused(without(file, read.rows, column))
    row, header = read.rows[at]
    keys = [key(name) for name in header]
    place = _place(file, row, keys, wanted, header)
    body = read.rows[at + 1 :]
    _check_width(file, body, header)
    notes = [", ".join(read.notes)] if read.notes else []
    if at:
        notes.append(f"the names of columns stand in row {row}; what is above them was left out")
    if body and (blank := body[-1][0] - row - len(body)):
        notes.append(f"{_rows(blank)} with nothing in {'it' if blank == 1 else 'them'} left out")
    above = next((keys.index(name) for name in ABOVE if name in keys and keys.index(name) != place), None)
    others = [header[i] for i, key in enumerate(keys) if key in wanted and i not in (place, above)]
    if others:
        notes.append(f"{listed(others)} could hold departments too; --department-column takes another column")
    cells = [(number, row[place] if place < len(row) else "") for number, row in body]
    none = [(number, cell) for number, cell in cells if _says_none(cell)]
    if none:
        words = _counts(Counter(cell for _, cell in none if cell))
        notes.append(f"{_rows(len(none))} without a department left out{f' (among them {words})' if words else ''}")
    headcounts = _by_department([cell for _, cell in cells if not _says_none(cell)], notes)
    if not headcounts:
        raise StaffListRefused(f"{file}, column {header[place]!r}: nobody has a department below the header")
    _check_numbers(file, header[place], headcounts)
    directorates = {} if above is None else _directorates(body, place, above, headcounts, notes)
    ids = next((header[keys.index(name)] for name in IDS if name in keys and keys.index(name) != place), None)
    said = [(number, cell) for number, cell in none if cell]
    return StaffList(file, header[place], ids, headcounts, directorates, notes, said)


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
        spellings.setdefault(cell.casefold(), Counter())[cell] += 1
    counts = {found.most_common(1)[0][0]: found.total() for found in spellings.values()}
    counts = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    other = sum(found.total() - found.most_common(1)[0][1] for found in spellings.values())
    if other:
        several = [found.most_common(1)[0][0] for found in spellings.values() if len(found) > 1]
        notes.append(f"{_rows(other)} counted under another spelling of the same name ({listed(several)})")
    if remarks := {name: people for name, people in counts.items() if _letters(name) in REMARKS}:
        notes.append(f"{_counts(remarks)}: a remark more likely than a department; kept as one")
    if alone := [name for name, people in counts.items() if people == 1]:
        notes.append(
            f"{_departments(len(alone))} of one person ({listed(alone)}): results by department single them out"
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
        if max(place, above) < len(row) and not _says_none(row[above]):
            found.setdefault(row[place].casefold(), set()).add(row[above])
    several = [name for name in headcounts if len(found.get(name.casefold(), ())) > 1]
    if several:
        notes.append(f"{_departments(len(several))} in several directorates, so given none ({listed(several)})")
    return {name: min(found[name.casefold()]) for name in headcounts if len(found.get(name.casefold(), ())) == 1}


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _departments(number: int) -> str:
    return "1 department" if number == 1 else f"{number:,} departments"


def _letters(cell: str) -> str:
    return re.sub(r"[\W_]+", "", cell.casefold())


def _says_none(cell: str) -> bool:
    """Whether a cell is blank or says that there is no department.

    >>> [_says_none(cell) for cell in ("", "n/a", "None", "?", "TBC", "#REF!", "Vacant", "Nauru desk")]
    [True, True, True, True, True, True, False, False]
    """
    return cell in ERRORS or _letters(cell) in NO_DEPARTMENT


def _counts(numbers: Mapping[str, int]) -> str:
    """Words with how many rows have each, most first."""
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    more = f" and {len(ordered) - NAMED:,} more" if ordered[NAMED:] else ""
    return ", ".join(f"{word!r} ({rows:,})" for word, rows in ordered[:NAMED]) + more
