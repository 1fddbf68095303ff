"""Outcomes as they are compared: weeks to an uptake are cut off at the horizon; which way is better, where one is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from experiments.arms.arm import NAMES, Trials
from experiments.statistics.durations import censored_at
from simulation.outcomes import OUTCOMES
from simulation.scenario_files.problems import nearest

Floats = NDArray[np.float64]
CENSORED = "weeks_to_quarter"
PRIMARY = "net_value"
BESIDE = ("uptake", "net_value", "shadow", "public_value", "harm", "hours_spent", "forgone", CENSORED)
"""Outcomes that stand beside the primary one."""
MORE = ("net_value", "public_value", "uptake", "listening", "coproducing", "evidence")
LESS = (
    "harm", "shadow", "hours_spent", "hours_unmet", "forgone", "incidents_per_year", CENSORED, "assumed_no", "assumed",
    "gave_up", "lapsed", "stalled", "inequality", "no_home", "anxiety",
)  # fmt: skip
LESS_BY_GATE = ("wait_", "rework_", "assumed_")
AIMS = {
    name: "most" if name in MORE else "least"
    for name in NAMES
    if name in MORE or name in LESS or name.startswith(LESS_BY_GATE)
}
"""Which way is better, in the words in which sweeps say it (``aim``). Where that takes a judgement of what
was refused, as with refusals, there is none."""
UNITS = {outcome.name: outcome.unit for outcome in OUTCOMES}
MEANINGS = {outcome.name: outcome.meaning for outcome in OUTCOMES}


def outcome_of(text: str) -> str:
    """The outcome of this name. Raises ``ValueError`` with the nearest name there is.

    >>> outcome_of("uptake")
    'uptake'
    >>> outcome_of("net-value")
    Traceback (most recent call last):
    ValueError: found 'net-value'; there is no such outcome; did you mean net_value?
    """
    if text not in NAMES:
        near = nearest(text.casefold().replace(" ", "_"), NAMES)
        meant = f"; did you mean {near}?" if near else "; blockers run --json lists them"
        raise ValueError(f"found {text!r}; there is no such outcome{meant}")
    return text


def better(outcome: str) -> float:
    """By what an outcome is multiplied so that more of it is better: 1 or −1.

    Raises ``ValueError`` for one of which neither more nor less is better, with those that there are.

    >>> better("uptake"), better("harm"), better("wait_ict")
    (1.0, -1.0, -1.0)
    """
    if outcome not in AIMS:
        raise ValueError(f"of {outcome} neither more nor less is better; allowed: {', '.join(AIMS)}")
    return 1.0 if AIMS[outcome] == "most" else -1.0


def values(trials: Trials, arm: str, outcome: str, horizon: int) -> Floats:
    """An outcome of one arm, a number a seed; weeks to an uptake are at most ``horizon``."""
    found = trials.of(arm, outcome)
    return censored_at(found, horizon)[0] if outcome == CENSORED else found


def scale_of(outcome: str) -> tuple[float, str, int]:
    """By what an outcome is multiplied to be told, its unit then, and digits after the point.

    >>> scale_of("uptake"), scale_of("net_value"), scale_of("weeks_to_quarter")
    ((100.0, 'points', 1), (1.0, 'hours', 0), (1.0, 'weeks', 1))
    """
    unit = UNITS[outcome]
    if unit.startswith("share"):
        return 100.0, "points", 1
    return 1.0, unit, 0 if unit in ("hours", "requests", "times", "objections", "appeals") else 1
