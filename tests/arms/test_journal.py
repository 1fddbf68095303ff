"""Arms that were stopped go on where they stood: no run is done twice, and numbers are those of an unbroken study."""

import sqlite3
from contextlib import closing
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest

from experiments.arms import running
from experiments.arms.arm import Arm
from experiments.arms.journal import FILE, Journal, line, mark_of
from experiments.arms.running import run_arms
from experiments.unfinished import unfinished
from simulation import Scenario

SMALL = Scenario.load("county").changed({"organisation.staff": 60}, weeks=20)
SEEDS = (3, 4, 5)


def frightened(how_much, council):
    council.world.councillors["anxiety"] = how_much


def uptake(run):
    return np.array(run.weekly["uptake"], dtype=np.float64)


def shy(staff):
    return staff


ARMS = [
    Arm("as it is", SMALL),
    Arm("a lead", SMALL.changed({"digital_lead.hours": 37})),
    Arm("frightened", SMALL, prepared=partial(frightened, 1.0)),
    Arm("shy", SMALL, staffed=shy),
]
READ = {"uptake": uptake}


@pytest.fixture(scope="module")
def unbroken():
    return run_arms(ARMS, SEEDS, readings=READ)


@pytest.fixture
def runs(monkeypatch):
    """Every run that is done, as arm and seed; Ctrl-C comes in place of the run of which this is the number."""
    one, said = running._one, SimpleNamespace(stops_at=None, done=[])

    def counted(arm, shared, *rest):
        if len(said.done) == said.stops_at:
            raise KeyboardInterrupt
        said.done.append((arm.name, shared.seed))
        return one(arm, shared, *rest)

    monkeypatch.setattr(running, "_one", counted)
    return said


@pytest.mark.parametrize("at", [1, 5, 11])
def test_what_was_stopped_goes_on_and_ends_with_the_same_numbers(tmp_path, runs, unbroken, at):
    runs.stops_at = at
    with pytest.raises(KeyboardInterrupt):
        run_arms(ARMS, SEEDS, readings=READ, journal=Journal(tmp_path / "kept"))
    journal = Journal(tmp_path / "kept")
    kept = len(journal)
    assert journal.holds_any == (kept > 0) and kept <= at
    runs.stops_at, before = None, list(runs.done)
    found = run_arms(ARMS, SEEDS, workers=2, readings=READ, journal=journal)
    assert len(runs.done) - len(before) == len(ARMS) * len(SEEDS) - kept
    for name, values in unbroken.read.items():
        np.testing.assert_array_equal(found.read[name], values)
    assert (found.arms, found.seeds) == (unbroken.arms, unbroken.seeds)
    again = run_arms(ARMS, SEEDS, readings=READ, journal=journal)
    assert len(runs.done) == len(before) + len(ARMS) * len(SEEDS) - kept
    np.testing.assert_array_equal(again.read["uptake"], unbroken.read["uptake"])
    journal.remove()
    assert not (tmp_path / "kept").exists()


def test_a_run_is_another_with_another_seed_reading_arm_or_with_its_rows(tmp_path, runs):
    journal = Journal(tmp_path / "kept")
    run_arms(ARMS[:1], SEEDS[:1], readings=READ, journal=journal)
    assert len(runs.done) == 1
    run_arms(ARMS[:1], SEEDS[:2], readings=READ, journal=journal)
    assert len(runs.done) == 2
    run_arms(ARMS[:1], SEEDS[:1], journal=journal)
    run_arms(ARMS[:1], SEEDS[:1], readings=READ, keep_rows=True, journal=journal)
    run_arms([Arm("another", SMALL, prepared=partial(frightened, 0.5))], SEEDS[:1], readings=READ, journal=journal)
    assert len(runs.done) == 5
    run_arms([Arm("of another name", SMALL)], SEEDS[:1], readings=READ, journal=journal)
    assert len(runs.done) == 5  # one council, whatever it is called


def test_what_was_written_on_the_spot_has_no_name_that_lasts_and_is_run_again(tmp_path, runs):
    arm = Arm("on the spot", SMALL, prepared=lambda council: frightened(1.0, council))
    assert line(arm, READ, False) is None
    assert line(Arm("an array", SMALL, prepared=partial(frightened, np.ones(3))), READ, False) is None
    assert line(ARMS[0], {"length": lambda run: np.ones(1)}, False) is None
    journal = Journal(tmp_path / "kept")
    for _ in range(2):
        run_arms([ARMS[0], arm], SEEDS[:1], readings=READ, journal=journal)
    assert [name for name, _ in runs.done] == ["as it is", "on the spot", "on the spot"]


def test_a_run_that_failed_is_tried_again(tmp_path, monkeypatch):
    journal = Journal(tmp_path / "kept")
    with monkeypatch.context() as patch:
        patch.setattr(running, "run_compiled", lambda *_: 1 / 0)
        assert run_arms(ARMS[:1], SEEDS, journal=journal).seeds == ()
    assert not journal.holds_any
    assert run_arms(ARMS[:1], SEEDS, journal=journal).seeds == SEEDS


def test_altered_rows_and_files_that_are_no_journal_are_as_good_as_none(tmp_path, runs, unbroken):
    place = tmp_path / "kept"
    journal = Journal(place)
    run_arms(ARMS, SEEDS, readings=READ, journal=journal)
    journal.close()
    with closing(sqlite3.connect(place / FILE)) as opened:
        opened.execute("UPDATE runs SET left = zeroblob(length(left)) WHERE run = (SELECT min(run) FROM runs)")
        opened.commit()
    runs.done.clear()
    found = run_arms(ARMS, SEEDS, readings=READ, journal=Journal(place))
    assert len(runs.done) == 1
    np.testing.assert_array_equal(found.read["uptake"], unbroken.read["uptake"])
    (place / FILE).write_bytes(b"no journal" * 1000)
    assert not Journal(place).holds_any
    found = run_arms(ARMS, SEEDS, readings=READ, journal=Journal(place))
    np.testing.assert_array_equal(found.read["uptake"], unbroken.read["uptake"])


def test_a_journal_that_cannot_be_written_stops_nothing(tmp_path, unbroken):
    (tmp_path / "a-file").write_text("here\n", encoding="utf-8")
    journal = Journal(tmp_path / "a-file" / "kept")
    found = run_arms(ARMS, SEEDS, readings=READ, journal=journal)
    np.testing.assert_array_equal(found.read["uptake"], unbroken.read["uptake"])
    assert not journal.holds_any


def test_a_mark_follows_what_is_said_and_the_code(monkeypatch, tmp_path):
    assert mark_of("blame", "a") == mark_of("blame", "a") != mark_of("blame", "b")
    place = tmp_path / "study"
    assert unfinished(place, mark_of("blame", "a")).parent == tmp_path / "study-unfinished"
    before = mark_of("blame", "a")
    monkeypatch.setattr("experiments.arms.journal.code_fingerprint", lambda package=None: "other code")
    assert mark_of("blame", "a") != before
