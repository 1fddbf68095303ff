"""Each claim has the levers and the outcomes that it needs: its arms load, run, and move what is compared.

No verdict is recorded here. That takes many councils, and many runs of each: ``blockers claims`` does it.
"""

from math import isfinite

import pytest

from experiments.claims.claim import AS_IT_IS, BUILT_IN, EMERGENT, PARTLY
from experiments.claims.numbers import number_of
from simulation.outcomes import OUTCOMES
from simulation.scenario import Scenario
from simulation.scenario_files.problems import WrongValue
from tests.claims.ablations import ABLATIONS
from tests.claims.small import small_council
from tests.claims.table import CLAIMS, numbers_by_arm, run_of

EVERY = pytest.mark.parametrize("claim", CLAIMS.values(), ids=str)
LONG = {"C3", "C5", "C6", "C14", "C15"}  # of many arms, or of many weeks
QUICK_FIRST = pytest.mark.parametrize(
    "claim",
    [pytest.param(claim, marks=[pytest.mark.slow] if claim.id in LONG else []) for claim in CLAIMS.values()],
    ids=str,
)
SEEDS = (1, 2, 3)
WHOLE = {name: Scenario.load(name) for name in ("county", "district")}
NAMES = {outcome.name for outcome in OUTCOMES}


def test_there_are_eighteen():
    assert list(CLAIMS) == [f"C{number}" for number in range(1, 19)]


@EVERY
def test_the_declaration_is_whole(claim):
    assert claim.says.endswith(".") and all(part.says.endswith(".") for part in claim.parts)
    assert set(claim.off) == set(ABLATIONS.get(claim.id, {}))
    assert bool(claim.off) == bool(claim.emergent) == (claim.standing != EMERGENT)
    built_in = {part.standing for part in claim.judged}
    assert BUILT_IN in built_in if claim.standing == BUILT_IN else EMERGENT in built_in
    assert claim.standing in (BUILT_IN, PARTLY) or built_in == {EMERGENT}


@EVERY
@pytest.mark.parametrize("organisation", WHOLE)
def test_arms_load(claim, organisation):
    councils = [arm.of(WHOLE[organisation]) for arm in claim.arms.values()]
    assert all(council.weeks == 156 for council in councils)
    assert len({council.fingerprint for council in councils}) > 1


@QUICK_FIRST
def test_arms_run_and_move_what_is_compared(claim):
    organisation = small_council(claim)
    by_number: dict[str, set[str]] = {}
    for arm, numbers in numbers_by_arm(claim).items():
        for number in numbers:
            by_number.setdefault(number, set()).add(arm)
    still = set(by_number)
    for seed in SEEDS:
        values = {
            number: {
                arm: number_of(run_of(claim.arms[arm].of(organisation), seed), number) for arm in by_number[number]
            }
            for number in still
        }
        assert all(isfinite(value) for by_arm in values.values() for value in by_arm.values())
        # One arm alone, held against a level: the other seed has to give another number.
        still = {number for number, by_arm in values.items() if len(set(by_arm.values())) == 1}
        alone = {number for number in still if len(by_number[number]) == 1}
        for number in alone if seed == SEEDS[0] else ():
            (arm,) = by_number[number]
            other = number_of(run_of(claim.arms[arm].of(organisation), SEEDS[1]), number)
            assert isfinite(other)
            assert other != values[number][arm], f"{number} does not move"
        still -= alone
    assert not still, f"{sorted(still)} do not move"


@EVERY
def test_every_run_gives_every_outcome(claim):
    arm = claim.arms[AS_IT_IS]
    assert set(run_of(arm.of(small_council(claim)), SEEDS[0]).outcomes) == NAMES


@pytest.mark.parametrize("said", ["happiness", "uptake / happiness of staff", "objected rain", "last happiness"])
def test_a_number_that_nothing_gives_is_an_error(said):
    run = run_of(small_council(CLAIMS["C1"]), 1)
    with pytest.raises(WrongValue):
        number_of(run, said)


@pytest.mark.slow
@EVERY
def test_arms_run_on_the_county(claim):
    """Once each, at full size and length; what comes out is not judged."""
    organisation = WHOLE["county"]
    seen = {
        (arm, number): number_of(run_of(claim.arms[arm].of(organisation), 1), number)
        for arm, numbers in numbers_by_arm(claim).items()
        for number in numbers
    }
    assert all(isfinite(value) for value in seen.values())
    assert len(set(seen.values())) > 1
