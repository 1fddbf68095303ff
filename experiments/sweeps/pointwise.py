"""Whether the values of points go together: two factors may each be right and wrong together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from experiments.sweeps.factors import written
from experiments.sweeps.sweep import Sweep
from experiments.sweeps.wrong import Complaints
from simulation.scenario import ScenarioError

MOST_LOOKED_AT = 200  # points; some tenths of a second


@dataclass
class CheckPoints:
    """Makes the scenarios of a sweep's points, of many points some that lie evenly, and gathers what is wrong."""

    sweep: Sweep
    wrong: Complaints

    def look(self) -> None:
        """Complain of the first point whose values do not go together."""
        points = self.sweep.points
        for k in range(min(points, MOST_LOOKED_AT)):
            point = self.sweep.design.at_place(k) if points > MOST_LOOKED_AT else k
            try:
                self.sweep.scenario(point)
            except ScenarioError as error:
                said = ", ".join(f"{path} = {written(value)}" for path, value in self.sweep.values(point).items())
                for problem in error.problems:
                    self.wrong.take(replace(problem, found=f"{problem.found} (at {said})"), ("design",))
                return
