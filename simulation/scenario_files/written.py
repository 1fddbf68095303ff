"""A scenario written out: as a complete file that reads back equal, and as the content behind its fingerprint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from simulation.scenario_files.parts import DEPARTMENTS, STAFF, Change, Content, DepartmentSpec, PeopleSource
from simulation.scenario_files.values import BY_DEPARTMENT
from simulation.state import GATES, Gate, Kind, Removal, label

SHORT = {
    full: min((name for name in BY_DEPARTMENT if BY_DEPARTMENT[name] == full), key=len)
    for full in BY_DEPARTMENT.values()
}


def toml(scenario: Content) -> str:
    """The whole scenario, defaults included, as a TOML file that needs no base."""
    blocks = [[f"{name} = {toml_value(getattr(scenario, name))}" for name in ("name", "title", "description", "weeks")]]
    tables: dict[str, list[str]] = {}
    for path, value in scenario.values.items():
        if scenario.people is not None and path in (STAFF, DEPARTMENTS):
            continue  # the people file sets them
        table, _, name = path.rpartition(".")
        tables.setdefault(table, []).append(f"{name} = {toml_value(value)}")
    tables.setdefault("route", []).append(f"gates = {toml_value(_names(scenario.route_gates))}")
    for kind in Kind:  # an empty list too, for it keeps a default away
        gates = toml_value(_names(scenario.route_extra.get(kind, ())))
        tables.setdefault("route.extra", []).append(f"{label(kind)} = {gates}")
    for gate in GATES:
        removal = toml_value(label(scenario.route_removal.get(gate, Removal.NO)))
        tables.setdefault("route.removal", []).append(f"{label(gate)} = {removal}")
    blocks += [[f"[{table}]", *lines] for table, lines in tables.items()]
    blocks += [_department(spec) for spec in scenario.departments]
    if scenario.people is not None:
        blocks.append(_people(scenario.people))
    blocks += [_change(change) for change in scenario.changes]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def fingerprint(scenario: Content) -> str:
    """The hash (SHA-256, hex) of everything that can move a result; names, titles and origins cannot."""
    people = scenario.people
    content = {
        "weeks": scenario.weeks,
        "values": dict(scenario.values),
        "departments": [
            [spec.name, spec.headcount, spec.share, spec.directorate, dict(spec.values)]
            for spec in scenario.departments
        ],
        "route": [
            _names(scenario.route_gates), _extra(scenario.route_extra),
            {label(gate): label(removal) for gate, removal in scenario.route_removal.items()},
        ],
        "changes": [
            [
                change.week, change.after, change.delay, dict(change.values),
                {name: dict(own) for name, own in change.departments.items()},
                None if change.route_gates is None else _names(change.route_gates), _extra(change.route_extra or {}),
                *(() if change.weeks is None else (change.weeks,)),
            ]
            for change in scenario.changes
        ],
        "people": None
        if people is None
        else [
            _content(people.people), people.ties and _content(people.ties), dict(people.people_columns),
            dict(people.ties_columns), people.department_prefix,
        ],
    }  # fmt: skip
    return sha256(json.dumps(content, sort_keys=True, allow_nan=False).encode()).hexdigest()


def toml_value(value: Any) -> str:
    """A number, switch, text or list of texts as TOML writes it.

    >>> toml_value(True), toml_value(0.1), toml_value('say "no"'), toml_value(["hr"])
    ('true', '0.1', '"say \\\\"no\\\\""', '["hr"]')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    return repr(value)


def _names(gates: Iterable[Gate]) -> list[str]:
    return [label(gate) for gate in gates]


def _extra(extra: Mapping[Kind, tuple[Gate, ...]]) -> dict[str, list[str]]:
    return {label(kind): _names(gates) for kind, gates in extra.items()}


def _content(path: Path) -> str:
    """The hash of a file, so that moving it changes nothing and editing it does; its path where it has gone."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return path.as_posix()


def _department(spec: DepartmentSpec) -> list[str]:
    lines = [f"[departments.{toml_value(spec.name)}]"]
    for name in ("headcount", "share", "directorate"):
        if getattr(spec, name) is not None:
            lines.append(f"{name} = {toml_value(getattr(spec, name))}")
    return lines + [f"{SHORT[path]} = {toml_value(value)}" for path, value in spec.values.items()]


def _people(source: PeopleSource) -> list[str]:
    lines = ["[people]", f"file = {toml_value(source.people.as_posix())}"]
    if source.ties is not None:
        lines.append(f"ties = {toml_value(source.ties.as_posix())}")
    lines.append(f"department_prefix = {toml_value(source.department_prefix)}")
    for table, columns in (("columns", source.people_columns), ("ties_columns", source.ties_columns)):
        lines += [f"{table}.{name} = {toml_value(title)}" for name, title in columns.items()]
    return lines


def _change(change: Change) -> list[str]:
    lines = ["[[change]]"]
    if change.week is not None:
        lines.append(f"week = {change.week}")
    else:
        lines += [f"after = {toml_value(change.after)}", f"delay = {change.delay}"]
    if change.weeks is not None:
        lines.append(f"weeks = {change.weeks}")
    lines.append(f"name = {toml_value(change.name)}")
    lines += [f"{path} = {toml_value(value)}" for path, value in change.values.items()]
    for name, own in change.departments.items():
        lines += [f"departments.{toml_value(name)}.{SHORT[path]} = {toml_value(value)}" for path, value in own.items()]
    if change.route_gates is not None:
        lines.append(f"route.gates = {toml_value(_names(change.route_gates))}")
    for kind, gates in (change.route_extra or {}).items():
        lines.append(f"route.extra.{label(kind)} = {toml_value(_names(gates))}")
    return lines
