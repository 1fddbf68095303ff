"""Count rule on a ring lattice: long ties help where one user is enough and hurt where it takes two.

Centola and Macy 2007, American Journal of Sociology 113:702. Each person hears the nearest on both sides; four
neighbours begin. Ties are moved to random people, never added, so the long ones cost the short.
"""

from pathlib import Path

import numpy as np
import pytest

from tests.theory.gates_off import own_people, spread

PEOPLE = 1000
SEEDS = (0, 1, 2, 3)


def ring(degree: int) -> list[tuple[int, int]]:
    return [(i, (i + step) % PEOPLE) for i in range(PEOPLE) for step in range(1, degree // 2 + 1)]


def moved(ties: list[tuple[int, int]], share: float, seed: int) -> list[tuple[int, int]]:
    """The ties, a share of them with one end moved to somebody not yet tied to the other."""
    rng = np.random.default_rng(seed)
    ties, known = ties[:], {frozenset(tie) for tie in ties}
    for at in rng.choice(len(ties), round(share * len(ties)), replace=False).tolist():
        stays, before = ties[at]
        after = stays
        while after == stays or frozenset((stays, after)) in known:
            after = int(rng.integers(PEOPLE))
        known.remove(frozenset((stays, before)))
        known.add(frozenset((stays, after)))
        ties[at] = (stays, after)
    assert len(known) == len(ties)
    return ties


def courses(folder: Path, degree: int, needed: int, share: float, runs: int) -> list[list[int]]:
    """How many are live week by week, for so many ways of moving the ties."""
    rule = {"influence.rule": "count", "influence.contacts_needed": needed}
    return [
        spread(own_people(folder, PEOPLE, rule, ties=moved(ring(degree), share, seed), live=SEEDS), compiled=runs > 4)
        for seed in range(runs)
    ]


def weeks_to_nine_tenths(live: list[int]) -> int:
    return next(week for week, number in enumerate(live) if number >= 0.9 * PEOPLE)


@pytest.mark.slow
@pytest.mark.parametrize(("needed", "reached"), [(1, 4), (2, 2)])
def test_on_the_untouched_ring_it_goes_round_at_a_steady_pace(tmp_path, needed, reached):
    """Where two are needed, one more a week on each side; where one is enough, two: 996 people to reach."""
    (live,) = courses(tmp_path, 4, needed, 0, 1)
    assert live == [*range(4, 1001, reached), 1000]


@pytest.mark.parametrize("runs", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_moving_ties_stops_what_takes_two(tmp_path, runs):
    """2 % moved: under a fifth reached in the mean; a moved tie breaks the chain that it was part of."""
    reached = [live[-1] / PEOPLE for live in courses(tmp_path, 4, 2, 0.02, runs)]
    assert np.mean(reached) < 0.2


@pytest.mark.parametrize("runs", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_moving_ties_speeds_what_takes_one(tmp_path, runs):
    """Nine tenths are reached in week 224 of the untouched ring."""
    weeks = [weeks_to_nine_tenths(live) for live in courses(tmp_path, 4, 1, 0.02, runs)]
    assert max(weeks) < 224 / 4


@pytest.mark.slow
@pytest.mark.parametrize("runs", [20])
def test_at_degree_8_moving_ties_speeds_what_takes_two_as_well(tmp_path, runs):
    """Untouched, each side gains three a week: nine tenths in week 150. With a tenth moved, in under half of that."""
    untouched = courses(tmp_path, 8, 2, 0, 1)[0]
    assert weeks_to_nine_tenths(untouched) == 150
    weeks = [weeks_to_nine_tenths(live) for live in courses(tmp_path, 8, 2, 0.1, runs)]
    assert np.mean(weeks) < 150 / 2
