"""How many people work in each department of a scenario, before any run."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.draws import Draws
from simulation.people_files import read_people
from simulation.population import generate
from simulation.scenario import Scenario

Sizes = Mapping[str, int]
"""People by department, as :func:`headcounts` gives them."""


def headcounts(scenario: Scenario) -> dict[str, int]:
    """People by department, sorted by name. Raises ``PeopleFileError`` where the scenario's people cannot be read."""
    draws = Draws(0)  # who is drawn for what plays no part in how many there are
    people = generate(scenario, draws) if scenario.people is None else read_people(scenario, draws)
    return dict(zip(people.departments, people.headcounts, strict=True))
