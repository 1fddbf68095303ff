"""What departments are like at the start: their own values, or values drawn around the scenario's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulation.draws import Draws, Purpose, key_of
from simulation.now import Now, read
from simulation.parameters import PARAMETERS, Value
from simulation.rules import people

TRAITS_OF_DEPARTMENTS = tuple(path for path, parameter in PARAMETERS.items() if parameter.by_department)
AMOUNTS = ("audience", "spare_hours", "old_work", "old_work_worth")  # without an upper limit; the others lie in [0, 1]
BEFORE_TRAINING = ("literacy", "customer_skill")  # what training adds to, so that the trait itself is what was before


def attribute(path: str) -> str:
    """What a department's trait is called once it is settled.

    >>> attribute("department.audience"), attribute("department.literacy")
    ('audience', 'literacy_before_training')
    """
    name = path.split(".")[1]
    return f"{name}_before_training" if name in BEFORE_TRAINING else name


def trait(path: str, department: str, own: Mapping[str, Value], now: Now, draws: Draws) -> Any:
    """The value of one trait of a department: its own (``own``, by path), or one drawn around the scenario's."""
    if path in own:
        return read(path, own[path])
    name = path.split(".")[1]
    u = draws.one(Purpose.DEPARTMENT, key_of("department", department, name))
    around = people.amount_around if name in AMOUNTS else people.spread_around
    return around(getattr(now.department, name), now.organisation.differences, u)
