"""Who works here: headcounts that add up, seats that keep their keys, and an order that no scenario moves."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.draws import Draws, Purpose, child, key_of
from simulation.population import Population, generate, headcounts_by_share
from simulation.state import Grade


@dataclass
class Department:
    name: str
    headcount: int | None = None
    share: float | None = None
    directorate: str | None = None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Council:
    staff: int = 2000
    number: int = 24
    unevenness: float = 0.5
    managers: float = 0.1
    departments: tuple[Department, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        return {
            "organisation.staff": self.staff,
            "organisation.departments": self.number,
            "organisation.differences": self.unevenness,
            "organisation.managers": self.managers,
        }


def staff(council: Any = None, seed: int = 1) -> Population:
    described: Any = council or Council()
    return generate(described, Draws(seed))


@given(
    staff=st.integers(1, 5000),
    weights=st.lists(st.floats(0, 100) | st.just(1.0), min_size=1, max_size=60),
)
def test_headcounts_add_up_and_nobody_is_left_without_a_seat(staff, weights):
    if staff < len(weights):
        with pytest.raises(ValueError, match="cannot fill"):
            headcounts_by_share(staff, weights)
        return
    counts = headcounts_by_share(staff, weights)
    assert sum(counts) == staff
    assert min(counts) >= 1


def test_largest_remainder_by_hand():
    # Quotas 4.7, 3.3, 2.0: the seat left goes to the largest remainder.
    assert headcounts_by_share(10, [47, 33, 20]) == [5, 3, 2]
    # Equal remainders: the first in order.
    assert headcounts_by_share(10, [1, 1, 1]) == [4, 3, 3]
    # 0.05 of a seat becomes one seat; the others share the nine that are left: 8.91 and 0.09.
    assert headcounts_by_share(10, [0.05, 9.9, 0.1]) == [1, 8, 1]


@pytest.mark.parametrize("weights", [[1.0, -1.0], [1.0, float("nan")], [1.0, float("inf")]])
def test_impossible_shares_are_refused(weights):
    with pytest.raises(ValueError, match="shares"):
        headcounts_by_share(10, weights)


def test_made_up_departments_fall_with_their_rank():
    even, uneven = staff(Council(unevenness=0)), staff(Council(unevenness=1))
    assert even.departments[0] == "Department 01"
    assert even.departments[-1] == "Department 24"
    assert set(even.headcounts) == {83, 84}
    assert sum(uneven.headcounts) == 2000
    assert list(uneven.headcounts) == sorted(uneven.headcounts, reverse=True)
    assert uneven.headcounts[0] / uneven.headcounts[9] == pytest.approx(10, rel=0.02)
    assert list(staff(Council(number=120)).departments) == [f"Department {k:03d}" for k in range(1, 121)]


def test_headcounts_given_for_all_departments_are_the_staff():
    people = staff(Council(staff=7, departments=(Department("Parks", 30), Department("Housing", 12))))
    assert people.departments == ("Housing", "Parks")
    assert people.headcounts == (12, 30)
    assert len(people) == 42


def test_departments_without_a_headcount_share_the_rest():
    departments = (Department("A", 40), Department("B", share=3), Department("C", share=1), Department("D"))
    # D gives no share and weighs as the mean of the others, 2: 60 people as 3 : 1 : 2.
    assert staff(Council(staff=100, departments=departments)).headcounts == (40, 30, 10, 20)


def test_headcounts_that_leave_nobody_for_the_others_are_refused():
    with pytest.raises(ValueError, match="leave 0 of 40 people for 1 other"):
        staff(Council(staff=40, departments=(Department("A", 40), Department("B"))))
    with pytest.raises(ValueError, match="called A"):
        staff(Council(departments=(Department("A"), Department("A"))))
    with pytest.raises(ValueError, match="at least one"):
        staff(Council(departments=(Department("A", 0),)))


def test_reordering_departments_changes_nothing():
    departments = tuple(Department(name, share=share) for name, share in (("Parks", 3), ("Housing", 1), ("Adults", 2)))
    one, other = (staff(Council(departments=each)) for each in (departments, departments[::-1]))
    assert one.departments == other.departments == ("Adults", "Housing", "Parks")
    assert one.headcounts == other.headcounts
    for name in ("department", "grade", "seat_key", "champion_score", "stage", "named_champion"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_without_shares_reordering_departments_changes_nothing_either():
    departments = tuple(Department(name) for name in ("Parks", "Housing", "Adults"))
    counts = [staff(Council(departments=each)).headcounts for each in (departments, departments[::-1])]
    assert counts[0] == counts[1]


@given(count=st.integers(1, 200), managers=st.floats(0, 1))
def test_each_department_has_one_head_then_its_managers_then_the_frontline(count, managers):
    people = staff(Council(managers=managers, departments=(Department("Parks", count),)))
    assert people.grade[0] == Grade.HEAD
    assert np.count_nonzero(people.grade == Grade.HEAD) == 1
    number = np.count_nonzero(people.grade == Grade.MANAGER)
    assert number == pytest.approx(min(managers * count, count - 1), abs=0.5 + 1e-6)
    assert all(people.grade[1 : number + 1] == Grade.MANAGER)
    assert all(people.grade[number + 1 :] == Grade.FRONTLINE)


def test_half_a_manager_rounds_up_and_a_department_may_set_its_own_share():
    own = Department("Housing", 20, values={"organisation.managers": 0.5})
    people = staff(Council(managers=0.1, departments=(Department("Parks", 25), own)))
    in_parks = people.department == people.departments.index("Parks")
    assert np.count_nonzero((people.grade == Grade.MANAGER) & in_parks) == 3
    assert np.count_nonzero((people.grade == Grade.MANAGER) & ~in_parks) == 10


def test_a_seat_is_keyed_by_its_names_and_keeps_its_luck_when_others_come_and_go():
    small = staff(Council(departments=(Department("Parks", 20),)))
    large = staff(Council(departments=(Department("Adults", 50), Department("Parks", 30))))
    start = large.slice_of(1).start
    assert int(small.seat_key[17]) == child(key_of("seat", "Parks"), 17)
    np.testing.assert_array_equal(small.seat_key, large.seat_key[start : start + 20])
    np.testing.assert_array_equal(small.champion_score, large.champion_score[start : start + 20])
    assert small.champion_score[17] == Draws(1).one(Purpose.CHAMPION, int(small.seat_key[17]))


def test_labels_name_department_and_seat_and_lead_back():
    people = staff(Council(departments=(Department("Parks", 20), Department("Parks and Rivers", 5))))
    assert people.label(17) == "Parks 17"
    assert [people.index_of(people.label(i)) for i in range(len(people))] == list(range(25))
    for stranger in ("Parks 20", "Parks", "Parks 017", "Rivers 1", ""):
        with pytest.raises(KeyError):
            people.index_of(stranger)


def test_the_slices_of_departments_hold_everybody_once():
    people = staff()
    assert [i for d in range(24) for i in people.slice_of(d)] == list(range(2000))
    assert all(set(people.department[people.slice_of(d)]) == {d} for d in range(24))
    with pytest.raises(IndexError):
        people.slice_of(24)


def test_generated_people_bring_no_stage_and_no_traits():
    people = staff()
    assert set(people.stage) == {-1}
    assert set(people.traits) == {"threshold", "conviction", "skill", "nerve"}
    assert all(np.isnan(values).all() for values in people.traits.values())
    assert not people.named_champion.any()
    kinds = (people.department, people.grade, people.seat_key, people.champion_score, people.stage)
    assert [str(kind.dtype) for kind in kinds] == ["int32", "int8", "uint64", "float64", "int8"]


def test_one_person_is_a_council():
    people = staff(Council(staff=1, number=1))
    assert (len(people), people.label(0), people.grade[0]) == (1, "Department 01 0", Grade.HEAD)


@pytest.mark.slow
def test_a_million_people_are_generated():
    people = staff(Council(staff=1_000_000, number=500))
    assert len(people) == 1_000_000
    assert len(np.unique(people.seat_key)) == 1_000_000
