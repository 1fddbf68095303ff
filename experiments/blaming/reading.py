"""The record of ``blockers blame`` read back from its folder: sentences and tables as they stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.arms.reading import NotReadable, again, interval_in, manifest_of, scenario_of
from experiments.by_gate import Some
from experiments.intervals import Interval
from experiments.wording import counts_or_share
from simulation.scenario import Scenario


@dataclass(frozen=True)
class Blamed:
    """A record: its place, what its manifest says, the council, the findings, its gates by name, and tables."""

    place: Path
    manifest: Mapping[str, Any]
    scenario: Scenario
    findings: tuple[str, ...]
    gates: Mapping[str, Mapping[Any, Any]]
    judging: pd.DataFrame
    roles: pd.DataFrame

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds with which every arm came to its end."""
        return tuple(self.manifest["seeds_compared"])

    @property
    def n(self) -> int:
        """How many they are."""
        return len(self.seeds)

    def at(self, gate: str, name: str) -> Interval:
        """A column of the table of gates, with its interval. Raises ``KeyError`` for an unknown one."""
        return interval_in(self.gates[gate], name, self.n)

    def all_removed(self, outcome: str) -> Interval:
        """What removing all five gates does to an outcome."""
        mean, low, high = self.manifest["all_removed"][outcome]
        return Interval(mean, low, high, self.n)

    def some(self, gate: str, name: str) -> Some:
        """The numbers behind the share ``blame`` or ``refusals`` of a gate, over all runs."""
        row = self.gates[gate]
        return Some(int(row[f"{name}_part"]), int(row[f"{name}_whole"]))

    def portion(self, gate: str, name: str) -> str:
        """The share in per cent with its interval; counts where there are few."""
        return counts_or_share(self.some(gate, name), self.at(gate, name))


def read(place: Path) -> Blamed:
    """Read a folder that ``blockers blame`` left. Raises :class:`NotReadable` where it is another, or not whole."""
    said = manifest_of(place)
    if said["study"] != "blame":
        raise NotReadable(f"{place}: is a record of blockers {said['study']}; allowed: one of blockers blame")
    try:
        scenario = scenario_of(place / "scenario.toml", said["fingerprint"], said)
        findings = (place / "findings.txt").read_text(encoding="utf-8").splitlines()
        gates, judging, roles = (
            pd.read_parquet(place / "runs" / f"{name}.parquet") for name in ("gates", "judging", "roles")
        )
        found = Blamed(place, said, scenario, tuple(filter(None, findings)), _by_gate(gates), judging, roles)
        for name in ("blame", "refusals"):
            found.some("comms", name)
        found.all_removed("uptake")
    except (OSError, KeyError, TypeError, ValueError) as error:  # files or keys that are missing, or changed
        why = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise NotReadable(f"{place}: is not whole, or of another version ({why}); {again(said)}") from error
    return found


def _by_gate(table: pd.DataFrame) -> dict[str, dict[Any, Any]]:
    return {str(row["gate"]): row for row in table.to_dict("records")}
