"""A compiled council's arrays as they stand, read where they lie: compiled code puts longer ones in their place."""

from __future__ import annotations

import ctypes
from functools import cached_property
from math import prod
from typing import Any

import numba
import numpy as np

from simulation.engine.council import CompiledCouncil
from simulation.engine.layout import ACCOUNT, ARRAYS, CONTACTS, MIND, NOBODY, QUEUES, SHAPE, STAFF
from simulation.engine.requests import queue_of
from simulation.state import GATES

_PLACE = {name: place for place, name in enumerate(ARRAYS)}
_ROWS_WITH = {
    field: rows
    for rows, kind in (("accounts", ACCOUNT), ("contacts", CONTACTS), ("minds", MIND), ("staff", STAFF))
    for field in kind.names
}


def _at(address: int, kind: Any, shape: tuple[int, ...]) -> Any:
    """The array that lies at an address; it can be written to, and must not outlive the next step."""
    dtype = np.dtype(kind)
    if prod(shape) == 0:
        return np.zeros(shape, dtype)
    memory = (ctypes.c_char * (prod(shape) * dtype.itemsize)).from_address(address)
    return np.frombuffer(memory, dtype).reshape(shape)


class Seen:
    """What a compiled council holds between two of its steps."""

    def __init__(self, council: CompiledCouncil) -> None:
        self.council = council
        self.world = council.world
        self.week = council.week
        self._arrays: dict[str, Any] = {}

    def array(self, name: str) -> Any:
        """One of ``ARRAYS``, as long as it is now."""
        if name not in self._arrays:
            self._arrays[name] = self._array(name)
        return self._arrays[name]

    def _array(self, name: str) -> Any:
        if numba.config.DISABLE_JIT:
            return getattr(self.world, name)
        kind, dimensions = ARRAYS[name]
        row = self.world.table[_PLACE[name]].tolist()
        return _at(row[0], kind, tuple(row[SHAPE : SHAPE + dimensions]))

    def of_people(self, name: str) -> Any:
        """One number of everybody: an array of its own, or a field of those that have a row a person."""
        if name == "conviction_of_week":  # of those whose conviction fades every week it follows from the council
            return np.where(self.array("fades"), self.council_row["wanting_week"], self.array(name))
        if name in ARRAYS:
            return self.array(name)
        return self.array(_ROWS_WITH[name])[name]

    def queue(self, q: int) -> Any:
        """The slots of requests in one queue, in order."""
        length = int(self.array("queue_length")[q])
        if numba.config.DISABLE_JIT:
            return self.world.queues[q][:length]
        row = self.world.table[QUEUES + q].tolist()
        return _at(row[0], np.int32, (row[SHAPE],))[:length]

    @cached_property
    def staff(self) -> Any:
        """A row a person."""
        return self.array("staff")

    @cached_property
    def flags(self) -> Any:
        """A byte a person, and some to fill up."""
        return self.array("flags")

    @cached_property
    def council_row(self) -> Any:
        """The numbers of the whole council."""
        return self.array("council")[0]

    @cached_property
    def requests(self) -> Any:
        """A row a slot."""
        return self.array("requests")

    def number_of(self, slot: int) -> int:
        """The number of the request in a slot."""
        return int(self.requests["number"][slot])

    def requests_in_flight(self) -> list[Any]:
        """Requests by number."""
        slots = self.of_people("request")
        rows = self.requests[slots[slots != NOBODY]]
        return list(rows[np.argsort(rows["number"])])

    def askers_in(self, slots: Any) -> list[tuple[int, int]]:
        """Number and asker of the requests in some slots."""
        return [(self.number_of(slot), int(self.requests["asker"][slot])) for slot in slots]

    def queues(self) -> list[list[tuple[int, int]]]:
        """Number and asker of all who stand in each queue: the heads', then the other gates'."""
        return [self.askers_in(self.queue(q)) for q in range(len(self.world.queues))]


def queue_at_gate(council: CompiledCouncil, gate: int) -> int:
    """Which queue is a gate's, other than the heads'."""
    assert gate != GATES[0]
    return int(getattr(queue_of, "py_func", queue_of)(council.world, gate, 0))
