"""Hazard rule with complete mixing: its recursion, and the Bass curve that the recursion tends to.

Bass 1969, Management Science 15:215, for the curve; p = 0.03 and q = 0.38 are the usual means over products.
"""

from itertools import pairwise
from math import exp, log, sqrt

import numpy as np
import pytest
from scipy.stats import binom, norm

from simulation.rules.wanting import pressure_to_want, probability_of_wanting
from tests.theory.gates_off import gates_off, living

P, Q = 0.03, 0.38
STAFF = 10_000
FALSE_ALARMS = 0.001  # of each test, over all its comparisons, if all seeds were drawn anew

# staff, steps (weeks) in a unit of Bass's time, how many units, seeds
COURSES = [
    pytest.param((2_000, 1, 25, range(1, 3)), id="two-smaller-councils"),
    pytest.param((STAFF, 1, 25, range(1, 3)), id="two-councils", marks=pytest.mark.slow),
    pytest.param((STAFF, 1, 25, range(11, 19)), id="eight-councils", marks=pytest.mark.slow),
    pytest.param((STAFF, 13, 12, range(31, 33)), id="step-of-a-thirteenth", marks=pytest.mark.slow),
]


def live_counts(seed: int, staff: int, steps_a_unit: int, units: int) -> list[int]:
    settings = {
        "organisation.staff": staff, "organisation.departments": 10, "contacts.mean_degree": 0,
        "influence.rule": "hazard", "influence.complete_mixing": True,
        "influence.outside_hazard": P / steps_a_unit, "influence.peer_hazard": Q / steps_a_unit,
    }  # fmt: skip
    return list(living(gates_off(settings, weeks=units * steps_a_unit), seed, compiled=staff >= STAFF))


@pytest.fixture(scope="module", params=COURSES)
def course(request):
    staff, steps_a_unit, units, seeds = request.param
    return staff, 1 / steps_a_unit, np.array([live_counts(seed, staff, steps_a_unit, units) for seed in seeds])


def hazard(share: float, step: float) -> float:
    return 1 - exp(-(P + Q * share) * step)


@pytest.mark.slow
def test_each_week_takes_its_share_of_those_left(course):
    """Given those who use it, the new ones are binomial with chance 1 − e^−(p + qF), week by week.

    That is exact, and every week is judged given the weeks before it, so that one bound for all weeks (Bonferroni)
    holds whatever the course.
    """
    staff, step, runs = course
    least = 1.0
    for live in runs.tolist():
        assert live[0] == 0
        for before, after in pairwise(live):
            law = binom(staff - before, hazard(before / staff, step))
            least = min(least, 2 * law.cdf(after - before), 2 * law.sf(after - before - 1))
    assert least > FALSE_ALARMS / (runs.size - len(runs))


def test_the_course_stays_on_the_recursion(course):
    """F ← F + (1 − F)(1 − e^−(p + qF)) within sampling error, at all weeks together.

    An early surplus is carried on and grows: the variance follows v ← f'(F)² v + (1 − F) h (1 − h)/n, where f is the
    recursion and h the hazard. The band is that of the mean of all councils, Bonferroni over weeks, so it allows for
    weeks being alike.
    """
    staff, step, runs = course
    share, variance, expected, error = 0.0, 0.0, [0.0], [0.0]
    for _ in range(runs.shape[1] - 1):
        h = hazard(share, step)
        slope = (1 - h) * (1 + (1 - share) * Q * step)
        variance = slope * slope * variance + (1 - share) * h * (1 - h) / staff
        share += (1 - share) * h
        expected.append(share)
        error.append(sqrt(variance / len(runs)))
    width = norm.isf(FALSE_ALARMS / 2 / (len(expected) - 1))
    away = (runs.mean(axis=0)[1:] / staff - expected[1:]) / error[1:]
    assert np.abs(away).max() < width
    # The standard error of one council at its widest, as of one with so many staff: the band can tell.
    assert max(error) * sqrt(len(runs)) * sqrt(staff / STAFF) < 0.011


def times_at(step: float, *shares: float) -> list[float]:
    """When the recursion, in the rules' own words, reaches each share: in units of time, straight between steps."""
    reached: list[float] = []
    share, steps = 0.0, 0
    while len(reached) < len(shares):
        gain = (1 - share) * probability_of_wanting(pressure_to_want(P * step, Q * step, share, 1.0))
        while len(reached) < len(shares) and share + gain >= shares[len(reached)]:
            reached.append((steps + (shares[len(reached)] - share) / gain) * step)
        share += gain
        steps += 1
    return reached


def bass_time(share: float) -> float:
    return log((1 + Q / P * share) / (1 - share)) / (P + Q)


def test_at_a_fifty_second_the_recursion_is_nearly_the_bass_curve():
    assert times_at(1 / 52, 0.1, 0.5, 0.9) == pytest.approx([2.261, 6.569, 11.781], abs=0.0005)
    assert [bass_time(share) for share in (0.1, 0.5, 0.9)] == pytest.approx([2.253, 6.550, 11.757], abs=0.0005)


def test_halving_the_step_halves_the_distance_to_the_bass_curve():
    for share in (0.1, 0.5, 0.9):
        distance = [times_at(1 / steps, share)[0] - bass_time(share) for steps in (26, 52, 104, 208, 416)]
        assert all(1.9 < wide / narrow < 2.1 for wide, narrow in pairwise(distance))
        assert 0 < distance[-1] < 0.004


def test_most_take_it_up_at_6_193_when_46_05_percent_use_it():
    """The Bass curve's peak, t* = ln(q/p)/(p + q), F* = 1/2 − p/2q; the recursion's tends to it."""
    assert log(Q / P) / (P + Q) == pytest.approx(6.193, abs=0.0005)
    assert pytest.approx(0.4605, abs=0.0001) == 0.5 - P / (2 * Q)
    for steps, close in ((52, 0.05), (416, 0.006)):
        share, gains = [0.0], []
        for _ in range(20 * steps):
            pressure = pressure_to_want(P / steps, Q / steps, share[-1], 1.0)
            gains.append((1 - share[-1]) * probability_of_wanting(pressure))
            share.append(share[-1] + gains[-1])
        peak = int(np.argmax(gains))
        assert (peak + 0.5) / steps == pytest.approx(6.193, abs=close)
        assert (share[peak] + share[peak + 1]) / 2 == pytest.approx(0.4605, abs=close)
