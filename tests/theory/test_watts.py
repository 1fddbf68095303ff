"""Threshold rule on random graphs: cascades from one person, inside a window of mean degrees only.

Watts 2002, PNAS 99:5766. For θ = 0.18 a person with up to 5 contacts gives way to one of them; such people hang
together, and a cascade is possible, where P(Poisson(z) ≤ 3) > 1/z: for mean degrees z from 1.021 to 5.765.
"""

from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import poisson

from tests.theory.gates_off import own_people, spread

RULE = {"influence.rule": "threshold", "staff.threshold": 0.18}  # differences are off: everybody's threshold
LARGE = 0.1  # of all people


def random_graph(number: int, degree: float, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Pairs of a random graph with Poisson degrees; a pair drawn twice counts once."""
    pairs = np.sort(rng.integers(number, size=(rng.poisson(number * degree / 2), 2)), axis=1)
    return [(a, b) for a, b in np.unique(pairs[pairs[:, 0] < pairs[:, 1]], axis=0).tolist()]


def large_cascades(folder: Path, graphs: int, number: int, degree: float, seeds: int = 1) -> int:
    """In how many graphs more than a tenth of all people are reached from ``seeds`` people drawn at random."""
    large = 0
    for graph in range(graphs):
        rng = np.random.default_rng([graph, number, int(10 * degree), seeds])
        live = rng.choice(number, seeds, replace=False).tolist()
        scenario = own_people(folder, number, RULE, ties=random_graph(number, degree, rng), live=live)
        large += spread(scenario, enough=int(LARGE * number) + 1, compiled=number > 1000)[-1] > LARGE * number
    return large


def test_the_window_of_mean_degrees():
    def vulnerable(degree):
        return poisson.cdf(3, degree) - 1 / degree

    assert brentq(vulnerable, 0.9, 1.5) == pytest.approx(1.021, abs=0.0005)
    assert brentq(vulnerable, 4, 8) == pytest.approx(5.765, abs=0.0005)


LARGER = pytest.param(12, 10_000, id="12-graphs-of-10000", marks=pytest.mark.slow)
NONE = [pytest.param(4, 1000, id="4-graphs-of-1000"), LARGER]  # sizes where no graph at all has a large cascade
# With mean degree 3, a random person starts a cascade with chance 0.89 (300 graphs, plain arrays instead of a council).
# That at most half of 12 graphs have one has then chance 0.0009.
MOST = [pytest.param(12, 1000, id="12-graphs-of-1000"), LARGER]


@pytest.mark.parametrize(("graphs", "number"), NONE)
def test_too_few_ties_carry_nothing_far(tmp_path, graphs, number):
    assert large_cascades(tmp_path, graphs, number, 0.8) == 0


@pytest.mark.slow
@pytest.mark.parametrize(("graphs", "number"), MOST)
def test_inside_the_window_one_person_mostly_starts_a_cascade(tmp_path, graphs, number):
    assert large_cascades(tmp_path, graphs, number, 3) > graphs / 2


@pytest.mark.slow
@pytest.mark.parametrize(("graphs", "number"), NONE)
def test_with_too_many_ties_one_user_is_never_enough(tmp_path, graphs, number):
    assert large_cascades(tmp_path, graphs, number, 8) == 0


@pytest.mark.slow
def test_with_too_many_ties_one_in_a_hundred_is_enough(tmp_path):
    """On plain arrays: in 300 of 300 graphs."""
    assert large_cascades(tmp_path, 12, 10_000, 8, seeds=100) > 12 / 2
