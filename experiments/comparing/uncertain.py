"""Strategies over plausible councils: regret, how often each is best or good enough, and where the leader fails.

*Plausible councils* are drawn from the declared ranges and kept only if their baseline, the mean of their runs as they
are, falls inside the plausibility bands (``experiments.baseline``). Strategies meet each of them on equal luck. A few
pairs in each council say more of luck than of the council, so luck is taken out before anything is counted
(``experiments.statistics.between``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.arms.arm import Arm, means_of
from experiments.arms.journal import Journal
from experiments.arms.running import run_arms
from experiments.baseline.bands import all_hold
from experiments.baseline.councils import dimensions, sampled_councils
from experiments.comparing.compare import AS_IT_IS
from experiments.comparing.outcomes import better, values
from experiments.intervals import Interval
from experiments.progress import progress as bar_of
from experiments.results import Failure
from experiments.statistics.between import Ahead
from simulation.scenario import Scenario

Floats = NDArray[np.float64]
PAIRS = 5  # in each council; as many runs before show whether it is plausible
SEEDS = 2 * PAIRS  # of each council
FEWEST = 10  # plausible councils; of fewer nothing is said


@dataclass(frozen=True)
class Uncertain:
    """What strategies do in plausible councils.

    ``outcome`` is one of which more or less is better.
    ``values`` is the outcome by arm, council and pair; ``arms`` begins with the council as it is. ``places`` says where
    each council lies in every dimension, a row a council. ``sampled`` were drawn; of ``unknown`` of them a run failed
    before it was known whether they are plausible. ``kept`` were plausible and ran; ``lost`` were plausible as well,
    but a run failed, or had no number. ``failed``: runs that failed; what is read back from a record has none.
    """

    outcome: str
    matters: float
    arms: tuple[str, ...]
    titles: dict[str, str]
    sampled: int
    values: Floats
    places: pd.DataFrame
    unknown: int = 0
    lost: int = 0
    failed: tuple[tuple[str, Failure], ...] = ()

    @property
    def kept(self) -> int:
        """Plausible councils on which strategies were laid."""
        return self.values.shape[1]

    @cached_property
    def _ahead(self) -> Ahead:
        return Ahead(better(self.outcome) * self.values, self.matters)

    @property
    def regret(self) -> Floats:
        """How much each arm falls behind the best in each council, arms × councils, with luck taken out."""
        return self._ahead.behind

    def mean_regret(self, arm: str) -> Interval:
        """Mean regret over councils."""
        return self._ahead.mean(self.arms.index(arm))

    def best(self, arm: str) -> Interval:
        """The share of councils in which an arm is best."""
        return self._ahead.best(self.arms.index(arm))

    def good_enough(self, arm: str) -> Interval:
        """The share of councils in which an arm falls behind the best by no more than matters."""
        return self._ahead.enough(self.arms.index(arm))

    @cached_property
    def order(self) -> list[str]:
        """Arms, the one that is good enough most often first; among equals the one with least regret."""
        return sorted(
            self.arms, key=lambda arm: (-(self.good_enough(arm).mean or 0.0), self.mean_regret(arm).mean or 0.0)
        )

    @property
    def leader(self) -> str:
        """The first of them."""
        return self.order[0]

    @property
    def failures(self) -> NDArray[np.bool_]:
        """In which councils the leader is not good enough."""
        return ~self._ahead.is_enough(self.regret[self.arms.index(self.leader)])

    def table(self) -> pd.DataFrame:
        """A row a council and arm: mean outcome, regret, and where the council lies."""
        frames = []
        for place, arm in enumerate(self.arms):
            frame = self.places.copy()
            frame.insert(0, "regret", self.regret[place])
            frame.insert(0, self.outcome, self.values[place].mean(axis=1))
            frame.insert(0, "arm", arm)
            frame.insert(0, "council", range(self.kept))
            frames.append(frame)
        return pd.concat(frames, ignore_index=True)

    def pairs_table(self) -> pd.DataFrame:
        """A row a council, arm and pair: the outcome of that run."""
        arms, councils, pairs = self.values.shape
        arm, council, pair = (place.ravel() for place in np.indices((arms, councils, pairs)))
        of = {"council": council, "arm": np.array(self.arms)[arm], "pair": pair, self.outcome: self.values.ravel()}
        return pd.DataFrame(of).sort_values(["council", "arm", "pair"], ignore_index=True, kind="stable")


class TooFewCouncils(ValueError):
    """Too few of the councils that were drawn are plausible; the message says how many. ``failed``: failed runs."""

    def __init__(self, why: str, failed: Sequence[tuple[str, Failure]] = ()) -> None:
        self.failed = tuple(failed)
        super().__init__(why)


def uncertain(
    scenario: Scenario,
    strategies: Sequence[tuple[str, str, str]],
    outcome: str,
    matters: float,
    councils: int,
    seed: int = 0,
    workers: int = 1,
    *,
    progress: bool = False,
    journal: Journal | None = None,
) -> Uncertain:
    """Draw councils around a scenario, keep the plausible ones, and lay every strategy on each.

    ``strategies``: name, title and file of each. Strategies, and the council as it is beside them, run on other seeds
    than those that showed whether it is plausible: luck that chose a council judges none. A
    council in which a run failed, or left the outcome without a number
    (a share of nothing), says nothing and is left out. Raises :class:`TooFewCouncils` where fewer than ``FEWEST`` are
    left, and ``ValueError`` where neither more nor less of the outcome is better. Needs SciPy, for the Latin hypercube.
    """
    better(outcome)
    drawn = sampled_councils(councils, seed, scenario)
    kept: list[tuple[int, Scenario]] = []
    failed, unknown = list[tuple[str, Failure]](), 0
    with bar_of(councils, shown=progress, what="Drawing councils") as show:
        for number, council in enumerate(drawn):
            first = seed + SEEDS * number
            runs = run_arms([Arm(AS_IT_IS, council)], range(first, first + PAIRS), workers, journal=journal)
            failed += [(f"council {number + 1}, {arm}", failure) for arm, failure in runs.failures]
            if len(runs.seeds) < PAIRS:
                unknown += 1
            elif all_hold(means_of(runs.read["outcomes"][0])):
                kept.append((number, council))
            show(number + 1)
    if len(kept) < FEWEST:
        less = f", of {unknown} it is not known, since runs failed" if unknown else ""
        why = f"{len(kept)} of {councils} councils are plausible{less}; at least {FEWEST} are needed"
        if kept and not unknown:
            why += f", which some {math.ceil(FEWEST * councils / len(kept) / 10) * 10:,} councils would come to"
        raise TooFewCouncils(why, failed)
    found, places = [], []
    with bar_of(len(kept), shown=progress, what="Plausible councils") as show:
        for place, (number, council) in enumerate(kept, 1):
            first = seed + SEEDS * number + PAIRS
            arms = [Arm(AS_IT_IS, council), *(Arm(name, council.overlaid(file)) for name, _, file in strategies)]
            runs = run_arms(arms, range(first, first + PAIRS), workers, journal=journal)
            failed += [(f"council {number + 1}, {arm}", failure) for arm, failure in runs.failures]
            of_arms = [values(runs, arm.name, outcome, council.weeks) for arm in arms]
            if len(runs.seeds) == PAIRS and np.isfinite(of_arms).all():
                found.append(of_arms)
                places.append({path: float(council.values[path]) for path in dimensions()})
            show(place)
    if len(found) < FEWEST:
        raise TooFewCouncils(
            f"{len(found)} of {len(kept)} plausible councils have a number for {outcome} under every strategy; "
            f"at least {FEWEST} are needed",
            failed,
        )
    titles = {AS_IT_IS: "As it is", **{name: title for name, title, _ in strategies}}
    by_arm = np.array(found).transpose(1, 0, 2)
    lost = len(kept) - len(found)
    return Uncertain(
        outcome, matters, tuple(titles), titles, councils, by_arm, pd.DataFrame(places), unknown, lost, tuple(failed)
    )
