"""Factors and outcomes in a reader's words: names with units, values as they are said."""

from __future__ import annotations

import math
from typing import Any

from simulation.outcomes import OUTCOMES
from simulation.parameters import PARAMETERS

MEANINGS = {outcome.name: outcome for outcome in OUTCOMES}
LARGE = 1_000.0  # from here on without a fraction


def unit_of_factor(path: str) -> str:
    """The unit of a factor's values; empty for what has none.

    >>> unit_of_factor("gates.ict.hours"), unit_of_factor("strategy")
    ('hours per 1,000 staff and week', '')
    """
    known = (name for name in PARAMETERS if path == name or path.endswith(f".{name}"))
    name = next(known, path)
    if name in PARAMETERS:
        parameter = PARAMETERS[name]
        return "" if parameter.type in (bool, str) else parameter.unit
    return (
        "week" if path.endswith(".week") else "weeks" if path.endswith((".weeks", ".delay")) or path == "weeks" else ""
    )


def factor_with_unit(path: str) -> str:
    """A factor as the label of an axis."""
    unit = unit_of_factor(path)
    return f"{path} ({unit})" if unit else path


def value_said(value: Any) -> str:
    """A factor's value: numbers to three digits, everything else as it is written.

    >>> value_said(0.1), value_said(True), value_said("strategies/edict"), value_said(18.5)
    ('0.1', 'true', 'strategies/edict', '18.5')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def is_share(outcome: str) -> bool:
    """Whether an outcome is a share, which is said in per cent."""
    return MEANINGS[outcome].unit.startswith("share")


def outcome_with_unit(outcome: str) -> str:
    """An outcome as the label of an axis."""
    unit = MEANINGS[outcome].unit
    return f"{outcome} (% {unit.removeprefix('share ')})" if is_share(outcome) else f"{outcome} ({unit})"


def scale_of(outcome: str) -> float:
    """What a picture multiplies an outcome with: 100 for shares."""
    return 100.0 if is_share(outcome) else 1.0


def outcome_said(outcome: str, value: float | None, is_signed: bool = False) -> str:
    """A value of an outcome, shares in per cent; differences of shares in points.

    >>> outcome_said("uptake", 0.1234), outcome_said("net_value", -12345.6), outcome_said("uptake", 0.05, True)
    ('12.3 %', '−12,346', '+5.0 points')
    """
    if value is None or math.isnan(value):
        return "nothing"
    number = value * scale_of(outcome)
    digits = 0 if abs(number) >= LARGE else 1 if is_share(outcome) or abs(number) >= 10 else 2
    text = f"{abs(number):,.{digits}f}"
    sign = "−" if number < 0 and text.strip("0.,") else "+" if is_signed else ""
    return sign + text + ((" points" if is_signed else " %") if is_share(outcome) else "")


def span_said(outcome: str, low: float | None, high: float | None, is_signed: bool = False) -> str:
    """An interval in brackets; that there is none, where there is none."""
    if low is None or high is None:
        return "(no interval)"
    return f"({outcome_said(outcome, low, is_signed)} to {outcome_said(outcome, high, is_signed)})"
