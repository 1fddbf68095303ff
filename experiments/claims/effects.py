"""What the parts of a claim come to, council by council and pair by pair, from the numbers that its arms left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.blaming.councils import ALL, name_of_set
from experiments.claims.claim import LESS, MORE, NO_MORE, Part
from experiments.statistics.shapley import shapley
from simulation.state import GATES, label

Floats = NDArray[np.float64]
OF_CAUSE = "uptake"
SETS = tuple(name_of_set(gone) for gone in range(ALL + 1))
"""The arms that a cause takes: every set of gates removed, from none to all."""


@dataclass(frozen=True)
class Effects:
    """A part's effect: ``values`` councils × pairs, of the councils numbered ``councils``; why others have none.

    ``missing`` counts them by reason.
    """

    values: Floats
    councils: NDArray[np.intp]
    missing: Mapping[str, int]


NOTHING = "a share of nothing in some run"
NOT_POSITIVE = "removing all gates adds no uptake"
NOT_RUN = "not run with every set of gates removed"


def effects_of(part: Part, numbers: Mapping[tuple[str, str], Floats]) -> Effects:
    """The effect of a part; ``numbers`` maps arm and number to councils × pairs, not a number where there is none."""

    def of(arm: str) -> Floats:
        return numbers[arm, part.number]

    base = _added([of(arm) for arm in part.against]) if part.against else 0.0
    whole = _best([of(arm) for arm in part.best_of], part.direction) if part.best_of else _added(map(of, part.arm))
    values = whole - base - part.level
    reasons = np.full(len(values), "", dtype=object)
    if part.cause:
        sets = np.array([numbers[name, OF_CAUSE] for name in SETS])
        values, why = _beyond_cause(values, sets, [label(gate) for gate in GATES].index(part.cause))
        reasons = np.where(why != "", why, reasons)
    unknown = ~np.isfinite(values).all(axis=1)
    reasons = np.where(unknown & (reasons == ""), NOTHING, reasons)
    kept = np.flatnonzero(reasons == "")
    missing = {str(reason): int((reasons == reason).sum()) for reason in dict.fromkeys(reasons.tolist()) if reason}
    return Effects(np.asarray(values[kept], dtype=np.float64), kept, missing)


def _added(columns: Sequence[Floats] | map) -> Floats:
    found: Floats = np.sum(list(columns), axis=0)
    return found


def _best(arms: Sequence[Floats], direction: str) -> Floats:
    """The best of several arms in each council, chosen for each pair on the others: luck that chose does not judge."""
    values = np.array(arms)
    pairs = values.shape[2]
    sign = -1.0 if direction == LESS else 1.0
    found = np.empty(values.shape[1:])
    for pair in range(pairs):
        others = np.delete(values, pair, axis=2).mean(axis=2)
        chosen = (sign * others).argmax(axis=0)
        found[:, pair] = values[chosen, np.arange(values.shape[1]), pair]
    return found


def _beyond_cause(values: Floats, sets: Floats, gate: int) -> tuple[Floats, NDArray]:
    """A share less the gate's share of the cause, and why a council has none.

    ``sets`` is 32 × councils × pairs. The share of the cause is one of means over pairs, so pairs have pseudo-values
    (the jackknife): their mean is the council's share less what a ratio of few pairs is off, their spread its luck.
    """
    part, total = shapley(sets)[gate], sets[ALL] - sets[0]
    pairs = values.shape[1]
    why = np.full(len(values), "", dtype=object)
    known = np.isfinite(sets).all(axis=(0, 2))
    why[~known] = NOT_RUN
    with np.errstate(divide="ignore", invalid="ignore"):
        why[known & (total.mean(axis=1) <= 0.0)] = NOT_POSITIVE
        whole = part.mean(axis=1) / total.mean(axis=1)
        pseudo = np.empty_like(values)
        for pair in range(pairs):
            without = np.delete(part, pair, axis=1).mean(axis=1) / np.delete(total, pair, axis=1).mean(axis=1)
            pseudo[:, pair] = pairs * whole - (pairs - 1) * without
    return values - pseudo, why


def bounds(part: Part) -> tuple[float, float]:
    """Between which ends an effect bears a part out.

    >>> bounds(Part("", "uptake", ("a",), direction="less", matters=0.02))
    (-inf, -0.02)
    >>> bounds(Part("", "uptake", ("a",), direction="none", matters=0.02))
    (-0.02, 0.02)
    """
    if part.direction == MORE:
        return part.matters, np.inf
    if part.direction == LESS:
        return -np.inf, -part.matters
    return (-np.inf if part.direction == NO_MORE else -part.matters), part.matters
