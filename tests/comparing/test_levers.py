"""What to do first: a lever that surely helps comes first, one that does nothing never, and none beyond the budget."""

import pytest

from experiments.comparing.beside import print_levers, told_of_levers
from experiments.comparing.levers import Order, Tried, lever_hours, order_of_levers
from experiments.comparing.more import levers_of
from experiments.explaining.page import Page
from experiments.intervals import Interval
from simulation import Scenario
from simulation.engine.council import CompiledCouncil

SMALL = Scenario.load("county").changed({"organisation.staff": 100}, weeks=30)
GATES = ("management", "comms", "hr", "legal", "ict")


@pytest.fixture
def levers(tmp_path):
    """Open all gates; do nothing; open them as well, with somebody paid who takes many hours."""
    opened = "[route.removal]\n" + "".join(f'{gate} = "removed"\n' for gate in GATES)
    texts = {"open": opened, "nothing": 'title = "Nothing"\n', "dear": f"{opened}\n[digital_lead]\nhours = 400\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return [(name, name.capitalize(), str(tmp_path / f"{name}.toml")) for name in texts]


@pytest.mark.slow
def test_what_surely_adds_most_comes_first_and_what_does_nothing_never(levers):
    found = order_of_levers(SMALL, levers[:2], "uptake", None, pairs=10)
    assert [link.lever for link in found.chain] == ["open"]
    assert found.why == "nothing that is left surely adds to it"
    assert (found.chain[0].gain.low or 0.0) > 0.0
    assert [(one.step, one.lever, one.is_chosen) for one in found.tried] == [
        (1, "open", True),
        (1, "nothing", False),
        (2, "nothing", False),
    ]
    nothing = found.tried[1]
    assert (nothing.gain.mean, nothing.gain.low, nothing.hours) == (0.0, 0.0, 0.0)
    assert told_of_levers(found)[0].startswith("Do this first: Open (")


def test_where_less_is_better_what_surely_lowers_it_comes_first(levers):
    """No gate, no wait, no taking a refusal for granted."""
    found = order_of_levers(SMALL, levers[:1], "assumed_no", None, pairs=10)
    assert [link.lever for link in found.chain] == ["open"]
    assert (found.chain[0].gain.high or 0.0) < 0.0
    more = order_of_levers(SMALL, levers[:1], "shadow", None, pairs=10)
    assert [link.lever for link in more.chain] == ([] if (more.tried[0].gain.high or 0.0) >= 0.0 else ["open"])


def test_what_does_not_fit_the_budget_is_left(levers):
    found = order_of_levers(SMALL, levers[2:], "uptake", 100.0, pairs=10)
    assert found.chain == () and found.why == "nothing that is left fits the budget"
    assert found.tried[0].hours > 100.0
    assert told_of_levers(found) == ["Do nothing first: nothing that is left fits the budget."]


@pytest.mark.parametrize(("outcome", "heading"), [("uptake", "adds, points"), ("harm", "changes it by, hours")])
def test_a_lever_adds_where_more_is_better_and_changes_where_less_is(outcome, heading, capsys):
    tried = Tried(1, "open", "Open", Interval(-3.0, -4.0, -2.0, 9), 12.0, False)
    print_levers(Page(), Order(outcome, None, 9, 30, (tried,), (), "no lever is left"))
    assert heading in capsys.readouterr().out


def test_hours_of_a_lever_are_those_that_it_buys():
    """A digital lead owns so many hours a week, whatever they are used for; hoops and use itself count for nothing."""

    def hours(**settings):
        scenario = SMALL.changed({path.replace("__", "."): value for path, value in settings.items()})
        return float(lever_hours(CompiledCouncil(scenario, 1).run())[0])

    assert hours(route__transparency=0) == hours(route__transparency=0, hoops__number=0)
    led = hours(route__transparency=0, digital_lead__hours=10, digital_lead__training=0) - hours(route__transparency=0)
    assert led == pytest.approx(10 * 30, rel=0.1)


def test_every_bundled_lever_can_be_laid_on_every_organisation():
    for name in ("county", "district", "unitary", "police"):
        council = Scenario.load(name)
        laid = levers_of(council)
        assert len(laid) == 11
        assert len({title for _, title, _ in laid}) == 11
        assert all(council.overlaid(file).fingerprint != council.fingerprint for _, _, file in laid)
