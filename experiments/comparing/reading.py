"""The record of ``blockers compare`` read back from its folder: the same objects, so that the same words follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.arms.arm import NAMES, Arm, Trials
from experiments.arms.reading import NotReadable, again, interval_in, manifest_of, scenario_of
from experiments.comparing.compare import AS_IT_IS, Comparison, Plan
from experiments.comparing.divergence import Divergence
from experiments.comparing.failing import Box, Limit
from experiments.comparing.levers import OF_LINK, Link, Order, Tried
from experiments.comparing.more import Beside
from experiments.comparing.uncertain import Uncertain
from experiments.results import Failure
from simulation.scenario import Scenario


@dataclass(frozen=True)
class Compared:
    """A record: its place, what its manifest says, the comparison, the story, what was asked for beside, and how
    requests ended (``ended``, as in the record).

    Of the comparison what is read is what was kept: outcomes of every run. Curves over the weeks and the ends of single
    runs are in the pictures and tables only.
    """

    place: Path
    manifest: Mapping[str, Any]
    comparison: Comparison
    story: Divergence | None
    beside: Beside
    ended: pd.DataFrame


def read(place: Path) -> Compared:
    """Read a folder that ``blockers compare`` left. Raises :class:`NotReadable` where it is another, or not whole."""
    said = manifest_of(place)
    if said["study"] != "compare":
        raise NotReadable(f"{place}: is a record of blockers {said['study']}; allowed: one of blockers compare")
    try:
        scenario = scenario_of(place / "scenario.toml", str(said["fingerprint"]).split(" ")[0], said)
        arms = [Arm(AS_IT_IS, scenario)]
        for name, fingerprint in said["strategies"].items():
            file = place / "strategies" / Path(said["strategy_files"][name]).name
            arms.append(Arm(name, scenario_of(file, fingerprint, said)))
        matters = said["matters"]
        comparison = Comparison(
            scenario, arms, said["titles"], said["outcome"], matters, Plan(**said["plan"]), _trials(place, said, arms)
        )
        parts = said["story"]
        story = None if parts is None else Divergence(**{**parts, "sentences": tuple(parts["sentences"])})
        failed = tuple((what, Failure(0, seed, error, "")) for what, seed, error in said["failed_beside"])
        order = _order(place, said, scenario)
        beside = Beside(said["missing"], _councils(place, said), _box(said), order, said["no_order"], failed)
        return Compared(place, said, comparison, story, beside, pd.read_parquet(place / "runs" / "ended.parquet"))
    except (OSError, KeyError, TypeError, ValueError) as error:  # files or keys that are missing, or changed
        why = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise NotReadable(f"{place}: is not whole, or of another version ({why}); {again(said)}") from error


def _trials(place: Path, said: Mapping[str, Any], arms: list[Arm]) -> Trials:
    table = pd.read_parquet(place / "runs" / "outcomes.parquet").set_index(["arm", "seed"])
    seeds = [int(seed) for seed in said["seeds_compared"]]
    of = [[table.loc[(arm.name, seed), list(NAMES)].to_numpy(dtype=float) for seed in seeds] for arm in arms]
    failures = [(arm, Failure(0, seed, error, "")) for arm, seed, error in said["failed"]]
    return Trials(tuple(arm.name for arm in arms), tuple(seeds), {"outcomes": np.array(of)}, failures)


def _councils(place: Path, said: Mapping[str, Any]) -> Uncertain | None:
    if said["councils"] is None:
        return None
    arms, outcome, number = tuple(said["titles"]), said["outcome"], said["councils"]["kept"]
    pairs = pd.read_parquet(place / "runs" / "council-pairs.parquet").set_index(["arm", "council", "pair"])[outcome]
    values = [pairs.loc[arm].sort_index().to_numpy(dtype=float).reshape(number, -1) for arm in arms]
    table = pd.read_parquet(place / "runs" / "councils.parquet")
    places = table[table["arm"] == AS_IT_IS].sort_values("council").reset_index(drop=True)
    places = places.drop(columns=["council", "arm", "regret", outcome])
    sampled, unknown, lost = (said["councils"][name] for name in ("sampled", "unknown", "lost"))
    return Uncertain(outcome, said["matters"], arms, said["titles"], sampled, np.array(values), places, unknown, lost)


def _box(said: Mapping[str, Any]) -> Box | None:
    box = None if said["councils"] is None else said["councils"]["box"]
    return None if box is None else Box(**{**box, "limits": tuple(Limit(**limit) for limit in box["limits"])})


def _order(place: Path, said: Mapping[str, Any], scenario: Scenario) -> Order | None:
    levers = said["levers"]
    if levers is None:
        return None
    tried = []
    for row in pd.read_parquet(place / "runs" / "levers.parquet").to_dict("records"):
        gain = interval_in(row, "gain", levers["pairs"])
        step, hours, is_chosen = int(row["step"]), float(row["hours"]), bool(row["chosen"])
        tried.append(Tried(step, row["lever"], row["title"], gain, hours, is_chosen))
    chain = tuple(
        Link(row["lever"], row["title"], *(interval_in(row, name, int(row[f"{name}_n"])) for name in OF_LINK))
        for row in pd.read_parquet(place / "runs" / "chain.parquet").to_dict("records")
    )
    budget, pairs, why = levers["budget"], levers["pairs"], levers["why"]
    return Order(said["outcome"], budget, pairs, scenario.weeks, tuple(tried), chain, why)
