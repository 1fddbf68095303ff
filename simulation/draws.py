"""Randomness with an address: every draw is fixed by (seed, purpose, key, occurrence), never by what was drawn before.

The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): a
function from a counter and a key to four random words, with no state. The address is the counter and the seed is the
key, so

- the same person meets the same luck under every strategy;
- results do not depend on the order of draws, nor on workers;
- a whole phase may compute its draws in one batch and get the values that single draws would give.

Keys are made from names (``key_of``) and from keys and whole numbers (``child``), never from positions in an array.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b
from operator import index
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]
Word = Any  # a Python int, or an array of uint64 that holds one word an element; the same lines serve both


class Purpose(IntEnum):
    """What a draw is for. A new purpose is appended: the numbers are part of every address, and so of every result."""

    CHAMPION = 0
    RESISTANCE = 1
    TENURE = 2
    THRESHOLD = 3
    CONVICTION = 4
    SKILL = 5
    NERVE = 6
    KNOWS_HOW = 7
    ASK = 8
    SHADOW = 9
    KIND = 10
    VALUE = 11
    RISK = 12
    HOURS = 13
    NOVELTY = 14
    SPONSOR = 15
    SLIP = 16
    DEVOLVE = 17
    PRIORITY = 18
    OBJECT = 19
    REASON = 20
    APPEAL = 21
    APPEAL_HEARD = 22
    IMPROVE = 23
    GO_ROUND = 24
    INCIDENT = 25
    SUCCESS = 26
    MODE = 27
    LAPSE = 28
    DISCOVERED = 29
    DOCUMENTED = 30
    SUSPECT = 31
    CRISIS = 32
    CRISIS_HANDLED = 33
    MORATORIUM = 34
    VANITY = 35
    VANITY_GRANTED = 36
    COUNCILLOR = 37
    STANCE = 38
    NETWORKED = 39
    DEPARTMENT = 40
    HEAD = 41
    PIONEER = 42
    TIE = 43
    TIE_SHUFFLE = 44
    CHAMPION_TIE = 45
    CHAMPION_PLACE = 46


WORD = 0xFFFFFFFF
LONG_WORD = 0xFFFFFFFFFFFFFFFF
ROUNDS = 10
_GOLDEN = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio, the step of splitmix64
_UNIT = 2.0**-53
_BATCH = 8192  # draws computed at once: small enough for the working arrays to stay in the processor's cache


@lru_cache(maxsize=2**16, typed=True)
def key_of(*names: str | int) -> int:
    """A stable 64-bit key from names, the same on every platform and Python.

    Names are joined with their type and length: ``("ab", "c")``, ``("a", "bc")``, ``(1,)`` and ``("1",)`` all differ.
    Anything but text and whole numbers is a ``TypeError``.

    >>> key_of("seat", "Parks") == key_of("seat", "Parks"), key_of("a", 1) == key_of("a", "1")
    (True, False)
    """
    digest = blake2b(digest_size=8)
    for name in names:
        text = name.encode() if isinstance(name, str) else str(index(name)).encode()
        digest.update(b"%c%d:%b" % (b"s" if isinstance(name, str) else b"i", len(text), text))
    return int.from_bytes(digest.digest(), "little")


def _mixed(key: Word, number: Word) -> Word:
    """splitmix64 (Steele, Lea and Flood 2014; Stafford's variant 13), ``number`` + 1 steps after ``key``."""
    z = (key + ((number + 1) * _GOLDEN & LONG_WORD)) & LONG_WORD
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & LONG_WORD
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & LONG_WORD
    return z ^ (z >> 31)


def child(key: int, number: int) -> int:
    """The 64-bit key of the ``number``-th thing that belongs to ``key``: occupant of a seat, request of an occupant.

    ``number`` is a whole number from 0. Different numbers under one key never collide.
    """
    return int(_mixed(int(key), int(number)))


def children(keys: ArrayLike, numbers: ArrayLike) -> Keys:
    """What ``child`` gives for each pair of key and number, as an array of uint64; either may be a single number."""
    parents = np.atleast_1d(np.asarray(keys, dtype=np.uint64))
    which = np.atleast_1d(np.asarray(numbers)).astype(np.uint64)
    return np.asarray(_mixed(parents, which), dtype=np.uint64)


def _schedule(key: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The two key words of each of the ten rounds."""
    return tuple(((key[0] + i * 0x9E3779B9) & WORD, (key[1] + i * 0xBB67AE85) & WORD) for i in range(ROUNDS))


def schedule_of(seed: int) -> tuple[tuple[int, int], ...]:
    """The two key words of each of the ten rounds under a seed, from 0 to 2**64 − 1."""
    return _schedule((seed & WORD, seed >> 32))


def _rounds(
    c0: Word, c1: Word, c2: Word, c3: Word, schedule: tuple[tuple[int, int], ...]
) -> tuple[Word, Word, Word, Word]:
    """The ten rounds of Philox4x32 on one counter, or on arrays of counters."""
    for k0, k1 in schedule:
        p0 = c0 * 0xD2511F53
        p1 = c2 * 0xCD9E8D57
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & WORD, (p0 >> 32) ^ c3 ^ k1, p0 & WORD
    return c0, c1, c2, c3


def philox4x32(counter: tuple[Word, Word, Word, Word], key: tuple[int, int]) -> tuple[Word, Word, Word, Word]:
    """Philox4x32-10: four random 32-bit words from a counter of four words and a key of two.

    Words of the counter are Python ints, or arrays of uint64 that hold 32-bit words (then the answers are such arrays).
    """
    return _rounds(*counter, _schedule(key))


class Draws:
    """Uniform numbers in [0, 1), each fixed by its address. ``seed``: a whole number from 0 to 2**64 − 1 (0 is one)."""

    def __init__(self, seed: int) -> None:
        if not 0 <= index(seed) <= LONG_WORD:
            raise ValueError(f"a seed is a whole number from 0 to 2**64 - 1, not {seed}")
        self.seed = index(seed)
        self._schedule = schedule_of(self.seed)

    def one(self, purpose: int, key: int, occurrence: int = 0) -> float:
        """The uniform of one address, a multiple of 2**-53 in [0, 1).

        ``key`` is a Python int from 0 to 2**64 − 1 (an element of an array goes through ``int()`` first) and
        ``occurrence`` one from 0 to 2**32 − 1: a week, an attempt.
        """
        w0, w1, _, _ = _rounds(key & WORD, key >> 32, occurrence, int(purpose), self._schedule)
        return float(((w0 >> 5) << 26 | (w1 >> 6)) * _UNIT)

    def many(self, purpose: int, keys: ArrayLike, occurrence: ArrayLike = 0) -> Floats:
        """What ``one`` gives for each key: an array of float64 as long as ``keys`` (one dimension, uint64).

        ``occurrence`` is one whole number for all keys, or an array with one for each.
        """
        names = np.asarray(keys, dtype=np.uint64)
        times = np.asarray(occurrence)
        if names.ndim != 1 or times.shape not in ((), names.shape):
            raise ValueError(f"keys of shape {names.shape} and occurrences of shape {times.shape} do not go together")
        values = np.empty(len(names))
        for start in range(0, len(names), _BATCH):
            part = slice(start, start + _BATCH)
            time = int(times) if times.ndim == 0 else times[part].astype(np.uint64)
            w0, w1, _, _ = _rounds(names[part] & WORD, names[part] >> 32, time, int(purpose), self._schedule)
            np.multiply((w0 >> 5) << 26 | (w1 >> 6), _UNIT, out=values[part])
        return values


class KeptDraws(Draws):
    """The same draws, each single one worked out once: for those who are asked again in every arm of an experiment."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._kept: dict[tuple[int, int, int], float] = {}

    def one(self, purpose: int, key: int, occurrence: int = 0) -> float:
        """The uniform of one address."""
        address = (purpose, key, occurrence)
        found = self._kept.get(address)
        if found is None:
            found = self._kept[address] = super().one(purpose, key, occurrence)
        return found


Address = int | tuple[int, int] | tuple[int, int, int]


class ScriptedDraws(Draws):
    """Draws that answer from a script first, for tests that walk straight into a rare branch.

    The script gives values in [0, 1) for addresses: ``(purpose, key, occurrence)``, or ``(purpose, key)`` for every
    occurrence, or ``purpose`` alone for everybody, always. The most exact address wins. All else comes from ``seed``.
    """

    def __init__(self, script: Mapping[Any, float], seed: int = 0) -> None:
        super().__init__(seed)
        wrong = {address: value for address, value in script.items() if not 0.0 <= value < 1.0}
        if wrong:
            raise ValueError(f"a draw lies in [0, 1); the script has {wrong}")
        self.script: dict[Address, float] = dict(script)

    def one(self, purpose: int, key: int, occurrence: int = 0) -> float:
        """The script's value for this address, else the drawn one."""
        return self._scripted(purpose, key, occurrence, super().one(purpose, key, occurrence))

    def many(self, purpose: int, keys: ArrayLike, occurrence: ArrayLike = 0) -> Floats:
        """What ``one`` gives for each key."""
        values = super().many(purpose, keys, occurrence)
        names = np.asarray(keys, dtype=np.uint64).tolist()
        times = np.broadcast_to(np.asarray(occurrence), values.shape).tolist()
        for i, (key, time) in enumerate(zip(names, times, strict=True)):
            values[i] = self._scripted(purpose, key, time, values[i])
        return values

    def _scripted(self, purpose: int, key: int, occurrence: int, drawn: float) -> float:
        for address in ((purpose, key, occurrence), (purpose, key), purpose):
            if address in self.script:
                return self.script[address]
        return drawn
