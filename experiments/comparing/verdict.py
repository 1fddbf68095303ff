"""What may be said of a difference: words follow its interval and the smallest effect that matters."""

from __future__ import annotations

from enum import Enum

from experiments.intervals import Interval
from experiments.statistics.pairing import more_to_tell
from simulation.wording import counted


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


def in_words(of: Interval, matters: float | None) -> str:
    """The verdict in words, with about how many more pairs where it is open; a dash where there is none."""
    found = verdict(of, matters)
    if found == Verdict.NONE:
        return "–"
    return f"{found.value}, {more_pairs(of, matters)}" if found == Verdict.OPEN else found.value


def more_pairs(of: Interval, matters: float | None) -> str:
    """About how many more pairs would settle what is open, in words.

    >>> more_pairs(Interval(1.0, -1.0, 3.0, 10), None), more_pairs(Interval(0.0, -1.0, 1.0, 10), 0.001)
    ('about 30 more pairs', 'no number of pairs in reach')
    """
    more = more_to_tell(of, matters)
    return "no number of pairs in reach" if more is None else f"about {counted(more, 'more pair', 'more pairs')}"
