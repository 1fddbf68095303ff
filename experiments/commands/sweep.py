"""``blockers sweep``: many points, each run several times; a table that survives anything, a picture, a sentence."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.cli import INTERRUPTED
from experiments.commands.endings import as_typed, said_of_failed
from experiments.commands.given import Force, Json, Quiet, Settings, Weeks, parsed, refuse, threads

if TYPE_CHECKING:
    from experiments.executing.work import Executor
    from experiments.sweeps.study import Study
    from experiments.sweeps.sweep import Sweep
    from experiments.sweeps.sweeping import State

SHORT = 15.0  # seconds of work for all workers together, below which new processes cost more than they bring


def sweep(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="SWEEP", help="a bundled sweep, such as lead-and-network, or a path to a file", show_default=False
        ),
    ] = None,
    replications: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=1, help="runs of each point, instead of the file's", show_default=False),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=0, help="of the first replicate, instead of the file's", show_default=False),
    ] = None,
    points: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=1, help="of a sampled design, instead of the file's", show_default=False),
    ] = None,
    weeks: Weeks = None,
    settings: Settings = None,
    workers: Annotated[
        str, typer.Option(metavar="N|auto", help="how many runs at once; the numbers stay the same")
    ] = "auto",
    executor: Annotated[
        str, typer.Option(metavar="auto|threads|processes", help="what the workers of this machine are")
    ] = "auto",
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS|local|slurm",
            help="a Dask cluster instead: tcp://host:8786, a scheduler file, local, or slurm",
            show_default=False,
        ),
    ] = None,
    cluster_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="how to ask Slurm for workers (TOML)", show_default=False)
    ] = None,
    shard: Annotated[
        str | None, typer.Option(metavar="K/N", help="only the K-th of N equal shares of the runs", show_default=False)
    ] = None,
    parts: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="where the rows go, such as s3://bucket/study, if not into DIR", show_default=False
        ),
    ] = None,
    batch: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            min=0.01,
            max=3600,
            help="of work that travels together, a part each (as the study has it, or 0.5)",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            metavar="compiled|mesa",
            help="compiled code, or the readable Mesa model, many times slower; the numbers stay the same",
        ),
    ] = "compiled",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="where the study goes (results/SWEEP)", show_default=False)
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="say what it would cost, from a few runs, and end")
    ] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="do batches again in which runs failed")] = False,
    other_version: Annotated[
        bool, typer.Option("--other-version", help="go on with what another version of the model began")
    ] = False,
    force: Force = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Run a sweep: every point of its design, each several times. Stopped at any moment, the same command goes on.

    Example: blockers sweep lead-and-network

    Example: blockers sweep hoops --replications 5 --dry-run

    Exit status: 0 done, 1 some run failed or the rows could not be written, 2 wrong input (nothing is written), 130
    stopped with Ctrl-C (what was done is kept, and it says where).
    """
    from contextlib import nullcontext

    from experiments.executing.cluster import ClusterRefused, cluster_of
    from experiments.folder import FolderRefused
    from experiments.sweeps.study import Study
    from experiments.sweeps.workforce import workforce
    from simulation.size import TooLarge

    chosen = _read(name, replications, seed, points, weeks, settings, engine).changed(batch_seconds=batch)
    place = out if out is not None else Path("results") / chosen.name
    share = _shard(shard)
    if cluster is None and cluster_file is not None:
        refuse("--cluster-file: says how to ask Slurm for workers; with --cluster slurm")
    if (parts or "").startswith("memory:") and (cluster is not None or executor == "processes"):
        refuse(f"--parts: found {parts}, which lies in the memory of one process; with threads only, or another URL")
    at_once, kind = _workers(workers, executor, cluster)
    _prepare(engine, quiet)
    if dry_run:
        _plan(chosen, at_once, kind, place, json)
        return
    try:
        with (
            cluster_of(cluster, cluster_file, at_once) if cluster is not None else nullcontext() as of_cluster,
            Study(place, chosen, parts or "", force, other_version) as study,
        ):
            if of_cluster is not None and of_cluster.workers == 0 and not quiet:
                print("blockers: the cluster has no workers yet; runs begin when one comes", file=sys.stderr)
            who = of_cluster or workforce(study, at_once, kind, executor == "auto")
            state = _go(study, who, share, retry_failed, quiet)
            _say(study, state, quiet, json, shard is not None)
    except (ClusterRefused, TooLarge, FolderRefused) as error:
        refuse(str(error))
    if state.failed:
        raise typer.Exit(1)


def _read(
    name: str | None, replications: int | None, seed: int | None, points: int | None, weeks: int | None,
    settings: list[str] | None, engine: str,
) -> Sweep:  # fmt: skip
    """The sweep that was asked for, or a refusal with all that is wrong."""
    from experiments.commands.run import _check_engine
    from experiments.explaining.checking import in_lines
    from experiments.sweeps.reading import read_sweep, sweep_names
    from simulation.scenario import ScenarioError

    if name is None:
        refuse(f"no sweep is given; sweeps: {', '.join(sweep_names())}, or the path of a file")
    _check_engine(engine)
    given = {"replications": replications, "seed": seed, "points": points, "weeks": weeks}
    try:
        chosen = read_sweep(name, {key: value for key, value in given.items() if value is not None}, parsed(settings))
    except ScenarioError as error:
        refuse(in_lines(error.problems))
    return chosen.changed(engine=engine)


def _shard(text: str | None) -> tuple[int, int]:
    if text is None:
        return 1, 1
    k, sign, n = text.partition("/")
    if sign and k.isdecimal() and n.isdecimal() and 1 <= int(k) <= int(n):
        return int(k), int(n)
    refuse(f"--shard: found {text!r}; allowed: K/N, such as 3/10, with K from 1 to N")


def _workers(workers: str, executor: str, cluster: str | None) -> tuple[int, str]:
    """How many workers of what kind; ``auto`` is settled once it is known how long a run takes."""
    from experiments.executing.carry_out import KINDS
    from simulation.scenario_files.problems import nearest

    allowed = ("auto", *KINDS)
    if executor not in allowed:
        near = nearest(executor, allowed)
        refuse(
            f"--executor: found {executor!r}; allowed: {', '.join(allowed)}"
            + (f"; did you mean {near}?" if near else "")
        )
    if cluster is not None and executor != "auto":
        refuse("--executor: is about this machine; leave it out with --cluster")
    at_once = threads(workers)
    return at_once, "processes" if executor == "auto" and at_once > 1 else "threads" if executor == "auto" else executor


def _prepare(engine: str, quiet: bool) -> None:
    if engine == "compiled":
        from experiments.executing.engines import prepare

        prepare(not quiet)


def _plan(chosen: Sweep, workers: int, kind: str, place: Path, json: bool) -> None:
    """Say what it would cost."""
    from dataclasses import asdict
    from json import dumps

    from experiments.sweeps.differing import differs
    from experiments.sweeps.parts import Parts, stretches
    from experiments.sweeps.planning import cost_of, plan_of
    from experiments.sweeps.study import manifest_of
    from experiments.sweeps.working import SweepWork

    known, done = manifest_of(place), 0
    if known is not None and not differs(known, _as_json(chosen.identity())):
        there = Parts(known["parts"] or str(place.absolute())).standing()
        done = sum(len(batch) for batch in stretches(there))
    cost = cost_of(
        chosen, workers, kind, place, SweepWork(chosen, Parts(str(place.absolute()))), max(0, chosen.runs - done)
    )
    if json:
        print(
            dumps(
                {"points": chosen.points, "replications": chosen.replications, "done": done, **asdict(cost)}, indent=2
            )
        )
    else:
        print("\n".join(plan_of(chosen, cost, place, done)))
        print("\nNothing was kept. Without --dry-run it begins; Ctrl-C stops it, and the same command goes on.")


def _as_json(value: Any) -> Any:
    from json import dumps, loads

    return loads(dumps(value))


def _go(study: Study, who: Executor, shard: tuple[int, int], retry_failed: bool, quiet: bool) -> State:
    """Carry it out, with a bar; Ctrl-C and a full disk say what is kept and how it goes on."""
    from experiments.progress import progress
    from experiments.sweeps.sweeping import CannotKeep, carry_out, done_of

    once = ("--force", "--retry-failed")  # what they remove is gone already
    again = shlex.join(["blockers", *(word for word in sys.argv[1:] if word not in once)])
    study.begin_session(as_typed(), who.workers, type(who).__name__.lower())

    def told(state: State) -> None:
        if not quiet and len(seen) == 0 and (state.done or state.mended):
            _say_resumed(study, state)
        seen.append(True)
        show(state.done)

    seen: list[bool] = []
    runs = study.sweep.runs * shard[0] // shard[1] - study.sweep.runs * (shard[0] - 1) // shard[1]
    try:
        with progress(runs, shown=not quiet) as show:
            return carry_out(study, who, told, shard=shard, retry_failed=retry_failed)
    except KeyboardInterrupt:
        kept = f"{done_of(study, shard):,} of {runs:,} runs are kept in {study.place}"
        print(f"blockers: stopped; {kept}; to go on: {again}", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    except CannotKeep as error:
        print(f"blockers: {error}: {again}", file=sys.stderr)
        raise typer.Exit(1) from None


def _say_resumed(study: Study, state: State) -> None:
    if state.mended:
        from simulation.wording import counted

        what = counted(state.mended, "part was", "parts were")
        print(
            f"blockers: {what} not as written (cut short or altered), moved to {study.parts.url}/damaged; their runs "
            "are done again",
            file=sys.stderr,
        )
    print(f"blockers: going on with {study.place}: {state.done:,} of {state.runs:,} runs are there", file=sys.stderr)


def _say(study: Study, state: State, quiet: bool, json: bool, is_shard: bool) -> None:
    """What it came to: the sentence and the picture where all is done, how far it is elsewhere."""
    from experiments.sweeps.finishing import finish, said_of_end

    said = finish(study, state, is_shard)
    if json:
        from experiments.sweeps.finishing import as_json

        print(as_json(study, state))
    elif not quiet:
        print(said_of_end(study, state, said))
    if state.failed:
        said_of_failed(f"{state.failed:,} of {state.runs:,} runs", study.place)
