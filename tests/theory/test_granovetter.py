"""Threshold rule with complete mixing: a hundred people with thresholds 0, 1, …, 99 (Granovetter 1978, AJS 83:1420)."""

from simulation.rules.wanting import exposure, wants_by_threshold
from tests.theory.gates_off import own_people, spread

MIXED = {"influence.rule": "threshold", "influence.complete_mixing": True}


def test_with_thresholds_0_to_99_everybody_joins_one_by_one(tmp_path):
    crowd = own_people(tmp_path, 100, MIXED, thresholds=[str(i / 100) for i in range(100)])
    assert spread(crowd) == [*range(101), 100]


def test_when_the_one_threshold_1_becomes_2_one_person_is_all(tmp_path):
    thresholds = [0, 2, *range(2, 100)]
    crowd = own_people(tmp_path, 100, MIXED, thresholds=[str(i / 100) for i in thresholds])
    assert spread(crowd) == [0, 1, 1]


def test_so_many_of_a_hundred_reach_a_threshold_of_so_many_hundredths_and_no_other():
    """Compared as ratios; k ≥ (k·0.01)·100 would fail in floating point."""
    for live in range(101):
        for threshold in range(101):
            assert wants_by_threshold(exposure(live, 0, 100, 0.3), threshold / 100) == (live >= threshold)
    assert {7, 14, 28} <= {k for k in range(101) if not k >= (k * 0.01) * 100}
