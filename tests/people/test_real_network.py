"""The council runs on a real network: 692 farmers as an organisation of 11 departments (skipped without the data)."""

from pathlib import Path

import pytest

from simulation import Council, Scenario

FARMERS = Path(__file__).parent / "real_network" / "farmers.toml"


@pytest.fixture(scope="module")
def council(shared_data):
    council = Council(Scenario.load(FARMERS), rng=1)
    council.run()
    return council


def test_everybody_is_there(council):
    assert council.staff_count == 692
    assert len(council.departments) == 11
    assert sum(department.headcount for department in council.departments) == 692
    assert council.contacts.arcs == 1854
    assert council.departments[0].name.startswith("Community ")


def test_ties_stay_inside_communities_and_source_hears_target(council):
    assert all(
        council.staff[listener].department is council.staff[heard].department
        for heard in range(692)
        for listener, _ in council.grapevine.listeners[heard]
    )
    teller = council.people.index_of("Community 10 1005")  # 1001 named 1005, so hears them
    listeners = {council.people.label(i) for i, _ in council.grapevine.listeners[teller]}
    assert "Community 10 1001" in listeners


def test_it_lives(council):
    """Requests are filed, refused and let through, somebody uses it at the end; nothing is tuned to these people."""
    outcomes = council.measures.run().outcomes
    assert outcomes["filed"] > 20
    assert outcomes["objections"] > 0
    assert outcomes["approved"] > 0
    assert 0.0 < outcomes["uptake"] < 1.0


def test_seven_ways_of_naming_somebody_weigh_more_than_one(council):
    weights = [weight for pairs in council.grapevine.listeners for _, weight in pairs]
    assert min(weights) == 1 and max(weights) > 1
