"""Each claim has the levers and the outcomes that it needs: its arms load, run, and move what is compared.

No verdict is recorded here or anywhere in this folder. That takes many councils, and many runs of each.
"""

from math import isfinite

import pytest

from simulation.outcomes import OUTCOMES
from simulation.scenario import Scenario
from tests.claims.ablations import ABLATIONS
from tests.claims.numbers import number_of
from tests.claims.small import small_council
from tests.claims.table import CLAIMS, STANDINGS, run_of

EVERY = pytest.mark.parametrize("claim", CLAIMS.values(), ids=str)
LONG = {"C3", "C5", "C6", "C14", "C15"}  # of many arms, or of many weeks
QUICK_FIRST = pytest.mark.parametrize(
    "claim",
    [pytest.param(claim, marks=[pytest.mark.slow] if claim.id in LONG else []) for claim in CLAIMS.values()],
    ids=str,
)
SEEDS = (1, 2)
WHOLE = {name: Scenario.load(name) for name in ("county", "district")}
NAMES = {outcome.name for outcome in OUTCOMES}


def test_there_are_eighteen():
    assert list(CLAIMS) == [f"C{number}" for number in range(1, 19)]


@EVERY
def test_the_table_is_whole(claim):
    assert claim.standing in STANDINGS
    assert claim.says.endswith(".")
    assert {effect.arm for effect in claim.effects} <= set(claim.arms)
    assert {effect.against for effect in claim.effects} <= {*claim.arms, None}
    assert claim.effects
    assert set(claim.off) == set(ABLATIONS.get(claim.id, {}))
    assert bool(claim.off) == (claim.standing != "emergent")
    assert not (claim.emergent and claim.standing == "emergent")


@EVERY
@pytest.mark.parametrize("organisation", WHOLE)
def test_arms_load(claim, organisation):
    councils = [arm.of(WHOLE[organisation]) for arm in claim.arms.values()]
    assert all(council.weeks == 156 for council in councils)
    assert len({council.fingerprint for council in councils}) > 1


@QUICK_FIRST
def test_arms_run_and_move_what_is_compared(claim):
    organisation = small_council(claim)
    arms_of: dict[str, set[str]] = {}
    for effect in claim.effects:
        arms_of.setdefault(effect.number, set()).update({effect.arm} if effect.against is None else claim.arms)
    still = set(arms_of)
    for seed in SEEDS:
        values = {
            number: {arm: number_of(run_of(claim.arms[arm].of(organisation), seed), number) for arm in arms_of[number]}
            for number in still
        }
        assert all(isfinite(value) for by_arm in values.values() for value in by_arm.values())
        # One arm alone, held against a level: the other seed has to give another number.
        still = {number for number, by_arm in values.items() if len(set(by_arm.values())) == 1}
        alone = {number for number in still if len(arms_of[number]) == 1}
        for number in alone if seed == SEEDS[0] else ():
            (arm,) = arms_of[number]
            other = number_of(run_of(claim.arms[arm].of(organisation), SEEDS[1]), number)
            assert isfinite(other)
            assert other != values[number][arm], f"{number} does not move"
        still -= alone
    assert not still, f"{sorted(still)} do not move"


@EVERY
def test_every_run_gives_every_outcome(claim):
    arm = next(iter(claim.arms.values()))
    assert set(run_of(arm.of(small_council(claim)), SEEDS[0]).outcomes) == NAMES


def test_a_number_that_nothing_gives_is_an_error():
    run = run_of(small_council(CLAIMS["C1"]), 1)
    with pytest.raises(KeyError):
        number_of(run, "happiness")
    with pytest.raises(KeyError):
        number_of(run, "uptake / happiness of staff")


@pytest.mark.slow
@EVERY
def test_arms_run_on_the_county(claim):
    """Once each, at full size and length; what comes out is not judged."""
    organisation = WHOLE["county"]
    numbers = {effect.number for effect in claim.effects}
    seen = [{n: number_of(run_of(arm.of(organisation), 1), n) for n in numbers} for arm in claim.arms.values()]
    assert all(isfinite(value) for values in seen for value in values.values())
    assert any(len({values[n] for values in seen}) > 1 for n in numbers)
