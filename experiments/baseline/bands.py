"""Plausibility bands: what a baseline must produce. They judge outcomes; no rule reads them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from simulation.state import GATES, label

FEW_REQUESTS = 20  # of a gate that decided fewer, the share of refusals is not judged


@dataclass(frozen=True)
class Band:
    """An outcome of the run and where it must lie, ``low`` to ``high``, in the outcome's unit.

    ``gate`` names the gate that it is about, if any: the band counts only where that gate decided ``least`` requests
    or more.
    """

    outcome: str
    low: float
    high: float
    source: str
    gate: str | None = None
    least: int = 0

    def is_judged(self, outcomes: Mapping[str, float]) -> bool:
        """Whether there is enough to judge in these outcomes of one run, or means of several.

        Never where the outcome is a share or a mean of nothing.
        """
        if self.gate is not None and outcomes[f"requests_{self.gate}"] < self.least:
            return False
        return not math.isnan(outcomes[self.outcome])

    def holds(self, outcomes: Mapping[str, float]) -> bool:
        """Whether these outcomes lie inside; true where there is nothing to judge."""
        return not self.is_judged(outcomes) or self.low <= outcomes[self.outcome] <= self.high


# A mean wait is judged wherever the gate decided anything: each request brings its own weeks. A share of refusals is
# not: of a few decisions it can only be none, or far too many.
BANDS: tuple[Band, ...] = (
    Band("uptake", 0.05, 0.6, "assumption"),
    Band("protective", 0.3, 0.7, "assumption"),
    Band("went_round", 0.19, 0.85, "Clearswift 2011: 19 % would; IRISS: 85 % do, self-selected"),
    Band("incidents_per_year", 0.3, 7.0, "FOI 2015, a lower bound"),
    *(Band(f"wait_{label(gate)}", 0.5, 8.0, "assumption", label(gate), 1) for gate in GATES),
    *(Band(f"refusal_rate_{label(gate)}", 0.05, 0.5, "assumption", label(gate), FEW_REQUESTS) for gate in GATES),
)


def band_of(outcome: str) -> Band:
    """The band of an outcome. Raises ``StopIteration`` where it has none.

    >>> band_of("protective").low
    0.3
    """
    return next(band for band in BANDS if band.outcome == outcome)


def all_hold(outcomes: Mapping[str, float]) -> bool:
    """Whether every band that can be judged holds: what makes a sampled council *plausible*.

    >>> all_hold({band.outcome: band.low for band in BANDS} | {f"requests_{band.gate}": 20 for band in BANDS})
    True
    """
    return all(band.holds(outcomes) for band in BANDS)
