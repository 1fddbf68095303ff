"""The record of ``blockers claims`` as files, and as JSON."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.arms.folder import keep
from experiments.baseline.councils import dimensions
from experiments.claims.councils import BASE, PAIRS, seeds_of
from experiments.claims.judging import ClaimFound
from experiments.claims.study import Study
from experiments.claims.telling import because, markdown, told, told_of_claim, verdict_of
from experiments.folder import Folder
from experiments.intervals import Interval
from experiments.manifest import revision, versions

TABLE = "table.md"
NOTE = {
    "findings.txt": "what it comes to, claim by claim, in sentences",
    TABLE: "the table of claims, as Markdown",
    "runs/claims": "a row a claim: verdict, why, share of councils in which all of it holds",
    "runs/parts": "a row a part of a claim: effect, interval, what is said of it, share of councils that bear it out",
    "runs/effects": "a row a part and council: its effect there, mean over pairs, and the same with luck taken out",
    "runs/numbers": "a row an arm, council, number and seed: what every run gave",
    "runs/arms": "a row an arm: how it is made of a council, and which claims use it",
    "runs/councils": "a row a council: which draw it is, its seeds, where it lies, and the command that repeats it",
    "runs/drawn": "a row a draw: whether it is plausible, how many runs showed that, for which band it was left",
}


def save(
    study: Study, found: Sequence[ClaimFound], folder: Folder, command: str, workers: int, started: datetime, cpu: float
) -> list[str]:
    """Fill the folder's draft and put it in its place. Returns the names of pictures that could not be drawn."""
    from experiments.show.claimed import claimed

    draft = folder.draft
    (draft / "claims").mkdir()
    for claim in study.claims:
        (draft / "claims" / f"{claim.id.lower()}.toml").write_text(claim.text, encoding="utf-8")
    parts = [told(study, found), *(told_of_claim(one) for one in found)]
    (draft / "findings.txt").write_text("\n\n".join("\n".join(part) for part in parts) + "\n", encoding="utf-8")
    (draft / TABLE).write_text(markdown(study, found), encoding="utf-8")
    for one in study.failed:
        (draft / "failures").mkdir(exist_ok=True)
        text = f"{one.error}\n\ncouncil: {one.draw}\nrepeat it: {repeat(study, one.draw)}\n\n{one.traceback}"
        (draft / "failures" / f"council-{one.draw}.txt").write_text(text, encoding="utf-8")
    manifest: dict[str, Any] = {
        **folder.identity,
        "scenario": BASE,
        "title": "Claims",
        "command": command,
        "engine": "compiled",
        "claims": {claim.id: claim.standing for claim in study.claims},
        "verdicts": {one.claim.id: one.word.value for one in found},
        "councils": len(study.whole),
        "councils_drawn": len(study.screened),
        "pairs": PAIRS,
        "runs": study.runs,
        "failed_seeds": [int(seed) for one in study.failed for seed in seeds_of(study.seed, one.draw)],
        "versions": versions(),
        "revision": revision(),
        "timings": {
            "started": started.astimezone(UTC).isoformat(timespec="seconds"),
            "seconds": round(study.seconds, 3),
            "processor_seconds": round(cpu, 1),
            "councils_kept_from_before": study.kept,
            "workers": workers,
        },
    }
    tables = {
        "claims": claims_table(found),
        "parts": parts_table(found),
        "effects": effects_table(study, found),
        "numbers": numbers_table(study),
        "arms": arms_table(study),
        "councils": councils_table(study),
        "drawn": pd.DataFrame([vars(one) for one in study.screened]),
    }
    said = {**NOTE, **{f"claims/{claim.id.lower()}.toml": "that claim, as declared" for claim in study.claims}}
    pictures = {one.claim.id.lower(): lambda one=one: claimed(one) for one in found}
    return keep(folder, manifest, tables, pictures, said, "The seed's claims over plausible councils")


def repeat(study: Study, draw: int) -> str:
    """The command that runs a council again, as it is; ``runs/arms`` says what each arm changes in it."""
    council = next((study.scenario(one) for one in study.councils if one.draw == draw), None)
    assert council is not None
    words = ["blockers", "run", BASE, "--seed", str(seeds_of(study.seed, draw)[0]), "--replications", str(PAIRS)]
    words += ["--weeks", str(council.weeks)] if study.weeks else []
    settings = {path: council.values[path] for path in dimensions()}
    for path, value in settings.items():
        words += ["--set", f"{path}={json.dumps(value)}"]
    return shlex.join(words)


def _ends(of: Interval, scale: float = 1.0) -> dict[str, float | None]:
    known = {"mean": of.mean, "low": of.low, "high": of.high}
    return {name: None if value is None else scale * value for name, value in known.items()}


def claims_table(found: Sequence[ClaimFound]) -> pd.DataFrame:
    """A row a claim."""
    return pd.DataFrame(
        [
            {
                "claim": one.claim.id,
                "title": one.claim.title,
                "says": one.claim.says,
                "standing": one.claim.standing,
                "verdict": one.word.value,
                "in_words": verdict_of(one),
                "because": because(one),
                **{f"holds_{name}": value for name, value in _ends(one.holds).items()},
                "councils": one.holds.n,
            }
            for one in found
        ]
    )


def parts_table(found: Sequence[ClaimFound]) -> pd.DataFrame:
    """A row a part; effects in the unit in which they are told."""
    rows = []
    for one in found:
        for place, part in enumerate(one.parts, 1):
            of = part.part
            rows.append(
                {
                    "claim": one.claim.id,
                    "part": place,
                    "says": of.says,
                    "standing": of.standing,
                    "number": of.number,
                    "arm": " + ".join(of.arm) or f"best of {', '.join(of.best_of)}",
                    "against": " + ".join(of.against),
                    "direction": of.direction if of.is_judged else "",
                    "unit": of.unit,
                    "matters": of.scale * of.matters if of.is_judged else None,
                    **{f"effect_{name}": value for name, value in _ends(part.effect, of.scale).items()},
                    "between_councils": None if part.spread is None else of.scale * part.spread.between,
                    "within_a_council": None if part.spread is None else of.scale * part.spread.within,
                    "said": part.said.value,
                    **{f"holds_{name}": value for name, value in _ends(part.holds).items()},
                    "councils": len(part.effects.councils),
                    "left_out": sum(part.missing.values()),
                }
            )
    return pd.DataFrame(rows)


def effects_table(study: Study, found: Sequence[ClaimFound]) -> pd.DataFrame:
    """A row a part and council; effects in the unit in which they are told."""
    draws = np.array([one.draw for one in study.whole])
    frames = []
    for one in found:
        for place, part in enumerate(one.parts, 1):
            if part.spread is not None:
                frame = pd.DataFrame({"council": draws[part.effects.councils]})
                frame.insert(0, "part", place)
                frame.insert(0, "claim", one.claim.id)
                frame["mean"] = part.part.scale * part.spread.means
                frame["without_luck"] = part.part.scale * part.spread.drawn
                frames.append(frame)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def numbers_table(study: Study) -> pd.DataFrame:
    """A row a council, arm, number and seed."""
    frames = []
    for one in study.whole:
        seeds = list(seeds_of(study.seed, one.draw))
        for (key, number), values in one.numbers.items():
            frames += [(one.draw, key, number, seed, value) for seed, value in zip(seeds, values.tolist(), strict=True)]
    table = pd.DataFrame(frames, columns=["council", "arm", "number", "seed", "value"])
    table["seed"] = table["seed"].astype("uint64")
    table["number"] = table["number"].astype("category")
    table["arm"] = table["arm"].map(study.wanted.names).astype("category")
    return table


def arms_table(study: Study) -> pd.DataFrame:
    """A row an arm."""
    wanted = study.wanted
    return pd.DataFrame(
        [
            {
                "arm": wanted.names[key],
                "lay": ", ".join(arm.lay),
                "set": json.dumps(dict(arm.set)),
                "times": json.dumps(dict(arm.times)),
                "equal": "" if arm.equal is None else json.dumps(vars(arm.equal)),
                "numbers": "; ".join(wanted.numbers[key]),
                "claims": ", ".join(wanted.used_by[key]),
            }
            for key, arm in wanted.arms.items()
        ]
    )


def councils_table(study: Study) -> pd.DataFrame:
    """A row a council; a failed one has its error."""
    rows = []
    for one in study.councils:
        council, seeds = study.scenario(one), seeds_of(study.seed, one.draw)
        row: dict[str, Any] = {"council": one.draw, "first_seed": seeds[0], "pairs": PAIRS, "runs": one.runs}
        row |= {path: float(council.values[path]) for path in dimensions()}
        row |= {f"scaled: {study.wanted.names[key]}": value for key, value in one.scaled_to.items()}
        rows.append({**row, "error": one.error, "command": repeat(study, one.draw)})
    table = pd.DataFrame(rows)
    table["first_seed"] = table["first_seed"].astype("uint64")
    return table


def as_json(study: Study, found: Sequence[ClaimFound], folder: Path | None) -> str:
    """Everything in numbers, for other programs. What is not a number is null."""
    parts = json.loads(parts_table(found).to_json(orient="records"))
    claims = json.loads(claims_table(found).to_json(orient="records"))
    for claim in claims:
        claim["parts"] = [part for part in parts if part["claim"] == claim["claim"]]
    said = {
        "councils": len(study.whole),
        "councils_drawn": len(study.screened),
        "pairs": PAIRS,
        "runs": study.runs,
        "seed": study.seed,
        "findings": told(study, found),
        "claims": claims,
        "failed": [{"council": one.draw, "error": one.error} for one in study.failed],
        "folder": None if folder is None else str(folder),
    }
    return json.dumps(said, indent=2, allow_nan=False)
