"""Claims and studies made for tests: what is true of every council is put there."""

import numpy as np

from experiments.claims.arms import wanted
from experiments.claims.claim import AS_IT_IS, EMERGENT, ArmOf, Claim, Part
from experiments.claims.councils import PAIRS, Screened
from experiments.claims.running import Ran
from experiments.claims.study import Study

ARMS = {AS_IT_IS: ArmOf(), "other": ArmOf(set={"policy.openness": 0.9})}
UPTAKE = Part("Uptake is higher.", "uptake", ("other",), (AS_IT_IS,), direction="more", matters=0.02, unit="points")


def claim_of(*parts, standing=EMERGENT, **more):
    return Claim("X1", "Made up", "It is so.", standing, ARMS, parts, text="id = 'X1'", **more)


def study_of(claim, councils, arms):
    """``arms`` maps names to what makes councils × pairs of their uptake, from a generator."""
    rng = np.random.default_rng(0)
    values = {name: make(rng) for name, make in arms.items()}
    rans = []
    for place in range(councils):
        numbers = {(claim.arms[name].key, "uptake"): of[place] for name, of in values.items()}
        rans.append(Ran(place, place, numbers, {}, PAIRS * len(arms)))
    screened = [Screened(draw, True, PAIRS) for draw in range(councils)]
    return Study([claim], wanted([claim]), 0, None, screened, rans)


def around(level, spread=0.01, luck=0.01, councils=60):
    """Councils around a level, and luck within them."""

    def make(rng):
        return level + spread * rng.standard_normal((councils, 1)) + luck * rng.standard_normal((councils, PAIRS))

    return make
