"""Who truly holds it up: Shapley values over all sets of players that can be taken away, and their interactions.

A set is a whole number, with the bit of each player that is gone: 0 is none of them, 2^k − 1 all k.
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def players_of(number_of_sets: int) -> int:
    """How many players have so many sets. Raises ``ValueError`` where it is no power of two.

    >>> players_of(32)
    5
    """
    players = number_of_sets.bit_length() - 1
    if number_of_sets != 1 << players or players < 1:
        raise ValueError("there is one value for each set of players, 2, 4, 8 and so on in all")
    return players


def shapley(values: Floats) -> Floats:
    """What each player's removal adds, mean over all orders in which all of them could go (Shapley 1953).

    ``values`` is 2^k × whatever else (seeds), by set; the result k × the same. Together they are v(all) − v(none).

    >>> shapley(np.array([0.0, 0.0, 0.0, 1.0])).tolist()  # only both together: a half each
    [0.5, 0.5]
    """
    players = players_of(len(values))
    found = np.zeros((players, *values.shape[1:]))
    for gone in range(len(values)):
        weight = 1.0 / (players * comb(players - 1, gone.bit_count())) if gone.bit_count() < players else 0.0
        for player in range(players):
            if not gone >> player & 1:
                found[player] += weight * (values[gone | 1 << player] - values[gone])
    return found


def interactions(values: Floats) -> Floats:
    """How much more two players' removal adds together than each alone, mean over what else is gone.

    The Shapley interaction index (Grabisch and Roubens 1999): above 0 the two are strong together (complements), below
    0 one does what the other would (substitutes). ``values`` is 2^k × whatever else; the result k × k × the same, with
    zeros along the diagonal.

    >>> interactions(np.array([0.0, 0.0, 0.0, 1.0]))[0, 1].item()
    1.0
    """
    players = players_of(len(values))
    found = np.zeros((players, players, *values.shape[1:]))
    for one in range(players):
        for other in range(one):
            both = 1 << one | 1 << other
            for gone in range(len(values)):
                if gone & both:
                    continue
                weight = 1.0 / ((players - 1) * comb(players - 2, gone.bit_count()))
                joint = (values[gone | both] - values[gone | 1 << one]) - (values[gone | 1 << other] - values[gone])
                found[one, other] += weight * joint
            found[other, one] = found[one, other]
    return found
