"""The note in a results folder that says, file by file, what lies there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from experiments.findings import weeks
from experiments.results import Results
from simulation.wording import counted

README = "README.txt"
FILES = {
    README: "this note",
    "manifest.json": "the command, the seeds, the versions, the machine, how long it took, the list of files",
    "scenario.toml": "the scenario in full; blockers run takes it as it stands",
    "figures/who-blocks": "a picture: who refused, who was blamed, whose no was feared",
    "figures/uptake": "a picture: how far it came, run by run, and where all staff stand",
    "figures/waiting": "a picture: queues and waits at each gate",
    "figures/departments": "a picture: department by department, and which are left behind",
    "runs/outcomes": "a row a run: every outcome of the whole run",
    "runs/weekly": "a row a run and week, week 0 being the start: staff by stage, queues, decisions, blame, hours",
    "runs/departments": "a row a run, week and department: staff by stage, requests, hours",
    "runs/counts": "how often what happened: a row a run, week, department, event and the marks that tell such apart",
    "runs/hours": "hours of ordinary work: a row a run, week, book (spent, value, harm and so on), owner and use",
    "runs/events": "the event log of the first seed only: a row for everything that happened, in order",
    "runs/ledger": "the ledger of the first seed only: a row for every booking of hours",
}
FAILURE = "why that run failed, and the command that repeats it"
PICTURE = "picture-"  # how the text on a picture that could not be drawn begins
NOT_DRAWN = "why that picture could not be drawn; the tables are whole all the same"


def contents(results: Results, files: Iterable[str]) -> str:
    """The note for a folder that holds ``files`` (paths inside it); those that differ only in ending share a line.

    Raises ``KeyError`` for a file of which nothing is known.
    """
    endings: dict[str, list[str]] = {}
    for file in sorted(files):
        path = PurePosixPath(file)
        stem = file if file in FILES or path.parts[0] == "failures" else str(path.with_suffix(""))
        endings.setdefault(stem, []).append(path.suffix)
    lines = [f"{results.scenario.called}: results of blockers", ""]
    runs = counted(results.replications, "run", "runs")
    lines.append(f"{runs} of {weeks(results.scenario.weeks)}, seeds from {results.seed}.")
    if results.first is not None:
        lines.append(f"The event log and the ledger are those of the first seed, {results.first.seed}.")
    lines.append("Tables are there twice, as Parquet and as CSV, with the same rows; seed and replicate name the run.")
    lines.append("")
    for stem, suffixes in endings.items():
        name = stem if len(suffixes) == 1 else f"{stem}{', '.join(suffixes)}"
        lines += [name, f"    {_said_of(stem)}"]
    return "\n".join(lines) + "\n"


def _said_of(stem: str) -> str:
    path = PurePosixPath(stem)
    if path.parts[0] != "failures":
        return FILES[stem]
    return NOT_DRAWN if path.name.startswith(PICTURE) else FAILURE
