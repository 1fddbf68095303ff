"""The tables of a run against its two records: counts from the event log, amounts from the ledger, exactly."""

from collections import Counter
from functools import cache
from typing import Any

import pytest

from simulation.council import Council
from simulation.record import COUNTED, FIELDS, MARKS, Book, Event, Owner, Use
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import label
from simulation.tables import named_mark
from tests.records.recount import Recount, differences
from tests.scenarios_at_random import LED, LIVELY

SMALL = {"organisation.staff": 60, "organisation.departments": 4}
PEOPLE = [
    ("1", "Parks", "head", "", "live"),
    ("2", "Parks", "", "1", "shadow"),
    ("3", "Parks", "manager", "", "wanting"),
    ("10", "Roads", "", "", "gave_up"),
    ("11", "Roads", "", "true", "assumed_no"),
    ("12", "Roads", "", "", "lapsed"),
    *((str(i), "Waste", "", "", "") for i in range(20, 50)),
]
TIES = [(str(i), str(i + 1)) for i in range(20, 49)] + [("20", "1"), ("11", "1"), ("3", "1"), ("3", "20")]

PARALLEL = {
    "route.parallel": True,
    "route.gates": ["management", "comms", "hr", "ict"],
    "route.extra.new_channel": ["legal"],
}
UNSANCTIONED = {
    "staff.shadow": 1,
    "staff.frustration": 1,
    "gates.ict.web_filter": 0,
    "policy.enforcement": 0.9,
    "objections.inertia": 1,
}
STOPPED = {"events.incidents": 1, "councillors.anxiety": 1, "events.moratorium": 3, "start.pioneers": 0.5}
CHANGES = [
    {"week": 0, "hoops": {"number": 0}},
    {"week": 5, "digital_lead": {"hours": 0}, "route": {"gates": ["ict", "comms"]}},
    {"week": 9, "route": {"parallel": True}, "gates": {"turnaround": 3}, "champions": {"share": 0.5}},
    {"after": "first crisis", "delay": 2, "digital_lead": {"hours": 10}, "gates": {"decision_hours": 0.01}},
]
REMOVED = {"route.removal": {"comms": "removed", "ict": "rubber_stamp", "management": "unknown"}}
FROM_FILES = "people from files"

SETTINGS: dict[str, dict[str, Any]] = {
    "county": {"organisation.staff": 60},
    "lively": SMALL | LIVELY,
    "parallel": SMALL | LED | PARALLEL,
    "digital lead and champions": SMALL | LED | {"using.redesign": 0.5, "leadership.co_design": 1},
    "all go round": SMALL | LIVELY | UNSANCTIONED,
    "moratoria": SMALL | LIVELY | STOPPED,
    "everybody leaves": SMALL | LED | {"organisation.attrition": 1, "policy.inherit": True, "asking.improve": 1},
    "dated changes": SMALL | LED | {"change": CHANGES},
    "nobody to ask": SMALL | LIVELY | {"route.gates": [], "route.extra.new_channel": []},
    "gates removed": SMALL | LIVELY | REMOVED,
    FROM_FILES: LIVELY | {"staff.shadow": 0.3},
}


@cache
def run_of(name: str, keep_rows: bool = True, folder: str = "") -> Run:
    scenario = Scenario.load("county") if name == "county" else Scenario.default()
    files = {"people.file": f"{folder}/people.csv", "people.ties": f"{folder}/ties.csv"} if folder else {}
    return Council(scenario.changed(SETTINGS[name] | files, weeks=30), rng=7, keep_rows=keep_rows).run()


@pytest.fixture(params=SETTINGS)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("people")
    people = ["id,department,grade,champion,stage", *(",".join(person) for person in PEOPLE)]
    (folder / "people.csv").write_text("\n".join(people) + "\n")
    (folder / "ties.csv").write_text("\n".join(["source,target", *(",".join(tie) for tie in TIES)]) + "\n")
    return str(folder)


@pytest.fixture
def run(name, files):
    return run_of(name, folder=files if name == FROM_FILES else "")


def test_each_weeks_row_follows_from_the_rows_of_the_records(run):
    again = Recount(run)
    assert differences(run.weekly, again.weekly) == []
    assert differences(run.departments, again.departments) == []


def test_the_table_of_counts_follows_from_the_event_log(run):
    counted = Counter[tuple[Any, ...]]()
    for row in run.log_rows:
        if row[1] in COUNTED:
            own = dict(zip(FIELDS[Event(row[1])], row[5:], strict=True))
            where = run.department_names[row[3]] if row[3] >= 0 else None
            counted[row[0], where, label(Event(row[1])), *(named_mark(mark, own.get(mark, -1)) for mark in MARKS)] += 1
    rows = run.counts.astype(object).where(run.counts.notna(), None)
    table = {tuple(row[:-1]): row[-1] for row in rows.itertuples(index=False)}
    assert table == counted
    assert len(table) == len(run.counts)


def test_the_table_of_amounts_follows_from_the_ledger(run):
    added: dict[tuple[int, ...], float] = {}
    for *key, _, amount in run.ledger_rows:
        added[tuple(key)] = added.get(tuple(key), 0.0) + amount
    assert [tuple(row) for row in run.amounts.itertuples(index=False)] == [
        (week, label(Book(book)), label(Owner(owner)), label(Use(use)), hours)
        for (week, book, owner, use), hours in sorted(added.items())
    ]


def test_outcomes_that_count_agree_with_the_event_log(run):
    events = Counter(row[1] for row in run.log_rows)
    unasked = sum(row[1] == Event.WENT_SHADOW and row[4] < 0 for row in run.log_rows)
    again = Recount(run)
    assert run.outcomes["filed"] == events[Event.FILED]
    assert run.outcomes["approved"] == events[Event.APPROVED]
    assert run.outcomes["refused"] == events[Event.GAVE_UP] + events[Event.WENT_SHADOW] - unasked
    assert run.outcomes["withdrawn"] == events[Event.WITHDRAWN]
    assert run.outcomes["in_flight"] == len(again.in_flight)
    assert run.outcomes["objections"] == events[Event.OBJECTED]
    assert run.outcomes["uptake"] == again.weekly[-1]["uptake"]


def test_without_rows_the_tables_are_the_same(run, name, files):
    bare = run_of(name, keep_rows=False, folder=files if name == FROM_FILES else "")
    assert len(bare.log_rows) == len(bare.ledger_rows) == 0
    for table in ("weekly", "departments", "counts", "amounts"):
        assert getattr(bare, table).equals(getattr(run, table)), table
    assert {k: v for k, v in bare.outcomes.items() if v == v} == {k: v for k, v in run.outcomes.items() if v == v}
    assert bare.outcomes.keys() == run.outcomes.keys()


def test_these_scenarios_walk_through_every_event(files):
    found = {row[1] for name in SETTINGS for row in run_of(name, folder=files if name == FROM_FILES else "").log_rows}
    assert set(Event) - found == set()
