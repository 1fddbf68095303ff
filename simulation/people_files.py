"""An organisation's own people and ties, from CSV files named in its scenario.

The people file sets the staff and the departments; a scenario gives neither their number beside it, nor a department
that nobody belongs to. Its columns:

=============  ==========================================================================================
id             what a person is called in both files; no two alike
department     the name, put behind ``department_prefix``; spelt the same in every row
grade          frontline, manager or head; frontline where left blank. One head a department: where none is given, the
               first person by id is taken for it
champion       1 or true, 0, false or blank: named as a champion
stage          where the person starts, as in ``Stage``; blank: as for everybody. Not ``asking``, since a request in
               flight cannot be declared
threshold, conviction, skill, nerve
               from 0 to 1; blank: drawn as for everybody
=============  ==========================================================================================

Only id and department must be there. The ties file has the columns source and target (source hears target) and may have
weight, a whole number from 1. The columns may have other names in the file; the scenario then says which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.contacts import Contacts
from simulation.draws import Draws, Purpose, key_of
from simulation.people_table import PeopleFileError, Problem, Table, did_you_mean, nearest
from simulation.population import TRAITS, Population
from simulation.state import Grade, Stage, label, labels

if TYPE_CHECKING:
    from simulation.scenario import Scenario

__all__ = ["PeopleFileError", "Problem", "read_people", "read_ties"]

_GRADES = {label(grade): grade for grade in Grade}
_STAGES = {label(stage): stage for stage in Stage if stage != Stage.ASKING}
_YES_NO = {"1": True, "true": True, "0": False, "false": False, "": False}
_BASE = "(departments of the base stay unless the file says departments_replace = true)"
_MISSPELT = 0.85  # how like a name must be to be taken for another
_FEW = 2  # people whose department may be a slip, whatever the size of the other; else a tenth of it
_OF_ITS_KIND = re.compile(r"[\W\d_]+|\b\w\b|north|south|east|west")
_HEAVIEST = 1_000_000  # of a tie: sums of weights stay far inside 64 bits


def read_people(scenario: Scenario, draws: Draws) -> Population:
    """The staff of the scenario's people file: departments sorted by name, people by id (whole numbers by value).

    The key of a seat is ``key_of("seat", department, id)``, so the order of rows changes nothing. ``draws`` gives the
    champion score that ``Population`` asks for. All that is wrong with the file, and every department of the scenario
    or of its changes that nobody belongs to, is one ``PeopleFileError``.
    """
    source = scenario.people
    if source is None:
        raise ValueError(f"scenario {scenario.name!r} names no people file")
    table = Table(source.people, ("id", "department"), ("grade", "champion", "stage", *TRAITS), source.people_columns)
    people = [_person(table, row, cells, source.department_prefix) for row, cells in table.rows()]
    _check_ids(table, people)
    _check_spelling(table, people)
    _check_departments(table, people, scenario)
    people.sort(key=lambda person: (person["department"], _order(person["id"])))
    _settle_heads(table, people)
    table.check()
    names = sorted({person["department"] for person in people})
    place = {name: d for d, name in enumerate(names)}
    department = np.array([place[person["department"]] for person in people], dtype=np.int32)
    seat_key = np.array([key_of("seat", person["department"], person["id"]) for person in people], dtype=np.uint64)
    return Population(
        departments=tuple(names),
        headcounts=tuple(np.bincount(department, minlength=len(names)).tolist()),
        department=department,
        number=tuple(person["id"] for person in people),
        grade=np.array([person["grade"] for person in people], dtype=np.int8),
        seat_key=seat_key,
        champion_score=draws.many(Purpose.CHAMPION, seat_key),
        stage=np.array([person["stage"] for person in people], dtype=np.int8),
        traits={trait: np.array([person[trait] for person in people], dtype=np.float64) for trait in TRAITS},
        named_champion=np.array([person["champion"] for person in people], dtype=bool),
    )


def _order(name: str) -> tuple[int, int, str]:
    """Ids in the order of people: whole numbers by value, before all others by text."""
    return (0, int(name), name) if name.isascii() and name.isdigit() and len(name) < 19 else (1, 0, name)


def _person(table: Table, row: int, cells: dict[str, str], prefix: str) -> dict[str, Any]:
    """One row, read; what cannot be read is said to the table and replaced by its default."""
    person: dict[str, Any] = {"row": row}
    for name in ("id", "department"):
        person[name] = cells[name]
        if not cells[name]:
            table.say(row, name, "is blank")
    person["department"] = prefix + person["department"]
    person["grade"] = Grade.FRONTLINE
    if given := cells.get("grade", "").casefold():
        if given in _GRADES:
            person["grade"] = _GRADES[given]
        else:
            near = did_you_mean(nearest(given, _GRADES))
            table.say(row, "grade", f"{cells['grade']!r} is no grade; grades are {', '.join(labels(Grade))}{near}")
    person["stage"] = -1
    if given := cells.get("stage", "").casefold():
        if given in _STAGES:
            person["stage"] = int(_STAGES[given])
        elif given == label(Stage.ASKING):
            table.say(row, "stage", "a request in flight cannot be declared; let the person start as wanting")
        else:
            near = did_you_mean(nearest(given, _STAGES))
            table.say(row, "stage", f"{cells['stage']!r} is no stage; stages are {', '.join(_STAGES)}{near}")
    given = cells.get("champion", "").casefold()
    person["champion"] = _YES_NO.get(given, False)
    if given not in _YES_NO:
        table.say(row, "champion", f"{cells['champion']!r} is neither 1 or true nor 0 or false")
    for trait in TRAITS:
        person[trait] = _trait(table, row, trait, cells.get(trait, ""))
    return person


def _trait(table: Table, row: int, trait: str, text: str) -> float:
    """A number from 0 to 1, or NaN where the cell is blank or wrong."""
    if not text:
        return float("nan")
    try:
        value = float(text)
    except ValueError:
        table.say(row, trait, f"{text!r} is not a number")
        return float("nan")
    if not 0.0 <= value <= 1.0:
        table.say(row, trait, f"{text} is outside 0 to 1")
        return float("nan")
    return value


def _check_ids(table: Table, people: list[dict[str, Any]]) -> None:
    first: dict[str, int] = {}
    for person in people:
        if person["id"] and first.setdefault(person["id"], person["row"]) != person["row"]:
            table.say(person["row"], "id", f"{person['id']!r} stands already in row {first[person['id']]}")


def _check_spelling(table: Table, people: list[dict[str, Any]]) -> None:
    """Departments whose names differ only in letter case or blanks are one department, misspelt."""
    first: dict[str, dict[str, Any]] = {}
    said: set[str] = set()
    for person in people:
        name = person["department"]
        other = first.setdefault(" ".join(name.casefold().split()), person)
        if other["department"] != name and name not in said:
            said.add(name)
            before = f"{other['department']!r} in row {other['row']}"
            table.say(person["row"], "department", f"{name!r} is {before}; spell it the same way in all rows")


def _check_departments(table: Table, people: list[dict[str, Any]], scenario: Scenario) -> None:
    """Somebody works in every department that the scenario, or one of its changes, says anything of.

    A small department that is spelt almost like one that the scenario names is taken for that one, misspelt.
    """
    first: dict[str, int] = {}
    size: Counter[str] = Counter()
    for person in people:
        first.setdefault(person["department"], person["row"])
        size[person["department"]] += 1
    named = [(spec.name, "the scenario") for spec in scenario.departments]
    named += [(name, "a change of the scenario") for change in scenario.changes for name in change.departments]
    for name, where in named:
        if name not in first:
            near = nearest(name, first)
            said = f"{did_you_mean(near)} (row {first[near]})" if near else ""
            table.say(None, None, f"no person works in {name!r}, which {where} names{said} {_BASE}")
    known = {name for name, _ in named}
    for name in sorted(first.keys() - known, key=first.__getitem__):
        like = get_close_matches(name.casefold(), [other.casefold() for other in known], n=1, cutoff=_MISSPELT)
        meant = next((other for other in known if other.casefold() in like), None)
        if meant is None or _ordinal(meant) == _ordinal(name) or size[name] >= size[meant]:
            continue
        if size[name] <= _FEW or size[name] * 10 <= size[meant]:
            hint = f"did you mean {meant!r}? If not, name it there too"
            said = f"{name!r} is no department that the scenario names; {hint}"
            table.say(first[name], "department", said)


def _ordinal(name: str) -> str:
    """A department's name without what tells it from others of its kind: *Area 1*, *Area 2*; *Team A*, *Team B*."""
    return _OF_ITS_KIND.sub("", name.casefold())


def _settle_heads(table: Table, people: list[dict[str, Any]]) -> None:
    """One head a department: a second one is a problem, and where there is none the first person by id becomes it."""
    head: dict[str, dict[str, Any]] = {}
    for person in sorted(people, key=lambda person: person["row"]):
        if person["grade"] == Grade.HEAD:
            first = head.setdefault(person["department"], person)
            if first is not person:
                table.say(person["row"], "grade", f"{person['department']} has a head already, in row {first['row']}")
    for person in people:
        if person["department"] not in head:
            head[person["department"]] = person
            person["grade"] = Grade.HEAD


def read_ties(scenario: Scenario, population: Population) -> Contacts:
    """The network of the scenario's ties file, among the people that ``read_people`` gave. Source hears target.

    Nobody hears anybody where the file has a header and no rows.
    All that is wrong with the file (a tie to nobody, to oneself, given twice; a bad weight) is one ``PeopleFileError``.
    """
    source = scenario.people
    if source is None or source.ties is None:
        raise ValueError(f"scenario {scenario.name!r} names no ties file")
    table = table_of_ties(source.ties, source.ties_columns)
    place = {str(name): i for i, name in enumerate(population.number)}
    alike = {_bare(name): name for name in place}
    ties: dict[tuple[str, str], int] = {}
    weights: list[int] = []
    for row, cells in table.rows():
        pair = (cells["source"], cells["target"])
        strangers = [name for name in ("source", "target") if cells[name] not in place]
        for name in strangers:
            near = did_you_mean(alike.get(_bare(cells[name]), ""))
            table.say(row, name, f"nobody has the id {cells[name]!r}{near}" if cells[name] else "is blank")
        if pair[0] == pair[1] and not strangers:
            table.say(row, "target", f"{pair[0]!r} is tied to itself")
        elif ties.setdefault(pair, row) != row and not strangers:
            table.say(row, "target", f"{pair[0]!r} to {pair[1]!r} stands already in row {ties[pair]}")
        weights.append(_weight(table, row, cells.get("weight", "")))
    table.check()
    listener = np.array([place[a] for a, _ in ties], dtype=np.int64)
    heard = np.array([place[b] for _, b in ties], dtype=np.int64)
    return Contacts(len(population), listener, heard, np.array(weights, dtype=np.int32))


def table_of_ties(file: Path, columns: Mapping[str, str]) -> Table:
    """A ties file, its columns found; without a row it is one too. Raises ``PeopleFileError``."""
    return Table(file, ("source", "target"), ("weight",), columns, may_have_no_rows=True)


def _bare(name: str) -> str:
    """An id without what spreadsheets do to it: letter case, blanks, noughts in front, a nought behind the point."""
    return "".join(name.casefold().split()).removesuffix(".0").lstrip("0")


def _weight(table: Table, row: int, text: str) -> int:
    """A whole number from 1; 1 where the cell is blank or wrong."""
    if not text:
        return 1
    whole = text.isascii() and text.isdigit()
    if not whole or not 1 <= int(text[:20]) <= _HEAVIEST:
        table.say(row, "weight", f"{text!r} is not a whole number from 1 to {_HEAVIEST}")
        return 1
    return int(text)
