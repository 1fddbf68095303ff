"""Adding up in order: the one way in which sums of amounts are made."""

from __future__ import annotations

from collections.abc import Iterable


def add_up(amounts: Iterable[float]) -> float:
    """The sum from left to right, rounded at every step as a plain loop does it.

    Python's own ``sum`` compensates rounding from 3.12 on, so its last digits would depend on the version.

    >>> add_up([0.1] * 10), add_up([])
    (0.9999999999999999, 0.0)
    """
    total = 0.0
    for amount in amounts:
        total += amount
    return total
