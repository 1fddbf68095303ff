"""Code is compiled by several processes: each part once, one set at a time, and nothing said done that is not."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest

from simulation.engine import compiled, council, together


@pytest.fixture
def empty_folder(tmp_path, monkeypatch):
    for module in (compiled, together):
        monkeypatch.setattr(module, "folder", lambda: tmp_path)
    return tmp_path


def test_each_part_is_compiled_once_whoever_takes_it(tmp_path, monkeypatch):
    done = []
    parts = [SimpleNamespace(compile=lambda number=number: done.append(number)) for number in range(200)]
    monkeypatch.setattr(council, "PARTS", parts)
    barrier = Barrier(4)

    def worker(_):
        barrier.wait()
        together.compile_untaken(tmp_path)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(worker, range(4)))
    assert sorted(done) == list(range(200))


def test_every_step_of_the_week_and_all_that_python_calls_are_parts():
    loaded = council.load()
    steps = {part.function for part in council.PARTS if part.is_step}
    assert steps == {loop for _, loop in council.weeks.STEPS}
    assert {part.name for part in council.PARTS if not part.is_step} == vars(loaded).keys() - {"steps", "callbacks"}


def test_compiling_is_done_once_and_then_known_to_be_done(empty_folder, monkeypatch):
    commands = []

    def run(command, number):
        commands.append(command)
        (empty_folder / together.COMPLETE).touch()

    monkeypatch.setattr(together, "_run", run)
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda _: together.compile_together(), range(3)))
    assert len(commands) == 1 and compiled.is_kept()
    assert commands[0][:3] == [sys.executable, "-m", "simulation.engine.together"]


@pytest.mark.parametrize(("free", "number"), [(0, 1), (2_500_000_000, 2), (None, 4), (64_000_000_000, 4)])
def test_as_many_processes_share_the_work_as_memory_holds(monkeypatch, free, number):
    monkeypatch.setattr(together, "bytes_available", lambda: free)
    monkeypatch.setattr(together.os, "sched_getaffinity", lambda _: range(8), raising=False)
    assert together.processes() == number


@pytest.mark.parametrize(("script", "is_complete"), [("", True), ("raise SystemExit(3)", False)])
def test_what_a_process_could_not_compile_is_not_said_to_be_there(empty_folder, script, is_complete):
    together._run([sys.executable, "-c", script], 2)
    assert compiled.is_kept() == is_complete
