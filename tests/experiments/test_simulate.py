"""Runs do not depend on how the work is shared, and one that fails stands alone."""

import gc
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from experiments.by_gate import by_gate, hours_spent
from experiments.findings import findings
from experiments.intervals import Interval
from experiments.results import Results
from experiments.simulate import LARGEST_SEED, simulate, workers_of
from simulation import Council, Scenario
from simulation.engine.council import CompiledCouncil
from tests.experiments.councils import Unlucky
from tests.experiments.same import assert_same

SMALL = {"organisation.staff": 60, "organisation.departments": 4}
FROM_OTHER_PROCESSES = """
from experiments.simulate import simulate
from simulation import Scenario
from tests.experiments.councils import Unlucky
import pickle
import sys
if __name__ == "__main__":
    small = Scenario.default().changed({"organisation.staff": 60, "organisation.departments": 4}, weeks=20)
    council = Unlucky if sys.argv[1:] else None
    found = simulate(small, 3, 0, 2, council=council, engine="mesa")
    pickle.dump(found, sys.stdout.buffer)
"""


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.default().changed(SMALL, weeks=20)


@pytest.fixture(scope="module")
def alone(small):
    return simulate(small, 3, 0)


def shared(folder: Path, *words: str) -> Results:
    """Three runs in two processes, of our council or, with a word, of the unlucky one."""
    script = folder / "shared.py"
    script.write_text(FROM_OTHER_PROCESSES, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run([sys.executable, script, *words], env=environment, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    found = pickle.loads(done.stdout)
    assert isinstance(found, Results)
    return found


def mean(of: Interval) -> float:
    assert of.mean is not None
    return of.mean


def test_numbers_do_not_depend_on_workers(alone, tmp_path):
    assert_same(alone, shared(tmp_path))
    assert alone.outcomes["seed"].tolist() == [0, 1, 2]


def test_replicates_are_the_runs_of_their_seeds(alone, small):
    for replicate in alone.replicates:
        run = Council(small, rng=replicate.seed).run()
        pd.testing.assert_frame_equal(run.weekly, replicate.weekly)
        assert replicate.outcomes == pytest.approx(run.outcomes, nan_ok=True, rel=0, abs=0)
    assert [replicate.full is not None for replicate in alone.replicates] == [True, False, False]


def test_a_run_that_fails_takes_no_other_down(alone, small):
    found = simulate(small, 3, 0, council=Unlucky)
    assert [failure.error for failure in found.failures] == ["RuntimeError: the roof came down in week 3"]
    assert "Traceback" in found.failures[0].traceback
    assert [run.seed for run in found.replicates] == [0, 2]
    assert found.replicates[1].outcomes == pytest.approx(alone.replicates[2].outcomes, nan_ok=True, rel=0, abs=0)


@pytest.mark.slow
def test_a_process_that_dies_takes_no_other_run_down(alone, tmp_path):
    found = shared(tmp_path, "unlucky")
    assert [(failure.seed, failure.error.split()[0]) for failure in found.failures] == [
        (1, "RuntimeError:"),
        (2, "the"),
    ]
    (left,) = found.replicates
    assert left.outcomes == pytest.approx(alone.replicates[0].outcomes, nan_ok=True, rel=0, abs=0)


@pytest.mark.parametrize(("engine", "council"), [("mesa", Council), ("compiled", CompiledCouncil)])
def test_no_council_is_kept_alive(small, engine, council):
    simulate(small, 2, 0, engine=engine)
    gc.collect()
    # By type: isinstance would ask dead proxies, which other tests may have left, for their class.
    assert not [kept for kept in gc.get_objects() if type(kept) is council and kept.setting is small]


def test_what_cannot_be_run_is_refused(small):
    for replications, seed, workers in ((0, 0, 1), (1, -1, 1), (2, LARGEST_SEED, 1), (1, 0, 0)):
        with pytest.raises(ValueError):
            simulate(small, replications, seed, workers)
    assert workers_of("3") == 3 and workers_of("auto") >= 1
    for text in ("0", "-1", "many", "1.5"):
        with pytest.raises(ValueError, match="allowed: a whole number from 1, or auto"):
            workers_of(text)


def test_shares_of_gates_add_up(small):
    results = simulate(small.changed(weeks=60), 4, 0)
    gates = by_gate(results)
    for share in ("refusals", "blame", "assumed_share"):
        assert sum(mean(getattr(gate, share)) for gate in gates) == pytest.approx(1.0)
    for gate in gates:
        assert mean(gate.protective) + mean(gate.obstructive) == pytest.approx(mean(gate.refusals))
        if gate.refusals.mean:
            assert sum(mean(share) for share in gate.reasons.values()) == pytest.approx(1.0)
    spent = sum(mean(hours) for _, _, hours in hours_spent(results))
    assert spent == pytest.approx(results.outcome("hours_spent").mean)


def test_where_comms_answers_for_all_it_takes_more_than_its_share(small):
    settings = {"route.answers_by": "comms", "route.transparency": 0.0, "organisation.staff": 300}
    results = simulate(small.changed(settings, weeks=104), 5, 0)
    gates = by_gate(results)
    (comms,) = [gate for gate in gates if gate.name == "Comms"]
    assert comms.beyond.excludes_zero and mean(comms.beyond) > 0.0
    (said,) = [sentence for sentence in findings(results, gates) if sentence.startswith("Comms raised")]
    assert said.endswith("more than its share.")


def test_one_run_claims_no_difference(small):
    results = simulate(small.changed({"organisation.staff": 600}, weeks=156), 1, 0)
    said = " ".join(findings(results, by_gate(results)))
    assert "no interval" in said and "distinguishable" not in said and "its share" not in said
