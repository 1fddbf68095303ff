"""The table of claims (``claims.toml``), read; and their arms, made of an organisation and run."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from simulation.council import Council
from simulation.run import Run
from simulation.scenario import Scenario

STANDINGS = ("built in", "partly built in", "emergent")


@dataclass(frozen=True)
class Arm:
    """Files laid on an organisation, in order, and settings laid on those."""

    lay: tuple[str, ...] = ()
    set: dict[str, Any] = field(default_factory=dict)

    def of(self, organisation: Scenario) -> Scenario:
        """This arm's council. Raises ``ScenarioError``."""
        for name in self.lay:
            organisation = organisation.overlaid(name)
        return organisation.changed(self.set)


@dataclass(frozen=True)
class Effect:
    """A number of one arm, less that of another; or alone, where no other is named."""

    number: str
    arm: str
    against: str | None = None


@dataclass(frozen=True)
class Claim:
    """One claim: in words, how it stands to the rules, its arms, what they are compared by."""

    id: str
    says: str
    standing: str
    arms: dict[str, Arm]
    effects: tuple[Effect, ...]
    off: tuple[str, ...] = ()
    emergent: str = ""

    def __str__(self) -> str:
        return self.id


def _read(row: dict[str, Any]) -> Claim:
    arms = {name: Arm(tuple(arm.pop("lay", ())), **arm) for name, arm in row.pop("arms").items()}
    effects = tuple(Effect(**effect) for effect in row.pop("effects"))
    return Claim(arms=arms, effects=effects, off=tuple(row.pop("off", ())), **row)


CLAIMS = {
    row["id"]: _read(row)
    for row in tomllib.loads((Path(__file__).parent / "claims.toml").read_text(encoding="utf-8"))["claim"]
}


@cache
def run_of(council: Scenario, seed: int) -> Run:
    """One run, without the rows of its records; the same run is made once."""
    return Council(council, rng=seed, keep_rows=False).run()
