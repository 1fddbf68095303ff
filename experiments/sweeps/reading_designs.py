"""The design of a sweep file: how its points are chosen, or the points themselves, from a list or a CSV file."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from experiments.harmless import out_of_cell
from experiments.sweeps.designs import ALSO_CALLED, KINDS, MOST_OF_HYPERCUBE, SAMPLED, Design
from experiments.sweeps.factors import Factor, written
from experiments.sweeps.reading_factors import MOST_LEVELS
from experiments.sweeps.scenes import LAID_ON, OF_THE_BASE, Scenes
from experiments.sweeps.wrong import Complaints
from simulation.scenario_files.problems import Key, WrongValue, nearest, shortened, shown
from simulation.scenario_files.values import existing_file
from simulation.wording import counted

KEYS = ("kind", "points", "seed", "levels", "file", "list", "base")
MOST_POINTS = 10**12
HERE = ("design",)


class DesignReader:
    """Reads ``[design]``."""

    def __init__(self, wrong: Complaints, scenes: Scenes, factors: tuple[Factor, ...], points: int | None) -> None:
        self.wrong, self.scenes, self.factors, self.points = wrong, scenes, factors, points

    def design(self, given: Any) -> Design | None:
        """The design, or none where something is wrong with it. Nothing said is a grid."""
        before = len(self.wrong.problems)
        table = self.wrong.table(HERE, {} if given is None else {"design": given})
        self.wrong.keys(HERE, table, KEYS)
        kind = table.get("kind", "points" if {"list", "file"} & table.keys() else "grid")
        kind = ALSO_CALLED.get(kind, kind) if isinstance(kind, str) else kind
        if kind not in KINDS:
            near = nearest(str(kind), (*KINDS, *ALSO_CALLED))
            self.wrong.add((*HERE, "kind"), f"found {shown(kind)}", f"one of {', '.join(KINDS)}", near)
            return None
        self._belongs(kind, table)
        factors = self.factors
        if "levels" in table:
            levels = self.wrong.whole((*HERE, "levels"), table["levels"], 1, MOST_LEVELS)
            factors = tuple(factor if factor.is_listed else replace(factor, levels=levels) for factor in factors)
        seed = self.wrong.whole((*HERE, "seed"), table.get("seed", 0), 0, 2**32 - 1)
        number = self._number(kind, table)
        listed = self._listed(table) if kind == "points" else ()
        base = self._base(table.get("base", {})) if kind == "one-at-a-time" else ()
        if kind == "latin-hypercube" and number * len(factors) > MOST_OF_HYPERCUBE:
            most = MOST_OF_HYPERCUBE // len(factors)
            self.wrong.add(
                (*HERE, "points"), f"{number:,} points", f"up to {most:,} in a hypercube; sobol takes any number"
            )
        if len(self.wrong.problems) > before:
            return None
        return Design(kind, factors, number, seed, listed, base)

    def _belongs(self, kind: str, table: Mapping[str, Any]) -> None:
        """Complain of keys that mean nothing to this kind of design."""
        of = {"points": SAMPLED, "seed": SAMPLED, "levels": ("grid", "one-at-a-time"), "file": ("points",)}
        of |= {"list": ("points",), "base": ("one-at-a-time",)}
        for key in table:
            if key in of and kind not in of[key]:
                self.wrong.add((*HERE, key), f"means nothing to the design {kind}", f"with {' or '.join(of[key])}")
        if self.points is not None and kind not in SAMPLED:
            self.wrong.add(HERE, f"--points, but the design is {kind}", f"with {' or '.join(SAMPLED)}")

    def _number(self, kind: str, table: Mapping[str, Any]) -> int:
        if kind not in SAMPLED:
            return 0
        if self.points is None and "points" not in table:
            self.wrong.add(HERE, f"points is missing: how many does the {kind} have?", "points = 64, for example")
            return 1
        given = table.get("points") if self.points is None else self.points
        return self.wrong.whole((*HERE, "points"), given, 1, MOST_POINTS)

    # -- one at a time -------------------------------------------------------------------------------------

    def _base(self, given: Any) -> tuple[Any, ...]:
        """What each factor is at while another moves: as ``[design.base]`` says, else as the organisation has it."""
        said = self.wrong.table((*HERE, "base"), {"base": given})
        flat = {path: value for path, value in _flat(said)}
        paths = [factor.path for factor in self.factors]
        for path in flat:
            if path not in paths:
                self.wrong.add(
                    (*HERE, "base", *path.split(".")), "no such factor", ", ".join(paths), nearest(path, paths)
                )
        found = []
        for factor in self.factors:
            value = flat.get(factor.path, self._of_organisation(factor))
            if value is None:
                where: Key = (factor.role, *factor.path.split("."))
                self.wrong.add(where, "the base has no value of its own", "one under [design.base]")
            elif factor.path in flat:
                self._checked((*HERE, "base", *factor.path.split(".")), factor, value)
            found.append(_kind(factor, value))
        return tuple(found)

    def _of_organisation(self, factor: Factor) -> Any:
        plain, path = self.scenes.plain, factor.path
        if path == OF_THE_BASE:
            return self.scenes.base
        if path in LAID_ON:
            return "none"
        if path == "weeks":
            return plain.weeks
        if path.startswith("departments."):
            for spec in plain.departments:
                short = path.removeprefix(f"departments.{spec.name}.")
                if short != path:
                    for full in (short, f"department.{short}"):
                        if full in spec.values or full in plain.values:
                            return spec.values.get(full, plain.values.get(full))
        return plain.values.get(path)

    # -- points from a list or a file ----------------------------------------------------------------------

    def _listed(self, table: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
        if ("list" in table) == ("file" in table):
            both = "both list and file are given" if "list" in table else "neither list nor file is given"
            self.wrong.add(HERE, both, "list = [{...}, ...] or file = a CSV file")
            return ()
        if "file" in table:
            return self._from_csv(table["file"])
        rows = table["list"]
        if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
            other = (
                [k for k, row in enumerate(rows, 1) if not isinstance(row, Mapping)] if isinstance(rows, list) else []
            )
            found = f"point {other[0]} is {shown(rows[other[0] - 1])}" if other else f"found {shown(rows)}"
            self.wrong.add((*HERE, "list"), found, "a list of points: { path = value, ... }")
            return ()
        flat = [dict(_flat(row)) for row in rows]
        return self._rows(flat, [f"point {k}" for k in range(1, len(rows) + 1)], (*HERE, "list"))

    def _from_csv(self, given: Any) -> tuple[tuple[Any, ...], ...]:
        key = (*HERE, "file")
        try:
            path = existing_file(given, self.wrong.source.folder)
            rows = _csv_rows(path)
        except WrongValue as wrong:
            self.wrong.add(key, wrong.found, wrong.allowed, wrong.nearest)
            return ()
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.wrong.add(key, f"{shown(given)} cannot be read ({error})", "a CSV file saved as UTF-8")
            return ()
        if not rows:
            self.wrong.add(
                key, f"{shown(given)} has no rows", "a header with the factors' paths, and a row for each point"
            )
            return ()
        paths = [factor.path for factor in self.factors]
        unknown = [name for name in rows[0] if name not in paths]
        for name in unknown:
            near = nearest(name, paths)
            self.wrong.add(
                key, f"{path.name} row 1: unknown {shortened(name)}", f"the factors: {', '.join(paths)}", near
            )
        return () if unknown else self._rows(rows, [f"{path.name} row {k}" for k in range(2, len(rows) + 2)], key)

    def _rows(self, rows: list[dict[str, Any]], names: list[str], key: Key) -> tuple[tuple[Any, ...], ...]:
        paths = [factor.path for factor in self.factors]
        found = []
        for row, name in zip(rows, names, strict=True):
            for path in row:
                if path not in paths:
                    known = f"the factors: {', '.join(paths)}"
                    self.wrong.add(key, f"{name}: unknown {shortened(str(path))}", known, nearest(str(path), paths))
            missing = [path for path in paths if path not in row]
            if missing:
                self.wrong.add(key, f"{name}: {missing[0]} is missing", "a value for every factor")
            if missing or len(self.wrong.problems) > 20:
                break
            for factor in self.factors:
                self._checked(key, factor, row[factor.path], f"{name}: ")
            found.append(tuple(_kind(factor, row[factor.path]) for factor in self.factors))
        return tuple(found)

    def _checked(self, key: Key, factor: Factor, value: Any, name: str = "") -> None:
        """Complain of a value that is none of the factor's."""
        value = _kind(factor, value)
        if factor.choices is not None:
            if value not in factor.choices:
                known = [str(written(choice)) for choice in factor.choices]
                near = nearest(str(value), known)
                self.wrong.add(key, f"{name}{factor.path} is {shown(value)}", f"one of {', '.join(known)}", near)
        elif isinstance(value, bool) or not isinstance(value, int | float) or not factor.low <= value <= factor.high:
            self.wrong.add(key, f"{name}{factor.path} is {shown(value)}", f"{factor.low} to {factor.high}, as declared")
        elif factor.is_whole and value != int(value):
            self.wrong.add(key, f"{name}{factor.path} is {shown(value)}", "a whole number")


def _kind(factor: Factor, value: Any) -> Any:
    """A value as the factor writes it: whole numbers without a point, lists as tuples."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and factor.choices is not None and value not in factor.choices:
        return next((choice for choice in factor.choices if str(written(choice)).lower() == value.lower()), value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and factor.is_whole and value == int(value):
        return int(value)
    if is_number and (not factor.is_listed or (factor.choices and isinstance(factor.choices[0], float))):
        return float(value) if not factor.is_whole else value
    return value


def _flat(table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """A nested table by dotted path."""
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, Mapping):
            found += [(f"{name}.{path}", inner) for path, inner in _flat(value)]
        else:
            found.append((str(name), value))
    return found


def _csv_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a CSV file by the names of its header, values read as TOML reads them, else as text.

    A column ``point``, as a sweep's own ``points.csv`` has it, is left out; in such a file text is taken out of its
    cells as it was before it was made harmless there. Raises ``WrongValue`` for what is no table.
    """
    with path.open(encoding="utf-8-sig", newline="") as opened:
        lines = [line for line in csv.reader(opened, strict=True) if any(cell.strip() for cell in line)]
    header = [name.strip() for name in lines[0]] if lines else []
    if "point" in header:
        header, *rest = ([out_of_cell(cell) for cell in line] for line in (header, *lines[1:]))
        lines[1:] = rest
    twice = [name for name in header if header.count(name) > 1]
    if len(header) == 1 and ";" in header[0]:
        raise WrongValue(f"{path.name} has semicolons between its cells", "commas between cells, points in numbers")
    if twice:
        raise WrongValue(f"{path.name} row 1: {shortened(twice[0])} stands twice", "each factor once")
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(header):
            cells = f"{path.name} row {number}: {counted(len(line), 'cell', 'cells')}"
            raise WrongValue(cells, f"as many as the header has: {len(header)}")
    return [
        {name: _value(text) for name, text in zip(header, line, strict=True) if name != "point"} for line in lines[1:]
    ]


def _value(text: Any) -> Any:
    words = str(text or "").strip()
    try:
        read = tomllib.loads(f"value = {words}")
    except (ValueError, RecursionError):
        return words
    return read["value"] if len(read) == 1 else words
