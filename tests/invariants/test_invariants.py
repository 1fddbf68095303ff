"""Invariants of the model, on scenarios drawn at random over all that a scenario file may say."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, note, settings

from simulation.council import Council
from simulation.run import Run
from simulation.scenario import Scenario
from tests.invariants.checks import OF_A_RUN, run_with_care
from tests.records.recount import Recount
from tests.scenarios_at_random import everything_given, given_in, scenarios, seeds

FEW, MANY = 15, 300
WHATEVER_IT_TAKES = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
any_scenario = scenarios() | everything_given()


def examples(number: int):
    return settings(max_examples=number, suppress_health_check=WHATEVER_IT_TAKES)


def left_behind(run: Run) -> tuple[str, ...]:
    """Everything that a run leaves behind, to the last bit: ``repr`` of a float has all its digits."""
    tables = (run.weekly, run.departments, run.counts, run.amounts)
    return (repr(run.log_rows), repr(run.ledger_rows), repr(run.outcomes), *(table.to_csv() for table in tables))


def turned_round(scenario: Scenario) -> Scenario:
    """The same departments in the opposite order."""
    return replace(scenario, departments=scenario.departments[::-1])


def hold(scenario: Scenario, seed: int) -> Run:
    """Run it and look at every invariant. Returns the run."""
    note(given_in(scenario))
    run = run_with_care(Council(scenario, rng=seed))
    again = Recount(run)
    for invariant in OF_A_RUN:
        invariant(run, again)
    return run


@examples(FEW)
@given(any_scenario, seeds)
def test_every_invariant_holds(scenario, seed):
    hold(scenario, seed)


@examples(FEW)
@given(any_scenario, seeds)
def test_two_runs_with_one_seed_are_equal_bit_for_bit(scenario, seed):
    assert left_behind(Council(scenario, rng=seed).run()) == left_behind(Council(scenario, rng=seed).run())


@examples(FEW)
@given(scenarios().filter(lambda scenario: len(scenario.departments) > 1), seeds)
def test_the_order_of_departments_changes_nothing(scenario, seed):
    run, other = Council(scenario, rng=seed).run(), Council(turned_round(scenario), rng=seed).run()
    assert left_behind(run) == left_behind(other)


@pytest.mark.slow
@pytest.mark.parametrize("strategy", [scenarios(), everything_given()])
def test_the_same_on_many_scenarios(strategy):
    """All three of each scenario: the run that is looked at is the one that is repeated, and turned round."""

    @examples(MANY // 2)
    @given(strategy, seeds)
    def hold_repeat_and_turn_round(scenario, seed):
        left = left_behind(hold(scenario, seed))
        assert left == left_behind(Council(scenario, rng=seed).run())
        if len(scenario.departments) > 1:
            assert left == left_behind(Council(turned_round(scenario), rng=seed).run())

    hold_repeat_and_turn_round()


def test_the_order_of_tables_in_a_file_and_of_rows_in_a_people_file_changes_nothing(tmp_path):
    parks, roads = "[departments.Parks]\nheadcount = 9\naudience = 2\n", '[departments."A roads"]\nheadcount = 12\n'
    runs = [Council(Scenario.from_toml("weeks = 20\n" + text), rng=3).run() for text in (parks + roads, roads + parks)]
    assert left_behind(runs[0]) == left_behind(runs[1])
    rows = [f"{i},{'Parks' if i % 3 else 'Roads'},{i / 40}\n" for i in range(40)]
    runs = []
    for lines in (rows, rows[::-1]):
        (tmp_path / "people.csv").write_text("id,department,skill\n" + "".join(lines))
        scenario = Scenario.default().changed({"people.file": str(tmp_path / "people.csv")}, weeks=20)
        runs.append(Council(scenario, rng=3).run())
    assert left_behind(runs[0]) == left_behind(runs[1])
