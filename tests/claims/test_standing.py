"""What is said to be built in is: with the rule that states it switched off, the effect is gone, exactly.

Each test first sees the effect with the rules as they are.
"""

import pytest

from experiments.claims.numbers import number_of
from simulation.council import Council
from simulation.rules.objecting import decision_hours
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import GATES, label
from tests.claims.ablations import ABLATIONS, switch_off
from tests.claims.small import everybody_asks, small_council
from tests.claims.table import CLAIMS, arms_of

SEED = 1


def runs(claim: str, *arms: str, on: Scenario | None = None) -> list[Run]:
    """These arms of a claim, run afresh, since what is switched off shows in no scenario."""
    organisation = small_council(CLAIMS[claim]) if on is None else on
    return [Council(arms_of(CLAIMS[claim])[arm].of(organisation), rng=SEED).run() for arm in arms]


def column(run: Run, name: str) -> list[float]:
    """A weekly measure."""
    return [float(value) for value in run.weekly[name]]


def test_every_claim_that_a_rule_states_has_its_test():
    tested = {name.split("_")[1].upper() for name in globals() if name.startswith("test_c")}
    assert tested == set(ABLATIONS) == {name for name, claim in CLAIMS.items() if claim.standing != "emergent"}


def test_c1_blame_is_refusals_where_nobody_blames_the_messenger(monkeypatch):
    def shares(run: Run, what: str) -> list[float]:
        return [run.outcomes[f"{what}_{label(gate)}"] for gate in GATES]

    by_comms, by_gate = runs("C1", "comms hands over all answers", "each gate answers for itself")
    assert by_comms.outcomes["blame_comms"] > by_comms.outcomes["refusals_comms"]
    assert shares(by_gate, "blame") == shares(by_gate, "refusals")
    switch_off(monkeypatch, "C1")
    (by_comms,) = runs("C1", "comms hands over all answers")
    assert shares(by_comms, "blame") == shares(by_comms, "refusals")


def test_c2_a_sponsor_is_no_answer_to_security_once_no_rule_says_so(monkeypatch):
    def security(run: Run) -> tuple[int, int]:
        """Objections for security: to requests that have a sponsor, and to others."""
        filed, objected = run.events("filed"), run.events("objected")
        sponsored = set(filed.loc[filed["sponsored"], "request"])
        worried = objected.loc[objected["objection"] == "security", "request"]
        return int(worried.isin(sponsored).sum()), int((~worried.isin(sponsored)).sum())

    council = everybody_asks("ict")
    as_it_is, backed = map(security, runs("C2", "as it is", "a sponsor", on=council))
    assert as_it_is[0] == 0 < as_it_is[1]  # a few have a sponsor, none of those is stopped
    assert backed == (0, 0)
    switch_off(monkeypatch, "C2", "ict.concern_security")  # backed as before, to no effect
    as_it_is, backed = map(security, runs("C2", "as it is", "a sponsor", on=council))
    assert sum(as_it_is) == sum(backed) > 0
    assert backed[1] == 0
    monkeypatch.undo()
    switch_off(monkeypatch, "C2", "leadership.probability_of_sponsor")  # the same leadership, and nobody backs it
    as_it_is, led = map(security, runs("C2", "as it is", "a sponsor", on=council))
    assert as_it_is == led
    assert led[1] > 0


def test_c3_the_myth_lives_once_evidence_says_nothing_to_legal(monkeypatch):
    def bogeymen(run: Run) -> int:
        return int(number_of(run, "objected bogeyman"))

    council = everybody_asks("legal").changed({"start.evidence": 0})
    as_it_is, evident = map(bogeymen, runs("C3", "as it is", "evidence to begin with", on=council))
    assert as_it_is > evident
    switch_off(monkeypatch, "C3", "legal.concern_bogeyman")
    as_it_is, evident = map(bogeymen, runs("C3", "as it is", "evidence to begin with", on=council))
    assert as_it_is == evident > 0


def test_c3_no_mythical_objection_is_genuine_and_every_standing_order_is():
    (run,) = runs("C3", "as it is")
    objected = run.counts[run.counts["event"] == "objected"]
    genuine = {name: set(rows["genuine"]) for name, rows in objected.groupby("objection", observed=True)}
    assert genuine["bogeyman"] == {False}
    assert genuine["standing_orders"] == {True}


def test_c3_standing_orders_stand_once_a_vote_changes_nothing_in_them(monkeypatch):
    def after_the_vote(run: Run) -> int:
        votes, objected = run.events("vote"), run.events("objected")
        (passed,) = votes.loc[votes["passed"], "week"].head(1)
        return int(((objected["objection"] == "standing_orders") & (objected["week"] > passed)).sum())

    (won,) = runs("C3", "councillors won over")
    assert after_the_vote(won) == 0
    switch_off(monkeypatch, "C3", "legal.concern_standing_orders")
    (won,) = runs("C3", "councillors won over")
    assert after_the_vote(won) > 0


def test_c3_evidence_lifts_no_standing_orders():
    council = everybody_asks("legal").changed({"start.evidence": 0})
    as_it_is, evident = runs("C3", "as it is", "evidence to begin with", on=council)
    stopped = [int(number_of(run, "objected standing_orders")) for run in (as_it_is, evident)]
    assert stopped[1] >= stopped[0] > 0  # more only where the myth no longer gets there first


@pytest.mark.slow
def test_c9_every_seat_is_one_seat_once_the_tree_does_not_know_it(monkeypatch):
    seats = ("from comms", "from the centre", "from a service", "from politics")
    assert len({run.outcomes["uptake"] for run in runs("C9", *seats)}) > 1
    switch_off(monkeypatch, "C9")
    comms, *others = [run.outcomes for run in runs("C9", *seats)]
    assert all(other == pytest.approx(comms, nan_ok=True, abs=0, rel=0) for other in others)


def test_c10_decisions_take_what_they_take_once_precedent_does_not_count(monkeypatch):
    council = everybody_asks("hr")
    arms = ("nothing written up", "evidence to begin with")
    hours = float(council.values["gates.decision_hours"])
    without, evident = (number_of(run, "spent any deciding / decided") for run in runs("C10", *arms, on=council))
    assert without == pytest.approx(hours)
    assert decision_hours(hours, 0.8) < evident < hours
    switch_off(monkeypatch, "C10")
    without, evident = (number_of(run, "spent any deciding / decided") for run in runs("C10", *arms, on=council))
    assert without == evident == pytest.approx(hours)


@pytest.mark.slow
def test_c14_a_crisis_brings_nobody_once_it_moves_nobody(monkeypatch):
    arms = ("no crisis", "as it is", "a crisis beside others")
    assert len({tuple(column(run, "uptake")) for run in runs("C14", *arms)}) == 3
    switch_off(monkeypatch, "C14")
    calm, *stricken = runs("C14", *arms)
    assert not any(column(calm, "crisis"))
    for run in stricken:
        assert any(column(run, "crisis"))
        assert column(run, "uptake") == column(calm, "uptake")


def test_c15_networks_calm_nobody_once_no_rule_says_so(monkeypatch):
    shown = ("anxiety", "vanity_requests", "uptake")
    none, most = runs("C15", "none networked", "most networked")
    assert column(most, "anxiety")[-1] < column(none, "anxiety")[-1]
    assert sum(column(most, "vanity_requests")) < sum(column(none, "vanity_requests"))
    switch_off(monkeypatch, "C15")
    none, most = runs("C15", "none networked", "most networked")
    assert all(column(most, name) == column(none, name) for name in shown)


@pytest.mark.slow
def test_c16_a_framework_frees_no_hour_of_comms_once_comms_does_not_look_at_it(monkeypatch):
    arms = ("no frameworks", "frameworks to begin with", "frameworks being built")
    needed = [number_of(run, "comms_need / sum live") for run in runs("C16", *arms)]
    assert needed[0] > needed[2] > needed[1]
    switch_off(monkeypatch, "C16")
    none, *others = runs("C16", *arms)
    for run in others:
        assert column(run, "framework") != column(none, "framework")
        assert number_of(run, "spent comms support") == number_of(none, "spent comms support") > 0
        assert column(run, "uptake") == column(none, "uptake")


def test_c17_an_aim_moves_no_account_once_steps_do_not_ask_for_it(monkeypatch):
    closed, opened = runs("C17", "no such aim", "an open aim")
    assert closed.outcomes["coproducing"] < opened.outcomes["coproducing"]
    switch_off(monkeypatch, "C17")
    closed, opened = runs("C17", "no such aim", "an open aim")
    assert closed.outcomes["coproducing"] == opened.outcomes["coproducing"]
    assert column(closed, "uptake") == column(opened, "uptake")


@pytest.mark.parametrize("voices", ["one voice", pytest.param("many voices", marks=pytest.mark.slow)])
def test_c18_values_prevent_nothing_once_no_rule_says_so(monkeypatch, voices):
    few, shared = runs("C18", f"{voices}, few shared values", f"{voices}, shared values")
    assert sum(column(shared, "incidents")) < sum(column(few, "incidents"))
    switch_off(monkeypatch, "C18")
    few, shared = runs("C18", f"{voices}, few shared values", f"{voices}, shared values")
    assert column(shared, "incidents") == column(few, "incidents")
    assert sum(column(few, "incidents")) > 0
