"""What a scenario is made of, beside its numbers: departments, dated changes, and where people are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from simulation.parameters import Value
from simulation.scenario_files.problems import Origin
from simulation.state import Gate, Kind, Removal

DEFAULT_WEEKS = 156
LONGEST_RUN = 5200
"""Weeks: a hundred years."""

DEFAULT_ROUTE = (Gate.MANAGEMENT, Gate.COMMS, Gate.ICT)
DEFAULT_EXTRA: dict[Kind, tuple[Gate, ...]] = {
    Kind.NEW_CHANNEL: (Gate.HR, Gate.LEGAL),
    Kind.STANDING_ORDERS: (Gate.LEGAL,),
}

OCCASIONS = ("first crisis", "first moratorium", "standing orders amended")
"""Events that a dated change may follow."""

GROWING = ("gates.legal.knowledge", "gates.ict.capacity", "department.framework", "department.literacy")
"""Levels given for the start that the run itself moves: a change can set them, and cannot put them back."""

PEOPLE_COLUMNS = ("id", "department", "grade", "champion", "stage", "threshold", "conviction", "skill", "nerve")
"""What a people file may say of a person; ``[people.columns]`` gives the file's own name for any of these."""

TIES_COLUMNS = ("source", "target", "weight")
"""What a ties file may say of a tie: the source hears the target."""

STAFF, DEPARTMENTS = "organisation.staff", "organisation.departments"
"""Two numbers that follow from the departments where a scenario names them."""

K = TypeVar("K")
V = TypeVar("V")


class Frozen(dict[K, V]):
    """A dictionary that cannot be changed, so that a scenario can be shared, compared, hashed and pickled."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a scenario cannot be changed in place; use Scenario.changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Frozen[K, V]], tuple[dict[K, V]]]:
        return type(self), (dict(self),)


class Terse:
    """Shows only those fields of a dataclass that differ from their defaults, and never where they came from."""

    def __repr__(self) -> str:
        said = []
        for place in fields(self):  # type: ignore[arg-type]
            value = getattr(self, place.name)
            usual = place.default_factory() if callable(place.default_factory) else place.default
            if place.compare and value != usual:
                said.append(f"{place.name}={dict(value) if isinstance(value, Frozen) else value!r}")
        return f"{type(self).__name__}({', '.join(said)})"


@dataclass(frozen=True, repr=False)
class DepartmentSpec(Terse):
    """One department as the scenario names it: its people as a number or as a share of the staff, or neither.

    ``directorate`` is the level above it. ``values`` holds only what this department has of its own, by full path
    such as ``department.audience``; everything else is the scenario's.
    """

    name: str
    headcount: int | None = None
    share: float | None = None
    directorate: str | None = None
    values: Mapping[str, Value] = field(default_factory=Frozen)


@dataclass(frozen=True, repr=False)
class Change(Terse):
    """What is set from a week on, or from an event on (``delay`` weeks after it); one of the two is given. It
    stands for so many ``weeks``, or for good.

    ``values`` holds settings of the whole organisation by path; ``departments`` those of single departments, by name
    and then by full path; ``route_gates`` and ``route_extra`` are none where the route stays. A kind in ``route_extra``
    replaces that kind's extra gates only, and an empty tuple takes them away.
    """

    week: int | None = None
    after: str | None = None
    delay: int = 0
    weeks: int | None = None
    name: str = ""
    values: Mapping[str, Value] = field(default_factory=Frozen)
    departments: Mapping[str, Mapping[str, Value]] = field(default_factory=Frozen)
    route_gates: tuple[Gate, ...] | None = None
    route_extra: Mapping[Kind, tuple[Gate, ...]] | None = None
    origin: Origin = field(default=Origin("default"), compare=False)


@dataclass(frozen=True, repr=False)
class PeopleSource(Terse):
    """The files that people and ties are read from, with absolute paths, and the files' own names for our columns."""

    people: Path
    ties: Path | None = None
    people_columns: Mapping[str, str] = field(default_factory=Frozen)
    ties_columns: Mapping[str, str] = field(default_factory=Frozen)
    department_prefix: str = ""


@dataclass(frozen=True)
class Content:
    """Everything a run needs beside its seed; ``Scenario`` adds ways to read, change and write it.

    ``values`` is complete: every declared path, numbers as ``float`` or ``int``, choices by name. ``departments`` is
    sorted by name, and empty where the scenario gives only their number. With ``people``, the two sizes under
    ``organisation`` stand at their defaults and count for nothing. ``weeks`` is the length of a run, 1 to 5200.
    ``route_extra`` lists the kinds of request that have extra gates, ``route_removal`` the gates that are taken out, by
    what stands in their place (never ``Removal.NO``). ``origins`` says where each given value stands.
    """

    name: str
    title: str
    description: str
    weeks: int
    values: Mapping[str, Value]
    departments: tuple[DepartmentSpec, ...]
    route_gates: tuple[Gate, ...]
    route_extra: Mapping[Kind, tuple[Gate, ...]]
    route_removal: Mapping[Gate, Removal]
    changes: tuple[Change, ...]
    people: PeopleSource | None
    origins: Mapping[str, Origin] = field(default_factory=Frozen, compare=False, repr=False)

    @property
    def called(self) -> str:
        """What a reader knows it by: its title, or else its name."""
        return self.title or self.name


@dataclass
class Layer:
    """What one file, or one set of settings, gives; still to be merged with what lies under it.

    ``departments`` maps a name to what is said of it: headcount, share, directorate and values by full path. In
    ``route_removal``, ``Removal.NO`` puts a gate back that lower layers take out.
    ``origins`` is keyed by path as :meth:`Scenario.origin` takes it.
    """

    top: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    departments: dict[str, dict[str, Any]] = field(default_factory=dict)
    departments_replace: bool = False
    route_gates: tuple[Gate, ...] | None = None
    route_extra: dict[Kind, tuple[Gate, ...]] = field(default_factory=dict)
    route_removal: dict[Gate, Removal] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    people: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    overridden: frozenset[str] = frozenset()
    """Paths of numbers that a table of departments above them may replace: how many people, how many departments."""
