"""What counts as a refusal and what as blame in the table of counts of a run, or of several runs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.record import Event
from simulation.state import GATES, Gate, label

if TYPE_CHECKING:
    import pandas as pd


def objections(counts: pd.DataFrame) -> pd.DataFrame:
    """The rows that count objections by gates, mended ones included; columns as in ``simulation.run.Run.counts``."""
    return counts[counts["event"] == label(Event.OBJECTED)]


def blame(counts: pd.DataFrame) -> pd.DataFrame:
    """The rows that count blame on the five gates after a refusal.

    Left out is blame for a no that was taken for granted, and blame on there being nobody to appeal to.
    """
    after_refusal = (counts["event"] == label(Event.BLAMED)) & (counts["true_gate"] != label(Gate.SELF))
    return counts[after_refusal & counts["gate"].isin([label(gate) for gate in GATES])]
