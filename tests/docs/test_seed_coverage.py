"""Nothing in docs/seed-coverage.md dangles: rules, parameters, numbers and tests named there exist."""

import importlib
import re

import pytest

from simulation.outcomes import OUTCOMES
from simulation.parameters import PARAMETERS
from simulation.record import Owner, Use
from simulation.state import GATES, OBJECTIONS_OF, label, labels
from tests.docs.pages import DOCS, GENERATE, code_in, rows_of, text_of
from tests.stories.index import all_stories, name_of

ROWS = {row[0]: row for row in rows_of(text_of("seed-coverage.md"))}
LABELS = [f"S{number}" for number in range(1, 24)]
RAISED = {label(objection) for gate in GATES for objection in OBJECTIONS_OF[gate]}


def is_rule(name: str) -> bool:
    """Whether ``file.rule`` is a rule, or ``agents.file.Class.method`` a method of an agent."""
    if not name.startswith("agents."):
        file, rule = name.split(".")
        return file in GENERATE["rule_files"]() and rule in GENERATE["rules_of"](file)
    _, file, agent, method = name.split(".")
    return callable(getattr(getattr(importlib.import_module(f"simulation.agents.{file}"), agent, None), method, None))


def is_number(name: str) -> bool:
    """Whether it is an outcome, a weekly column, a count of an objection, or an amount of an owner and a use."""
    if " " not in name:
        return name in {outcome.name for outcome in OUTCOMES} or name in GENERATE["weekly_columns"]()
    record, *marks = name.split()
    if record == "objected":
        return len(marks) == 1 and marks[0] in RAISED
    return record == "spent" and len(marks) == 2 and marks[0] in labels(Owner) and marks[1] in labels(Use)


def is_test(name: str) -> bool:
    """Whether ``file::function`` is a test in this checkout."""
    file, function = name.split("::")
    path = DOCS.parent / file
    return path.is_file() and f"\ndef {function}(" in path.read_text(encoding="utf-8")


def test_every_idea_has_its_row():
    assert list(ROWS) == LABELS


@pytest.mark.parametrize(
    ("column", "exists"),
    [(2, is_rule), (3, PARAMETERS.__contains__), (4, is_number), (5, is_test)],
    ids=["rules", "parameters", "numbers", "tests"],
)
@pytest.mark.parametrize("idea", LABELS)
def test_names_exist(idea, column, exists):
    named = code_in(ROWS[idea][column])
    assert named
    assert not [name for name in named if not exists(name)]


@pytest.mark.parametrize("idea", LABELS)
def test_a_rule_says_that_it_serves_the_idea(idea):
    """At least one of the rules named says so itself."""
    says = {
        f"{file}.{rule}": re.findall(r"S\d+", GENERATE["parts_of"](function)["seed"])
        for file in GENERATE["rule_files"]()
        for rule, function in GENERATE["rules_of"](file).items()
    }
    assert any(idea in says.get(name, ()) for name in code_in(ROWS[idea][2]))


def test_every_rule_names_ideas_that_have_a_row():
    for file in GENERATE["rule_files"]():
        for function in GENERATE["rules_of"](file).values():
            seeds = re.findall(r"S\d+", GENERATE["parts_of"](function)["seed"])
            assert seeds and set(seeds) <= set(LABELS)


@pytest.mark.parametrize("idea", LABELS)
def test_stories_are_those_that_say_they_show_the_idea(idea):
    """Every story named exists, and every story whose labels hold the idea is named; what is still due has no name."""
    assert code_in(ROWS[idea][6]) == [name_of(story) for story in all_stories() if idea in story.seed]
    assert ("due" in ROWS[idea][6]) == (idea == "S1")
