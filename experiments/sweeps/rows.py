"""Runs as rows: the tables that a batch of runs comes to, in Arrow's form, the same whoever made them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from experiments.executing.runs import Left
from experiments.sweeps.factors import Factor, written
from experiments.sweeps.scenes import OF_THE_BASE
from experiments.sweeps.sweep import Sweep
from simulation.record import FIRST, WIDTH

NAMES_OF_FIELDS = tuple(f"field_{k}" for k in range(1, WIDTH - len(FIRST) + 1))
NARROW = {"week": pa.int16(), "event": pa.int8(), "department": pa.int16()}
TEXT = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Done:
    """One run of a sweep: its number in the order of the sweep, and what it left."""

    run: int
    left: Left


def tables_of(sweep: Sweep, done: Sequence[Done]) -> dict[str, pa.Table]:
    """The tables of these runs, by name: ``runs``, and what is kept of ``weekly``, ``departments`` and ``events``.

    A run that failed has a row in ``runs``, with its ``error``, and none elsewhere.
    """
    tables = {"runs": runs_table(sweep, done)}
    ended = [one for one in done if not one.left.error]
    if sweep.keep.weekly:
        columns = {"run_id": _ids(sweep, ended)}
        for name in sweep.keep.weekly:
            columns[name] = _series([one.left.weekly[name] for one in ended])
        tables["weekly"] = pa.table(columns)
    if sweep.keep.departments:
        tables["departments"] = _departments(sweep, ended)
    if sweep.keep.events:
        tables["events"] = _events(sweep, ended)
    return tables


def schema_of(sweep: Sweep) -> pa.Schema:
    """The columns of ``runs``, in order."""
    fields: list[tuple[str, Any]] = [("run_id", pa.int64())]
    if OF_THE_BASE not in [factor.path for factor in sweep.factors]:
        fields.append((OF_THE_BASE, TEXT))
    fields += [("point", pa.int64()), ("replicate", pa.int32()), ("seed", pa.uint64())]
    fields += [(factor.path, kind_of(factor)) for factor in sweep.factors]
    fields += [(name, pa.float64()) for name in sweep.outcomes]
    return pa.schema([*fields, ("error", pa.string())])


def kind_of(factor: Factor) -> Any:
    """Arrow's type for a factor's values."""
    if factor.choices is None:
        return pa.int64() if factor.is_whole else pa.float64()
    first = factor.choices[0]
    if isinstance(first, bool):
        return pa.bool_()
    return pa.int64() if isinstance(first, int) else pa.float64() if isinstance(first, float) else TEXT


def runs_table(sweep: Sweep, done: Sequence[Done]) -> pa.Table:
    """A row a run: which it is, its factors, its outcomes, why it failed."""
    places = [sweep.where(one.run) for one in done]
    columns: dict[str, Any] = {
        "run_id": _ids(sweep, done),
        OF_THE_BASE: [sweep.scenes.plain.name] * len(done),
        "point": [point for point, _ in places],
        "replicate": [replicate for _, replicate in places],
        "seed": [sweep.seed + replicate for _, replicate in places],
        "error": [one.left.error or None for one in done],
    }
    values = [sweep.design.values(point) for point, _ in places]
    for k, factor in enumerate(sweep.factors):
        columns[factor.path] = [written(row[k]) for row in values]
    for name in sweep.outcomes:
        numbers = np.array([one.left.outcomes.get(name, np.nan) for one in done], dtype=float)
        columns[name] = pa.array(numbers, from_pandas=True)  # a share of nothing is a missing value
    schema = schema_of(sweep)
    return pa.table([_array(columns[field.name], field.type) for field in schema], schema=schema)


def _array(values: Any, kind: Any) -> Any:
    if isinstance(values, pa.Array):
        return values
    return pa.array(values, pa.string()).dictionary_encode() if kind == TEXT else pa.array(values, kind)


def _ids(sweep: Sweep, done: Iterable[Done]) -> Any:
    """The number of a run by its point and replicate, which no design's order changes."""
    found = []
    for one in done:
        point, replicate = sweep.where(one.run)
        found.append(point + sweep.points * replicate)
    return pa.array(found, pa.int64())


def _series(rows: Sequence[np.ndarray]) -> Any:
    """Series as lists: whole numbers in 32 bits, all others in full."""
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int32)
    flat = np.concatenate(rows) if rows else np.zeros(0)
    kind = pa.int32() if flat.dtype.kind in "iub" else pa.float64()
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.array(flat).cast(kind))


def _departments(sweep: Sweep, ended: Sequence[Done]) -> pa.Table:
    """A row a run and department, a list of weeks for each measure."""
    columns: dict[str, Any] = {
        "run_id": pa.array(np.repeat(_ids(sweep, ended).to_numpy(), [len(one.left.names) for one in ended])),
        "department": _array([name for one in ended for name in one.left.names], TEXT),
    }
    for measure in sweep.keep.departments:
        columns[measure] = _series([row for one in ended for row in one.left.departments[measure].T])
    return pa.table(columns)


def _events(sweep: Sweep, ended: Sequence[Done]) -> pa.Table:
    """A row an event, in the order in which they happened: numbers throughout, as the event log holds them."""
    logs = [one.left.events for one in ended if one.left.events is not None]
    rows = np.concatenate(logs) if logs else np.zeros((0, WIDTH), dtype=np.int64)
    columns: dict[str, Any] = {"run_id": pa.array(np.repeat(_ids(sweep, ended).to_numpy(), [len(log) for log in logs]))}
    numbers = [np.arange(len(log)) for log in logs] or [np.zeros(0, dtype=np.int64)]
    columns["number"] = pa.array(np.concatenate(numbers)).cast(pa.int32())
    columns["department_name"] = _array(
        [
            (one.left.names[d] if d >= 0 else None)
            for one in ended
            for d in (one.left.events[:, 3].tolist() if one.left.events is not None else ())
        ],
        TEXT,
    )
    for k, name in enumerate((*FIRST, *NAMES_OF_FIELDS)):
        columns[name] = pa.array(rows[:, k]).cast(NARROW.get(name, pa.int32()))
    return pa.table(columns)


def said_of(values: Mapping[str, Any]) -> str:
    """The values of a point in words."""
    return ", ".join(f"{path} = {written(value)}" for path, value in values.items())
