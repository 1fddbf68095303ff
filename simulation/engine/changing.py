"""Dated changes for the compiled driver: what :class:`DatedChanges` asks of a model, answered from arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.changes import DatedChanges
from simulation.draws import Purpose
from simulation.engine.layout import OCCASIONS
from simulation.engine.requests import BELIEVED, TRUE
from simulation.engine.world import set_now
from simulation.now import Now
from simulation.parameters import Value
from simulation.record import Event
from simulation.rules import people as rules_of_people
from simulation.state import Gate, Grade, Kind, Removal
from simulation.traits import attribute, trait

if TYPE_CHECKING:
    from simulation.engine.council import CompiledCouncil


class WrittenNow(Now):
    """The numbers of this week, which are written into the arrays as well."""

    council: CompiledCouncil | None = None

    def set(self, path: str, value: Value) -> None:
        """Set one value."""
        super().set(path, value)
        if self.council is not None:
            number: Any = self
            for part in path.split("."):
                number = getattr(number, part)
            set_now(self.council.world, path, number)


class DepartmentInArrays:
    """A department as far as changes touch it."""

    def __init__(self, council: CompiledCouncil, index: int, name: str, own: Mapping[str, Value]) -> None:
        self.council = council
        self.index = index
        self.name = name
        self.own = dict(own)
        self._row = council.world.departments.view(np.ndarray)[index]

    def settle(self, path: str) -> None:
        """Give one trait its value."""
        council, row = self.council, self._row
        row[attribute(path)] = trait(path, self.name, self.own, council.now, council.draws)
        if path == "department.literacy" and council.has_begun:
            seats = council.people.slice_of(self.index)
            head = next(i for i in seats if council.people.grade[i] == Grade.HEAD)
            u = council.draws.one(Purpose.HEAD, int(council.world.key[head]))
            mean = float(row["literacy_before_training"])
            row["head_literacy"] = rules_of_people.spread_around(mean, council.now.organisation.differences, u)


class Field:
    """One of the council's numbers under the name by which an agent has it."""

    def __init__(self, council: CompiledCouncil, **fields: str) -> None:
        self.__dict__.update(_council=council, _fields=fields)

    def __setattr__(self, name: str, value: float) -> None:
        self._council.row[self._fields[name]] = value


class Log:
    """The event log, written from Python."""

    def __init__(self, council: CompiledCouncil) -> None:
        self.council = council

    def write(self, event: Event, person: int, department: int, request: int, *fields: int) -> None:
        """Say that a change begins. Raises ``ValueError`` for any other event."""
        if event != Event.CHANGE:
            raise ValueError("from Python only changes are written")
        self.council.compiled.write_change(self.council.world, fields[0])


class ChangesInArrays(DatedChanges):
    """Dated changes of a compiled council."""

    model: Any

    def next_week(self) -> int | None:
        """The next week in which a change may begin or end; none where no week is known."""
        after, weeks = self.model.week + 1, []
        for number, change in enumerate(self.model.setting.changes):
            began = self.began.get(number)
            since = change.week if change.after is None else self.reached.get(change.after)
            if began is None and since is not None:
                weeks.append(max(after, since + change.delay))
            elif began is not None and change.weeks is not None and began + change.weeks >= after:
                weeks.append(began + change.weeks)
        return min(weeks, default=None)

    def note_occasions(self) -> None:
        """What has been reached since."""
        for name, week in zip(OCCASIONS, self.model.row["reached"].tolist(), strict=True):
            if week > 0:
                self.reached.setdefault(name, week)

    def choose_champions(self) -> None:
        """Who is a champion may follow from what has been set."""
        self.model.choose_champions()


def set_route(council: CompiledCouncil, gates: tuple[Gate, ...], extra: Mapping[Kind, tuple[Gate, ...]]) -> None:
    """The gates of each kind of request, the true ones and those that staff believe in."""
    world, removal = council.world, council.setting.route_removal
    for kind in Kind:
        route = (*gates, *(gate for gate in extra.get(kind, ()) if gate not in gates))
        for which, hidden in ((TRUE, (Removal.REMOVED, Removal.UNKNOWN)), (BELIEVED, (Removal.REMOVED,))):
            left = [gate for gate in route if removal.get(gate, Removal.NO) not in hidden]
            world.route_length[which, kind] = len(left)
            world.route[which, kind, : len(left)] = left
