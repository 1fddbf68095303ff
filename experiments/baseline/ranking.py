"""What many councils together say: shares with their intervals, and which dimension moves an outcome."""

from __future__ import annotations

import math

import numpy as np


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927).

    >>> [round(x, 4) for x in wilson(5, 10)]
    [0.2366, 0.7634]
    """
    z = 1.959963984540054
    share, z2 = part / whole, z * z
    middle = (share + z2 / (2.0 * whole)) / (1.0 + z2 / whole)
    reach = z / (1.0 + z2 / whole) * math.sqrt(share * (1.0 - share) / whole + z2 / (4.0 * whole * whole))
    return middle - reach, middle + reach


def standardised_rank_coefficients(points: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, float]:
    """How far each column moves a value, others held: regression on ranks (Saltelli and others 2008, 1.2.5).

    ``points``: n by k; ``values``: n. Returns k coefficients in about [−1, 1], and the share of the variance of ranks
    that they explain together.

    >>> x = np.array([[1.0, 3.0], [2.0, 1.0], [3.0, 4.0], [4.0, 2.0]])
    >>> coefficients, explained = standardised_rank_coefficients(x, np.exp(x[:, 0]))
    >>> coefficients.round(6).tolist(), round(explained, 6)
    ([1.0, 0.0], 1.0)
    """
    columns = np.column_stack([ranks(column) for column in points.T])
    of = ranks(values)
    coefficients, *_ = np.linalg.lstsq(columns, of, rcond=None)
    left = of - columns @ coefficients
    return coefficients, float(1.0 - (left @ left) / (of @ of))


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks with ties at their mean, centred and scaled to one; zeros for a constant."""
    _, where, times = np.unique(values, return_inverse=True, return_counts=True)
    places = (np.cumsum(times) - (times - 1) / 2.0)[where]
    centred = places - places.mean()
    spread = math.sqrt(float(centred @ centred) / len(values))
    return centred / spread if spread else centred
