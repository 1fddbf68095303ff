"""From a scenario, its people and its contacts to the arrays of a run."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import numpy as np

from simulation.columns import STATE, STATE_OF_DEPARTMENT
from simulation.contacts import Contacts
from simulation.draws import Draws, Purpose, key_of
from simulation.engine import layout
from simulation.engine.chance import schedule
from simulation.engine.layout import World, field
from simulation.now import Now
from simulation.parameters import PARAMETERS
from simulation.parties import party_sizes
from simulation.population import TRAITS, Population
from simulation.record import Book
from simulation.rules import organising
from simulation.rules import people as rules_of_people
from simulation.scenario import Scenario
from simulation.state import GATES, Gate, Kind, Mode, Removal, Stage


def build(
    scenario: Scenario,
    now: Now,
    seed: int,
    draws: Draws,
    people: Population,
    contacts: Contacts,
    keep_rows: bool,
) -> World:
    """The arrays of a council before anybody has arrived; departments have no traits and no way is set yet."""
    n, departments, weeks = len(people), len(people.departments), scenario.weeks
    flags = np.zeros(-(-n // 8) * 8, dtype=np.uint8)
    rows = layout.ROOM * 64 if keep_rows else 1
    queues = departments + len(GATES) - 1
    world = World(
        queues,
        schedule=schedule(seed),
        now=_now(now),
        council=np.zeros(1, layout.COUNCIL),
        staff=_staff(people),
        given=_given(people),
        minds=_in_lines(n, layout.MIND),
        accounts=_in_lines(n, layout.ACCOUNT),
        contacts=_in_lines(n, layout.CONTACTS),
        departments=_departments(people),
        councillors=_councillors(now, draws),
        flags=flags,
        words=flags.view(np.uint64),
        department_of=np.ascontiguousarray(people.department, dtype=np.int32),
        key=np.zeros(n, dtype=np.uint64),
        stage=np.zeros(n, dtype=np.int64),
        request=np.full(n, layout.NOBODY, dtype=np.int64),
        frustration=np.zeros(n),
        pressure=np.zeros(n),
        resistance=np.zeros(n),
        tenure=np.zeros(n),
        soonest=np.full(-(-n // layout.STRETCH), np.inf),
        conviction=np.zeros(n),
        conviction_at_rest=np.zeros(n),
        conviction_of_week=np.zeros(n, dtype=np.int32),
        fades=np.zeros(n, dtype=np.bool_),
        weeks_wanting=np.zeros(n, dtype=np.int64),
        asks_first=np.zeros(n, dtype=np.bool_),
        exposed=np.zeros(n),
        motives=np.zeros(departments),
        back=np.zeros(layout.ROOM, dtype=np.int32),
        pieces=np.zeros(layout.PIECES),
        kept=np.zeros(weeks + 1),
        listener_starts=contacts.listener_starts,
        listener_ids=contacts.listener_ids,
        listener_weights=contacts.listener_weights,
        champions=np.zeros(0, dtype=np.int32),
        network_starts=np.zeros(1, dtype=np.int64),
        network_ids=np.zeros(0, dtype=np.int32),
        place_among_champions=np.zeros(1, dtype=np.int32),
        inbox=_in_lines(n * layout.PLACES_OF_NEWS, np.dtype(np.int32)).reshape(n, layout.PLACES_OF_NEWS),
        tellers=np.zeros((layout.ROOM, 2), dtype=np.int64),
        changes=np.zeros((layout.ROOM, 3), dtype=np.int64),
        found=np.zeros(len(flags), dtype=np.int32),
        leavers=np.zeros(n, dtype=np.int32),
        keys=np.zeros(n, dtype=np.uint64),
        luck=np.zeros((4, n)),
        route_length=np.zeros((2, len(Kind)), dtype=np.int64),
        route=np.zeros((2, len(Kind), len(GATES)), dtype=np.int64),
        removal=np.array([scenario.route_removal.get(gate, Removal.NO) for gate in GATES], dtype=np.int64),
        requests=_requests(),
        queue_length=np.zeros(queues, dtype=np.int64),
        appeals=np.zeros(layout.ROOM, dtype=np.int32),
        ordered=np.zeros((layout.ROOM, 2)),
        decision_keys=np.zeros(0, dtype=np.uint64),
        decision_yes=np.zeros(0, dtype=np.uint8),
        decision_met=np.zeros(0, dtype=np.uint8),
        stages=np.zeros((departments, len(Stage)), dtype=np.int64),
        modes=np.zeros((departments, len(Mode)), dtype=np.int64),
        log=np.zeros((rows, layout.FIELDS_OF_LOG), dtype=np.int64),
        happened=np.zeros(layout.ROOM, dtype=np.int64),
        waits=np.zeros((weeks + 1, len(Gate)), dtype=np.int64),
        waits_in_vain=np.zeros((weeks + 1, len(Gate)), dtype=np.int64),
        rework=np.zeros((weeks + 1, len(Gate)), dtype=np.int64),
        ledger=np.zeros((rows, 5), dtype=np.int64),
        amounts=np.zeros(rows),
        sums=np.zeros(layout.PLACES_OF_SUMS),
        touched=np.zeros(layout.PLACES_OF_SUMS, dtype=np.int64),
        booked=np.zeros(layout.ROOM, dtype=np.int64),
        booked_sums=np.zeros(layout.ROOM),
        sums_of_department=np.zeros((weeks + 1, departments + 1, len(Book))),
        sums_of_week=np.zeros((weeks + 1, len(Book))),
        weekly=np.zeros((weeks + 1, len(STATE))),
        weekly_queues=np.zeros((weeks + 1, len(GATES)), dtype=np.int64),
        weekly_stages=np.zeros((weeks + 1, departments, len(Stage)), dtype=np.int32),
        weekly_modes=np.zeros((weeks + 1, departments, len(Mode)), dtype=np.int32),
        weekly_departments=np.zeros((weeks + 1, departments, 1 + len(STATE_OF_DEPARTMENT))),
    )
    _council(world, now, n, keep_rows)
    return world


def set_now(world: World, path: str, value: Any) -> None:
    """Give one number of the scenario its value; choices are written as their numbers."""
    world.now[field(path)][0] = int(value) if PARAMETERS[path].choices is not None else value


_ALL_NUMBERS = attrgetter(*PARAMETERS)
_IS_CHOICE = [parameter.choices is not None for parameter in PARAMETERS.values()]


def _now(now: Now) -> np.ndarray:
    """All numbers of the scenario, in the order of their declarations."""
    row = np.zeros(1, layout.NOW)
    values = zip(_ALL_NUMBERS(now), _IS_CHOICE, strict=True)
    row[0] = tuple(int(value) if is_choice else value for value, is_choice in values)
    return row


def _council(world: World, now: Now, n: int, keep_rows: bool) -> None:
    council = world.council[0]
    council["key"] = key_of("council")
    council["staff_count"] = n
    council["keeps_rows"] = keep_rows
    council["attention"] = council["inertia"] = council["share_met"] = 1.0
    council["evidence"][:] = float(now.start.evidence)
    council["risk_aversion"][:] = now.gates.risk_aversion
    council["legal_knowledge"] = now.gates.legal.knowledge
    council["ict_capacity"] = now.gates.ict.capacity * n / 1000.0
    council["free_request"] = 0
    for name in ("fading_of_kept", "visibility_of_exposed", "news_of_pieces"):
        council[name] = np.nan  # not worked out yet


def _requests() -> np.ndarray:
    rows = np.zeros(layout.ROOM, layout.REQUEST)
    rows["next_free"] = np.arange(1, layout.ROOM + 1)
    rows["next_free"][-1] = layout.NOBODY
    return rows


def _staff(people: Population) -> np.ndarray:
    staff = np.zeros(len(people), layout.STAFF)
    staff["seat_key"] = people.seat_key
    staff["grade"] = people.grade
    return staff


def _given(people: Population) -> np.ndarray:
    given = [people.traits[name] for name in TRAITS]
    if all(np.isnan(values).all() for values in given):
        return np.zeros((0, len(TRAITS)))
    return np.ascontiguousarray(np.column_stack(given))


def _in_lines(number: int, kind: np.dtype[Any]) -> Any:
    """Zeros that begin where a line of the processor's memory does, so that a row of one line lies in one."""
    room = np.zeros(number * kind.itemsize + layout.LINE, dtype=np.uint8)
    start = -room.ctypes.data % layout.LINE
    return room[start : start + number * kind.itemsize].view(kind)


def _departments(people: Population) -> np.ndarray:
    rows = np.zeros(len(people.departments), layout.DEPARTMENT)
    rows["headcount"] = people.headcounts
    rows["last"] = np.cumsum(people.headcounts)
    rows["first"] = rows["last"] - rows["headcount"]
    rows["confidence"] = organising.CONFIDENCE_AT_REST
    rows["demand"] = rows["served"] = 1.0
    return rows


def _councillors(now: Now, draws: Draws) -> np.ndarray:
    parties = [party for party, size in enumerate(party_sizes(int(now.councillors.count))) for _ in range(size)]
    rows = np.zeros(len(parties), layout.COUNCILLOR)
    keys = [key_of("councillor", k) for k in range(len(parties))]

    def around(mean: float, purpose: Purpose) -> list[float]:
        spread = now.organisation.differences
        return [rules_of_people.spread_around(mean, spread, draws.one(purpose, key)) for key in keys]

    rows["key"], rows["party"] = np.array(keys, dtype=np.uint64), parties
    rows["score"] = [draws.one(Purpose.NETWORKED, key) for key in keys]
    rows["anxiety"] = around(now.councillors.anxiety, Purpose.COUNCILLOR)
    rows["stance"] = around(now.councillors.stance, Purpose.STANCE)
    return rows
