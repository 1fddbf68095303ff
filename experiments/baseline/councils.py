"""Councils drawn from the declared ranges: a Latin hypercube over everything that varies between councils."""

from __future__ import annotations

from simulation.parameters import PARAMETERS
from simulation.scenario import Scenario

SMALLEST, LARGEST = 300, 600  # staff of a sampled council: small ones suffice, and take half a second each
SHARES_OF_COUNCILS: dict[str, tuple[float, object, object]] = {
    # path: share of councils that have it, value with, value without
    "policy.written": (0.575, True, False),  # UK 2013: 57.5 % had a written policy
    "gates.ict.web_filter": (0.67, 1.0, 0.0),  # Socitm 2010: 67 % of ICT managers ban the sites
    "policy.training_days": (0.22, 0.97, 0.0),  # UK officers 2012: 22 % had training; LGA: 0.97 days a year
}


def dimensions() -> list[str]:
    """Paths that vary between sampled councils, in the order of the columns of a sample."""
    return [*(path for path, parameter in PARAMETERS.items() if parameter.sampled), *SHARES_OF_COUNCILS]


def settings_of(point: list[float]) -> dict[str, object]:
    """The settings that a point of the unit cube stands for, one coordinate a dimension."""
    settings: dict[str, object] = {}
    for path, u in zip(dimensions(), point, strict=True):
        if path in SHARES_OF_COUNCILS:
            share, given, missing = SHARES_OF_COUNCILS[path]
            settings[path] = given if u < share else missing
            continue
        parameter = PARAMETERS[path]
        assert parameter.plausible is not None
        low, high = (SMALLEST, LARGEST) if path == "organisation.staff" else parameter.plausible
        value = low + u * (high - low)
        settings[path] = round(value) if parameter.whole else value
    return settings


def sampled_councils(number: int, seed: int = 0, base: str = "district") -> list[Scenario]:
    """So many councils, each the base with a point of a Latin hypercube (McKay, Beckman and Conover 1979) laid on it.

    The same number and seed give the same councils. Needs SciPy, which comes with the extra ``dev``.
    """
    from scipy.stats import qmc

    points = qmc.LatinHypercube(len(dimensions()), seed=seed).random(number)
    like = Scenario.load(base)
    return [like.changed(settings_of(point), name=f"council {k}") for k, point in enumerate(points.tolist())]
