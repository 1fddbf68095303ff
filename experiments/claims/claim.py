"""What a claim is: its arms, the numbers that are compared, which way, and how large a difference has to be."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from simulation.parameters import PARAMETERS
from simulation.scenario import Scenario

AS_IT_IS = "as it is"
BUILT_IN, PARTLY, EMERGENT = "built in", "partly built in", "emergent"
STANDINGS = (BUILT_IN, PARTLY, EMERGENT)
MORE, LESS, NO_MORE, NONE = "more", "less", "no more", "none"
DIRECTIONS = (MORE, LESS, NO_MORE, NONE)


@dataclass(frozen=True)
class Equal:
    """A setting that is scaled, council by council, until a number of this arm comes to that of another arm.

    ``number`` is counted beyond what the council as it is has of it; the two agree where they differ by at most the
    share ``within`` of the other's.
    """

    path: str
    number: str
    to: str
    within: float = 0.05


@dataclass(frozen=True)
class ArmOf:
    """How an arm is made of a council: files laid on it, then settings, then values of its own made larger or smaller.

    ``times`` maps paths to factors; a value never leaves what is allowed.
    """

    lay: tuple[str, ...] = ()
    set: Mapping[str, Any] = field(default_factory=dict)
    times: Mapping[str, float] = field(default_factory=dict)
    equal: Equal | None = None

    def of(self, council: Scenario) -> Scenario:
        """This arm's council, ``equal`` left aside. Raises ``ScenarioError``."""
        made = council
        for name in self.lay:
            made = made.overlaid(name)
        settings = dict(self.set)
        for path, factor in self.times.items():
            settings[path] = within_allowed(path, factor * float(made.values[path]))
        return made.changed(settings) if settings else made

    @property
    def key(self) -> str:
        """Equal for arms that are made alike, whatever they are called."""
        equal = None if self.equal is None else vars(self.equal)
        said = [list(self.lay), sorted(self.set.items()), sorted(self.times.items()), equal]
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def within_allowed(path: str, value: float) -> float | int:
    """A value of this parameter, moved to the nearest that is allowed.

    >>> within_allowed("champions.share", 1.4), within_allowed("hoops.number", 2.6)
    (1.0, 3)
    """
    parameter = PARAMETERS[path]
    assert parameter.allowed is not None
    low, high = parameter.allowed
    held = min(max(value, low), high)
    return round(held) if parameter.whole else float(held)


@dataclass(frozen=True)
class Part:
    """One thing that a claim says, as a difference that can be measured.

    The effect is ``number`` in ``arm`` (several are added up; of ``best_of`` the best, chosen on other luck) less the
    same in ``against``, less ``level``; with ``cause``, less that gate's part in the cause. ``direction`` says what is
    claimed of it: ``more`` or ``less`` by what ``matters`` at least, ``no more`` by what matters, or ``none`` that
    matters either way. Both are in the unit of the number; told are ``scale`` times that, in ``unit``.
    A part that is not ``judged`` is shown and decides nothing.
    """

    says: str
    number: str
    arm: tuple[str, ...]
    against: tuple[str, ...] = ()
    best_of: tuple[str, ...] = ()
    level: float = 0.0
    cause: str = ""
    direction: str = MORE
    matters: float = 0.0
    unit: str = ""
    scale: float = 1.0
    digits: int = 1
    standing: str = EMERGENT
    is_judged: bool = True

    @property
    def is_there(self) -> bool:
        """Whether it says that there is a difference, and not that there is none."""
        return self.direction in (MORE, LESS)

    @property
    def arms(self) -> tuple[str, ...]:
        """All arms that it needs, without those of the cause."""
        return (*self.arm, *self.best_of, *self.against)


@dataclass(frozen=True)
class Claim:
    """A claim of the seed: in words, how it stands to the rules, its arms, and its parts.

    ``emergent`` says what about a claim that is built in no rule states; ``off`` names the rules without which the
    built-in part of it is gone, and ``text`` is the file as it was read.
    """

    id: str
    title: str
    says: str
    standing: str
    arms: Mapping[str, ArmOf]
    parts: Sequence[Part]
    off: tuple[str, ...] = ()
    emergent: str = ""
    text: str = ""

    def __str__(self) -> str:
        return self.id

    @property
    def needs_cause(self) -> bool:
        """Whether the council is to be run with every set of its gates removed."""
        return any(part.cause for part in self.parts)

    @property
    def judged(self) -> list[Part]:
        """The parts that decide."""
        return [part for part in self.parts if part.is_judged]
