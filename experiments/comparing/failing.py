"""Where a strategy fails, in words: a box in the space of councils that holds most of its failures and little else.

The box is found by PRIM (Friedman and Fisher 1999, as scenario discovery uses it: Bryant and Lempert 2010), by the EMA
workbench, which comes with the extra ``uncertain``.
"""

from __future__ import annotations

import inspect
import io
import logging
import warnings
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.findings import listed
from simulation.parameters import PARAMETERS

MOST_LIMITS = 3  # a sentence with more is not read
FEWEST = 5  # failures; of fewer no box is looked for
SHUFFLES = 19  # then luck alone does better in one of twenty
SURE = 0.05  # chance that a limit would help as much by luck (quasi-p-value), at most
LARGE_STEP = 0.1  # share of councils that a quick search peels off at a time
DENSITY = 0.5  # of the councils in a box, at least this share are failures


@dataclass(frozen=True)
class Limit:
    """One side of a box: a path, and the value below or above which councils are inside."""

    path: str
    value: float
    is_above: bool

    def __str__(self) -> str:
        parameter = PARAMETERS[self.path]
        unit = parameter.unit.removeprefix("0 to 1")  # which the number says by itself
        side = "above" if self.is_above else "below"
        return f"`{self.path}` ({parameter.meaning}) is {side} {self.value:.3g}{f' {unit}' if unit else ''}"


@dataclass(frozen=True)
class Box:
    """Where failures gather: ``coverage`` is the share of all failures inside, ``mass`` that of all councils inside,
    ``density`` the share of those inside that are failures.

    ``held_out`` is that share in councils that did not show the limits: each half of all councils shows limits of its
    own, and the other half is counted within them. None where a half shows none.
    """

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    mass: float
    held_out: float | None = None

    @property
    def unseen(self) -> str:
        """The share in councils that did not show the limits, in words; empty where there is none."""
        return (
            "" if self.held_out is None else f"; {100.0 * self.held_out:.0f} % in councils that did not show the limits"
        )

    def __str__(self) -> str:
        where = listed([str(limit) for limit in self.limits])
        return (
            f"fails where {where}: {100.0 * self.coverage:.0f} % of its failures, {100.0 * self.mass:.0f} % of "
            f"councils, of which {100.0 * self.density:.0f} % fail{self.unseen}"
        )


def is_sought(failures: NDArray[np.bool_]) -> bool:
    """Whether a box is looked for at all: not where few fail, nor where all do."""
    return bool(failures.sum() >= FEWEST and not failures.all())


def box_of_failures(places: pd.DataFrame, failures: NDArray[np.bool_], among: int | None = None) -> Box | None:
    """The box that says most with few limits; none for few failures, or where luck alone finds one as good.

    ``among``: only so many dimensions are looked at, those in which failures lie farthest from other councils, and
    peeled in larger steps: many times quicker. They are chosen anew wherever failures are dealt out anew.

    ``places`` has a row a council and a column a dimension; ``failures`` says which fail. Among many dimensions there
    is always some box: so failures are dealt out anew ``SHUFFLES`` times, and it has to be better than all of those.
    Raises ``ImportError`` where the EMA workbench is not installed.
    """
    if not is_sought(failures):
        return None
    best = _best(places, failures, among)
    rng = np.random.default_rng(0)
    if best is None or any(
        _worth(_best(places, rng.permutation(failures), among)) >= _worth(best) for _ in range(SHUFFLES)
    ):
        return None
    return replace(best, held_out=_held_out(places, failures, among))


def _held_out(places: pd.DataFrame, failures: NDArray[np.bool_], among: int | None) -> float | None:
    """The share of failures within the limits that the other half of places shows, over both halves."""
    even = np.arange(len(places)) % 2 == 0
    inside = fail = 0
    for half in (even, ~even):
        box = _best(places[half], failures[half], among) if is_sought(failures[half]) else None
        if box is None:
            return None
        there = within(places, box.limits) & ~half
        inside, fail = inside + int(there.sum()), fail + int((there & failures).sum())
    return fail / inside if inside else None


def within(places: pd.DataFrame, limits: Sequence[Limit]) -> NDArray[np.bool_]:
    """Which places lie inside all limits."""
    inside = np.ones(len(places), dtype=bool)
    for limit in limits:
        column = places[limit.path].to_numpy()
        inside &= column >= limit.value if limit.is_above else column <= limit.value
    return inside


def _worth(box: Box | None) -> float:
    """Coverage and density in one number, their harmonic mean."""
    return 0.0 if box is None else 2.0 * box.coverage * box.density / (box.coverage + box.density)


def _farthest(places: pd.DataFrame, failures: NDArray[np.bool_], among: int) -> pd.DataFrame:
    """The dimensions in which failures lie farthest from other councils, in standard deviations."""
    apart = (places[failures].mean() - places[~failures].mean()).abs() / places.std().replace(0.0, np.inf)
    return places[apart.sort_values(ascending=False, kind="stable").index[:among]]


def _best(places: pd.DataFrame, failures: NDArray[np.bool_], among: int | None = None) -> Box | None:
    """The best box along the path on which PRIM peels."""
    steps: dict[str, Any] = {} if among is None else {"peel_alpha": LARGE_STEP}
    if among is not None:
        places = _farthest(places, failures, among)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of libraries that it could do without
        logging.getLogger("ema_workbench").setLevel(logging.ERROR)
        from ema_workbench.analysis import prim

        takes = inspect.signature(prim.Prim.__init__).parameters  # version 3 has no threshold
        threshold: dict[str, Any] = {"threshold": DENSITY} if "threshold" in takes else {}
        with redirect_stdout(io.StringIO()):
            found = prim.Prim(places, failures, **threshold, **steps).find_box()
    if found is None:
        return None
    chances = found.p_values if hasattr(found, "p_values") else found.qp  # as version 3 calls them, and version 2
    boxes = [_box(places, failures, *of) for of in zip(found.box_lims, chances, strict=True)]
    return max((box for box in boxes if box is not None), key=_worth, default=None)


def _box(places: pd.DataFrame, failures: NDArray[np.bool_], sides: pd.DataFrame, qp: Any) -> Box | None:
    """One box of the path, without those of its limits that are not sure; none where too few failures are left."""
    sure: list[tuple[float, Limit]] = []
    for path, (p_low, p_high) in qp.items():
        for p, value, is_above in ((p_low, sides[path].iloc[0], True), (p_high, sides[path].iloc[1], False)):
            if 0.0 <= p <= SURE:
                sure.append((p, Limit(str(path), float(value), is_above)))
    limits = tuple(limit for _, limit in sorted(sure, key=lambda one: one[0])[:MOST_LIMITS])
    inside = within(places, limits)
    fail = int((inside & failures).sum())
    if not limits or fail < DENSITY * inside.sum():
        return None
    return Box(limits, fail / int(failures.sum()), fail / int(inside.sum()), float(inside.mean()))
