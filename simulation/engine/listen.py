"""The phase *listen*, compiled: people take in the week's news."""

from __future__ import annotations

from numba import njit

from simulation.engine.layout import HAS_NEWS, SORTS_OF_NEWS, World
from simulation.engine.looking import take
from simulation.engine.mind import BELIEFS, bring_up_to_date, hear_of_gate, share_of
from simulation.engine.telling import INCIDENT, LET_THROUGH, REFUSED, SUCCESS, WENT_LIVE, gather
from simulation.rules import people


@njit
def staff(world: World) -> None:
    """Take in the week's news: by kind, each kind all at once, kinds in their fixed order."""
    gather(world)
    for k in range(take(world, HAS_NEWS)):
        i = world.found[k]
        bring_up_to_date(world, i)
        for sort in range(SORTS_OF_NEWS):
            pieces = world.inbox[i, sort]
            if pieces > 0:
                _take_in(world, i, sort, float(pieces))
                world.inbox[i, sort] = 0


@njit
def _take_in(world: World, i: int, sort: int, pieces: float) -> None:
    """Conviction, skill, nerve, and the belief about the gate that the news names, move with every piece."""
    person, share = world.staff[i], share_of(world, pieces)
    if sort in (WENT_LIVE, SUCCESS):
        world.conviction[i] = people.moved(world.conviction[i], 1.0, share)
        if sort == SUCCESS:
            person.skill = people.moved(person.skill, 1.0, share)
        person.nerve = people.moved(person.nerve, 1.0, share)
    elif sort < REFUSED:
        hear_of_gate(world, i, sort - LET_THROUGH, 0.0, pieces)
    elif sort < REFUSED + BELIEFS:
        person.nerve = people.moved(person.nerve, 0.0, share)
        hear_of_gate(world, i, sort - REFUSED, 1.0, pieces)
    else:
        world.conviction[i] = people.moved(world.conviction[i], 0.0, share)
        if sort == INCIDENT:
            person.nerve = people.moved(person.nerve, 0.0, share)
