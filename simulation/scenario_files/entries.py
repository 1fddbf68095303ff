"""Everything that a scenario sets, one entry each: the parameters, the length of a run, and the route with its gates.

An entry says what a reader wants to know of it; :func:`value_in` and :func:`origin_in` say what a scenario makes of it,
:func:`when` and :func:`settings_of` what its dated changes do, :func:`written` and :func:`with_unit` how a reader is
told. A terminal and a notebook say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simulation.parameters import PARAMETERS, Parameter, Standing
from simulation.scenario_files.parts import (
    DEFAULT_EXTRA,
    DEFAULT_ROUTE,
    DEFAULT_WEEKS,
    DEPARTMENTS,
    LONGEST_RUN,
    STAFF,
    Change,
    Content,
)
from simulation.scenario_files.values import GATE_NAMES
from simulation.scenario_files.written import SHORT
from simulation.state import GATES, Gate, Kind, Removal, label
from simulation.wording import counted

STANDINGS = {
    Standing.LITERATURE: "read in a source",
    Standing.CALIBRATE: "a source gives the order of magnitude",
    Standing.ASSUMPTION: "nobody has measured it",
    Standing.LEVER: "a decision, not a fact",
}
GATES_ALLOWED = f"a list of {', '.join(GATE_NAMES)}, each at most once"

REMOVALS = (
    "one of no (the gate as it is), removed (out of every route and of everybody's fears), unknown (gone, but staff "
    "fear it as before), rubber_stamp (says yes to everything)"
)
BARE = ("0 to 1", "power", "relative")  # units that a number does not count


@dataclass(frozen=True)
class Entry:
    """One thing that a scenario sets. ``default`` is as a file gives it: a number, true or false, a name, or a list.

    What does not apply is none or empty. ``by_department``: a department may have its own; ``dated``: a ``[[change]]``
    may set it.
    """

    path: str
    default: Any
    unit: str
    meaning: str
    allowed: str
    plausible: tuple[float, float] | None = None
    off: Any = None
    standing: Standing = Standing.LEVER
    source: str = ""
    by_department: bool = False
    dated: bool = True

    @property
    def table(self) -> str:
        """The table of the file that it stands in; empty for what stands at the top."""
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        """Its key in that table."""
        return self.path.rpartition(".")[2]


def _of(parameter: Parameter) -> Entry:
    source = "" if parameter.source == str(parameter.standing) else parameter.source
    return Entry(
        parameter.path, parameter.default, parameter.unit, parameter.meaning, parameter.allowed_range,
        parameter.plausible, parameter.off, parameter.standing, source, parameter.by_department, not parameter.fixed,
    )  # fmt: skip


def _gates(gates: Iterable[Gate]) -> list[str]:
    return [label(gate) for gate in gates]


def _structure() -> Iterable[Entry]:
    yield Entry("route.gates", _gates(DEFAULT_ROUTE), "", "gates that every request passes, in this order",
                GATES_ALLOWED)  # fmt: skip
    for kind in Kind:
        yield Entry(f"route.extra.{label(kind)}", _gates(DEFAULT_EXTRA.get(kind, ())), "",
                    "further gates for requests of this kind, after the others", GATES_ALLOWED, off=[])  # fmt: skip
    for gate in GATES:
        yield Entry(f"route.removal.{label(gate)}", "no", "", "what stands in the place of this gate", REMOVALS,
                    off="no", dated=False)  # fmt: skip


def _all() -> dict[str, Entry]:
    weeks = Entry("weeks", DEFAULT_WEEKS, "weeks", "how long a run is", f"a whole number 1 to {LONGEST_RUN:,}",
                  dated=False)  # fmt: skip
    found = {"weeks": weeks}
    structure = list(_structure())
    for path, parameter in PARAMETERS.items():
        found[path] = _of(parameter)
        if path == "route.transparency":  # the last of the route's numbers: the rest of the route follows
            found |= {entry.path: entry for entry in structure}
    return found | {entry.path: entry for entry in structure}


ENTRIES: dict[str, Entry] = _all()
TABLES: dict[str, list[Entry]] = {}
"""The entries by the table that they stand in; what stands at the top of a file under the empty name."""
for _entry in ENTRIES.values():
    TABLES.setdefault(_entry.table, []).append(_entry)
PARTS = ("departments", "people", "change")
"""Parts of a scenario that hold things by name or by date, and so are no entries."""


def under(table: str) -> list[Entry]:
    """The entries of a table and of all tables inside it.

    >>> [entry.path for entry in under("gates.hr")]
    ['gates.hr.hours']
    """
    return [entry for entry in ENTRIES.values() if entry.path.startswith(f"{table}.")]


def value_in(scenario: Content, entry: Entry, sizes: Mapping[str, int] | None = None) -> Any:
    """The value of an entry in a scenario, as a file would give it.

    Where people are read from a file, that file says how many there are in how many departments: ``sizes`` are its
    departments' headcounts; without them those two values are not known, and none.
    """
    if is_counted_in_file(scenario, entry):
        if sizes is None:
            return None
        return sum(sizes.values()) if entry.path == STAFF else len(sizes)
    if entry.path == "weeks":
        return scenario.weeks
    if entry.path == "route.gates":
        return _gates(scenario.route_gates)
    if entry.path.startswith("route.extra."):
        return _gates(scenario.route_extra.get(Kind[entry.name.upper()], ()))
    if entry.path.startswith("route.removal."):
        return label(scenario.route_removal.get(Gate[entry.name.upper()], Removal.NO))
    return scenario.values[entry.path]


def is_counted_in_file(scenario: Content, entry: Entry) -> bool:
    """Whether this is a number of people or departments that the scenario's file of people sets."""
    return scenario.people is not None and entry.path in (STAFF, DEPARTMENTS)


def origin_in(scenario: Content, path: str) -> str:
    """Where a value came from: ``county.toml line 12``, ``people.csv``, ``set`` or ``default``."""
    if scenario.people is not None and path in (STAFF, DEPARTMENTS):
        return scenario.people.people.name
    return str(scenario.origins.get(path, "default"))


def is_changed(scenario: Content, entry: Entry, sizes: Mapping[str, int] | None = None) -> bool:
    """Whether the value is known and differs from the default, wherever it came from."""
    value = value_in(scenario, entry, sizes)
    return value is not None and bool(value != entry.default)


def when(change: Change) -> str:
    """When a change is due, and for how long if not for good, in words.

    >>> when(Change(week=9)), when(Change(after="first crisis")), when(Change(after="first crisis", delay=1))
    ('from week 9', 'after: first crisis', '1 week after: first crisis')
    >>> when(Change(week=9, weeks=6)), when(Change(after="first crisis", weeks=1))
    ('from week 9, for 6 weeks', 'after: first crisis, for 1 week')
    """
    so_long = f", for {counted(change.weeks, 'week', 'weeks')}" if change.weeks is not None else ""
    if change.week is not None:
        return f"from week {change.week}{so_long}"
    later = f"{counted(change.delay, 'week', 'weeks')} " if change.delay else ""
    return f"{later}after: {change.after}{so_long}"


def settings_of(change: Change) -> dict[str, Any]:
    """Everything that a change sets, by path."""
    found: dict[str, Any] = dict(change.values)
    for name, own in change.departments.items():
        found |= {f"departments.{name}.{SHORT[path]}": value for path, value in own.items()}
    if change.route_gates is not None:
        found["route.gates"] = _gates(change.route_gates)
    for kind, gates in (change.route_extra or {}).items():
        found[f"route.extra.{label(kind)}"] = _gates(gates)
    return found


def written(value: Any) -> str:
    """A value for a reader; a dash for one that is not known.

    >>> written(2000), written(0.25), written(True), written([]), written(["hr", "ict"]), written("random")
    ('2,000', '0.25', 'true', 'none', 'hr, ict', 'random')
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(value) or "none"
    return value if isinstance(value, str) else f"{value:,.10g}"


def with_unit(value: Any, entry: Entry) -> str:
    """A value of this entry with its unit, for a reader.

    >>> with_unit(0.6, ENTRIES["asking.improve"]), with_unit(3, ENTRIES["gates.ict.hours"])
    ('0.6 (0 to 1)', '3 hours per 1,000 staff and week')
    >>> with_unit(1, ENTRIES["weeks"])
    '1 week'
    """
    if entry.unit in BARE:
        return f"{written(value)} ({entry.unit})"
    first, *rest = entry.unit.split(" ") or [""]
    if value == 1 and not isinstance(value, bool):  # one week, of several weeks
        first = first.removesuffix("s")
    return f"{written(value)} {' '.join([first, *rest])}".rstrip()
