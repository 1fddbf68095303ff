"""Censored means and cumulative incidence: published tables, limits, and what is not known."""

import math

import numpy as np
import pytest

from experiments.statistics.durations import censored_at, cumulative_incidence, incidence_interval, tallied

# Thirty-five patients after a transplant: months, and 0 alive, 1 died of it, 2 relapsed (Scrucca, Santucci and Aversa
# 2007, Competing risk analysis using R, Bone Marrow Transplantation 40).
MONTHS = [
    13, 1, 72, 7, 8, 67, 9, 5, 70, 4, 7, 68, 1, 10, 7, 3, 4, 4, 3, 3, 22, 8, 2, 0, 0, 35, 35, 4, 14, 26, 3, 2, 8, 32,
    12,
]  # fmt: skip
ENDS = [2, 1, 0, 2, 2, 0, 2, 2, 0, 0, 0, 0, 2, 2, 2, 1, 1, 1, 1, 1, 2, 1, 2, 2, 1, 0, 0, 2, 2, 2, 2, 0, 0, 0, 1]
# What scikit-survival 0.28 gives for them (cumulative_incidence_competing_risks).
AT = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 22, 26, 32, 72]
DIED = [
    0.028571, 0.057143, 0.057143, 0.145813, 0.204926, 0.204926, 0.204926, 0.237712, 0.237712, 0.237712, 0.272839,
    0.272839, 0.272839, 0.272839, 0.272839, 0.272839, 0.272839,
]  # fmt: skip
RELAPSED = [
    0.028571, 0.057143, 0.085714, 0.115271, 0.144828, 0.175792, 0.23772, 0.270505, 0.305633, 0.34076, 0.34076,
    0.375887, 0.411015, 0.446142, 0.48127, 0.48127, 0.48127,
]  # fmt: skip
# Weeks of remission under 6-MP and whether it ended (Freireich and others 1963), and the published survival curve.
REMISSION = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
ENDED = [1] * 9 + [0] * 12
SURVIVAL = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


def test_it_gives_what_scikit_survival_gives():
    found = cumulative_incidence(tallied(MONTHS, ENDS, 72, 2))
    assert found[0, AT] == pytest.approx(DIED, abs=1e-6)
    assert found[1, AT] == pytest.approx(RELAPSED, abs=1e-6)


def test_one_cause_is_one_less_kaplan_and_meier():
    found = cumulative_incidence(tallied(REMISSION, ENDED, 35, 1))[0]
    assert {week: round(1.0 - float(found[week]), 3) for week in SURVIVAL} == pytest.approx(SURVIVAL, abs=5e-4)


def test_with_nothing_censored_it_is_the_share_that_has_ended():
    rng = np.random.default_rng(5)
    lasted, ended = rng.integers(0, 20, 200), rng.integers(1, 4, 200)
    found = cumulative_incidence(tallied(lasted, ended, 20, 3))
    for cause in (1, 2, 3):
        shares = [np.mean((lasted <= week) & (ended == cause)) for week in range(21)]
        assert found[cause - 1] == pytest.approx(shares)


def test_what_lasts_too_long_counts_as_censored_there():
    assert tallied([9], [1], 5, 1).tolist() == tallied([5], [0], 5, 1).tolist()


def test_tallies_add_up():
    parts = [tallied(MONTHS[k::2], ENDS[k::2], 72, 2) for k in (0, 1)]
    assert (parts[0] + parts[1] == tallied(MONTHS, ENDS, 72, 2)).all()


def test_of_nothing_nothing_is_known():
    assert np.isnan(cumulative_incidence(tallied([], [], 4, 2))).all()
    assert incidence_interval(np.array([tallied([], [], 4, 2)] * 3), 4, 1).mean is None


def test_intervals_resample_whole_runs():
    run = tallied(MONTHS, ENDS, 72, 2)
    same = incidence_interval(np.array([run] * 6), 72, 1)
    assert same.low == pytest.approx(same.high)
    other = tallied(MONTHS, [0] * len(ENDS), 72, 2)
    differing = incidence_interval(np.array([run, other] * 3), 72, 1)
    assert differing.low is not None and differing.mean is not None and differing.high is not None
    assert differing.low < differing.mean < differing.high
    assert incidence_interval(run[None], 72, 1).low is None


def test_weeks_beyond_the_horizon_count_as_the_horizon():
    weeks, is_never = censored_at([20.0, 156.0, 157.0], 156)
    assert weeks.tolist() == [20.0, 156.0, 156.0]
    assert is_never.tolist() == [False, False, True]
    assert math.isclose(weeks.mean(), (20 + 156 + 156) / 3)
