"""Councillors and their party groups, compiled."""

from __future__ import annotations

from simulation.engine.compiled import inner
from simulation.engine.layout import NOBODY, ORDERS_AMENDED, World
from simulation.engine.writing import bought, reach, write
from simulation.parties import PARTIES, RULING
from simulation.record import Event, Owner, Use
from simulation.rules import consequences, organising, people, politics


@inner
def is_networked(world: World, k: int) -> bool:
    """Whether this member is at ease in networks."""
    return bool(world.councillors[k].score < world.now[0].councillors_networked)


@inner
def ruling_anxiety(world: World) -> float:
    """How anxious the ruling group is."""
    return world.council[0].anxiety_of[RULING]


@inner
def count_opinions(world: World) -> None:
    """Means of each group and of all, and the share at ease in networks, members in order."""
    council, members, networked = world.council[0], len(world.councillors), 0
    anxiety, stance = council.anxiety_of, council.stance_of
    for party in range(PARTIES):
        anxiety[party] = stance[party] = 0.0
        council.size_of[party] = 0
    for k in range(members):
        member = world.councillors[k]
        anxiety[member.party] += member.anxiety
        stance[member.party] += member.stance
        council.size_of[member.party] += 1
        networked += int(is_networked(world, k))
    council.share_networked = networked / members
    all_anxiety = all_stance = 0.0
    for party in range(PARTIES):
        all_anxiety += anxiety[party]
        all_stance += stance[party]
    council.mean_anxiety = all_anxiety / members
    council.mean_stance = all_stance / members
    for party in range(PARTIES):
        anxiety[party] = anxiety[party] / max(1, council.size_of[party])
        stance[party] = stance[party] / max(1, council.size_of[party])


@inner
def councillors_reckon(world: World) -> None:
    """Incidents alarm members, successes calm them."""
    council = world.council[0]
    for k in range(len(world.councillors)):
        member = world.councillors[k]
        member.anxiety = consequences.alarmed(member.anxiety, council.incidents_risk, council.successes)


@inner
def councillors_organise(world: World) -> None:
    """Opinions move toward one's group, less toward the council, and back to where the member stands."""
    now, council = world.now[0], world.council[0]
    evidence = mean_evidence(world)
    for k in range(len(world.councillors)):
        member, networked = world.councillors[k], is_networked(world, k)
        rest = politics.anxiety_at_rest(now.councillors_anxiety, networked, council.message_to_councillors)
        moved = politics.opinion_next(member.anxiety, council.anxiety_of[member.party], council.mean_anxiety)
        member.anxiety = people.faded(moved, rest, now.staff_fading, 1)
        won = politics.stance_next(member.stance, now.influence_news, evidence, networked, member.anxiety)
        member.stance = politics.opinion_next(won, council.stance_of[member.party], council.mean_stance)


@inner
def mean_evidence(world: World) -> float:
    """Evidence, mean over kinds of request."""
    evidence, total = world.council[0].evidence, 0.0
    for kind in range(len(evidence)):
        total += evidence[kind]
    return total / len(evidence)


@inner
def chamber_organises(world: World) -> None:
    """Members learn their way about networks; they vote every quarter, if standing orders have stood in anybody's way
    since the last vote.
    """
    council, members = world.council[0], len(world.councillors)
    learning = organising.hours_of_policy(council.share_networked) * members
    bought(world, Owner.COUNCILLORS, Use.NETWORKS, learning, NOBODY)
    if council.standing_orders_amended or council.wanted_since == 0 or council.week % politics.MEETING_WEEKS != 0:
        return
    yes = 0
    for k in range(members):
        yes += int(politics.votes_yes(world.councillors[k].stance))
    passed = politics.passes(yes, members)
    write(world, Event.VOTE, NOBODY, NOBODY, NOBODY, (yes, int(passed)))
    council.wanted_since = 0
    if passed:
        council.standing_orders_amended = True
        reach(world, ORDERS_AMENDED)
