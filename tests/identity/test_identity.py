"""The two drivers are one model: the same state after every phase and the same records, to the last bit."""

import numba
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import seed as at_random_from

from simulation.council import Council
from simulation.engine.council import CompiledCouncil, Staffed, staffed
from simulation.engine.layout import ACCOUNT, CONTACTS, COUNCIL, COUNCILLOR, DEPARTMENT, MIND, REQUEST, STAFF
from simulation.scenario import Scenario
from tests.identity import fields, fields_of_council, fields_of_requests
from tests.identity.comparing import compare, compare_runs
from tests.identity.scenarios import EVENTS, STRATEGIES, Met, any_scenario, small_district
from tests.scenarios_at_random import LED, LIVELY, given_in, seeds

QUICK, MANY, THOROUGH = 40, 300, 5_000
PARTS = 20  # of the last, which takes an hour
WHATEVER_IT_TAKES = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def agree_on(examples: int, every: int = 1, luck: int = 0) -> Met:
    """Compare so many scenarios over whole runs, and some of them after each phase; which scenarios is by ``luck``."""
    met = Met()

    @at_random_from(luck)
    @settings(max_examples=examples, suppress_health_check=WHATEVER_IT_TAKES, deadline=None, database=None)
    @given(any_scenario, seeds)
    def agree(scenario, seed):
        note(given_in(scenario))
        met.note(scenario)
        compare(scenario, seed, by_phase=seed % every == 0)

    agree()
    return met


def test_on_some_scenarios_both_drivers_agree():
    agree_on(QUICK, every=3)


@pytest.mark.slow
def test_on_many_scenarios_which_leave_nothing_out():
    met = agree_on(MANY)
    assert met.missing() == []


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(PARTS))
def test_on_thousands_of_scenarios(part):
    agree_on(THOROUGH // PARTS, every=2, luck=1 + part)


@pytest.mark.parametrize(
    "strategy", [*STRATEGIES[:2], *(pytest.param(name, marks=pytest.mark.slow) for name in STRATEGIES[2:])]
)
def test_with_every_bundled_strategy_and_event(strategy):
    """Each strategy on a small district, with the events in turn: there are more strategies than events."""
    assert len(STRATEGIES) >= len(EVENTS)
    event = EVENTS[STRATEGIES.index(strategy) % len(EVENTS)]
    compare(small_district(LED | {"organisation.staff": 40}, (strategy, event), earlier=38, weeks=30), 1)


@pytest.mark.parametrize("name", ["district", "strategies/lead-and-network", "events/reorganisation"])
@pytest.mark.slow
def test_on_bundled_scenarios_at_their_own_size(name):
    compare(Scenario.load(name), 1, by_phase=False)


def test_on_a_lively_council_both_drivers_agree_after_every_phase():
    scenario = Scenario.default().changed(LED | {"organisation.staff": 60, "organisation.departments": 4}, weeks=40)
    run = compare(scenario, 5)
    assert run.outcomes["objections"] > 0 and run.outcomes["approved"] > 0


def test_a_dated_change_is_made_in_a_week_after_an_occasion():
    """An occasion lets the compiled weeks pause; what is due later is still made."""
    change = {"week": 9, "asking": {"rate": 0}}
    settings = LIVELY | {"organisation.staff": 30, "organisation.departments": 2, "events.crises": 50}
    run = compare(Scenario.default().changed(settings | {"change": [change]}, weeks=12), 1, by_phase=False)
    crises, changes = (run.events(what)["week"].tolist() for what in ("crisis", "change"))
    assert crises[0] < 9 and changes == [9]


def test_without_rows_counts_tables_and_outcomes_are_the_same():
    scenario = Scenario.default().changed(LIVELY | {"organisation.staff": 60, "organisation.departments": 4}, weeks=40)
    with_rows = CompiledCouncil(scenario, 3).run()
    without = CompiledCouncil(scenario, 3, keep_rows=False).run()
    assert with_rows.log_rows and with_rows.ledger_rows
    assert not without.log_rows and not without.ledger_rows
    compare_runs(with_rows, without, rows=False)
    compare_runs(Council(scenario, rng=3, keep_rows=False).run(), without)


def test_people_of_another_seed_bring_none_of_its_luck():
    """Whoever lends a council its people lends it the single draws that were worked out for them: of one seed only."""
    scenario = Scenario.default().changed(LIVELY | {"organisation.staff": 40, "organisation.departments": 2}, weeks=10)
    lent = staffed(scenario, 2)
    compare_runs(
        CompiledCouncil(scenario, 3, staff=lent).run(),
        CompiledCouncil(scenario, 3, staff=Staffed(lent.people, lent.contacts)).run(),
    )


# -- nothing is left out of the comparison ---------------------------------------------------------

LEFT_OUT = {
    "seat_key": "set up once, and everybody's key follows from it",
    "mending_due": "asks_in_week",
    "has_wish": "wish",
    "has_account": "account",
    "gates": "route",
    "refused": "refusals",
    "appealable": "refusals",
    "by_lead": "refusals",
    "number": "rows are called after it",
    "next_free": "where the compiled driver keeps its next request",
    "free_request": "the same",
    "log_rows": "how many lines there are, compared at the end",
    "shares_directorate": "set up once, and messages follow from it",
    "host": "the same",
    "size_of": "set up once, and means follow from it",
    "staff_count": "never changes",
    "keeps_rows": "never changes",
    "key": "compared for people; the council's never changes",
    "first": "where a department's people begin",
    "last": "where they end",
    "occasions": "how many were reached",
    "orders": "how many are on order",
    "tellers": "news",
    "changes": "use_that_began_or_ended",
    "leavers": "who leaves, within one phase",
    "back": "whose conviction does not fade with all others' in the next wanting; conviction_of_week says to when",
    "users": "who uses it, within one phase",
    "happened": "how many events are counted, compared at the end",
    "touched": "how many sums a week has, compared at the end",
    "booked": "the same of all weeks",
    "wanting_week": "conviction_of_week",
    "fading_of_kept": "for which of the scenario's numbers something was worked out",
    "visibility_of_exposed": "the same",
    "news_of_pieces": "the same",
    "share_learnt": "worked out from the share served",
    "hours_demanded": "worked out from demand",
    "value_demanded": "the same",
    "tenure": "tenure",
}


def test_every_field_of_the_compiled_driver_is_compared_or_said_to_follow_from_one_that_is():
    tables = (
        fields.PEOPLE, fields_of_requests.REQUESTS, fields.DEPARTMENTS, fields.COUNCILLORS,
        fields_of_council.COUNCIL, fields_of_council.RISK_AVERSION,
    )  # fmt: skip
    compared = {column.name for table in tables for column in table}
    renamed = {"beliefs", "legal_knowledge", "ict_capacity", "ict_mitigated"}
    kinds = (STAFF, MIND, ACCOUNT, CONTACTS, REQUEST, DEPARTMENT, COUNCILLOR, COUNCIL)
    kept = {name for kind in kinds for name in kind.names}
    kept = {name for name in kept if not name.startswith(("wish_", "account_"))}
    assert sorted(kept - compared - renamed - LEFT_OUT.keys()) == []


def test_this_is_about_compiled_code():
    assert not numba.config.DISABLE_JIT
