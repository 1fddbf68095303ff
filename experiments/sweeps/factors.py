"""What varies between the points of a sweep: one factor each, and the value that a place in it stands for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

LEVELS = 5  # of a range, in a grid or one at a time, where nothing is said
LABEL_OF_NONE = "none"  # no strategy, no event


@dataclass(frozen=True)
class Factor:
    """Something that varies, by its path: either a range of numbers, or a list of ``choices``.

    ``role`` is ``levers`` (what one decides) or ``uncertainties`` (what nobody knows). A range goes from ``low`` to
    ``high``, both included, evenly or by its logarithm, in whole numbers or all; ``levels`` is how many of its values
    a grid takes. ``choices`` are numbers, switches, texts or lists of texts.
    """

    path: str
    role: str = "levers"
    low: float = 0.0
    high: float = 1.0
    is_log: bool = False
    is_whole: bool = False
    levels: int = LEVELS
    choices: tuple[Any, ...] | None = None

    @property
    def is_listed(self) -> bool:
        """Whether its values are a list."""
        return self.choices is not None

    @property
    def is_number(self) -> bool:
        """Whether every value is a number, so that it has an order and an axis."""
        return self.choices is None or all(_is_number(value) for value in self.choices)

    @property
    def size(self) -> int:
        """How many values a grid takes."""
        return len(self.at_levels)

    @cached_property
    def at_levels(self) -> tuple[Any, ...]:
        """The values that a grid takes, in order and none twice; ends included."""
        if self.choices is not None:
            return self.choices
        if self.levels == 1 or self.low == self.high:
            return (self.at(0.0),)
        steps = [self._along(k / (self.levels - 1)) for k in range(self.levels)]
        return tuple(dict.fromkeys(math.floor(step + 0.5) if self.is_whole else step for step in steps))

    def at(self, u: float) -> Any:
        """The value at a place ``u`` in [0, 1): equal lengths are equal shares of the values.

        >>> hours = Factor("gates.ict.hours", low=0, high=3, is_whole=True)
        >>> [hours.at(u) for u in (0.0, 0.24, 0.25, 0.99)]
        [0, 0, 1, 3]
        >>> round(Factor("x", low=1, high=100, is_log=True).at(0.5), 9), Factor("x", choices=("a", "b")).at(0.5)
        (10.0, 'b')
        """
        if self.choices is not None:
            return self.choices[min(int(u * len(self.choices)), len(self.choices) - 1)]
        if not self.is_whole:
            return self._along(u)
        if not self.is_log:
            return int(min(self.high, math.floor(self.low + u * (self.high - self.low + 1))))
        wide = Factor(self.path, low=self.low - 0.5, high=self.high + 0.5, is_log=True)
        return int(min(self.high, max(self.low, math.floor(wide._along(u) + 0.5))))

    def _along(self, u: float) -> float:
        low, high = float(self.low), float(self.high)
        if u <= 0.0 or u >= 1.0:
            return low if u <= 0.0 else high
        if self.is_log:
            return min(high, max(low, math.exp(math.log(low) + u * (math.log(high) - math.log(low)))))
        return min(high, low + u * (high - low))

    def identity(self) -> dict[str, Any]:
        """What makes it this factor and no other, for JSON."""
        if self.choices is not None:
            return {"path": self.path, "choices": [list(c) if isinstance(c, tuple) else c for c in self.choices]}
        kinds = {"log": self.is_log, "integer": self.is_whole, "levels": self.levels}
        return {"path": self.path, "min": self.low, "max": self.high, **kinds}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def written(value: Any) -> Any:
    """A factor's value as tables write it: lists as one text.

    >>> written(("comms", "ict")), written(0.5), written(())
    ('comms+ict', 0.5, 'none')
    """
    return ("+".join(value) or LABEL_OF_NONE) if isinstance(value, tuple | list) else value
