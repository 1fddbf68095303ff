"""Who hears whom: as many ties as asked, as many across departments as asked, the same whatever else is said."""

from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulation import population
from simulation.contacts import Contacts, generate
from simulation.draws import Draws
from simulation.population import Population
from simulation.state import Grade


@dataclass
class Council:
    staff: int = 2000
    number: int = 24
    unevenness: float = 0.5
    degree: float = 12
    bridging: float = 0.15
    clustering: float | None = None
    others: dict[str, Any] = field(default_factory=dict)
    departments = ()

    @property
    def values(self) -> dict[str, Any]:
        values = {
            "organisation.staff": self.staff,
            "organisation.departments": self.number,
            "organisation.differences": self.unevenness,
            "organisation.managers": 0.1,
            "contacts.mean_degree": self.degree,
            "contacts.bridging": self.bridging,
        }
        return values | self.others | ({} if self.clustering is None else {"contacts.clustering": self.clustering})


def drawn(council: Any, seed: int = 1) -> tuple[Population, Contacts]:
    people = population.generate(council, Draws(seed))
    return people, generate(council, people, Draws(seed))


def ends(contacts: Contacts) -> tuple[NDArray, NDArray]:
    """Listener and heard of every arc."""
    return np.repeat(np.arange(contacts.n), np.diff(contacts.heard_starts)), contacts.heard_ids


def share_across(people: Population, contacts: Contacts) -> float:
    listener, heard = ends(contacts)
    return float(np.mean(people.department[listener] != people.department[heard]))


def check(contacts: Contacts) -> None:
    """What holds for every generated network: nobody hears themselves or anybody twice; both hear each other."""
    listener, heard = ends(contacts)
    arcs = set(zip(listener.tolist(), heard.tolist(), strict=True))
    assert len(arcs) == contacts.arcs == contacts.heard_starts[-1]
    assert all((b, a) in arcs and a != b for a, b in arcs)
    assert set(contacts.heard_weights) <= {1}
    kinds = (contacts.heard_starts, contacts.heard_ids, contacts.heard_weights)
    assert [str(kind.dtype) for kind in kinds] == ["int64", "int32", "int32"]


def test_the_county_has_the_degree_and_the_bridging_it_asks_for():
    for seed in range(3):
        people, contacts = drawn(Council(), seed)
        check(contacts)
        assert contacts.mean_degree == pytest.approx(12, rel=0.01)
        # 12,000 ties, each across with chance 0.15: five standard errors are 0.016.
        assert share_across(people, contacts) == pytest.approx(0.15, abs=0.016)


@pytest.mark.parametrize("degree", [0.8, 2.35, 5, 8, 20])
def test_degrees_that_are_no_even_number_are_met(degree):
    _, contacts = drawn(Council(degree=degree))
    # Each of 2,000 seats draws the fraction of a tie: four standard errors are at most 0.09 in the degree.
    assert contacts.mean_degree == pytest.approx(degree, rel=0.01, abs=0.09)


@given(
    staff=st.integers(1, 120),
    number=st.integers(1, 12),
    degree=st.floats(0, 40),
    bridging=st.sampled_from([0, 0.15, 0.6, 1]),
    clustering=st.sampled_from([None, 0, 1]),
    seed=st.integers(0, 2**64 - 1),
)
def test_any_organisation_gets_a_sound_network(staff, number, degree, bridging, clustering, seed):
    council = Council(staff, min(number, staff), degree=degree, bridging=bridging, clustering=clustering)
    people, contacts = drawn(council, seed)
    check(contacts)
    assert contacts.n == staff
    assert contacts.arcs <= staff * (staff - 1)
    if contacts.arcs and len(people.departments) > 1 and bridging in (0, 1):
        assert share_across(people, contacts) == bridging


def test_limits_of_bridging():
    people, inside = drawn(Council(bridging=0))
    assert share_across(people, inside) == 0
    people, across = drawn(Council(bridging=1))
    assert share_across(people, across) == 1
    assert inside.mean_degree == pytest.approx(12, rel=0.01)
    assert across.mean_degree == pytest.approx(12, rel=0.01)


def test_one_department_keeps_all_its_ties_inside():
    _, contacts = drawn(Council(number=1, bridging=1))
    assert contacts.mean_degree == pytest.approx(12, rel=0.01)


def test_departments_of_one_person_know_people_elsewhere_unless_nothing_crosses():
    assert drawn(Council(staff=500, number=500))[1].mean_degree == pytest.approx(12, rel=0.01)
    assert drawn(Council(staff=500, number=500, bridging=0))[1].arcs == 0


def test_no_degree_no_ties_and_more_than_there_are_people_ties_all():
    assert drawn(Council(degree=0))[1].arcs == 0
    assert drawn(Council(staff=1, number=1))[1].arcs == 0
    assert drawn(Council(staff=10, number=3))[1].arcs == 90
    assert drawn(Council(staff=10, number=1, bridging=0))[1].arcs == 90


def test_a_ring_and_nothing_else_is_the_lattice():
    people, contacts = drawn(Council(number=1, bridging=0, clustering=1, degree=4, staff=200))
    assert set(np.diff(contacts.heard_starts)) == {4}
    graph = nx.Graph(zip(*(end.tolist() for end in ends(contacts)), strict=True))
    # Watts and Strogatz 1998: clustering of a ring lattice is 3(k - 2) / 4(k - 1), here 1/2.
    assert nx.average_clustering(graph) == pytest.approx(0.5)
    assert nx.is_connected(graph)
    # The drawn order mixes grades: managers hold seats 1 to 20 and would hear only each other in the order of seats.
    manager = people.grade == Grade.MANAGER
    listener, heard = ends(contacts)
    assert np.mean(manager[heard[manager[listener]]]) < 0.3


def test_people_are_clustered_inside_departments_and_less_so_without_the_ring():
    def clustering(share: float | None) -> float:
        _, contacts = drawn(Council(clustering=share))
        return nx.average_clustering(nx.Graph(zip(*(end.tolist() for end in ends(contacts)), strict=True)))

    assert clustering(None) == pytest.approx(0.21, abs=0.03)
    assert clustering(0) < 0.15 < clustering(1)


def test_ties_depend_on_nothing_but_organisation_contacts_and_seed():
    _, one = drawn(Council())
    _, other = drawn(Council(others={"leadership.strength": 1.0, "gates.ict.hours": 0.0}))
    np.testing.assert_array_equal(one.heard_ids, other.heard_ids)
    np.testing.assert_array_equal(one.heard_starts, other.heard_starts)
    assert not np.array_equal(one.heard_ids, drawn(Council(), seed=2)[1].heard_ids)


def test_raising_bridging_moves_ties_and_leaves_the_rest():
    _, low = drawn(Council(bridging=0.1))
    _, high = drawn(Council(bridging=0.2))
    before, after = (set(zip(*(end.tolist() for end in ends(each)), strict=True)) for each in (low, high))
    assert len(before & after) / len(before) > 0.8


def test_contacts_are_the_same_on_every_platform():
    """Frozen: a change here changes every result ever published."""
    _, contacts = drawn(Council(staff=30, number=3, degree=4, bridging=0.25), seed=42)
    assert contacts.heard_by(0)[0].tolist() == [1, 2, 7, 21]
    assert contacts.heard_by(29)[0].tolist() == [10, 24, 27, 28]
    assert contacts.arcs == 120


def test_a_network_of_one_way_ties_is_read_from_both_ends():
    contacts = Contacts(4, [2, 0, 0], [1, 3, 1], [5, 1, 2])
    assert [part.tolist() for part in contacts.heard_by(0)] == [[1, 3], [2, 1]]
    assert [part.tolist() for part in contacts.heard_by(1)] == [[], []]
    assert [part.tolist() for part in contacts.listeners(1)] == [[0, 2], [2, 5]]
    assert [part.tolist() for part in contacts.listeners(3)] == [[0], [1]]
    assert (contacts.arcs, contacts.mean_degree) == (3, 0.75)


def test_ties_to_nobody_and_ties_given_twice_are_refused():
    with pytest.raises(ValueError, match="outside 0 to 3"):
        Contacts(4, [0], [4])
    with pytest.raises(ValueError, match="tied twice"):
        Contacts(4, [0, 0], [1, 1])


@pytest.mark.slow
def test_a_million_people_get_their_ties():
    people, contacts = drawn(Council(staff=1_000_000, number=500))
    assert contacts.mean_degree == pytest.approx(12, rel=0.001)
    assert share_across(people, contacts) == pytest.approx(0.15, abs=0.001)
