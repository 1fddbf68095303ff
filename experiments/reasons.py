"""Every reason that a gate gave for a no, for good or bad, true or not; and whose no was put down to whom."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.by_gate import Some
from experiments.intervals import Interval, interval
from experiments.results import Results
from simulation.counts import blame, objections
from simulation.state import GATES, OBJECTIONS_OF, Gate, Objection, label

Flow = dict[tuple[Gate, Gate], int]


@dataclass(frozen=True)
class Reason:
    """One objection of one gate: how often it stopped what was worthwhile, and what was not, and whether it was true.

    ``obstructive``, ``protective`` and ``all`` are means of objections a run, ``of_run`` the objections of each run.
    ``true`` is the mean share of those whose reason was true (0 to 1), ``true_of_run`` the share in each run;
    ``counted`` says the same over all runs together.
    """

    gate: Gate
    objection: Objection
    obstructive: float
    protective: float
    all: Interval
    of_run: list[float]
    true: Interval
    true_of_run: list[float]
    counted: Some


def reasons_of(results: Results) -> list[Reason]:
    """Every objection that a gate can raise, gates in their order, and within a gate the most frequent first.

    Raises ``ValueError`` where no run came to its end: there are no means.
    """
    if not results.replicates:
        raise ValueError("no run came to its end: there are no objections to tell of")
    raised = [objections(run.counts) for run in results.replicates]
    found = []
    for gate in GATES:
        for objection in OBJECTIONS_OF[gate]:
            is_it = [(run["gate"] == label(gate)) & (run["objection"] == label(objection)) for run in raised]
            own = [run[which] for run, which in zip(raised, is_it, strict=True)]
            number = [int(run["count"].sum()) for run in own]
            harmful = [int(run.loc[run["worthwhile"].astype(bool), "count"].sum()) for run in own]
            true = [int(run.loc[run["genuine"].astype(bool), "count"].sum()) for run in own]
            shares = [part / whole if whole else float("nan") for part, whole in zip(true, number, strict=True)]
            runs = len(own)
            found.append(
                Reason(
                    gate=gate,
                    objection=objection,
                    obstructive=sum(harmful) / runs,
                    protective=(sum(number) - sum(harmful)) / runs,
                    all=interval(number, 0.0),
                    of_run=[float(some) for some in number],
                    true=interval(shares, 0.0, 1.0),
                    true_of_run=shares,
                    counted=Some(sum(true), sum(number)),
                )
            )
    return sorted(found, key=lambda reason: (reason.gate, -reason.counted.whole, reason.objection))


def flow_of(results: Results) -> Flow:
    """How often, over all runs together, the no of one gate was put down to another, or to itself."""
    booked = blame(results.table("counts")).groupby(["true_gate", "gate"], observed=True)["count"].sum()
    return {(whose, to): int(booked.get((label(whose), label(to)), 0)) for whose in GATES for to in GATES}
