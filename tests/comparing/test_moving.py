"""A planted number is found to move the answer, and luck moves none."""

import numpy as np
import pandas as pd
import pytest

from experiments.comparing.compare import AS_IT_IS
from experiments.comparing.moving import movers
from experiments.comparing.uncertain import PAIRS, Uncertain

RNG = np.random.default_rng(5)
PLACES = pd.DataFrame(RNG.random((60, 12)), columns=[f"path {k}" for k in range(12)])


def made(gain, outcome="net_value"):
    values = np.zeros((2, 60, PAIRS))
    values[1] = gain[:, None]
    return Uncertain(outcome, 1.0, (AS_IT_IS, "a"), {AS_IT_IS: "As it is", "a": "A"}, 200, values, PLACES)


def test_a_planted_number_moves_the_answer_and_no_other_does():
    found = movers(made(PLACES["path 3"].to_numpy() * 10.0), "a")
    assert found[0].path == "path 3" and found[0].with_gain == pytest.approx(1.0)
    assert [one.path for one in found if one.is_sure] == ["path 3"]


def test_where_less_is_better_a_gain_is_a_fall():
    found = movers(made(PLACES["path 3"].to_numpy() * 10.0, "harm"), "a")
    assert found[0].with_gain == pytest.approx(-1.0)


def test_luck_moves_nothing_in_nineteen_of_twenty_studies():
    """40 studies without any effect: more than six in which something is called sure happens once in a thousand."""
    wrong = sum(any(one.is_sure for one in movers(made(RNG.normal(size=60)), "a")) for _ in range(40))
    assert wrong <= 6


def test_what_never_varies_goes_along_with_nothing():
    assert {one.strength for one in movers(made(np.zeros(60)), "a")} == {0.0}
