"""Who works here: departments, seats, grades, and what each seat brings before anybody draws.

A *seat* belongs to a department and has a number there; number 0 is the department's head. Whoever sits in it may
leave and be replaced, the seat stays. Everything is held sorted, departments by name and seats by number, so that the
order of departments in a scenario changes nothing but the order in which it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from math import floor, fsum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.draws import Draws, Purpose, children, key_of
from simulation.state import Grade

if TYPE_CHECKING:
    from simulation.scenario import DepartmentSpec, Scenario

TRAITS = ("threshold", "conviction", "skill", "nerve")


@dataclass
class Population:
    """The staff, sorted by department name and then by seat number. Every array is as long as the staff (n people).

    ``departments`` holds the names, sorted, and ``headcounts`` how many work in each (at least 1).
    ``department`` (int32) is each person's place in ``departments``; ``grade`` (int8) a ``Grade``.
    ``number`` is the seat's number in its department, from 0, or the id that a people file gives.
    ``seat_key`` (uint64) is the seat's key for draws; ``champion_score`` (float64, [0, 1)) its one fixed uniform: the
    lowest become champions first. ``named_champion`` (bool) are those whom a people file names.
    ``stage`` (int8) is a ``Stage``, or −1 where none is given; ``traits`` maps threshold, conviction, skill and nerve
    to arrays (float64, [0, 1]) with NaN where none is given. Only a people file gives stages and traits.
    """

    departments: tuple[str, ...]
    headcounts: tuple[int, ...]
    department: NDArray[np.int32]
    number: tuple[int, ...] | tuple[str, ...]
    grade: NDArray[np.int8]
    seat_key: NDArray[np.uint64]
    champion_score: NDArray[np.float64]
    stage: NDArray[np.int8]
    traits: dict[str, NDArray[np.float64]]
    named_champion: NDArray[np.bool_]
    _starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        ends = np.cumsum(self.headcounts, dtype=np.int64).tolist()
        self._starts = (0, *ends)

    def __len__(self) -> int:
        return len(self.number)

    def label(self, i: int) -> str:
        """What person ``i`` is called: department and seat, "Parks 17"."""
        return f"{self.departments[int(self.department[i])]} {self.number[i]}"

    def index_of(self, label: str) -> int:
        """The person called ``label``; a ``KeyError`` where nobody, or more than one, is called so."""
        found = [
            i
            for d, name in enumerate(self.departments)
            if label.startswith(name + " ")
            for i in self.slice_of(d)
            if str(self.number[i]) == label[len(name) + 1 :]
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise KeyError(f"{len(found)} people are called {label!r}")
        near = get_close_matches(label, [self.label(self._starts[d]) for d in range(len(self.departments))], n=1)
        raise KeyError(f"nobody is called {label!r}" + (f"; somebody is called {near[0]!r}" if near else ""))

    def slice_of(self, department: int) -> range:
        """The people of one department (its place in ``departments``), its head first if generated."""
        if not 0 <= department < len(self.departments):
            raise IndexError(f"there are {len(self.departments)} departments, and no department {department}")
        return range(self._starts[department], self._starts[department + 1])


def headcounts_by_share(staff: int, weights: Sequence[float]) -> list[int]:
    """Whole headcounts in proportion to weights, by largest remainder, at least 1 each; they sum to ``staff`` exactly.

    Equal remainders go to the first in order. A ``ValueError`` where there are more departments than staff, or a weight
    is below zero or not finite.

    >>> headcounts_by_share(10, [5, 3, 0.1])
    [6, 3, 1]
    """
    if staff < len(weights):
        raise ValueError(f"{staff} people cannot fill {len(weights)} departments, each has at least one")
    if not all(0 <= w < float("inf") for w in weights):
        raise ValueError("shares of departments are numbers from 0")
    counts = [0] * len(weights)
    open_ = list(range(len(weights)))
    while open_:
        left = staff - sum(counts)
        total = fsum(weights[i] for i in open_)
        # Rounded, so that an error in the last digit cannot decide between equal remainders.
        quotas = {i: round(left * (weights[i] / total if total > 0 else 1 / len(open_)), 9) for i in open_}
        given = {i: floor(quotas[i]) for i in open_}
        by_remainder = sorted(open_, key=lambda i: (round(given[i] - quotas[i], 9), i))
        for i in by_remainder[: left - sum(given.values())]:
            given[i] += 1
        empty = [i for i in open_ if given[i] == 0]
        for i in empty or open_:
            counts[i] = max(1, given[i])
        # Whoever was left without a seat gets one, and the others share what is left.
        open_ = [i for i in open_ if given[i] > 0] if empty else []
    return counts


def _departments(scenario: Scenario) -> dict[str, int]:
    """Headcount by department name, sorted by name."""
    values = scenario.values
    staff = int(values["organisation.staff"])
    unevenness = float(values["organisation.differences"])
    specs = sorted(scenario.departments, key=lambda spec: spec.name)
    if not specs:
        number = int(values["organisation.departments"])
        width = max(2, len(str(number)))
        names = [f"Department {k:0{width}d}" for k in range(1, number + 1)]
        return dict(zip(names, headcounts_by_share(staff, _falling(number, unevenness)), strict=True))
    twice = sorted({a.name for a, b in pairwise(specs) if a.name == b.name})
    if twice:
        raise ValueError(f"two departments are called {', '.join(twice)}")
    counted = {spec.name: int(spec.headcount) for spec in specs if spec.headcount is not None}
    if any(count < 1 for count in counted.values()):
        raise ValueError("a department has at least one person")
    shared = [spec for spec in specs if spec.headcount is None]
    if shared:
        rest = staff - sum(counted.values())
        if rest < len(shared):
            raise ValueError(f"the headcounts given leave {rest} of {staff} people for {len(shared)} other departments")
        counts = headcounts_by_share(rest, _weights(shared, unevenness))
        counted |= dict(zip((spec.name for spec in shared), counts, strict=True))
    return dict(sorted(counted.items()))


def _weights(specs: Sequence[DepartmentSpec], unevenness: float) -> list[float]:
    """Weights of departments without a headcount: their shares; one without weighs as the mean of the others."""
    shares = [float(spec.share) for spec in specs if spec.share is not None]
    if not shares:
        return _falling(len(specs), unevenness)
    return [fsum(shares) / len(shares) if spec.share is None else float(spec.share) for spec in specs]


def _falling(number: int, unevenness: float) -> list[float]:
    """The k-th of ``number`` departments weighs k**-unevenness: 0 makes all equal."""
    return [float(k) ** -unevenness for k in range(1, number + 1)]


def _managers(scenario: Scenario) -> Mapping[str, float]:
    """The share of managers in each department that sets its own."""
    path = "organisation.managers"
    return {spec.name: float(spec.values[path]) for spec in scenario.departments if path in spec.values}


def generate(scenario: Scenario, draws: Draws) -> Population:
    """The staff that a scenario describes by numbers.

    Headcounts are the departments' own where given; the others share the rest of ``organisation.staff`` by largest
    remainder (if all give one, their sum is the staff). Where no department is given, ``organisation.departments`` of
    them are made up, whose sizes fall with their rank. Seat 0 is the head, the next seats are the managers, the others
    frontline. The key of a seat is ``child(key_of("seat", department), number)``, so names are hashed once each.
    """
    counts = _departments(scenario)
    share, own = float(scenario.values["organisation.managers"]), _managers(scenario)
    numbers: list[NDArray[np.int64]] = []
    grades: list[NDArray[np.int8]] = []
    keys: list[NDArray[np.uint64]] = []
    for name, count in counts.items():
        seats = np.arange(count)
        managers = min(count - 1, floor(round(own.get(name, share) * count, 9) + 0.5))  # a half rounds up
        grade = np.full(count, Grade.FRONTLINE, dtype=np.int8)
        grade[: managers + 1] = Grade.MANAGER
        grade[0] = Grade.HEAD
        numbers.append(seats)
        grades.append(grade)
        keys.append(children(key_of("seat", name), seats))
    seat_key = np.concatenate(keys)
    n = len(seat_key)
    return Population(
        departments=tuple(counts),
        headcounts=tuple(counts.values()),
        department=np.repeat(np.arange(len(counts), dtype=np.int32), list(counts.values())),
        number=tuple(np.concatenate(numbers).tolist()),
        grade=np.concatenate(grades),
        seat_key=seat_key,
        champion_score=draws.many(Purpose.CHAMPION, seat_key),
        stage=np.full(n, -1, dtype=np.int8),
        traits={trait: np.broadcast_to(np.nan, n) for trait in TRAITS},
        named_champion=np.zeros(n, dtype=bool),
    )
