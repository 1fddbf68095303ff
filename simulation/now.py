"""The numbers as they stand this week: the scenario's values, with every dated change that has come due."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from simulation.parameters import PARAMETERS, Value
from simulation.state import label

_WAYS = {path: (path.split(".")[:-1], path.split(".")[-1]) for path in PARAMETERS}  # tables, and a name in the last
_MEMBERS = {
    path: {label(member): member for member in parameter.choices}
    for path, parameter in PARAMETERS.items()
    if parameter.choices is not None
}


class Now(SimpleNamespace):
    """Values by the parts of their path: ``now.gates.ict.hours``. Choices are members of their enumeration.

    >>> now = Now({path: parameter.default for path, parameter in PARAMETERS.items()})
    >>> now.gates.decision_hours, now.leadership.seat.name
    (2.0, 'CORPORATE')
    >>> now.set("gates.decision_hours", 1.0)
    >>> now.gates.decision_hours
    1.0
    """

    def __init__(self, values: Mapping[str, Value]) -> None:
        super().__init__()
        for path in PARAMETERS:
            Now.set(self, path, values[path])

    def set(self, path: str, value: Value) -> None:
        """Set one value; ``path`` and ``value`` as a scenario gives them, already checked."""
        tables, name = _WAYS[path]
        inside = self.__dict__
        for table in tables:
            if table not in inside:
                inside[table] = SimpleNamespace()
            inside = inside[table].__dict__
        inside[name] = read(path, value)


def read(path: str, value: Value) -> Any:
    """A value in the form in which rules take it: choices as members, whole numbers as ``int``, other numbers as
    ``float``.
    """
    members = _MEMBERS.get(path)
    return PARAMETERS[path].type(value) if members is None else members[str(value)]
