"""What may be shared: people and ties are the same for all councils of equal organisation, contacts and seed."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from simulation.scenario import Scenario

OF_PEOPLE = ("organisation.", "contacts.")
NOT_OF_PEOPLE = "organisation.attrition"  # it says who leaves when, not who is there


def settled_by(scenario: Scenario) -> Hashable:
    """All of a scenario that people and ties depend on, beside the seed."""
    departments = tuple(
        (
            spec.name,
            spec.headcount,
            spec.share,
            tuple((p, v) for p, v in sorted(spec.values.items()) if _is_of_people(p)),
        )
        for spec in scenario.departments
    )
    source = scenario.people
    files = (
        None if source is None else tuple((str(f), _stamp(f)) for f in (source.people, source.ties) if f is not None)
    )
    values = tuple(sorted((path, value) for path, value in scenario.values.items() if _is_of_people(path)))
    return values, departments, source, files


def _is_of_people(path: str) -> bool:
    return path.startswith(OF_PEOPLE) and path != NOT_OF_PEOPLE


def _stamp(file: Any) -> tuple[int, int]:
    """When a file was last written and how long it is: it may change while others are run."""
    found = file.stat()
    return found.st_mtime_ns, found.st_size
