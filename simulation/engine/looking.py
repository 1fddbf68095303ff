"""Whom a phase concerns, in the order of seats: everybody's byte of flags, eight people at a time."""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.engine.layout import World

EIGHT = 8
EVERY_BYTE = np.uint64(0x0101010101010101)


@njit
def find(world: World, wanted: int) -> int:
    """Put the seats that have one of the wanted flags into ``found``, rising. Returns how many there are."""
    flags, words, found = world.flags, world.words, world.found
    mask, nothing, number = EVERY_BYTE * np.uint64(wanted), np.uint64(0), 0
    for word in range(len(words)):
        if words[word] & mask != nothing:
            for i in range(EIGHT * word, EIGHT * word + EIGHT):
                if flags[i] & wanted:
                    found[number] = i
                    number += 1
    return number


@njit
def take(world: World, wanted: int) -> int:
    """The same, and the flag is theirs no more."""
    number = find(world, wanted)
    for k in range(number):
        world.flags[world.found[k]] &= 0xFF ^ wanted
    return number
