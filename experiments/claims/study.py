"""All claims run: plausible councils looked for, then each of them in all arms; nothing that was done is done again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.baseline.bands import band_of
from experiments.claims.arms import Wanted, wanted
from experiments.claims.claim import Claim
from experiments.claims.councils import PAIRS, Screened, Screening, council_of, places_of
from experiments.claims.journal import RAN, SCREENED, Journal
from experiments.claims.running import Ran, Running
from experiments.executing.carry_out import executor_of
from experiments.executing.work import Batch, Executor
from experiments.progress import progress as bar_of
from experiments.sweeps.parts import missing, stretches
from simulation.engine.council import load
from simulation.scenario import Scenario

Floats = NDArray[np.float64]
TOGETHER = 8  # draws that are looked at in one batch
MOST_DRAWS = 100  # for each plausible council that is wanted; about a dozen are enough
FEWEST = 5  # councils; of fewer nothing is said


class TooFewCouncils(ValueError):
    """Too few of the councils that were drawn are plausible, or ran; the message says how many."""


@dataclass(frozen=True)
class Study:
    """Claims, and what all their arms left in plausible councils.

    ``screened`` says what became of every draw up to the last council, ``councils`` what every plausible one left, the
    failed among them. ``seconds`` is how long this took by the clock, for all but the ``kept`` councils: those that an
    earlier run had left behind.
    """

    claims: Sequence[Claim]
    wanted: Wanted
    seed: int
    weeks: int | None
    screened: Sequence[Screened]
    councils: Sequence[Ran]
    seconds: float = 0.0
    kept: int = 0

    @cached_property
    def whole(self) -> list[Ran]:
        """Councils all of whose runs came to their end."""
        return [one for one in self.councils if not one.error]

    @property
    def unseen(self) -> list[Screened]:
        """Draws of which a run failed before it was known whether they are plausible."""
        return [one for one in self.screened if one.error]

    @property
    def failed(self) -> list[Ran]:
        """Councils of which a run failed; nothing is made of them."""
        return [one for one in self.councils if one.error]

    @property
    def runs(self) -> int:
        """How many runs there were, those that looked for plausible councils among them."""
        return sum(one.runs for one in self.councils) + sum(one.runs for one in self.screened)

    def scenario(self, ran: Ran) -> Scenario:
        """The council as it is."""
        return council_of(self.seed, ran.draw, self.weeks)

    @cached_property
    def places(self) -> pd.DataFrame:
        """Where each whole council lies in every dimension, a row a council."""
        return places_of({ran.draw: self.scenario(ran) for ran in self.whole})

    def number(self, key: str, number: str) -> Floats:
        """A number of an arm, whole councils × pairs; not a number in councils without this arm."""
        nothing = np.full(PAIRS, np.nan)
        return np.array([one.numbers.get((key, number), nothing) for one in self.whole]).reshape(-1, PAIRS)


def study(
    claims: Sequence[Claim],
    councils: int,
    seed: int,
    workers: int,
    journal: Journal,
    weeks: int | None = None,
    *,
    progress: bool = False,
) -> Study:
    """Run claims on so many plausible councils. What is in the journal is not done again, and all goes there.

    Numbers do not depend on ``workers``, which are processes where there are several. Raises :class:`TooFewCouncils`,
    and ``KeyboardInterrupt`` with everything that landed kept.
    """
    started = time.perf_counter()
    load()
    executor = executor_of("processes" if workers > 1 else "threads", workers)
    drawn = look_for(councils, seed, weeks, executor, journal, progress=progress)
    draws = [one.draw for one in drawn if one.is_plausible]
    found = wanted(claims)
    done = {one.place: one for one in journal.read_ran() if one.place < councils}
    kept = len(done)
    with bar_of(councils, shown=progress, what="Plausible councils, all arms") as show:
        show(len(done))
        left = missing(journal.standing(RAN), 0, councils, 1)
        for batch, ran in executor.results(Running(found, seed, draws, weeks), left):
            journal.write_ran(batch, ran)
            done.update({one.place: one for one in ran})
            show(len(done))
    every = [done[place] for place in sorted(done)]
    made = Study(claims, found, seed, weeks, drawn, every, time.perf_counter() - started, kept)
    if len(made.whole) < FEWEST:
        why = f": {made.failed[0].error}" if made.failed else ""
        many = f"{len(made.whole)} of {councils} councils"
        raise TooFewCouncils(f"{many} ran to the end; at least {FEWEST} are needed{why}")
    return made


def look_for(
    councils: int, seed: int, weeks: int | None, executor: Executor, journal: Journal, *, progress: bool = False
) -> list[Screened]:
    """Draws up to the one that is the last plausible council wanted, in their order. Raises :class:`TooFewCouncils`."""
    found = journal.read_screened()

    def plausible() -> int:
        return sum(one.is_plausible for one in found)

    with bar_of(councils, shown=progress, what="Looking for plausible councils") as show:
        show(min(plausible(), councils))
        gaps, further = _batches(journal)
        waiting = chain(gaps, _until(further, lambda: plausible() >= councils, MOST_DRAWS * councils))
        for batch, became in executor.results(Screening(seed, weeks), waiting):
            journal.write_screened(batch, became)
            found += became
            show(min(plausible(), councils))
    found.sort(key=lambda one: one.draw)
    if plausible() < councils:
        of = f"{plausible()} of {len(found):,} councils drawn are plausible"
        raise TooFewCouncils(f"{of}; {councils} were wanted{_mostly_left_for(found)}")
    last = [one.draw for one in found if one.is_plausible][councils - 1]
    return [one for one in found if one.draw <= last]


def _mostly_left_for(found: Sequence[Screened]) -> str:
    """The band that stops most draws that are not plausible: the first outside which they lie."""
    counts = Counter(one.outside for one in found if one.outside)
    if not counts:
        return ""
    ((outcome, number),) = counts.most_common(1)
    band = band_of(outcome)
    return f"; of the others {number:,} were left for {outcome} outside {band.low:g} to {band.high:g}"


def _batches(journal: Journal) -> tuple[Iterator[Batch], Iterator[Batch]]:
    """Draws that were passed over when a run was stopped, and all beyond the last that was looked at, without end.

    The first are looked at in any case: which councils are the first so many plausible ones hangs on all before them.
    """
    standing = journal.standing(SCREENED)
    last = max((part.last for part in stretches(standing)), default=0)
    return missing(standing, 0, last, TOGETHER), (Batch(at, at + TOGETHER) for at in count(last, TOGETHER))


def _until(batches: Iterator[Batch], is_enough: Callable[[], bool], most: int) -> Iterator[Batch]:
    """The same until there are enough, or ``most`` draws."""
    for batch in batches:
        if is_enough() or batch.first >= most:
            return
        yield batch
