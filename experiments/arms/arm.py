"""An arm: a council under one name, and what is left of many of them run on equal luck."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.results import Failure
from simulation.engine.council import CompiledCouncil, Staffed
from simulation.outcomes import OUTCOMES
from simulation.run import Run
from simulation.scenario import Scenario

Floats = NDArray[np.float64]
Reading = Callable[[Run], Floats]
"""What is kept of a run: an array of one shape for all runs."""

NAMES = tuple(outcome.name for outcome in OUTCOMES)
PLACE = {name: place for place, name in enumerate(NAMES)}


@dataclass(frozen=True)
class Arm:
    """One council to run, under a name that no other arm of the same experiment has.

    ``staffed`` makes other people of those that all arms share, for what no scenario can say (champions of one
    department); ``prepared`` changes a council that is set up and has not begun its first week.
    """

    name: str
    scenario: Scenario
    staffed: Callable[[Staffed], Staffed] | None = None
    prepared: Callable[[CompiledCouncil], None] | None = None


@dataclass(frozen=True)
class Trials:
    """What all arms left behind, paired: the same place along the second axis is the same seed in every arm.

    ``read`` maps each reading to an array of arms × seeds × its own shape. ``seeds`` are those that came to their end
    in every arm; ``failures`` says what became of the others, each under its arm's name.
    """

    arms: tuple[str, ...]
    seeds: tuple[int, ...]
    read: Mapping[str, Floats]
    failures: Sequence[tuple[str, Failure]] = ()
    seconds: float = 0.0
    places: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {name: place for place, name in enumerate(self.arms)})

    def of(self, arm: str, outcome: str) -> Floats:
        """One outcome of one arm, a number a seed. Raises ``KeyError`` for an unknown arm or outcome."""
        place, column = self.places[arm], PLACE[outcome]
        return self.read["outcomes"][place, :, column] if self.seeds else np.empty(0)

    def difference(self, arm: str, against: str, outcome: str) -> Floats:
        """The same less that of another arm, seed by seed."""
        return self.of(arm, outcome) - self.of(against, outcome)

    def table(self, names: Iterable[str] = NAMES) -> Any:
        """A pandas data frame with a row an arm and seed, and its outcomes as columns."""
        import pandas as pd

        chosen = list(names)
        values = self.read["outcomes"][:, :, [PLACE[name] for name in chosen]]
        rows = pd.DataFrame(values.reshape(-1, len(chosen)), columns=chosen)
        rows.insert(0, "arm", np.repeat(self.arms, len(self.seeds)))
        rows.insert(1, "seed", np.tile(np.array(self.seeds, dtype=np.uint64), len(self.arms)))
        return rows


def outcomes(run: Run) -> Floats:
    """The reading that every experiment needs: each outcome, in the order of ``NAMES``."""
    return np.array([run.outcomes[name] for name in NAMES])


def means_of(outcomes: Floats) -> dict[str, float]:
    """Mean outcomes by name, of runs × outcomes: of what is a number; not a number where no run has one."""
    known = np.isfinite(outcomes)
    number = known.sum(axis=0)
    sums = np.where(known, outcomes, 0.0).sum(axis=0)
    return dict(zip(NAMES, np.where(number > 0, sums / np.maximum(1, number), np.nan).tolist(), strict=True))
