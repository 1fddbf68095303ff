"""HR: conduct."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.agents.gate import Concern, WorriedGatekeeper
from simulation.agents.request import Request
from simulation.rules import hr, objecting
from simulation.state import Gate, Objection


class HR(WorriedGatekeeper):
    """HR asks whether managers could read what their staff do there; really a matter of performance management."""

    gate = Gate.HR

    def hours_for_decisions(self) -> float:
        """Hours this week that may go into answering requests."""
        return float(self.model.now.gates.hr.hours * self.model.staff_count / 1000.0)

    def concerns(self, request: Request) -> Iterator[Concern]:
        """How much each objection concerns this gate now, and whether it would be genuine."""
        department = request.asker.department
        yield (
            Objection.CONDUCT,
            hr.concern_conduct(
                self.risk_aversion,
                request.wish.risk,
                department.manager_literacy,
                self.model.now.policy.performance_criteria,
            ),
            hr.is_genuine_conduct(request.wish.risk, request.asker.skill_now, objecting.GENUINE_LEVEL),
        )
