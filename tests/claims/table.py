"""The claims that come with Blockers, and their arms made of an organisation and run."""

from __future__ import annotations

from functools import cache

from experiments.claims.claim import AS_IT_IS, ArmOf, Claim
from experiments.claims.reading import read_claims
from simulation.engine.council import CompiledCouncil
from simulation.run import Run
from simulation.scenario import Scenario

CLAIMS: dict[str, Claim] = {claim.id: claim for claim in read_claims([], Scenario.load("district"))}

# What shows that a rule is behind it, and is compared over no councils.
BESIDE: dict[str, dict[str, ArmOf]] = {
    "C10": {"evidence to begin with": ArmOf(set={"start.evidence": 0.8})},
    "C14": {"a crisis beside others": ArmOf(lay=("events/crisis",))},
    "C16": {"frameworks to begin with": ArmOf(set={"department.framework": 0.8})},
    "C18": {"one voice, shared values": ArmOf(set={"policy.multi_voice": False, "policy.shared_values": 0.8})},
}


def arms_of(claim: Claim) -> dict[str, ArmOf]:
    """The arms of a claim, and those beside them."""
    return {**claim.arms, **BESIDE.get(claim.id, {})}


def numbers_by_arm(claim: Claim) -> dict[str, dict[str, None]]:
    """Which numbers a claim reads from which arm; a cause is read from arms of its own."""
    found: dict[str, dict[str, None]] = {}
    for part in claim.parts:
        for name in part.arms:
            found.setdefault(name, {})[part.number] = None
    return found


@cache
def run_of(council: Scenario, seed: int) -> Run:
    """One run, without the rows of its records; the same run is made once."""
    return CompiledCouncil(council, seed, keep_rows=False).run()


__all__ = ["AS_IT_IS", "BESIDE", "CLAIMS", "Claim", "arms_of", "numbers_by_arm", "run_of"]
