"""A gate alone, one decision a week: mean wait ρ/(2(1 − ρ)) weeks (Pollaczek and Khinchine, for M/D/1).

Poisson arrivals, which may be decided in the week they come: 0.5, 2 and 4.5 weeks at loads ρ = 0.5, 0.8 and 0.9.
"""

from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import t

from simulation import Scenario
from simulation.agents.gate import Gatekeeper
from simulation.agents.request import Request, Wish
from simulation.council import ThisWeek
from simulation.decisions import Table
from simulation.now import Now
from simulation.record import EventLog
from simulation.rules.objecting import decision_hours
from simulation.state import Gate, Kind, Removal

FALSE_ALARMS = 0.001  # of one load
BATCHES = (
    20  # blocks of a thousand weeks or more, far longer than the queue remembers: their means are nearly independent
)


class Alone(mesa.Model):
    """Only what a gatekeeper asks of its council."""

    def __init__(self) -> None:
        super().__init__(rng=1)
        self.now = Now(Scenario.default().values)
        self.week = 0
        self.log = EventLog(keep=False)
        self.evidence = [0.0] * len(Kind)
        self.decisions = Table()  # nobody sits at a desk
        self.this_week = ThisWeek()
        self.answered: list[Any] = []

    def removal_of(self, gate: Gate) -> Removal:
        return Removal.NO


class Registry(Gatekeeper):
    """A gate that objects to nothing and answers as soon as it can."""

    gate = Gate.HR

    def concerns(self, request):
        return iter(())

    def turnaround(self):
        return 0


def waits_of(load: float, weeks: int, seed: int) -> NDArray[np.int64]:
    """Weeks waited by each request, in the order of the decisions, from a queue that starts empty."""
    model: Any = Alone()
    keeper = Registry(model)
    hours = decision_hours(model.now.gates.decision_hours, 0.0)
    asker: Any = SimpleNamespace(who=(0, 0), value_and_cost=lambda wish: (1.0, 0.0))
    wish = Wish(key=1, kind=Kind.ROUTINE, value=1.0, risk=0.0, hours=1.0, novelty=0.0)
    rng = np.random.default_rng([seed, int(100 * load)])
    waits: list[int] = []
    number = standing = 0
    for week, arrivals in enumerate(rng.poisson(load, weeks).tolist(), start=1):
        model.week = model.log.week = week
        for priority in rng.random(arrivals).tolist():
            number += 1
            keeper.receive(Request(
                number=number, asker=asker, wish=wish, quality=1.0, conviction=0.5, hoop_hours=0.0, sponsored=False,
                slipped=False, route=(Gate.HR,), parallel=False, filed=week, priority=priority,
            ))  # fmt: skip
        keeper.serve(hours)
        waits += [week - request.filed for request in model.answered]
        standing = max(0, standing + arrivals - 1)
        assert len(keeper.queue) == standing
        model.answered.clear()
    assert sum(model.log.waits.values()) == sum(waits)
    assert number == len(waits) + len(keeper.queue)
    return np.array(waits, dtype=np.int64)


@pytest.mark.slow
@pytest.mark.parametrize(("load", "mean"), [(0.5, 0.5), (0.8, 2.0), (0.9, 4.5)])
@pytest.mark.parametrize("weeks", [400_000])
def test_mean_wait_at_a_load(load, mean, weeks):
    """Neighbouring waits are alike, so their spread says little; means of long blocks give the error (Student's t)."""
    waits = waits_of(load, weeks, seed=1)
    batches = np.array([batch.mean() for batch in np.array_split(waits[len(waits) // 20 :], BATCHES)])
    error = batches.std(ddof=1) / np.sqrt(BATCHES)
    assert abs(batches.mean() - mean) < t.isf(FALSE_ALARMS / 2, BATCHES - 1) * error
    if weeks > 100_000:
        assert error < 0.03 * mean  # the band is narrow enough to tell
