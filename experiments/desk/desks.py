"""Where somebody from outside may sit: at a gate, or where appeals end up, with the words for either."""

from __future__ import annotations

from enum import IntEnum

from simulation.scenario import Scenario
from simulation.scenario_files.problems import nearest, shown
from simulation.state import GATES, Gate, Removal, label
from simulation.words import WRITTEN


class Desk(IntEnum):
    """A desk. Those of gates have the gates' numbers; management's is that of all heads of department."""

    MANAGEMENT = Gate.MANAGEMENT
    COMMS = Gate.COMMS
    HR = Gate.HR
    LEGAL = Gate.LEGAL
    ICT = Gate.ICT
    CHIEF_EXECUTIVE = 8

    @property
    def is_gate(self) -> bool:
        """Whether requests are decided here, rather than appeals against what gates decided."""
        return self != Desk.CHIEF_EXECUTIVE

    @property
    def gate(self) -> Gate:
        """The gate whose desk it is. Raises ``ValueError`` for the chief executive's."""
        if not self.is_gate:
            raise ValueError("the chief executive is no gate")
        return Gate(int(self))

    @property
    def called(self) -> str:
        """As a sentence has it after "the desk of".

        >>> Desk.HR.called, Desk.CHIEF_EXECUTIVE.called
        ('HR', 'the chief executive')
        """
        return WRITTEN[self.gate] if self.is_gate else "the chief executive"

    @property
    def written(self) -> str:
        """As the head of a table or a mark in a picture has it."""
        return WRITTEN[self.gate] if self.is_gate else "Chief executive"


NAMES = tuple(label(desk) for desk in Desk)


class NoDesk(ValueError):
    """Nobody can sit there: nothing is decided at that desk in this scenario."""


def desk_of(name: str) -> Desk:
    """A desk by its name. Raises ``ValueError`` with all names for any other.

    >>> desk_of("hr").name, desk_of("chief_executive").name
    ('HR', 'CHIEF_EXECUTIVE')
    """
    if name not in NAMES:
        near = nearest(name, NAMES)
        meant = f"; did you mean {near}?" if near else ""
        raise ValueError(f"no desk is called {shown(name)}; allowed: {', '.join(NAMES)}{meant}")
    return list(Desk)[NAMES.index(name)]


def check_gate(scenario: Scenario, gate: Gate) -> None:
    """Raises :class:`NoDesk` where the scenario has taken this gate away or has it say yes to everything."""
    if scenario.route_removal.get(gate, Removal.NO) != Removal.NO:
        open_gates = [label(one) for one in GATES if scenario.route_removal.get(one, Removal.NO) == Removal.NO]
        said = f"{label(gate)} decides nothing in {scenario.called}"
        raise NoDesk(f"{said}; allowed: {', '.join(open_gates)}" if open_gates else said)
