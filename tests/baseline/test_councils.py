"""Sampled councils: few dimensions, each of them felt by the base, and whole numbers that come as often as others."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from experiments.baseline.councils import (
    LARGEST,
    MOST_DIMENSIONS,
    SHARES_OF_COUNCILS,
    SMALLEST,
    dimensions,
    range_of,
    sampled_councils,
    settings_of,
    whole_number,
)
from simulation import Scenario
from simulation.engine.council import CompiledCouncil
from simulation.parameters import PARAMETERS

BASE = "district"


def test_at_most_forty_things_vary_shares_of_councils_among_them():
    named = dimensions()
    assert len(named) == len(set(named)) <= MOST_DIMENSIONS == 40
    assert set(SHARES_OF_COUNCILS) < set(named)
    assert not any(PARAMETERS[path].sampled for path in SHARES_OF_COUNCILS)


@pytest.fixture(scope="module")
def events_of_the_base() -> Sequence[tuple[int, ...]]:
    return events_of(Scenario.load(BASE))


def events_of(scenario: Scenario) -> Sequence[tuple[int, ...]]:
    """The rows of its event log."""
    return CompiledCouncil(scenario, 1).run().log_rows


def is_felt(path: str, value: Any, events: Sequence[tuple[int, ...]]) -> bool:
    """Whether people and gates do something else with this value, sooner or later; books alone do not count."""
    return events_of(Scenario.load(BASE).changed({path: value})) != events


def ends_of(path: str) -> Sequence[Any]:
    return SHARES_OF_COUNCILS[path][1:] if path in SHARES_OF_COUNCILS else range_of(path)


@pytest.mark.parametrize("path", dimensions())
def test_the_base_feels_every_dimension(path: str, events_of_the_base: Sequence[tuple[int, ...]]):
    own = float(Scenario.load(BASE).values[path])
    furthest_first = sorted(ends_of(path), key=lambda value: -abs(float(value) - own))
    assert any(is_felt(path, value, events_of_the_base) for value in furthest_first), f"the {BASE} does not feel {path}"


def test_a_dimension_that_the_base_does_not_feel_would_be_noticed(events_of_the_base: Sequence[tuple[int, ...]]):
    """Departments of the district have a sensitivity of their own each, so that the council's says nothing."""
    path = "department.sensitivity"
    assert not any(is_felt(path, value, events_of_the_base) for value in ends_of(path))
    assert path not in dimensions()


def test_each_whole_number_is_as_likely_as_the_others():
    evenly = (np.arange(7000) + 0.5) / 7000
    assert set(Counter(whole_number(0, 6, u) for u in evenly).values()) == {1000}
    assert whole_number(300, 600, 0.0) == 300
    assert whole_number(300, 600, np.nextafter(1.0, 0.0)) == 600


@pytest.mark.parametrize(("u", "staff", "hoops"), [(0.0, SMALLEST, 0), (1.0, LARGEST, 6)])
def test_the_corners_of_the_cube_are_the_ends_of_the_ranges(u: float, staff: int, hoops: int):
    settings = settings_of([u] * len(dimensions()))
    assert (settings["organisation.staff"], settings["hoops.number"]) == (staff, hoops)
    for path, value in settings.items():
        if path not in SHARES_OF_COUNCILS:
            assert value == pytest.approx(range_of(path)[int(u)])
            assert isinstance(value, int) == PARAMETERS[path].whole
    Scenario.load(BASE).changed(settings)


def test_a_sample_fills_every_stratum_and_every_share():
    number = 40
    councils = sampled_councils(number, seed=3)
    for path in dimensions():
        values = [council.values[path] for council in councils]
        if path in SHARES_OF_COUNCILS:
            share, given, _ = SHARES_OF_COUNCILS[path]
            assert abs(sum(value == given for value in values) - share * number) <= 1
        elif not PARAMETERS[path].whole:
            low, high = range_of(path)
            strata = [int((float(value) - low) / (high - low) * number) for value in values]
            assert sorted(strata) == list(range(number))


def test_the_same_sample_again_and_another_with_another_seed():
    first, again, other = (sampled_councils(5, seed) for seed in (1, 1, 2))
    assert [council.values for council in first] == [council.values for council in again]
    assert [council.values for council in first] != [council.values for council in other]


def test_a_council_counted_from_a_staff_list_keeps_its_size():
    counted = Scenario.from_toml(
        'extends = "county"\ndepartments_replace = true\n[departments]\n'
        '"A" = { headcount = 40 }\n"B" = { headcount = 30 }\n'
    )
    found = sampled_councils(4, 1, counted)
    assert {council.values["organisation.staff"] for council in found} == {70}
    assert len({council.values["gates.comms.fte"] for council in found}) == 4
