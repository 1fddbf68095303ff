"""Running what is to be judged: the bundled organisations, and councils sampled from the ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np

from experiments.baseline.capacity import run_arms
from experiments.baseline.councils import dimensions, sampled_councils
from experiments.baseline.mechanisms import acted
from experiments.results import Replicate, Results
from experiments.simulate import Task, attempt, simulate
from simulation.counts import objections
from simulation.engine.council import load
from simulation.scenario import Scenario


@dataclass(frozen=True)
class Council:
    """One sampled council after its run: where it lies in each dimension, its outcomes, how often each objection was
    raised, by gate and objection, and how often each mechanism acted, by its words.
    """

    point: tuple[float, ...]
    outcomes: Mapping[str, float]
    objections: Mapping[tuple[str, str], int]
    mechanisms: Mapping[str, int]


def judge_organisations(replications: int, seed: int, workers: int) -> dict[str, Results]:
    """Results of every bundled organisation, by name."""
    names = [name for name in Scenario.named() if PurePosixPath(name).parent == PurePosixPath()]
    return {name: simulate(Scenario.load(name), replications, seed, workers) for name in names}


def judge_arms(organisations: Mapping[str, Results]) -> dict[str, dict[str, Results]]:
    """The same organisations with more capacity and with more pressure to want, paired with the runs that there are."""
    return {name: run_arms(of.scenario, of.replications, of.seed, of.workers) for name, of in organisations.items()}


def run_councils(number: int, seed: int, workers: int) -> Sequence[Council]:
    """So many sampled councils, each run once; council k with the seed ``seed + k``."""
    scenarios = sampled_councils(number, seed)
    numbered = list(enumerate(scenarios, seed))
    load()
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(_run, numbered))


def _run(item: tuple[int, Scenario]) -> Council:
    seed, scenario = item
    done = attempt(Task(scenario, seed, seed, keep_full=True, council=None, engine="compiled"))
    if not isinstance(done, Replicate):
        raise RuntimeError(f"{scenario.name}, seed {seed}: {done.error}")
    assert done.full is not None
    counted = objections(done.counts).groupby(["gate", "objection"], observed=True)["count"].sum().reset_index()
    columns = (counted["gate"].astype(str), counted["objection"].astype(str), counted["count"].astype(int))
    raised = {(gate, objection): n for gate, objection, n in zip(*columns, strict=True)}
    point = tuple(float(np.float64(scenario.values[path])) for path in dimensions())
    return Council(point, done.outcomes, raised, acted(done.full))
