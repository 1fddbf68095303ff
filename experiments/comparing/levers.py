"""Do this first: the order in which levers are worth pulling, one after another, under a budget of hours.

Step by step every lever that is left is laid on what was chosen so far, on fresh luck, and the one that adds most is
taken, as long as its hours fit and it surely makes the outcome better. What is told is what it adds, which is below
nought where less is better. In the end the whole chain is run once more, on
luck that chose nothing: what is told are those numbers, so that no lever looks good because it was picked by luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.arms.arm import Arm, Trials
from experiments.arms.journal import Journal
from experiments.arms.running import run_arms
from experiments.comparing.compare import AS_IT_IS
from experiments.comparing.outcomes import better, values
from experiments.intervals import Interval, interval
from experiments.statistics.simultaneous import simultaneous, stacked
from simulation.record import Book, Use
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import label

Floats = NDArray[np.float64]
PAIRS = 30  # at every step, and for the chain in the end
CHAIN = [f"{name}{end}" for name in ("gain", "added", "hours") for end in ("", "_low", "_high", "_n")]
BY_USE = (label(Use.SHADOW), label(Use.HOOPS), label(Use.ACCOUNTS))  # hours that follow from use whoever owns them


@dataclass(frozen=True)
class Tried:
    """A lever laid on what was chosen before: what it adds to the outcome, and hours that it takes, over the run."""

    step: int
    lever: str
    title: str
    gain: Interval
    hours: float
    is_chosen: bool


@dataclass(frozen=True)
class Link:
    """One link of the chain, on fresh luck: the whole chain up to here against the council as it is, and this alone."""

    lever: str
    title: str
    gain: Interval
    added: Interval
    hours: Interval


@dataclass(frozen=True)
class Order:
    """Levers in order. ``budget`` is in hours over the run, none where there is none; ``why`` says what ended it."""

    outcome: str
    budget: float | None
    pairs: int
    weeks: int
    tried: tuple[Tried, ...]
    chain: tuple[Link, ...]
    why: str

    def table(self) -> pd.DataFrame:
        """A row a lever and step."""
        return pd.DataFrame(
            [
                {
                    "step": one.step, "lever": one.lever, "title": one.title, "gain": one.gain.mean,
                    "gain_low": one.gain.low, "gain_high": one.gain.high, "hours": one.hours, "chosen": one.is_chosen,
                }
                for one in self.tried
            ]
        )  # fmt: skip

    def chain_table(self) -> pd.DataFrame:
        """A row a link of the chain."""
        rows = []
        for link in self.chain:
            row: dict[str, object] = {"lever": link.lever, "title": link.title}
            for name in ("gain", "added", "hours"):
                of: Interval = getattr(link, name)
                row |= {name: of.mean, f"{name}_low": of.low, f"{name}_high": of.high, f"{name}_n": of.n}
            rows.append(row)
        return pd.DataFrame(rows, columns=["lever", "title", *CHAIN])


def lever_hours(run: Run) -> Floats:
    """Hours that were there for anything but use itself: what levers buy shows as a difference in these."""
    amounts = run.amounts
    own = (amounts["book"] == label(Book.OWNED)) & ~amounts["use"].isin(BY_USE)
    return np.array([amounts.loc[own, "amount"].sum()])


def order_of_levers(
    scenario: Scenario,
    levers: Sequence[tuple[str, str, str]],
    outcome: str,
    budget: float | None,
    seed: int = 0,
    workers: int = 1,
    *,
    pairs: int = PAIRS,
    progress: bool = False,
    journal: Journal | None = None,
) -> Order:
    """The order of levers (name, title and file of each) on one council; ``seed`` is the first of fresh seeds.

    Raises ``ValueError`` where neither more nor less of the outcome is better.
    """
    sign = better(outcome)
    betters = "adds to" if sign > 0.0 else "takes from"
    left, chosen, tried = list(levers), list[tuple[str, str, str]](), list[Tried]()
    current, why = scenario, "no lever is left"
    while left:
        first = seed + pairs * len({one.step for one in tried})
        arms = [Arm(AS_IT_IS, scenario), Arm("so far", current)] if chosen else [Arm("so far", current)]
        arms += [Arm(name, current.overlaid(file)) for name, _, file in left]
        runs = _run(arms, first, pairs, workers, progress, f"Step {len(chosen) + 1}", journal)
        base = values(runs, "so far", outcome, scenario.weeks)
        gains = simultaneous(stacked([values(runs, name, outcome, scenario.weeks) - base for name, _, _ in left]))
        start = _hours(runs, AS_IT_IS if chosen else "so far")
        hours = [float((_hours(runs, name) - start).mean()) for name, _, _ in left]
        fits = [place for place in range(len(left)) if budget is None or hours[place] <= budget]
        sure = [place for place in fits if is_better(gains.intervals[place], sign)]
        pick = max(sure, key=lambda place: sign * (gains.intervals[place].mean or 0.0), default=None)
        for place, (name, title, _) in enumerate(left):
            one = Tried(len(chosen) + 1, name, title, gains.intervals[place], hours[place], place == pick)
            tried.append(one)
        if pick is None:
            why = f"nothing that is left surely {betters} it" if fits else "nothing that is left fits the budget"
            if fits and len(fits) < len(left):
                why = f"nothing that is left and fits the budget surely {betters} it"
            break
        chosen.append(left.pop(pick))
        current = current.overlaid(chosen[-1][2])
    last = seed + pairs * len({one.step for one in tried})
    return Order(
        outcome, budget, pairs, scenario.weeks, tuple(tried),
        _chain(scenario, chosen, outcome, last, pairs, workers, progress, journal), why,
    )  # fmt: skip


def is_better(of: Interval, sign: float) -> bool:
    """Whether a difference surely lies on the better side of nought; ``sign`` is 1 where more is better, −1 else."""
    return of.excludes_zero and sign * (of.mean or 0.0) > 0.0


def _chain(
    scenario: Scenario, chosen: Sequence[tuple[str, str, str]], outcome: str, seed: int, pairs: int, workers: int,
    progress: bool, journal: Journal | None,
) -> tuple[Link, ...]:  # fmt: skip
    """The chosen levers one on top of the other, on luck that chose none of them."""
    if not chosen:
        return ()
    arms = [Arm(AS_IT_IS, scenario)]
    for name, _, file in chosen:
        arms.append(Arm(name, arms[-1].scenario.overlaid(file)))
    runs = _run(arms, seed, pairs, workers, progress, "The chain", journal)
    of = [values(runs, arm.name, outcome, scenario.weeks) for arm in arms]
    n = len(chosen)
    both = simultaneous(
        stacked([*(of[k] - of[0] for k in range(1, n + 1)), *(of[k] - of[k - 1] for k in range(1, n + 1))])
    )
    hours = [_hours(runs, arm.name) - _hours(runs, AS_IT_IS) for arm in arms[1:]]
    return tuple(
        Link(name, title, both.intervals[k], both.intervals[n + k], interval(hours[k].tolist()))
        for k, (name, title, _) in enumerate(chosen)
    )


def _run(
    arms: Sequence[Arm], seed: int, pairs: int, workers: int, progress: bool, what: str, journal: Journal | None
) -> Trials:
    seeds = range(seed, seed + pairs)
    read = {"hours": lever_hours}
    return run_arms(arms, seeds, workers, readings=read, progress=progress, what=what, journal=journal)


def _hours(runs: Trials, arm: str) -> Floats:
    return runs.read["hours"][runs.places[arm], :, 0]
