"""Peers that are missing, fail, or answer wrongly are skipped with the reason. Nothing is installed or timed."""

import argparse
import json
import sys
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired

import numpy as np
import pytest

from benchmarks import common_task
from benchmarks.__main__ import peers_of
from benchmarks.common_task import Common, read_row, repeats_for, run_peer
from benchmarks.environments import PEERS, Peer, environment_of, python_of
from benchmarks.full_model import ENGINE, Full, same_shares
from benchmarks.machine import Machine
from benchmarks.measured import Row, Skipped
from benchmarks.page import figure, page
from benchmarks.peers.timed import Task, contacts_of
from benchmarks.task import draw_ties, write_task

NOBODY = Peer("Nobody", "with_nobody.py", ("no-such-package",))
SAID = {"seconds": [1, 2], "set_up": [0, 0], "shares": [0.1, 0.2], "peak": 7, "versions": {"x": "1"}}


def test_a_peer_that_does_not_install_is_skipped_with_the_installer_s_reason(tmp_path):
    def pip(command, **_):
        failed = "install" in command
        return CompletedProcess(command, int(failed), "", "Looking…\nERROR: No matching distribution\nbye" * failed)

    found = python_of(NOBODY, tmp_path, pip)
    assert found == Skipped("Nobody", "not installed: ERROR: No matching distribution")


def test_an_installer_that_hangs_or_is_not_there_skips_too(tmp_path):
    for problem in (TimeoutExpired("pip", 1), FileNotFoundError()):

        def pip(*_, problem=problem, **__):
            raise problem

        assert python_of(NOBODY, tmp_path, pip) == Skipped("Nobody", f"not installed: {type(problem).__name__}")


def test_an_environment_is_made_once(tmp_path):
    called = []

    def pip(command, **_):
        called.append(command)
        environment_of(NOBODY, tmp_path).mkdir(exist_ok=True)
        return CompletedProcess(command, 0, "", "")

    first, second = python_of(NOBODY, tmp_path, pip), python_of(NOBODY, tmp_path, pip)
    assert first == second and len(called) == 2
    assert "no-such-package" in called[1]


def test_a_script_that_fails_is_skipped_with_its_last_line(tmp_path):
    found = run_peer(NOBODY, Path(sys.executable), tmp_path / "no.npz", 1000, 1)
    assert isinstance(found, Skipped) and found.reason.startswith("1,000 people: ")


def test_what_a_script_prints_last_is_read():
    row = read_row("x", 1000, "a library greets\n" + json.dumps(SAID))
    assert isinstance(row, Row) and row.seconds == (1.0, 2.0) and row.shares == (0.1, 0.2) and row.peak == 7


@pytest.mark.parametrize("printed", ["", "hello", "{}", "[1]", json.dumps({**SAID, "seconds": None})])
def test_what_is_not_a_measurement_is_skipped(printed):
    assert isinstance(read_row("x", 1000, printed), Skipped)


def test_repeats_fit_the_budget_or_there_are_none():
    assert [repeats_for(seconds, 60) for seconds in (0.0, 1, 12, 15, 20, 21)] == [5, 5, 5, 4, 3, 0]


def test_a_size_that_would_take_too_long_is_not_begun_and_says_so():
    found = Common(rows=[Row("Nobody", 1000, 156, (10.0,), (0.0,), (0.1,))])
    assert common_task._repeats(NOBODY, 100_000, found) == 0
    assert found.skipped == [Skipped("Nobody", "100,000 people: a run would take about 1000 s")]


def test_a_wrong_row_is_void_and_not_in_the_tables():
    right = Row("C loop", 1000, 156, (0.1, 0.1), (0.0, 0.0), (0.15, 0.16))
    wrong = Row("Mesa", 1000, 156, (0.2, 0.2), (0.0, 0.0), (0.5, 0.5))
    found = Common()
    common_task._keep(found, [wrong], right, lambda line: None)
    assert found.of("Mesa") == [] and found.of("C loop") == [right]
    machine = Machine("a machine", 2, "Linux", "3.11", "2026-01-01", 0.0)
    text = page(found, Full(), machine, "x")
    assert "- Mesa, 1,000 people: void, final share 0.5000" in text
    assert "| Mesa" not in text


def test_drivers_that_end_differently_void_the_row():
    engine = Row(ENGINE, 200, 156, (1.0, 1.0), shares=(0.1, 0.2))
    assert same_shares(Row("x", 200, 156, (1.0,), shares=(0.1,)), engine).void == ""
    assert same_shares(Row("x", 200, 156, (1.0,), shares=(0.2,)), engine).void


def test_the_graph_has_mean_degree_ten_no_loops_and_no_tie_twice(tmp_path):
    low, high = np.divmod(draw_ties(300), 300)
    assert len(low) == 1500 and (low < high).all() and len(set(zip(low.tolist(), high.tolist(), strict=True))) == 1500
    assert (draw_ties(300) == draw_ties(300)).all()
    task = Task.read(str(write_task(tmp_path, 300)))
    starts, ids = task.rows()
    for person in (0, 17, 299):
        mine = sorted([*high[low == person].tolist(), *low[high == person].tolist()])
        assert sorted(ids[starts[person] : starts[person + 1]].tolist()) == mine
    some = np.array([5, 0])
    expected = [*ids[starts[5] : starts[6]], *ids[starts[0] : starts[1]]]
    assert contacts_of(some, starts, ids).tolist() == expected
    with pytest.raises(ValueError, match="cannot have"):
        draw_ties(8)


def test_peers_are_chosen_by_name_and_a_slip_is_answered():
    assert [peer.name for peer in peers_of("mesa, JAX")] == ["Mesa", "JAX"]
    assert peers_of("none") == ()
    with pytest.raises(argparse.ArgumentTypeError, match="did you mean 'starsim'"):
        peers_of("starsin")


def test_every_peer_has_its_script():
    scripts = {path.name for path in (common_task.HERE / "peers").glob("with_*.py")}
    assert {peer.script for peer in PEERS} | {"with_blockers.py"} == scripts


@pytest.mark.parametrize(("number", "said"), [(6051.2, "6,051"), (45.67, "45.7"), (0.01234, "0.0123"), (100, "100")])
def test_figures_are_short(number, said):
    assert figure(number) == said
