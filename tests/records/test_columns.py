"""The names of the weekly measures are those that both drivers write, in their order."""

import pytest

from simulation.columns import OF_DEPARTMENTS, STATE, WEEKLY, WHOLE
from simulation.council import Council
from simulation.scenario import Scenario


@pytest.fixture(scope="module")
def council() -> Council:
    scenario = Scenario.default().changed({"organisation.staff": 60, "organisation.departments": 4}, weeks=3)
    council = Council(scenario, rng=1)
    council.run()
    return council


def test_each_week_has_every_measure_in_order(council):
    assert len(council.measures.weekly) == 4
    for row in council.measures.weekly:
        assert tuple(row) == WEEKLY


def test_each_department_has_every_measure_in_order(council):
    assert len(council.measures.by_department) == 4 * 4
    for row in council.measures.by_department:
        assert tuple(row) == OF_DEPARTMENTS


def test_no_measure_has_two_meanings():
    assert len(set(WEEKLY)) == len(WEEKLY) and len(set(OF_DEPARTMENTS)) == len(OF_DEPARTMENTS)
    assert set(WHOLE) <= set(STATE) <= set(WEEKLY)


def test_whole_numbers_are_whole(council):
    for row in council.measures.weekly:
        assert [name for name in STATE if isinstance(row[name], int)] == list(WHOLE)
