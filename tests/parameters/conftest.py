"""A small council in which everything goes on at once, and what a run of it leaves behind."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from simulation.council import Council
from simulation.engine.council import CompiledCouncil
from simulation.scenario import Scenario

Rows = tuple[list[Any], list[Any]]


@pytest.fixture(scope="session")
def lively() -> Scenario:
    """The small council."""
    return Scenario.load(Path(__file__).with_name("lively.toml"))


def rows_of(scenario: Scenario) -> Rows:
    """Every row of log and ledger that a run of the scenario writes: the compiled driver's, which are the same."""
    run = CompiledCouncil(scenario, 1).run()
    return run.log_rows, run.ledger_rows


def rows_as_patched(scenario: Scenario) -> Rows:
    """The same of the readable driver, whose rules a test can replace."""
    council = Council(scenario, rng=1)
    while council.running:
        council.step()
    return council.log.rows, council.ledger.rows


@pytest.fixture(scope="session")
def rows() -> Callable[[Scenario], Rows]:
    """Runs a scenario, once however often it is asked for, in the model as it is."""
    return cache(rows_of)


@pytest.fixture
def rows_now() -> Callable[[Scenario], Rows]:
    """Runs a scenario in the model as a test has just patched it."""
    return rows_as_patched


@pytest.fixture(scope="session")
def first_difference() -> Callable[[Rows, Rows], str]:
    """Says where two runs part."""

    def said(one: Rows, other: Rows) -> str:
        for name, mine, theirs in zip(("log", "ledger"), one, other, strict=True):
            for number, (a, b) in enumerate(zip(mine, theirs, strict=False)):
                if a != b:
                    return f"{name} row {number}: {a} and {b}"
            if len(mine) != len(theirs):
                return f"{name}: {len(mine)} and {len(theirs)} rows"
        return ""

    return said
