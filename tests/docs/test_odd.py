"""docs/odd.md has the form of Grimm and others 2020, and holds what the model has and nothing else."""

import re
from enum import IntEnum

import pytest

from simulation import record, state
from simulation.agents import AGENTS
from simulation.council import Council
from simulation.outcomes import OUTCOMES
from simulation.parameters import PARAMETERS
from simulation.record import FIELDS, Book, Event, Owner, Use
from simulation.scenario import Scenario
from simulation.state import GATES, label
from simulation.week import WEEK
from tests.docs.pages import DOCS, GENERATE, code_in, rows_of, text_of

ODD = text_of("odd.md")
ELEMENTS = (
    "Purpose and patterns",
    "Entities, state variables and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialisation",
    "Input data",
    "Submodels",
)
CONCEPTS = (
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
    "Stochasticity", "Collectives", "Observation",
)  # fmt: skip
ENUMERATIONS = [
    x
    for module in (state, record)
    for x in vars(module).values()
    if isinstance(x, type) and issubclass(x, IntEnum) and x is not IntEnum
]
RULES = {rule for name in GENERATE["rule_files"]() for rule in GENERATE["rules_of"](name)}
LIVELY = Scenario.load(DOCS.parent / "tests" / "parameters" / "lively.toml")


def section(number: int) -> str:
    """One numbered section, from its heading to the next."""
    (found,) = re.findall(rf"^## {number}\. .*?(?=^## |\Z)", ODD, flags=re.MULTILINE | re.DOTALL)
    return str(found)


def part(name: str) -> str:
    """What stands between a mark and its end."""
    (found,) = re.findall(rf"<!-- {re.escape(name)} -->(.*?)<!-- end -->", ODD, flags=re.DOTALL)
    return str(found)


def first_cells(text: str) -> list[str]:
    """The first cell of each row of a table, without backticks."""
    return [row[0].strip("`") for row in rows_of(text)]


def test_the_seven_elements_come_in_their_order():
    headings = re.findall(r"^## (\d)\. (.+)$", ODD, flags=re.MULTILINE)
    assert tuple(headings[:7]) == tuple((str(i), name) for i, name in enumerate(ELEMENTS, 1))
    assert len(headings) == 8  # ... and one of our own, on where the code departs


def test_the_eleven_design_concepts_come_in_their_order():
    said = re.findall(r"^\*\*([A-Z][a-z ]+)\.\*\*", section(4), flags=re.MULTILINE)
    assert tuple(said[:11]) == CONCEPTS
    assert said[11:] == ["Hours"]  # a part of observation


def test_every_parameter_is_in_it_once_and_no_other():
    listed = code_in(part("parameters"))
    assert listed == list(dict.fromkeys(listed))
    assert set(listed) == set(PARAMETERS)


def test_every_phase_event_outcome_weekly_column_and_rule_is_in_it_and_no_other():
    assert [row[1].strip("`") for row in rows_of(part("week"))] == [phase.verb for phase in WEEK]
    assert first_cells(part("events")) == [label(event) for event in Event]
    assert first_cells(part("outcomes")) == [outcome.name for outcome in OUTCOMES]
    assert code_in(part("weekly")) == list(GENERATE["weekly_columns"]())
    rules = {rule for name in GENERATE["rule_files"]() for rule in first_cells(part(f"rules: {name}"))}
    assert rules == RULES


def test_every_rule_has_its_equation_in_it():
    """Some are said in words; an empty cell is one that lists values instead."""
    rows = [row for name in GENERATE["rule_files"]() for row in rows_of(part(f"rules: {name}"))]
    assert [row[0].strip("`") for row in rows if not row[2]] == ["steps_to_comms"]
    assert all(row[1] and row[3] and row[4] for row in rows)


def test_every_kind_of_agent_is_among_the_entities_and_no_other_file():
    entities = section(2).split("A *seat* stays")[0]
    files = {name.split("/")[-1] for row in rows_of(entities) for name in code_in(row[0]) if name.endswith(".py")}
    homes = {f"{agent.__module__.split('.')[-1]}.py" for agent in AGENTS.values()}
    assert files == homes | {"request.py", "council.py"}


@pytest.mark.parametrize("enumeration", [state.Stage, state.Mode, state.Kind], ids=lambda e: e.__name__)
def test_stages_modes_and_kinds_are_listed_in_full(enumeration):
    starts = {"Stage": "**Stages**", "Mode": "**Modes**", "Kind": "**Kinds**"}
    (paragraph,) = (text for text in section(2).split("\n\n") if text.startswith(starts[enumeration.__name__]))
    assert list(dict.fromkeys(code_in(paragraph)))[: len(enumeration)] == [member.name for member in enumeration]


def hours_spent(*councils: Scenario) -> set[tuple[str, str]]:
    """The pairs of owner and use for which these councils book hours spent."""
    return {
        (label(Owner(owner)), label(Use(use)))
        for council in councils
        for (_, book, owner, use) in _run(council).ledger.sums
        if book == Book.SPENT
    }


def _run(council: Scenario) -> Council:
    model = Council(council, rng=1, keep_rows=False)
    while model.running:
        model.step()
    return model


def test_every_use_of_hours_is_in_it_and_no_other():
    table = section(4).split("**Hours.**")[1].split("Measured each week's end")[0]
    said = {(owner, use) for row in rows_of(table) for owner in code_in(row[0]) for use in code_in(row[1])}
    criteria = {"policy.performance_criteria": True}
    # Every gate explains its refusals where it has any to explain; nobody named, comms decides in its own hours.
    alone = [
        LIVELY.changed(
            {"route.gates": [label(gate)], "route.extra.new_channel": [], "route.extra.standing_orders": [],
             "route.transparency": 1, "digital_lead.hours": 0, "start.asking": 1,
             "start.pioneers": 0, "start.evidence": 0, "department.sensitivity": 0.9, "department.literacy": 0},
            weeks=8,
        )
        for gate in GATES
    ]  # fmt: skip
    assert hours_spent(LIVELY.changed(criteria), *alone) == said


def test_every_book_is_in_it():
    assert {label(book) for book in Book} <= set(code_in(section(4)))


def is_something(name: str) -> bool:
    """Whether the code has it: a parameter, a rule, a member of an enumeration, a phase, a field, a number, a file."""
    members = {x for e in ENUMERATIONS for member in e for x in (member.name, label(member))}
    fields = {field for fields in FIELDS.values() for field in fields}
    numbers = {outcome.name for outcome in OUTCOMES} | set(GENERATE["weekly_columns"]())
    if name in members | fields | numbers | RULES | set(PARAMETERS) | {phase.verb for phase in WEEK}:
        return True
    if name.startswith(("concern_", "share_")):
        return name in RULES
    roots = (DOCS.parent, DOCS.parent / "simulation", DOCS.parent / "simulation" / "agents")
    return any((root / name).is_file() for root in roots)


def test_it_names_nothing_that_is_not_there():
    by_hand = re.sub(r"<!-- (?!end)[^>]+ -->.*?<!-- end -->", "", ODD, flags=re.DOTALL)
    unknown = [name for name in code_in(by_hand) if not is_something(name)]
    assert unknown == ["python docs/generate.py"]
