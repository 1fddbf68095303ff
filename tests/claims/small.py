"""The small council in which every claim is tried: the lively one, in which everything goes on at once."""

from pathlib import Path

from simulation.scenario import Scenario
from tests.claims.table import Claim, arms_of

LIVELY = Scenario.load(Path(__file__).resolve().parents[1] / "parameters" / "lively.toml")
WEEKS = 30
LONGER = 84  # for files of dated events, and for what looks back over half a year or asks of a week behind them


def small_council(claim: Claim) -> Scenario:
    """Eighty people, and as many weeks as the claim's arms ask for."""
    has_events = any(name.startswith("events/") for arm in arms_of(claim).values() for name in arm.lay)
    looks_back = any(part.number == "stalled" for part in claim.parts)
    return LIVELY.changed(weeks=LONGER if has_events or looks_back else WEEKS)


def everybody_asks(*gates: str) -> Scenario:
    """All of them file a request in week 1, one gate after another, with hours and capacity for all of it, and no lead.

    What two such councils decide in that week is about the same requests with the same luck.
    """
    return LIVELY.changed(
        {
            "route.gates": list(gates),
            "route.extra.new_channel": [],
            "route.extra.needs_ict": [],
            "route.extra.standing_orders": [],
            "start.asking": 1,
            "start.pioneers": 0,
            "gates.turnaround": 0,
            "gates.legal.turnaround": 0,
            "gates.hr.hours": 40000,
            "gates.legal.hours": 40000,
            "gates.ict.hours": 40000,
            "gates.ict.mitigation": 0,
            "digital_lead.hours": 0,
            "events.crises": 0,
        },
        weeks=1,
    )
