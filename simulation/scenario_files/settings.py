"""Settings from outside a file, such as ``--set gates.ict.hours=30``, as a source like any other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from simulation.scenario_files.problems import Origin, Problem, ScenarioError, nearest, shortened, shown
from simulation.scenario_files.sources import Source

SET = "set"
_SETTING = re.compile(r"""((?:"[^"]*"|'[^']*'|[^="'])+)=(.*)""", re.DOTALL)


def parse_setting(text: str) -> tuple[str, Any]:
    """Path and value of ``path=value``. The value is read as TOML, and as text where it is no TOML value.

    Raises :class:`ScenarioError` where there is no path or no ``=``.

    >>> parse_setting("gates.ict.hours=30"), parse_setting("route.answers_by=comms")
    (('gates.ict.hours', 30), ('route.answers_by', 'comms'))
    """
    match = _SETTING.fullmatch(text)
    if match is None or not match[1].strip():
        allowed = "path=value, such as gates.ict.hours=30"
        raise ScenarioError([Problem(Origin(SET), "", f"found {shown(text)}, which is no setting", allowed)])
    value = match[2].strip()
    try:
        read = tomllib.loads(f"value = {value}")
    except (ValueError, RecursionError):
        return match[1].strip(), value
    return match[1].strip(), read["value"] if len(read) == 1 else value


def settings_source(settings: Mapping[str, Any], departments: Iterable[str]) -> tuple[Source, list[Problem]]:
    """Settings by dotted path as one source of nested tables, and what is wrong with their paths.

    ``departments.NAME.key`` takes any of the given names, in quotation marks or without, whatever characters it holds.
    """
    names = tuple(departments)
    tree: dict[str, Any] = {}
    problems: list[Problem] = []
    for path, value in settings.items():
        parts: list[str] | None = str(path).split(".")
        if str(path).startswith("departments."):
            parts = _department(str(path), names)
        if parts is None:
            given = str(path).removeprefix("departments.").split(".")[0].strip("\"'")
            known = "a department that the scenario names"
            near = nearest(given, names)
            problems.append(Problem(Origin(SET), shortened(str(path)), "unknown department", known, near))
        elif not _insert(tree, parts, value):
            problems.append(Problem(Origin(SET), shortened(str(path)), "given twice, as a table and as a value"))
    return Source(SET, Path.cwd(), tree), problems


def _department(path: str, names: tuple[str, ...]) -> list[str] | None:
    rest = path.removeprefix("departments.")
    for name in sorted(names, key=len, reverse=True):
        for written in (name, f'"{name}"', f"'{name}'"):
            if rest == written:
                return ["departments", name]
            if rest.startswith(written + "."):
                return ["departments", name, *rest[len(written) + 1 :].split(".")]
    return None


def _insert(tree: dict[str, Any], parts: list[str], value: Any) -> bool:
    for part in parts[:-1]:
        tree = tree.setdefault(part, {})
        if not isinstance(tree, dict):
            return False
    name = parts[-1]
    if isinstance(value, Mapping):  # copied, and merged with what is there
        inside = tree.setdefault(name, {})
        return isinstance(inside, dict) and all([_insert(inside, [key], inner) for key, inner in value.items()])
    return tree.setdefault(name, value) is value
