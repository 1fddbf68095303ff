"""The common task: hazard adoption on one graph, which every peer reads from the same file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Bass's 0.03 and 0.38 a year, as in tests/theory/test_bass.py, a week.
OUTSIDE, PEER = 0.03 / 52, 0.38 / 52
WEEKS = 156
DEGREE = 10  # ties a person, mean
SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUICK_SIZES = (500, 1_000)


def draw_ties(people: int, seed: int = 1) -> NDArray[np.int64]:
    """A uniform random graph of mean degree 10: exactly ``5 × people`` pairs, as sorted codes lower × people + higher.

    Raises ``ValueError`` where there are not so many pairs.
    """
    wanted = DEGREE * people // 2
    if wanted > people * (people - 1) // 2:
        raise ValueError(f"{people} people cannot have {DEGREE} contacts each")
    rng, codes = np.random.default_rng(seed), np.empty(0, dtype=np.int64)
    while len(codes) < wanted:
        one, other = rng.integers(0, people, (2, wanted + wanted // 5 + 10))
        drawn = np.minimum(one, other) * people + np.maximum(one, other)
        codes = np.unique(np.concatenate([codes, drawn[one != other]]))
    return np.sort(rng.permutation(codes)[:wanted])


def write_task(folder: Path, people: int) -> Path:
    """The file that every peer reads: people, both ends of each tie, the two hazards, weeks."""
    low, high = np.divmod(draw_ties(people), people)
    path = folder / f"{people}.npz"
    np.savez(path, people=people, low=low, high=high, outside=OUTSIDE, peer=PEER, weeks=WEEKS)
    return path
