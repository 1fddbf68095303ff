"""Do this first: the order in which levers are worth pulling, one after another, under a budget of hours.

Step by step every lever that is left is laid on what was chosen so far, on fresh luck, and the one that adds most is
taken, as long as its hours fit and it surely makes the outcome better. What is told is what it adds, which is below
nought where less is better. In the end the whole chain is run once more, on
luck that chose nothing: what is told are those numbers, so that no lever looks good because it was picked by luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.arms.arm import Arm, Trials
from experiments.arms.journal import Journal
from experiments.arms.running import run_arms
from experiments.comparing.compare import AS_IT_IS
from experiments.comparing.outcomes import PRIMARY, better, values
from experiments.intervals import Interval, interval
from experiments.results import Failure
from experiments.statistics.simultaneous import known_together, stacked
from simulation.record import Book, Use
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import label

Floats = NDArray[np.float64]
FEWEST = 2  # pairs; of one nothing has an interval
PAIRS = 30  # at every step, and for the chain in the end
OF_LINK = ("gain", "added", "hours", "net_value")  # the numbers of a link of the chain
CHAIN = [f"{name}{end}" for name in OF_LINK for end in ("", "_low", "_high", "_n")]
BY_USE = (label(Use.SHADOW), label(Use.HOOPS), label(Use.ACCOUNTS))  # hours that follow from use whoever owns them


class TooFewPairs(ValueError):
    """Too few pairs say anything of levers; the message says why, ``failed`` holds runs that failed."""

    def __init__(self, why: str, failed: Sequence[tuple[str, Failure]]) -> None:
        self.failed = tuple(failed)
        super().__init__(why)


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
    """One link of the chain, on fresh luck: the whole chain up to here against the council as it is, and this alone.

    ``hours`` and ``net_value`` are of the whole chain up to here, each interval by itself.
    """

    lever: str
    title: str
    gain: Interval
    added: Interval
    hours: Interval
    net_value: Interval


@dataclass(frozen=True)
class Order:
    """Levers in order. ``budget`` is in hours over the run, none where there is none; ``why`` says what ended it.

    ``failed``: runs that failed, each under what it was for; what is read back from a record has none.
    """

    outcome: str
    budget: float | None
    pairs: int
    weeks: int
    tried: tuple[Tried, ...]
    chain: tuple[Link, ...]
    why: str
    failed: tuple[tuple[str, Failure], ...] = field(default=(), compare=False)

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
            for name in OF_LINK:
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

    A lever under which the outcome is hardly ever a number is never taken. Raises ``ValueError`` where neither more nor
    less of the outcome is better, and :class:`TooFewPairs` where too few pairs ended, or no lever has a number.
    """
    sign = better(outcome)
    betters = "adds to" if sign > 0.0 else "takes from"
    left, chosen, tried = list(levers), list[tuple[str, str, str]](), list[Tried]()
    failed: list[tuple[str, Failure]] = []
    current, why = scenario, "no lever is left"
    while left:
        first = seed + pairs * len({one.step for one in tried})
        arms = [Arm(AS_IT_IS, scenario), Arm("so far", current)] if chosen else [Arm("so far", current)]
        arms += [Arm(name, current.overlaid(file)) for name, _, file in left]
        runs = _run(arms, first, pairs, workers, progress, f"Step {len(chosen) + 1}", journal, failed)
        base = values(runs, "so far", outcome, scenario.weeks)
        gains = known_together(stacked([values(runs, name, outcome, scenario.weeks) - base for name, _, _ in left]))
        if not chosen and all(gain.mean is None for gain in gains):
            raise TooFewPairs(f"{outcome} is no number (a share of nothing) in too many runs", failed)
        start = _hours(runs, AS_IT_IS if chosen else "so far")
        hours = [float((_hours(runs, name) - start).mean()) for name, _, _ in left]
        fits = [place for place in range(len(left)) if budget is None or hours[place] <= budget]
        sure = [place for place in fits if is_better(gains[place], sign)]
        pick = max(sure, key=lambda place: sign * (gains[place].mean or 0.0), default=None)
        for place, (name, title, _) in enumerate(left):
            one = Tried(len(chosen) + 1, name, title, gains[place], hours[place], place == pick)
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
        _chain(scenario, chosen, outcome, last, pairs, workers, progress, journal, failed), why, tuple(failed),
    )  # fmt: skip


def is_better(of: Interval, sign: float) -> bool:
    """Whether a difference surely lies on the better side of nought; ``sign`` is 1 where more is better, −1 else."""
    return of.excludes_zero and sign * (of.mean or 0.0) > 0.0


def _chain(
    scenario: Scenario, chosen: Sequence[tuple[str, str, str]], outcome: str, seed: int, pairs: int, workers: int,
    progress: bool, journal: Journal | None, failed: list[tuple[str, Failure]],
) -> tuple[Link, ...]:  # fmt: skip
    """The chosen levers one on top of the other, on luck that chose none of them."""
    if not chosen:
        return ()
    arms = [Arm(AS_IT_IS, scenario)]
    for name, _, file in chosen:
        arms.append(Arm(name, arms[-1].scenario.overlaid(file)))
    runs = _run(arms, seed, pairs, workers, progress, "The chain", journal, failed)
    of = [values(runs, arm.name, outcome, scenario.weeks) for arm in arms]
    n = len(chosen)
    both = known_together(
        stacked([*(of[k] - of[0] for k in range(1, n + 1)), *(of[k] - of[k - 1] for k in range(1, n + 1))])
    )
    hours = [_hours(runs, arm.name) - _hours(runs, AS_IT_IS) for arm in arms[1:]]
    worth = [values(runs, arm.name, PRIMARY, scenario.weeks) for arm in arms]
    return tuple(
        Link(
            name, title, both[k], both[n + k], interval(hours[k].tolist()), interval((worth[k + 1] - worth[0]).tolist())
        )
        for k, (name, title, _) in enumerate(chosen)
    )


def _run(
    arms: Sequence[Arm], seed: int, pairs: int, workers: int, progress: bool, what: str, journal: Journal | None,
    failed: list[tuple[str, Failure]],
) -> Trials:  # fmt: skip
    """The arms on so many pairs; what failed goes to ``failed``. Raises :class:`TooFewPairs`."""
    seeds = range(seed, seed + pairs)
    read = {"hours": lever_hours}
    runs = run_arms(arms, seeds, workers, readings=read, progress=progress, what=what, journal=journal)
    failed += [(f"{what}, {arm}", failure) for arm, failure in runs.failures]
    if len(runs.seeds) < FEWEST:
        arm, first = failed[-1]
        raise TooFewPairs(f"too few runs came to their end: {arm}, seed {first.seed}: {first.error}", failed)
    return runs


def _hours(runs: Trials, arm: str) -> Floats:
    return runs.read["hours"][runs.places[arm], :, 0]
