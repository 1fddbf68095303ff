"""``blockers status``: how far a sweep is, from another terminal, and whether all that it kept is whole."""

from __future__ import annotations

import json as as_json
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from experiments.commands.given import Json, refuse


def status(
    study: Annotated[Path, typer.Argument(metavar="STUDY", help="the folder of a sweep, such as results/hoops")],
    json: Json = False,
) -> None:
    """Say how far a sweep is, how fast it goes and what failed. It disturbs nothing, and works while it runs.

    Example: blockers status results/hoops

    It looks at the names and lengths of parts; blockers verify reads them.

    Exit status: 0 said, 1 parts were cut short, 2 wrong input.
    """
    from experiments.sweeps.study import manifest_of

    manifest = manifest_of(study)
    if manifest is None:
        refuse(f"{study} holds no sweep of blockers; begin one with: blockers sweep NAME --out {study}")
    said = state_of(study, manifest)
    print(as_json.dumps(said, indent=2) if json else in_words_of(study, said))
    if said["damaged"]:
        raise typer.Exit(1)


def state_of(study: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """What can be seen of a study: of its parts by their names, and what the program that runs it says of itself."""
    from filelock import FileLock, Timeout

    from experiments.sweeps.parts import Parts, stretches
    from experiments.sweeps.study import LOCK, PROGRESS

    parts = Parts(manifest["parts"] or str(study.absolute()))
    standing, damaged = parts.standing(), [part.name for part in parts.every() if part.is_cut_short]
    try:
        told = as_json.loads((study / PROGRESS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    done = sum(len(batch) for batch in stretches(standing))
    is_running = False
    if (study / LOCK).exists():
        try:
            with FileLock(study / LOCK, timeout=0):
                pass
        except (Timeout, OSError):
            is_running = True
    rate = float(told.get("runs_per_second", 0.0)) if is_running else 0.0
    runs = int(told.get("runs", 0))
    return {
        "sweep": manifest["scenario"], "title": manifest["title"], "runs": runs, "done": done,
        "failed": sum(part.failed for part in standing), "parts": len(standing),
        "bytes": sum(part.bytes for part in standing), "damaged": damaged, "running": is_running,
        "process": told.get("process") if is_running else None, "runs_per_second": rate,
        "seconds_left": round((runs - done) / rate) if rate > 0 else None,
        "last_part": max((part.written_at for part in standing), default=None),
        "sessions": len(manifest["sessions"]), "mixed_versions": bool(manifest.get("mixed")),
    }  # fmt: skip


def in_words_of(study: Path, said: dict[str, Any]) -> str:
    """The same for a reader."""
    from experiments.sweeps.planning import duration
    from simulation.size import in_words
    from simulation.wording import counted

    share = f" ({100 * said['done'] / said['runs']:.0f} %)" if said["runs"] else ""
    lines = [f"{said['title']}", f"done      {said['done']:,} of {said['runs']:,} runs{share}"]
    lines.append(f"failed    {said['failed']:,}" + (f", see {study / 'failures'}" if said["failed"] else ""))
    if said["running"]:
        left = "" if said["seconds_left"] is None else f", about {duration(said['seconds_left'])} left"
        lines.append(f"running   process {said['process']}, {said['runs_per_second']:.1f} runs a second{left}")
    else:
        over = said["runs"] and said["done"] >= said["runs"]
        lines.append("running   no: " + ("it is done" if over else "the command that began it goes on with it"))
    when = said["last_part"]
    ago = "" if not when else f", the last {duration(max(0.0, time.time() - when))} ago"
    lines.append(f"kept      {counted(said['parts'], 'part', 'parts')}, {in_words(said['bytes'])}{ago}")
    if said["mixed_versions"]:
        lines.append("versions  runs of more than one version of the model; see manifest.json")
    for name in said["damaged"]:
        lines.append(
            f"damaged   {name}: cut short; the command that began the sweep sets it aside and does its runs again"
        )
    return "\n".join(lines)
