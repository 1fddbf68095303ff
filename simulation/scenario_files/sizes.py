"""Do the shares of departments fit together? Said where the department was given that does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum

from simulation.scenario_files.parts import DepartmentSpec
from simulation.scenario_files.problems import Origin, Problem, nearest

TOLERANCE = 1e-9
"""How far shares may miss their sum."""


def missed(total: float) -> str:
    """By how much a sum misses 1.

    >>> missed(1.25), missed(0.5)
    ('0.25 too much', '0.5 too little')
    """
    return f"{abs(total - 1):.3g} too {'much' if total > 1 else 'little'}"


def wrong_shares(
    departments: Sequence[DepartmentSpec], origins: Mapping[str, Origin], otherwise: Origin
) -> list[Problem]:
    """What is wrong with departments of which some give a share of the staff; nothing where none does.

    ``origins`` says where each path was given, in the order of files, bases first; ``otherwise`` is where to point to
    if a department has none.
    """
    giving = [spec for spec in departments if spec.share is not None]
    missing = [spec for spec in departments if spec.share is None]
    if not giving:
        return []
    if len(missing) > len(giving):  # rather the few that give one are the odd ones
        names = ", ".join(spec.name for spec in missing[:5]) + (f" and {len(missing) - 5} more" if missing[5:] else "")
        allowed = "a share for every department, or for none"
        return [Problem(otherwise, "departments", f"some departments give a share, but not {names}", allowed)]
    if missing:
        known = [spec.name for spec in giving]
        return [
            Problem(
                _where(spec.name, origins) or otherwise, f"departments.{spec.name}",
                "gives no share, while other departments do", "a department that gives one, or a share of its own",
                nearest(spec.name, known),
            )
            for spec in missing
        ]  # fmt: skip
    total = fsum(spec.share for spec in giving if spec.share is not None)
    if abs(total - 1) <= TOLERANCE:
        return []
    last = _odd_one(giving, origins)
    at = origins[f"departments.{last.name}.share"]
    found = f"shares add to {total:.10g}, {missed(total)}"
    allowed = "shares of all departments that add to 1, or departments_replace = true to drop those of the base"
    near = nearest(last.name, [spec.name for spec in giving if spec is not last])
    return [Problem(at, "departments", found, allowed, near)]


def _odd_one(departments: Sequence[DepartmentSpec], origins: Mapping[str, Origin]) -> DepartmentSpec:
    """The department to look at: the last that another file, or a setting, gives its share than gives most of them."""
    files = {spec.name: origins[f"departments.{spec.name}.share"].file for spec in departments}
    most = Counter(files.values()).most_common(1)[0][0]
    odd = [spec for spec in departments if files[spec.name] != most]
    return max(odd or departments, key=lambda spec: _place(spec.name, origins))


def _place(name: str, origins: Mapping[str, Origin]) -> int:
    """How late the department was given, over all files."""
    places = [number for number, path in enumerate(origins) if path.startswith(f"departments.{name}.")]
    return max(places, default=-1)


def _where(name: str, origins: Mapping[str, Origin]) -> Origin | None:
    """Where the department was given first."""
    return next((at for path, at in origins.items() if path.startswith(f"departments.{name}.")), None)
