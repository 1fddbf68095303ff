"""What stands while some dated changes are in force: the scenario's values, with those changes laid on one after the
other in the order in which they began.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulation.parameters import Value
from simulation.scenario_files.parts import Change
from simulation.state import Gate, Kind

Route = tuple[tuple[Gate, ...], dict[Kind, tuple[Gate, ...]]]


def values_in_force(values: Mapping[str, Value], changes: Iterable[Change]) -> dict[str, Value]:
    """The values of the whole organisation, by path.

    >>> cut, relief = Change(values={"gates.ict.hours": 1.0}), Change(values={"gates.ict.hours": 5.0})
    >>> values_in_force({"gates.ict.hours": 3.0}, [cut, relief]), values_in_force({"gates.ict.hours": 3.0}, [])
    ({'gates.ict.hours': 5.0}, {'gates.ict.hours': 3.0})
    """
    found = dict(values)
    for change in changes:
        found |= change.values
    return found


def own_in_force(own: Mapping[str, Value], department: str, changes: Iterable[Change]) -> dict[str, Value]:
    """What a department has of its own, by full path; ``own`` is what the scenario gives it."""
    found = dict(own)
    for change in changes:
        found |= change.departments.get(department, {})
    return found


def route_in_force(gates: tuple[Gate, ...], extra: Mapping[Kind, tuple[Gate, ...]], changes: Iterable[Change]) -> Route:
    """The gates of every request, and further gates by kind of request."""
    found = dict(extra)
    for change in changes:
        gates = gates if change.route_gates is None else change.route_gates
        found |= change.route_extra or {}
    return gates, found


def ends(change: Change) -> int | None:
    """The first week in which a dated change is no longer in force; none where it is for good, or nobody knows.

    >>> ends(Change(week=3, weeks=8)), ends(Change(week=3)), ends(Change(after="first crisis", weeks=8))
    (11, None, None)
    """
    return None if change.week is None or change.weeks is None else max(1, change.week) + change.weeks


def within(changes: tuple[Change, ...], weeks: int) -> tuple[Change, ...]:
    """The changes that a run of so many weeks can reach; those dated after its end are left out."""
    return tuple(change for change in changes if change.week is None or change.week <= weeks)
