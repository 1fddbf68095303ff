"""The results as JSON, for other programs. What is not a number is null."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

from experiments.by_gate import AtGate, by_gate, hours_spent
from experiments.intervals import Interval
from experiments.results import Results
from simulation.outcomes import OUTCOMES
from simulation.state import Maturity, label

BESIDE_GATES = ("no_home", "blamed_no_home", "blamed_self")  # a run: see the summary for what they mean


def as_json(results: Results, folder: Path | None) -> str:
    """Outcomes, gates and hours with means, intervals and numbers of runs, and where the record is."""
    done = results.replicates
    stages = Counter(int(run.outcomes["maturity"]) for run in done)
    said = {
        "scenario": results.scenario.name,
        "title": results.scenario.title,
        "fingerprint": results.scenario.fingerprint,
        "staff": results.staff,
        "weeks": results.scenario.weeks,
        "replications": results.replications,
        "seeds": [run.seed for run in done],
        "failed": [{"seed": failure.seed, "error": failure.error} for failure in results.failures],
        "outcomes": {o.name: {**_of(results.outcome(o.name)), "unit": o.unit} for o in OUTCOMES} if done else {},
        "gates": _gates(results) if done else {},
        "beside_gates": {name: _of(results.weekly_sum(name)) for name in BESIDE_GATES} if done else {},
        "hours": [{"owner": owner, "use": use, **_of(hours)} for owner, use, hours in hours_spent(results)],
        "maturity": {label(stage): stages[stage] for stage in Maturity},
        "folder": None if folder is None else str(folder),
    }
    return json.dumps(said, indent=2, allow_nan=False)


def _gates(results: Results) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for gate in by_gate(results):
        measures = {
            name: {**_of(getattr(gate, name)), **_counted(gate, name)}
            for name in (field.name for field in fields(gate))
            if name not in ("gate", "removed", "counted", "reasons")
        }
        found[label(gate.gate)] = {
            **measures,
            "removed": gate.removed,
            "reasons": {name: _of(share) for name, share in gate.reasons.items()},
        }
    return found


def _counted(gate: AtGate, name: str) -> dict[str, int]:
    """How many of how many a share is, over all runs together."""
    some = gate.counted.get(name)
    return {} if some is None else {"count": some.part, "of": some.whole}


def _of(of: Interval) -> dict[str, float | int | None]:
    return {"mean": of.mean, "low": of.low, "high": of.high, "n": of.n, "p5": of.least, "p95": of.most}
