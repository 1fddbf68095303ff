"""The second sentence of the answer follows the intervals of cause, of blame, and of net value."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from experiments.intervals import Interval
from experiments.reporting.parts.who_blocks import who_blocks
from experiments.reporting.sources import Sources
from simulation.state import GATES, label


def blamed(worth=(-50.0, 50.0), others=(0.0, 0.1), **causes):
    """A record of blame with these intervals of cause; comms takes most of the blame, ``others`` so much of it.

    ``worth`` is every gate's part in net value.
    """

    class Record:
        findings = ("With no gate at all …", "Comms took 60 % of the blame …", "ICT took 22 % of the blame …")
        place, n, seeds, manifest = "results/b", 9, tuple(range(9)), {"command": "blockers blame x"}

        def at(self, gate, name):
            blame = (0.6, 0.7) if gate == "comms" else others
            of = {"cause_uptake": causes.get(gate, (0.0, 0.01)), "alone_net_value": worth, "blame": blame}
            low, high = of[name]
            return Interval((low + high) / 2, low, high, 9)

        def some(self, gate, name):
            return SimpleNamespace(are_few=False)

        def portion(self, gate, name):
            return "65 (60–70)"

    return Record()


@pytest.mark.parametrize(
    ("causes", "word", "sentence"),
    [
        ({"ict": (0.2, 0.3), "comms": (0.05, 0.1)}, "Holds", "ICT holds uptake back most, and Comms is blamed most"),
        ({"ict": (0.2, 0.3), "comms": (0.05, 0.25)}, "Suggestive", "ICT holds uptake back most, or as much as"),
        ({"ict": (-0.1, 0.3), "comms": (-0.05, 0.1)}, "Not distinguishable", "Whether any single gate holds"),
        ({"ict": (-0.1, 0.5), "comms": (0.05, 0.1)}, "Suggestive", "Comms surely holds uptake back; whether ICT does"),
        ({"comms": (0.2, 0.3)}, "Holds", "Comms holds uptake back most: Comms took"),
    ],
)  # fmt: skip
def test_the_second_sentence_follows_the_intervals_of_cause(causes, word, sentence):
    record = blamed(**{label(gate): causes.get(label(gate), (0.0, 0.01)) for gate in GATES})
    answer = who_blocks(record, Sources())
    assert (answer.word, answer.words[: len(sentence)]) == (word, sentence)
    assert replace(answer).source == "S1"


@pytest.mark.parametrize(
    ("worth", "says"),
    [
        ((-90.0, -50.0), "Taking ICT alone away would lower net value (−70 (−90 to −50) hours); taking Comms alone "
                         "away would lower it (−70 (−90 to −50) hours)."),
        ((50.0, 90.0), "Taking ICT alone away would raise net value (70 (50–90) hours); taking Comms alone away would "
                       "raise it (70 (50–90) hours)."),
        ((-90.0, 90.0), "Whether taking ICT alone away would raise net value or lower it is not distinguishable (0 "
                        "(−90 to 90) hours)."),
    ],
)  # fmt: skip
def test_what_a_gate_that_blocks_is_worth_stands_beside(worth, says):
    assert who_blocks(blamed(worth, ict=(0.2, 0.3)), Sources()).words.endswith(says)


def test_who_is_blamed_most_is_said_to_be_so_only_where_intervals_say_it():
    sure, unsure = (
        who_blocks(blamed(others=others, ict=(0.2, 0.3)), Sources()) for others in ((0.0, 0.1), (0.0, 0.65))
    )
    assert "Comms is blamed most (65" in sure.words and "Comms is blamed most, or as much as any (65" in unsure.words
