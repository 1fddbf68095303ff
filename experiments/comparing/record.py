"""The record of ``blockers compare`` as files, and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.arms.folder import keep, said_of_failures
from experiments.comparing.compare import AS_IT_IS, Comparison
from experiments.comparing.divergence import Divergence
from experiments.comparing.ends import ENDS, LONGEST, told_within
from experiments.comparing.more import Beside
from experiments.comparing.telling import told
from experiments.comparing.verdict import in_words
from experiments.folder import Folder, as_files
from experiments.intervals import Interval
from experiments.manifest import revision, versions
from experiments.statistics.durations import cumulative_incidence

NOTE = {
    "scenario.toml": "the council in full; blockers compare takes it as it stands",
    "findings.txt": "what it comes to, in sentences, and where two strategies part",
    "runs/outcomes": "every run: a row an arm and seed, with all outcomes",
    "runs/differences": "a row a strategy and outcome: difference from the council as it is, interval, verdict",
    "runs/incidence": "a row an arm and week after filing: the share of requests that had ended each way",
    "runs/ended": "a row an arm, end and number of weeks: the share of requests that had ended so, with its interval",
    "runs/councils": "a row a plausible council and arm: the mean outcome, its regret without luck, where it lies",
    "runs/council-pairs": "a row a plausible council, arm and pair: the outcome of that run",
    "runs/levers": "a row a lever that was tried, step by step: what it adds and how many hours it takes",
    "runs/chain": "a row a lever that was chosen: what all up to it change, hours and net value of all, what it adds",
}


def save(
    found: Comparison,
    story: Divergence | None,
    more: Beside,
    folder: Folder,
    command: str,
    workers: int,
    started: datetime,
) -> list[str]:
    """Fill the folder's draft and put it in its place. Returns the names of pictures that could not be drawn.

    ``more`` is what was asked for beside the comparison. :mod:`experiments.comparing.reading` reads it all back.
    """
    from experiments.show.compared import COMPARED

    draft, scenario = folder.draft, found.scenario
    (draft / "scenario.toml").write_text(scenario.to_toml(), encoding="utf-8")
    files = as_files(found.strategies, ".toml")
    for arm in found.arms[1:]:
        (draft / "strategies").mkdir(exist_ok=True)
        (draft / "strategies" / files[arm.name]).write_text(arm.scenario.to_toml(), encoding="utf-8")
    parts = [told(found), [] if story is None else [*story.sentences], more.sentences]
    (draft / "findings.txt").write_text("\n\n".join("\n".join(part) for part in parts if part) + "\n", encoding="utf-8")
    said_of_failures(draft, [*found.trials.failures, *more.failed], command)
    manifest: dict[str, Any] = {
        **folder.identity,
        "scenario": scenario.name,
        "title": scenario.title,
        "command": command,
        "engine": "compiled",
        "outcome": found.primary,
        "matters": found.matters,
        "plan": asdict(found.plan),
        "titles": found.titles,
        "story": None if story is None else asdict(story),
        **more.said_of(found.trials.seeds[-1] + 1),
        "seeds_compared": list(found.trials.seeds),
        "failed": [[arm, failure.seed, failure.error] for arm, failure in found.trials.failures],
        "failed_seeds": sorted({failure.seed for _, failure in found.trials.failures}),
        "strategies": {arm.name: arm.scenario.fingerprint for arm in found.arms[1:]},
        "strategy_files": files,
        "versions": versions(),
        "revision": revision(),
        "timings": {
            "started": started.astimezone(UTC).isoformat(timespec="seconds"),
            "seconds": round((datetime.now(UTC) - started).total_seconds(), 3),  # of all runs, those of a pilot too
            "workers": workers,
        },
    }
    said = {**NOTE, **{f"strategies/{file}": "that strategy laid on the council" for file in files.values()}}
    drawn = {name: lambda draw=draw: draw(found) for name, draw in COMPARED.items()}
    all_tables = {
        "outcomes": found.trials.table(),
        "differences": differences_table(found),
        "incidence": ends_table(found),
        "ended": ended_table(found),
    }
    return keep(
        folder,
        manifest,
        {**all_tables, **more.tables},
        {**drawn, **more.pictures},
        said,
        f"{scenario.called}: strategies compared",
    )


def _of(of: Interval) -> dict[str, float | int | None]:
    return {"mean": of.mean, "low": of.low, "high": of.high, "n": of.n}


def differences_table(found: Comparison) -> pd.DataFrame:
    """A row a strategy and outcome."""
    rows = []
    for outcome in found.outcomes:
        for arm in found.order:
            row: dict[str, Any] = {"strategy": arm, "title": found.titles[arm], "outcome": outcome}
            row |= {name: value for name, value in _of(found.difference(arm, outcome)).items()}
            is_primary = outcome == found.primary
            row["verdict"] = in_words(found.difference(arm, outcome), found.matters) if is_primary else None
            row["variance_ratio"] = found.ratio(arm) if is_primary else None
            rows.append(row)
    return pd.DataFrame(rows)


def ends_table(found: Comparison) -> pd.DataFrame:
    """A row an arm and week after filing."""
    frames = []
    for arm in (AS_IT_IS, *found.order):
        shares = cumulative_incidence(found.trials.read["ends"][found.trials.places[arm]].sum(axis=0))
        frame = pd.DataFrame(shares.T, columns=list(ENDS))
        frame.insert(0, "weeks", range(LONGEST + 1))
        frame.insert(0, "arm", arm)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def ended_table(found: Comparison) -> pd.DataFrame:
    """A row an arm, end and number of weeks after filing."""
    rows: list[dict[str, Any]] = []
    within = dict.fromkeys(told_within(found.scenario.weeks))
    for arm in (AS_IT_IS, *found.order):
        for cause, end in enumerate(ENDS, 1):
            rows += [{"arm": arm, "end": end, "weeks": k, **_of(found.ended(arm, cause, k))} for k in within]
    return pd.DataFrame(rows)


def as_json(found: Comparison, story: Divergence | None, more: Beside, folder: Path | None) -> str:
    """Everything in numbers, for other programs. What is not a number is null."""
    never = {arm: _of(found.never(arm)) for arm in (AS_IT_IS, *found.order)}
    _, later = told_within(found.scenario.weeks)
    ended = {
        arm: {end: _of(found.ended(arm, cause, later)) for cause, end in enumerate(ENDS, 1)}
        for arm in (AS_IT_IS, *found.order)
    }
    said: dict[str, Any] = {
        "scenario": found.scenario.name,
        "title": found.scenario.title,
        "fingerprint": found.scenario.fingerprint,
        "weeks": found.scenario.weeks,
        "outcome": found.primary,
        "matters": found.matters,
        "plan": asdict(found.plan),
        "pairs": found.n,
        "seeds": list(found.trials.seeds),
        "findings": [*told(found), *more.sentences],
        "as_it_is": {outcome: _of(found.mean(AS_IT_IS, outcome)) for outcome in found.outcomes},
        "differences": json.loads(differences_table(found).to_json(orient="records")),
        "never_a_quarter": never,
        "requests_ended": {"weeks_after_filing": later, "arms": ended},
        "other_people": found.other_people,
        "story": None if story is None else {**asdict(story), "sentences": list(story.sentences)},
        **{name: json.loads(table.to_json(orient="records")) for name, table in more.tables.items()},
        "failed": [
            {"arm": arm, "seed": one.seed, "error": one.error} for arm, one in (*found.trials.failures, *more.failed)
        ],
        "folder": None if folder is None else str(folder),
    }
    return json.dumps(said, indent=2, allow_nan=False)
