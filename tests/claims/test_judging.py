"""Verdicts where the answer is known: what is true, what is nothing, what is the other way round, what a rule says."""

from dataclasses import replace

import numpy as np
import pytest

from experiments.claims import judging
from experiments.claims.claim import AS_IT_IS, BUILT_IN, PARTLY, ArmOf, Part
from experiments.claims.councils import PAIRS
from experiments.claims.effects import NOTHING, SETS, bounds, effects_of
from experiments.claims.judging import Borne, Word, judge, judge_part, possible
from experiments.claims.telling import because, markdown, said, told, told_of_claim, verdict_of
from experiments.comparing.failing import Box, Limit
from experiments.intervals import Interval
from experiments.statistics.shapley import shapley
from tests.claims.made import UPTAKE, around, claim_of, study_of

LESS = replace(UPTAKE, direction="less", says="Uptake is lower.")
NO_MORE = replace(UPTAKE, direction="no more", says="Uptake is no higher.")
NONE = replace(UPTAKE, direction="none", says="Uptake is the same.")


@pytest.fixture(autouse=True)
def no_limits(monkeypatch):
    """Where a claim holds is looked for in tests of its own."""
    monkeypatch.setattr(judging, "box_of_failures", lambda *_: None)


def judged(claim, base, other):
    return judge(study_of(claim, 60, {AS_IT_IS: base, "other": other}), claim)


@pytest.mark.parametrize(
    ("part", "other", "word", "share"),
    [
        (UPTAKE, 0.30, Word.HOLDS, 1.0),
        (UPTAKE, 0.10, Word.REVERSED, 0.0),
        (LESS, 0.10, Word.HOLDS, 1.0),
        (LESS, 0.30, Word.REVERSED, 0.0),
        (NO_MORE, 0.10, Word.HOLDS, 1.0),
        (NO_MORE, 0.30, Word.REVERSED, 0.0),
        (NONE, 0.20, Word.HOLDS, 1.0),
        (NONE, 0.10, Word.REVERSED, 0.0),
    ],
)
def test_what_is_true_holds_and_what_is_the_other_way_round_is_reversed(part, other, word, share):
    found = judged(claim_of(part), around(0.2, 0.0, 0.002), around(other, 0.0, 0.002))
    assert found.word == word
    assert found.holds.mean == pytest.approx(share)
    assert found.parts[0].effect.mean == pytest.approx(other - 0.2, abs=0.002)


def test_equal_arms_are_not_distinguishable():
    """The same councils with luck of their own: what is left is noise, and it bears nothing out."""
    found = judged(claim_of(UPTAKE), around(0.2, 0.0, 0.2), around(0.2, 0.0, 0.2))
    assert found.word == Word.OPEN
    effect = found.parts[0].effect
    assert effect.low < 0.0 < effect.high


def test_what_is_surely_too_little_is_not_said_to_hold():
    found = judged(claim_of(UPTAKE), around(0.2, 0.0, 0.001), around(0.205, 0.0, 0.001))
    assert (found.word, found.parts[0].said) == (Word.LITTLE, Borne.TOO_LITTLE)
    assert verdict_of(found) == "no difference that matters"
    assert "too little to matter" in because(found)


@pytest.mark.parametrize(
    ("parts", "others", "word", "said"),
    [
        ((UPTAKE, UPTAKE), (0.30, 0.205), Word.LITTLE, "in part no difference that matters"),
        ((NO_MORE, UPTAKE), (0.10, 0.205), Word.LITTLE, "no difference that matters"),
        ((UPTAKE, UPTAKE), (0.205, 0.22), Word.OPEN, "not distinguishable: so, perhaps by too little to matter"),
    ],
)
def test_no_difference_is_said_in_part_where_another_difference_is_there(parts, others, word, said):
    """Of an arm for each part: one that is borne out, surely too little, or perhaps."""
    names = ("one", "two")
    parts = [replace(part, arm=(name,)) for part, name in zip(parts, names, strict=True)]
    claim = replace(
        claim_of(*parts),
        arms={name: ArmOf(set={"staff.nerve": k / 9}) for k, name in enumerate(names)} | {AS_IT_IS: ArmOf()},
    )
    arms = {name: around(of, 0.0, 0.02 if of == 0.22 else 0.001) for name, of in zip(names, others, strict=True)}
    found = judge(study_of(claim, 60, {AS_IT_IS: around(0.2, 0.0, 0.001), **arms}), claim)
    assert (found.word, verdict_of(found)) == (word, said)


SHARE = Part("", "stalled", ("one",), level=0.5)


@pytest.mark.parametrize(
    ("part", "of", "ends"),
    [
        (SHARE, (-0.5, 0.5), (-0.5, 0.5)),
        (replace(SHARE, level=0.0), (0.0, 1.0), (-0.6, 0.6)),
        (replace(SHARE, against=("two",)), (-0.5, 0.5), (-0.6, 0.6)),
        (replace(SHARE, arm=("one", "two")), (-0.5, 0.5), (-0.6, 0.6)),
        (replace(SHARE, cause="comms"), (-0.5, 0.5), (-0.6, 0.6)),
        (SHARE, (-0.5, 0.9), (-0.6, 0.6)),  # no share, then
    ],
)
def test_an_interval_is_cut_only_where_a_part_is_a_share_beyond_a_level(part, of, ends):
    cut = possible(Interval(0.0, -0.6, 0.6, 9), part, np.array([of]))
    assert (cut.low, cut.high) == ends


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ((0.116, 0.124), "0.120 (0.116–0.124) points"),
        ((0.0, 0.0), "0.0 (0.0–0.0) points"),
        ((1.0, 3.0), "2.0 (1.0–3.0) points"),
    ],
)
def test_narrow_intervals_have_more_digits_and_what_never_varies_has_not(ends, told):
    part = Part("", "uptake", ("one",), unit="points", digits=1)
    low, high = ends
    assert said(part, Interval((low + high) / 2, low, high, 9)) == told


@pytest.mark.parametrize(
    ("part", "other", "said"),
    [
        (UPTAKE, 0.22, Borne.PERHAPS),
        (UPTAKE, 0.18, Borne.AGAINST),
        (LESS, 0.18, Borne.PERHAPS),
        (LESS, 0.22, Borne.AGAINST),
    ],
)
def test_what_is_surely_on_one_side_and_perhaps_too_little_is_said(part, other, said):
    """The effect is what matters, so its interval reaches over that and not over nought."""
    assert part.matters == 0.02
    found = judged(claim_of(part), around(0.2, 0.0, 0.02), around(other, 0.0, 0.02))
    assert (found.word, found.parts[0].said) == (Word.OPEN, said)
    assert verdict_of(found) == f"not distinguishable: {said.value}"
    assert because(found).lower().startswith(said.value)


def test_a_claim_of_two_parts_holds_only_where_both_do():
    found = judged(claim_of(UPTAKE, NONE), around(0.2, 0.0, 0.002), around(0.3, 0.0, 0.002))
    assert [part.said for part in found.parts] == [Borne.OUT, Borne.REVERSED]
    assert (found.word, found.holds.mean) == (Word.REVERSED, 0.0)


def test_a_part_that_is_not_judged_decides_nothing():
    shown = replace(LESS, is_judged=False)
    found = judged(claim_of(UPTAKE, shown), around(0.2, 0.0, 0.002), around(0.3, 0.0, 0.002))
    assert found.word == Word.HOLDS and found.parts[1].said == Borne.SHOWN


def test_what_is_built_in_is_by_construction_and_its_emergent_part_is_told_apart():
    ruled = replace(UPTAKE, standing=BUILT_IN)
    claim = claim_of(ruled, NONE, standing=BUILT_IN, off=("a.rule",), emergent="what it does to the rest")
    study = study_of(claim, 60, {AS_IT_IS: around(0.2, 0.0, 0.002), "other": around(0.3, 0.0, 0.002)})
    found = judge(study, claim)
    assert found.word == Word.BY_RULE
    assert "emergent in it: uptake is the same: reversed" in markdown(study, [found])
    assert any("Built in, by `a.rule`:" in sentence for sentence in told_of_claim(found))
    assert "1 claim: 1 by construction." in told(study, [found])
    assert not any(
        "Built in, by" in sentence for sentence in told_of_claim(replace(found, claim=replace(claim, off=())))
    )
    other = judge(study_of(claim, 60, {AS_IT_IS: around(0.3, 0.0), "other": around(0.1, 0.0)}), claim)
    assert other.word == Word.REVERSED  # a rule that does not show is no construction


def test_partly_built_in_is_judged_like_any_other():
    claim = claim_of(replace(UPTAKE, standing=BUILT_IN), NO_MORE, standing=PARTLY, off=("a.rule",), emergent="x")
    assert judged(claim, around(0.2, 0.0, 0.001), around(0.3, 0.0, 0.001)).word == Word.REVERSED


def test_where_councils_differ_it_holds_in_some_and_limits_are_told_where_there_are_any(monkeypatch):
    def half(rng):
        return np.where(np.arange(60)[:, None] < 36, 0.5, 0.2) + 0.001 * rng.standard_normal((60, PAIRS))

    claim = claim_of(UPTAKE)
    found = judged(claim, around(0.2, 0.0, 0.001), half)
    assert found.word == Word.WHERE and found.box is None
    assert found.holds.mean == pytest.approx(0.6)
    assert "no limits set these councils apart" in verdict_of(found)
    box = Box((Limit("gates.comms.fte", 2.0, False),), 0.9, 0.95, 0.5)
    monkeypatch.setattr(judging, "box_of_failures", lambda *_: box)
    told_where = judged(claim, around(0.2, 0.0, 0.001), half)
    assert verdict_of(told_where).startswith("holds where `gates.comms.fte` (size of the comms team) is below 2")
    monkeypatch.setattr(judging, "box_of_failures", lambda *_: replace(box, density=0.6))
    assert judged(claim, around(0.2, 0.0, 0.001), half).box is None


def test_too_few_councils_have_no_verdict():
    claim = claim_of(UPTAKE)
    study = study_of(claim, 4, {AS_IT_IS: around(0.2, councils=4), "other": around(0.4, councils=4)})
    found = judge(study, claim)
    assert found.word == Word.OPEN and found.holds.mean is None
    assert "fewer than 5 councils" in because(found).lower()


def test_a_council_without_a_number_is_left_out_and_counted():
    def gappy(rng):
        values = around(0.4, 0.0, 0.001)(rng)
        values[3, 2] = np.nan
        return values

    found = judged(claim_of(UPTAKE), around(0.2, 0.0, 0.001), gappy)
    assert found.holds.n == 59 and found.parts[0].missing == {NOTHING: 1}
    assert "Left out: 1 council" in " ".join(told_of_claim(found))


def test_the_best_arm_is_chosen_by_other_luck_than_that_which_judges_it():
    """Of many equal arms the luckiest looks better than it is; chosen on other pairs it does not."""
    rng = np.random.default_rng(5)
    names = tuple(f"arm {k}" for k in range(8))
    numbers = {(name, "uptake"): rng.standard_normal((400, PAIRS)) for name in names}
    part = Part("", "uptake", (), best_of=names, direction="more", matters=0.1)
    naive = np.array(list(numbers.values())).mean(axis=2).max(axis=0).mean()
    assert abs(effects_of(part, numbers).values.mean()) < 0.1 < naive


def test_blame_beyond_cause_is_the_share_less_the_shapley_share_and_needs_a_total_above_nought():
    rng = np.random.default_rng(6)
    weights = np.array([0.1, 0.2, 0.05, 0.05, 0.1])
    sets = {
        name: np.full((3, PAIRS), 0.1 + sum(w for gate, w in enumerate(weights) if gone >> gate & 1))
        for gone, name in enumerate(SETS)
    }
    for name in SETS[1:]:
        sets[name] = sets[name].copy()
        sets[name][2] = 0.05  # where removing gates lowers uptake
    numbers = {(name, "uptake"): values for name, values in sets.items()}
    numbers[AS_IT_IS, "all_blame_comms"] = 0.7 + 0.001 * rng.standard_normal((3, PAIRS))
    part = Part("", "all_blame_comms", (AS_IT_IS,), cause="comms", direction="more", matters=0.05)
    found = effects_of(part, numbers)
    assert found.councils.tolist() == [0, 1]
    assert sum(found.missing.values()) == 1
    parts = shapley(np.array([sets[name][0] for name in SETS]))[:, 0]
    assert found.values[0].mean() == pytest.approx(0.7 - parts[1] / parts.sum(), abs=0.002)


def test_words_follow_intervals():
    assert judge_part(Interval(0.01, -0.01, 0.03, 9), NONE) == Borne.OPEN
    assert judge_part(Interval(0.0, -0.5, 0.019, 9), NO_MORE) == Borne.OUT
    assert judge_part(Interval(None, None, None, 0), UPTAKE) == Borne.OPEN
    assert bounds(NO_MORE) == (-np.inf, 0.02)


def test_arms_that_are_made_alike_have_one_key_and_values_stay_within_what_is_allowed():
    assert ArmOf(set={"a": 1, "b": 2}).key == ArmOf(set={"b": 2, "a": 1}).key
    assert ArmOf(set={"a": 1}).key != ArmOf(times={"a": 1}).key
