"""Means with their intervals, shares and counts, as every page, table and picture says them."""

from __future__ import annotations

import math

from experiments.by_gate import AtGate, Some
from experiments.intervals import Interval
from simulation.wording import in_digits


def with_interval(of: Interval, digits: int = 0, scale: float = 1.0, least: float = 0.0, most: float = math.inf) -> str:
    """A mean with its 95 % interval, cut at the least and the most that there can be, times ``scale``.

    >>> with_interval(Interval(0.25, 0.2, 0.3, 20), scale=100), with_interval(Interval(4.0, None, None, 1), 1)
    ('25 (20–30)', '4.0')
    """
    if of.mean is None:
        return "–"
    mean = in_digits(of.mean * scale, digits)
    if of.low is None or of.high is None:
        return mean
    low, high = in_digits(max(of.low, least) * scale, digits), in_digits(min(of.high, most) * scale, digits)
    return f"{mean} ({low} to {high})" if "−" in low else f"{mean} ({low}–{high})"


def share(of: Interval, digits: int = 0) -> str:
    """The same for a share, in per cent.

    >>> share(Interval(0.04, -0.01, 0.09, 3))
    '4 (0–9)'
    """
    return with_interval(of, digits, 100.0, most=1.0)


def counts_or_share(some: Some, of: Interval) -> str:
    """A share in per cent with its interval, or the bare counts behind it where there are few.

    >>> of = Interval(0.3, 0.2, 0.4, 9)
    >>> counts_or_share(Some(3, 11), of), counts_or_share(Some(30, 90), of)
    ('3 of 11', '30 (20–40)')
    """
    return str(some) if some.are_few else share(of)


def portion(gate: AtGate, name: str) -> str:
    """The same of a gate; a dash where there are none."""
    return "–" if gate.has_none(name) else counts_or_share(gate.counted[name], getattr(gate, name))
