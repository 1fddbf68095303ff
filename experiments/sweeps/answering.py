"""The sentence that answers a sweep's question: no more than its runs show.

Over one factor: which value has most (or least) of the outcome, and by how much against the next and the other end.
Over two: what each brings alone, what both bring, and whether that is more than their sum. What cannot be told apart is
called so, with about how many more runs would tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from experiments.intervals import Interval, interval
from experiments.statistics.pairing import more_to_tell
from experiments.sweeps.summing import Group, difference, groups, unit_of
from experiments.sweeps.sweep import Answer
from experiments.sweeps.words import MEANINGS, outcome_said, span_said, unit_of_factor, value_said

if TYPE_CHECKING:
    from experiments.sweeps.opening import SweepResults


def answer_of(results: SweepResults, answer: Answer) -> str:
    """The answer in a few sentences. Where runs say nothing, that."""
    found = groups(results, answer.outcome, answer.by)
    if len(found) < 2:
        return (
            f"There is nothing to compare: {answer.outcome} is known for {len(found)} of the values of {answer.by[0]}."
        )
    unit = unit_of(results)
    said = _of_two(answer, found, unit) if len(answer.by) == 2 else _of_one(answer, found, unit)
    return said if unit == "seed" else f"{said} (Intervals are over points, given the seeds that all of them share.)"


def _of_one(answer: Answer, found: Sequence[Group], unit: str) -> str:
    ordered = ranked(found, answer.aim)
    best, second, worst = ordered[0], ordered[1], ordered[-1]
    head = (
        f"{_subject(answer)} is {_superlative(answer)} with {_at(answer.by, best)}: {_mean(answer.outcome, best)}, "
        f"against {_mean(answer.outcome, worst)} with {_at(answer.by, worst)}"
    )
    whole, next_ = difference(best, worst, unit), difference(best, second, unit)
    if not whole.excludes_zero:
        return (
            f"{_subject(answer)} does not depend on {answer.by[0]} as far as these runs tell: with "
            f"{_at(answer.by, best)} it is {_difference(answer.outcome, whole)} from where it is "
            f"{_opposite(answer)}, {_at(answer.by, worst)}; {_more(whole, best, unit)}."
        )
    if len(ordered) == 2:
        return f"{head}: {_difference(answer.outcome, whole)}."
    if next_.excludes_zero:
        return f"{head}; the next is {_at(answer.by, second)}, {_difference(answer.outcome, next_)} away."
    return f"{head}. It cannot be told yet from {_at(answer.by, second)}: {_more(next_, best, unit)}."


def _of_two(answer: Answer, found: Sequence[Group], unit: str) -> str:
    by_key = {group.key: group for group in found}
    first = list(dict.fromkeys(group.key[0] for group in found))
    second = list(dict.fromkeys(group.key[1] for group in found))
    corners = [(a, b) for a in (first[0], first[-1]) for b in (second[0], second[-1])]
    ordered = ranked(found, answer.aim)
    best, following, furthest = ordered[0], ordered[1], ordered[-1]
    head = f"{_subject(answer)} is {_superlative(answer)} with {_at(answer.by, best)}: {_mean(answer.outcome, best)}"
    gap = difference(best, following, unit)
    if not gap.excludes_zero:
        head += f", which cannot be told yet from {_at(answer.by, following)} ({_more(gap, best, unit)})"
    head += f"; {_opposite(answer)} with {_at(answer.by, furthest)}: {_mean(answer.outcome, furthest)}"
    if any(corner not in by_key for corner in corners):
        return head + "."
    neither, only_b, only_a, both = (by_key[corner] for corner in corners)
    a, b, together = (difference(one, neither, unit) for one in (only_a, only_b, both))
    said = (
        f"From {_at(answer.by, neither)} ({_mean(answer.outcome, neither)}), {answer.by[0]} = {value_said(first[-1])} "
        f"alone brings {_difference(answer.outcome, a)}, {answer.by[1]} = {value_said(second[-1])} alone "
        f"{_difference(answer.outcome, b)}, both {_difference(answer.outcome, together)}"
    )
    extra = _beyond_sum(neither, only_a, only_b, both)
    if extra is None:
        return f"{said}. {head}."
    if not extra.excludes_zero:
        verdict = f"together that is not distinguishable from their sum ({_more(extra, both, unit)})"
    else:
        verdict = f"together that differs from their sum by {_difference(answer.outcome, extra)}"
    return f"{said}: {verdict}. {head}."


def _beyond_sum(neither: Group, only_a: Group, only_b: Group, both: Group) -> Interval | None:
    """What both bring beyond the sum of each, seed by seed; none where seeds are not shared."""
    shared = sorted(neither.units.keys() & only_a.units.keys() & only_b.units.keys() & both.units.keys())
    if len(shared) < 2:
        return None
    return interval(both.units[s] - only_a.units[s] - only_b.units[s] + neither.units[s] for s in shared)


def ranked(found: Sequence[Group], aim: str) -> list[Group]:
    """Groups from the one sought to the one that is furthest from it."""
    return sorted(found, key=lambda group: group.mean.mean or 0.0, reverse=aim == "most")


def _more(gap: Interval, group: Group, unit: str) -> str:
    """How many more runs would tell."""
    if gap.low is None:
        return "more replications would tell"
    if not gap.mean:
        return "so far both come to the same"
    more = more_to_tell(gap if unit == "seed" else replace(gap, n=max(group.runs, 1)))
    if more is None:
        return "if there is a difference, it is too small for any number of runs worth doing"
    what = "seeds for each point" if unit == "seed" else "points in each"
    return f"about {more:,} more {what} would tell, if it stays as it is"


def _subject(answer: Answer) -> str:
    name = answer.outcome.replace("_", " ")
    return f"{name[0].upper()}{name[1:]} ({MEANINGS[answer.outcome].meaning})"


def _superlative(answer: Answer) -> str:
    return "highest" if answer.aim == "most" else "lowest"


def _opposite(answer: Answer) -> str:
    return "lowest" if answer.aim == "most" else "highest"


def _at(by: Sequence[str], group: Group) -> str:
    said = []
    for path, value in zip(by, group.key, strict=True):
        unit = unit_of_factor(path) if isinstance(value, int | float) and not isinstance(value, bool) else ""
        is_told = unit.startswith("hours") and len(by) == 1  # what is 0 to 1, a share or a week needs no unit beside it
        said.append(f"{path} = {value_said(value)}" + (f" {unit}" if is_told else ""))
    return " and ".join(said)


def _mean(outcome: str, group: Group) -> str:
    mean: Any = group.mean
    return f"{outcome_said(outcome, mean.mean)} {span_said(outcome, mean.low, mean.high)}"


def _difference(outcome: str, gap: Interval) -> str:
    return f"{outcome_said(outcome, gap.mean, True)} {_span(outcome, gap)}"


def _span(outcome: str, gap: Interval) -> str:
    return span_said(outcome, gap.low, gap.high, True)
