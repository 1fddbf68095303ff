"""A sweep's tables for other programs: CSV, a workbook, NetLogo's BehaviorSpace table, the names of Mesa's batches."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pandas import NA

from experiments.harmless import FORMULA, in_cell, row_of_cells
from experiments.sweeps.events import named
from experiments.sweeps.opening import SweepResults

FORMS = {"csv": ".csv", "xlsx": ".xlsx", "behaviorspace": ".csv", "mesa": ".csv"}
TABLES = ("runs", "failed", "weekly", "departments", "events")
MOST_ROWS = 1_048_575  # of a sheet, below its header


class CannotExport(ValueError):
    """The table cannot be written in this form; the message says why and what can."""


def export(results: SweepResults, file: Path, form: str, table: str = "runs") -> int:
    """Write a table in one of ``FORMS``. Returns its rows.

    Raises :class:`CannotExport`; ``ValueError`` for a table that was not kept; ``OSError``.
    """
    if form in ("behaviorspace", "mesa") and table != "runs":
        raise CannotExport(f"{form} is a table of runs; for {table} take csv or xlsx")
    if form == "xlsx":
        return _workbook(results, file, table)
    rows = _rows(results, table)
    if form == "mesa":
        rows = _as_mesa(results, rows)
    with file.open("w", encoding="utf-8", newline="") as opened:
        if form == "behaviorspace":
            return _behaviorspace(results, rows, opened)
        writer = csv.writer(opened, lineterminator="\n")
        return _written(writer, rows)


def _rows(results: SweepResults, table: str) -> Iterator[Sequence[Any]]:
    """The header, then every row, some thousand in memory at a time; what is missing is none."""
    for number, batch in enumerate(results.batches(table=table)):
        if table == "events":
            batch = named(batch)
        if number == 0:
            yield [str(name) for name in batch.columns]
        for row in batch.itertuples(index=False, name=None):
            yield [None if _is_missing(value) else value for value in row]


def _is_missing(value: Any) -> bool:
    return value is None or value is NA or (isinstance(value, float) and math.isnan(value))


def _written(writer: Any, rows: Iterator[Sequence[Any]]) -> int:
    number = -1
    for number, row in enumerate(rows):  # noqa: B007
        writer.writerow(row_of_cells(row))
    return number


def _as_mesa(results: SweepResults, rows: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """RunId, iteration, Step, parameters, reporters: what Mesa's ``batch_run`` gives at the end of each run."""
    header = list(next(rows))
    first = ["run_id", "replicate"]
    rest = [name for name in header if name not in first]
    yield ["RunId", "iteration", "Step", *rest]
    steps = _weeks(results)
    for row in rows:
        said = dict(zip(header, row, strict=True))
        yield [said["run_id"], said["replicate"], said.get("weeks", steps), *(said[name] for name in rest)]


def _behaviorspace(results: SweepResults, rows: Iterator[Sequence[Any]], opened: Any) -> int:
    """NetLogo's table output: six lines about the experiment, then run number, variables, step, measures."""
    writer = csv.writer(opened, quoting=csv.QUOTE_ALL, lineterminator="\n")
    header = list(next(rows))
    started = [session["started"] for session in results.manifest["sessions"]]
    when = datetime.fromisoformat(started[0]) if started else datetime.fromtimestamp(0, UTC)
    writer.writerow(["BehaviorSpace results (blockers, in the form of NetLogo's table output)"])
    writer.writerow([in_cell(f"{results.manifest['scenario']}.toml")])
    writer.writerow([in_cell(results.title)])
    writer.writerow([when.strftime("%m/%d/%Y %H:%M:%S:000 +0000")])
    writer.writerow(["min-pxcor", "max-pxcor", "min-pycor", "max-pycor"])
    writer.writerow([0, 0, 0, 0])
    variables = [name for name in header if name not in results.outcomes and name != "run_id"]
    writer.writerow(row_of_cells(["[run number]", *variables, "[step]", *results.outcomes]))
    steps, number = _weeks(results), 0
    for row in rows:
        said = dict(zip(header, row, strict=True))
        values = [said[name] for name in (*variables, *results.outcomes)]
        values.insert(len(variables), said.get("weeks", steps))
        writer.writerow([said["run_id"] + 1, *row_of_cells([_plain(value) for value in values])])
        number += 1
    return number


def _plain(value: Any) -> Any:
    """Switches as NetLogo writes them."""
    return str(value).lower() if isinstance(value, bool) else value


def _weeks(results: SweepResults) -> int:
    from experiments.sweeps.reading import sweep_of_study

    return sweep_of_study(results.places[0]).scenes.plain.weeks


def _workbook(results: SweepResults, file: Path, table: str) -> int:
    """A workbook with one header row and numbers as numbers; text that a sheet would take for a formula stays text."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError:
        raise CannotExport(
            "xlsx needs the extra excel; install it with pip install -e '.[excel]'; or take csv"
        ) from None
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table)
    number = -1
    for number, row in enumerate(_rows(results, table)):
        if number > MOST_ROWS:
            raise CannotExport(
                f"a sheet holds {MOST_ROWS:,} rows, and {table} has more; take csv, or the Parquet parts"
            )
        cells = []
        for value in row:
            plain = value.item() if hasattr(value, "item") else value
            cell = WriteOnlyCell(sheet, value=plain if isinstance(plain, int | float | bool | None) else str(plain))
            if isinstance(plain, str) and plain.startswith(tuple(FORMULA)):
                cell.data_type = "s"
                cell.quotePrefix = True
            cells.append(cell)
        sheet.append(cells)
    book.save(file)
    return number
