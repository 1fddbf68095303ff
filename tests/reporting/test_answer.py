"""The words of the answer follow the statistics: holds, suggestive, not distinguishable, and what was not asked."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType, SimpleNamespace

import numpy as np
import pytest

from experiments.comparing.compare import AS_IT_IS, Comparison, Plan
from experiments.comparing.levers import Link, Order
from experiments.comparing.more import Beside
from experiments.intervals import Interval
from experiments.reporting.parts import costs
from experiments.reporting.parts.answer import elsewhere
from experiments.reporting.parts.first import whether_it_matters
from experiments.reporting.parts.what_to_do import advised, leader, what_to_do
from experiments.reporting.parts.who_blocks import who_blocks
from experiments.reporting.parts.wrong import worse_beside
from experiments.reporting.sources import Sources
from simulation import Scenario
from tests.reporting.records import councils


class Made(Comparison):
    """A comparison with made-up differences."""

    apart: dict[str, Interval]
    worth: Mapping[str, Interval] = MappingProxyType({})  # of net value, where another outcome is judged

    @cached_property
    def _differences(self):
        return {}

    def difference(self, arm, outcome):
        return (self.worth if outcome != self.primary else {}).get(arm, self.apart[arm])

    def values(self, arm, outcome):
        of = self.apart.get(arm, Interval(0.0, 0.0, 0.0, 9))
        reach = (of.high - of.low) / 2.0
        return of.mean + reach * np.array([-1.0, 1.0, -0.5, 0.5, 0.0, -0.8, 0.8, -0.3, 0.3])


def made(outcome, matters, **apart):
    scenario = Scenario.load("county")
    arms = [SimpleNamespace(name=name, scenario=scenario) for name in (AS_IT_IS, *apart)]
    titles = {AS_IT_IS: "As it is", **{name: name.upper() for name in apart}}
    found = Made(
        scenario, arms, titles, outcome, matters, Plan(9), SimpleNamespace(seeds=range(9), arms=(), failures=())
    )
    object.__setattr__(
        found, "apart", {name: Interval((low + high) / 2, low, high, 9) for name, (low, high) in apart.items()}
    )
    return found


def told(found, more=None):
    record = SimpleNamespace(
        comparison=found, beside=more or Beside(), place="results/x", story=None,
        manifest={
            "command": "blockers compare x",
            "councils": {"kept": 30, "sampled": 200, "seed": 9, "seeds_each": 10, "pairs": 5},
        },
    )  # fmt: skip
    return record


@pytest.mark.parametrize(
    ("outcome", "apart", "word", "sentence"),
    [
        ("net_value", {"a": (2500, 3500), "b": (-9, 9)}, "Holds", "A surely raises net value by more than matters"),
        ("net_value", {"a": (500, 3500), "b": (-9, 9)}, "Suggestive", "A raises net value, perhaps by too little"),
        ("net_value", {"a": (-500, 3500), "b": (-9, 9)}, "Not distinguishable", "That any strategy raises net value"),
        ("net_value", {"a": (-9, 19), "b": (-9, 9)}, "Holds", "No strategy raises net value by as much as"),
        ("net_value", {"a": (-3500, -9), "b": (-9500, -9000)}, "Holds", "Every strategy compared lowers net value"),
        ("net_value", {"a": (-3500, -2100), "b": (-9500, -9000)}, "Holds", "Every strategy compared lowers net value"),
        ("harm", {"a": (-3500, -2500), "b": (-9, 9)}, "Holds", "A surely lowers harm by more than matters"),
        ("harm", {"a": (2500, 3500), "b": (2600, 9000)}, "Holds", "Every strategy compared raises harm; the least"),
    ],
)  # fmt: skip
def test_the_first_sentence_follows_the_interval_of_the_best(outcome, apart, word, sentence):
    found = what_to_do(told(made(outcome, 2000.0, **apart)), Sources())
    assert found.word == word and found.words.startswith(sentence)
    assert found.source == "S1"


@pytest.mark.parametrize(
    ("low", "says"),
    [
        (
            500.0,
            "1 single lever (A) raises net value, surely by too little to matter (2,000 hours): 1,000 (500–1,500) "
            "hours beside the council as it is, see “What to do first”. Every strategy compared lowers net value",
        ),
        (-1.0, "Every strategy compared lowers net value"),
    ],
)
def test_levers_that_do_what_no_strategy_does_are_named(low, says):
    """With too little to matter said of each lever, and of all together, where levers are told."""
    found, gain = made("net_value", 2000.0, a=(-3500.0, -9.0), b=(-9500.0, -9000.0)), Interval(1000.0, low, 1500.0, 30)
    order = Order(
        "net_value", None, 30, 26, (), (Link("a", "A", gain, gain, Interval(9.0, 8.0, 10.0, 30), gain),), "none left"
    )
    answer = what_to_do(told(found, Beside(order=order)), Sources())
    assert answer.words.startswith(says) and ("single lever" in answer.words) == (low > 0.0)
    assert answer.word == "Holds"
    assert whether_it_matters(order, found) == [
        "Surely too little to matter by itself (2,000 hours): A.",
        "All of them together: no difference that matters (2,000 hours).",
        "Levers were tried in this council alone.",
    ]


def ordered(gain, worth, outcome="uptake"):
    """Two levers that come to a gain and a net value together."""
    low, high = worth
    links = [
        Link(name.lower(), name, of, of, Interval(9.0, 8.0, 10.0, 30), Interval((low + high) / 2, low, high, 30))
        for name, of in (("A lever", gain), ("Another", gain))
    ]
    return Order(outcome, None, 30, 26, (), tuple(links), "none left")


def test_levers_that_surely_help_come_first_with_the_word_of_their_own_interval_where_no_strategy_does():
    found = made("uptake", 0.02, a=(-0.01, 0.03), b=(-0.05, -0.03), c=(-0.001, 0.001))
    gain, perhaps = Interval(0.05, 0.04, 0.06, 30), Interval(0.02, 0.01, 0.03, 30)
    sure = what_to_do(told(found, Beside(order=ordered(gain, (-90.0, -50.0)))), Sources())
    assert sure.word == "Holds" and sure.words.startswith(
        "2 single levers together (A lever and Another) surely raise uptake by more than matters (2.0 points): 5.0 "
        "(4.0–6.0) points beside the council as it is, see “What to do first”; but surely lower net value (−70 (−90 to "
        "−50) hours). That any strategy raises uptake cannot be told yet (of 3 strategies 1 surely lowers it and 1 "
        "makes no difference that matters); nearest comes A"
    )
    unsure = what_to_do(told(found, Beside(order=ordered(perhaps, (-90.0, 50.0)))), Sources())
    assert unsure.word == "Suggestive" and "perhaps by too little to matter" in unsure.words
    assert "lower net value" not in unsure.words
    other = what_to_do(told(found, Beside(order=ordered(gain, (0.0, 1.0), "harm"))), Sources())
    assert other.word == "Not distinguishable" and "lever" not in other.words


def test_one_lever_is_told_in_the_singular():
    found, order = made("uptake", 0.02, a=(-0.05, -0.03)), ordered(Interval(0.05, 0.04, 0.06, 30), (-90.0, -50.0))
    words = what_to_do(told(found, Beside(order=replace(order, chain=order.chain[:1]))), Sources()).words
    assert (
        words.startswith("1 single lever (A lever) surely raises uptake") and "; but surely lowers net value" in words
    )


def test_levers_stand_beside_a_strategy_that_surely_helps():
    found = made("uptake", 0.02, a=(0.05, 0.09))
    words = what_to_do(
        told(found, Beside(order=ordered(Interval(0.05, 0.04, 0.06, 30), (-90.0, -50.0)))), Sources()
    ).words
    assert words.startswith("A surely raises uptake") and words.endswith(
        ". 2 single levers together come to 5.0 (4.0–6.0) points for 9 (8–10) hours set aside, see “What to do first”; "
        "but surely lower net value (−70 (−90 to −50) hours)."
    )


def test_what_is_surely_better_goes_before_a_larger_mean_that_is_not():
    found = made("net_value", 2000.0, a=(-4000.0, 14000.0), b=(2500.0, 3000.0))
    assert leader(found) == "b" and advised(found) == "b"
    answer = what_to_do(told(found), Sources())
    assert answer.word == "Holds" and answer.words.endswith("not distinguishable from it in net value: A.")


def test_where_uptake_is_judged_a_sure_fall_of_net_value_is_said_in_the_answer_and_among_the_risks():
    found = made("uptake", 0.02, a=(0.05, 0.09), b=(0.0645, 0.0695), c=(0.058, 0.075))
    worth = {"a": (-3000.0, -1000.0), "b": (-9000.0, -8000.0), "c": (-500.0, 500.0)}
    object.__setattr__(found, "worth", {arm: Interval((x + y) / 2, x, y, 9) for arm, (x, y) in worth.items()})
    words = what_to_do(told(found), Sources()).words
    rivals = (
        "; not distinguishable from it in uptake: B (but surely lower net value: −8,500 (−9,000 to −8,000) hours) and C"
    )
    assert words.endswith(f"{rivals}; but A surely lowers net value (−2,000 (−3,000 to −1,000) hours).")
    assert worse_beside(found, "a")[0] == "A surely lowers net value: −2,000 (−3,000 to −1,000) hours."
    assert not [line for line in worse_beside(found, "c") if "net value" in line]
    assert not [line for line in worse_beside(made("net_value", 9.0, a=(-20.0, -10.0)), "a") if "net value" in line]


@pytest.mark.parametrize(
    ("b", "most", "least"),
    [((100.0, 200.0), "", ""), ((550.0, 700.0), ", or as many as another", ", or as few as another")],
)
def test_what_takes_most_and_least_hours_is_sure_only_where_intervals_are_apart(b, most, least):
    found = made("net_value", 9.0, a=(500.0, 600.0), b=b)
    said = [block.words for block in costs.section(SimpleNamespace(compared=told(found)), Sources()).blocks[:2]]
    first, last = ("A", "B") if b[0] < 500.0 else ("B", "A")
    assert said[0].startswith(f"{first} takes most hours{most}: ")
    assert said[1].startswith(f"{last} takes least{least}: ") and said[1].endswith(
        " hours beside the council as it is."
    )


def test_the_surely_best_is_said_to_be_so():
    answer = what_to_do(told(made("net_value", 2000.0, a=(9000.0, 9100.0), b=(2500.0, 2600.0))), Sources())
    assert answer.words.endswith("it is surely the best of those compared in net value.")


def test_without_what_matters_there_is_no_verdict_and_without_a_record_nothing_was_asked():
    answer = what_to_do(told(made("net_value", None, a=(1.0, 2.0))), Sources())
    assert answer.word == "No verdict" and answer.words.startswith("Nobody said how large")
    assert (
        what_to_do(None, Sources()).word
        == who_blocks(None, Sources()).word
        == elsewhere(None, Sources()).word
        == "Not asked"
    )


def test_where_surely_nothing_helps_the_council_as_it_is_is_advised():
    assert advised(made("net_value", 2000.0, a=(-9.0, 9.0))) == AS_IT_IS
    assert advised(made("net_value", 2000.0, a=(-9.0, 4000.0))) == "a"


@pytest.mark.parametrize(
    ("good", "word", "claim"),
    [
        (28, "Holds", "Wide open is good enough (within 2.0 points of the best) in most plausible councils: in 9"),
        (
            16,
            "Not distinguishable",
            "Whether Wide open is good enough (within 2.0 points of the best) in most plausible councils cannot be",
        ),
        (
            3,
            "Holds",
            "Wide open is good enough (within 2.0 points of the best) in fewer than half of plausible councils: in 10",
        ),
    ],
)
def test_the_third_sentence_follows_the_share_of_councils(good, word, claim):
    record = told(made("uptake", 0.02, open=(0.1, 0.2), same=(-0.01, 0.01)), Beside("", councils(good)))
    answer = elsewhere(record, Sources())
    assert answer.word == word and answer.words.startswith(claim)


def test_too_few_plausible_councils_are_told_as_they_were():
    record = told(made("uptake", 0.02, open=(0.1, 0.2)), Beside("Nothing is said of plausible councils: too few."))
    assert elsewhere(record, Sources()).words == "Nothing is said of plausible councils: too few."
