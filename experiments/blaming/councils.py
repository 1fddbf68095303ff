"""The councils that tell who is blamed from who holds it up: gates removed, rubber-stamped, milder and stricter."""

from __future__ import annotations

from collections.abc import Iterable

from experiments.arms.arm import Arm
from simulation.scenario import Scenario
from simulation.state import GATES, OBJECTIONS_OF, Gate, Removal, label

AS_IT_IS = "as it is"
LEVELS = (0.5, 1.5, 2.0)
"""Strictness of a gate: how many times its objections count; 0 is a rubber stamp, 1 the gate as it is."""
ALL = (1 << len(GATES)) - 1


def name_of_set(gone: int) -> str:
    """What the arm is called in which these gates are removed: one bit a gate, in the order of ``GATES``.

    >>> name_of_set(0), name_of_set(0b00110)
    ('as it is', 'without comms, hr')
    """
    names = ", ".join(label(gate) for gate in GATES if gone >> gate & 1)
    return f"without {names}" if names else AS_IT_IS


def name_of(gate: Gate, removal: Removal) -> str:
    """What the arm is called in which one gate is something else.

    >>> name_of(Gate.ICT, Removal.RUBBER_STAMP)
    'ict rubber_stamp'
    """
    return name_of_set(1 << gate) if removal == Removal.REMOVED else f"{label(gate)} {label(removal)}"


def name_of_level(gate: Gate, level: float) -> str:
    """What the arm is called in which one gate is so strict.

    >>> name_of_level(Gate.HR, 1.5), name_of_level(Gate.HR, 1.0), name_of_level(Gate.HR, 0.0)
    ('hr × 1.5', 'as it is', 'hr rubber_stamp')
    """
    if level == 1.0:
        return AS_IT_IS
    return name_of(gate, Removal.RUBBER_STAMP) if level == 0.0 else f"{label(gate)} × {level:g}"


def removals(scenario: Scenario) -> list[Arm]:
    """All 32 sets of gates removed, from none to all, and each gate unknown and as a rubber stamp."""
    arms = [Arm(name_of_set(gone), without(scenario, gates_in(gone))) for gone in range(ALL + 1)]
    for removal in (Removal.UNKNOWN, Removal.RUBBER_STAMP):
        arms += [Arm(name_of(gate, removal), with_removal(scenario, gate, removal)) for gate in GATES]
    return arms


def strictnesses(scenario: Scenario) -> list[Arm]:
    """The council as it is, and each gate from rubber stamp to twice as strict."""
    arms = [Arm(AS_IT_IS, scenario)]
    for gate in GATES:
        arms.append(Arm(name_of_level(gate, 0.0), with_removal(scenario, gate, Removal.RUBBER_STAMP)))
        arms += [Arm(name_of_level(gate, level), with_strictness(scenario, gate, level)) for level in LEVELS]
    return arms


def gates_in(gone: int) -> list[Gate]:
    """The gates of a set.

    >>> gates_in(0b10001)
    [<Gate.MANAGEMENT: 0>, <Gate.ICT: 4>]
    """
    return [gate for gate in GATES if gone >> gate & 1]


def without(scenario: Scenario, gates: Iterable[Gate]) -> Scenario:
    """The same council with these gates removed."""
    settings = {f"route.removal.{label(gate)}": label(Removal.REMOVED) for gate in gates}
    return scenario.changed(settings) if settings else scenario


def with_removal(scenario: Scenario, gate: Gate, removal: Removal) -> Scenario:
    """The same council with something in the place of a gate; one that the scenario has removed stays so."""
    if scenario.route_removal.get(gate) == Removal.REMOVED:
        return scenario
    return scenario.changed({f"route.removal.{label(gate)}": label(removal)})


def with_strictness(scenario: Scenario, gate: Gate, level: float) -> Scenario:
    """The same council in which a gate's objections count so many times as much, each at most 1."""
    paths = [f"objections.{label(objection)}" for objection in OBJECTIONS_OF[gate]]
    return scenario.changed({path: min(1.0, level * float(scenario.values[path])) for path in paths})
