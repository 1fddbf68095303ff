"""The compiled generator gives the numbers of the readable one, for any address."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numba import njit

from simulation import draws
from simulation.draws import LONG_WORD, WORD, Draws, Purpose
from simulation.engine import chance
from simulation.engine.council import CompiledCouncil
from simulation.scenario import Scenario

EXTREMES = (0, 1, WORD - 1, WORD, WORD + 1, LONG_WORD - 1, LONG_WORD)
seeds = keys = st.sampled_from(EXTREMES) | st.integers(0, LONG_WORD)
occurrences = st.sampled_from((0, 1, WORD - 1, WORD)) | st.integers(0, WORD)
numbers = st.integers(0, 5200) | st.just(2**31)


@njit
def _draw(world, purpose, key, occurrence):
    return chance.draw(world, purpose, key, occurrence)


@njit
def _child(key, number):
    return chance.child(key, number)


@pytest.fixture(scope="module")
def compiled():
    """Compiled draws and children of keys, for Python to call: ``draw(seed, purpose, key, occurrence)``."""
    tiny = Scenario.default().changed({"organisation.staff": 3, "organisation.departments": 1}, weeks=1)
    world = CompiledCouncil(tiny).world

    def draw(seed, purpose, key, occurrence):
        world.schedule = chance.schedule(seed)
        return _draw(world, purpose, np.uint64(key), occurrence)

    return SimpleNamespace(draw=draw, child=lambda key, number: int(_child(np.uint64(key), number)))


@settings(max_examples=500)
@given(seed=seeds, purpose=st.sampled_from(Purpose), key=keys, occurrence=occurrences)
@example(seed=LONG_WORD, purpose=Purpose.CHAMPION_PLACE, key=LONG_WORD, occurrence=WORD)
@example(seed=0, purpose=Purpose.CHAMPION, key=0, occurrence=0)
def test_any_address_has_the_same_number(compiled, seed, purpose, key, occurrence):
    assert compiled.draw(seed, purpose, key, occurrence) == Draws(seed).one(purpose, key, occurrence)


@settings(max_examples=500)
@given(key=keys, number=numbers)
@example(key=LONG_WORD, number=0)
def test_any_key_has_the_same_children(compiled, key, number):
    assert compiled.child(key, number) == draws.child(key, number)


def test_the_first_numbers_of_a_seed_are_spread_over_the_interval(compiled):
    """So that two generators that both give nothing but zeros would not pass."""
    values = [compiled.draw(1, Purpose.ASK, key, 0) for key in range(1000)]
    assert 0.45 < sum(values) / len(values) < 0.55 and len(set(values)) == len(values)
