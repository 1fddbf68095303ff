"""``blockers export``: a sweep's tables for other programs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.given import Force, Quiet, check_place, refuse


def export(
    study: Annotated[Path, typer.Argument(metavar="STUDY", help="the folder of a sweep, such as results/hoops")],
    form: Annotated[
        str,
        typer.Option(
            "--form", metavar="FORM", help="csv, xlsx, behaviorspace (NetLogo's table) or mesa (names of batch_run)"
        ),
    ] = "csv",
    table: Annotated[
        str, typer.Option(metavar="TABLE", help="runs, failed, or what was kept of weekly, departments and events")
    ] = "runs",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="where it goes (STUDY-TABLE.csv or .xlsx)", show_default=False)
    ] = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write one table of a sweep as CSV, as a workbook, as NetLogo's BehaviorSpace does, or with Mesa's names.

    Example: blockers export results/hoops --form xlsx

    Exit status: 0 done, 2 wrong input (nothing is written).
    """
    from experiments.folder import FolderRefused
    from experiments.parents import parents_made
    from experiments.sweeps.exporting import FORMS, TABLES, CannotExport
    from experiments.sweeps.exporting import export as written
    from experiments.sweeps.opening import SweepResults
    from simulation.scenario_files.problems import nearest
    from simulation.wording import counted

    for option, given, known in (("--form", form, tuple(FORMS)), ("--table", table, TABLES)):
        if given not in known:
            near = nearest(given, known)
            meant = f"; did you mean {near}?" if near else ""
            refuse(f"{option}: found {given!r}; allowed: {', '.join(known)}{meant}")
    place = study if study.name else study.absolute()
    which = table if form in ("csv", "xlsx") else f"{table}-{form}"
    file = out if out is not None else place.with_name(f"{place.name}-{which}{FORMS[form]}")
    check_place(file, force)
    draft = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        results = SweepResults(study)
        with parents_made(file):
            try:
                rows = written(results, draft, form, table)
                os.replace(draft, file)
            finally:
                draft.unlink(missing_ok=True)
    except (FolderRefused, CannotExport, ValueError) as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"--out: {file} cannot be written: {error.strerror or error}")
    if not quiet:
        print(f"{counted(rows, 'row', 'rows')} in {file}")
