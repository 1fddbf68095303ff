"""What a sweep comes to depends on its file alone: not on workers, executors, batches, order, shards or pauses."""

from contextlib import suppress
from typing import Any

import numpy as np
import pandas as pd
import pytest
from fsspec.implementations.local import LocalFileSystem

from experiments.executing.carry_out import executor_of
from experiments.executing.sharing import settled_by
from experiments.sweeps import compacting, sweeping
from experiments.sweeps.compacting import compact
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.parts import Parts
from experiments.sweeps.reading import read_sweep
from experiments.sweeps.study import Study
from experiments.sweeps.sweeping import State, carry_out
from experiments.sweeps.verifying import verify
from simulation import Scenario
from simulation.engine.council import CompiledCouncil, staffed
from simulation.parameters import PARAMETERS
from simulation.state import label
from tests.sweeps.studies import ALL_KEPT, RUNS, SMALL, carried_out, hash_of, written


@pytest.mark.slow
@pytest.mark.parametrize("batch", [1, 7, 1000])
@pytest.mark.parametrize("workers", [1, 3])
def test_threads_and_batches_change_nothing(small, tmp_path, undisturbed, workers, batch):
    assert carried_out(small, tmp_path / "study", workers=workers, batch=batch).is_over
    assert hash_of(tmp_path / "study") == undisturbed


def test_the_length_of_batches_is_kept_until_another_is_asked_for(small, tmp_path, undisturbed):
    place, sweep = tmp_path / "study", read_sweep(str(small))
    lengths = []
    for seconds, k in ((None, 1), (None, 2), (1e-6, 3), (None, 4)):
        with Study(place, sweep.changed(batch_seconds=seconds)) as study:
            carry_out(study, executor_of("threads", 1), shard=(k, 4))
            lengths.append((study.manifest["batch"], study.manifest["batch_seconds"]))
    assert lengths[0] == lengths[1] and lengths[0][1] == 0.5 and lengths[0][0] > 1
    assert lengths[2] == lengths[3] == (1, 1e-6)
    assert hash_of(place) == undisturbed


@pytest.mark.slow
def test_processes_change_nothing(small, tmp_path, undisturbed):
    carried_out(small, tmp_path / "study", "processes", 2, 5)
    assert hash_of(tmp_path / "study") == undisturbed


def test_the_readable_engine_changes_nothing(tmp_path):
    file = written(tmp_path, SMALL.replace("weeks = 20", "weeks = 8").replace("replications = 4", "replications = 1"))
    hashes = []
    for engine in ("compiled", "mesa"):
        from experiments.executing.threads import Threads
        from experiments.sweeps.study import Study

        with Study(tmp_path / engine, read_sweep(str(file)).changed(engine=engine)) as study:
            assert not sweeping.carry_out(study, Threads(1)).failed
        hashes.append(hash_of(tmp_path / engine))
    assert hashes[0] == hashes[1]


def test_shards_are_the_whole_together(small, tmp_path, undisturbed):
    places = [tmp_path / f"shard-{k}" for k in (1, 2, 3)]
    states = [carried_out(small, place, shard=(k, 3)) for k, place in enumerate(places, 1)]
    assert sum(state.done for state in states) == RUNS
    assert hash_of(*places) == undisturbed and len(SweepResults(*places)) == RUNS
    with pytest.raises(ValueError, match="different sweeps"):
        other = written(tmp_path, SMALL.replace("0.9", "0.8"), "other")
        carried_out(other, tmp_path / "other", shard=(1, 9))
        SweepResults(places[0], tmp_path / "other")


def test_further_replications_go_on_from_those_that_are_there(tmp_path, undisturbed):
    fewer = written(tmp_path, SMALL.replace("replications = 4", "replications = 2"))
    place = tmp_path / "study"
    assert carried_out(fewer, place).done == RUNS // 2
    seen: list[State] = []
    assert carried_out(written(tmp_path), place, told=seen.append).done == RUNS
    assert seen[0].done == RUNS // 2
    assert hash_of(place) == undisturbed


def test_a_merged_study_holds_the_same_rows_in_fewer_files(small, tmp_path, undisturbed):
    place = tmp_path / "study"
    carried_out(small, place, batch=2)
    parts = Parts(str(place))
    assert len(parts.every()) == RUNS // 2
    assert compact(parts, ("runs",), at_least=2) == RUNS // 2 - 1
    assert len(parts.every()) == 1 and hash_of(place) == undisturbed


def test_parts_are_merged_while_workers_go_on(small, tmp_path, undisturbed, monkeypatch):
    monkeypatch.setattr(sweeping, "SO_MANY", 5)
    monkeypatch.setattr(compacting, "MANY", 2)
    assert carried_out(small, tmp_path / "study", workers=3, batch=1).done == RUNS
    assert len(Parts(str(tmp_path / "study")).every()) == 1 and hash_of(tmp_path / "study") == undisturbed


def stumble_at(monkeypatch, number):
    """The ``number``-th file that is written or removed from here on is not, as if the program had been killed."""
    left = iter(range(number))
    put, remove = Parts._write, LocalFileSystem.rm_file

    def or_die(done: Any) -> Any:
        def act(*given: Any) -> Any:
            if next(left, None) is None:
                raise KeyboardInterrupt
            return done(*given)

        return act

    monkeypatch.setattr(Parts, "_write", or_die(put))
    monkeypatch.setattr(LocalFileSystem, "rm_file", or_die(remove))


@pytest.mark.slow
@pytest.mark.parametrize("at", range(16))
def test_merging_loses_nothing_wherever_it_is_stopped(tmp_path, monkeypatch, at):
    """Two batches of four tables: four parts are written, then eight removed."""
    file = written(tmp_path, SMALL.replace("replications = 4", "replications = 1") + ALL_KEPT)
    place = tmp_path / "study"
    carried_out(file, place, batch=6)
    before = SweepResults(place)
    hashed, weekly, events = before.hash(), before.weekly(), before.events()
    tables = ("runs", "weekly", "departments", "events")
    with monkeypatch.context() as dying, suppress(KeyboardInterrupt):
        stumble_at(dying, at)
        compact(Parts(str(place)), tables, at_least=2)
    state = carried_out(file, place)
    assert (state.done, state.mended) == (12, 0)
    after = SweepResults(place)
    assert after.hash() == hashed
    pd.testing.assert_frame_equal(after.weekly(), weekly)
    assert len(after.events()) == len(events)


def test_a_batch_without_one_of_its_tables_is_done_again(tmp_path):
    file = written(tmp_path, SMALL.replace("replications = 4", "replications = 1") + ALL_KEPT)
    place = tmp_path / "study"
    carried_out(file, place, batch=6)
    hashed, weekly = hash_of(place), SweepResults(place).weekly()
    next((place / "weekly").glob("*.parquet")).unlink()
    assert [name for name in verify(place, 1, 0).damaged if name.startswith("weekly: no rows of runs")]
    assert carried_out(file, place).mended == 1
    assert hash_of(place) == hashed
    pd.testing.assert_frame_equal(SweepResults(place).weekly(), weekly)


def test_a_sweep_cut_short_is_balanced(tmp_path):
    file = written(tmp_path, SMALL + "[budget]\nruns = 18\n")
    state = carried_out(file, tmp_path / "study")
    assert (state.runs, state.done, state.is_over) == (18, 18, True)
    runs = SweepResults(tmp_path / "study").runs()
    assert runs["point"].value_counts().max() - runs["point"].nunique() // 12 <= 1
    for factor in ("digital_lead.hours", "strategy", "gates.comms.own_work"):
        counts = runs[factor].value_counts()
        assert counts.max() - counts.min() <= 2, counts


def test_rows_are_the_runs_of_their_point_and_seed(small, tmp_path):
    carried_out(small, tmp_path / "study")
    sweep = read_sweep(str(small))
    runs: Any = SweepResults(tmp_path / "study").runs().set_index("run_id")
    for run_id in (0, 5, 17, 47):
        row = runs.loc[run_id]
        point, replicate = int(row["point"]), int(row["replicate"])
        assert run_id == point + sweep.points * replicate and row["seed"] == replicate
        scenario = Scenario.load("county")
        if row["strategy"] != "none":
            scenario = scenario.overlaid(row["strategy"])
        settings = {path: float(row[path]) for path in ("digital_lead.hours", "gates.comms.own_work")}
        scenario = scenario.changed({"organisation.staff": 80, **settings}, weeks=20)
        assert scenario.fingerprint == sweep.scenario(point).fingerprint
        outcomes = CompiledCouncil(scenario, replicate, keep_rows=False).run().outcomes
        for name in sweep.outcomes:
            assert row[name] == outcomes[name] or (pd.isna(row[name]) and np.isnan(outcomes[name]))


def test_people_and_ties_are_shared_only_where_they_are_equal():
    """Every parameter but those of organisation and contacts, and how many leave, leaves them as they are."""
    base = Scenario.load("district").changed({"organisation.staff": 60})
    made = staffed(base, 3)
    for path, parameter in PARAMETERS.items():
        now = base.values[path]
        value: bool | str | float
        if parameter.type is bool:
            value = not now
        elif parameter.choices is not None:
            value = next(label(member) for member in parameter.choices if label(member) != now)
        else:
            low, high = parameter.plausible or parameter.allowed or (0.0, 1.0)
            other = low if now != low else high
            value = int(other) if parameter.whole else float(other)
        try:
            changed = base.changed({path: value})
        except ValueError:
            continue  # it does not go with the others
        is_equal = settled_by(changed) == settled_by(base)
        is_about_people = path.startswith(("organisation.", "contacts.")) and path != "organisation.attrition"
        assert is_equal != is_about_people, path
        if is_equal:
            theirs = staffed(changed, 3)
            assert np.array_equal(made.contacts.listener_ids, theirs.contacts.listener_ids), path
            assert np.array_equal(made.people.champion_score, theirs.people.champion_score), path
            assert np.array_equal(made.people.grade, theirs.people.grade), path
