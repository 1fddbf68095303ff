"""Party groups of councillors."""

from __future__ import annotations

from simulation.adding import add_up

PARTIES = 3  # groups; their sizes fall as 1, 1/2, 1/3, and the largest rules
RULING = 0


def party_sizes(members: int) -> list[int]:
    """Members by party group, the largest first: shares fall as 1, 1/2, 1/3.

    >>> party_sizes(48), party_sizes(1)
    ([27, 13, 8], [1, 0, 0])
    """
    weights = [1.0 / (rank + 1) for rank in range(PARTIES)]
    sizes = [int(members * weight / add_up(weights)) for weight in weights]
    for party in range(members - sum(sizes)):
        sizes[party % PARTIES] += 1
    return sizes
