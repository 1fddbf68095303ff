"""The leadership team: a message, a seat from which it travels, finite attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.agents.member import Member
from simulation.record import Owner, Use
from simulation.rules import leadership
from simulation.state import Seat

if TYPE_CHECKING:
    from simulation.agents.department import Department
    from simulation.council import Council


class Leadership(Member):
    """Wants social media to be used, more or less, and attends to it, more or less.

    State: ``attention`` in [0, 1], which a change that raises the strength renews, and which has no consequence while
    the strength is 0; ``message_to_comms`` and ``message_to_councillors`` as received this week, in [0, 1].
    """

    def __init__(self, model: Council) -> None:
        super().__init__(model)
        self.attention = 1.0
        self.message_to_comms = 0.0
        self.message_to_councillors = 0.0

    def message_after(self, steps: int) -> float:
        """What is left of the message so many steps down the tree."""
        now = self.model.now.leadership
        return leadership.message_received(now.strength, self.attention, now.consistency, steps)

    def host(self) -> Department:
        """The department that leads where a service leads: the largest, the first by name among equals."""
        return max(self.model.departments, key=lambda department: (department.headcount, -department.index))

    def happen(self) -> None:
        """The message goes down the reporting tree from its seat."""
        seat = self.model.now.leadership.seat
        host = self.host()
        for department in self.model.departments:
            is_host = department is host
            shares = department.directorate is not None and department.directorate == host.directorate
            down = leadership.steps_down(seat, is_host, shares)
            department.message_to_head = self.message_after(down)
            department.message_to_managers = self.message_after(down + 1)
            department.message_to_staff = self.message_after(down + 2)
        self.message_to_comms = self.message_after(leadership.steps_to_comms(seat))
        self.message_to_councillors = self.message_after(0) if seat == Seat.POLITICAL else 0.0

    def chance_of_sponsor(self) -> float:
        """The chance that a request finds a manager who backs it."""
        now = self.model.now.leadership
        return leadership.probability_of_sponsor(now.strength, self.attention, now.consistency, now.seat)

    def organise(self) -> None:
        """Leading costs hours; attention wanders unless evidence renews it."""
        now = self.model.now.leadership
        hours = leadership.hours_of_leadership(now.strength, now.consistency)
        self.model.ledger.bought(Owner.LEADERSHIP, Use.LEADING, hours)
        self.attention = leadership.attention_next(
            self.attention, now.attention_span, self.model.mean_evidence, self.model.crisis
        )
