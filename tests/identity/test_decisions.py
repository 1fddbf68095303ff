"""Decisions made at a gate by somebody at the desk: both drivers read them, and nothing else is disturbed."""

import random
from collections import Counter

import pytest

from simulation.council import Council
from simulation.decisions import Asked
from simulation.engine.council import CompiledCouncil
from simulation.engine.reading import read_run
from simulation.record import Event, fields_of
from simulation.scenario import Scenario
from simulation.state import GATES, OBJECTIONS_OF, Gate, Objection
from tests.identity.comparing import compare_runs
from tests.scenarios_at_random import LED, LIVELY

SMALL = {"organisation.staff": 60, "organisation.departments": 4}


def council(settings, weeks=40):
    return Scenario.default().changed(settings | SMALL, weeks=weeks)


COUNCILS = {
    "with a lead": council(LED),
    "without a lead": council(LIVELY | {"digital_lead.hours": 0.0}),
    "all gates at once": council(LED | {"route.parallel": True}),
    "people leave": council(LIVELY | {"organisation.attrition": 0.6}),
}
each_council = pytest.mark.parametrize("name", COUNCILS)


def decided(run):
    """What was asked and answered in a run, from its event log alone."""
    generation, filed, of_request, found = Counter(), Counter(), {}, {}
    for row in run.log_rows:
        event, person, request = row[1], row[2], row[4]
        if event == Event.JOINED:
            generation[person] = fields_of(row)["generation"]
        elif event == Event.FILED:
            who = (person, generation[person])
            of_request[request] = (int(run.people.seat_key[person]), generation[person], filed[who])
            filed[who] += 1
        elif event == Event.DECIDED:
            fields = fields_of(row)
            asked = Asked(*of_request[request], Gate(fields["gate"]), fields["attempt"])
            found[asked] = bool(fields["let_through"])
    return found


def at_random(table, share, luck):
    """Other answers for a share of a table's decisions."""
    return {asked: luck.random() < 0.5 for asked in table if luck.random() < share}


@each_council
def test_a_table_of_a_gates_own_answers_changes_nothing(name):
    scenario = COUNCILS[name]
    plain = Council(scenario, rng=3).run()
    table = decided(plain)
    assert len(table) > 20 and len(set(table.values())) == 2
    mesa, compiled = Council(scenario, rng=3, decisions=table), CompiledCouncil(scenario, 3, decisions=table)
    compare_runs(mesa.run(), plain)
    compare_runs(plain, compiled.run())
    assert mesa.decisions.unmet == compiled.decisions_unmet == 0


@each_council
def test_both_drivers_agree_on_tables_at_random(name):
    scenario, luck = COUNCILS[name], random.Random(name)
    for seed in (1, 2):
        table = at_random(decided(CompiledCouncil(scenario, seed).run()), 0.6, luck)
        mesa, compiled = Council(scenario, rng=seed, decisions=table), CompiledCouncil(scenario, seed, decisions=table)
        ours = mesa.run()
        compare_runs(ours, compiled.run())
        assert mesa.decisions.unmet == compiled.decisions_unmet
        answers = decided(ours)
        met = [asked for asked in table if asked in answers]
        assert len(table) - len(met) == compiled.decisions_unmet and met
        assert all(answers[asked] == table[asked] for asked in met)


def test_a_no_has_a_reason_of_the_gates_own_and_its_marks_are_true():
    """Also where the gate itself would have let it through: standing orders are given only where they forbid it."""
    scenario = COUNCILS["without a lead"]
    yes = [asked for asked, answer in decided(CompiledCouncil(scenario, 3).run()).items() if answer]
    run = CompiledCouncil(scenario, 3, decisions=dict.fromkeys(yes, False)).run()
    reasons = Counter()
    for row in run.log_rows:
        if row[1] == Event.OBJECTED:
            fields = fields_of(row)
            objection = Objection(fields["objection"])
            assert objection in OBJECTIONS_OF[Gate(fields["gate"])]
            if objection in (Objection.NOT_UNDERSTOOD, Objection.INERTIA, Objection.BOGEYMAN):
                assert not fields["genuine"]
            if objection in (Objection.INFRASTRUCTURE, Objection.STANDING_ORDERS):
                assert fields["genuine"]
            reasons[objection] += 1
    assert len(reasons) > 3


def test_what_never_comes_up_is_counted_and_changes_nothing():
    scenario = COUNCILS["with a lead"]
    plain = CompiledCouncil(scenario, 3).run()
    real = next(iter(decided(plain)))
    table = {real._replace(attempt=99): False, real._replace(seat_key=17): False, real._replace(generation=9): True}
    compiled, mesa = CompiledCouncil(scenario, 3, decisions=table), Council(scenario, rng=3, decisions=table)
    compare_runs(plain, compiled.run())
    compare_runs(plain, mesa.run())
    assert compiled.decisions_unmet == mesa.decisions.unmet == 3


@pytest.mark.parametrize("gate", GATES)
def test_answers_of_one_gate_never_change_those_of_the_same_week(gate):
    """So whoever sits at the desk may be shown all requests of a week at once."""
    scenario = COUNCILS["without a lead"]
    plain = CompiledCouncil(scenario, 3).run()
    weeks = [row[0] for row in plain.log_rows if row[1] == Event.DECIDED and fields_of(row)["gate"] == gate]
    assert weeks
    last = max(weeks, key=weeks.count)
    so_far = CompiledCouncil(scenario, 3)
    so_far.advance(last)

    def at_the_gate(run):
        return {asked for asked in decided(run) if asked.gate == gate}

    asked = at_the_gate(read_run(so_far))
    before = CompiledCouncil(scenario, 3)
    before.advance(last - 1)
    new = asked - at_the_gate(read_run(before))
    assert len(new) >= 1
    other = CompiledCouncil(scenario, 3, decisions=dict.fromkeys(new, False))
    other.advance(last)
    assert at_the_gate(read_run(other)) == asked
