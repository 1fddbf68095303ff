"""Small councils in which it is known who is to blame."""

from typing import Any

from simulation import Scenario
from simulation.state import GATES, OBJECTIONS_OF, label

SMALL = Scenario.load("county").changed({"organisation.staff": 80, "start.pioneers": 0, "events.crises": 0}, weeks=39)
NO_OBJECTIONS = {f"objections.{label(objection)}": 0 for gate in GATES for objection in OBJECTIONS_OF[gate]}
WANTED = {"influence.outside_hazard": 0.02, "staff.knows_how": 1}


def of_gates(*gates: str, **also: Any) -> Scenario:
    """A council in which every request passes these gates, one after the other, and in which much is wanted.

    ICT buys no mitigation: it would spend its spare hours on that even where no request comes to it.
    """
    also.setdefault("gates.ict.mitigation", 0)
    extra: dict[str, list[str]] = {f"route.extra.{kind}": [] for kind in ("new_channel", "standing_orders")}
    return SMALL.changed({"route.gates": list(gates), **extra, **WANTED, **also})


# Legal refuses everything: the myth is believed in full, there is no precedent, and nobody knows better.
REFUSES_ALL = {
    "objections.bogeyman": 1,
    "gates.legal.myth": 1,
    "gates.legal.knowledge": 0,
    "start.evidence": 0,
    "events.outside_evidence": 0,
    "policy.documented": 0,
    "influence.news": 0,
}
