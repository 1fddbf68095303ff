"""Councillors, their party groups, and the chamber in which they vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.adding import add_up
from simulation.agents.member import Member
from simulation.draws import Purpose, key_of
from simulation.parties import PARTIES, RULING, party_sizes
from simulation.record import NOBODY, Event, Owner, Use
from simulation.rules import consequences, organising, people, politics

if TYPE_CHECKING:
    from simulation.council import Council


class Councillor(Member):
    """An elected member: anxious or at ease, vain or not, for or against amending standing orders.

    State in [0, 1]: ``anxiety``, ``stance``; fixed: ``party``, ``score`` (the lowest are networked first, so 10 % lie
    inside 20 %).
    """

    def __init__(self, model: Council, number: int, party: int) -> None:
        super().__init__(model)
        now = model.now.councillors
        self.number = number
        self.party = party
        self.key = key_of("councillor", number)
        self.score = model.draws.one(Purpose.NETWORKED, self.key)
        differences = model.now.organisation.differences
        u = model.draws.one(Purpose.COUNCILLOR, self.key)
        self.anxiety = people.spread_around(now.anxiety, differences, u)
        self.stance = people.spread_around(now.stance, differences, model.draws.one(Purpose.STANCE, self.key))

    @property
    def networked(self) -> bool:
        """Whether this member is at ease in networks."""
        return bool(self.score < self.model.now.councillors.networked)

    def happen(self) -> None:
        """Some ask comms for publicity."""
        chance = politics.probability_of_vanity_request(self.model.now.councillors.vanity, self.networked)
        if chance > 0.0 and self.model.draws.one(Purpose.VANITY, self.key, self.model.week) < chance:
            self.model.comms.vanity.append(self.number)

    def reckon(self) -> None:
        """Incidents alarm members, successes calm them."""
        week = self.model.this_week
        self.anxiety = consequences.alarmed(self.anxiety, week.incidents_risk, week.successes)

    def organise(self) -> None:
        """Opinions move toward one's group, less toward the council, and back to where the member stands."""
        now, chamber = self.model.now, self.model.chamber
        rest = politics.anxiety_at_rest(
            now.councillors.anxiety, self.networked, self.model.leadership.message_to_councillors
        )
        moved = politics.opinion_next(self.anxiety, chamber.anxiety_of[self.party], chamber.mean_anxiety)
        self.anxiety = people.faded(moved, rest, now.staff.fading, 1)
        won = politics.stance_next(
            self.stance, now.influence.news, self.model.mean_evidence, self.networked, self.anxiety
        )
        self.stance = politics.opinion_next(won, chamber.stance_of[self.party], chamber.mean_stance)


class Chamber:
    """The council of councillors: group means as they stood when the phase began, and votes.

    ``anxiety_of`` and ``stance_of`` hold one mean a party group, in [0, 1]; ``wanted_since`` counts objections from
    standing orders since the last vote.
    """

    def __init__(self, model: Council) -> None:
        self.model = model
        self.wanted_since = 0
        self.members: list[Councillor] = []
        sizes = party_sizes(int(model.now.councillors.count))
        for party, size in enumerate(sizes):
            for _ in range(size):
                self.members.append(model.make("councillor", len(self.members), party))
        self.count_opinions()

    def count_opinions(self) -> None:
        """Means of each group and of all, and the share at ease in networks, members in order."""
        anxiety, stance, size = [0.0] * PARTIES, [0.0] * PARTIES, [0] * PARTIES
        for member in self.members:
            anxiety[member.party] += member.anxiety
            stance[member.party] += member.stance
            size[member.party] += 1
        self.share_networked = sum(member.networked for member in self.members) / len(self.members)
        self.mean_anxiety = add_up(anxiety) / len(self.members)
        self.mean_stance = add_up(stance) / len(self.members)
        self.anxiety_of = [a / max(1, n) for a, n in zip(anxiety, size, strict=True)]
        self.stance_of = [s / max(1, n) for s, n in zip(stance, size, strict=True)]

    @property
    def ruling_anxiety(self) -> float:
        """How anxious the ruling group is."""
        return self.anxiety_of[RULING]

    def organise(self) -> None:
        """Members learn their way about networks; they vote every quarter, if standing orders have stood in anybody's
        way since the last vote.
        """
        learning = organising.hours_of_policy(self.share_networked) * len(self.members)
        self.model.ledger.bought(Owner.COUNCILLORS, Use.NETWORKS, learning)
        if self.model.standing_orders_amended or self.wanted_since == 0 or self.model.week % politics.MEETING_WEEKS:
            return
        yes = sum(politics.votes_yes(member.stance) for member in self.members)
        passed = politics.passes(yes, len(self.members))
        self.model.log.write(Event.VOTE, NOBODY, NOBODY, NOBODY, yes, passed)
        self.wanted_since = 0
        if passed:
            self.model.amend_standing_orders()
