"""Every rule can be read aloud, says its equation, its origin and what it returns; and both drivers can run it."""

import ast
import re

import pytest

from tests.rules.index import FILES, REPOSITORY, RULES, Rule, rules_named_in, tree_of

SEED_LABELS = {f"S{number}" for number in range(1, 24)}
STANDINGS = {"literature", "calibrated", "assumption"}
ORIGIN = re.compile(r"Seed: (?P<seed>S.*?) · Source: (?P<source>.+?) · Standing: (?P<standing>.+)")
FORMULA = re.compile(r"[=←×√<>≥≤−+^²Π½/]|\d")

# Rules that are a choice between named things, which words say better than signs.
SAID_IN_WORDS = {"requests.kind_of", "leadership.steps_down", "leadership.steps_to_comms", "maturity.maturity_of"}

# Rules that nothing calls, and why they stand there all the same.
CALLED_BY_NOBODY = {
    "wanting.probability_of_wanting": "says what adding up pressures comes to in a week; tests hold the drivers to it",
}

MATHEMATICS = {"exp", "log", "sqrt", "tanh"}  # these agree bit for bit between Python and compiled code
INFINITY = "inf"  # the only other thing that a rule takes from math
NAMES = {"min", "max", "range", "float", "int", "bool"}  # what else a rule may use of the language

each_rule = pytest.mark.parametrize("rule", RULES, ids=str)
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def paragraphs(rule: Rule) -> list[str]:
    """A rule's docstring by paragraphs, each on one line."""
    text = ast.get_docstring(rule.definition) or ""
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]


def origin_of(rule: Rule) -> re.Match[str]:
    """The paragraph on seed, source and standing."""
    found = [match for match in map(ORIGIN.fullmatch, paragraphs(rule)) if match]
    assert len(found) == 1, f"{rule} needs one line 'Seed: … · Source: … · Standing: …'"
    return found[0]


@each_rule
def test_begins_with_a_sentence_to_read_aloud(rule: Rule):
    first = paragraphs(rule)[0]
    assert first[0].isupper() and first.endswith(".")
    assert len(first.split()) >= 3


@each_rule
def test_says_its_equation(rule: Rule):
    text = paragraphs(rule)
    between = text[1 : next(at for at, paragraph in enumerate(text) if paragraph.startswith("Seed:"))]
    if str(rule) in SAID_IN_WORDS:
        assert between or "steps" in text[0].lower()
    else:
        assert any(FORMULA.search(paragraph) for paragraph in between), f"{rule} has no equation"


@each_rule
def test_names_ideas_of_the_seed(rule: Rule):
    assert set(origin_of(rule)["seed"].split(", ")) <= SEED_LABELS


@each_rule
def test_gives_source_and_standing_and_none_is_literature_without_a_source(rule: Rule):
    standings = {re.sub(r" \(.*?\)", "", part) for part in origin_of(rule)["standing"].split(", ")}
    assert standings <= STANDINGS
    if "literature" in standings:
        assert not origin_of(rule)["source"].startswith("none")


@each_rule
def test_says_what_it_takes_and_returns_and_shows_it(rule: Rule):
    text = ast.get_docstring(rule.definition) or ""
    assert "Returns " in text, f"{rule} does not say what it returns"
    assert ">>> " in text, f"{rule} has no example"
    amounts = [x.arg for x in rule.definition.args.args if ast.unparse(x.annotation or x) in ("float", "int")]
    origin = max(at for at, paragraph in enumerate(paragraphs(rule)) if "Seed:" in paragraph)
    described = " ".join(paragraphs(rule)[origin + 1 :])
    together = re.search(r"\b(Both|All|The first|In accounts|the rest|the shares|Shares)\b", described)
    for amount in amounts:
        assert together or f"``{amount}``" in text, f"{rule} does not say what {amount} is"


def test_rules_said_in_words_exist():
    assert set(map(str, RULES)) >= SAID_IN_WORDS | set(CALLED_BY_NOBODY)


def test_every_rule_is_called_by_something():
    called: set[str] = set()
    for file in (REPOSITORY / "simulation").rglob("*.py"):
        called |= rules_named_in(file)
    assert {str(rule) for rule in RULES} - called == set(CALLED_BY_NOBODY)


# -- two runs of one model ---------------------------------------------------------------------------------------------


@each_file
def test_takes_from_mathematics_only_what_agrees_bit_for_bit_when_compiled(file):
    taken = {
        alias.name
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ImportFrom) and node.module == "math"
        for alias in node.names
    }
    assert taken <= {*MATHEMATICS, INFINITY}
    assert not any(isinstance(node, ast.Import) for node in ast.walk(tree_of(file)))  # so no np, no random


@each_rule
def test_has_only_what_compiles_to_the_same_numbers(rule: Rule):
    body = rule.definition.body[1:]  # without the docstring
    for node in (node for statement in body for node in ast.walk(statement)):
        assert not isinstance(node, ast.Pow), "write products out"
        assert not isinstance(node, ast.Raise | ast.Try | ast.Assert), "a rule is total on its range"
        assert not isinstance(node, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.GeneratorExp | ast.JoinedStr)
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, str)
        if isinstance(node, ast.Call):
            assert isinstance(node.func, ast.Name)
            assert node.func.id in MATHEMATICS | NAMES | {other.name for other in RULES}, "sum() and round() differ"


@each_rule
def test_takes_and_returns_scalars(rule: Rule):
    scalars = {"float", "int", "bool", "Kind", "Mode", "Seat", "Maturity"}
    definition = rule.definition
    types = [definition.returns, *(argument.annotation for argument in definition.args.args)]
    assert {ast.unparse(given) for given in types if given is not None} <= scalars
    assert None not in types
    assert not definition.args.kwonlyargs and not definition.args.defaults


@each_file
def test_keeps_no_state(file):
    for node in tree_of(file).body:
        assert isinstance(node, ast.FunctionDef | ast.ImportFrom | ast.Expr | ast.Assign)
        if isinstance(node, ast.Assign):
            assert all(isinstance(target, ast.Name) and target.id.isupper() for target in node.targets)
            assert not any(isinstance(part, ast.List | ast.Dict | ast.Set | ast.Call) for part in ast.walk(node.value))
