"""What the compiled engine refuses, and that threads, processes and uncompiled code change nothing."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from simulation.council import Council
from simulation.engine import compiled
from simulation.engine.compiled import EngineRefused
from simulation.engine.council import CompiledCouncil
from simulation.rules import people, using, wanting
from simulation.scenario import Scenario
from tests.identity.comparing import compare_runs
from tests.scenarios_at_random import LED

SMALL = LED | {"organisation.staff": 60, "organisation.departments": 4}


@pytest.fixture(scope="module")
def small():
    return Scenario.default().changed(SMALL, weeks=30)


# -- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "name", "other"),
    [
        (wanting, "exposure", lambda live, shadow, contacts, visibility: 1.0),
        (using, "probability_of_lapse", lambda *_: 0.0),
        (people, "CONVICTION_AT_REST", 0.4),
    ],
)
def test_a_replaced_rule_or_number_of_a_rule_is_refused_by_name(small, monkeypatch, module, name, other):
    monkeypatch.setattr(module, name, other)
    with pytest.raises(EngineRefused, match=rf"{module.__name__}\.{name} was replaced.*--engine mesa"):
        CompiledCouncil(small, 1)


def test_every_rule_would_be_missed():
    """The check knows each function of each file of rules, and the numbers that stand in them."""
    names = {name for _, name in compiled.COMPILED}
    assert {"exposure", "probability_of_asking", "CONVICTION_AT_REST", "APPEAL_HOURS"} <= names


def test_after_a_rule_is_put_back_the_engine_runs(small, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(people, "CONVICTION_AT_REST", 0.4)
        with pytest.raises(EngineRefused):
            CompiledCouncil(small, 1)
    CompiledCouncil(small, 1).run()


def test_ties_too_heavy_to_count_are_refused(tmp_path):
    ids = range(300)
    (tmp_path / "people.csv").write_text("id,department\n" + "".join(f"{k},A\n" for k in ids))
    (tmp_path / "ties.csv").write_text("source,target,weight\n" + "".join(f"0,{k},1000000\n" for k in ids if k))
    (tmp_path / "heavy.toml").write_text("[people]\nfile = 'people.csv'\nties = 'ties.csv'\n")
    with pytest.raises(EngineRefused, match=r"weigh more than 268,435,456 in all.*--engine mesa"):
        CompiledCouncil(Scenario.load(str(tmp_path / "heavy.toml")), 1)


def test_there_is_no_week_beyond_the_scenarios(small):
    council = CompiledCouncil(small, 1)
    council.advance(small.weeks)
    with pytest.raises(ValueError, match="the scenario has 30 weeks; there is no week 31"):
        council.step()


# -- threads ---------------------------------------------------------------------------------------


def test_two_threads_at_once_give_what_one_after_the_other_gives(small):
    seeds = range(8)
    alone = [CompiledCouncil(small, seed).run() for seed in seeds]
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(lambda seed: CompiledCouncil(small, seed).run(), seeds))
    for one, other in zip(alone, together, strict=True):
        compare_runs(one, other)


def test_two_councils_stepped_in_turn_do_not_touch_each_other(small):
    alone = [CompiledCouncil(small, seed).run() for seed in (1, 2)]
    councils = [CompiledCouncil(small, seed) for seed in (1, 2)]
    for _ in range(small.weeks):
        for council in councils:
            council.step()
    for council, run in zip(councils, alone, strict=True):
        compare_runs(council.run(), run)


# -- processes -------------------------------------------------------------------------------------

RUN = """
import sys
from simulation.engine.council import CompiledCouncil
from simulation.scenario import Scenario
run = CompiledCouncil(Scenario.from_toml(sys.stdin.read()), 3).run()
print(repr((run.log_rows, run.ledger_rows, run.outcomes)))
"""


def run_elsewhere(scenario, repository, **environment):
    """Log, ledger and outcomes of the scenario as another process prints them."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", RUN],
        input=scenario.to_toml(),
        capture_output=True,
        text=True,
        cwd=repository,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def left_by(scenario):
    run = Council(scenario, rng=3).run()
    return repr((run.log_rows, run.ledger_rows, run.outcomes))


def test_uncompiled_the_same_code_gives_the_same(repository):
    """With ``NUMBA_DISABLE_JIT=1`` everything still works, slowly."""
    tiny = Scenario.default().changed(SMALL | {"organisation.staff": 20}, weeks=15)
    assert run_elsewhere(tiny, repository, NUMBA_DISABLE_JIT="1") == left_by(tiny)


def test_uncompiled_arrays_grow_as_well(repository):
    """More than 64 requests at once, and queues longer than 64."""
    crowd = {"organisation.staff": 90, "organisation.departments": 1, "start.asking": 1, "gates.management.hours": 0.5}
    scenario = Scenario.default().changed(crowd, weeks=4)
    assert run_elsewhere(scenario, repository, NUMBA_DISABLE_JIT="1") == left_by(scenario)
    run = CompiledCouncil(scenario, 3).run()
    assert repr((run.log_rows, run.ledger_rows, run.outcomes)) == left_by(scenario)
    assert run.weekly["queue_management"].max() > 64


@pytest.mark.slow
def test_a_second_process_compiles_nothing(small, repository):
    CompiledCouncil(small, 3)  # whatever is missing is compiled here

    def kept():
        return sorted((str(path), path.stat().st_mtime_ns) for path in compiled.folder().rglob("*") if path.is_file())

    before = kept()
    assert before and compiled.is_kept()
    assert run_elsewhere(small, repository) == left_by(small)
    assert kept() == before
