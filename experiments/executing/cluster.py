"""Batches shared out by Dask: to a cluster that is there, to one that Slurm gives, or to processes of this machine.

Workers may come and go: what a lost one had under way is done again by another. A batch that loses several workers in a
row is taken apart, to find the piece that does it. ``distributed`` and ``dask-jobqueue`` come with the extra
``cluster``.
"""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from experiments.executing.work import ABRUPTLY, Batch, Executor, Work
from simulation.scenario_files.problems import nearest, shown

AHEAD = 3  # batches for each worker: done, next, and on the way
FEWEST = 8  # batches on the way while there are few workers, or none yet
LOOPBACK = "127.0.0.1"
WAIT = 20  # seconds for an answer from a scheduler
INSTALL = "pip install -e '.[cluster]'"
OF_SLURM: dict[str, tuple[type, str]] = {
    "workers": (int, "jobs to ask for, one worker each"),
    "cores": (int, "processors of a job, each does a batch at a time"),
    "memory": (str, 'memory of a job, such as "16GB"'),
    "walltime": (str, 'how long a job may take, such as "04:00:00"'),
    "queue": (str, "partition"),
    "account": (str, "account that is charged"),
    "interface": (str, 'network between nodes, such as "ib0"'),
    "local_directory": (str, "folder on a node for what does not fit into memory"),
    "python": (str, "Python of the environment that holds blockers, on the nodes"),
    "job_extra_directives": (list, "further lines for sbatch, without #SBATCH"),
    "job_script_prologue": (list, "lines of shell before a worker starts, such as module load"),
}
NEEDED = ("workers", "cores", "memory")


class ClusterRefused(ValueError):
    """A cluster cannot be had as it was asked for; the message says why and what to do."""


class Cluster:
    """An executor over a Dask client; ``workers`` is how many batches its workers do at once, as it stands."""

    def __init__(self, client: Any) -> None:
        self.client = client

    @property
    def workers(self) -> int:
        """Threads of all workers that are there now."""
        return int(sum(self.client.nthreads().values()))

    def results(self, work: Work, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Any]]:
        """See :class:`experiments.executing.work.Executor`."""
        from distributed import as_completed

        waiting, apart = iter(batches), []
        name = _carried_by(self.client, work)
        flying = as_completed(with_results=False)
        of: dict[str, Batch] = {}
        try:
            while True:
                room = max(FEWEST, AHEAD * self.workers) - len(of)
                for batch in islice(waiting, max(0, room)):
                    future = self.client.submit(_do, name, batch, pure=False)
                    of[future.key] = batch
                    flying.add(future)
                if not of:
                    break
                future = next(flying)
                batch = of.pop(future.key)
                try:
                    left = future.result()
                except Exception as error:
                    if type(error).__name__ != "KilledWorker":
                        raise
                    apart.append(batch)
                    continue
                finally:
                    future.release()
                yield batch, left
            for batch in apart:
                yield from self._apart(work, name, batch)
        except BaseException:
            self.client.cancel(list(flying.futures), force=True)
            raise
        finally:
            with suppress(Exception):  # a scheduler that is gone carries nothing any more
                self.client.unregister_worker_plugin(name)

    def _apart(self, work: Work, name: str, batch: Batch) -> Iterator[tuple[Batch, Any]]:
        """A batch that lost several workers, piece by piece."""
        for piece in batch.apart():
            try:
                yield piece, self.client.submit(_do, name, piece, pure=False).result()
            except Exception as error:
                if type(error).__name__ != "KilledWorker":
                    raise
                yield piece, work.died(piece, ABRUPTLY)


def _carried_by(client: Any, work: Work) -> str:
    """Have every worker hold the work, those too that come later; what one of them held alone would die with it.

    Returns the name under which they do.
    """
    from distributed import WorkerPlugin

    class Carrying(WorkerPlugin):
        """Holds the work, and nothing else."""

        def __init__(self) -> None:
            self.work = work

    name = f"blockers-{uuid.uuid4().hex}"
    client.register_plugin(Carrying(), name=name)
    return name


def _do(name: str, batch: Batch) -> Any:
    from distributed import get_worker

    return get_worker().plugins[name].work(batch, None)


@contextmanager
def cluster_of(given: str, file: Path | None, workers: int) -> Iterator[Executor]:
    """An executor over the cluster that was asked for, given back at the end.

    ``given`` is the address of a scheduler, the path of its scheduler file, ``local`` (so many ``workers``, each a
    process with one thread, listening on this machine only) or ``slurm`` (``file`` says how). Raises
    :class:`ClusterRefused`.
    """
    try:
        import distributed
    except ImportError:
        raise ClusterRefused(f"--cluster: needs the extra cluster; install it with {INSTALL}") from None
    with ExitStack() as at_end:
        if given == "local":
            at = local_cluster(workers)
        elif given == "slurm":
            at = slurm_cluster(slurm_settings(file))
        else:
            at = None
            if file is not None:
                raise ClusterRefused("--cluster-file: says how to ask Slurm for workers; with --cluster slurm")
        try:
            if at is not None:
                client = distributed.Client(at_end.enter_context(at), timeout=WAIT)
            elif Path(given).is_file():
                client = distributed.Client(scheduler_file=given, timeout=WAIT)
            elif "://" in given:
                client = distributed.Client(given, timeout=WAIT)
            else:
                near = nearest(given, ("local", "slurm"))
                meant = f"; did you mean {near}?" if near else ""
                allowed = "tcp://host:port, the path of a scheduler file, local, or slurm"
                raise ClusterRefused(f"--cluster: found {given!r}; allowed: {allowed}{meant}")
        except (OSError, TimeoutError, ValueError) as error:
            if isinstance(error, ClusterRefused):
                raise
            raise ClusterRefused(f"--cluster: no scheduler answers at {given} ({error}); is it running?") from error
        at_end.enter_context(client)
        yield Cluster(client)


def local_cluster(workers: int) -> Any:
    """A scheduler and workers of this machine, which nobody outside it can reach."""
    from distributed import LocalCluster

    return LocalCluster(n_workers=workers, threads_per_worker=1, host=LOOPBACK, dashboard_address=None, processes=True)


def slurm_settings(file: Path | None) -> dict[str, Any]:
    """What a cluster file says, checked. Raises :class:`ClusterRefused` with all that is wrong, a line each."""
    if file is None:
        raise ClusterRefused("--cluster slurm: needs --cluster-file FILE (TOML); docs/sweeps.md shows one")
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ClusterRefused(f"{file}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    table = read.get("slurm")
    if not isinstance(table, Mapping) or set(read) != {"slurm"}:
        raise ClusterRefused(f"{file}: allowed: one table, [slurm]")
    wrong = []
    for key, value in table.items():
        if key not in OF_SLURM:
            near = nearest(key, OF_SLURM)
            wrong.append(
                f"slurm.{key}: unknown key; allowed: {', '.join(OF_SLURM)}"
                + (f"; did you mean {near}?" if near else "")
            )
        elif (
            not isinstance(value, OF_SLURM[key][0]) or isinstance(value, bool) or (isinstance(value, int) and value < 1)
        ):
            wrong.append(f"slurm.{key}: found {shown(value)}; allowed: {OF_SLURM[key][1]}")
    wrong += [f"slurm.{key}: is missing; {OF_SLURM[key][1]}" for key in NEEDED if key not in table]
    if wrong:
        raise ClusterRefused("\n".join(f"{file}: {line}" for line in wrong))
    return dict(table)


def slurm_cluster(settings: Mapping[str, Any], is_asked_for: bool = True) -> Any:
    """A scheduler here and, where they are asked for, jobs in Slurm's queue whose workers come to it.

    Raises :class:`ClusterRefused`.
    """
    try:
        from dask_jobqueue import SLURMCluster
    except ImportError:
        raise ClusterRefused(f"--cluster slurm: needs the extra cluster; install it with {INSTALL}") from None
    given = {key: value for key, value in settings.items() if key != "workers"}
    cores = given["cores"]
    made = SLURMCluster(processes=cores, scheduler_options={"dashboard_address": None}, **given)
    if is_asked_for:
        made.scale(jobs=settings["workers"])
    return made
