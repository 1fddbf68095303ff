"""``blockers verify``: whether a study's rows are what its runs come to."""

from __future__ import annotations

import json as as_json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands.given import Json, Quiet, refuse

if TYPE_CHECKING:
    from experiments.sweeps.verifying import Verified

SAMPLE = 20  # runs; half a second to some seconds
MOST_SAID = 10  # differences


def verify(
    study: Annotated[Path, typer.Argument(metavar="STUDY", help="the folder of a sweep, such as results/hoops")],
    sample: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="how many runs are done again")] = SAMPLE,
    seed: Annotated[int, typer.Option(metavar="NUMBER", min=0, help="which runs: another seed chooses others")] = 0,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Read every part of a sweep, do a random sample of its runs again, and compare every number exactly.

    On a difference it says which versions, code or machine differ from those that did the runs.

    Example: blockers verify results/hoops --sample 50

    Exit status: 0 all is the same, 1 something differs or is damaged, 2 wrong input.
    """
    from dataclasses import asdict

    from experiments.executing.engines import prepare
    from experiments.explaining.checking import in_lines
    from experiments.folder import FolderRefused
    from experiments.progress import progress
    from experiments.sweeps.verifying import verify as verified
    from simulation.scenario import ScenarioError

    prepare(not quiet)
    try:
        with progress(sample, shown=not quiet and not json) as show:
            found = verified(study, sample, seed, show)
    except FolderRefused as error:
        refuse(str(error))
    except ScenarioError as error:
        refuse(in_lines(error.problems))
    if json:
        print(as_json.dumps(asdict(found), indent=2, default=str))
    else:
        _say(found, study, quiet)
    if found.differences or found.damaged:
        raise typer.Exit(1)


def _say(found: Verified, study: Path, quiet: bool) -> None:
    from simulation.wording import counted

    parts = counted(found.parts, "part", "parts")
    if not found.differences and not found.damaged:
        if not quiet:
            print(f"{parts} as written; {counted(found.sample, 'run', 'runs')} done again: the same, to the last digit")
        return
    for name in found.damaged:
        what = f"{study / name} is not as it was written"
        print(f"blockers: {what}; the sweep's command sets it aside and does its runs again", file=sys.stderr)
    if found.differences:
        runs = len({difference.run_id for difference in found.differences})
        print(f"blockers: {runs} of {found.sample} runs came to other numbers than are kept", file=sys.stderr)
        for difference in found.differences[:MOST_SAID]:
            said = f"{difference.column} is kept as {difference.kept}, is now {difference.now}"
            print(f"  run {difference.run_id}: {said}", file=sys.stderr)
        others = found.others or ("nothing that is known: versions, code and machine are those that did the runs",)
        print("what differs from then:", *others, sep="\n  ", file=sys.stderr)
