"""Which seats become champions, and which champions hear one another."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulation.draws import Draws, Purpose
from simulation.population import Population
from simulation.state import Grade, Placement

CHAMPION_TIES = 6  # other champions whom a champion hears in the informal network


def chosen(people: Population, share: float, placement: Placement, heard_by: ArrayLike) -> list[int]:
    """The seats lowest in one fixed score, so that 5 % lie inside 10 %; whom a people file names comes first.

    ``share`` of the staff in [0, 1], ``heard_by`` how many people hear each person. Returns seats, rising.
    """
    number = max(int(share * len(people) + 0.5), int(people.named_champion.sum()))
    if number == 0:
        return []
    rank = np.zeros(len(people))
    if placement == Placement.FRONTLINE:
        rank = (people.grade != Grade.FRONTLINE).astype(float)
    elif placement == Placement.CENTRAL:
        rank = -np.asarray(heard_by, dtype=float)
    first = np.lexsort((np.arange(len(people)), people.champion_score, rank, ~people.named_champion))
    return sorted(first[:number].tolist())


def network(seats: list[int], seat_key: NDArray[np.uint64], draws: Draws) -> dict[int, list[int]]:
    """Those champions who hear each champion.

    Each tie points at a place on a ring on which every seat has one of its own, and goes to the next champion there,
    so that more champions leave most ties as they were.
    """
    hears: dict[int, list[int]] = {i: [] for i in seats}
    if not seats:
        return hears
    keys = seat_key[np.array(seats)]
    ring = sorted(zip(draws.many(Purpose.CHAMPION_PLACE, keys).tolist(), seats, strict=True))
    aims = [draws.many(Purpose.CHAMPION_TIE, keys, tie).tolist() for tie in range(CHAMPION_TIES)]
    for at, i in enumerate(seats):
        for aim in aims:
            other = ring[bisect_left(ring, (aim[at], -1)) % len(ring)][1]
            if other != i and i not in hears[other]:
                hears[other].append(i)
    return hears
