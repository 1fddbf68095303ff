"""Points of every design: each there once, in an order that is balanced wherever it is cut short."""

import itertools
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import qmc

from experiments.sweeps.designs import KINDS, SAMPLED, Design
from experiments.sweeps.factors import Factor

HOURS = Factor("gates.ict.hours", low=3.0, high=20.0, is_log=True, levels=3)
SHARE = Factor("champions.share", choices=(0.0, 0.05, 0.1, 0.2))
WEEK = Factor("change.lead.week", low=0, high=9, is_whole=True, levels=4)
THREE = (HOURS, SHARE, WEEK)


def design_of(kind: str, factors: tuple[Factor, ...] = THREE, number: int = 64, seed: int = 5) -> Design:
    base = tuple(factor.at_levels[0] for factor in factors)
    listed = tuple(itertools.product(*(factor.at_levels for factor in factors))) if kind == "points" else ()
    return Design(kind, factors, number if kind in SAMPLED else 0, seed if kind in SAMPLED else 0, listed, base)


def test_a_grid_is_the_product_of_levels():
    grid = design_of("grid")
    assert len(grid) == 3 * 4 * 4
    assert [grid.values(k) for k in range(len(grid))] == list(itertools.product(*(f.at_levels for f in THREE)))
    assert HOURS.at_levels == pytest.approx((3.0, 60**0.5, 20.0)) and WEEK.at_levels == (0, 3, 6, 9)


def test_one_at_a_time_moves_one_at_a_time():
    design = design_of("one-at-a-time")
    points = [design.values(k) for k in range(len(design))]
    assert points[0] == design.base and len(points) == len(set(points)) == 1 + 2 + 3 + 3
    assert all(sum(a != b for a, b in zip(point, design.base, strict=True)) == 1 for point in points[1:])


@pytest.mark.parametrize("kind", SAMPLED)
def test_sampled_points_are_scipys_and_come_one_by_one_as_all_at_once(kind):
    number = 1500  # more than are drawn at a time
    design = design_of(kind, number=number)
    if kind == "latin-hypercube":
        drawn = qmc.LatinHypercube(3, rng=5).random(number)
    else:
        made = {"sobol": qmc.Sobol, "halton": qmc.Halton}[kind](3, scramble=True, rng=5)
        drawn = made.random(2048)[:number]
    for k in (0, 1, 1023, 1024, 1499, 7):
        expected = tuple(factor.at(u) for factor, u in zip(THREE, drawn[k].tolist(), strict=True))
        assert design.values(k) == pytest.approx(expected)
    assert pickle.loads(pickle.dumps(design)).values(1400) == design.values(1400)
    assert design_of(kind, seed=6).values(3) != design.values(3)


@pytest.mark.parametrize("kind", KINDS)
def test_every_point_comes_once(kind):
    design = design_of(kind)
    order = [design.at_place(place) for place in range(len(design))]
    assert sorted(order) == list(range(len(design)))
    assert [design.place_of(point) for point in order] == list(range(len(design)))


@given(st.lists(st.integers(1, 7), min_size=1, max_size=4))
def test_a_grid_of_any_size_comes_once_and_balanced(sizes):
    grid = Design("grid", tuple(Factor(f"f{k}", choices=tuple(range(n))) for k, n in enumerate(sizes)))
    order = [grid.at_place(place) for place in range(len(grid))]
    assert sorted(order) == list(range(len(grid)))
    half = [grid.values(point) for point in order[: len(grid) // 2]]
    last = [values[-1] for values in half]  # the one that moves fastest: exactly balanced, whatever its stride
    counts = [last.count(level) for level in range(sizes[-1])]
    assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize(("log", "whole"), list(itertools.product((True, False), (True, False))))
def test_a_factor_takes_values_inside_its_ends_and_whole_ones_evenly(log, whole):
    factor = Factor("x", low=1, high=8, is_log=log, is_whole=whole)
    values = [factor.at(u) for u in np.linspace(0.0, 0.999999, 8001)]
    assert min(values) >= 1 and max(values) <= 8 and values == sorted(values)
    if whole:
        assert set(values) == set(range(1, 9))
        if not log:
            counts = [values.count(k) for k in range(1, 9)]
            assert max(counts) - min(counts) <= 2
    elif log:
        assert np.median(values) == pytest.approx(8**0.5, rel=1e-3)


def test_a_billion_points_cost_nothing():
    grid = Design("grid", tuple(Factor(f"f{k}", choices=tuple(range(1000))) for k in range(3)))
    assert len(grid) == 10**9 and grid.values(123_456_789) == (123, 456, 789)
    assert grid.place_of(grid.at_place(987_654_321)) == 987_654_321
