"""Plausibility bands: what a baseline must produce. They judge outcomes; no rule reads them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from simulation.state import GATES, label

FEW_REQUESTS = 20  # a gate that decided fewer is not judged


@dataclass(frozen=True)
class Band:
    """An outcome of the run and where it must lie, ``low`` to ``high``, in the outcome's unit.

    ``gate`` names the gate that it is about, if any: the band counts only where that gate decided enough requests.
    """

    outcome: str
    low: float
    high: float
    source: str
    gate: str | None = None

    def holds(self, outcomes: Mapping[str, float]) -> bool:
        """Whether these outcomes of one run, or means of several, lie inside; true where there is nothing to judge."""
        if self.gate is not None and outcomes[f"requests_{self.gate}"] < FEW_REQUESTS:
            return True
        value = outcomes[self.outcome]
        return math.isnan(value) or self.low <= value <= self.high


BANDS: tuple[Band, ...] = (
    Band("uptake", 0.05, 0.6, "assumption"),
    Band("protective", 0.3, 0.7, "assumption"),
    Band("went_round", 0.19, 0.85, "Clearswift 2011: 19 % would; IRISS: 85 % do, self-selected"),
    Band("incidents_per_year", 0.3, 7.0, "FOI 2015, a lower bound"),
    *(Band(f"wait_{label(gate)}", 0.5, 8.0, "assumption", label(gate)) for gate in GATES),
    *(Band(f"refusal_rate_{label(gate)}", 0.05, 0.5, "assumption", label(gate)) for gate in GATES),
)


def all_hold(outcomes: Mapping[str, float]) -> bool:
    """Whether every band holds.

    >>> all_hold({band.outcome: band.low for band in BANDS} | {f"requests_{band.gate}": 20 for band in BANDS})
    True
    """
    return all(band.holds(outcomes) for band in BANDS)
