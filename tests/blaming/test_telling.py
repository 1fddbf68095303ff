"""What is said of blame is what the intervals bear out."""

from types import SimpleNamespace
from typing import Any

import pytest

from experiments.blaming.telling import _all_gone, _alone, _pairs, _roles
from experiments.intervals import Interval
from simulation.state import GATES, Gate

NOTHING = Interval(0.0, -0.1, 0.1, 20)
LESS, PART = Interval(-0.02, -0.03, -0.01, 20), Interval(0.06, 0.04, 0.08, 20)


def made(**fields: Any) -> Any:
    """A blame with these fields alone."""
    return SimpleNamespace(**fields)


def of_comms(interval):
    return [interval if gate == Gate.COMMS else NOTHING for gate in GATES]


def removed(short, waits):
    alone = of_comms(Interval(0.02, 0.01, 0.03, 20))
    return SimpleNamespace(
        changes=lambda way, outcome: alone,
        cause={"uptake": of_comms(PART)},
        short_of_half=of_comms(short),
        waits={(Gate.COMMS, Gate.ICT): waits},
    )


def test_less_than_half_is_said_only_where_the_paired_difference_is_surely_below_nought():
    assert _alone(removed(Interval(-0.02, -0.05, 0.01, 20), NOTHING)) == []
    (said,) = _alone(removed(LESS, NOTHING))
    assert said.endswith("less than half of its part.")


@pytest.mark.parametrize(("low", "is_sure"), [(-0.1, False), (0.2, True)])
def test_a_queue_is_the_reason_only_where_it_surely_grows(low, is_sure):
    (said,) = _alone(removed(LESS, Interval(1.0, low, 2.0 - low, 20)))
    assert ("because ICT becomes the queue" in said) == is_sure


@pytest.mark.parametrize(
    ("uptake", "words"),
    [
        (Interval(0.2, 0.1, 0.3, 20), "uptake would rise by 20.0"),
        (Interval(-0.2, -0.3, -0.1, 20), "uptake would fall by 20.0"),
        (Interval(0.2, -0.1, 0.5, 20), "does to uptake is not distinguishable from nothing"),
    ],
)
def test_uptake_rises_or_falls_without_gates_only_where_that_is_sure(uptake, words):
    assert words in _all_gone(made(in_all={"uptake": uptake, "net_value": NOTHING}))


def test_two_gates_are_held_against_the_sum_of_both():
    pairs = {(Gate.COMMS, Gate.HR): Interval(-0.02, -0.03, -0.01, 20)}
    assert _pairs(made(pairs={"uptake": pairs})) == [
        "Removing Comms and HR together gives 2.0 (1.0–3.0) points fewer than the two by themselves add up to, on "
        "average over which others are gone."
    ]


def test_more_pairs_are_those_of_the_role_largest_in_size_and_reckon_with_the_number_of_roles_once():
    small, large = Interval(1.0, -9.0, 11.0, 10), Interval(-10.0, -30.0, 10.0, 10)
    lost = [SimpleNamespace(net_value=of) for of in (small, large)]
    assert "(about 30 more pairs would tell for the largest)" in _roles(made(lost=lost))


def test_what_would_cost_net_value_is_named_where_uptake_is_not_sure():
    unsure, cost = Interval(0.2, -0.1, 0.5, 20), Interval(-2000.0, -3000.0, -1000.0, 20)
    assert ", and having none would cost net value: " in _all_gone(made(in_all={"uptake": unsure, "net_value": cost}))
