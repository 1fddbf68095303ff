"""Bands: what is judged, what is inside, and that the two are not confused."""

import math

import pytest

from experiments.baseline.bands import BANDS, FEW_REQUESTS, Band, all_hold, band_of
from experiments.baseline.judging import Council
from experiments.baseline.report import _of_band
from simulation.outcomes import OUTCOMES
from simulation.state import GATES, label

SHARE = Band("refusal_rate_hr", 0.05, 0.5, "assumption", "hr", 20)
WAIT = Band("wait_hr", 0.5, 8.0, "assumption", "hr", 1)


def test_every_band_is_about_an_outcome_and_every_gate_has_two():
    names = {outcome.name for outcome in OUTCOMES}
    assert {band.outcome for band in BANDS} <= names
    assert all(band.low < band.high for band in BANDS)
    for gate in GATES:
        assert band_of(f"wait_{label(gate)}").least == 1
        assert band_of(f"refusal_rate_{label(gate)}").least == FEW_REQUESTS == 20


@pytest.mark.parametrize(
    ("band", "value", "decided", "judged", "holds"),
    [
        (SHARE, 0.0, 19, False, True),
        (SHARE, 0.0, 20, True, False),
        (SHARE, 0.05, 20, True, True),
        (SHARE, 0.51, 20, True, False),
        (WAIT, 9.0, 1, True, False),
        (WAIT, 8.0, 1, True, True),
        (WAIT, math.nan, 0, False, True),
        (SHARE, math.nan, 30, False, True),
    ],
)
def test_a_share_is_judged_from_twenty_decisions_a_wait_from_one(band, value, decided, judged, holds):
    outcomes = {band.outcome: value, "requests_hr": decided}
    assert band.is_judged(outcomes) == judged
    assert band.holds(outcomes) == holds


def outcomes_inside() -> dict[str, float]:
    return {band.outcome: band.high for band in BANDS} | {f"requests_{label(gate)}": 20.0 for gate in GATES}


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.outcome)
def test_one_band_that_fails_makes_a_council_implausible_unless_it_cannot_be_judged(band: Band):
    outside = outcomes_inside() | {band.outcome: band.high * 1.01}
    assert all_hold(outcomes_inside())
    assert not all_hold(outside)
    assert all_hold(outside | {band.outcome: math.nan})
    if band.gate is not None:
        assert all_hold(outside | {f"requests_{band.gate}": band.least - 1})


def test_inside_and_quantiles_are_of_the_judged():
    """Three councils: one inside, one outside, one with too few decisions to say, at a value that would show."""
    pairs = [(0.2, 30), (0.6, 30), (0.9, 5)]
    councils = [Council((), {"refusal_rate_hr": rate, "requests_hr": n}, {}, {}) for rate, n in pairs]
    assert _of_band(SHARE, councils)[2:] == ("67 %", "50 %", "0.22", "0.4", "0.58")
    assert _of_band(SHARE, councils[2:])[2:] == ("0 %", "–", "–", "–", "–")
