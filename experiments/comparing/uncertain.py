"""Strategies over plausible councils: regret, how often each is best or good enough, and where the leader fails.

*Plausible councils* are drawn from the declared ranges and kept only if their baseline, the mean of their runs as they
are, falls inside the plausibility bands (``experiments.baseline``). Strategies meet each of them on equal luck. A few pairs in
each council say more of luck than of the council, so luck is taken out before anything is counted
(``experiments.statistics.between``).
"""

from __future__ import annotations

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
from experiments.statistics.between import Ahead
from simulation.scenario import Scenario

Floats = NDArray[np.float64]
PAIRS = 5  # in each council
FEWEST = 10  # plausible councils; of fewer nothing is said


@dataclass(frozen=True)
class Uncertain:
    """What strategies do in plausible councils.

    ``outcome`` is one of which more or less is better.
    ``values`` is the outcome by arm, council and pair; ``arms`` begins with the council as it is. ``places`` says where
    each council lies in every dimension, a row a council. ``sampled`` were drawn, ``kept`` were plausible and ran.
    """

    outcome: str
    matters: float
    arms: tuple[str, ...]
    titles: dict[str, str]
    sampled: int
    values: Floats
    places: pd.DataFrame

    @property
    def kept(self) -> int:
        """Plausible councils."""
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
    """Too few of the councils that were drawn are plausible; the message says how many."""


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

    ``strategies``: name, title and file of each. A council in which a run failed, or left the outcome without a number
    (a share of nothing), says nothing and is left out. Raises :class:`TooFewCouncils` where fewer than ``FEWEST`` are
    left, and ``ValueError`` where neither more nor less of the outcome is better. Needs SciPy, for the Latin hypercube.
    """
    better(outcome)
    drawn = sampled_councils(councils, seed, scenario)
    kept: list[tuple[Scenario, range]] = []
    with bar_of(councils, shown=progress, what="Drawing councils") as show:
        for number, council in enumerate(drawn):
            seeds = range(seed + PAIRS * number, seed + PAIRS * (number + 1))
            runs = run_arms([Arm(AS_IT_IS, council)], seeds, workers, journal=journal)
            if len(runs.seeds) == PAIRS and all_hold(means_of(runs.read["outcomes"][0])):
                kept.append((council, seeds))
            show(number + 1)
    if len(kept) < FEWEST:
        raise TooFewCouncils(f"{len(kept)} of {councils} councils are plausible; at least {FEWEST} are needed")
    found, places = [], []
    with bar_of(len(kept), shown=progress, what="Plausible councils") as show:
        for number, (council, seeds) in enumerate(kept):
            arms = [Arm(AS_IT_IS, council), *(Arm(name, council.overlaid(file)) for name, _, file in strategies)]
            runs = run_arms(arms, seeds, workers, journal=journal)
            of_arms = [values(runs, arm.name, outcome, council.weeks) for arm in arms]
            if len(runs.seeds) == PAIRS and np.isfinite(of_arms).all():
                found.append(of_arms)
                places.append({path: float(council.values[path]) for path in dimensions()})
            show(number + 1)
    if len(found) < FEWEST:
        raise TooFewCouncils(
            f"{len(found)} of {len(kept)} plausible councils have a number for {outcome} under every strategy; "
            f"at least {FEWEST} are needed"
        )
    titles = {AS_IT_IS: "As it is", **{name: title for name, title, _ in strategies}}
    by_arm = np.array(found).transpose(1, 0, 2)
    return Uncertain(outcome, matters, tuple(titles), titles, councils, by_arm, pd.DataFrame(places))
