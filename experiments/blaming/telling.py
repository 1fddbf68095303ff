"""What blame, refusals and cause come to, in sentences whose words follow the statistics."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from experiments.blaming.blame import Blame
from experiments.by_gate import FEW, AtGate, by_gate
from experiments.findings import listed
from experiments.intervals import Interval
from experiments.statistics.pairing import more_to_tell
from experiments.wording import share, with_interval
from simulation.state import GATES, Gate
from simulation.wording import counted
from simulation.words import WRITTEN

LONGER = 0.5  # weeks that a request waits longer at a gate before that gate is called the queue
MOST_SENTENCES = 2  # on single removals, and on pairs


def in_points(of: Interval) -> str:
    """A difference of shares in percentage points, with its interval.

    >>> in_points(Interval(0.031, 0.02, 0.042, 20)), in_points(Interval(-0.01, -0.02, 0.0, 20))
    ('3.1 (2.0–4.2)', '−1.0 (−2.0 to 0.0)')
    """
    return with_interval(of, 1, 100.0, least=-math.inf)


def in_hours(of: Interval) -> str:
    """Hours, with their interval: to the nearest ten, or the nearest one where all of it lies below a hundred.

    >>> in_hours(Interval(-1234.0, -2000.0, -468.0, 20)), in_hours(Interval(-3.0, -4.2, -1.8, 20))
    ('−1,230 (−2,000 to −470)', '−3 (−4 to −2)')
    """
    ends = (of.mean, of.low, of.high)
    to = -1 if max((abs(end) for end in ends if end is not None), default=0.0) >= 100.0 else 0
    mean, low, high = (None if end is None else round(end, to) for end in ends)
    return with_interval(Interval(mean, low, high, of.n), 0, least=-math.inf)


@dataclass(frozen=True)
class Hours:
    """Hours told in one unit, so that a table of them is not too wide."""

    unit: str
    scale: float
    digits: int

    def said(self, of: Interval) -> str:
        """A mean with its interval."""
        return with_interval(of, self.digits, self.scale, least=-math.inf)


def scaled_hours(several: Iterable[Interval]) -> Hours:
    """Hours, or thousands of them where any of these is as large as that.

    >>> scaled_hours([Interval(2500.0, -100.0, 5100.0, 9)]).said(Interval(2500.0, -100.0, 5100.0, 9))
    '2.5 (−0.1 to 5.1)'
    """
    ends = [abs(end) for of in several for end in (of.mean, of.low, of.high) if end is not None]
    return Hours("thousand hours", 0.001, 1) if max(ends, default=0.0) >= 1000.0 else Hours("hours", 1.0, 0)


def told(blame: Blame) -> list[str]:
    """The findings, most important first."""
    gates = {gate.gate: gate for gate in by_gate(blame.as_it_is)}
    roles = [_roles(blame)] if blame.without_roles.arms else []  # none where only gates were removed
    return [_all_gone(blame), *_blamed_and_causing(blame, gates), *_alone(blame), *_pairs(blame), *roles]


def _all_gone(blame: Blame) -> str:
    uptake, worth = blame.in_all["uptake"], blame.in_all["net_value"]
    if uptake.excludes_zero:
        rise = "rise" if (uptake.mean or 0.0) > 0.0 else "fall"
        said = f"With no gate at all, uptake would {rise} by {in_points(_size(uptake))} points"
    else:
        unsure = f"is not distinguishable from nothing ({in_points(uptake)} points)"
        said = f"What having no gate at all does to uptake {unsure}"
    if not worth.excludes_zero:
        return f"{said}; what that does to net value is not distinguishable from nothing ({in_hours(worth)} hours)."
    way = "gain" if (worth.mean or 0.0) > 0.0 else "cost"
    that = "that" if uptake.excludes_zero else "having none"
    return f"{said}, and {that} would {way} net value: {in_hours(worth)} hours."


def _blamed_and_causing(blame: Blame, gates: dict[Gate, AtGate]) -> list[str]:
    """For the gate that is blamed most and the one that causes most: blame, refusals and cause in one sentence."""
    blamed = max(GATES, key=lambda gate: gates[gate].blame.mean or 0.0)
    causing = max(GATES, key=lambda gate: blame.cause["uptake"][gate].mean or 0.0)
    sentences = []
    if gates[blamed].counted["blame"].whole >= FEW:
        sentences.append(_one(blame, gates, blamed))
    if causing != blamed and blame.cause["uptake"][causing].excludes_zero:
        sentences.append(_one(blame, gates, causing))
    return sentences


def _one(blame: Blame, gates: dict[Gate, AtGate], gate: Gate) -> str:
    at, cause, shares = gates[gate], blame.cause["uptake"][gate], blame.shares["uptake"]
    said = f"{WRITTEN[gate]} took {share(at.blame)} % of the blame and raised {share(at.refusals)} % of refusals"
    if not cause.excludes_zero:
        return f"{said}; that it holds uptake back at all is not distinguishable{_more(cause)}."
    of_all = "" if shares is None else f", {100.0 * shares[gate]:.0f} % of all that gates hold back"
    return f"{said}; its part in what holds uptake back is {in_points(cause)} points{of_all}."


def _more(of: Interval, whose: str = "") -> str:
    """About how many more pairs would tell a mean from nought; empty where there is no telling.

    >>> _more(Interval(1.0, -1.0, 3.0, 10)), _more(Interval(-1.0, -2.0, 0.0, 10), " for it")
    (' (about 30 more pairs would tell)', ' (about 1 more pair would tell for it)')
    """
    if of.low is None or of.low == of.high or not of.mean:
        return ""
    more = more_to_tell(of)
    if more is None:
        return f" (no number of pairs in reach would tell{whose})"
    return f" (about {counted(more, 'more pair', 'more pairs')} would tell{whose})"


def _alone(blame: Blame) -> list[str]:
    """Gates whose removal alone surely does less than half of their part, and whose queue surely takes over."""
    sentences = []
    alone, cause, short = blame.changes("alone", "uptake"), blame.cause["uptake"], blame.short_of_half
    sure = [gate for gate in GATES if _is_above(cause[gate]) and short[gate].high is not None]
    sure = [gate for gate in sure if (short[gate].high or 0.0) < 0.0]
    for gate in sorted(sure, key=lambda one: short[one].mean or 0.0)[:MOST_SENTENCES]:
        said = f"Removing {WRITTEN[gate]} alone gives {in_points(alone[gate])} points, less than half of its part"
        waits = {at: of for (gone, at), of in blame.waits.items() if gone == gate}
        grown = [at for at, of in waits.items() if _is_above(of) and (of.mean or 0.0) >= LONGER]
        if grown:
            other = max(grown, key=lambda one: waits[one].mean or 0.0)
            weeks = with_interval(waits[other], 1, least=-math.inf)
            said += f", because {WRITTEN[other]} becomes the queue: each request waits {weeks} weeks longer there"
        sentences.append(f"{said}.")
    return sentences


def _is_above(of: Interval) -> bool:
    return of.low is not None and of.low > 0.0


def _pairs(blame: Blame) -> list[str]:
    """The strongest interactions that are sure."""
    sure = [(pair, of) for pair, of in blame.pairs["uptake"].items() if of.excludes_zero]
    sentences = []
    for (one, other), of in sorted(sure, key=lambda found: -abs(found[1].mean or 0.0))[:MOST_SENTENCES]:
        way = "more" if (of.mean or 0.0) > 0.0 else "fewer"
        both = f"Removing {WRITTEN[one]} and {WRITTEN[other]} together gives {in_points(_size(of))} points {way}"
        sentences.append(f"{both} than the two by themselves add up to, on average over which others are gone.")
    return sentences


def _roles(blame: Blame) -> str:
    if not blame.lost:
        return "Of one pair of runs nothing can be said about single roles."
    surely = [lost for lost in blame.lost if lost.net_value.excludes_zero]
    if not surely:
        values = [lost.net_value for lost in blame.lost]
        largest = max(values, key=lambda of: abs(of.mean or 0.0))
        more = _more(largest, " for the largest")
        return f"Which single role matters is not distinguishable{more}: every interval includes nought."
    names = [f"{lost.role.name} ({in_hours(lost.net_value)} hours, rank {rank_of(lost.ranks)})" for lost in surely[:3]]
    return f"Of single roles, these surely move net value: {listed(names)}."


def _size(of: Interval) -> Interval:
    """The same without its sign, where all of it has one."""
    if of.mean is None or of.mean >= 0.0:
        return of
    return Interval(-of.mean, None if of.high is None else -of.high, None if of.low is None else -of.low, of.n)


def rank_of(ranks: tuple[int, int]) -> str:
    """The ranks that something can have.

    >>> rank_of((1, 1)), rank_of((2, 7))
    ('1', '2–7')
    """
    return str(ranks[0]) if ranks[0] == ranks[1] else f"{ranks[0]}–{ranks[1]}"
