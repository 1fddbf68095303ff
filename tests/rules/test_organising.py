"""The organisation learns: evidence, training, redesign, frameworks, confidence."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import organising

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)
hours = st.floats(0, 1000)
two_hours = st.tuples(hours, hours).map(sorted)


@given(share, share, st.integers(0, 50), share, two_hours, two_shares)
def test_evidence_next_rises_with_cases_and_scanning_and_falls_with_age(evidence, gain, cases, outside, scanning, age):
    def following(cases=cases, scanning=scanning[0], age=age[0]) -> float:
        return organising.evidence_next(evidence, gain, cases, outside, scanning, age)

    assert 0.0 <= following() <= 1.0
    assert following() <= following(cases=cases + 1) + 1e-12
    assert following() <= following(scanning=scanning[1])
    assert following(age=age[1]) <= following()
    assert organising.evidence_next(evidence, 0.0, cases, 0.0, scanning[0], 0.0) == evidence


@given(st.floats(0, 0.99), share)
def test_evidence_next_of_one_case_is_the_usual_step_and_of_many_saturates(evidence, gain):
    one = organising.evidence_next(evidence, gain, 1, 0.0, 0.0, 0.0)
    assert one == pytest.approx(evidence + gain * (1 - evidence))
    assert organising.evidence_next(evidence, 0.5, 60, 0.0, 0.0, 0.0) == pytest.approx(1.0)


@given(share, two_hours, two_shares)
def test_trained_next_rises_with_hours_and_falls_with_forgetting(trained, per_person, forgetting):
    following = organising.trained_next
    assert 0.0 <= following(trained, per_person[0], forgetting[0]) <= 1.0
    assert following(trained, per_person[0], forgetting[0]) <= following(trained, per_person[1], forgetting[0]) + 1e-12
    assert following(trained, per_person[0], forgetting[1]) <= following(trained, per_person[0], forgetting[0])
    assert following(trained, 0.0, 0.0) == trained


@given(st.floats(0, 20))
def test_hours_of_training_are_the_days_spread_over_the_year(days):
    assert organising.hours_of_training(days) * 52 == pytest.approx(7.4 * days)
    assert organising.hours_of_training(0.0) == 0.0


@given(two_shares)
def test_hours_of_policy_are_an_hour_a_year_in_full_force(extent):
    little, much = extent
    assert 0.0 <= organising.hours_of_policy(little) <= organising.hours_of_policy(much)
    assert organising.hours_of_policy(0.0) == 0.0
    assert organising.hours_of_policy(1.0) * 52 == pytest.approx(1.0)


@given(share, two_shares, share)
def test_redesign_pace_grows_from_co_design_and_from_leadership_each_on_its_own(pace, some, other):
    less, more = some
    assert 0.0 <= organising.redesign_pace(pace, less, other) <= organising.redesign_pace(pace, more, other) <= pace
    assert organising.redesign_pace(pace, other, less) == organising.redesign_pace(pace, less, other)
    assert organising.redesign_pace(pace, 0.0, 0.0) == organising.redesign_pace(0.0, less, more) == 0.0
    assert organising.redesign_pace(pace, 1.0, 0.0) == 0.5 * pace  # neither is a condition of the other


@given(share, two_shares)
def test_redesign_next_never_undoes_itself(redesign, pace):
    slow, fast = pace
    following = organising.redesign_next
    assert redesign <= following(redesign, slow) <= following(redesign, fast) <= 1.0
    assert following(redesign, 0.0) == redesign


@given(share, two_hours)
def test_framework_next_grows_with_hours_of_the_profession(framework, per_person):
    few, many = per_person
    following = organising.framework_next
    assert framework <= following(framework, few) <= following(framework, many) + 1e-12 <= 1.0 + 1e-12
    assert following(framework, 0.0) == framework


def test_framework_next_builds_two_thirds_in_ten_hours_however_they_are_spread():
    framework = 0.0
    for _ in range(100):
        framework = organising.framework_next(framework, 0.1)
    assert framework == pytest.approx(1 - exp(-1))


@given(share, share, st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted), two_shares)
def test_confidence_next_falls_with_setbacks_and_rises_with_evidence(confidence, news, setbacks, evidence):
    def following(setbacks=setbacks[0], evidence=evidence[0], news=news) -> float:
        return organising.confidence_next(confidence, news, setbacks, evidence)

    assert 0.0 <= following() <= 1.0
    assert following(setbacks=setbacks[1]) <= following() + 1e-12
    assert following() <= following(evidence=evidence[1])
    assert following(news=0.0) == confidence
