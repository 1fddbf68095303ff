"""The record of ``blockers compare`` as files, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from experiments.arms.folder import keep, said_of_failures
from experiments.comparing.compare import AS_IT_IS, Comparison
from experiments.comparing.divergence import Divergence
from experiments.comparing.ends import ENDS, LONGEST
from experiments.comparing.telling import told
from experiments.comparing.verdict import in_words
from experiments.folder import Folder
from experiments.intervals import Interval
from experiments.manifest import revision, versions
from experiments.statistics.durations import cumulative_incidence

NOTE = {
    "scenario.toml": "the council in full; blockers compare takes it as it stands",
    "findings.txt": "what it comes to, in sentences, and where two strategies part",
    "runs/outcomes": "every run: a row an arm and seed, with all outcomes",
    "runs/differences": "a row a strategy and outcome: difference from the council as it is, interval, verdict",
    "runs/incidence": "a row an arm and week after filing: the share of requests that had ended each way",
    "runs/councils": "a row a plausible council and arm: the mean outcome, its regret, and where the council lies",
    "runs/levers": "a row a lever that was tried, step by step: what it adds and how many hours it takes",
}
Pictures = Mapping[str, Callable[[], Figure]]
Tables = Mapping[str, pd.DataFrame]


def save(
    found: Comparison,
    story: Divergence | None,
    sentences: Sequence[str],
    tables: Tables,
    pictures: Pictures,
    folder: Folder,
    command: str,
    workers: int,
    started: datetime,
) -> list[str]:
    """Fill the folder's draft and put it in its place. Returns the names of pictures that could not be drawn.

    ``sentences``, ``tables`` and ``pictures`` are those beside the comparison: of uncertainty, and of what to do first.
    """
    from experiments.show.compared import COMPARED

    draft, scenario = folder.draft, found.scenario
    (draft / "scenario.toml").write_text(scenario.to_toml(), encoding="utf-8")
    for arm in found.arms[1:]:
        (draft / "strategies").mkdir(exist_ok=True)
        (draft / "strategies" / f"{arm.name}.toml").write_text(arm.scenario.to_toml(), encoding="utf-8")
    parts = [told(found), [] if story is None else [*story.sentences], list(sentences)]
    (draft / "findings.txt").write_text("\n\n".join("\n".join(part) for part in parts if part) + "\n", encoding="utf-8")
    said_of_failures(draft, found.trials.failures, command)
    manifest: dict[str, Any] = {
        **folder.identity,
        "scenario": scenario.name,
        "title": scenario.title,
        "command": command,
        "engine": "compiled",
        "plan": asdict(found.plan),
        "seeds_compared": list(found.trials.seeds),
        "failed_seeds": sorted({failure.seed for _, failure in found.trials.failures}),
        "strategies": {arm.name: arm.scenario.fingerprint for arm in found.arms[1:]},
        "versions": versions(),
        "revision": revision(),
        "timings": {
            "started": started.astimezone(UTC).isoformat(timespec="seconds"),
            "seconds": round((datetime.now(UTC) - started).total_seconds(), 3),  # of all runs, those of a pilot too
            "workers": workers,
        },
    }
    said = {**NOTE, **{f"strategies/{arm.name}.toml": "that strategy laid on the council" for arm in found.arms[1:]}}
    drawn = {name: lambda draw=draw: draw(found) for name, draw in COMPARED.items()}
    all_tables = {
        "outcomes": found.trials.table(),
        "differences": differences_table(found),
        "incidence": ends_table(found),
    }
    return keep(
        folder,
        manifest,
        {**all_tables, **tables},
        {**drawn, **pictures},
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


def as_json(
    found: Comparison, story: Divergence | None, sentences: Sequence[str], tables: Tables, folder: Path | None
) -> str:
    """Everything in numbers, for other programs. What is not a number is null."""
    never = {arm: _of(found.never(arm)) for arm in (AS_IT_IS, *found.order)}
    ended = {
        arm: {end: _of(found.ended(arm, cause, 52)) for cause, end in enumerate(ENDS, 1)}
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
        "findings": [*told(found), *sentences],
        "as_it_is": {outcome: _of(found.mean(AS_IT_IS, outcome)) for outcome in found.outcomes},
        "differences": json.loads(differences_table(found).to_json(orient="records")),
        "never_a_quarter": never,
        "requests_after_a_year": ended,
        "other_people": found.other_people,
        "story": None if story is None else {**asdict(story), "sentences": list(story.sentences)},
        **{name: json.loads(table.to_json(orient="records")) for name, table in tables.items()},
        "failed": [{"arm": arm, "seed": one.seed, "error": one.error} for arm, one in found.trials.failures],
        "folder": None if folder is None else str(folder),
    }
    return json.dumps(said, indent=2, allow_nan=False)
