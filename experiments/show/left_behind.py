"""Each department's uptake beside the council's, and which are left behind by more than luck can be the cause of."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from experiments.intervals import Interval, interval, t_quantile
from experiments.results import Results
from experiments.show.sureness import trusted

HALF = 0.5  # of the council's uptake: below it a department is left behind
CHANCE = 0.025  # as on either side of a 95 % interval: that any department at all is called so by chance


@dataclass(frozen=True)
class Department:
    """One department over all runs. ``live`` and ``shadow`` are per cent of its own staff, arrays of runs by weeks.

    ``beside`` is how far its uptake at the end lies above half of the council's, as a share, over runs; its interval is
    at 95 % for all departments together. ``chance`` is at most the chance that so few would be live at the end, in all
    runs together, in any department whose uptake is half of the council's. ``headcount`` is the mean over runs.
    """

    name: str
    headcount: float
    live: np.ndarray
    shadow: np.ndarray
    beside: Interval
    chance: float

    @property
    def uptake(self) -> float:
        """The mean share of its staff who are live at the end, in per cent."""
        return float(np.mean(self.live[:, -1]))

    @property
    def is_below(self) -> bool:
        """Whether its mean uptake is less than half of the council's."""
        return (self.beside.mean or 0.0) < 0.0

    @property
    def is_left_behind(self) -> bool:
        """Whether it is below, and neither the spread of runs nor the fewness of its people can be the cause.

        The whole interval over runs is below, and so few would be live by chance less often than ``CHANCE``: a dozen
        people of whom nobody is live in any run have no spread, and show little. Few runs cannot show it.
        """
        return self.is_below and trusted(self.beside).excludes_zero and self.chance < CHANCE


def by_department(results: Results) -> list[Department]:
    """Every department, those with the most uptake first.

    The more departments are looked at, the likelier one of them lies low by luck: so each is held to the level
    ``CHANCE`` over the number of departments (Bonferroni), in its interval and in its chance.
    """
    runs = results.replicates
    names = [str(name) for name in runs[0].departments["department"].unique()]
    found = []
    shape = (len(runs), -1, len(names))  # a table has the departments week by week, always in the same order
    heads_of, live_of, shadow_of = (
        np.array([run.departments[column].to_numpy(dtype=float) for run in runs]).reshape(shape)
        for column in ("headcount", "live", "shadow")
    )
    for number, name in enumerate(names):
        heads, live, shadow = heads_of[:, :, number], live_of[:, :, number], shadow_of[:, :, number]
        half = np.array([HALF * run.outcomes["uptake"] for run in runs])
        beside = for_all(interval((live[:, -1] / heads[:, -1] - half).tolist()), len(names))
        alone = chance_of_so_few(int(live[:, -1].sum()), float(np.sum(half * heads[:, -1])))
        chance = min(1.0, len(names) * alone)
        found.append(
            Department(name, float(heads.mean()), 100.0 * live / heads, 100.0 * shadow / heads, beside, chance)
        )
    return sorted(found, key=lambda department: (-department.uptake, department.name))


def for_all(of: Interval, tested: int) -> Interval:
    """An uncut 95 % interval made so wide that so many of them hold together at 95 %.

    >>> for_all(Interval(0.0, -1.0, 1.0, 20), 1).high, round(for_all(Interval(0.0, -1.0, 1.0, 20), 24).high, 3)
    (1.0, 1.702)
    """
    if of.mean is None or of.low is None or of.high is None:
        return of
    wider = t_quantile(1.0 - CHANCE / tested, of.n - 1) / t_quantile(1.0 - CHANCE, of.n - 1)
    return replace(of, low=of.mean - wider * (of.mean - of.low), high=of.mean + wider * (of.high - of.mean))


def chance_of_so_few(counted: int, expected: float) -> float:
    """The chance that a Poisson count with this mean is no larger than what was counted.

    >>> round(chance_of_so_few(0, 3.0), 4), round(chance_of_so_few(2, 2.0), 4), chance_of_so_few(0, 0.0)
    (0.0498, 0.6767, 1.0)
    """
    if expected <= 0.0:
        return 1.0
    log = math.log(expected)
    return min(1.0, math.fsum(math.exp(k * log - expected - math.lgamma(k + 1.0)) for k in range(counted + 1)))
