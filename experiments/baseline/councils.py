"""Councils drawn from the declared ranges: a Latin hypercube over everything that varies between councils."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulation.parameters import PARAMETERS
from simulation.scenario import Scenario

if TYPE_CHECKING:
    import numpy as np

MOST_DIMENSIONS = 40  # what may vary between sampled councils, those that a share of councils has among them
SMALLEST, LARGEST = 300, 600  # staff of a sampled council: small ones suffice, and take half a second each
STAFF = "organisation.staff"
SHARES_OF_COUNCILS: dict[str, tuple[float, object, object]] = {
    # path: share of councils that have it, value with, value without
    "policy.written": (0.575, True, False),  # UK 2013: 57.5 % had a written policy
    "gates.ict.web_filter": (0.67, 1.0, 0.0),  # Socitm 2010: 67 % of ICT managers ban the sites
    "policy.training_days": (0.22, 0.97, 0.0),  # UK officers 2012: 22 % had training; LGA: 0.97 days a year
}


def dimensions() -> list[str]:
    """Paths that vary between sampled councils, in the order of the columns of a sample."""
    return [*(path for path, parameter in PARAMETERS.items() if parameter.sampled), *SHARES_OF_COUNCILS]


def settings_of(point: Sequence[float], any_size: bool = False) -> dict[str, object]:
    """The settings that a point of the unit cube stands for, one coordinate a dimension.

    ``any_size``: staff are drawn log-uniformly from their whole plausible range, instead of small councils alone.
    """
    settings: dict[str, object] = {}
    for path, u in zip(dimensions(), point, strict=True):
        if path in SHARES_OF_COUNCILS:
            share, given, missing = SHARES_OF_COUNCILS[path]
            settings[path] = given if u < share else missing
            continue
        if any_size and path == STAFF:
            plausible = PARAMETERS[path].plausible
            assert plausible is not None
            settings[path] = whole_number_by_size(*plausible, u)
            continue
        low, high = range_of(path)
        settings[path] = whole_number(low, high, u) if PARAMETERS[path].whole else low + u * (high - low)
    return settings


def range_of(path: str) -> tuple[float, float]:
    """What a number is drawn from: its plausible range; of staff, that of sampled councils."""
    plausible = PARAMETERS[path].plausible
    assert plausible is not None
    return (SMALLEST, LARGEST) if path == STAFF else plausible


def whole_number(low: float, high: float, u: float) -> int:
    """A whole number from ``low`` to ``high``, each as likely as the others, the ends too; ``u`` in [0, 1].

    >>> [whole_number(0, 3, u) for u in (0.0, 0.24, 0.25, 0.99, 1.0)]
    [0, 0, 1, 3, 3]
    """
    return min(int(high), math.floor(low + u * (high - low + 1)))


def whole_number_by_size(low: float, high: float, u: float) -> int:
    """A whole number from ``low`` to ``high`` whose logarithm is as likely to lie anywhere; ``u`` in [0, 1].

    >>> [whole_number_by_size(300, 8000, u) for u in (0.0, 0.5, 1.0)]
    [300, 1549, 8000]
    """
    return round(low * math.exp(u * math.log(high / low)))


def sampled_councils(
    number: int, seed: int | np.random.Generator = 0, base: str | Scenario = "district", any_size: bool = False
) -> list[Scenario]:
    """So many councils, each the base with a point of a Latin hypercube (McKay, Beckman and Conover 1979) laid on it.

    The base is a scenario, or one by its name; ``any_size`` as in :func:`settings_of`. The same number and seed give
    the same councils. Needs SciPy, which comes with the extras ``dev`` and ``uncertain``. A base whose departments have
    headcounts keeps its size.
    """
    like = Scenario.load(base) if isinstance(base, str) else base
    points = enumerate(points_of(number, seed))
    return [council_at(point, like, f"council {number}", any_size) for number, point in points]


def points_of(number: int, seed: int | np.random.Generator = 0) -> list[list[float]]:
    """The points of the Latin hypercube, one a council, each with a coordinate in [0, 1] for each dimension."""
    from scipy.stats import qmc

    points: list[list[float]] = qmc.LatinHypercube(len(dimensions()), seed=seed).random(number).tolist()
    return points


def council_at(point: Sequence[float], like: Scenario, name: str, any_size: bool = False) -> Scenario:
    """The council that a point stands for: a scenario with what it stands for laid on it."""
    settings = settings_of(point, any_size)
    if is_of_fixed_size(like):
        del settings[STAFF]
    return like.changed(settings, name=name)


def is_of_fixed_size(scenario: Scenario) -> bool:
    """Whether its departments say how many people they have, one by one, or a file does: then no size can be drawn."""
    return scenario.people is not None or any(spec.headcount is not None for spec in scenario.departments)
