"""Both engines give the same numbers, through threads as through processes; what an engine cannot run is refused."""

import gc
import threading
import time

import pytest

from experiments.executing import runs, threads
from experiments.manifest import identity, manifest
from experiments.results import Failure
from experiments.simulate import Task, attempt, engine_of, simulate
from simulation import Scenario
from simulation.engine.compiled import EngineRefused
from simulation.engine.council import CompiledCouncil
from simulation.engine.layout import World
from simulation.rules import wanting
from tests.experiments.councils import Unlucky
from tests.experiments.same import assert_same

SMALL = {"organisation.staff": 60, "organisation.departments": 4}


@pytest.fixture(scope="module")
def small():
    return Scenario.default().changed(SMALL, weeks=30)


@pytest.fixture(scope="module")
def compiled(small):
    return simulate(small, 4, 0)


def test_both_engines_give_the_same_tables_outcomes_and_records(small, compiled):
    readable = simulate(small, 4, 0, engine="mesa")
    assert (compiled.engine, readable.engine) == ("compiled", "mesa")
    assert compiled.outcomes["filed"].sum() > 0
    assert_same(compiled, readable)


@pytest.mark.parametrize("workers", [2, 3])
def test_threads_change_nothing(small, compiled, workers):
    assert_same(compiled, simulate(small, 4, 0, workers))


@pytest.mark.parametrize("weeks", [1, 7, 1000])
def test_how_many_weeks_run_at_a_time_changes_nothing(small, compiled, monkeypatch, weeks):
    monkeypatch.setattr(runs, "SLICE", weeks)
    monkeypatch.setattr(runs, "AT_ONCE", 0)
    assert_same(compiled, simulate(small, 4, 0))


def test_a_council_of_ones_own_runs_on_the_readable_engine_only(small):
    assert simulate(small, 1, council=Unlucky).engine == "mesa"
    with pytest.raises(ValueError, match=r"^the compiled engine cannot run Unlucky.*engine='mesa' can$"):
        simulate(small, 1, council=Unlucky, engine="compiled")


def test_an_engine_that_there_is_not_is_refused_with_the_nearest(small):
    with pytest.raises(ValueError, match=r"^engine: found 'Mesa'; allowed: compiled or mesa; did you mean mesa\?$"):
        simulate(small, 1, engine="Mesa")
    with pytest.raises(ValueError, match=r"^found 'x'; allowed: compiled or mesa$"):
        engine_of("x")


def test_a_replaced_rule_is_refused_once_not_run_by_run(small, monkeypatch):
    monkeypatch.setattr(wanting, "exposure", lambda live, shadow, contacts, visibility: 1.0)
    with pytest.raises(EngineRefused, match=r"wanting\.exposure was replaced"):
        simulate(small, 3)
    assert not simulate(small, 1, engine="mesa").failures


def test_the_manifest_names_the_engine_and_the_identity_does_not(compiled):
    from datetime import UTC, datetime

    said = manifest(compiled, "blockers run", datetime.now(UTC), [])
    assert said["engine"] == "compiled" and said["versions"]["numba"]
    assert "engine" not in identity("f", 1, 0, 1)


def test_a_compiled_run_stops_when_it_is_told_to(small):
    stop = threading.Event()
    stop.set()
    left = attempt(Task(small, 0, 0, False, None, "compiled"), stop)
    assert isinstance(left, Failure) and left.error == "Stopped: stopped after week 0"


def test_when_the_one_who_waits_is_interrupted_threads_end_soon(small, monkeypatch):
    advance, done = CompiledCouncil.advance, []

    def slowly(council, week, last=None):
        time.sleep(0.01)
        advance(council, week, last)
        done.append(week)

    def interrupted(futures, return_when):
        while not done:
            time.sleep(0.001)
        raise KeyboardInterrupt

    before = set(threading.enumerate())
    monkeypatch.setattr(CompiledCouncil, "advance", slowly)
    monkeypatch.setattr(threads, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        simulate(small.changed(weeks=2600), 6, workers=2)
    for thread in set(threading.enumerate()) - before:
        thread.join(20)
    assert set(threading.enumerate()) <= before
    assert 0 < len(done) < 20  # of 1200


def test_the_arrays_of_a_run_go_with_it(small):
    """Not only when Python looks for what hangs together: by then many large councils would have piled up."""
    gc.collect()
    before = {id(kept) for kept in gc.get_objects() if issubclass(type(kept), World)}
    gc.disable()
    try:
        simulate(small, 3, keep_full=0)
        assert not [kept for kept in gc.get_objects() if issubclass(type(kept), World) and id(kept) not in before]
    finally:
        gc.enable()
