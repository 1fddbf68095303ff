"""Which points a sweep looks at, in which order. A point is made when it is asked for, so a billion cost no memory.

Latin hypercube, Sobol and Halton are SciPy's. The order of points is balanced wherever it is cut short: sampled points
come as they were drawn, all others in strides of the golden section.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from experiments.sweeps.factors import Factor

SAMPLED = ("latin-hypercube", "sobol", "halton")
KINDS = ("grid", *SAMPLED, "one-at-a-time", "points")
ALSO_CALLED = {"lhs": "latin-hypercube", "oat": "one-at-a-time"}
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
MOST_OF_HYPERCUBE = 20_000_000  # values, points times factors: a hypercube is drawn as a whole
DRAWN = 1024  # points of a sequence that are made at a time


@dataclass(frozen=True)
class Design:
    """A kind of :data:`KINDS`, over factors; ``number`` of points of a sampled one, the ``seed`` of its luck.

    ``listed`` holds the points of ``points``, each a value for every factor; ``base`` what each factor is at in
    ``one-at-a-time`` while another moves.
    """

    kind: str
    factors: tuple[Factor, ...]
    number: int = 0
    seed: int = 0
    listed: tuple[tuple[Any, ...], ...] = ()
    base: tuple[Any, ...] = ()
    _lock: Any = field(default_factory=threading.Lock, compare=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        kept = ("kind", "factors", "number", "seed", "listed", "base")
        return {name: getattr(self, name) for name in kept}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, _lock=threading.Lock())

    def __len__(self) -> int:
        return self._number

    @cached_property
    def _number(self) -> int:
        """How many points there are."""
        if self.kind == "grid":
            return math.prod(factor.size for factor in self.factors)
        if self.kind == "one-at-a-time":
            return len(self._moves)
        return len(self.listed) if self.kind == "points" else self.number

    def values(self, point: int) -> tuple[Any, ...]:
        """The value of each factor at a point, numbered from 0."""
        if self.kind == "points":
            return self.listed[point]
        if self.kind == "one-at-a-time":
            moved, value = self._moves[point]
            return tuple(value if k == moved else given for k, given in enumerate(self.base))
        if self.kind == "grid":
            found = []
            for factor in reversed(self.factors):  # the last moves fastest
                point, level = divmod(point, factor.size)
                found.append(factor.at_levels[level])
            return tuple(reversed(found))
        return tuple(factor.at(float(u)) for factor, u in zip(self.factors, self._drawn(point), strict=True))

    def at_place(self, place: int) -> int:
        """The point that comes at this place, from 0, of the order in which points are run."""
        return place if self.kind in SAMPLED else place * self._stride % len(self)

    def place_of(self, point: int) -> int:
        """The place at which a point comes."""
        return point if self.kind in SAMPLED else point * pow(self._stride, -1, len(self)) % len(self)

    @cached_property
    def _stride(self) -> int:
        """Next to the golden section of all points, and without a common factor with them: it meets each once."""
        points = len(self)
        wanted = max(1, round(points * GOLDEN))
        return next(k for k in range(wanted, 2 * points + 2) if math.gcd(k, points) == 1)

    @cached_property
    def _moves(self) -> list[tuple[int, Any]]:
        """One at a time: which factor moves, and to what; first none."""
        moves: list[tuple[int, Any]] = [(-1, None)]
        for k, factor in enumerate(self.factors):
            moves += [(k, value) for value in factor.at_levels if value != self.base[k]]
        return moves

    def _drawn(self, point: int) -> Sequence[float]:
        """A point of the unit cube."""
        if self.kind == "latin-hypercube":
            return self._hypercube[point]
        first = point // DRAWN * DRAWN
        with self._lock:  # threads that share a design share its block
            kept = vars(self).get("_block")
            if kept is None or kept[0] != first:
                sequence = _sequence(self.kind, len(self.factors), self.seed)
                if first:
                    sequence.fast_forward(first)
                kept = (first, sequence.random(min(DRAWN, _power_above(self.number - first))))
                vars(self)["_block"] = kept
        return kept[1][point - first]

    @cached_property
    def _hypercube(self) -> np.ndarray:
        from scipy.stats import qmc

        drawn: np.ndarray = qmc.LatinHypercube(len(self.factors), rng=self.seed).random(self.number)
        return drawn

    def identity(self) -> dict[str, Any]:
        """What makes it this design and no other, for JSON."""
        said: dict[str, Any] = {"kind": self.kind, "points": len(self)}
        if self.kind in SAMPLED:
            said["seed"] = self.seed
        if self.kind in ("points", "one-at-a-time"):
            said["values"] = [list(point) for point in self.listed or [self.base]]
        return said


def _power_above(number: int) -> int:
    """A Sobol sequence is balanced at powers of two, and warns where it is drawn otherwise."""
    return 1 << max(0, number - 1).bit_length()


def _sequence(kind: str, dimensions: int, seed: int) -> Any:
    from scipy.stats import qmc

    made = {"sobol": qmc.Sobol, "halton": qmc.Halton}[kind]
    return made(dimensions, scramble=True, rng=seed)
