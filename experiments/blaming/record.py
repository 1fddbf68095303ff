"""The record of ``blockers blame`` as files: every run of every arm, what they come to, pictures."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.arms.folder import keep, said_of_failures
from experiments.blaming.blame import JUDGED_BY, STRENGTHS, Blame
from experiments.blaming.log import DELAYS
from experiments.blaming.page import failures
from experiments.blaming.telling import told
from experiments.by_gate import by_gate
from experiments.folder import Folder
from experiments.intervals import Interval
from experiments.manifest import manifest
from simulation.state import GATES, label

NOTE = {
    "scenario.toml": "the council in full; blockers blame takes it as it stands",
    "findings.txt": "what it comes to, in sentences",
    "runs/removals": "every run with gates removed, unknown or rubber stamps: a row an arm and seed, its outcomes",
    "runs/strictness": "the same with each gate milder and stricter",
    "runs/without-roles": "the same without each role",
    "runs/gates": "a row a gate: blamed, refused, cause, ways of removal, delay, each with its interval",
    "runs/interactions": "a row a pair of gates: how much more they do together",
    "runs/judging": "a row a gate and strictness: each gate as a judge of the requests that reached it",
    "runs/roles": "a row a role: what it is worth, its rank, and how central its holders stand",
}


def save(blame: Blame, folder: Folder, command: str, started: datetime) -> list[str]:
    """Fill the folder's draft and put it in its place. Returns the names of pictures that could not be drawn."""
    from experiments.show.causes import CAUSES

    draft = folder.draft
    (draft / "scenario.toml").write_text(blame.scenario.to_toml(), encoding="utf-8")
    (draft / "findings.txt").write_text("\n".join(told(blame)) + "\n", encoding="utf-8")
    tables = {
        "removals": blame.gates_gone.table(),
        "strictness": blame.stricter.table(),
        "without-roles": blame.without_roles.table(),
        "gates": gates_table(blame),
        "interactions": interactions_table(blame),
        "judging": judging_table(blame),
        "roles": roles_table(blame),
    }
    said = manifest(blame.as_it_is, command, started, [])
    said["study"] = "blame"
    said["staff"] = blame.as_it_is.staff
    said["all_removed"] = {o: [of.mean, of.low, of.high] for o, of in blame.in_all.items()}
    said["seeds_compared"] = list(blame.seeds)
    said["failed"] = [[arm, failure.seed, failure.error] for arm, failure in failures(blame)]
    seconds = [trials.seconds for trials in (blame.gates_gone, blame.stricter, blame.without_roles)]
    said["timings"]["seconds"] = round(blame.as_it_is.seconds + sum(seconds), 3)
    said_of_failures(draft, failures(blame), command)
    pictures = {name: lambda draw=draw: draw(blame) for name, draw in CAUSES.items()}
    return keep(folder, said, tables, pictures, NOTE, f"{blame.scenario.called}: who is to blame")


def _of(name: str, of: Interval) -> dict[str, Any]:
    return {name: of.mean, f"{name}_low": of.low, f"{name}_high": of.high}


def gates_table(blame: Blame) -> pd.DataFrame:
    """A row a gate, with means and ends of intervals."""
    rows = []
    for at in by_gate(blame.as_it_is):
        row: dict[str, Any] = {"gate": label(at.gate)}
        for name in ("blame", "refusals", "protective", "obstructive", "genuine", "assumed", "wait"):
            row |= _of(name, getattr(at, name))
        for name in ("blame", "refusals"):
            row |= {f"{name}_part": at.counted[name].part, f"{name}_whole": at.counted[name].whole}
        for outcome in JUDGED_BY:
            row |= _of(f"cause_{outcome}", blame.cause[outcome][at.gate])
            shares = blame.shares[outcome]
            row[f"share_of_cause_{outcome}"] = None if shares is None else shares[at.gate]
            for way in ("alone", "last", "unknown", "rubber_stamp"):
                row |= _of(f"{way}_{outcome}", blame.changes(way, outcome)[at.gate])
        for kind in DELAYS:
            row |= _of(f"delay_{kind}", blame.delay[kind][at.gate])
        rows.append(row)
    return pd.DataFrame(rows)


def interactions_table(blame: Blame) -> pd.DataFrame:
    """A row a pair of gates."""
    return pd.DataFrame(
        [
            {"gate": label(one), "other": label(other)}
            | {key: value for o in JUDGED_BY for key, value in _of(o, blame.pairs[o][one, other]).items()}
            for one, other in blame.pairs["uptake"]
        ]
    )


def judging_table(blame: Blame) -> pd.DataFrame:
    """A row a gate and strictness."""
    names = ("reached", "refused", "precision", "recall", "lost", "harm_prevented", "value_forgone", "net_value")
    rows = []
    for gate in GATES:
        for level in STRENGTHS:
            found, row = blame.classified(gate, level), {"gate": label(gate), "strictness": level}
            for name in names:
                row |= _of(name, getattr(found, name))
            for name, some in found.counted.items():
                row |= {f"{name}_part": some.part, f"{name}_whole": some.whole}
            rows.append(row)
    return pd.DataFrame(rows)


def roles_table(blame: Blame) -> pd.DataFrame:
    """A row a role, most net value first."""
    rows = []
    for lost in blame.lost:
        row: dict[str, Any] = {"role": lost.role.name, "kind": lost.role.kind}
        row |= _of("net_value", lost.net_value) | _of("uptake", lost.uptake)
        row |= {"rank_from": lost.ranks[0], "rank_to": lost.ranks[1]}
        row["heard_by"] = None if lost.centrality is None else lost.centrality.heard_by
        row["between"] = None if lost.centrality is None else lost.centrality.between
        rows.append(row)
    return pd.DataFrame(rows)


def as_json(blame: Blame, folder: Path | None) -> str:
    """Everything in numbers, for other programs. What is not a number is null."""
    tables = {
        "gates": gates_table(blame),
        "interactions": interactions_table(blame),
        "judging": judging_table(blame),
        "roles": roles_table(blame),
    }
    said: dict[str, Any] = {
        "scenario": blame.scenario.name,
        "title": blame.scenario.title,
        "fingerprint": blame.scenario.fingerprint,
        "staff": blame.as_it_is.staff,
        "weeks": blame.scenario.weeks,
        "pairs": len(blame.seeds),
        "seeds": list(blame.seeds),
        "findings": told(blame),
        "all_removed": {o: {"mean": of.mean, "low": of.low, "high": of.high} for o, of in blame.in_all.items()},
        **{name: json.loads(table.to_json(orient="records")) for name, table in tables.items()},
        "failed": [{"arm": arm, "seed": one.seed, "error": one.error} for arm, one in failures(blame)],
        "folder": None if folder is None else str(folder),
    }
    return json.dumps(said, indent=2, allow_nan=False)
