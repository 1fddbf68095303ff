"""The weekly measures, by name and in order: one row a week for the council, one for each department."""

from __future__ import annotations

from simulation.record import Book, Event
from simulation.state import GATES, Gate, Mode, Stage, label

COLUMN_OF = {
    Event.FILED: "requests_filed",
    Event.APPROVED: "requests_approved",
    Event.GAVE_UP: "given_up",
    Event.WENT_SHADOW: "gone_round",
    Event.WITHDRAWN: "requests_withdrawn",
    Event.ASSUMED: "assumed_noes",
    Event.OBJECTED: "objections",
    Event.NO_HOME: "no_home",
    Event.INCIDENT: "incidents",
    Event.SUCCESS: "successes",
    Event.LAPSED: "lapses",
    Event.DISCOVERED: "discoveries",
    Event.VANITY: "vanity_requests",
    Event.DOCUMENTED: "cases_documented",
}
MODES = (Mode.BROADCAST, Mode.ENGAGE, Mode.COPRODUCE)
OF_A_GATE = ("queue", "decided", "objected", "waited", "rework")
AT_THE_END = ("uptake", "shadow_share", "in_flight")
MEASURED = (
    "evidence", "anxiety", "attention", "demand", "inertia", "unmet_support", "legal_knowledge", "ict_capacity",
    "mitigated", "redesign", "framework", "confidence", "crisis", "moratorium",
)  # fmt: skip
STATE = (*AT_THE_END, *MEASURED)  # what no count and no amount holds
WHOLE = ("in_flight", "moratorium")  # of these, the whole numbers

WEEKLY = (
    "week",
    *map(label, Stage),
    *map(label, MODES),
    *AT_THE_END,
    *COLUMN_OF.values(),
    *(f"{what}_{label(gate)}" for gate in GATES for what in OF_A_GATE),
    *(f"blamed_{label(gate)}" for gate in Gate),
    *(f"assumed_{label(gate)}" for gate in GATES),
    *map(label, Book),
    *MEASURED,
)
STATE_OF_DEPARTMENT = ("demand", "confidence", "served")
OF_DEPARTMENTS = (
    "week", "department", "headcount", *map(label, Stage), *map(label, MODES), "uptake", *COLUMN_OF.values(),
    "queue_management", *map(label, Book), *STATE_OF_DEPARTMENT,
)  # fmt: skip
