"""One resistance a person, and pressures added up until they reach it: as good as fresh luck every week.

Sellke 1983, Journal of Applied Probability 20:390. Each chi-square test below fails, by luck alone, for one set of
seeds in a thousand.
"""

from itertools import accumulate
from math import exp

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import binom, chi2_contingency, chisquare

from simulation import Council
from simulation.agents import Staff
from simulation.draws import Purpose
from simulation.rules import people
from tests.theory.gates_off import gates_off, living

FALSE_ALARMS = 0.001
HAZARDS = (0.05, 0.01, 0.2, 0.0, 0.1, 0.02, 0.3, 0.05, 0.15, 0.1)  # from outside, week by week
STAFF = 3000


class Forgetful(Staff):
    """Somebody on whom last week's pressure leaves no mark, and who takes fresh luck every week."""

    def is_persuaded(self):
        self.pressure = 0.0
        self.resistance = people.resistance(self.model.draws.one(Purpose.RESISTANCE, self.key, 1000 + self.model.week))
        return super().is_persuaded()


def new_each_week(staff: type[Staff], seed: int) -> list[int]:
    """How many want it in each week while the hazard from outside goes up and down; last, those who never do."""
    dated = [{"week": week, "influence.outside_hazard": h} for week, h in enumerate(HAZARDS, start=1)]
    settings = {
        "organisation.staff": STAFF, "contacts.mean_degree": 0, "influence.rule": "hazard", "influence.peer_hazard": 0,
        "change": dated,
    }  # fmt: skip
    council = Council(gates_off(settings, weeks=len(HAZARDS)), rng=seed, keep_rows=False, staff=staff)
    live = [0]
    while council.running:
        council.step()
        live.append(council.live_count)
    return [*np.diff(live).tolist(), STAFF - live[-1]]


@pytest.mark.slow
@pytest.mark.parametrize("staff", [Staff, Forgetful], ids=["sellke", "fresh"])
def test_weeks_of_wanting_under_a_changing_hazard(staff):
    """P(first in week t) = e^−(h₁ + … + hₜ₋₁) (1 − e^−hₜ)."""
    left = [1.0, *(exp(-total) for total in accumulate(HAZARDS))]
    expected = np.array([*(-np.diff(left)), left[-1]]) * STAFF
    seen = np.array(new_each_week(staff, 1))
    assert (seen[expected == 0] == 0).all()  # nobody in the week without a hazard
    assert chisquare(seen[expected > 0], expected[expected > 0]).pvalue > FALSE_ALARMS


@pytest.mark.slow
def test_the_two_constructions_agree_with_each_other():
    table = np.array([new_each_week(Staff, 2), new_each_week(Forgetful, 3)])
    assert chi2_contingency(table[:, table.sum(axis=0) > 0]).pvalue > FALSE_ALARMS


def law_of_live(number: int, outside: float, peer: float, weeks: int) -> NDArray[np.float64]:
    """Chances that 0, 1, …, n of n people are live after weeks of fresh draws with complete mixing: a Markov chain."""
    chances = np.zeros(number + 1)
    chances[0] = 1.0
    for _ in range(weeks):
        after = np.zeros(number + 1)
        for live, chance in enumerate(chances):
            more = np.arange(number - live + 1)
            after[live:] += chance * binom.pmf(more, number - live, 1 - exp(-(outside + peer * live / number)))
        chances = after
    return chances


@pytest.mark.slow
@pytest.mark.parametrize("councils", [1500])
def test_people_who_persuade_each_other_too(councils):
    """In small councils luck feeds on itself; how many are live after six weeks still has the law of fresh draws."""
    number, outside, peer, weeks = 20, 0.05, 0.6, 6
    settings = {
        "organisation.staff": number, "organisation.departments": 1, "councillors.count": 1, "contacts.mean_degree": 0,
        "influence.rule": "hazard", "influence.complete_mixing": True,
        "influence.outside_hazard": outside, "influence.peer_hazard": peer,
    }  # fmt: skip
    scenario = gates_off(settings, weeks=weeks)
    seen = np.zeros(number + 1)
    for seed in range(councils):
        *_, live = living(scenario, seed, compiled=councils > 150)
        seen[live] += 1
    law = law_of_live(number, outside, peer, weeks)
    groups = np.minimum(law.cumsum() * 10, 9.999).astype(int)  # at most ten, about equal
    expected = np.bincount(groups, law)
    counts = np.bincount(groups, seen)[expected > 0]
    expected = expected[expected > 0]
    assert chisquare(counts, expected / expected.sum() * councils).pvalue > FALSE_ALARMS
