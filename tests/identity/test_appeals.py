"""The chief executive's decisions on appeals: both drivers read them, and nothing else is disturbed."""

import random
from collections import Counter

import pytest

from simulation.biography import biography
from simulation.council import Council
from simulation.decisions import Asked
from simulation.engine.council import CompiledCouncil
from simulation.record import Event, fields_of
from simulation.state import Gate
from tests.identity.comparing import compare_runs
from tests.identity.test_decisions import COUNCILS, at_random, decided, each_council


def refused(run):
    """Every refusal of a run as an appeal against it, whether or not anybody appealed."""
    return [asked._replace(on_appeal=True) for asked, let_through in decided(run).items() if not let_through]


def heard(run):
    """What was said to every appeal that was heard: its gate, and whether the refusal was lifted."""
    return [
        (fields_of(row)["gate"], not fields_of(row)["upheld"]) for row in run.log_rows if row[1] == Event.APPEAL_HEARD
    ]


def came_up(scenario, seed, driver=CompiledCouncil):
    """The appeals of a run as it is: what is left to the simulated council, and comes up."""
    asked = refused(CompiledCouncil(scenario, seed).run())
    council = driver(scenario, seed, decisions=dict.fromkeys(asked))
    run = council.run()
    table = council if driver is CompiledCouncil else council.decisions
    return run, [one for one in asked if table.has_come_to(one)]


@each_council
def test_asking_whether_an_appeal_comes_up_changes_nothing_and_both_drivers_say_the_same(name):
    scenario = COUNCILS[name]
    plain = CompiledCouncil(scenario, 3).run()
    run, appeals = came_up(scenario, 3)
    compare_runs(plain, run)
    readable, same = came_up(scenario, 3, lambda scenario, seed, decisions: Council(
        scenario, rng=seed, decisions=decisions))  # fmt: skip
    compare_runs(readable, plain)
    assert appeals == same and len(appeals) > 4
    if scenario.values["digital_lead.hours"] > 0.0:
        assert len(appeals) == len(heard(plain))
    else:
        assert len(appeals) >= sum(row[1] == Event.NO_HOME for row in plain.log_rows) > 0


@each_council
def test_the_simulated_answers_change_nothing(name):
    scenario = COUNCILS[name]
    plain, appeals = came_up(scenario, 3)
    if scenario.values["digital_lead.hours"] > 0.0:
        table, said = {}, {}
        for row in plain.log_rows:
            if row[1] == Event.APPEAL_HEARD:
                said[row[4]] = not fields_of(row)["upheld"]
        assert len(set(said.values())) == 2
        table = dict(zip(appeals, (said[number] for number in _in_order(plain, appeals)), strict=True))
    else:
        table = dict.fromkeys(appeals, False)  # nobody hears
    mesa, compiled = Council(scenario, rng=3, decisions=table), CompiledCouncil(scenario, 3, decisions=table)
    compare_runs(mesa.run(), plain)
    compare_runs(plain, compiled.run())
    assert mesa.decisions.unmet == compiled.decisions_unmet == 0


def _in_order(run, appeals):
    """The numbers of the requests of appeals."""
    generation, filed, number = Counter(), Counter(), {}
    for row in run.log_rows:
        if row[1] == Event.JOINED:
            generation[row[2]] = fields_of(row)["generation"]
        elif row[1] == Event.FILED:
            who = (row[2], generation[row[2]])
            number[int(run.people.seat_key[row[2]]), who[1], filed[who]] = row[4]
            filed[who] += 1
    return [number[asked[:3]] for asked in appeals]


@each_council
def test_both_drivers_agree_on_answers_at_random(name):
    scenario, luck = COUNCILS[name], random.Random(name)
    asked = refused(CompiledCouncil(scenario, 2).run())
    table = at_random(dict.fromkeys(asked), 0.8, luck)
    mesa, compiled = Council(scenario, rng=2, decisions=table), CompiledCouncil(scenario, 2, decisions=table)
    ours = mesa.run()
    compare_runs(ours, compiled.run())
    assert mesa.decisions.unmet == compiled.decisions_unmet < len(table)
    met = Counter(table[one] for one in table if compiled.has_come_to(one))
    assert met[True] and met[False]
    assert [one for one in table if mesa.decisions.has_come_to(one)] == [
        one for one in table if compiled.has_come_to(one)
    ]


def test_a_yes_lifts_the_refusal_at_once_where_nobody_else_hears():
    scenario = COUNCILS["without a lead"]
    plain, (first, *_) = came_up(scenario, 3)
    assert not heard(plain)
    run = CompiledCouncil(scenario, 3, decisions={first: True}).run()
    ((gate, lifted),) = heard(run)
    assert gate == first.gate and lifted
    (at,) = (k for k, row in enumerate(run.log_rows) if row[1] == Event.APPEAL_HEARD)
    assert run.log_rows[:at] == plain.log_rows[:at]
    after = run.log_rows[at + 1]
    assert after[4] == run.log_rows[at][4] and after[1] in (Event.QUEUED, Event.APPROVED)
    told = biography(run, after[4])
    assert any(said.startswith("The chief executive overruled") for said in told)


def test_a_yes_to_an_appeal_is_no_yes_to_the_gate():
    scenario = COUNCILS["with a lead"]
    one = Asked(1, 0, 0, Gate.ICT, 1)
    assert one.key != one._replace(on_appeal=True).key
    gates = [asked._replace(on_appeal=False) for asked in refused(CompiledCouncil(scenario, 3).run())]
    assert CompiledCouncil(scenario, 3, decisions=dict.fromkeys(gates, True)).run().outcomes["objections"] < len(gates)


@pytest.mark.parametrize("name", ["with a lead", "without a lead"])
def test_answers_never_change_which_appeals_come_up_in_the_same_week(name):
    """So whoever sits at the desk may be shown all appeals of a week at once."""
    scenario = COUNCILS[name]

    def until(week, seed, answers):
        council = CompiledCouncil(scenario, seed, decisions=answers)
        council.advance(week)
        return {one for one in answers if council.has_come_to(one)}

    def busy(seed):
        """The first week with several appeals, with those that came up before, and in it."""
        asked, before = refused(CompiledCouncil(scenario, seed).run()), set()
        for week in range(1, scenario.weeks + 1):
            now = until(week, seed, dict.fromkeys(asked))
            if len(now - before) > 1:
                return seed, week, asked, before, now
            before = now
        return None

    seed, week, asked, before, now = next(filter(None, map(busy, range(1, 30))))
    for answer in (True, False):
        assert until(week, seed, {one: None if one in before else answer for one in asked}) == now
