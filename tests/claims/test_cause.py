"""Shapley values of the gates can be worked out, and are what they ought to be where that is known."""

import pytest

from simulation.state import GATES, Gate
from tests.claims.cause import removing, sets_of_gates, shapley
from tests.claims.small import LIVELY
from tests.claims.table import run_of

SMALL = LIVELY.changed({"organisation.staff": 40}, weeks=20)


def test_there_are_thirty_two_sets():
    assert len(set(sets_of_gates())) == 32


def test_gates_that_add_up_get_what_they_add():
    worth = {gate: float(gate + 1) for gate in GATES}
    assert shapley(lambda gone: sum(worth[gate] for gate in gone)) == pytest.approx(worth)


def test_two_gates_that_only_matter_together_share_alike():
    """The glove game: Shapley 1953 gives a half to each, nothing to whoever adds nothing."""
    pair = {Gate.COMMS, Gate.ICT}
    found = shapley(lambda gone: float(pair <= gone))
    assert found == pytest.approx({gate: 0.5 if gate in pair else 0.0 for gate in GATES})


@pytest.mark.slow
def test_all_thirty_two_councils_run_and_their_values_add_up():
    def uptake(gone: frozenset[Gate]) -> float:
        return run_of(SMALL.changed(removing(gone)), 1).outcomes["uptake"]

    values = shapley(uptake)
    assert sum(values.values()) == pytest.approx(uptake(frozenset(GATES)) - uptake(frozenset()))
    assert len(set(values.values())) > 1
