"""Blockers: who really blocks social media in an organisation, and what would unblock it. The model.

``Scenario.load("county")`` reads a scenario; ``Council(scenario, rng=1)`` is one organisation; ``council.step()`` is
one week and ``council.run()`` all of them.
"""

from typing import Any

from simulation.scenario import Scenario, ScenarioError

__all__ = ["Council", "Run", "Scenario", "ScenarioError"]


def __getattr__(name: str) -> Any:
    """``Council`` and ``Run`` are imported when first asked for: a scenario does not need Mesa and pandas."""
    if name == "Council":
        from simulation.council import Council

        return Council
    if name == "Run":
        from simulation.run import Run

        return Run
    raise AttributeError(f"module 'simulation' has no attribute {name!r}")
