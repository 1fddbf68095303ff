"""A fault that is planted in one driver is caught, and the message says where: week, phase, who, and what of theirs."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from numba import cfunc, types

from simulation.draws import Draws, Purpose
from simulation.engine.handle import world_type
from simulation.engine.weeks import STEPS, begin_phase
from simulation.scenario import Scenario
from tests.identity.comparing import Different, compare
from tests.identity.seen import Seen
from tests.scenarios_at_random import LED

SEED = 5
OF_SETTING_UP = {  # purposes of people, ties and champions, which both drivers are given by the same functions
    Purpose.CHAMPION, Purpose.TIE, Purpose.TIE_SHUFFLE, Purpose.CHAMPION_TIE, Purpose.CHAMPION_PLACE,
    Purpose.DEPARTMENT, Purpose.PIONEER, Purpose.COUNCILLOR, Purpose.STANCE, Purpose.NETWORKED,
}  # fmt: skip


@pytest.fixture(scope="module")
def eventful():
    """A council in which within forty weeks everything happens that a phase may do."""
    return Scenario.default().changed(
        LED
        | {
            "organisation.staff": 60,
            "organisation.departments": 4,
            "asking.improve": 0.6,
            "staff.shadow": 0.3,
            "policy.documented": 0.5,
            "policy.inherit": False,
            "policy.training_days": 2,
            "policy.frameworks": 0.5,
            "policy.enforcement": 0.2,
            "leadership.strength": 0.6,
            "leadership.consistency": 0.6,
            "champions.hours": 1,
            "councillors.vanity": 20,
            "councillors.networked": 0.4,
            "events.moratorium": 3,
            "events.incidents": 0.2,
            "route.devolution": 0.3,
            "route.transparency": 0.3,
            "using.redesign": 0.05,
            "gates.ict.capacity": 20,
            "gates.ict.investment": 50,
            "requests.standing_orders": 0.3,
            "start.pioneers": 0.1,
            "start.asking": 0.1,
        },
        weeks=40,
        name="eventful",
    )


@pytest.fixture(scope="module")
def without_lead(eventful):
    """The same without a digital lead, with little support, many crises, and people who take a no for granted."""
    return eventful.changed(
        {
            "digital_lead.hours": 0,
            "route.grey_area": 0.5,
            "gates.comms.fte": 2,
            "staff.patience": 1,
            "asking.rate": 0.2,
            "asking.caution": 4,
            "staff.belief": 0.5,
            "using.abandonment": 0.5,
            "events.crises": 50,
            "policy.written": False,
            "start.pioneers": 0.4,
        },
        name="without lead",
    )


def difference(*scenarios, **planted):
    """What is said of the first of these scenarios in which the fault shows."""
    for scenario in scenarios:
        try:
            compare(scenario, SEED, **planted)
        except Different as different:
            return str(different)
    pytest.fail("the fault was not caught")


def test_without_a_fault_there_is_no_difference(eventful):
    compare(eventful, SEED)


NOTHING = cfunc(types.void(world_type))(lambda world: None)  # a step in which nothing happens


# -- a skipped phase -------------------------------------------------------------------------------

OF_THE_WEEK = [(k, verb, loop) for k, (verb, loop) in enumerate(STEPS) if loop is not STEPS[0][1]]
# Uptake is read as a phase begins. It moves in happen (somebody leaves), respond and use: before others it stands.
LAST = {max(k for k, of, _ in OF_THE_WEEK if of == verb) for _, verb, _ in OF_THE_WEEK}  # one step of each phase
QUICK, SLOW = (), pytest.mark.slow
HARMLESS = {"want", "speak_up", "ask", "decide", "respond", "organise", "record"}


@pytest.mark.parametrize(
    ("step", "verb"),
    [
        pytest.param(k, verb, id=f"{verb}-{k}-{getattr(loop, '__name__', k)}", marks=QUICK if k in LAST else SLOW)
        for k, verb, loop in OF_THE_WEEK
        if not (loop is begin_phase and verb in HARMLESS)
    ],
)
def test_a_skipped_step_of_any_phase_is_caught_in_its_phase(eventful, without_lead, step, verb):
    def skip(council, _):
        steps = council.compiled.steps.copy()
        steps[step] = NOTHING.address
        council.compiled = SimpleNamespace(**{**vars(council.compiled), "steps": steps})

    said = difference(eventful, without_lead, fault=skip)
    assert re.match(rf"Week \d+, {verb}: \w+ of .+ is .+ in the readable driver and .+ in the compiled one", said), said


# -- a wrong neighbour -----------------------------------------------------------------------------


def test_a_wrong_neighbour_is_caught_with_the_person_who_sees_something_else(eventful):
    def mistake(council, verb):
        if council.week == 2 and verb == "listen":
            ids = council.world.listener_ids.copy()
            ids[:] = (ids + 1) % council.staff_count
            council.world.listener_ids = ids

    said = difference(eventful, fault=mistake)
    found = re.match(r"Week (\d+), listen: (\w+) of (Department \d+ \d+) \(person \d+\) is", said)
    assert found and int(found[1]) >= 2, said


def test_a_single_wrong_tie_is_caught(eventful):
    """The tie of somebody whose news has just been heard: one listener of one person is another."""

    def mistake(council, verb):
        if council.week == 5 and verb == "happen":
            live = np.flatnonzero(Seen(council).of_people("stage") == 4)
            teller = int(live[0])
            ids, starts = council.world.listener_ids.copy(), council.world.listener_starts
            hears = set(ids[starts[teller] : starts[teller + 1]].tolist()) | {teller}
            ids[starts[teller]] = next(i for i in range(council.staff_count) if i not in hears)
            council.world.listener_ids = ids

    assert re.match(
        r"Week \d+, listen: \w+ of Department \d+ \d+ \(person \d+\) is", difference(eventful, fault=mistake)
    )


# -- two requests swapped in a queue ---------------------------------------------------------------


def test_two_requests_swapped_in_a_queue_are_caught_with_the_queue(eventful):
    swapped = []

    def swap(council, verb):
        if verb != "want" or swapped:
            return
        seen = Seen(council)
        for q in range(len(council.world.queues)):
            queue = seen.queue(q)
            if len(queue) > 1:
                queue[:2] = queue[1::-1].copy()
                swapped.append((council.week, [seen.number_of(slot) for slot in queue[:2]]))
                return

    said = difference(eventful, fault=swap)
    (week, (first, second)) = swapped[0]
    assert said.startswith(f"Week {week}, want: requests of "), said
    assert re.search(rf"is \[\({second}, \d+\), \({first}, \d+\).* in the readable driver", said), said


# -- a draw's address off by one -------------------------------------------------------------------


class OffByOne(Draws):
    """Luck that looks up one purpose one occurrence too late."""

    def __init__(self, seed, purpose):
        super().__init__(seed)
        self.purpose = purpose

    def one(self, purpose, key, occurrence=0):
        return super().one(purpose, key, occurrence + (purpose == self.purpose))

    def many(self, purpose, keys, occurrence=0):
        return super().many(purpose, keys, np.asarray(occurrence) + (purpose == self.purpose))


@pytest.mark.parametrize(
    "purpose",
    [
        pytest.param(one, id=one.name, marks=QUICK if one in (Purpose.ASK, Purpose.OBJECT, Purpose.TENURE) else SLOW)
        for one in Purpose
        if one not in OF_SETTING_UP
    ],
)
def test_a_draw_whose_address_is_off_by_one_is_caught(eventful, without_lead, purpose):
    said = difference(eventful, without_lead, draws=OffByOne(SEED, purpose))
    assert re.match(r"Week \d+, (\w[\w ]*: \w+ of |line \d+ of the event log)", said), said


# -- what the message says -------------------------------------------------------------------------


def test_the_message_is_one_sentence_that_says_how_to_repeat_it(eventful):
    def mistake(council, verb):
        if council.week == 3 and verb == "listen":
            Seen(council).of_people("skill")[7] = 2.0

    said = difference(eventful, fault=mistake)
    assert re.fullmatch(
        r"Week 3, listen: skill of Department \d\d \d+ \(person 7\) is 0\.\d+ in the readable driver and 2\.0 in the "
        r"compiled one, in scenario 'eventful' with seed 5; to repeat: python -m tests\.identity\.comparing "
        r"\S+\.toml --seed 5",
        said,
    ), said
    file = re.search(r"comparing (\S+)", said)[1]
    assert Scenario.load(file) == eventful or Scenario.load(file).fingerprint == eventful.fingerprint


def test_lines_and_tables_that_differ_are_named(eventful):
    def mistake(council, verb):
        if council.week == 4 and verb == "record":
            log = Seen(council).array("log")
            line = int(np.argmax((log[:, 0] == 4) & (log[:, 2] >= 0)))
            log[line, 2] = (log[line, 2] + 1) % council.staff_count

    said = difference(eventful, fault=mistake)
    assert re.match(r"Week 4, line \d+ of the event log is week 4, \w+.* of Department \d\d \d+, request", said), said
