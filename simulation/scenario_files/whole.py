"""Layers laid on one another, and what can only be checked on the whole: sums, routes, names and weeks of changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import product
from math import fsum
from typing import Any

from simulation.parameters import PARAMETERS, SHARES, Value
from simulation.scenario_files.courses import turns
from simulation.scenario_files.in_force import route_in_force, values_in_force
from simulation.scenario_files.parts import (
    DEFAULT_EXTRA,
    DEFAULT_ROUTE,
    DEFAULT_WEEKS,
    DEPARTMENTS,
    STAFF,
    Change,
    Content,
    DepartmentSpec,
    Frozen,
    Layer,
    PeopleSource,
)
from simulation.scenario_files.problems import Origin, Problem, nearest
from simulation.scenario_files.sizes import TOLERANCE, missed, wrong_shares
from simulation.scenario_files.written import toml_value
from simulation.state import Gate, Kind, label

SIZES = ("headcount", "share")  # of a department
DEFAULT = Origin("default")
DEFAULTS: dict[str, Value] = {
    path: float(parameter.default) if parameter.type is float else parameter.default
    for path, parameter in PARAMETERS.items()
}


def merged(layers: Iterable[Layer]) -> Layer:
    """All layers in one, later ones over earlier ones: tables key by key, changes one after the other."""
    whole = Layer()
    for layer in layers:
        if layer.departments_replace:
            whole.departments = {}
            whole.origins = {path: at for path, at in whole.origins.items() if not path.startswith("departments.")}
        if layer.departments:
            whole.overridden |= {STAFF, DEPARTMENTS}
        whole.overridden = (whole.overridden - layer.values.keys()) | layer.overridden
        if layer.people and not whole.people:  # sizes that lie under a people file are forgotten
            for path in (STAFF, DEPARTMENTS):
                whole.values.pop(path, None)
                whole.origins.pop(path, None)
            for (name, own), size in product(whole.departments.items(), SIZES):
                own.pop(size, None)
                whole.origins.pop(f"departments.{name}.{size}", None)
        for name, own in layer.departments.items():
            under = whole.departments.get(name, {})
            other = {"share": "headcount", "headcount": "share"}
            dropped = {other[path] for path in own if path in other}
            whole.departments[name] = {path: value for path, value in under.items() if path not in dropped} | own
        for name in {"columns", "ties_columns"} & layer.people.keys():
            layer.people[name] = whole.people.get(name, {}) | layer.people[name]
        whole.people = whole.people | layer.people
        whole.top |= layer.top
        whole.values |= layer.values
        whole.route_gates = whole.route_gates if layer.route_gates is None else layer.route_gates
        whole.route_extra |= layer.route_extra
        whole.route_removal |= layer.route_removal
        whole.changes += layer.changes
        whole.origins |= layer.origins
    return whole


def finished(name: str, layer: Layer, doubtful: Iterable[str] = ()) -> tuple[Content, list[Problem]]:
    """The content of a scenario, defaults filled in, and what is wrong with the whole. A name in the layer goes first.

    Nothing is said about sums in which a ``doubtful`` key takes part: one that has a problem of its own already.
    """
    check = _Check(layer, frozenset(doubtful))
    values: dict[str, Value] = {**DEFAULTS, **layer.values}
    departments = tuple(
        DepartmentSpec(
            name, own.get("headcount"), own.get("share"), own.get("directorate"),
            Frozen({path: value for path, value in own.items() if path in PARAMETERS}),
        )
        for name, own in sorted(layer.departments.items())
    )  # fmt: skip
    if layer.people:
        check.sizes_beside_people()
    else:
        check.sizes(values, departments)
    route = DEFAULT_ROUTE if layer.route_gates is None else layer.route_gates
    extra = DEFAULT_EXTRA | layer.route_extra
    weeks = layer.top.get("weeks", DEFAULT_WEEKS)
    check.shares(values, "", DEFAULT)
    check.route(route, extra, "", DEFAULT)
    check.changes(layer.changes, weeks, values, route, extra, departments)
    content = Content(
        name=layer.top.get("name", name),
        title=layer.top.get("title", ""),
        description=layer.top.get("description", ""),
        weeks=weeks,
        values=Frozen(values),
        departments=departments,
        route_gates=route,
        route_extra=Frozen({kind: extra[kind] for kind in sorted(extra) if extra[kind]}),
        route_removal=Frozen({gate: put for gate, put in sorted(layer.route_removal.items()) if put}),
        changes=layer.changes,
        people=check.people(),
        origins=Frozen(layer.origins),
    )
    return content, check.problems


class _Check:
    """Everything that is wrong with the whole, gathered."""

    def __init__(self, layer: Layer, doubtful: frozenset[str]) -> None:
        self.layer, self.doubtful = layer, doubtful
        self.problems: list[Problem] = []

    def complain(self, origin: Origin, key: str, found: str, allowed: str, near: str = "") -> None:
        self.problems.append(Problem(origin, key, found, allowed, near))

    def origin(self, *paths: str) -> Origin:
        """Where the last of these paths to be given was given."""
        return next((self.layer.origins[path] for path in reversed(paths) if path in self.layer.origins), DEFAULT)

    def sizes(self, values: dict[str, Value], departments: tuple[DepartmentSpec, ...]) -> None:
        """Departments and their people fit the staff; where departments say how many, the two numbers follow them."""
        if {STAFF, DEPARTMENTS} & self.doubtful or any(key.startswith("departments") for key in self.doubtful):
            return
        counts = [spec.headcount for spec in departments if spec.headcount is not None]
        if departments:
            self._follow(values, DEPARTMENTS, len(departments), "{} departments are named")
        if departments and len(counts) == len(departments):
            self._follow(values, STAFF, sum(counts), "the headcounts of the departments add to {}")
        staff, number = int(values[STAFF]), int(values[DEPARTMENTS])
        places = [f"departments.{spec.name}.{kind}" for spec in departments for kind in ("share", "headcount")]
        wrong = wrong_shares(departments, self.layer.origins, self.origin(*places))
        self.problems += wrong
        if not wrong and number + sum(counts) - len(counts) > staff:
            taken = f", {len(counts)} of them with {sum(counts)} headcounts" if counts else ""
            self.complain(
                self.origin(*places, DEPARTMENTS, STAFF), STAFF,
                f"{staff} people cannot fill {number} departments{taken}", "at least one person a department",
            )  # fmt: skip

    def sizes_beside_people(self) -> None:
        """A people file says how many people and departments there are; nothing that is said with it does."""
        sizes = {path: self.layer.values[path] for path in (STAFF, DEPARTMENTS) if path in self.layer.values}
        of_departments = product(self.layer.departments.items(), SIZES)
        sizes |= {f"departments.{name}.{size}": own[size] for (name, own), size in of_departments if size in own}
        for path, given in sizes.items():
            found = f"{given}, but the people file sets this"
            self.complain(self.origin(path), path, found, "nothing; leave it out")

    def _follow(self, values: dict[str, Value], path: str, number: int, words: str) -> None:
        if path in self.layer.values and path not in self.layer.overridden and values[path] != number:
            self.complain(
                self.origin(path), path, f"{values[path]}, but {words.format(number)}",
                f"{number}, or leave it out, or give departments_replace = true with it, which drops named departments",
            )  # fmt: skip
        values[path] = number

    def shares(
        self, values: Mapping[str, Value], where: str, origin: Origin, touched: Iterable[str] | None = None,
        beside: str = "",
    ) -> None:  # fmt: skip
        """Groups of shares add to at most 1; the remainder is the last share, which has no name."""
        for group in SHARES:
            if self.doubtful & set(group) or (touched is not None and not set(touched) & set(group)):
                continue
            total = fsum(float(values[path]) for path in group)
            if total > 1 + TOLERANCE:
                at = origin if touched is not None else self.origin(*group)
                found = f"these shares add to {total:.10g}, {missed(total)}{beside}"
                self.complain(at, where + " + ".join(group), found, "at most 1 together")

    def route(
        self, route: tuple[Gate, ...], extra: Mapping[Kind, tuple[Gate, ...]], where: str, origin: Origin,
        beside: str = "",
    ) -> None:  # fmt: skip
        """No gate answers the same request twice, whether the route or the extra gates of its kind name it."""
        if any(key.startswith("route.") for key in self.doubtful):
            return
        for kind, gates in extra.items():
            twice = [label(gate) for gate in gates if gate in route]
            if twice:
                path = f"route.extra.{label(kind)}"
                at = self.origin("route.gates", path) if origin is DEFAULT else origin
                mended = toml_value([label(gate) for gate in gates if gate not in route])
                allowed = f"gates that are not in route.gates ({', '.join(label(gate) for gate in route)})"
                allowed += f", so write {path} = {mended}"
                found = f"gate {', '.join(twice)} stands twice in the route of such requests, here and in route.gates"
                self.complain(at, where + path, found + beside, allowed)

    def changes(
        self,
        changes: tuple[Change, ...],
        weeks: int,
        values: Mapping[str, Value],
        route: tuple[Gate, ...],
        extra: Mapping[Kind, tuple[Gate, ...]],
        departments: tuple[DepartmentSpec, ...],
    ) -> None:
        """Changes name departments that exist and weeks of the run, and leave sums and routes in order, whichever of
        them are in force together.
        """
        names = [spec.name for spec in departments] or generated_names(int(values[DEPARTMENTS]))
        in_files: Counter[str] = Counter()
        numbered = []
        for change in changes:
            in_files[change.origin.file] += 1
            numbered.append((f"change {in_files[change.origin.file]}", change))
            self.of_change(f"change {in_files[change.origin.file]}: ", change, weeks, names)
        for group in SHARES:
            touching = [(name, change) for name, change in numbered if change.values.keys() & set(group)]
            for where, origin, in_force, beside in turns(touching, weeks, self.problems):
                self.shares(values_in_force(values, in_force), where, origin, group, beside)
        of_route = [(name, one) for name, one in numbered if one.route_gates is not None or one.route_extra is not None]
        for where, origin, in_force, beside in turns(of_route, weeks, self.problems):
            self.route(*route_in_force(route, extra, in_force), where, origin, beside)

    def of_change(self, where: str, change: Change, weeks: int, names: list[str]) -> None:
        """One change by itself: its week and its departments."""
        if change.week is not None and change.week > weeks:
            found = f"week {change.week} comes after the end"
            self.complain(change.origin, where + "week", found, f"0 to {weeks} weeks")
        for name in change.departments:
            if not self.layer.people and name not in names:
                key, allowed = where + f"departments.{name}", "a department of the scenario"
                self.complain(change.origin, key, "unknown department", allowed, nearest(name, names))

    def people(self) -> PeopleSource | None:
        given = self.layer.people
        if not given:
            return None
        if "file" not in given:
            if not any(key.startswith("people") for key in self.doubtful):
                at = self.origin(*(f"people.{name}" for name in given))
                self.complain(at, "people", "no file of people is named", 'file = "the path of a CSV file"')
            return None
        return PeopleSource(
            given["file"], given.get("ties"), Frozen(given.get("columns", {})),
            Frozen(given.get("ties_columns", {})), given.get("department_prefix", ""),
        )  # fmt: skip


def generated_names(number: int) -> list[str]:
    """Names of departments where a scenario gives only their number.

    >>> generated_names(2)
    ['Department 01', 'Department 02']
    """
    width = max(2, len(str(number)))
    return [f"Department {k:0{width}d}" for k in range(1, number + 1)]


def as_layer(scenario: Content) -> Layer:
    """A finished scenario as a layer again, with only what was given, so that more can be laid on it."""
    origins, people = scenario.origins, scenario.people
    given: dict[str, Any] = {}
    if people is not None:
        given = {
            "file": people.people, "ties": people.ties, "columns": dict(people.people_columns),
            "ties_columns": dict(people.ties_columns), "department_prefix": people.department_prefix,
        }  # fmt: skip
    return Layer(
        top={name: getattr(scenario, name) for name in ("title", "description", "weeks")},
        values={path: value for path, value in scenario.values.items() if path in origins},
        departments={
            spec.name: {
                name: value
                for name in ("headcount", "share", "directorate")
                if (value := getattr(spec, name)) is not None
            } | dict(spec.values)
            for spec in scenario.departments
        },
        route_gates=scenario.route_gates,
        route_extra={kind: scenario.route_extra.get(kind, ()) for kind in Kind},
        route_removal=dict(scenario.route_removal),
        changes=scenario.changes,
        people={name: value for name, value in given.items() if value not in (None, "", {})},
        origins=dict(origins),
    )  # fmt: skip
