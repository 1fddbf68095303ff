"""The addressed draws of ``simulation.draws``, as compiled code: the same numbers for the same addresses.

They are written again because compiled whole numbers wrap at 64 bits, where Python's grow; a test compares both.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.draws import ROUNDS, WORD, Purpose, schedule_of
from simulation.engine.compiled import inner

_U = np.uint64
_WORD, _HALF = _U(WORD), _U(32)
_M0, _M1 = _U(0xD2511F53), _U(0xCD9E8D57)
_GOLDEN, _STAFFORD_1, _STAFFORD_2 = _U(0x9E3779B97F4A7C15), _U(0xBF58476D1CE4E5B9), _U(0x94D049BB133111EB)
_UNIT = 2.0**-53


def schedule(seed: int) -> NDArray[np.uint64]:
    """The generator's key for each of its rounds, two words a round."""
    return np.array(schedule_of(seed), dtype=np.uint64).ravel()


@inner
def child(key: np.uint64, number: int) -> np.uint64:
    """The key of the ``number``-th thing that belongs to ``key``."""
    z = key + (_U(number) + _U(1)) * _GOLDEN
    z = (z ^ (z >> _U(30))) * _STAFFORD_1
    z = (z ^ (z >> _U(27))) * _STAFFORD_2
    return z ^ (z >> _U(31))


@inner
def draw_for(world, purpose: Purpose, number: int, place: int) -> None:  # type: ignore[no-untyped-def]
    """This week's draws of the first ``number`` of those found, into row ``place`` of ``luck``.

    The values are those of ``draw``, several at a time.
    """
    found, keys, of, luck, schedule = world.found, world.keys, world.key, world.luck[place], world.schedule
    for k in range(number):
        keys[k] = of[found[k]]
    week, which = _U(world.council[0].week), _U(purpose.value)
    words = (
        schedule[0], schedule[1], schedule[2], schedule[3], schedule[4], schedule[5], schedule[6], schedule[7],
        schedule[8], schedule[9], schedule[10], schedule[11], schedule[12], schedule[13], schedule[14],
        schedule[15], schedule[16], schedule[17], schedule[18], schedule[19],
    )  # fmt: skip
    for k in range(number):
        c0, c1, c2, c3 = keys[k] & _WORD, keys[k] >> _HALF, week, which
        for r in range(ROUNDS):
            p0 = (c0 & _WORD) * _M0
            p1 = (c2 & _WORD) * _M1
            c0, c1, c2, c3 = (
                (p1 >> _HALF) ^ c1 ^ words[2 * r],
                p1 & _WORD,
                (p0 >> _HALF) ^ c3 ^ words[2 * r + 1],
                p0 & _WORD,
            )
        luck[k] = float((c0 >> _U(5)) << _U(26) | (c1 >> _U(6))) * _UNIT


@inner
def draw(world, purpose: Purpose, key: np.uint64, occurrence: int) -> float:  # type: ignore[no-untyped-def]
    """The uniform of one address."""
    c0, c1, c2, c3 = key & _WORD, key >> _HALF, _U(occurrence), _U(purpose.value)
    schedule = world.schedule
    for k in range(ROUNDS):
        p0 = c0 * _M0
        p1 = c2 * _M1
        c0, c1, c2, c3 = (
            (p1 >> _HALF) ^ c1 ^ schedule[2 * k],
            p1 & _WORD,
            (p0 >> _HALF) ^ c3 ^ schedule[2 * k + 1],
            p0 & _WORD,
        )
    return float((c0 >> _U(5)) << _U(26) | (c1 >> _U(6))) * _UNIT
