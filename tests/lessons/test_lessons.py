"""What a lesson says follows its numbers: predictions beside them, claims, and which council is first."""

import math
import re

import pytest

from experiments.blaming.blame import blame
from experiments.blaming.councils import name_of_set
from experiments.by_gate import by_gate
from experiments.intervals import Interval, interval
from experiments.lessons import beside, blamed_beyond, claim, good_noes, meet, share_of, who_holds_it_up, wrongly_blamed
from experiments.lessons.cards import EDGE, WIDE
from experiments.lessons.found import First, Measured, kind_of
from experiments.lessons.meeting import FOLLOWED
from experiments.simulate import simulate
from simulation import Scenario
from simulation.engine.council import CompiledCouncil
from simulation.outcomes import OUTCOMES
from simulation.record import Event
from simulation.state import GATES, label

BUSY = {"organisation.staff": 120, "influence.outside_hazard": 0.02}
RUNS = 5


@pytest.fixture(scope="module")
def busy() -> Scenario:
    return Scenario.load("county").changed(BUSY, weeks=40)


@pytest.fixture(scope="module")
def councils(busy):
    return {
        "As it stands": busy,
        "No hoops": busy.changed({"hoops.number": 0}),
        "Edict": busy.overlaid("strategies/edict"),
    }


@pytest.fixture(scope="module")
def met(councils):
    return meet(councils, RUNS, seed=3, progress=False)


def test_numbers_are_those_of_runs_with_the_same_seeds(met, councils):
    alone = {name: simulate(scenario, RUNS, seed=3) for name, scenario in councils.items()}
    for outcome in ("uptake", "net_value", "filed", "wait_comms"):
        for name, results in alone.items():
            assert met.of(outcome, name).of.mean == pytest.approx(results.outcome(outcome).mean)
        gap = alone["Edict"].outcomes[outcome] - alone["No hoops"].outcomes[outcome]
        assert met.gap(outcome, "Edict", "No hoops").of == interval(gap.tolist())
    base, one, other = (alone[name].outcomes["filed"] for name in met.names)
    weights = {"Edict": 1.0, "No hoops": -2.0, "As it stands": 1.0}
    assert met.sum_of("filed", weights).of.mean == pytest.approx((other - 2 * one + base).mean())
    fewer = 1.0 - base / one
    assert met.fewer("filed", "As it stands", "No hoops").of.mean == pytest.approx(fewer.mean())


def test_curves_are_the_weekly_measures(met, councils):
    weekly = [CompiledCouncil(councils["Edict"], 3 + k).run().weekly for k in range(RUNS)]
    for measure in FOLLOWED:
        curve = met.curve(measure, "Edict")
        assert len(curve) == 41
        for week in (0, 17, 40):
            assert curve[week].mean == pytest.approx(sum(table[measure].iloc[week] for table in weekly) / RUNS)
    assert met.at_the_end("redesign", "Edict").of == met.curve("redesign", "Edict")[-1]


def test_what_there_is_not_is_refused_with_what_there_is(met, councils, busy):
    with pytest.raises(ValueError, match=r"found 'edit'; the councils are .*did you mean 'Edict'\?"):
        met.of("uptake", "edit")
    with pytest.raises(ValueError, match="did you mean net_value"):
        met.most("net-value")
    with pytest.raises(ValueError, match="found 'uptak'; allowed: uptake"):
        met.curve("uptak", "Edict")
    with pytest.raises(ValueError, match="4 outcomes; allowed: 1 to 3"):
        met.picture("uptake", "filed", "harm", "shadow")
    with pytest.raises(ValueError, match="Larger: other people than As it stands"):
        meet({**councils, "Larger": busy.changed({"organisation.staff": 130})}, 2, progress=False)
    with pytest.raises(ValueError, match="the same number of weeks"):
        meet({**councils, "Longer": busy.changed(weeks=41)}, 2, progress=False)


def test_pictures_say_what_they_show(met):
    figure = met.picture("uptake", "net_value")
    assert [axes.get_xlabel() for axes in figure.axes] == ["%", "hours"]
    said = {text.get_text() for axes in figure.axes for text in axes.texts}
    assert met.of("uptake", "As it stands").said in said
    assert met.gap("uptake", "Edict", "As it stands").said.split(";")[0] in said
    assert met.of("wait_comms", "Edict").said.endswith(" weeks") and met.of("filed", "Edict").said.endswith(" requests")
    assert f"means over {RUNS} runs" in " ".join(text.get_text() for text in figure.texts)
    course = met.course("anxiety")
    assert course.axes[0].get_xlabel() == "week" and "worry" in course.axes[0].get_ylabel()
    assert {text.get_text() for text in course.axes[0].get_legend().get_texts()} == set(met.names)
    for drawn in (figure, course):
        assert all(name in str(drawn.get_label()) for name in met.names)


def found(values, kind="share", is_difference=True) -> Measured:
    return Measured("something", interval(values), kind, is_difference)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([0.02, 0.03, 0.025], "The model agrees: +2.5 points"),
        ([-0.02, -0.03, -0.025], "The model says the opposite: −2.5 points"),
        ([0.02, -0.03, 0.01], "The model cannot tell: not distinguishable yet"),
        ([0.0, 0.0, 0.0], "The model sees no difference at all: the same."),
        ([0.02], "The model cannot tell: one run: no interval."),
        ([math.nan], "The model cannot tell: no run has this."),
    ],
)
def test_a_claim_says_no_more_than_its_interval(values, said):
    assert claim("It is so", found(values)).sentences[0].startswith(said)


def test_a_claim_is_held_against_a_difference(met):
    with pytest.raises(ValueError, match="a difference"):
        claim("It is so", met.of("uptake", "Edict"))


def test_a_prediction_beside_a_number():
    number = Measured("of all refusals, those of Comms", Interval(0.46, 0.44, 0.48, 20), "share")
    card = beside({"Table 1": 47, "Table <2>": 60.5, "Late": 0}, number)
    assert card.sentences == (
        "The model: 46.0 % (44.0–48.0).",
        "Table 1 wrote 47 %: within the interval, as close as can be told.",
        "Table <2> wrote 60.5 %: 14 points more than the model's mean.",
        "Late wrote 0 %: 46 points less than the model's mean.",
    )
    page = card._repr_html_()
    assert "Table &lt;2&gt;" in page and "<2>" not in page and page.count("<path") == 3
    assert "Table 1 47" in page  # for whoever cannot see the scale
    hours = beside(-3000, Measured("net value", Interval(-16_506.0, -19_000.0, -14_000.0, 20), "hours", True))
    assert hours.sentences[1] == "You wrote −3,000 hours: 13,506 hours more than the model's mean."
    more = beside(10, Measured("how much less", Interval(-0.3, -0.4, -0.2, 20), "share"))._repr_html_()
    across = [float(x) for x in re.findall(r' (?:x1|x2|cx)="(-?[\d.]+)"', more)]
    assert across and all(EDGE <= x <= WIDE - EDGE for x in across)  # also where a share that is less is negative
    nothing = beside(5, Measured("a share of nothing", interval([]), "share"))
    assert nothing.sentences == ("No run has this, so there is nothing to hold it against.",)
    for wrong in ("46", True, None):
        with pytest.raises(TypeError, match="write a number, without quotes or a per cent sign"):
            beside(wrong, number)  # type: ignore[arg-type]


def test_a_prediction_beside_a_choice():
    means = {"None": "1", "Light": "3", "Heavy": "2"}
    sure = First("Net value", tuple(means), ("Light",), means)
    assert beside(" light", sure).sentences == (
        "Net value: surely most with “Light” (3).", "You wrote “Light”: as the model has it.",
    )  # fmt: skip
    unsure = First("Net value", tuple(means), ("Light", "Heavy"), means)
    card = beside({"A": "Heavy", "B": "None"}, unsure)
    assert card.sentences == (
        "Net value: where it is most is not distinguishable among “Light” (3) and “Heavy” (2).",
        "A wrote “Heavy”: it may be so, and cannot be told from these runs.",
        "B wrote “None”: surely not the first (1).",
    )
    with pytest.raises(ValueError, match="You wrote 'Lite': write one of 'None', 'Light', 'Heavy'"):
        beside("Lite", sure)
    with pytest.raises(TypeError, match="You wrote 3: write one of"):
        beside(3, sure)


def test_the_first_is_only_named_where_it_is_sure(met):
    first = met.most("filed")
    assert first.names == met.names and set(first.leaders) <= set(met.names)
    best = max(met.names, key=lambda name: met.of("filed", name).of.mean)
    assert best in first.leaders
    others = [name for name in met.names if name not in first.leaders]
    assert all(met.gap("filed", best, name).of.excludes_zero for name in others)
    same = meet({"One": met.councils["Edict"], "Another": met.councils["Edict"]}, 3, progress=False)
    assert same.most("uptake").leaders == ("One", "Another")


def test_every_outcome_has_a_kind_and_can_be_told(met):
    for outcome in OUTCOMES:
        assert met.of(outcome.name, "Edict").said and kind_of(outcome.name) in ("share", "hours", "number", "small")


def test_shares_are_those_of_the_results(busy):
    results = simulate(busy, 4)
    for gate in map(label, GATES):
        for what in ("refusals", "blame"):
            assert share_of(results, what, gate.upper()).of.mean == pytest.approx(
                results.outcome(f"{what}_{gate}").mean
            )
        apart = results.outcomes[f"blame_{gate}"] - results.outcomes[f"refusals_{gate}"]
        assert blamed_beyond(results, gate).of.mean == pytest.approx(apart.mean())
    with pytest.raises(ValueError, match="found 'coms'; the gates are management, comms, hr, legal, ict"):
        share_of(results, "blame", "coms")
    with pytest.raises(ValueError, match="found 'fame'; allowed: refusals, blame"):
        share_of(results, "fame", "comms")


def test_good_noes_are_those_of_the_gates(busy):
    results = simulate(busy, 3)
    noes = good_noes(results)
    for at in by_gate(results):
        assert noes.of("protective", label(at.gate)).of == at.is_protective
        assert noes.of("genuine", label(at.gate)).of == at.genuine
        assert noes.of("genuine", label(at.gate)).said in noes._repr_html_()
    with pytest.raises(ValueError, match="found 'true'; allowed: protective, genuine"):
        noes.of("true", "comms")


def test_the_request_that_is_told_was_refused_elsewhere_and_blamed_here(busy):
    run = CompiledCouncil(busy, 1).run()
    number = wrongly_blamed(run, "comms")
    assert number is not None
    rows = [row for row in run.log_rows if row[4] == number and row[1] == Event.BLAMED]
    assert any(label(GATES[row[5]]) == "comms" != label(GATES[row[6]]) for row in rows)
    assert any("blamed comms, though it was" in sentence for sentence in run.biography(number))
    open_reasons = busy.changed({"route.transparency": 1, "route.answers_by": "gate"})
    assert wrongly_blamed(CompiledCouncil(open_reasons, 1).run(), "comms") is None


@pytest.mark.slow
def test_cause_is_that_of_blame_without_what_it_leaves_out(busy):
    held = who_holds_it_up(busy, 4, seed=3, progress=False)
    whole = blame(busy, 4, seed=3)
    assert held.told() == [*_without_roles(whole)]
    for gate in GATES:
        assert held.of(label(gate)).of.mean == pytest.approx(whole.cause["uptake"][gate].mean)
    assert sum(held.of(label(gate), "net_value").of.mean or 0.0 for gate in GATES) == pytest.approx(
        held.all_gone("net_value").of.mean
    )
    gone = whole.gates_gone.difference(name_of_set(31), name_of_set(0), "uptake")
    assert held.all_gone().of.mean == pytest.approx(gone.mean())
    gap = held.gap("ict", "comms").of.mean or 0.0
    assert gap == pytest.approx((held.of("ict").of.mean or 0.0) - (held.of("comms").of.mean or 0.0))
    assert held.most().names == tuple(map(label, GATES)) and held.blame.lost == []
    assert len(held.picture().axes) == 3


def _without_roles(whole):
    from experiments.blaming.telling import told

    return told(whole)[:-1]
