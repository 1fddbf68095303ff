"""Who hears whom: the contact network, drawn from numbers or read from a file, in one form for both.

A generated network has departments as blocks. Inside a block people stand in a ring, in a drawn order that mixes
grades, and hear their neighbours there, as in Watts and Strogatz (1998); some of these ties are moved to anybody in the
department, and the share ``contacts.bridging`` of all ties to somebody in another department.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulation.draws import Draws, Purpose

if TYPE_CHECKING:
    from simulation.population import Population
    from simulation.scenario import Scenario

# Share of a person's ties inside the department that go to neighbours in the ring, the others to anybody in it.
# Assumption. At the county's other values, two people whom one hears know each other in one case of five.
CLUSTERING = 0.75

_TRIES = 14  # targets drawn for a tie before it is given up, because everybody drawn is known already
_ADDRESSES = 16  # occurrences set aside for one tie of one seat: its sort, its tries, whether it exists
_INSIDE, _RING, _ACROSS = 0, 1, 2

Who = NDArray[np.int32]
Codes = NDArray[np.int64]  # a pair of people as one number, source × n + target


class Contacts:
    """A weighted network of ``n`` people, held as flat arrays in both directions.

    Person i hears ``heard_ids[heard_starts[i] : heard_starts[i + 1]]`` with the weights at the same places, and is
    heard by ``listener_ids[listener_starts[i] : listener_starts[i + 1]]``. Starts are int64 (n + 1 long), ids and
    weights int32 (weights whole, from 1); people stand in rising order. ``arcs`` counts pairs (who hears, who is
    heard); a tie in which both hear each other is two of them.
    """

    def __init__(self, n: int, listener: ArrayLike, heard: ArrayLike, weight: ArrayLike | None = None) -> None:
        """A network in which ``listener[k]`` hears ``heard[k]`` with ``weight[k]`` (1 if not given); no pair twice."""
        first, second = np.asarray(listener, dtype=np.int64), np.asarray(heard, dtype=np.int64)
        if len(first) and not 0 <= min(first.min(), second.min()) <= max(first.max(), second.max()) < n:
            raise ValueError(f"ties name people outside 0 to {n - 1}")
        weights = None if weight is None else np.asarray(weight, dtype=np.int32)
        self.n = n
        self.arcs = len(first)
        self.heard_starts, self.heard_ids, self.heard_weights = _rows(n, first * n + second, weights)
        self.listener_starts, self.listener_ids, self.listener_weights = _rows(n, second * n + first, weights)

    @classmethod
    def mutual(cls, n: int, pairs: Codes) -> Contacts:
        """A network of ties in which both hear each other with weight 1, from pairs coded as lower × n + higher."""
        low, high = np.divmod(pairs, max(n, 1))
        contacts = cls.__new__(cls)
        contacts.n = n
        contacts.arcs = 2 * len(pairs)
        rows = _rows(n, np.concatenate([pairs, high * n + low]), None)
        # What a person hears and who hears that person are the same, so the arrays are shared.
        contacts.heard_starts, contacts.heard_ids, contacts.heard_weights = rows
        contacts.listener_starts, contacts.listener_ids, contacts.listener_weights = rows
        return contacts

    def heard_by(self, i: int) -> tuple[Who, Who]:
        """The people whom ``i`` hears, and with which weights."""
        part = slice(self.heard_starts[i], self.heard_starts[i + 1])
        return self.heard_ids[part], self.heard_weights[part]

    def listeners(self, i: int) -> tuple[Who, Who]:
        """The people who hear ``i``, and with which weights."""
        part = slice(self.listener_starts[i], self.listener_starts[i + 1])
        return self.listener_ids[part], self.listener_weights[part]

    @property
    def mean_degree(self) -> float:
        """People heard, mean over all people."""
        return self.arcs / self.n if self.n else 0.0


def _rows(n: int, codes: Codes, weights: Who | None) -> tuple[NDArray[np.int64], Who, Who]:
    """Starts, ids and weights of the rows of a network whose arcs are coded as row × n + id."""
    if weights is None:
        codes, weights = np.sort(codes), np.ones(len(codes), dtype=np.int32)
    else:
        order = np.argsort(codes, kind="stable")
        codes, weights = codes[order], weights[order]
    if len(codes) and not np.all(codes[1:] > codes[:-1]):
        raise ValueError("a pair of people is tied twice")
    starts = np.searchsorted(codes, np.arange(n + 1, dtype=np.int64) * n)
    ids = codes % max(n, 1)
    return starts, ids.astype(np.int32), weights


def generate(scenario: Scenario, population: Population, draws: Draws) -> Contacts:
    """A network of the staff with about ``contacts.mean_degree`` ties a person; both ends hear each other, weight 1.

    Every seat draws half of the mean degree as its own ties; a tie's luck is addressed by that seat and the tie's
    number. A tie that falls on somebody known already is drawn again, first of its own sort, then of the other
    sorts that the scenario allows: who has too few colleagues knows people elsewhere. With ``bridging`` 0 no tie
    crosses departments; with 1 all do, unless there is one department only. A degree beyond the number of people ties
    everybody to everybody whom ``bridging`` lets them know, or nearly.

    The result depends on ``[organisation]``, ``[contacts]``, headcounts and seed, and on nothing else. Time and memory
    are linear in ties (but for one sort of whole numbers).
    """
    n = len(population)
    degree = float(scenario.values["contacts.mean_degree"])
    bridging = float(scenario.values["contacts.bridging"]) if len(population.departments) > 1 else 0.0
    clustering = float(scenario.values.get("contacts.clustering", CLUSTERING))
    if n < 2 or degree <= 0:
        return Contacts.mutual(n, np.empty(0, dtype=np.int64))
    if degree >= n - 1 and (0 < bridging < 1 or len(population.departments) == 1):
        low, high = np.triu_indices(n, 1)
        return Contacts.mutual(n, low.astype(np.int64) * n + high)
    return Contacts.mutual(n, _Ties(population, draws, min(degree, n - 1.0), bridging, clustering).pairs())


class _Ties:
    """The drawing of all ties of a staff. ``seat`` says whose tie it is, ``slot`` which of that seat's, from 0."""

    def __init__(self, population: Population, draws: Draws, degree: float, bridging: float, clustering: float) -> None:
        self.n, self.draws, self.keys = len(population), draws, population.seat_key
        self.bridging, self.clustering = bridging, clustering
        counts = np.asarray(population.headcounts, dtype=np.int64)
        self.size = counts[population.department]
        self.start = (np.cumsum(counts) - counts)[population.department]
        # The ring of each department: its people by rank of one uniform, so that grades mix.
        shuffle = draws.many(Purpose.TIE_SHUFFLE, self.keys)
        self.ring = np.lexsort((shuffle, population.department))
        self.place = np.empty(self.n, dtype=np.int64)
        self.place[self.ring] = np.arange(self.n)
        self.seat, self.slot = self._slots(degree / 2)

    def _slots(self, own: float) -> tuple[Who, Who]:
        """Seat and number of every tie: ``own`` a seat; a fraction of a tie exists with that chance."""
        seats = np.arange(self.n, dtype=np.int32)
        slots = ceil(own)
        exists = np.ones((self.n, slots), dtype=bool)
        if slots > own:
            chance = self.draws.many(Purpose.TIE, self.keys, floor(own) * _ADDRESSES + _ADDRESSES - 1)
            exists[:, -1] = chance < own - floor(own)
        flat = exists.ravel()
        return np.repeat(seats, slots)[flat], np.tile(np.arange(slots, dtype=np.int32), self.n)[flat]

    def _uniform(self, which: NDArray, address: int) -> NDArray[np.float64]:
        occurrence = self.slot[which].astype(np.int64) * _ADDRESSES + address
        return self.draws.many(Purpose.TIE, self.keys[self.seat[which]], occurrence)

    def pairs(self) -> Codes:
        """All ties, as sorted codes lower × n + higher."""
        waiting = np.arange(len(self.seat))
        luck = self._uniform(waiting, 0)
        ring_below = self.bridging + (1 - self.bridging) * self.clustering
        sort = np.where(luck < self.bridging, _ACROSS, np.where(luck < ring_below, _RING, _INSIDE)).astype(np.int8)
        del luck
        made = np.empty(0, dtype=np.int64)
        for attempt in range(_TRIES):
            if not len(waiting):
                break
            new = self._codes(waiting, self._sort_at(sort[waiting], attempt), attempt)
            made, kept = _merged(made, new)
            waiting = waiting[~kept]
        return made

    def _sort_at(self, sort: NDArray[np.int8], attempt: int) -> NDArray[np.int8]:
        """What kind of tie is drawn: its own at first, never the ring twice, after half of the tries the other kind."""
        if attempt == 0:
            return sort
        inside = sort != _ACROSS
        if attempt >= _TRIES // 2 and 0 < self.bridging < 1:
            inside = ~inside
        return np.where(inside, _INSIDE, _ACROSS).astype(np.int8)

    def _codes(self, which: NDArray, sort: NDArray[np.int8], attempt: int) -> Codes:
        """The pair each tie falls on, or −1 where there is nobody to fall on."""
        codes = np.full(len(which), -1, dtype=np.int64)
        for kind, target_of in ((_RING, self._neighbour), (_INSIDE, self._colleague), (_ACROSS, self._other)):
            mine = np.flatnonzero(sort == kind)
            if not len(mine):
                continue
            seat = self.seat[which[mine]].astype(np.int64)
            uniform = None if kind == _RING else self._uniform(which[mine], 1 + attempt)
            target = target_of(seat, which[mine] if uniform is None else uniform)
            code = np.minimum(seat, target) * self.n + np.maximum(seat, target)
            codes[mine] = np.where((target < 0) | (target == seat), -1, code)
        return codes

    def _neighbour(self, seat: Codes, which: NDArray) -> Codes:
        """The first tie of a seat goes to the next in the ring, the second to the one after."""
        step = self.slot[which] + 1
        place = self.place[seat] - self.start[seat] + step
        return np.where(step < self.size[seat], self.ring[self.start[seat] + place % self.size[seat]], -1)

    def _colleague(self, seat: Codes, uniform: NDArray[np.float64]) -> Codes:
        """Anybody else in the department, each as likely."""
        target = self.start[seat] + (uniform * (self.size[seat] - 1)).astype(np.int64)
        return np.where(self.size[seat] > 1, target + (target >= seat), -1)

    def _other(self, seat: Codes, uniform: NDArray[np.float64]) -> Codes:
        """Anybody in the other departments, each as likely."""
        target = (uniform * (self.n - self.size[seat])).astype(np.int64)
        return np.where(target >= self.start[seat], target + self.size[seat], target)


def _merged(made: Codes, new: Codes) -> tuple[Codes, NDArray[np.bool_]]:
    """The ties made so far together with the new ones, sorted, and which of the new ones were taken.

    Not taken is −1, whatever is made already, and all but the first of equals.
    """
    kept = np.zeros(len(new), dtype=bool)
    codes, first = np.unique(new, return_index=True)
    fresh = codes >= 0
    if len(made):
        at = np.minimum(np.searchsorted(made, codes), len(made) - 1)
        fresh &= made[at] != codes
    kept[first[fresh]] = True
    return np.sort(np.concatenate([made, codes[fresh]]), kind="stable"), kept
