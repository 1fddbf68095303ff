"""No rule goes untested: each has a test that bears its name, in the test file that bears its submodel's."""

import ast

import pytest

from tests.rules.index import FILES, REPOSITORY, RULES, Rule, rules_named_in, tree_of

TESTS_FOLDER = REPOSITORY / "tests" / "rules"


@pytest.mark.parametrize("submodel", [file.stem for file in FILES])
def test_every_rule_file_has_a_test_file(submodel):
    assert (TESTS_FOLDER / f"test_{submodel}.py").is_file()


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_rule_has_a_test_that_bears_its_name_and_calls_it(rule: Rule):
    file = TESTS_FOLDER / f"test_{rule.submodel}.py"
    tests = [node for node in tree_of(file).body if isinstance(node, ast.FunctionDef)]
    bearing = [test for test in tests if test.name.startswith(f"test_{rule.name}_")]
    assert bearing, f"no test of {rule} in {file.name}"
    assert all(any(isinstance(node, ast.Assert) for node in ast.walk(test)) for test in bearing)
    assert str(rule) in rules_named_in(file)
