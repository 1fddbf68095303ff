"""What a sweep leaves beside its rows once it has come to an end: points, pictures, its answer, a note."""

from __future__ import annotations

import csv
import io
import json
import traceback
from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from experiments.harmless import row_of_cells
from experiments.sweeps.answering import answer_of
from experiments.sweeps.factors import written
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.study import ANSWER, FAILURES, FIGURES, POINTS, README, Study, write_whole
from experiments.sweeps.sweep import Sweep
from experiments.sweeps.sweeping import State
from experiments.sweeps.working import kept_tables

MOST_POINTS = 1_000_000  # that are listed in a file
NOTE = {
    "README.txt": "this note",
    "manifest.json": "what was run, when, with which versions, on which machines; what makes the study this one",
    "sweep.toml": "the sweep's file as it stood",
    "organisations": "each organisation that it starts from, in full; blockers run takes them as they stand",
    "points.csv": "every point: its number and the value of each factor",
    "progress.json": "how far it is; blockers status reads it",
    "answer.txt": "the sentence that answers the sweep's question",
    "figures": "pictures: the answer, as PNG and SVG",
    "runs": "Parquet parts: a row a run, with factors and outcomes, and an error where it failed",
    "weekly": "Parquet parts: a row a run, a list of weeks for each measure",
    "departments": "Parquet parts: a row a run and department, a list of weeks for each measure",
    "events": "Parquet parts: a row an event, in numbers",
    "failures": "a text for each run that failed, with the command that repeats it",
    "damaged": "parts that were found cut short or altered; their runs were done again",
}


def finish(study: Study, state: State, is_shard: bool) -> list[str]:
    """Write what follows from the rows, where all runs are there. Returns the pictures that could not be drawn."""
    sweep = study.sweep
    if sweep.points <= MOST_POINTS and not is_shard:  # a thousand shards need no thousand lists; rows have the values
        write_whole(study.place / POINTS, points_csv(sweep))
    not_drawn: list[str] = []
    if state.is_over and not is_shard and state.done > state.failed:
        results = SweepResults(study.place)
        if sweep.answer is not None:
            write_whole(study.place / ANSWER, answer_of(results, sweep.answer) + "\n")
            not_drawn = draw(results, sweep, study.place)
    there = [name for name in NOTE if name == README or (study.place / name).exists()]
    lines = [f"{sweep.title}: a sweep of blockers", "", *([sweep.question, ""] if sweep.question else [])]
    lines += [line for name in there for line in (name, f"    {NOTE[name]}")]
    lines += ["", "Read it with: from experiments.results import Results; Results.open('this folder').runs()"]
    write_whole(study.place / README, "\n".join(lines) + "\n")
    return not_drawn


def points_csv(sweep: Sweep) -> str:
    """Every point and its values."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(row_of_cells(["point", *(factor.path for factor in sweep.factors)]))
    for point in range(sweep.points):
        writer.writerow(row_of_cells([point, *map(written, sweep.design.values(point))]))
    return text.getvalue()


def draw(results: SweepResults, sweep: Sweep, place: Path) -> list[str]:
    """The pictures of an answer. For one that cannot be drawn a text says why; all else stays."""
    from experiments.show.look import save_figure

    assert sweep.answer is not None
    by, outcome = sweep.answer.by, sweep.answer.outcome
    wanted: dict[str, Callable[[], Figure]] = {}
    if len(by) == 2:
        wanted["heat"] = lambda: results.plot_heat(outcome, *by)
    else:
        wanted["strips"] = lambda: results.plot_strips(outcome, by[0])
    if "uptake" in sweep.keep.weekly:
        wanted["weeks"] = lambda: results.plot_weeks(by[0], "uptake")
    (place / FIGURES).mkdir(exist_ok=True)
    not_drawn = []
    for name, make in wanted.items():
        try:
            figure = make()
            for ending in ("png", "svg"):
                save_figure(figure, place / FIGURES / f"{name}.{ending}")
        except Exception:  # whatever it is, it costs this picture only
            (place / FAILURES).mkdir(exist_ok=True)
            write_whole(place / FAILURES / f"picture-{name}.txt", traceback.format_exc())
            not_drawn.append(name)
    return not_drawn


def said_of_end(study: Study, state: State, not_drawn: list[str]) -> str:
    """What the command prints when it has done all, or all that it was to do now."""
    sweep, place = study.sweep, study.place
    lines = [sweep.title, f"{state.done:,} of {state.runs:,} runs, in {place}"]
    whole = sweep.points * sweep.replications
    if sweep.runs < whole:
        lines.append(f"The budget ends it there: the design has {whole:,} runs.")
    if not state.is_over:
        return "\n".join([*lines, "The time of the budget is over; the same command goes on."])
    answer = place / ANSWER
    if sweep.question:
        lines += ["", *wrapped(sweep.question)]
    if answer.exists() and state.done > state.failed:
        lines += ["", *wrapped(answer.read_text(encoding="utf-8").strip())]
        pictures = sorted(path.name for path in (place / FIGURES).glob("*.png"))
        lines += ["", *(f"Picture: {place / FIGURES / name}" for name in pictures)]
    lines += [f"Not drawn: {name}; why is in {place / FAILURES}" for name in not_drawn]
    kept = ", ".join(kept_tables(sweep))
    lines.append(f"Tables: {kept}; Results.open({str(place)!r}) in Python, or blockers export {place}")
    return "\n".join(lines)


def wrapped(text: str, width: int = 80) -> list[str]:
    """A sentence in lines."""
    import textwrap

    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def as_json(study: Study, state: State) -> str:
    """The same for other programs."""
    results = SweepResults(study.place)
    by = study.sweep.answer.by if study.sweep.answer is not None else ()
    table = results.summary(by=list(by)) if state.done > state.failed else None
    rows = [] if table is None else json.loads(table.to_json(orient="records"))
    said = {
        "sweep": study.sweep.name, "title": study.sweep.title, "question": study.sweep.question,
        "answer": results.answer if state.is_over else "", "folder": str(study.place), "runs": state.runs,
        "done": state.done, "failed": state.failed, "hash": results.hash() if state.done else None, "summary": rows,
    }  # fmt: skip
    return json.dumps(said, indent=2, allow_nan=False)
