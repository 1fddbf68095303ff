"""Legal: a myth, and standing orders that are real until they are amended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import legal

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)


@given(two_shares, share, share)
def test_concern_bogeyman_rises_with_the_myth_and_knowledge_and_evidence_lift_it(some, one, other):
    less, more = some
    concern = legal.concern_bogeyman
    assert concern(less, one, other) <= concern(more, one, other) <= 1.0
    assert 0.0 <= concern(one, more, other) <= concern(one, less, other)
    assert 0.0 <= concern(one, other, more) <= concern(one, other, less)
    assert concern(0.0, one, other) == concern(more, 1.0, other) == concern(more, one, 1.0) == 0.0


@pytest.mark.parametrize(
    ("touches", "amended", "concern"), [(False, False, 0), (False, True, 0), (True, False, 1), (True, True, 0)]
)
def test_concern_standing_orders_holds_where_they_are_touched_until_they_are_amended(touches, amended, concern):
    assert legal.concern_standing_orders(touches, amended) == concern
