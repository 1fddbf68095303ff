"""The strategies that stand beside a council: bundled ones or files, each laid on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from experiments.comparing.laying import file_of
from simulation.scenario import Scenario

AS_IT_STANDS = "As it stands"


@dataclass(frozen=True)
class Strategy:
    """A council under a strategy: the strategy's name and file, what it is called, a line about it, and the council.

    The ``name`` of a council as it stands is empty.
    """

    name: str
    called: str
    description: str
    scenario: Scenario


def as_it_stands(scenario: Scenario) -> Strategy:
    """A council with nothing laid on it."""
    return Strategy("", AS_IT_STANDS, scenario.description, scenario)


def laid_on(scenario: Scenario, names: Iterable[str] | None = None) -> list[Strategy]:
    """A council under each of some strategies, by bundled name or path; under every bundled one where none is named.

    Bundled ones may be named without their folder: ``edict``. Raises :class:`simulation.scenario.ScenarioError` for the
    first that cannot be read or laid on it.
    """
    chosen = Scenario.named("strategies") if names is None else names
    return [_under(name, scenario.overlaid(name), scenario) for name in dict.fromkeys(map(file_of, chosen))]


def _under(name: str, laid: Scenario, bare: Scenario) -> Strategy:
    called = laid.called if laid.title != bare.title else laid.name
    return Strategy(name, called, laid.description if laid.description != bare.description else "", laid)
