"""Objections through a real small council: when they are raised, when they are genuine, what lifts them.

For each objection of the table there is a situation in which it is sure to be raised at strength 1, and one in which it
never is; at strength 0 nothing is. Its mark is checked where it should be true and where it should not. Every remedy
that the table names must lower the concern.
"""

import pytest

from simulation.state import Kind, Objection
from tests.agents.situations import GATE_OF, ask, concern_of, small_council
from tests.agents.table_of_objections import TABLE, at_ease, led, mainstream, proven, skilled

each_objection = pytest.mark.parametrize("objection", GATE_OF, ids=lambda objection: objection.name.lower())
MARKS = [(objection, case) for objection, row in TABLE.items() for case in row.genuine]
REMEDIES = [(objection, remedy) for objection, row in TABLE.items() for remedy in row.lifted_by]


def named(value: object) -> str:
    return value.name.lower() if isinstance(value, Objection) else str(value)


def test_the_table_is_complete():
    assert list(TABLE) == sorted(GATE_OF) and len(TABLE) == 15


@each_objection
def test_is_sure_to_be_raised_at_strength_1_never_at_0_and_never_without_concern(objection):
    for strength, situation, concern, is_raised in (
        (1.0, TABLE[objection].certain, 1.0, True),
        (0.0, TABLE[objection].certain, 1.0, False),
        (1.0, TABLE[objection].never, 0.0, False),
    ):
        model = small_council(objection, strength)
        request = situation(model)
        assert concern_of(model, objection, request)[0] == pytest.approx(concern, abs=1e-12)
        gatekeeper = model.gatekeeper(GATE_OF[objection], request.asker.department)
        request.attempts[GATE_OF[objection]] = 1
        reason = gatekeeper.reason_against(request)
        assert (reason is not None and reason[0] == objection) == is_raised


@pytest.mark.parametrize(("objection", "case"), MARKS, ids=named)
def test_is_marked_genuine_when_the_reason_is_true_and_only_then(objection, case):
    situation, genuine = TABLE[objection].genuine[case]
    model = small_council()
    assert concern_of(model, objection, situation(model))[1] == genuine


@pytest.mark.parametrize(("objection", "remedy"), REMEDIES, ids=named)
def test_is_lifted_by_what_the_table_says(objection, remedy):
    row, model = TABLE[objection], small_council()
    request = (row.standing or row.certain)(model)
    before, _ = concern_of(model, objection, request)
    asked_anew = row.lifted_by[remedy](model, request)
    now, _ = concern_of(model, objection, asked_anew or request)
    assert 0.0 <= now < before


def test_vanity_is_lifted_by_nothing_else():
    model = small_council()
    request = ask(model, kind=Kind.VANITY)
    before = concern_of(model, Objection.VANITY, request)
    for remedy in (proven, skilled, mainstream, led, at_ease):
        remedy(model, request)
    request.quality = 1.0
    assert concern_of(model, Objection.VANITY, request) == before == (1.0, True)
