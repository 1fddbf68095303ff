"""In what combinations, and in what order, the dated changes of a scenario can be in force together during a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from simulation.scenario_files.parts import Change
from simulation.scenario_files.problems import Origin, Problem

MOST_LOOKED_AT = 20_000
"""Moments that are looked at, so that a file with a great many changes is still read in a second or two."""


@dataclass(frozen=True)
class Moment:
    """What is in force once changes have begun, or are over: numbers of changes, in the order in which they began.

    ``turning`` is the last of those that began; where none did, that of those that are over. ``week`` is 1 or later.
    """

    week: int
    turning: int
    is_over: bool
    in_force: tuple[int, ...]


def moments(changes: Sequence[Change], weeks: int) -> Iterator[Moment]:
    """All that can be in force in a run of so many weeks, each combination once, those of dated changes first.

    Nobody knows when an event comes: each is tried in every week in which it makes a difference, by itself and with the
    others. What is found after ``MOST_LOOKED_AT`` moments is not looked at; the dated changes always are.
    """
    seen: set[tuple[int, ...]] = set()
    dated = list(_followed(changes, weeks, {}))
    uncertain = (at for reached in _courses(changes, weeks) for at in _followed(changes, weeks, reached))
    for moment in (*dated, *islice(uncertain, MOST_LOOKED_AT)):
        if moment.in_force not in seen:
            seen.add(moment.in_force)
            yield moment


def turns(
    numbered: Sequence[tuple[str, Change]], weeks: int, problems: Sequence[Problem]
) -> Iterator[tuple[str, Origin, list[Change], str]]:
    """Wherever changes turn: what messages call the one that does, its origin, all in force, and which others are.

    Where ``problems`` have grown, the same changes with more of them, or in another order, are not looked at again.
    """
    wrong: list[frozenset[int]] = []
    for at in moments([change for _, change in numbered], weeks):
        is_uncertain = any(numbered[number][1].after is not None for number in at.in_force)
        if not at.in_force or (is_uncertain and any(some <= set(at.in_force) for some in wrong)):
            continue
        name, change = numbered[at.turning]
        over = "" if not at.is_over else f", over in week {at.week}" if change.week is not None else ", when it is over"
        others = [numbered[number][0] for number in at.in_force if number != at.turning]
        beside = f", with {' and '.join(others)} in force" if others else ""
        before = len(problems)
        yield f"{name}{over}: ", change.origin, [numbered[number][1] for number in at.in_force], beside
        if len(problems) > before:
            wrong.append(frozenset(at.in_force))


def _courses(changes: Sequence[Change], weeks: int) -> Iterator[dict[str, int]]:
    """The weeks in which events may come, by event: one event in a run, then two, then all."""
    events = tuple(dict.fromkeys(change.after for change in changes if change.after is not None))
    for number in range(1, len(events) + 1):
        for some in combinations(events, number):
            yield from _placed(changes, weeks, some, {})


def _placed(
    changes: Sequence[Change], weeks: int, events: tuple[str, ...], reached: dict[str, int]
) -> Iterator[dict[str, int]]:
    """Each event before, in and after every week in which something else turns, so that every order is met."""
    if not events:
        yield reached
        return
    event, *others = events
    later = {change.delay for change in changes if change.after == event}
    later |= {change.delay + change.weeks for change in changes if change.after == event and change.weeks is not None}
    turns = {week for spell in _spells(changes, reached).values() for week in spell if week is not None}
    beside = {week + by - after for week in turns for after in later for by in (-1, 0, 1)}
    for week in sorted({1, weeks} | {week for week in beside if 1 <= week <= weeks}):
        yield from _placed(changes, weeks, tuple(others), {**reached, event: week})


def _spells(changes: Sequence[Change], reached: Mapping[str, int]) -> dict[int, tuple[int, int | None]]:
    """The week in which each change begins and the first in which it is over, by number; where it begins at all."""
    found: dict[int, tuple[int, int | None]] = {}
    for number, change in enumerate(changes):
        event = reached.get(change.after or "")
        begins = max(1, change.week) if change.week is not None else None if event is None else event + change.delay
        if begins is not None:
            found[number] = (begins, None if change.weeks is None else begins + change.weeks)
    return found


def _followed(changes: Sequence[Change], weeks: int, reached: Mapping[str, int]) -> Iterator[Moment]:
    """A run week by week, as changes turn: those with a week begin, others end, and then begin those after events."""
    spells = _spells(changes, reached)
    turns: dict[int, tuple[list[int], list[int], list[int]]] = {}
    for number, (begins, ends) in spells.items():
        if begins <= weeks:
            turns.setdefault(begins, ([], [], []))[0 if changes[number].after is None else 2].append(number)
            if ends is not None and ends <= weeks:
                turns.setdefault(ends, ([], [], []))[1].append(number)
    in_force: list[int] = []
    for week, (begun, over, after) in sorted(turns.items()):
        in_force = [number for number in in_force if number not in over] + begun
        if begun or over:
            yield Moment(week, (begun or over)[-1], not begun, tuple(in_force))
        in_force += after
        if after:
            yield Moment(week, after[-1], False, tuple(in_force))
