"""Whom a phase concerns, in the order of seats: everybody's byte of flags, eight people at a time."""

from __future__ import annotations

import numpy as np

from simulation.engine.compiled import inner
from simulation.engine.handle import lowest_bit
from simulation.engine.layout import World

EIGHT = 8  # people in a word
BITS = 8  # of a byte
WHOLE_BYTE = np.uint64(0xFF)
EVERY_BYTE = np.uint64(0x0101010101010101)


@inner
def find(world: World, wanted: int) -> int:
    """Put the seats that have one of the wanted flags into ``found``, rising. Returns how many there are."""
    words, found = world.words, world.found
    mask, nothing, number = EVERY_BYTE * np.uint64(wanted), np.uint64(0), 0
    for word in range(len(words)):
        flags = words[word] & mask
        while flags != nothing:
            byte = lowest_bit(flags) // BITS
            found[number] = EIGHT * word + byte
            number += 1
            flags &= ~(WHOLE_BYTE << np.uint64(BITS * byte))
    return number


@inner
def take(world: World, wanted: int) -> int:
    """The same, and the flag is theirs no more."""
    number = find(world, wanted)
    for k in range(number):
        world.flags[world.found[k]] &= 0xFF ^ wanted
    return number
