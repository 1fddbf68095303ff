"""Draws: the published vectors of Philox, one value for one address however it is asked for, and statistics.

Each statistical test says how often a perfect generator would fail it. Seeds are fixed, so none fails now and then.
"""

from collections.abc import Callable
from math import sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulation.draws import Draws, KeptDraws, Purpose, ScriptedDraws, child, children, key_of, philox4x32

LONG = st.integers(0, 2**64 - 1)
WORD = st.integers(0, 2**32 - 1)
WORD_MAX = 2**32 - 1
KEY_OF_PARKS, SEAT_17 = 0xE009_5B09_6914_787C, 0xBD45_F8CA_67F7_D3B3

# Salmon and others 2011, Random123's kat_vectors, philox4x32 with 10 rounds: counter, key, answer.
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((WORD_MAX,) * 4, (WORD_MAX,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_philox_gives_the_published_vectors_for_numbers_and_for_arrays(counter, key, answer):
    assert philox4x32(counter, key) == answer
    c0, c1, c2, c3 = (np.full(3, word, dtype=np.uint64) for word in counter)
    batch = philox4x32((c0, c1, c2, c3), key)
    assert [word.tolist() for word in batch] == [[word] * 3 for word in answer]


def test_a_uniform_is_the_first_53_bits_of_its_address():
    seed, key, occurrence = 0x299F31D0_A4093822, 0x85A308D3_243F6A88, 0x13198A2E
    w0, w1, _, _ = philox4x32((0x243F6A88, 0x85A308D3, occurrence, Purpose.ASK), (0xA4093822, 0x299F31D0))
    assert Draws(seed).one(Purpose.ASK, key, occurrence) == ((w0 >> 5) * 2**26 + (w1 >> 6)) / 2**53


@given(seed=LONG, keys=st.lists(LONG, max_size=40), occurrence=WORD, purpose=st.sampled_from(Purpose))
def test_a_batch_gives_what_single_draws_give(seed, keys, occurrence, purpose):
    draws = Draws(seed)
    batch = draws.many(purpose, np.array(keys, dtype=np.uint64), occurrence)
    assert batch.tolist() == [draws.one(purpose, key, occurrence) for key in keys]
    assert all(0 <= value < 1 for value in batch)


def test_a_batch_longer_than_its_working_arrays_and_with_own_occurrences_is_the_same():
    draws, keys = Draws(7), children(key_of("seat", "Parks"), np.arange(20_000))
    weeks = np.arange(20_000) % 156
    batch = draws.many(Purpose.LAPSE, keys, weeks)
    for i in (0, 8191, 8192, 16_384, 19_999):
        assert batch[i] == draws.one(Purpose.LAPSE, int(keys[i]), int(weeks[i]))


def test_keys_and_occurrences_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="do not go together"):
        Draws(1).many(Purpose.ASK, np.zeros(3, dtype=np.uint64), np.zeros(2))


@given(key=LONG, numbers=st.lists(WORD, min_size=1, max_size=20))
def test_children_are_each_what_child_gives(key, numbers):
    each = [child(key, number) for number in numbers]
    assert children(key, np.array(numbers)).tolist() == each
    assert children(np.full(len(numbers), key, dtype=np.uint64), np.array(numbers)).tolist() == each
    assert children(np.array(each, dtype=np.uint64), 3).tolist() == [child(parent, 3) for parent in each]


def test_children_do_not_collide():
    """100,000 children of 10 parents: perfect keys collide with chance 3e-8."""
    keys = [children(key_of("seat", str(p)), np.arange(10_000)) for p in range(10)]
    assert len(np.unique(np.concatenate(keys))) == 100_000


def test_names_are_joined_unambiguously_and_keys_never_change():
    names: list[tuple[str | int, ...]] = [
        ("ab", "c"),
        ("a", "bc"),
        ("abc",),
        (1,),
        ("1",),
        (1, 2),
        (12,),
        (),
        ("",),
        ("", ""),
        (-1,),
        ("i1:1",),
    ]
    assert len({key_of(*name) for name in names}) == len(names)
    # Frozen: a change here changes every result ever published.
    assert key_of("seat", "Parks") == KEY_OF_PARKS
    assert child(KEY_OF_PARKS, 17) == SEAT_17


def test_a_key_is_made_of_text_and_whole_numbers():
    three: Any = np.int64(3)
    half: Any = 0.5
    assert key_of(three) == key_of(3)
    with pytest.raises(TypeError):
        key_of(half)


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_outside_64_bits_is_refused(seed):
    with pytest.raises(ValueError, match="seed"):
        Draws(seed)


def test_every_part_of_the_address_matters():
    base = Draws(0).one(Purpose.ASK, 5, 3)
    others = [
        Draws(1).one(Purpose.ASK, 5, 3),
        Draws(2**32).one(Purpose.ASK, 5, 3),
        Draws(0).one(Purpose.SHADOW, 5, 3),
        Draws(0).one(Purpose.ASK, 6, 3),
        Draws(0).one(Purpose.ASK, 5 + 2**32, 3),
        Draws(0).one(Purpose.ASK, 5, 4),
    ]
    assert len({base, *others}) == 7


def test_a_script_answers_first_and_the_most_exact_address_wins():
    script = {(Purpose.ASK, 5, 3): 0.25, (Purpose.ASK, 5): 0.5, Purpose.ASK: 0.75}
    draws, plain = ScriptedDraws(script, seed=9), Draws(9)
    assert [draws.one(Purpose.ASK, 5, 3), draws.one(Purpose.ASK, 5, 4), draws.one(Purpose.ASK, 6)] == [0.25, 0.5, 0.75]
    assert draws.one(Purpose.SHADOW, 5, 3) == plain.one(Purpose.SHADOW, 5, 3)
    assert draws.many(Purpose.ASK, np.array([5, 6], dtype=np.uint64), 3).tolist() == [0.25, 0.75]
    assert draws.many(Purpose.ASK, np.array([5, 5]), np.array([3, 4])).tolist() == [0.25, 0.5]
    keys = children(1, np.arange(5))
    assert draws.many(Purpose.SHADOW, keys).tolist() == plain.many(Purpose.SHADOW, keys).tolist()


def test_a_script_outside_the_range_of_a_draw_is_refused():
    with pytest.raises(ValueError, match=r"\[0, 1\)"):
        ScriptedDraws({Purpose.ASK: 1.0})


def test_purposes_are_numbered_without_gaps():
    assert [purpose.value for purpose in Purpose] == list(range(len(Purpose)))
    assert (Purpose.CHAMPION, Purpose.OBJECT, Purpose.CHAMPION_TIE) == (0, 19, 45)


def walk_of(seat: str, draws: Draws, n: int) -> NDArray[np.float64]:
    return draws.many(Purpose.ASK, children(key_of("seat", seat), np.arange(n)))


ADDRESSES: dict[str, Callable[[Draws, int], NDArray[np.float64]]] = {
    "neighbouring keys": lambda draws, n: draws.many(Purpose.ASK, np.arange(n)),
    "children of a seat": lambda draws, n: walk_of("Parks", draws, n),
    "neighbouring occurrences": lambda draws, n: draws.many(Purpose.ASK, np.full(n, 77), np.arange(n)),
    "neighbouring seeds": lambda draws, n: np.array([Draws(s).one(Purpose.ASK, 5) for s in range(n // 10)]),
}


@pytest.mark.parametrize("walk", ADDRESSES)
def test_draws_are_uniform(walk):
    """Chi-square over 100 bins of equal chance; a perfect generator fails once in a million."""
    values = ADDRESSES[walk](Draws(2026), 100_000)
    counts = np.bincount((values * 100).astype(int), minlength=100)
    expected = len(values) / 100
    chi_square = float(((counts - expected) ** 2 / expected).sum())
    # Wilson and Hilferty 1931: the cube root of chi-square over its freedom is nearly normal; 4.753: one in a million.
    freedom, normal = 99, 4.753
    limit = freedom * (1 - 2 / (9 * freedom) + normal * sqrt(2 / (9 * freedom))) ** 3
    assert chi_square < limit


@pytest.mark.parametrize("walk", ADDRESSES)
@pytest.mark.parametrize("distance", [1, 2, 32])
def test_neighbours_are_not_correlated(walk, distance):
    """Correlation of a walk with itself, moved; two-sided, a perfect generator fails once in a million (4.892)."""
    values = ADDRESSES[walk](Draws(2026), 100_000)
    first, second = values[:-distance], values[distance:]
    assert abs(np.corrcoef(first, second)[0, 1]) * sqrt(len(first)) < 4.892


def test_purposes_are_not_correlated():
    """All pairs of purposes over the same 20,000 keys; a perfect generator fails once in a thousand or less."""
    draws, keys = Draws(0), children(key_of("people"), np.arange(20_000))
    correlation = np.corrcoef([draws.many(purpose, keys) for purpose in Purpose])
    pairs = correlation[np.triu_indices(len(Purpose), 1)]
    # 1,035 pairs of 46 purposes at one in a million each (Bonferroni); more purposes raise it in proportion.
    assert np.abs(pairs).max() * sqrt(20_000) < 4.892


def test_seeds_are_not_correlated():
    """Neighbouring seeds over the same keys; a perfect generator fails 2 times in 100,000 (21 pairs)."""
    keys = children(key_of("people"), np.arange(20_000))
    correlation = np.corrcoef([Draws(seed).many(Purpose.ASK, keys) for seed in range(7)])
    assert np.abs(correlation[np.triu_indices(7, 1)]).max() * sqrt(20_000) < 4.892


@given(st.lists(st.tuples(st.sampled_from(Purpose), LONG, st.integers(0, 3)), min_size=1), LONG)
def test_draws_that_are_kept_are_the_same_draws(addresses, seed):
    kept, plain = KeptDraws(seed), Draws(seed)
    for address in [*addresses, *reversed(addresses)]:
        assert kept.one(*address) == plain.one(*address)
