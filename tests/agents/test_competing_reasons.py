"""Reasons compete: the order of the table has no effect, and shares and refusals are those of independent objections.

A statistical check says how often it would fail by luck alone. Draws are fixed by the seed, so it fails only when
something changes.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from math import log, sqrt
from typing import Any

import pytest
from scipy.stats import chi2

from simulation import Council
from simulation.agents.comms import Comms
from simulation.agents.gate import Concern
from simulation.agents.request import Request
from simulation.rules.objecting import weight_of
from simulation.state import Gate, Objection, label
from tests.agents.situations import ask, put, small_council

TRIALS = 20_000
FALSE_ALARM = 1e-6

CONCERNS = {
    Objection.NO_BUSINESS_CASE: 0.05,
    Objection.NO_RESOURCE: 0.1,
    Objection.VANITY: 0.2,
    Objection.PACE: 0.35,
    Objection.INERTIA: 0.0,
    Objection.LOSS_OF_CONTROL: 0.02,
}


class Concerned(Comms):
    """A comms team whose concerns are given, in the order given."""

    given: tuple[tuple[Objection, float], ...] = tuple(CONCERNS.items())

    def concerns(self, request: Request) -> Iterator[Concern]:
        """What is given; half of it genuine."""
        for objection, concern in self.given:
            yield objection, concern, int(objection) % 2 == 0


def concerned_council(given: dict[Objection, float]) -> tuple[Council, Any, Request]:
    """A council, a comms team with these concerns at full strength, and a request before it."""
    model = small_council()
    for objection in given:
        put(model, **{f"objections__{label(objection)}": 1.0})
    comms: Any = Concerned(model)
    comms.given = tuple(given.items())
    return model, comms, ask(model)


def answers(comms: Any, request: Request, times: int) -> list[tuple[Objection, bool] | None]:
    """The same request, attempt after attempt: each has luck of its own."""
    given = []
    for attempt in range(times):
        request.attempts[Gate.COMMS] = attempt
        given.append(comms.reason_against(request))
    return given


def test_the_order_of_the_table_has_no_effect():
    _, comms, request = concerned_council(CONCERNS)
    first = answers(comms, request, 100)
    assert len({reason and reason[0] for reason in first}) >= 4  # among them, nothing against it
    for order in list(permutations(CONCERNS.items()))[::7]:
        comms.given = order
        assert answers(comms, request, 100) == first


def test_lifting_one_objection_leaves_the_others_as_they_were():
    _, comms, request = concerned_council(CONCERNS)
    with_all = answers(comms, request, 500)
    comms.given = tuple((objection, concern) for objection, concern in CONCERNS.items() if objection != Objection.PACE)
    for before, after in zip(with_all, answers(comms, request, 500), strict=True):
        if before is None or before[0] != Objection.PACE:
            assert after == before


def test_as_many_are_let_through_as_independent_objections_leave():
    _, comms, request = concerned_council(CONCERNS)
    through = 1.0
    for concern in CONCERNS.values():
        through *= 1.0 - concern
    count = answers(comms, request, TRIALS).count(None)
    # Five standard errors: a false alarm in about two million runs of another seed.
    assert abs(count / TRIALS - through) < 5.0 * sqrt(through * (1.0 - through) / TRIALS)


@pytest.mark.parametrize(
    "given",
    [CONCERNS, {Objection.VANITY: 1.0, Objection.PACE: 0.9, Objection.NO_RESOURCE: 0.99}],
    ids=["usual", "one certain"],
)
def test_reasons_are_chosen_in_proportion_to_their_weights(given):
    _, comms, request = concerned_council(given)
    chosen = Counter(reason[0] for reason in answers(comms, request, TRIALS) if reason is not None)
    weights = {objection: -log(1.0 - min(chance, 1.0 - 1e-9)) for objection, chance in given.items() if chance > 0.0}
    assert weights == pytest.approx({objection: weight_of(given[objection]) for objection in weights})
    assert set(chosen) <= set(weights)
    total, distance = sum(chosen.values()), 0.0
    for objection, weight in weights.items():
        expected = total * weight / sum(weights.values())
        assert expected > 5
        distance += (chosen[objection] - expected) ** 2 / expected
    assert distance < chi2.ppf(1.0 - FALSE_ALARM, len(weights) - 1)
