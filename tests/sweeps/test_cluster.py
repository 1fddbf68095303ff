"""A scheduler and workers on loopback, some killed midway and some added, come to what one process comes to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.executing.cluster import Cluster, ClusterRefused, cluster_of, slurm_cluster, slurm_settings
from experiments.executing.work import ABRUPTLY, Batch
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.reading import read_sweep
from experiments.sweeps.study import Study
from experiments.sweeps.sweeping import State, carry_out
from tests.sweeps.killing import KILLER, Killing
from tests.sweeps.studies import RUNS, SMALL, blockers, carried_out, environment, hash_of, written

SLOW = SMALL.replace("organisation.staff = 80", "organisation.staff = 1500").replace("weeks = 20", "weeks = 104")
LOOPBACK = "127.0.0.1"


class OfOurOwn:
    """A scheduler and workers, each a program of its own, that listen on loopback and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "scheduler.json"
        self.programs: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--host", LOOPBACK, "--port", "0", "--no-dashboard", "--scheduler-file", self.file)
        while not self.file.exists():
            time.sleep(0.05)

    def _start(self, what: str, *words: object) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", "distributed.cli.dask_" + what, *map(str, words)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        program = subprocess.Popen(line, cwd=self.folder, env=environment(), **quiet)  # type: ignore[call-overload]
        self.programs.append(program)
        return program

    def worker(self) -> subprocess.Popen[bytes]:
        options = ("--nthreads", 1, "--no-nanny", "--host", LOOPBACK, "--no-dashboard")
        return self._start("worker", "--scheduler-file", self.file, *options)

    def end(self) -> None:
        for program in self.programs:
            program.kill()
            program.wait(20)


@pytest.fixture
def own(tmp_path):
    cluster = OfOurOwn(tmp_path)
    yield cluster
    cluster.end()


@pytest.mark.slow
def test_workers_killed_and_added_change_nothing(tmp_path, own):
    file, place = written(tmp_path, SLOW), tmp_path / "study"
    first = [own.worker(), own.worker()]
    happened: list[str] = []

    def told(state: State) -> None:
        if state.done >= 8 and not happened:
            happened.append("one was killed, and another came")
            os.kill(first[0].pid, signal.SIGKILL)
            own.worker()

    with cluster_of(str(own.file), None, 1) as executor, Study(place, read_sweep(str(file))) as study:
        study.manifest["batch"] = 2
        state = carry_out(study, executor, told)
    assert happened and (state.done, state.failed) == (RUNS, 0)
    carried_out(file, tmp_path / "alone")
    assert hash_of(place) == hash_of(tmp_path / "alone") and len(SweepResults(place)) == RUNS


@pytest.mark.slow
def test_a_run_that_kills_every_worker_is_given_up_alone(own):
    for _ in range(8):
        own.worker()
    with cluster_of(str(own.file), None, 1) as executor:
        assert isinstance(executor, Cluster)
        executor.client.wait_for_workers(8, timeout=60)
        executor.client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 1))
        left = dict(executor.results(Killing(6), [Batch(0, 3), Batch(3, 6)]))
    assert {batch: what for batch, what in left.items() if what == ABRUPTLY} == {Batch(KILLER, KILLER + 1): ABRUPTLY}
    assert sorted(k for batch in left for k in range(batch.first, batch.last)) == list(range(6))


@pytest.mark.slow
def test_the_command_starts_a_cluster_of_its_own_on_loopback(small, tmp_path, undisturbed):
    place = tmp_path / "study"
    done = blockers("sweep", small, "--cluster", "local", "--workers", 2, "--out", place, where=tmp_path)
    assert done.returncode == 0, done.stderr
    assert hash_of(place) == undisturbed


def test_a_cluster_that_cannot_be_had(tmp_path, monkeypatch):
    for given, said in (
        ("locl", r"found 'locl'; allowed: tcp://host:port, .* local, or slurm; did you mean local\?"),
        ("slurm", "needs --cluster-file FILE"),
    ):
        with pytest.raises(ClusterRefused, match=said), cluster_of(given, None, 1):
            pass
    monkeypatch.setattr("experiments.executing.cluster.WAIT", 1)
    with (
        pytest.raises(ClusterRefused, match=r"no scheduler answers at tcp://127\.0\.0\.1:1 .*is it running\?"),
        cluster_of("tcp://127.0.0.1:1", None, 1),
    ):
        pass


def test_a_cluster_file_with_mistakes_names_them_all(tmp_path):
    file = tmp_path / "slurm.toml"
    file.write_text('[slurm]\nworkers = 0\nmemry = "4GB"\ncores = 2\n', encoding="utf-8")
    with pytest.raises(ClusterRefused) as refused:
        slurm_settings(file)
    assert [line.removeprefix(f"{file}: ").split(";")[0] for line in str(refused.value).splitlines()] == [
        "slurm.workers: found 0",
        "slurm.memry: unknown key",
        "slurm.memory: is missing",
    ]
    assert "did you mean memory?" in str(refused.value)


def test_the_job_that_slurm_is_given(tmp_path):
    """What dask-jobqueue would submit; nothing is, for here is no Slurm."""
    file = tmp_path / "slurm.toml"
    file.write_text(
        '[slurm]\nworkers = 3\ncores = 4\nmemory = "8GB"\nwalltime = "02:00:00"\nqueue = "short"\ninterface = "lo"\n'
        'job_script_prologue = ["module load python"]\n',
        encoding="utf-8",
    )
    settings = slurm_settings(file)
    with slurm_cluster(settings, is_asked_for=False) as cluster:
        script = cluster.job_script()
        assert cluster.scheduler_address.startswith("tcp://127.0.0.1")
    for line in (
        "#SBATCH -p short",
        "#SBATCH --cpus-per-task=4",
        "#SBATCH -t 02:00:00",
        "module load python",
        "--nworkers 4",
    ):
        assert line in script, script
