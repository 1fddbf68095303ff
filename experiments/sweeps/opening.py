"""A sweep's results, read lazily: tables stay on the disk until a question is asked, and more fit than memory holds.

``Results.open("results/study")`` gives a :class:`SweepResults`. Questions go through DuckDB, which reads of the parts
only the columns and rows that it needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.executing.work import Batch
from experiments.folder import FolderRefused
from experiments.sweeps.parts import Parts, stretches
from experiments.sweeps.study import ANSWER, manifest_of
from simulation.scenario_files.problems import nearest

if TYPE_CHECKING:
    import duckdb
    from matplotlib.figure import Figure

FIRST_COLUMNS = ("run_id", "scenario", "point", "replicate", "seed")
AT_A_TIME = 50_000  # rows that are in memory while all are gone through
ORDER = {
    "runs": "run_id", "failed": "run_id", "weekly": "run_id, week", "departments": "run_id, week, department",
    "events": "run_id, number",
}  # fmt: skip


class SweepResults:
    """What a sweep left, or several of equal factors and outcomes: shards of one, for example.

    ``factors`` and ``outcomes`` are the names of columns. Raises :class:`FolderRefused` for a folder that holds no
    sweep, and ``ValueError`` where several do not go together.
    """

    def __init__(self, *places: str | Path) -> None:
        self.places = [Path(place) for place in places]
        self.manifests: list[dict[str, Any]] = []
        for place in self.places:
            found = manifest_of(place)
            if found is None:
                raise FolderRefused(
                    f"{place} holds no sweep of blockers; begin one with: blockers sweep NAME --out {place}"
                )
            self.manifests.append(found)
        if len({manifest["fingerprint"] for manifest in self.manifests}) != 1:
            raise ValueError("these folders hold different sweeps, whose rows do not belong in one table")
        self.manifest = self.manifests[0]
        identity = self.manifest["identity"]
        self.factors: tuple[str, ...] = tuple(factor["path"] for factor in identity["factors"])
        self.outcomes: tuple[str, ...] = tuple(identity["outcomes"])
        self.title: str = self.manifest["title"]
        self._check_apart()

    def _check_apart(self) -> None:
        """Refuse two folders that hold the same runs, which would be counted twice."""
        held: list[tuple[Batch, Path]] = []
        for place, parts in zip(self.places, self._parts if len(self.places) > 1 else (), strict=False):
            for here in stretches(parts.standing()):
                for there, other in held:
                    first, last = max(here.first, there.first), min(here.last, there.last)
                    if first < last and other != place:
                        raise ValueError(
                            f"{other} and {place} hold the same runs ({first:,} to {last - 1:,} in the sweep's order), "
                            "which would be counted twice; open only one of them"
                        )
                held.append((here, place))
        if len({place.resolve() for place in self.places}) != len(self.places):
            raise ValueError("a folder is given twice, and its runs would be counted twice; give it once")

    def __repr__(self) -> str:
        where = ", ".join(map(str, self.places))
        return f"SweepResults of {self.manifest['scenario']} in {where}: {len(self):,} runs"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from simulation.markup import element

        answer = self.answer
        table = self.summary().to_html(index=False, float_format=lambda x: f"{x:.3g}", na_rep="")
        return element("div", f"{self!r}") + (element("p", answer) if answer else "") + table

    def __len__(self) -> int:
        """Runs that are there, those that failed among them."""
        return sum(part.last - part.first for parts in self._parts for part in parts.standing())

    @property
    def answer(self) -> str:
        """The sentence that answers the sweep's question; empty before it has come to its end."""
        try:
            return (self.places[0] / ANSWER).read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    @cached_property
    def _parts(self) -> list[Parts]:
        return [
            Parts(manifest["parts"] or str(place.absolute()))
            for place, manifest in zip(self.places, self.manifests, strict=True)
        ]

    # -- asking --------------------------------------------------------------------------------------------

    def connection(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with the views ``runs`` (without failed ones), ``failed``, and those that were kept of
        ``weekly``, ``departments`` and ``events``. It sees what is there now.
        """
        import duckdb

        asked = duckdb.connect()
        for parts in {parts.kind: parts for parts in self._parts if not parts.is_local}.values():
            asked.register_filesystem(parts.files)
        for table in ("runs", "weekly", "departments", "events"):
            files = self._files(table)
            if files:
                listed = ", ".join(_text(file) for file in files)
                asked.execute(f"CREATE VIEW every_{table} AS SELECT * FROM read_parquet([{listed}])")
        who = ", ".join(_name(name) for name in self.columns[: len(self.columns) - len(self.outcomes)])
        if self._files("runs"):
            asked.execute("CREATE VIEW runs AS SELECT * EXCLUDE (error) FROM every_runs WHERE error IS NULL")
            asked.execute(f"CREATE VIEW failed AS SELECT {who}, error FROM every_runs WHERE error IS NOT NULL")
        for table in ("weekly", "departments"):
            if self._files(table):
                asked.execute(_unfolded(table, who, self.manifest["identity"]["keep"][table]))
        if self._files("events"):
            asked.execute("CREATE VIEW events AS SELECT * FROM every_events")
        return asked

    def _files(self, table: str) -> list[str]:
        found = []
        for parts in self._parts:
            whole = {(part.first, part.last) for part in parts.standing("runs")}
            start = "" if parts.is_local else f"{parts.kind}://"
            standing = [part for part in parts.standing(table) if (part.first, part.last) in whole]
            found += [start + parts.place(table, part.name) for part in standing]
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of ``runs``: which run it is, factors, outcomes."""
        first = tuple(name for name in FIRST_COLUMNS if name not in self.factors)
        return (*first, *self.factors, *self.outcomes)

    def query(self, sql: str) -> pd.DataFrame:
        """The answer to a question in SQL over the views of :meth:`connection`."""
        self.need("runs")
        with self.connection() as asked:
            return asked.execute(sql).df()

    def need(self, table: str) -> None:
        """See that a table has rows. Raises :class:`FolderRefused` for runs, ``ValueError`` for what was not kept."""
        if self._files("runs" if table == "failed" else table):
            return
        if table in ("runs", "failed") or not self._files("runs"):
            raise FolderRefused(f"{self.places[0]} holds no runs yet")
        raise ValueError(f"no {table} were kept; a sweep's file says so under [keep]: {table} = true")

    # -- tables --------------------------------------------------------------------------------------------

    def runs(self, columns: Sequence[str] | None = None, where: str = "true") -> pd.DataFrame:
        """A row a run, in order: which it is, its factors, its outcomes. ``where`` is a condition in SQL.

        Raises ``ValueError`` for columns that there are not.
        """
        for name in columns or ():
            if name not in self.columns:
                near = nearest(name, self.columns)
                meant = f"; did you mean {near}?" if near else ""
                raise ValueError(f"columns: found {name!r}; allowed: {', '.join(self.columns)}{meant}")
        names = ", ".join(_name(name) for name in columns or self.columns)
        return self.query(f"SELECT {names} FROM runs WHERE {where} ORDER BY run_id")

    def batches(self, columns: Sequence[str] | None = None, table: str = "runs") -> Iterator[pd.DataFrame]:
        """The same of any table, some rows at a time, for more than memory holds; at least one frame, maybe empty."""
        self.need(table)
        names = ", ".join(_name(name) for name in columns) if columns else "*"
        with self.connection() as asked:
            reader = asked.sql(f"SELECT {names} FROM {table} ORDER BY {ORDER[table]}").to_arrow_reader(AT_A_TIME)
            are_none = True
            for batch in reader:
                yield batch.to_pandas()
                are_none = False
            if are_none:
                yield reader.schema.empty_table().to_pandas()

    def failed(self) -> pd.DataFrame:
        """The runs that failed: which they are, and the error of each."""
        return self.query("SELECT * FROM failed ORDER BY run_id")

    def weekly(self, where: str = "true") -> pd.DataFrame:
        """A row a run and week, with the factors and the measures that were kept. Raises ``ValueError`` for none."""
        self.need("weekly")
        return self.query(f"SELECT * FROM weekly WHERE {where} ORDER BY run_id, week")

    def departments(self, where: str = "true") -> pd.DataFrame:
        """A row a run, week and department. Raises ``ValueError`` where none were kept."""
        self.need("departments")
        return self.query(f"SELECT * FROM departments WHERE {where} ORDER BY run_id, week, department")

    def events(self, where: str = "true") -> pd.DataFrame:
        """A row an event, in the order in which they happened, as :meth:`simulation.run.Run.events` writes them, people
        by their number. Raises ``ValueError`` where none were kept.
        """
        from experiments.sweeps.events import named

        self.need("events")
        return named(self.query(f"SELECT * FROM events WHERE {where} ORDER BY {ORDER['events']}"))

    def summary(
        self, outcomes: str | Sequence[str] | None = None, by: str | Sequence[str] | None = None, bands: int = 4
    ) -> pd.DataFrame:
        """Means with 95 % intervals: a row for each outcome and each value of the factors ``by``, all together if none.

        See :func:`experiments.sweeps.summing.summary`.
        """
        from experiments.sweeps.summing import summary

        return summary(self, outcomes, by, bands)

    # -- pictures ------------------------------------------------------------------------------------------

    def plot_weeks(self, by: str | None = None, measure: str = "uptake") -> Figure:
        """A weekly measure over the weeks, a band for each value of a factor."""
        from experiments.show.sweep_weeks import sweep_weeks

        return sweep_weeks(self, by, measure)

    def plot_heat(self, outcome: str, x: str, y: str) -> Figure:
        """The mean of an outcome over two factors, with lines of equal height."""
        from experiments.show.sweep_heat import sweep_heat

        return sweep_heat(self, outcome, x, y)

    def plot_strips(self, outcome: str, by: str) -> Figure:
        """An outcome of every run as a dot, in a strip for each value of a factor, with means and intervals."""
        from experiments.show.sweep_strips import sweep_strips

        return sweep_strips(self, outcome, by)

    # -- the same or not -----------------------------------------------------------------------------------

    def hash(self) -> str:
        """A hash (SHA-256, hex) of all rows of ``runs``, failed ones among them, sorted: equal for equal results,
        whoever did the runs, in whatever order and parts.
        """
        digests: dict[str, Any] = {}
        with self.connection() as asked:
            for batch in asked.sql("SELECT * FROM every_runs ORDER BY run_id").to_arrow_reader(AT_A_TIME):
                for name, column in batch.to_pandas().items():
                    digest = digests.setdefault(str(name), sha256())
                    if column.dtype.kind in "iufb":
                        digest.update(np.ascontiguousarray(column.to_numpy()).tobytes())
                    else:
                        texts = [json.dumps(None if pd.isna(v) else str(v)) for v in column]
                        digest.update("".join(text + "\n" for text in texts).encode())
        whole = sha256()
        for name in sorted(digests):
            whole.update(f"{name} {digests[name].hexdigest()}\n".encode())
        return whole.hexdigest()


def _unfolded(table: str, who: str, measures: Sequence[str]) -> str:
    """A view with a row for each week, of lists of weeks."""
    own = "department, " if table == "departments" else ""
    first = _name(measures[0])
    weeks = f"unnest(range(len({first}))) AS week"
    lists = ", ".join(f"unnest({_name(measure)}) AS {_name(measure)}" for measure in measures)
    return (
        f"CREATE VIEW {table} AS SELECT {who}, k.* EXCLUDE (run_id) FROM runs JOIN "
        f"(SELECT run_id, {own}{weeks}, {lists} FROM every_{table}) AS k USING (run_id)"
    )


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
