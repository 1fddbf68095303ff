"""First divergence: where two strategies part on equal luck, whose life it changes first, and what followed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from experiments.divergence import UNTOLD, NotTheSameLuck, first_divergence, sentences_of, stages_of
from simulation.biography import sentence
from simulation.engine.council import CompiledCouncil, staffed
from simulation.record import FIRST, NOBODY, Event
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import Stage
from simulation.wording import counted, percent
from simulation.words import STAGES_IN_WORDS

MOST = 6  # sentences on one life
LATER = (13, 52, 104)  # weeks after they part at which uptake is told
PERSON = FIRST.index("person")
NOT_TOLD = (*UNTOLD, Event.CHANGE)  # what is told with something else, and what is only set


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
    """Run both, each with what it is called, and tell where they part, or that other people cannot be followed."""
    called = one[0], other[0]
    first, second = runs(one[1], other[1], seed)
    try:
        found = first_divergence(first, second)
    except NotTheSameLuck as error:
        return Divergence(*called, seed, None, (f"{error}.",))
    said = sentences_of(found, first, second, called)
    if found is None:
        return Divergence(*called, seed, None, tuple(said))
    if found.person != NOBODY:
        for name, run in zip(called, (first, second), strict=True):
            said.insert(-1, f"{found.who} after that, {name}: {_life(run, found.person, found.week)}")
    said += _what_followed(called, first, second, found.week)
    return Divergence(*called, seed, found.week, tuple(f"{line[:1].upper()}{line[1:]}" for line in said))


def _life(run: Run, person: int, week: int) -> str:
    rows = [row for row in run.log_rows if row[PERSON] == person and row[0] > week and row[1] not in NOT_TOLD]
    if not rows:
        return "nothing more happened."
    told = " ".join(sentence(run, row) for row in rows[:MOST])
    return told + (f" And {counted(len(rows) - MOST, 'event', 'events')} more." if len(rows) > MOST else "")


def _what_followed(called: tuple[str, str], first: Run, second: Run, week: int) -> list[str]:
    """How uptake went on, and between which stages most people are apart at the end."""
    one, other = called
    weeks = min(first.weeks, second.weeks)
    courses = [run.weekly["uptake"].tolist() for run in (first, second)]
    at = [later for later in (week + after for after in LATER) if later < weeks]
    parts = [f"week {later}: {percent(courses[0][later])} and {percent(courses[1][later])}" for later in (*at, weeks)]
    said = [f"Uptake, {one} and {other}: {'; '.join(parts)}."]
    here, there = (stages_of(run, weeks) for run in (first, second))
    moves = Counter((here[who], there[who]) for who in range(first.staff) if here[who] != there[who])
    if moves:
        (mine, theirs), number = moves.most_common(1)[0]
        said.append(
            f"Apart most often ({number:,} of {sum(moves.values()):,} people): {STAGES_IN_WORDS[Stage(mine)]} ({one}), "
            f"{STAGES_IN_WORDS[Stage(theirs)]} ({other})."
        )
    return said
