"""The two records, written by compiled code: rows of the event log and of the ledger, and their counts and sums.

``write`` does what ``EventLog.write`` does, ``book`` what ``Ledger.book`` does. Each event that is
counted leaves its week, department and cell, and there is a cell for every combination of marks that an event can have
(``simulation.tally``); they are counted when somebody asks. Amounts are added up within the week.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.engine.compiled import inner
from simulation.engine.layout import NOBODY, PLACES_OF_SUMS, World
from simulation.record import FIELDS, FIRST, OWNER_OF, Book, Event, Owner, Use
from simulation.state import GATES
from simulation.tally import CELLS, FIRST_CELL, STRIDES

Rows = NDArray[np.int64]
Amounts = NDArray[np.float64]
Places = NDArray[np.int64]
DECIDED = int(Event.DECIDED)
OWN = len(FIRST)  # where an event's own fields begin


def _place(name: str) -> np.ndarray:
    """Where a field stands among an event's own, by event; −1 where it has none of this name."""
    return np.array([FIELDS[event].index(name) if name in FIELDS[event] else -1 for event in Event])


GATE_AT, WAITED_AT, REWORK_AT = _place("gate"), _place("waited"), _place("rework")
FIRST_CELLS = np.array([FIRST_CELL.get(event, -1) for event in Event])
OWNERS = np.array([OWNER_OF[gate] for gate in GATES])
STRIDE = np.array([STRIDES[event] for event in Event])
NUMBER_OF_CELLS, OWNERS_OF_ALL, USES_OF_ALL = len(CELLS), len(Owner), len(Use)


@inner
def longer(rows):  # type: ignore[no-untyped-def]
    """The same rows of numbers, with room for as many again."""
    # One number at a time: for a slice numba would compile all that tells of shapes that do not fit.
    number, width = rows.shape
    more = np.zeros((2 * number, width), rows.dtype)
    for k in range(number):
        for column in range(width):
            more[k, column] = rows[k, column]
    return more


@inner
def longer_line(line):  # type: ignore[no-untyped-def]
    """The same line of numbers or of records, with room for as many again."""
    more = np.zeros(2 * len(line), line.dtype)
    for k in range(len(line)):
        more[k] = line[k]
    return more


@inner
def _count(world: World, week: int, department: int, cell: int) -> None:
    """One more event of a cell; counted when somebody asks."""
    council, happened, departments = world.council[0], world.happened, len(world.departments)
    at = council.happened
    if at == len(happened):
        happened = longer_line(happened)
        world.happened = happened
    where = departments if department == NOBODY else department
    happened[at] = (week * (departments + 1) + where) * NUMBER_OF_CELLS + cell
    council.happened = at + 1


@njit(inline="always")
def write(world: World, event: Event, person: int, department: int, request: int, fields: tuple[int, ...]) -> None:
    """Add one event of the current week.

    It fills the row behind the last, which is always there, and goes into whoever calls it: compiled by itself it would
    be compiled again for every combination of types, thirty times.
    """
    row = world.log[world.council[0].log_rows]
    row[1], row[2], row[3], row[4] = event.value, person, department, request
    for k in range(len(fields)):
        row[OWN + k] = fields[k]
    _written(world, len(fields))


@inner
def _written(world: World, number: int) -> None:
    """The row behind the last holds a new event with so many fields of its own: count it, and keep it if rows are."""
    council = world.council[0]
    at, week = council.log_rows, council.week
    row = world.log[at]
    row[0] = week
    kind = row[1]
    cell = FIRST_CELLS[kind]
    if cell >= 0:
        for k in range(number):
            cell += row[OWN + k] * STRIDE[kind, k]
        _count(world, week, row[3], cell)
    if WAITED_AT[kind] >= 0:
        gate, waited = row[OWN + GATE_AT[kind]], row[OWN + WAITED_AT[kind]]
        if kind == DECIDED:
            world.waits[week, gate] += waited
        else:
            world.waits_in_vain[week, gate] += waited
    if REWORK_AT[kind] >= 0:
        world.rework[week, row[OWN + GATE_AT[kind]]] += row[OWN + REWORK_AT[kind]]
    if not council.keeps_rows:
        return
    if at + 1 == len(world.log):
        world.log = longer(world.log)
    council.log_rows = at + 1


@inner
def _book(world: World, book: int, owner: int, use: int, amount: float, department: int) -> None:
    if amount == 0.0:
        return
    council = world.council[0]
    week = council.week
    place, sums = (book * OWNERS_OF_ALL + owner) * USES_OF_ALL + use, world.sums
    if sums[place] == 0.0:
        world.touched[council.touched] = place
        council.touched += 1
    sums[place] += amount
    world.sums_of_department[week, department, book] += amount
    world.sums_of_week[week, book] += amount
    if not council.keeps_rows:
        return
    rows, amounts, at = world.ledger, world.amounts, council.ledger_rows
    if at == len(rows):
        rows, amounts = longer(rows), longer_line(amounts)
        world.ledger = rows
        world.amounts = amounts
    rows[at, 0], rows[at, 1], rows[at, 2], rows[at, 3], rows[at, 4] = week, book, owner, use, department
    amounts[at] = amount
    council.ledger_rows = at + 1


@inner
def close_week(world: World) -> None:
    """The week's sums are put down, for the next to begin at nothing."""
    council, week = world.council[0], world.council[0].week
    booked, amounts, at = world.booked, world.booked_sums, council.booked
    while at + council.touched > len(booked):
        booked, amounts = longer_line(booked), longer_line(amounts)
        world.booked = booked
        world.booked_sums = amounts
    for k in range(council.touched):
        place = world.touched[k]
        if world.sums[place] != 0.0:
            booked[at], amounts[at] = week * PLACES_OF_SUMS + place, world.sums[place]
            world.sums[place] = 0.0
            at += 1
    council.booked, council.touched = at, 0


@inner
def book(world: World, book: Book, owner: Owner, use: Use, amount: float, department: int) -> None:
    """Add an amount, in hours, to the current week."""
    _book(world, book.value, owner.value, use.value, amount, department)


@inner
def book_of_gate(world: World, book: Book, gate: int, use: Use, amount: float, department: int) -> None:
    """Add an amount of a gate's hours."""
    _book(world, book.value, OWNERS[gate], use.value, amount, department)


@inner
def bought(world: World, owner: Owner, use: Use, amount: float, department: int) -> None:
    """Hours that a lever pays for: owned and spent at once."""
    book(world, Book.OWNED, owner, use, amount, department)
    book(world, Book.SPENT, owner, use, amount, department)


@inner
def reach(world: World, occasion: int) -> None:
    """An occasion on which changes may wait has come; only the first time counts."""
    council = world.council[0]
    if council.reached[occasion] == 0:
        council.reached[occasion] = council.week
        council.occasions += 1


@inner
def write_change(world: World, number: int) -> None:
    """A dated change begins."""
    write(world, Event.CHANGE, NOBODY, NOBODY, NOBODY, (number,))


@inner
def rows_written(world: World) -> tuple[Rows, Rows, Amounts, Places, Places, Amounts]:
    """The rows of the event log, of the ledger, and its amounts; events as counted, and sums by week and place."""
    council = world.council[0]
    log, ledger, happened, booked = council.log_rows, council.ledger_rows, council.happened, council.booked
    return (
        world.log[:log].copy(), world.ledger[:ledger].copy(), world.amounts[:ledger].copy(),
        world.happened[:happened].copy(), world.booked[:booked].copy(), world.booked_sums[:booked].copy(),
    )  # fmt: skip
