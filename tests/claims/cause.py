"""Who truly holds it up: Shapley values of the gates, over all sets of gates that can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from math import comb

from simulation.state import GATES, Gate, label


def sets_of_gates() -> Iterator[frozenset[Gate]]:
    """The 32 sets of gates, none first, all last."""
    for size in range(len(GATES) + 1):
        yield from map(frozenset, combinations(GATES, size))


def removing(gates: frozenset[Gate]) -> dict[str, str]:
    """The settings that take these gates away."""
    return {f"route.removal.{label(gate)}": "removed" for gate in GATES if gate in gates}


def shapley(value: Callable[[frozenset[Gate]], float]) -> dict[Gate, float]:
    """What each gate's removal adds to ``value``, over all orders in which the five could go.

    Together they are value(all) − value(none).
    """
    n = len(GATES)
    return {
        gate: sum(
            (value(gone | {gate}) - value(gone)) / (n * comb(n - 1, len(gone)))
            for gone in sets_of_gates()
            if gate not in gone
        )
        for gate in GATES
    }
