"""The grapevine: what people see of one another, and the news that travels along ties.

Nobody polls all contacts. Whoever changes says so, and those who hear them are told next week: sums of whole-number
weights are kept up to date by differences, so they never drift.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation import champions
from simulation.contacts import Contacts
from simulation.draws import Draws
from simulation.state import News, Stage

if TYPE_CHECKING:
    from simulation.agents.staff import Staff


class Grapevine:
    """Who hears whom, what is on its way, and who is a champion.

    ``listeners[i]`` lists (listener, weight) of those who hear person i; ``network[i]`` those champions who hear
    champion i.
    """

    def __init__(self, contacts: Contacts, staff: list[Staff], draws: Draws) -> None:
        self.staff = staff
        self.draws = draws
        self.listeners: list[list[tuple[int, int]]] = []
        for i in range(len(staff)):
            ids, weights = contacts.listeners(i)
            self.listeners.append(list(zip(ids.tolist(), weights.tolist(), strict=True)))
        self.network: dict[int, list[int]] = {}
        self.changes: list[tuple[int, int, int]] = []  # person, difference live, difference shadow
        self.news: list[tuple[int, News, int]] = []  # teller, news, gate or -1

    # -- champions ---------------------------------------------------------------------------------

    def choose_champions(self, seats: Iterable[int]) -> None:
        """Make exactly these seats champions, draw the ties between them, and weigh everybody's contacts anew."""
        seats = sorted(seats)
        for person in self.staff:
            person.is_champion = False
            person.contact_weight = person.live_weight = person.shadow_weight = person.champion_weight = 0
        for i in seats:
            self.staff[i].is_champion = True
        keys = np.array([person.seat_key for person in self.staff], dtype=np.uint64)
        self.network = champions.network(seats, keys, self.draws)
        for person in self.staff:
            counts_for = self.weight_of(person)
            for listener, tie in self.listeners[person.index]:
                hearer, weight = self.staff[listener], tie * counts_for
                hearer.contact_weight += weight
                hearer.live_weight += weight * person.seen_live
                hearer.shadow_weight += weight * person.seen_shadow
                hearer.champion_weight += weight * person.is_champion

    def weight_of(self, person: Staff) -> int:
        """For how many contacts a person counts."""
        return int(person.model.now.influence.champion_weight) if person.is_champion else 1

    # -- news --------------------------------------------------------------------------------------

    def saw(self, person: Staff, before: Stage, after: Stage) -> None:
        """Someone's use begins or ends; contacts see it when they next listen."""
        live = (after == Stage.LIVE) - (before == Stage.LIVE)
        shadow = (after == Stage.SHADOW) - (before == Stage.SHADOW)
        if live or shadow:
            self.changes.append((person.index, live, shadow))

    def tell(self, person: Staff, news: News, gate: int) -> None:
        """Someone has news for those who hear them."""
        self.news.append((person.index, news, gate))

    def tell_everybody(self, news: News, pieces: int) -> None:
        """What the whole council hears of, at once."""
        for person in self.staff:
            person.inbox[news, -1] = person.inbox.get((news, -1), 0) + pieces

    def gather(self) -> list[Staff]:
        """Bring what is seen up to date and count the news by listener. Returns whoever has news, by seat."""
        for teller, live, shadow in self.changes:
            person = self.staff[teller]
            person.seen_live += live
            person.seen_shadow += shadow
            counts_for = self.weight_of(person)
            for listener, tie in self.listeners[teller]:
                hearer = self.staff[listener]
                hearer.live_weight += tie * counts_for * live
                hearer.shadow_weight += tie * counts_for * shadow
                hearer.live_contacts += live
        self.changes.clear()
        concerned: dict[int, Any] = {person.index: person for person in self.staff if person.inbox}
        for teller, news, gate in self.news:
            counts_for = self.weight_of(self.staff[teller])
            for listener, tie in self.listeners[teller]:
                self._leave(listener, news, gate, tie * counts_for, concerned)
            for listener in self.network.get(teller, ()):
                self._leave(listener, news, gate, counts_for, concerned)
        self.news.clear()
        return [concerned[i] for i in sorted(concerned)]

    def _leave(self, listener: int, news: News, gate: int, pieces: int, concerned: dict[int, Any]) -> None:
        person = self.staff[listener]
        person.inbox[news, gate] = person.inbox.get((news, gate), 0) + pieces
        concerned[listener] = person
