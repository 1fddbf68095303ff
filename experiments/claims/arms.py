"""All arms that claims need, each once: what they are called, which numbers are read from each, who shares them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from experiments.blaming.councils import ALL, gates_in, name_of_set
from experiments.claims.claim import AS_IT_IS, ArmOf, Claim
from experiments.claims.effects import OF_CAUSE
from simulation.state import Removal, label

IN_TEN, OF_TEN = 3, 10
"""Councils that are run with every set of gates removed: the first three of every ten."""


@dataclass(frozen=True)
class Wanted:
    """The arms of some claims by their keys, as :attr:`ArmOf.key` says, with the numbers wanted of each.

    ``names`` is what each is called: by the claim that names it first, and the arm there. ``sets`` maps the names of
    all sets of removed gates to their keys; it is empty where no claim asks for a cause. ``scaled`` maps arms with a
    setting to be scaled to those whose number they are to have.
    """

    arms: Mapping[str, ArmOf]
    names: Mapping[str, str]
    numbers: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, str]
    used_by: Mapping[str, tuple[str, ...]]
    scaled: Mapping[str, str]

    @cached_property
    def every_number(self) -> tuple[str, ...]:
        """All numbers, in an order of their own."""
        return tuple(dict.fromkeys(number for numbers in self.numbers.values() for number in numbers))

    def keys(self, has_sets: bool) -> list[str]:
        """The arms to run in a council."""
        alone = {key for key in self.sets.values() if not self.used_by[key]} - {ArmOf().key}
        return [key for key in self.arms if has_sets or key not in alone]


def is_with_sets(place: int) -> bool:
    """Whether the plausible council of this number, from 0, is run with every set of gates removed.

    >>> [is_with_sets(k) for k in (0, 2, 3, 12, 13)]
    [True, True, False, True, False]
    """
    return place % OF_TEN < IN_TEN


def wanted(claims: Sequence[Claim]) -> Wanted:
    """All arms of these claims, each once."""
    arms: dict[str, ArmOf] = {}
    names: dict[str, str] = {}
    numbers: dict[str, list[str]] = {}
    users: dict[str, list[str]] = {}
    scaled: dict[str, str] = {}

    def want(arm: ArmOf, name: str, number: str, claim: str) -> str:
        key = arm.key
        arms.setdefault(key, arm)
        names.setdefault(key, name)
        of_arm = numbers.setdefault(key, [])
        if number not in of_arm:
            of_arm.append(number)
        of_claims = users.setdefault(key, [])
        if claim and claim not in of_claims:
            of_claims.append(claim)
        return key

    want(ArmOf(), AS_IT_IS, OF_CAUSE, "")
    for claim in claims:
        for part in claim.parts:
            for name in part.arms:
                called = name if name == AS_IT_IS else f"{claim.id}: {name}"
                want(claim.arms[name], called, part.number, claim.id)
        for arm_name, arm in claim.arms.items():
            if arm.equal is not None:
                for name in (AS_IT_IS, arm_name, arm.equal.to):
                    want(claim.arms[name], f"{claim.id}: {name}", arm.equal.number, claim.id)
                scaled[arm.key] = claim.arms[arm.equal.to].key
    sets: dict[str, str] = {}
    if any(claim.needs_cause for claim in claims):
        for gone in range(ALL + 1):
            name = name_of_set(gone)
            removed = ArmOf(set={f"route.removal.{label(g)}": label(Removal.REMOVED) for g in gates_in(gone)})
            sets[name] = want(removed, name, OF_CAUSE, "")
    return Wanted(
        arms, names, {key: tuple(of) for key, of in numbers.items()}, sets,
        {key: tuple(of) for key, of in users.items()}, scaled,
    )  # fmt: skip
