"""Reading one source into a layer: every key known, every value of the right kind and inside its range.

What needs the whole scenario (shares that add up, routes with their extra gates, changes after the end) is checked in
``whole.py``, once all layers lie on one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from simulation.parameters import PARAMETERS, Value
from simulation.scenario_files import values
from simulation.scenario_files.parts import (
    GROWING,
    OCCASIONS,
    PEOPLE_COLUMNS,
    TIES_COLUMNS,
    Change,
    Frozen,
    Layer,
)
from simulation.scenario_files.problems import Key, Origin, Problem, WrongValue, key_text, nearest, shown
from simulation.scenario_files.sources import Source
from simulation.state import Gate, Kind, label

TOP = ("extends", "name", "title", "description", "weeks", "departments", "departments_replace", "people", "change")
OF_ROUTE = ("route.gates", "route.extra", "route.removal")
OF_CHANGE = ("week", "after", "delay", "weeks", "name")
OF_DEPARTMENT = ("headcount", "share", "directorate")
OF_PEOPLE = ("file", "ties", "department_prefix", "columns", "ties_columns")
TABLES = {path.rsplit(".", depth)[0] for path in PARAMETERS for depth in range(1, path.count(".") + 1)} | {"route"}
CHANGEABLE = dict.fromkeys(path for path, parameter in PARAMETERS.items() if not parameter.fixed)
FIXED = "cannot be changed during a run: it counts only where the run begins"
PUT_BACK = "grows during a run, so it cannot be put back when the change is over"
NOT_PUT_BACK = "it in a change without weeks: leave weeks out, or change it in a change of its own"
FROM_THE_START = "a gate is removed for a whole run, from week 0"


def read_layer(source: Source) -> tuple[Layer, list[Problem]]:
    """What a source gives, and all that is wrong with it by itself; what is wrong is left out of the layer."""
    reading = _Reading(source)
    reading.everything()
    return reading.layer, sorted(reading.problems, key=lambda problem: problem.origin.line or 0)


class _Reading:
    """One pass over one source, collecting problems as it goes."""

    def __init__(self, source: Source) -> None:
        self.source, self.layer = source, Layer()
        self.problems: list[Problem] = []

    def complain(self, key: Key, found: str, allowed: str = "", near: str = "") -> None:
        self.problems.append(Problem(self.source.origin(key), key_text(key), found, allowed, near))

    def attempt(self, key: Key, check: Callable[..., Any], *given: Any) -> Any:
        """What the check makes of what was given; none, and a problem, where that is wrong."""
        try:
            return check(*given)
        except WrongValue as wrong:
            self.complain(key, wrong.found, wrong.allowed, wrong.nearest)
            return None

    def table(self, given: Any, key: Key) -> Mapping[str, Any]:
        """A table with text for keys; anything else is a problem and reads as an empty one."""
        if not isinstance(given, Mapping):
            self.complain(key, f"found {shown(given)} where a table is wanted", "a table of keys and values")
            return {}
        return {str(values.plain(name)): value for name, value in given.items()}

    def unknown(self, key: Key, path: str, known: Iterable[str]) -> None:
        """A key that nobody knows; ``path`` is how ``known`` would write it, and those in its own table go first."""
        known = tuple(known)
        table = path.rpartition(".")[0]
        beside = tuple(dict.fromkeys(other for other in known if other.rpartition(".")[0] == table))
        allowed = ", ".join(other.rpartition(".")[2] for other in beside)
        self.complain(key, "unknown key", allowed, nearest(path, beside) or nearest(path, known))

    # The whole file

    def everything(self) -> None:
        readers: dict[str, Callable[[Any], None]] = {
            "weeks": self.weeks,
            "departments_replace": self.departments_replace,
            "departments": self.departments,
            "people": self.people,
            "change": self.changes,
        }
        rest: dict[str, Any] = {}
        for name, given in self.table(self.source.data, ()).items():
            if name in readers:
                readers[name](given)
            elif name in ("name", "title", "description"):
                self.keep(self.layer.top, name, (name,), values.text, given)
            elif name != "extends":
                rest[name] = given
        layer = self.layer
        layer.values, layer.route_gates, layer.route_extra = self.settings(rest, (), PARAMETERS, TOP)
        places: list[Key] = [tuple(path.split(".")) for path in layer.values]
        places += [(name,) for name in layer.top]
        places += [("departments", name, *path.split(".")) for name, own in layer.departments.items() for path in own]
        places += [("people", name) for name in layer.people]
        if layer.route_gates is not None:
            places.append(("route", "gates"))
        places += [("route", "extra", name) for name, kind in values.KIND_NAMES.items() if kind in layer.route_extra]
        places += [("route", "removal", label(gate)) for gate in layer.route_removal]
        for place in places:
            layer.origins[".".join(str(part) for part in place)] = self._origin_of(place)

    def _origin_of(self, place: Key) -> Origin:
        if place[0] == "departments":  # a department may have been given the short name
            for end in (place[2:], ("department", place[-1]), (place[-1],)):
                if (*place[:2], *end) in self.source.lines:
                    return self.source.origin((*place[:2], *end))
        return self.source.origin(place)

    def weeks(self, given: Any) -> None:
        self.keep(self.layer.top, "weeks", ("weeks",), values.weeks, given, 1)

    def departments_replace(self, given: Any) -> None:
        if isinstance(given, bool):
            self.layer.departments_replace = given
        else:
            found = f"found {shown(given)} where true or false is wanted"
            self.complain(("departments_replace",), found, "true or false")

    # Settings: parameters and the route, of the file or of one change

    def settings(
        self, table: Mapping[str, Any], prefix: Key, known: Iterable[str], also: tuple[str, ...]
    ) -> tuple[dict[str, Value], tuple[Gate, ...] | None, dict[Kind, tuple[Gate, ...]]]:
        """Parameters by path, the route's gates where given, and extra gates by kind, from nested tables."""
        found: dict[str, Value] = {}
        route: tuple[Gate, ...] | None = None
        extra: dict[Kind, tuple[Gate, ...]] = {}
        for name, given in table.items():
            for key, path, value in _leaves(name, given, prefix):
                if path == "route.gates":
                    route = self.attempt(key, values.gates, value)
                elif path == "route.extra":
                    extra |= self.extra(value, key)
                elif path == "route.removal":
                    if prefix:  # inside a change
                        self.complain(key, FROM_THE_START, "[route.removal] outside [[change]]")
                    else:
                        self.removal(value, key)
                elif path in found:
                    self.complain(key, "given twice", "each key once")
                elif path in PARAMETERS:
                    if path not in known:
                        self.complain(key, FIXED, "no change")
                    else:
                        self.keep(found, path, key, values.checked, PARAMETERS[path], value)
                elif path in TABLES:
                    self.table(value, key)
                else:
                    self.unknown(key, path, (*also, *sorted(TABLES), *known, *OF_ROUTE))
        return found, route, extra

    def extra(self, given: Any, key: Key) -> dict[Kind, tuple[Gate, ...]]:
        found: dict[Kind, tuple[Gate, ...]] = {}
        for name, value in self.table(given, key).items():
            if name not in values.KIND_NAMES:
                near = nearest(name, values.KIND_NAMES)
                self.complain((*key, name), "unknown kind of request", ", ".join(values.KIND_NAMES), near)
                continue
            route = self.attempt((*key, name), values.gates, value)
            if route is not None:
                found[values.KIND_NAMES[name]] = route
        return found

    def removal(self, given: Any, key: Key) -> None:
        for name, value in self.table(given, key).items():
            if name not in values.GATE_NAMES:
                near = nearest(name.lower(), values.GATE_NAMES)
                self.complain((*key, name), "unknown gate", ", ".join(values.GATE_NAMES), near)
                continue
            removal = self.attempt((*key, name), values.removal, value)
            if removal is not None:
                self.layer.route_removal[values.GATE_NAMES[name]] = removal

    # Departments

    def departments(self, given: Any) -> None:
        for name, own in self.table(given, ("departments",)).items():
            key: Key = ("departments", name)
            if not name.strip() or self.attempt(key, values.text, name) is None:
                self.complain(key, "a department without a name", "a name in quotation marks")
                continue
            self.layer.departments[name] = self.department(self.table(own, key), key)

    def department(self, table: Mapping[str, Any], key: Key, of_change: bool = False) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, given in table.items():
            for place, path, value in _leaves(name, given, key):
                full = values.BY_DEPARTMENT.get(path)
                if full is not None and of_change and PARAMETERS[full].fixed:
                    self.complain(place, FIXED, "no change")
                elif full in found or (full is None and path in found):
                    self.complain(place, "given twice", "each key once, by its short or its full name")
                elif full is not None:
                    self.keep(found, full, place, values.checked, PARAMETERS[full], value)
                elif path not in OF_DEPARTMENT:
                    self.unknown(place, path, (*(() if of_change else OF_DEPARTMENT), *values.BY_DEPARTMENT))
                elif of_change:
                    self.complain(place, "cannot be changed during a run", "values by department")
                else:
                    self.keep(found, path, place, values.of_department, path, value)
        if "share" in found and "headcount" in found:
            self.complain(key, "both a share and a headcount are given", "share or headcount")
        return found

    def keep(self, found: dict[str, Any], name: str, key: Key, check: Callable[..., Any], *given: Any) -> None:
        value = self.attempt(key, check, *given)
        if value is not None:
            found[name] = value

    # Dated changes

    def changes(self, given: Any) -> None:
        if not isinstance(given, (list, tuple)):
            self.complain(("change",), f"found {shown(given)} where [[change]] tables are wanted", "[[change]]")
            return
        self.layer.changes = tuple(
            self.change(self.table(item, ("change", i)), ("change", i)) for i, item in enumerate(given)
        )

    def change(self, table: Mapping[str, Any], key: Key) -> Change:
        before = len(self.problems)
        found: dict[str, Any] = {}
        for name in (name for name in OF_CHANGE if name in table):
            self.keep(found, name, (*key, name), values.of_change, name, table[name])
        if len(self.problems) == before:
            if ("week" in table) == ("after" in table):
                both = "both week and after are given" if "week" in table else "neither week nor after is given"
                occasions = " or ".join(shown(occasion) for occasion in OCCASIONS)
                self.complain(key, both, f"week = a number, or after = {occasions}")
            elif "delay" in table and "week" in table:
                self.complain((*key, "delay"), "a delay goes with after, not with week", "week, or after with delay")
        own: dict[str, Frozen[str, Value]] = {}
        for name, given in self.table(table.get("departments", {}), (*key, "departments")).items():
            place = (*key, "departments", name)
            own[name] = Frozen(self.department(self.table(given, place), place, of_change=True))
        rest = {name: given for name, given in table.items() if name not in (*OF_CHANGE, "departments")}
        settings, route, extra = self.settings(rest, key, CHANGEABLE, (*OF_CHANGE, "departments"))
        grown: list[Key] = [(*key, *path.split(".")) for path in settings if path in GROWING]
        for name, given in own.items():
            grown += [(*key, "departments", name, path.split(".")[-1]) for path in given if path in GROWING]
        for place in grown if "weeks" in found else ():
            self.complain(place, PUT_BACK, NOT_PUT_BACK)
        if len(self.problems) == before and not (settings or extra or any(own.values())) and route is None:
            self.complain(key, "sets nothing", "at least one key beside week, after, delay, weeks and name")
        origin = self.source.origin(key)
        return Change(
            **found, values=Frozen(settings), departments=Frozen(own), route_gates=route,
            route_extra=Frozen(extra) if extra else None, origin=origin,
        )  # fmt: skip

    # People from files

    def people(self, given: Any) -> None:
        for name, value in self.table(given, ("people",)).items():
            key: Key = ("people", name)
            if name not in OF_PEOPLE:
                self.unknown(key, name, OF_PEOPLE)
            elif name in ("columns", "ties_columns"):
                known = PEOPLE_COLUMNS if name == "columns" else TIES_COLUMNS
                columns = self.layer.people.setdefault(name, {})
                for column, title in self.table(value, key).items():
                    if column not in known:
                        self.unknown((*key, column), column, known)
                    else:
                        self.keep(columns, column, (*key, column), values.text, title)
            elif name == "department_prefix":
                self.keep(self.layer.people, name, key, values.text, value)
            else:
                self.keep(self.layer.people, name, key, values.existing_file, value, self.source.folder)


def _leaves(name: str, given: Any, prefix: Key) -> Iterable[tuple[Key, str, Any]]:
    """Key, dotted path and value of everything in a nested table; a table with an unknown name is one leaf."""
    waiting: list[tuple[Key, str, Any]] = [((*prefix, name), name, given)]
    while waiting:
        key, path, value = waiting.pop(0)
        if isinstance(value, Mapping) and path in TABLES:
            waiting += [((*key, str(inner)), f"{path}.{inner}", deeper) for inner, deeper in value.items()]
        else:
            yield key, path, value
