"""The grapevine in compiled code: what people see of one another, and the news that travels along ties."""

from __future__ import annotations

import numpy as np

from simulation.engine.compiled import inner
from simulation.engine.handle import fetch
from simulation.engine.layout import AHEAD, HAS_NEWS, PLACE_OF_NEWS, SORTS_OF_NEWS, WHICH_SORTS, World
from simulation.engine.writing import longer
from simulation.rules import wanting
from simulation.state import News

WENT_LIVE, SUCCESS = PLACE_OF_NEWS[News.WENT_LIVE], PLACE_OF_NEWS[News.SUCCESS]
LET_THROUGH, REFUSED = PLACE_OF_NEWS[News.LET_THROUGH], PLACE_OF_NEWS[News.REFUSED]  # and the gate's number
LAPSED, INCIDENT = PLACE_OF_NEWS[News.LAPSED], PLACE_OF_NEWS[News.INCIDENT]


@inner
def changed(world: World, i: int, live: int, shadow: int) -> None:
    """Someone's use begins or ends; contacts see it when they next listen."""
    council, rows = world.council[0], world.changes
    at = council.changes
    if at == len(rows):
        rows = longer(rows)
        world.changes = rows
    rows[at, 0], rows[at, 1], rows[at, 2] = i, live, shadow
    council.changes = at + 1


@inner
def tell(world: World, i: int, sort: int) -> None:
    """Someone has news for those who hear them."""
    council, rows = world.council[0], world.tellers
    at = council.tellers
    if at == len(rows):
        rows = longer(rows)
        world.tellers = rows
    rows[at, 0], rows[at, 1] = i, sort
    council.tellers = at + 1


@inner
def _put(world: World, i: int, sort: int, pieces: int) -> None:
    """Some pieces of news of one sort into a person's inbox."""
    world.inbox[i, sort] += pieces
    world.inbox[i, WHICH_SORTS] |= 1 << sort
    world.flags[i] |= HAS_NEWS


@inner
def _see(world: World, i: int) -> None:
    """The share of use that a person sees among contacts, after what they see has changed."""
    contacts = world.contacts[i]
    world.exposed[i] = wanting.exposure(
        contacts.live_weight, contacts.shadow_weight, contacts.contact_weight, world.council[0].visibility_of_exposed
    )


@inner
def work_out_exposed(world: World) -> None:
    """Everybody's, after contacts were weighed or the scenario's number has changed."""
    world.council[0].visibility_of_exposed = world.now[0].influence_shadow_visibility
    for i in range(world.council[0].staff_count):
        _see(world, i)


@inner
def tell_everybody(world: World, sort: int, pieces: int) -> None:
    """What the whole council hears of, at once."""
    for i in range(world.council[0].staff_count):
        _put(world, i, sort, pieces)


@inner
def weight_of(world: World, i: int) -> int:
    """For how many contacts a person counts."""
    return world.now[0].influence_champion_weight if world.staff[i].is_champion else 1


@inner
def gather(world: World) -> None:
    """Bring what is seen up to date, and put the news into people's inboxes."""
    council = world.council[0]
    starts, ids, weights = world.listener_starts, world.listener_ids, world.listener_weights
    rows = world.changes
    for k in range(council.changes):
        teller, live, shadow = rows[k, 0], rows[k, 1], rows[k, 2]
        person = world.staff[teller]
        person.seen_live += live
        person.seen_shadow += shadow
        counts_for = weight_of(world, teller)
        for at in range(starts[teller], starts[teller + 1]):
            if at + AHEAD < len(ids):
                fetch(world.contacts, ids[at + AHEAD])
                fetch(world.exposed, ids[at + AHEAD])
            contacts = world.contacts[ids[at]]
            contacts.live_weight += weights[at] * counts_for * live
            contacts.shadow_weight += weights[at] * counts_for * shadow
            contacts.live_contacts += live
            _see(world, ids[at])
    council.changes = 0
    rows = world.tellers
    for k in range(council.tellers):
        teller, sort = rows[k, 0], rows[k, 1]
        counts_for = weight_of(world, teller)
        for at in range(starts[teller], starts[teller + 1]):
            _put(world, ids[at], sort, np.int64(weights[at]) * counts_for)
        if world.staff[teller].is_champion:
            place = world.place_among_champions[teller]
            for at in range(world.network_starts[place], world.network_starts[place + 1]):
                _put(world, world.network_ids[at], sort, counts_for)
    council.tellers = 0


@inner
def weigh_contacts(world: World) -> None:
    """Weigh everybody's contacts anew, after the champions or their weight have changed."""
    n = world.council[0].staff_count
    for i in range(n):
        contacts = world.contacts[i]
        contacts.contact_weight = contacts.live_weight = contacts.shadow_weight = 0
        contacts.champion_weight = 0
    for i in range(n):
        person, counts_for = world.staff[i], weight_of(world, i)
        for at in range(world.listener_starts[i], world.listener_starts[i + 1]):
            contacts, weight = world.contacts[world.listener_ids[at]], world.listener_weights[at] * counts_for
            contacts.contact_weight += weight
            contacts.live_weight += weight * person.seen_live
            contacts.shadow_weight += weight * person.seen_shadow
            contacts.champion_weight += weight * int(person.is_champion)
    work_out_exposed(world)


__all__ = [
    "INCIDENT", "LAPSED", "LET_THROUGH", "REFUSED", "SORTS_OF_NEWS", "SUCCESS", "WENT_LIVE", "changed", "gather",
    "tell", "tell_everybody", "weigh_contacts", "weight_of", "work_out_exposed",
]  # fmt: skip
