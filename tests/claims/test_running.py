"""Councils in all arms: those that come to the same are run once, and a study that goes on has the same numbers."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from experiments.arms.arm import Arm, means_of
from experiments.arms.running import run_arms
from experiments.baseline.bands import BANDS, all_hold, band_of
from experiments.baseline.councils import STAFF
from experiments.claims import running, study
from experiments.claims.arms import is_with_sets, wanted
from experiments.claims.claim import AS_IT_IS, ArmOf, Claim, Equal, Part
from experiments.claims.councils import (
    CHOOSING,
    PAIRS,
    Screened,
    council_of,
    nearly_holds,
    screened,
    seeds_of,
    seeds_that_choose,
)
from experiments.claims.effects import SETS
from experiments.claims.journal import Journal, fingerprint
from experiments.claims.judging import judge
from experiments.claims.numbers import number_of
from experiments.claims.running import AGREES, Running, ran
from experiments.claims.telling import told
from experiments.executing.work import Batch
from simulation.council import Council
from simulation.engine.council import CompiledCouncil
from tests.claims.small import LIVELY
from tests.claims.table import CLAIMS

WEEKS = 12
SMALL = {STAFF: 60}
HOURS = "spent champions meeting + spent champions support + spent leadership leading"
OPEN = {"policy.openness": 0.9}
FIRST = Claim(
    "X1", "", ".", "emergent",
    {AS_IT_IS: ArmOf(), "open": ArmOf(set=OPEN), "again": ArmOf(set={"policy.openness": 0.3})},
    [Part(".", "uptake", ("open",), (AS_IT_IS,), matters=0.02), Part(".", "harm / staff", ("again",), matters=1.0)],
)  # fmt: skip
SECOND = Claim(
    "X2", "", ".", "emergent", {AS_IT_IS: ArmOf(), "the same by another name": ArmOf(set=OPEN)},
    [Part(".", "net_value", ("the same by another name",), (AS_IT_IS,), matters=1.0)],
)  # fmt: skip
EQUAL = Claim(
    "X3", "", ".", "emergent",
    {
        AS_IT_IS: ArmOf(),
        "edict": ArmOf(lay=("strategies/edict",)),
        "network": ArmOf(lay=("strategies/champions",), equal=Equal("champions.hours", HOURS, "edict")),
    },
    [Part(".", "uptake", ("network",), ("edict",), matters=0.02)],
)  # fmt: skip


def small(seed, draw, weeks=None):
    """Sixty people and a few weeks, in every draw."""
    return council_of(seed, draw).changed(SMALL, weeks=WEEKS, name=f"council {draw}")


@pytest.fixture(autouse=True)
def small_councils(monkeypatch):
    monkeypatch.setattr(running, "council_of", small)


def test_every_arm_is_there_once_with_all_the_numbers_that_anybody_wants_of_it():
    found = wanted([FIRST, SECOND])
    assert list(found.names.values()) == [AS_IT_IS, "X1: open", "X1: again"]
    shared = FIRST.arms["open"].key
    assert found.numbers[shared] == ("uptake", "net_value") and found.used_by[shared] == ("X1", "X2")
    assert not found.sets


def test_arms_that_come_to_the_same_council_are_run_once(monkeypatch):
    """The district's openness is 0.3 already, so that arm is the council as it is."""
    done: list[str] = []

    def counted(arms, seeds, **more):
        done.extend(arm.scenario.fingerprint for arm in arms)
        return run_arms(arms, seeds, **more)

    monkeypatch.setattr(running, "run_arms", counted)
    left = ran(wanted([FIRST, SECOND]), 0, 0, 4)
    assert len(done) == len(set(done)) == 2 and left.runs == 2 * PAIRS
    base = left.numbers[ArmOf().key, "uptake"]
    assert base.shape == (PAIRS,)
    again = CompiledCouncil(small(0, 4), seeds_of(0, 4)[2], keep_rows=False).run()
    assert base[2] == again.outcomes["uptake"]
    assert left.numbers[FIRST.arms["again"].key, "harm / staff"][2] == again.outcomes["harm"] / 60


def test_a_setting_is_scaled_until_the_hours_agree():
    left = ran(wanted([EQUAL]), 0, 0, 4)
    network, edict = EQUAL.arms["network"].key, EQUAL.arms["edict"].key
    assert left.numbers[network, AGREES].tolist() == [1.0] * PAIRS
    base = left.numbers[ArmOf().key, HOURS].mean()
    aim, taken = (left.numbers[key, HOURS].mean() - base for key in (edict, network))
    assert taken == pytest.approx(aim, rel=0.05) and aim > 0.0
    assert left.scaled_to[network] != 0.5


def test_where_no_setting_agrees_it_is_said():
    nothing = Claim(
        "X4", "", ".", "emergent",
        {AS_IT_IS: ArmOf(), "other": ArmOf(set=OPEN),
         "network": ArmOf(lay=("strategies/champions",), equal=Equal("champions.hours", HOURS, "other"))},
        [Part(".", "uptake", ("network",), ("other",), matters=0.02)],
    )  # fmt: skip
    left = ran(wanted([nothing]), 0, 0, 4)
    assert left.numbers[nothing.arms["network"].key, AGREES].tolist() == [0.0] * PAIRS


def test_sets_of_gates_are_run_in_three_councils_of_ten():
    found = wanted([CLAIMS["C1"]])
    assert list(found.sets) == list(SETS) and len(found.keys(True)) - len(found.keys(False)) == 31
    assert sum(map(is_with_sets, range(500))) == 150


def test_a_council_that_fails_is_recorded_and_takes_no_other_down(monkeypatch):
    def fails(run, said):
        if run.seed == seeds_of(0, 4)[1]:
            raise ArithmeticError("planted")
        return number_of(run, said)

    monkeypatch.setattr(running, "number_of", fails)
    bad, good = Running(wanted([FIRST]), 0, [4, 5], None)(Batch(0, 2))
    assert "planted" in bad.error and f"seed {seeds_of(0, 4)[1]}" in bad.error and not bad.numbers
    assert not good.error and good.numbers


@pytest.fixture
def every_second(monkeypatch):
    """Every second draw is plausible; returns what was run."""
    done = []
    monkeypatch.setattr(
        study, "Screening", lambda seed, weeks: lambda batch, stop=None: [
            Screened(draw, draw % 2 == 1, 1) for draw in range(batch.first, batch.last)
        ],
    )  # fmt: skip

    class Told(Running):
        def __call__(self, batch, stop=None):
            done.append(batch.first)
            return super().__call__(batch, stop)

    monkeypatch.setattr(study, "Running", Told)
    return done


def test_a_study_that_goes_on_has_the_same_numbers_and_does_nothing_twice(tmp_path, every_second, monkeypatch):
    def numbers(made):
        return [{key: values.tolist() for key, values in one.numbers.items()} for one in made.councils]

    whole = study.study([FIRST], 6, 0, 1, Journal(tmp_path / "whole"))
    assert [one.draw for one in whole.councils] == [1, 3, 5, 7, 9, 11] and len(whole.screened) == 12
    every_second.clear()
    journal = Journal(tmp_path / "stopped")
    write = journal.write_ran

    def stops(batch, found):
        if batch.first == 3:
            raise KeyboardInterrupt
        write(batch, found)

    monkeypatch.setattr(journal, "write_ran", stops)
    with pytest.raises(KeyboardInterrupt):
        study.study([FIRST], 6, 0, 1, journal)
    part = min((tmp_path / "stopped" / "ran" / "runs").iterdir())
    part.write_bytes(part.read_bytes()[:-9])  # cut short by whatever stopped it
    every_second.clear()
    again = study.study([FIRST], 6, 0, 1, Journal(tmp_path / "stopped"))
    assert numbers(again) == numbers(whole)
    assert sorted(every_second) == [0, 3, 4, 5] and len(again.screened) == 12
    fewer = study.study([FIRST], 5, 0, 1, Journal(tmp_path / "stopped"))
    assert numbers(fewer) == numbers(whole)[:5] and len(fewer.screened) == 10


def test_a_draw_that_was_passed_over_when_a_run_was_stopped_is_looked_at(tmp_path, every_second):
    """Batches land as they end: a later one may be there that has councils enough, and an earlier one not."""
    whole = study.study([FIRST], 8, 0, 1, Journal(tmp_path / "whole"))
    journal = Journal(tmp_path / "stopped")
    for first in (8, 16):
        journal.write_screened(Batch(first, first + 8), [Screened(k, k % 2 == 1, 1) for k in range(first, first + 8)])
    again = study.study([FIRST], 8, 0, 1, journal)
    assert [one.draw for one in again.councils] == [one.draw for one in whole.councils] == [1, 3, 5, 7, 9, 11, 13, 15]


def test_a_draw_that_is_not_plausible_has_the_band_that_it_lies_outside():
    """Looked at again by hand: the mean of its runs lies outside that band, and of the bands before it inside."""
    draws = [screened(0, draw) for draw in range(8)]
    assert any(one.outside for one in draws)
    for one in draws:
        assert one.is_plausible == (not one.outside)
        if not one.outside:
            continue
        arm, seeds = Arm("it", council_of(0, one.draw)), seeds_that_choose(0, one.draw)[: one.runs]
        means = means_of(run_arms([arm], seeds).read["outcomes"][0])
        assert not band_of(one.outside).holds(means)
        before = BANDS[: BANDS.index(band_of(one.outside))]
        factor = 1.0 if one.runs == CHOOSING else 1.0 + 1.0 / one.runs
        assert all(band.holds(means) if one.runs == CHOOSING else nearly_holds(band, means, factor) for band in before)


def test_luck_that_chooses_a_council_does_not_judge_in_it():
    seeds = [{*seeds_that_choose(7, draw), *seeds_of(7, draw)} for draw in range(50)]
    assert all(len(those) == CHOOSING + PAIRS for those in seeds)
    assert sum(map(len, seeds)) == len(set().union(*seeds))


def test_a_draw_whose_run_fails_is_no_implausible_council(tmp_path, monkeypatch):
    monkeypatch.setattr(
        study, "Screening", lambda seed, weeks: lambda batch, stop=None: [
            Screened(draw, draw % 2 == 1, 1, "planted" if draw == 2 else "") for draw in range(batch.first, batch.last)
        ],
    )  # fmt: skip
    made = study.study([FIRST], 5, 0, 1, Journal(tmp_path))
    assert [one.draw for one in made.unseen] == [2]
    found = [judge(made, claim) for claim in made.claims]
    assert "Of 1 draw it is not known whether they are plausible: a run failed." in told(made, found)


def test_too_few_plausible_councils_are_said(tmp_path, monkeypatch):
    monkeypatch.setattr(
        study, "Screening", lambda seed, weeks: lambda batch, stop=None: [
            Screened(draw, False, 1, outside="uptake" if draw % 3 else "protective")
            for draw in range(batch.first, batch.last)
        ],
    )  # fmt: skip
    said = "0 of 504 councils drawn are plausible; 5 were wanted; of the others 336 were left for uptake outside"
    with pytest.raises(study.TooFewCouncils, match=said):
        study.study([FIRST], 5, 0, 1, Journal(tmp_path))


def test_what_the_journal_is_kept_by_follows_runs_not_words():
    part = replace(FIRST.parts[0], matters=0.5, says="Other words.")
    reworded = replace(FIRST, says="Others.", parts=[part, FIRST.parts[1]])
    assert fingerprint([FIRST], 0, None) == fingerprint([reworded], 0, None)
    more = replace(FIRST, parts=[*FIRST.parts, replace(FIRST.parts[0], number="shadow")])
    assert len({fingerprint([FIRST], 0, None), fingerprint([FIRST], 1, None), fingerprint([more], 0, None)}) == 3


def test_staff_of_any_size_are_drawn_log_uniformly():
    sizes = np.log([council_of(0, draw).values[STAFF] for draw in range(256)])
    low, high = np.log(300), np.log(8000)
    assert sizes.min() >= low and sizes.max() <= high + 1e-9
    assert (sizes < 0.5 * (low + high)).mean() == pytest.approx(0.5, abs=0.01)  # a Latin hypercube: half of it


def test_a_band_is_widened_for_few_runs_and_shares_of_refusals_wait_for_all():
    band = band_of("uptake")
    assert nearly_holds(band, {"uptake": 1.9 * band.high}, 2.0) and not nearly_holds(
        band, {"uptake": 2.1 * band.high}, 2.0
    )
    inside = {band.outcome: band.low for band in BANDS} | {f"requests_{band.gate}": 20 for band in BANDS}
    outside = inside | {"refusal_rate_hr": 1.0}
    assert not all_hold(outside) and all(nearly_holds(band, outside, 1.5) for band in BANDS)


@cache
def lively(engine):
    """A run of the lively council by one engine or the other."""
    council = LIVELY.changed(weeks=8)
    return (CompiledCouncil(council, 1) if engine == "compiled" else Council(council, rng=1)).run()


@pytest.mark.parametrize("number", sorted({part.number for claim in CLAIMS.values() for part in claim.parts}))
def test_both_engines_give_the_same_number(number):
    one, other = (number_of(lively(engine), number) for engine in ("compiled", "mesa"))
    assert one == pytest.approx(other, nan_ok=True, rel=1e-12)
