"""Counts of events as a table of cells: one for every combination of marks that an event can have.

An event's first cell and the stride of each of its fields give the cell: ``first + Σ field × stride``. A field that
does not tell counts apart has the stride 0. Both follow from :mod:`simulation.record`.
"""

from __future__ import annotations

from itertools import product
from math import prod

from simulation.record import COUNTED, FIELDS, MARKS, Event
from simulation.state import OBJECTIONS_OF, Gate, Kind, Objection

_GATE_OF = {objection: gate for gate, raised in OBJECTIONS_OF.items() for objection in raised}
_SIZES = {"gate": len(Gate), "true_gate": len(Gate), "objection": len(_GATE_OF), "kind": len(Kind)}  # others: yes or no
_WIDEST = max(len(fields) for fields in FIELDS.values())


def _marks_of(event: Event) -> tuple[str, ...]:
    """The fields that tell counts of this event apart; the gate of an objection goes without saying."""
    fields = FIELDS[event]
    return tuple(name for name in fields if name in MARKS and not (name == "gate" and "objection" in fields))


def _size(mark: str) -> int:
    return _SIZES.get(mark, 2)


FIRST_CELL: dict[Event, int] = {}
STRIDES: dict[Event, tuple[int, ...]] = {event: (0,) * _WIDEST for event in Event}
CELLS: list[tuple[int, ...]] = []  # of each cell: the event, then its marks in the order of MARKS, −1 for none

for _event in COUNTED:
    FIRST_CELL[_event] = len(CELLS)
    _marks = _marks_of(_event)
    _stride = {mark: prod(_size(after) for after in _marks[at + 1 :]) for at, mark in enumerate(_marks)}
    STRIDES[_event] = tuple(
        _stride.get(name, 0) for name in (*FIELDS[_event], *([""] * (_WIDEST - len(FIELDS[_event]))))
    )
    for _values in product(*(range(_size(mark)) for mark in _marks)):
        _given = dict(zip(_marks, _values, strict=True))
        if "objection" in _given and "gate" in FIELDS[_event]:
            _given["gate"] = int(_GATE_OF[Objection(_given["objection"])])
        CELLS.append((int(_event), *(_given.get(mark, -1) for mark in MARKS)))

CELL_OF = {cell: at for at, cell in enumerate(CELLS)}
