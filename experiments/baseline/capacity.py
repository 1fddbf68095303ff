"""What would lift the ceiling: the bundled organisations once more, with more capacity or more pressure to want it."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.results import Results
from experiments.simulate import simulate
from simulation.scenario import Scenario

COMMS, BOTH, WANTING = "comms doubled", "comms and ICT doubled", "pressure to want doubled"
Arms = Mapping[str, Results]

# That the ceiling is stacked capacity rather than contagion is this model's own hypothesis: so each is doubled, and
# they are compared.
DOUBLED: Mapping[str, tuple[str, ...]] = {
    COMMS: ("gates.comms.fte",),
    BOTH: ("gates.comms.fte", "gates.ict.capacity", "gates.ict.investment"),
    WANTING: ("influence.outside_hazard", "influence.peer_hazard"),
}


def doubled(scenario: Scenario, arm: str) -> Scenario:
    """The same organisation with twice as much of what an arm doubles. Raises ``KeyError`` for an unknown arm."""
    return scenario.changed({path: 2.0 * float(scenario.values[path]) for path in DOUBLED[arm]})


def run_arms(scenario: Scenario, replications: int, seed: int, workers: int) -> dict[str, Results]:
    """Results of every arm, by its name; with the seeds of the organisation as it stands, so that runs pair."""
    return {arm: simulate(doubled(scenario, arm), replications, seed, workers, keep_full=0) for arm in DOUBLED}
