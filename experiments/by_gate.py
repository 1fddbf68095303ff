"""Who refused, who was blamed, who was waited for: each gate's numbers over all runs, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from experiments.intervals import Interval, interval
from experiments.results import Replicate, Results
from simulation.counts import blame, objections
from simulation.state import GATES, OBJECTIONS_OF, Gate, Removal, label
from simulation.words import WRITTEN

NAN = float("nan")
FEW = 20  # below so many, over all runs together, counts are given instead of a percentage with an interval


@dataclass(frozen=True)
class Some:
    """So many of so many, over all runs together."""

    part: int
    whole: int

    @property
    def are_few(self) -> bool:
        """Whether they are too few for a percentage."""
        return self.whole < FEW

    def __str__(self) -> str:
        return f"{self.part} of {self.whole}" if self.whole else "–"


@dataclass(frozen=True)
class AtGate:
    """One gate over all runs. Shares lie between 0 and 1.

    ``decisions`` counts requests decided, ``objected`` is the share of them that it objected to. ``refusals`` is its
    share of the objections of all gates, ``protective`` and ``obstructive`` the two parts of that share: what was not
    worthwhile and was stopped, and what was worthwhile and was stopped all the same. ``is_protective`` and
    ``genuine`` are shares of its own objections: of those not worthwhile, and of those whose reason was true.
    ``blame`` is its share of the blame after a refusal, ``beyond`` that less its share of refusals, run by run.
    ``assumed`` counts people who took its no for granted, ``assumed_share`` is its share of all such. ``wait`` is the
    mean wait in its queue, its turnaround included, in weeks. ``reasons`` gives each of its objections as a share
    of its own. ``counted`` gives the numbers behind each share, by its name, over all runs together; ``removed`` says
    that the scenario took the gate away.
    """

    gate: Gate
    decisions: Interval
    objected: Interval
    refusals: Interval
    protective: Interval
    obstructive: Interval
    is_protective: Interval
    genuine: Interval
    blame: Interval
    beyond: Interval
    assumed: Interval
    assumed_share: Interval
    wait: Interval
    reasons: dict[str, Interval]
    counted: dict[str, Some]
    removed: bool

    @property
    def is_idle(self) -> bool:
        """Whether it decided nothing in any run."""
        return not self.counted["objected"].whole

    def has_none(self, name: str) -> bool:
        """Whether a share says nothing: a share of nothing, or none of it at a gate that decided nothing."""
        some = self.counted[name]
        return not some.whole or (self.is_idle and not some.part)

    @property
    def name(self) -> str:
        """The gate as a person writes it."""
        return WRITTEN[self.gate]

    def top_reasons(self, most: int = 3) -> list[tuple[str, float]]:
        """The objections that it raised most, as words, with their shares of its own objections."""
        known = [(name, share.mean) for name, share in self.reasons.items() if share.mean]
        ordered = sorted(known, key=lambda pair: -pair[1])
        return [(name.replace("_", " "), share) for name, share in ordered[:most]]


def by_gate(results: Results) -> list[AtGate]:
    """Each gate, in the order of ``GATES``."""
    raised = [_objections(run) for run in results.replicates]
    return [_at(gate, results, raised) for gate in GATES]


def _objections(run: Replicate) -> pd.DataFrame:
    """Objections by gate, reason, whether it was true, and whether what it stopped was worthwhile."""
    marks = ["gate", "objection", "genuine", "worthwhile"]
    return objections(run.counts).groupby(marks, observed=True)["count"].sum().reset_index()


def _at(gate: Gate, results: Results, raised_in: Sequence[pd.DataFrame]) -> AtGate:
    name, runs = label(gate), results.replicates
    split: dict[str, list[float]] = {
        key: [] for key in ("protective", "obstructive", "is_protective", "genuine", "assumed_share")
    }
    reasons: dict[str, list[float]] = {label(objection): [] for objection in OBJECTIONS_OF[gate]}
    for run, raised in zip(runs, raised_in, strict=True):
        of_all = raised["count"].sum()
        own = raised[raised["gate"] == name]
        of_own = own["count"].sum()
        worthwhile = own.loc[own["worthwhile"].astype(bool), "count"].sum()
        split["protective"].append(_share(of_own - worthwhile, of_all))
        split["obstructive"].append(_share(worthwhile, of_all))
        split["is_protective"].append(_share(of_own - worthwhile, of_own))
        split["genuine"].append(_share(own.loc[own["genuine"].astype(bool), "count"].sum(), of_own))
        split["assumed_share"].append(_share(run.outcomes[f"assumed_{name}"], run.outcomes["assumed"]))
        for reason, shares in reasons.items():
            shares.append(_share(own.loc[own["objection"] == reason, "count"].sum(), of_own))

    def of(outcome: str) -> Interval:
        return results.outcome(f"{outcome}_{name}")

    return AtGate(
        gate=gate,
        decisions=of("requests"),
        objected=of("refusal_rate"),
        refusals=of("refusals"),
        blame=of("blame"),
        beyond=interval((run.outcomes[f"blame_{name}"] - run.outcomes[f"refusals_{name}"] for run in runs), -1.0, 1.0),
        assumed=of("assumed"),
        wait=of("wait"),
        reasons={reason: interval(shares, 0.0, 1.0) for reason, shares in reasons.items()},
        counted=_counted(name, runs, raised_in),
        removed=results.scenario.route_removal.get(gate) == Removal.REMOVED,
        **{key: interval(values, 0.0, 1.0) for key, values in split.items()},
    )


def _counted(name: str, runs: Sequence[Replicate], raised_in: Sequence[pd.DataFrame]) -> dict[str, Some]:
    """The numbers behind the shares of one gate, over all runs together."""
    raised = pd.concat(raised_in)
    own = raised[raised["gate"] == name]
    of_all, of_own = int(raised["count"].sum()), int(own["count"].sum())
    obstructive = int(own.loc[own["worthwhile"].astype(bool), "count"].sum())
    blamed = pd.concat([blame(run.counts) for run in runs])
    return {
        "objected": Some(of_own, round(sum(run.outcomes[f"requests_{name}"] for run in runs))),
        "refusals": Some(of_own, of_all),
        "protective": Some(of_own - obstructive, of_all),
        "obstructive": Some(obstructive, of_all),
        "is_protective": Some(of_own - obstructive, of_own),
        "genuine": Some(int(own.loc[own["genuine"].astype(bool), "count"].sum()), of_own),
        "blame": Some(int(blamed.loc[blamed["gate"] == name, "count"].sum()), int(blamed["count"].sum())),
        "assumed_share": Some(
            round(sum(run.outcomes[f"assumed_{name}"] for run in runs)),
            round(sum(run.outcomes["assumed"] for run in runs)),
        ),
    }


def _share(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else NAN


def hours_spent(results: Results) -> list[tuple[str, str, Interval]]:
    """Owner, purpose, and the hours of ordinary work that one run spends so; most first."""
    kinds: dict[tuple[str, str], list[float]] = {}
    for number, run in enumerate(results.replicates):
        spent = run.amounts[run.amounts["book"] == "spent"]
        sums = spent.groupby(["owner", "use"], observed=True)["amount"].sum()
        for kind, hours in sums.items():
            assert isinstance(kind, tuple)
            kinds.setdefault((str(kind[0]), str(kind[1])), [0.0] * len(results.replicates))[number] = float(hours)
    found = [(owner, use, interval(hours, 0.0)) for (owner, use), hours in kinds.items()]
    return sorted(found, key=lambda row: -(row[2].mean or 0.0))
