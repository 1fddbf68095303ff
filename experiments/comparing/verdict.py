"""What may be said of a difference: words follow its interval and the smallest effect that matters."""

from __future__ import annotations

import math
from enum import Enum

from experiments.intervals import Interval
from experiments.statistics.pairing import pairs_to_tell, roughly

FARTHEST = 20_000  # pairs; more are not proposed


class Verdict(Enum):
    """What an interval says, given the smallest effect that matters."""

    HIGHER = "higher"
    LOWER = "lower"
    MAYBE_HIGHER = "higher, perhaps by too little to matter"
    MAYBE_LOWER = "lower, perhaps by too little to matter"
    ALIKE = "no difference that matters"
    OPEN = "not distinguishable"
    NONE = "no verdict"


def verdict(of: Interval, matters: float | None) -> Verdict:
    """The verdict on a difference; none without an interval, or without the smallest effect that matters.

    >>> verdict(Interval(5.0, 3.0, 7.0, 20), 2.0).value, verdict(Interval(1.0, -1.0, 3.0, 20), 2.0).value
    ('higher', 'not distinguishable')
    >>> verdict(Interval(0.1, -0.5, 0.7, 20), 2.0).value, verdict(Interval(0.1, -0.5, 0.7, 20), None).value
    ('no difference that matters', 'no verdict')
    """
    if matters is None or of.low is None or of.high is None:
        return Verdict.NONE
    if of.low >= matters:
        return Verdict.HIGHER
    if of.high <= -matters:
        return Verdict.LOWER
    if -matters < of.low and of.high < matters:
        return Verdict.ALIKE
    if of.low > 0.0:
        return Verdict.MAYBE_HIGHER
    return Verdict.MAYBE_LOWER if of.high < 0.0 else Verdict.OPEN


def more_pairs(of: Interval, spread: float, matters: float, comparisons: int) -> int | None:
    """About how many more pairs would settle what is open; none where that is beyond all measure.

    ``spread`` is the standard deviation of one difference, ``comparisons`` how many intervals hold together.
    """
    if of.mean is None:
        return None
    needed = pairs_to_tell(of.mean, spread, matters, comparisons) - of.n
    return roughly(max(1, needed)) if needed <= FARTHEST else None


def in_words(of: Interval, spread: float, matters: float | None, comparisons: int) -> str:
    """The verdict in words, with about how many more pairs where it is open; a dash where there is none."""
    found = verdict(of, matters)
    if found == Verdict.NONE or matters is None:
        return "–"
    if found != Verdict.OPEN or math.isnan(spread):
        return found.value
    more = more_pairs(of, spread, matters, comparisons)
    return f"{found.value}, " + ("no number of pairs in reach" if more is None else f"about {more:,} more pairs")
