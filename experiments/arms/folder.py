"""The results folder of an experiment of many arms: tables, pictures, failures, a manifest, a note on what is there."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from experiments.contents import FAILURE, NOT_DRAWN, PICTURE, README
from experiments.folder import LONGEST, MANIFEST, Folder
from experiments.harmless import write_csv
from experiments.results import Failure
from experiments.show.look import Picture, save_figure

ALWAYS = {
    README: "this note",
    MANIFEST: "the command, the seeds, the versions, the machine, how long it took, the list of files",
}


def keep(
    folder: Folder,
    manifest: dict[str, Any],
    tables: Mapping[str, pd.DataFrame],
    pictures: Mapping[str, Callable[[], Figure]],
    said: Mapping[str, str],
    title: str,
) -> list[str]:
    """Write tables, pictures, manifest and note into the draft, beside what lies there, and put it in its place.

    ``said`` tells of every file what it is, by its path without an ending where there are several; pictures tell it
    themselves. A picture that cannot be drawn costs this picture only: a text says why. Returns their names.
    """
    draft = folder.draft
    (draft / "runs").mkdir(exist_ok=True)
    for name, table in tables.items():
        table.to_parquet(draft / "runs" / f"{name}.parquet", index=False)
        write_csv(table, draft / "runs" / f"{name}.csv")
    not_drawn, headings = [], {}
    (draft / "figures").mkdir()
    for name, draw in pictures.items():
        try:
            figure = draw()
            for ending in ("png", "svg"):
                save_figure(figure, draft / "figures" / f"{name}.{ending}")
            headings[f"figures/{name}"] = f"a picture: {figure.heading if isinstance(figure, Picture) else name}"
        except Exception as error:  # whatever it is, it costs this picture only
            for half_written in (draft / "figures").glob(f"{name}.*"):
                half_written.unlink()
            (draft / "failures").mkdir(exist_ok=True)
            why = "".join(traceback.format_exception_only(error)) + "\n" + traceback.format_exc()
            (draft / "failures" / f"{PICTURE}{name}.txt").write_text(why, encoding="utf-8")
            not_drawn.append(name)
    files = [*folder.files(), MANIFEST, README]
    (draft / README).write_text(_note(title, files, {**ALWAYS, **said, **headings}), encoding="utf-8")
    manifest["files"] = sorted(files)
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    folder.settle()
    return not_drawn


def said_of_failures(draft: Path, failures: Iterable[tuple[str, Failure]], command: str) -> None:
    """A text for each run that failed: what went wrong, with which seed, in which arm."""
    for arm, failure in failures:
        (draft / "failures").mkdir(exist_ok=True)
        stem = "".join(c if c.isalnum() else "-" for c in arm)[:LONGEST]
        said = f"{failure.error}\n\narm: {arm}\nseed: {failure.seed}\nstudy: {command}\n\n{failure.traceback}"
        (draft / "failures" / f"{stem}-seed-{failure.seed}.txt").write_text(said, encoding="utf-8")


def _note(title: str, files: Iterable[str], said: Mapping[str, str]) -> str:
    """The note; files that differ only in ending share a line. Raises ``KeyError`` for one of which nothing is said."""
    endings: dict[str, list[str]] = {}
    for file in sorted(files):
        path = PurePosixPath(file)
        stem = file if file in said or path.parts[0] == "failures" else str(path.with_suffix(""))
        endings.setdefault(stem, []).append(path.suffix)
    lines = [title, "", "Tables are there twice, as Parquet and as CSV; arm and seed name the run.", ""]
    for stem, suffixes in endings.items():
        if PurePosixPath(stem).parts[0] == "failures":
            what = NOT_DRAWN if PurePosixPath(stem).name.startswith(PICTURE) else FAILURE
        else:
            what = said[stem]
        lines += [stem if len(suffixes) == 1 else f"{stem}{', '.join(suffixes)}", f"    {what}"]
    return "\n".join(lines) + "\n"
