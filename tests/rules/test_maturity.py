"""Maturity: Mergel and Bretschneider's three stages, read from what happened."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.maturity import maturity_of
from simulation.state import Maturity

share = st.floats(0, 1)


@given(share, share, share, share, st.booleans())
def test_maturity_of_anything_is_one_of_the_three_stages_and_a_home_never_lowers_it(up, shadow, grey, evidence, home):
    shadow = min(shadow, 1.0 - up)
    assert maturity_of(up, shadow, grey, evidence, home) in Maturity
    assert maturity_of(up, shadow, grey, evidence, False) <= maturity_of(up, shadow, grey, evidence, True)
    assert maturity_of(up, shadow, grey, 0.0, home) <= maturity_of(up, shadow, grey, 1.0, home)


def test_maturity_of_typical_councils():
    assert maturity_of(0.05, 0.0, 0.05, 1.0, True) == Maturity.INFORMAL_EXPERIMENTS  # a few, at home or not
    assert maturity_of(0.3, 0.3, 0.05, 1.0, True) == Maturity.COORDINATED_DISORDER  # half of them without permission
    assert maturity_of(0.5, 0.1, 0.05, 0.4, False) == Maturity.COORDINATED_DISORDER  # permission, and nothing behind it
    assert maturity_of(0.5, 0.1, 0.05, 0.5, False) == Maturity.INSTITUTION  # a record
    assert maturity_of(0.5, 0.1, 0.05, 0.0, True) == Maturity.INSTITUTION  # a home
