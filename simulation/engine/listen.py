"""The phase *listen*, compiled: people take in the week's news."""

from __future__ import annotations

from simulation.engine.compiled import inner
from simulation.engine.handle import fetch
from simulation.engine.layout import AHEAD, HAS_NEWS, PIECES, WHICH_SORTS, World
from simulation.engine.looking import take
from simulation.engine.mind import BELIEFS, bring_up_to_date, share_of
from simulation.engine.telling import INCIDENT, LET_THROUGH, REFUSED, SUCCESS, gather
from simulation.rules import people


@inner
def staff(world: World) -> None:
    """Take in the week's news: by kind, each kind all at once, kinds in their fixed order."""
    gather(world)
    number = take(world, HAS_NEWS)
    found, inbox, minds, pieces = world.found, world.inbox, world.minds, world.pieces
    for k in range(number):
        if k + AHEAD < number:
            fetch(inbox, found[k + AHEAD])
            fetch(minds, found[k + AHEAD])
        i = found[k]
        bring_up_to_date(world, i)
        sorts, sort = inbox[i, WHICH_SORTS], 0
        inbox[i, WHICH_SORTS] = 0
        while sorts > 0:
            if sorts & 1:
                heard = inbox[i, sort]
                inbox[i, sort] = 0
                _take_in(world, i, sort, pieces[heard] if heard < PIECES else share_of(world, float(heard)))
            sorts, sort = sorts >> 1, sort + 1


@inner
def _take_in(world: World, i: int, sort: int, share: float) -> None:
    """Conviction, skill, nerve, and the belief about the gate that the news names, move a share of their way."""
    mind, conviction = world.minds[i], world.conviction
    if sort <= SUCCESS:
        conviction[i] = people.moved(conviction[i], 1.0, share)
        mind.nerve = people.moved(mind.nerve, 1.0, share)
        if sort == SUCCESS:
            account = world.accounts[i]
            account.skill = people.moved(account.skill, 1.0, share)
    elif sort < REFUSED:
        gate = sort - LET_THROUGH
        mind.beliefs[gate] = people.moved(mind.beliefs[gate], 0.0, share)
    elif sort < REFUSED + BELIEFS:
        gate = sort - REFUSED
        mind.nerve = people.moved(mind.nerve, 0.0, share)
        mind.beliefs[gate] = people.moved(mind.beliefs[gate], 1.0, share)
    else:
        conviction[i] = people.moved(conviction[i], 0.0, share)
        if sort == INCIDENT:
            mind.nerve = people.moved(mind.nerve, 0.0, share)
