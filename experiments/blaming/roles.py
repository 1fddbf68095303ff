"""Knock-outs: what is lost when whoever holds a role is replaced by somebody in the middle, or by nobody.

Each is one arm beside the council as it is: the head of a department replaced by the median head (until that head
leaves), the digital lead by nobody, the champions of a department by nobody, the members of a party group by the median
member. A loss can be below nought: then the council does better without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from experiments.arms.arm import Arm
from experiments.blaming.councils import AS_IT_IS
from simulation.champions import chosen
from simulation.engine.council import CompiledCouncil, Staffed, staffed
from simulation.parties import party_sizes
from simulation.population import Population
from simulation.scenario import Scenario
from simulation.state import Grade, Placement

PARTY_NAMES = ("ruling group", "second group", "third group")
PIVOTS = 60  # people from whom shortest paths are followed: betweenness is an estimate in larger councils
GRAPHS = 3  # seeds whose ties are looked at

Holders = Callable[[Staffed], NDArray[np.int64]]


@dataclass(frozen=True)
class Role:
    """A role, the arm without it, and who holds it among the staff, none where nobody of the staff does."""

    name: str
    kind: str
    arm: Arm
    holders: Holders | None = None


def roles(scenario: Scenario, seed: int) -> list[Role]:
    """Every role that can be knocked out of this council; ``seed`` only tells the departments, the same under each."""
    people = staffed(scenario, seed).people
    found = []
    for place, department in enumerate(people.departments):
        arm = Arm(f"head of {department}", scenario, prepared=partial(_median_head, place))
        found.append(Role(arm.name, "head", arm, partial(_head_of, place)))
    if float(scenario.values["digital_lead.hours"]) > 0.0:
        arm = Arm("digital lead", scenario.changed({"digital_lead.hours": 0}))
        found.append(Role(arm.name, "digital lead", arm))
    found += _champions(scenario, people)
    for party, size in enumerate(party_sizes(int(scenario.values["councillors.count"]))):
        if size:
            arm = Arm(PARTY_NAMES[party], scenario, prepared=partial(_median_members, party))
            found.append(Role(arm.name, "party group", arm))
    return found


def _champions(scenario: Scenario, people: Population) -> list[Role]:
    """A role for the champions of each department; nobody is made champion in their place.

    None where a dated change sets how many champions there are or where: who is one then differs by week.
    """
    share = float(scenario.values["champions.share"])
    placement = Placement[str(scenario.values["champions.placement"]).upper()]
    changed = {path for change in scenario.changes for path in change.values}
    if changed & {"champions.share", "champions.placement"} or not (share > 0.0 or people.named_champion.any()):
        return []
    only_named = scenario.changed({"champions.share": 0})  # each seed names those who are left
    found = []
    for place, department in enumerate(people.departments):
        arm = Arm(f"champions of {department}", only_named, staffed=partial(_no_champions, place, share, placement))
        found.append(Role(arm.name, "champions", arm, partial(_champions_of, place, share, placement)))
    return found


def _median_head(place: int, council: CompiledCouncil) -> None:
    literacy = council.world.departments["head_literacy"]
    literacy[place] = np.median(literacy)


def _median_members(party: int, council: CompiledCouncil) -> None:
    members = council.world.councillors
    own = members["party"] == party
    for what in ("score", "anxiety", "stance"):
        members[what][own] = np.median(members[what])


def _no_champions(place: int, share: float, placement: Placement, staff: Staffed) -> Staffed:
    """The same people, of whom those are named who would be champions under this seed, less one department's."""
    people = staff.people
    seats = _chosen(share, placement, staff)
    named = np.zeros(len(people), dtype=bool)
    named[seats[people.department[seats] != place]] = True
    return replace(staff, people=replace(people, named_champion=named))


def _chosen(share: float, placement: Placement, staff: Staffed) -> NDArray[np.int64]:
    heard_by = np.diff(staff.contacts.listener_starts)
    return np.array(chosen(staff.people, share, placement, heard_by), dtype=np.int64)


def _head_of(place: int, staff: Staffed) -> NDArray[np.int64]:
    seats = np.array(staff.people.slice_of(place))
    return seats[staff.people.grade[seats] == Grade.HEAD]


def _champions_of(place: int, share: float, placement: Placement, staff: Staffed) -> NDArray[np.int64]:
    seats = _chosen(share, placement, staff)
    return seats[staff.people.department[seats] == place]


@dataclass(frozen=True)
class Centrality:
    """How central a role's holders stand in the contact network, means over holders and seeds.

    ``heard_by``: people who hear each of them. ``between``: share of shortest paths between others that pass through
    each of them, in [0, 1], estimated from ``PIVOTS`` people in councils larger than that.
    """

    heard_by: float
    between: float


def centralities(scenario: Scenario, roles: Sequence[Role], seeds: Sequence[int]) -> dict[str, Centrality]:
    """Where holders of roles stand, over the ties of the first ``GRAPHS`` seeds; none for roles beside the staff."""
    import networkx

    found: dict[str, list[tuple[float, float]]] = {role.name: [] for role in roles if role.holders is not None}
    for seed in seeds[:GRAPHS]:
        staff = staffed(scenario, seed)
        contacts = staff.contacts
        heard_by = np.diff(contacts.listener_starts)
        graph = networkx.DiGraph()
        graph.add_nodes_from(range(contacts.n))
        listener = np.repeat(np.arange(contacts.n), np.diff(contacts.heard_starts))
        graph.add_edges_from(zip(contacts.heard_ids.tolist(), listener.tolist(), strict=True))
        pivots = PIVOTS if contacts.n > PIVOTS else None
        paths = networkx.betweenness_centrality(graph, k=pivots, seed=0)
        between = np.array([paths[i] for i in range(contacts.n)])
        for role in roles:
            if role.holders is not None and len(who := role.holders(staff)):
                found[role.name].append((float(heard_by[who].mean()), float(between[who].mean())))
    return {name: Centrality(*np.mean(each, axis=0).tolist()) for name, each in found.items() if each}


def arms_of(scenario: Scenario, roles: Sequence[Role]) -> list[Arm]:
    """The council as it is, and without each role."""
    return [Arm(AS_IT_IS, scenario), *(role.arm for role in roles)]
