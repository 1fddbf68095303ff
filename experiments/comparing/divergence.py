"""First divergence: where two strategies part on equal luck, whose life it changes first, and what followed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from simulation.biography import sentence
from simulation.engine.council import CompiledCouncil, staffed
from simulation.record import FIRST, NOBODY, Event, place_of
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import Stage
from simulation.wording import counted, percent
from simulation.words import STAGES_IN_WORDS

NOT_TOLD = (Event.CHANGE, Event.QUEUED, Event.STAGE)  # what is set, and what is told with something else
MOST = 6  # sentences on one life
LATER = (13, 52, 104)  # weeks after they part at which uptake is told
PERSON = FIRST.index("person")
REQUEST = FIRST.index("request")
TO = place_of(Event.STAGE, "stage")
Row = tuple[int, ...]


@dataclass(frozen=True)
class Divergence:
    """Where two runs part, as sentences: what happened in one and not in the other, and what followed."""

    one: str
    other: str
    seed: int
    week: int | None
    sentences: tuple[str, ...]


def runs(one: Scenario, other: Scenario, seed: int) -> tuple[Run, Run]:
    """Both councils run with one seed, with their event logs."""
    found = [CompiledCouncil(scenario, seed, staff=staffed(scenario, seed)).run() for scenario in (one, other)]
    return found[0], found[1]


def divergence(one: tuple[str, Scenario], other: tuple[str, Scenario], seed: int) -> Divergence:
    """Run both, each with what it is called, and tell where they part."""
    first, second = runs(one[1], other[1], seed)
    week = parted(first, second)
    if week is None:
        said = f"On seed {seed} nothing that happens differs: {one[0]} and {other[0]} are the same run."
        return Divergence(one[0], other[0], seed, None, (said,))
    mine, theirs = differing(first, second, week), differing(second, first, week)
    sentences = [f"Before week {week} all that happens is the same. Then they part."]
    for called, run, rows in ((one[0], first, mine), (other[0], second, theirs)):
        if rows:
            others = f" (and {counted(len(rows) - 1, 'event', 'events')} more of that week)" if rows[1:] else ""
            sentences.append(f"{called}: {sentence(run, rows[0])}{others}")
        else:
            sentences.append(f"{called}: none of that happens in that week.")
    person = next((row[PERSON] for row in (*mine, *theirs) if row[PERSON] != NOBODY), None)
    if person is not None:
        for called, run in ((one[0], first), (other[0], second)):
            sentences.append(f"{run.people.label(person)} then, {called}: {_life(run, person, week)}")
    sentences += _what_followed(one[0], other[0], first, second, week)
    return Divergence(one[0], other[0], seed, week, tuple(sentences))


def key(row: Row) -> Row:
    """An event without the number of its request, which is given in the order of filing and so differs with it."""
    return row[:REQUEST] + row[REQUEST + 1 :]


def by_week(run: Run) -> dict[int, list[Row]]:
    """What happens in each week, without what is only set or told elsewhere."""
    found: dict[int, list[Row]] = {}
    for row in run.log_rows:
        if row[1] not in NOT_TOLD:
            found.setdefault(row[0], []).append(row)
    return found


def parted(one: Run, other: Run) -> int | None:
    """The first week in which something happens in one run and not in the other; none where there is no such week."""
    mine, theirs = by_week(one), by_week(other)
    for week in sorted({*mine, *theirs}):
        if Counter(map(key, mine.get(week, []))) != Counter(map(key, theirs.get(week, []))):
            return week
    return None


def differing(run: Run, other: Run, week: int) -> list[Row]:
    """What happens in a week of one run and not of the other, in order."""
    left = Counter(map(key, by_week(other).get(week, [])))
    found = []
    for row in by_week(run).get(week, []):
        if left[key(row)]:
            left[key(row)] -= 1
        else:
            found.append(row)
    return found


def _life(run: Run, person: int, week: int) -> str:
    rows = [row for row in run.log_rows if row[PERSON] == person and row[0] >= week and row[1] not in NOT_TOLD]
    if not rows:
        return "nothing more happened."
    told = " ".join(sentence(run, row) for row in rows[:MOST])
    return told + (f" And {counted(len(rows) - MOST, 'event', 'events')} more." if len(rows) > MOST else "")


def _what_followed(one: str, other: str, first: Run, second: Run, week: int) -> list[str]:
    weeks = min(first.weeks, second.weeks)
    courses = [run.weekly["uptake"].tolist() for run in (first, second)]
    at = [later for later in (week + after for after in LATER) if later < weeks]
    parts = [f"week {later}: {percent(courses[0][later])} and {percent(courses[1][later])}" for later in (*at, weeks)]
    stages = [_stages(run) for run in (first, second)]
    elsewhere = [who for who in range(min(first.staff, second.staff)) if stages[0].get(who) != stages[1].get(who)]
    said = [
        f"Uptake, {one} and {other}: {'; '.join(parts)}.",
        f"At the end {counted(len(elsewhere), 'seat stands', 'seats stand')} somewhere else, of {first.staff:,}.",
    ]
    moves = Counter((stages[0].get(who, 0), stages[1].get(who, 0)) for who in elsewhere)
    if moves:
        (here, there), number = moves.most_common(1)[0]
        said.append(
            f"Most often ({number:,}) somebody is {STAGES_IN_WORDS[Stage(here)]} ({one}) and "
            f"{STAGES_IN_WORDS[Stage(there)]} ({other})."
        )
    return said


def _stages(run: Run) -> dict[int, int]:
    """Where whoever moved at all stands in the end, by seat."""
    return {row[PERSON]: row[TO] for row in run.log_rows if row[1] == Event.STAGE}
