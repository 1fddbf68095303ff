"""Whether one value suits one key: kind, range, choices. Raises :class:`WrongValue`, never anything else."""

from __future__ import annotations

import os
from collections.abc import Collection
from enum import IntEnum
from math import isfinite
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from simulation.parameters import PARAMETERS, Parameter, Value
from simulation.scenario_files.parts import LONGEST_RUN, OCCASIONS
from simulation.scenario_files.problems import WrongValue, nearest, shown
from simulation.state import GATES, Gate, Kind, Removal, label, labels

GATE_NAMES = {label(gate): gate for gate in GATES}
KIND_NAMES = {label(kind): kind for kind in Kind}
REMOVAL_NAMES = {label(removal): removal for removal in Removal}

BY_DEPARTMENT: dict[str, str] = {path: path for path, parameter in PARAMETERS.items() if parameter.by_department}
"""Short and full names of what a department may have of its own, mapped to the full path."""
for _path in list(BY_DEPARTMENT):
    _short = _path.rsplit(".", 1)[-1]
    if sum(path.rsplit(".", 1)[-1] == _short for path in list(BY_DEPARTMENT) if "." in path) == 1:
        BY_DEPARTMENT[_short] = _path


def plain(value: Any) -> Any:
    """A value from Python as a file gives it: NumPy scalars become numbers, enumeration members their names."""
    if isinstance(value, IntEnum):
        return label(value)
    item = getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "shape", None) == () else value


def checked(parameter: Parameter, given: Any) -> Value:
    """The value of a parameter, whole numbers as ``int`` and other numbers as ``float``."""
    given, allowed = plain(given), parameter.allowed_text
    if parameter.choices is not None:
        return _name(given, labels(parameter.choices), allowed)
    if parameter.type is bool:
        if not isinstance(given, bool):
            raise WrongValue(f"found {shown(given)} where true or false is wanted", allowed)
        return given
    assert parameter.allowed is not None
    return number(given, *parameter.allowed, allowed=allowed, whole=parameter.whole)


def number(given: Any, low: float, high: float, *, allowed: str, whole: bool = False) -> int | float:
    """A finite number from ``low`` to ``high``; with ``whole``, one without a fraction, written without a point."""
    given = plain(given)
    if isinstance(given, bool) or not isinstance(given, Real):
        raise WrongValue(f"found {shown(given)} where a number is wanted", allowed)
    if not isinstance(given, Integral) and not isfinite(given):
        raise WrongValue(f"found {shown(given)}, which is no finite number", allowed)
    if whole and not isinstance(given, Integral):
        raise WrongValue(f"found {shown(given)} where a whole number is wanted", allowed)
    exact: Any = given  # mypy knows of no order among Real numbers
    if not low <= exact <= high:
        raise WrongValue(f"{shown(given)} is out of range", allowed)
    if whole:
        return int(exact)
    return float(exact) + 0.0  # minus nought becomes nought: two ways to write it, one fingerprint


def text(given: Any, allowed: str = "text in quotation marks") -> str:
    """Text that can be written to a file."""
    if not isinstance(given, str):
        raise WrongValue(f"found {shown(given)} where text is wanted", allowed)
    try:
        given.encode()
    except UnicodeEncodeError:
        raise WrongValue("the text holds half a character", allowed) from None
    return given


def gates(given: Any) -> tuple[Gate, ...]:
    """The gates of a route, each at most once, in the order given. Empty is a route without gates."""
    allowed = f"a list of {', '.join(GATE_NAMES)}, each at most once"
    if not isinstance(given, (list, tuple)):
        raise WrongValue(f"found {shown(given)} where a list of gates is wanted", allowed)
    route: list[Gate] = []
    wrong: list[str] = []
    near = ""
    for item in given:
        name = plain(item)
        if not isinstance(name, str) or name not in GATE_NAMES:
            near = near or (nearest(name.lower(), GATE_NAMES) if isinstance(name, str) else "")
            wrong.append(f"unknown gate {shown(name)}")
        elif GATE_NAMES[name] in route:
            wrong.append(f"gate {name} stands twice in the route")
        else:
            route.append(GATE_NAMES[name])
    if wrong:
        raise WrongValue(", ".join(dict.fromkeys(wrong)), allowed, near)
    return tuple(route)


def removal(given: Any) -> Removal:
    """What stands in the place of a gate: ``no`` (the gate itself), ``removed``, ``unknown`` or ``rubber_stamp``."""
    return REMOVAL_NAMES[_name(plain(given), REMOVAL_NAMES, f"one of {', '.join(REMOVAL_NAMES)}")]


def _name(given: Any, names: Collection[str], allowed: str) -> str:
    if not isinstance(given, str):
        raise WrongValue(f"found {shown(given)} where a name is wanted", allowed)
    if given not in names:
        raise WrongValue(f"{shown(given)} is not known", allowed, nearest(given.lower(), names))
    return given


def of_department(name: str, given: Any) -> Any:
    """What a department says of itself beside parameters: headcount, share or directorate."""
    if name == "directorate":
        return text(given)
    if name == "headcount":
        return number(given, 1, 1_000_000, allowed="a whole number 1 to 1,000,000 people", whole=True)
    return number(given, 0, 1, allowed="0 to 1, share of staff")


def of_change(name: str, given: Any) -> Any:
    """When a change is due (week, after, delay), for how many weeks it stands, or its name."""
    if name == "name":
        return text(given)
    if name == "after":
        allowed = "one of " + ", ".join(OCCASIONS)
        event = text(given, allowed)
        if event not in OCCASIONS:
            raise WrongValue(f"unknown event {shown(event)}", allowed, nearest(event, OCCASIONS))
        return event
    return weeks(given, 1 if name == "weeks" else 0)


def existing_file(given: Any, folder: Path) -> Path:
    """The absolute path of a file that exists, given relative to the folder."""
    words = text(os.fspath(given) if isinstance(given, Path) else given, "the path of a file")
    try:
        path = Path(os.path.abspath(folder / words))
        if path.is_file():
            return path
        if path.is_dir():
            raise WrongValue(f"{shown(words)} is a folder", "a file, its path from this scenario")
        beside = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    except (OSError, ValueError):
        path, beside = Path(words), []
    raise WrongValue(f"no such file {shown(words)}", "a file, its path from this scenario", nearest(path.name, beside))


def weeks(given: Any, low: int) -> int | float:
    """A number of weeks from ``low`` up to the longest run."""
    return number(given, low, LONGEST_RUN, allowed=f"a whole number {low} to {LONGEST_RUN:,} weeks", whole=True)
