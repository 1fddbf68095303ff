"""What was measured, and the arithmetic on it: medians, ratios with their spread, slopes, and which row is void."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import log, sqrt
from statistics import linear_regression, mean, median, stdev

# A mean share further from the reference than this many standard errors voids the row. With 20 runs of the reference,
# a right row is voided about once in ten thousand times.
TOLERANCE = 5.0


@dataclass(frozen=True)
class Row:
    """One program on one size: ``seconds`` of all weeks and of ``set_up``, and the final ``shares``, one a repeat.

    ``peak`` is the most memory of its process in bytes, 0 where it was not measured. ``void`` says why the row counts
    for nothing; empty where it counts.
    """

    who: str
    people: int
    weeks: int
    seconds: tuple[float, ...]
    set_up: tuple[float, ...] = ()
    shares: tuple[float, ...] = ()
    peak: int = 0
    versions: dict[str, str] = field(default_factory=dict)
    void: str = ""

    @property
    def median(self) -> float:
        """Seconds of all weeks."""
        return median(self.seconds)

    def per_person_week(self, seconds: float | None = None) -> float:
        """Nanoseconds a person and week; of the median, or of so many seconds."""
        return 1e9 * (self.median if seconds is None else seconds) / (self.people * self.weeks)


@dataclass(frozen=True)
class Skipped:
    """What was not run, and why."""

    who: str
    reason: str


@dataclass(frozen=True)
class Ratio:
    """How many times longer one row took than another: of medians, and the least and most over all pairs of repeats."""

    of_medians: float
    least: float
    most: float


def ratio(slower: Row, faster: Row) -> Ratio:
    """How many times longer ``slower`` took. Raises ``ValueError`` where the two did not do the same."""
    if (slower.people, slower.weeks) != (faster.people, faster.weeks):
        raise ValueError(
            f"{slower.who} and {faster.who} did not do the same: {slower.people} and {faster.people} people"
        )
    return Ratio(
        slower.median / faster.median,
        min(slower.seconds) / max(faster.seconds),
        max(slower.seconds) / min(faster.seconds),
    )


def slope(rows: Sequence[Row]) -> float | None:
    """The exponent b of seconds ∝ peopleᵇ, fitted to medians by least squares; ``None`` for fewer than two sizes."""
    if len({row.people for row in rows}) < 2:
        return None
    return linear_regression([log(row.people) for row in rows], [log(row.median) for row in rows]).slope


def bytes_per_person(rows: Sequence[Row]) -> float | None:
    """How much more memory each further person needs, from the smallest to the largest size; ``None`` for one size."""
    ordered = sorted((row for row in rows if row.peak), key=lambda row: row.people)
    if len(ordered) < 2 or ordered[0].people == ordered[-1].people:
        return None
    return (ordered[-1].peak - ordered[0].peak) / (ordered[-1].people - ordered[0].people)


def tolerated(reference: Sequence[float], repeats: int) -> float:
    """How far the mean share of so many repeats may lie from the mean of the reference's shares (at least two)."""
    return TOLERANCE * stdev(reference) * sqrt(1 / repeats + 1 / len(reference))


def checked(row: Row, reference: Sequence[float]) -> Row:
    """The row, void where its final shares are not those of the reference."""
    if not row.shares or len(row.shares) != len(row.seconds):
        return replace(row, void="it does not say what became of every repeat")
    off, most = mean(row.shares) - mean(reference), tolerated(reference, len(row.shares))
    if abs(off) <= most:  # never so where a share is not a number
        return row
    return replace(row, void=f"final share {mean(row.shares):.4f} where {mean(reference):.4f} ± {most:.4f} belongs")


def pooled(one: Row, other: Row) -> Row:
    """Two measurements of the same, as one."""
    if (one.who, one.people, one.weeks) != (other.who, other.people, other.weeks):
        raise ValueError(f"{one.who} and {other.who} are not the same")
    return replace(
        one,
        seconds=one.seconds + other.seconds,
        set_up=one.set_up + other.set_up,
        shares=one.shares + other.shares,
        peak=max(one.peak, other.peak),
        void=one.void or other.void,
    )
