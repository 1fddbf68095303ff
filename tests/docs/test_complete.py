"""The pages leave nothing of the model out, name nothing that is not there, and agree with the code."""

import re
from enum import IntEnum

import pytest

from simulation import record, state
from simulation.outcomes import OUTCOMES
from simulation.parameters import PARAMETERS
from simulation.record import Event
from simulation.state import GATES, Kind, Mode, Objection, Stage, label
from simulation.week import WEEK
from tests.docs.pages import DOCS, GENERATE, GENERATED, code_in, rows_of, text_of

ODD = text_of("odd.md")
SUBMODELS = ODD.split("\n## 7. ")[1].split("\n## 8. ")[0]
RULES = {rule: name for name in GENERATE["rule_files"]() for rule in GENERATE["rules_of"](name)}

# What the glossary calls the members of each enumeration.
CALLED: dict[type[IntEnum], str] = {
    state.Stage: "stage",
    state.Mode: "mode",
    state.Grade: "grade",
    state.Gate: "gate",
    state.Kind: "kind of request",
    state.Objection: "objection",
    state.Removal: "removal",
    state.Influence: "rule of influence",
    state.Seat: "seat of leadership",
    state.Placement: "placement of champions",
    state.Answers: "who answers",
    state.News: "news",
    state.Maturity: "maturity",
    record.Event: "event",
    record.Cause: "cause",
    record.Book: "book",
    record.Owner: "owner",
    record.Use: "use",
}


@pytest.mark.parametrize("name", GENERATED)
def test_what_follows_from_the_code_is_up_to_date(name):
    assert text_of(name) == GENERATE["page"](name), "run: python docs/generate.py"


def test_every_parameter_has_its_row():
    assert [row[0].strip("`") for row in rows_of(text_of("parameters.md"))] == list(PARAMETERS)


def test_every_rule_has_its_row_in_the_submodels():
    assert sorted(row[0].strip("`") for row in rows_of(SUBMODELS)) == sorted(RULES)
    headings = re.findall(r"^### .+: `rules/(\w+)\.py`$", SUBMODELS, flags=re.MULTILINE)
    assert sorted(headings) == GENERATE["rule_files"]()


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("phase", [phase.verb for phase in WEEK]),
        ("event", [label(event) for event in Event]),
        ("outcome", [outcome.name for outcome in OUTCOMES]),
        ("objection", [objection.name for objection in Objection]),
        ("stage", [stage.name for stage in Stage]),
        ("mode", [mode.name for mode in Mode]),
        ("kind", [kind.name for kind in Kind]),
        ("weekly column", list(GENERATE["weekly_columns"]())),
    ],
)
def test_the_odd_names_every(what, names):
    assert not set(names) - set(code_in(ODD))


def test_objections_stand_with_their_gates():
    table = ODD.split("**Objections** and their gates")[1].split("The last two")[0]
    said = [(row[0].casefold(), row[1].strip("`")) for row in rows_of(table)]
    gates = [(label(gate), objection.name) for gate in GATES for objection in state.OBJECTIONS_OF[gate]]
    assert sorted(said[:-2]) == sorted(gates)
    assert said[-2:] == [("nobody", "NO_HOME"), ("oneself", "ASSUMED")]


def is_there(name: str) -> bool:
    """Whether the code has something of this name: a rule, a parameter or a table of them, a phase, a word, a file."""
    words = {member.name for enumeration in CALLED for member in enumeration}
    tables = {path.rsplit(".", 1)[0] for path in PARAMETERS}
    phases = {phase.verb for phase in WEEK}
    folder = DOCS.parent / "simulation"
    return name in RULES or name in PARAMETERS or name in words | tables | phases or (folder / name).is_file()


def test_the_submodels_name_nothing_that_is_not_there():
    assert not [name for name in code_in(SUBMODELS) if not is_there(name)]


def test_every_word_is_in_the_glossary_and_no_other():
    rows = rows_of(text_of("glossary.md"))
    said = {(row[0].strip("`"), row[1]) for row in rows if row[0].startswith("`")}
    gates = re.compile(rf"^(\w+)_({'|'.join(label(gate) for gate in GATES)})$")
    outcomes = {gates.sub(r"\1_<gate>", o.name) if gates.match(o.name) else o.name for o in OUTCOMES}
    words = {(label(member), what) for enumeration, what in CALLED.items() for member in enumeration}
    assert said == words | {(phase.verb, "phase") for phase in WEEK} | {(name, "outcome") for name in outcomes}
    enumerations = {
        x
        for module in (state, record)
        for x in vars(module).values()
        if isinstance(x, type) and issubclass(x, IntEnum) and x is not IntEnum
    }
    assert enumerations == set(CALLED)


def test_the_glossary_is_alphabetical_and_says_one_sentence_each():
    rows = rows_of(text_of("glossary.md"))
    order = [(re.sub("[_-]", " ", row[0].strip("`").casefold()), row[1]) for row in rows]
    assert order == sorted(order)
    assert len(set(order)) == len(order)
    for _, _, said, _ in rows:
        assert re.fullmatch(r"[A-Z][^.]*\.", said), said


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert not [target for target in targets if "://" not in target and not (DOCS / target).exists()]


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_paths_of_files_and_modules_named_in_pages_exist(path):
    """Whatever looks like a file of this checkout is one."""
    named = [name for name in code_in(path.read_text(encoding="utf-8")) if re.fullmatch(r"[\w/]+/[\w.]+\.\w+", name)]
    roots = (DOCS.parent, DOCS.parent / "simulation")
    assert not [name for name in named if not any((root / name).exists() for root in roots)]
