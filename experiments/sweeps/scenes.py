"""From the values of a point to its scenario: the base, with strategies and constants laid on it, and those values."""

from __future__ import annotations

import tomllib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.sweeps.factors import LABEL_OF_NONE
from simulation.scenario import Problem, Scenario, ScenarioError
from simulation.scenario_files.problems import Origin, nearest
from simulation.scenario_files.sources import find

OF_THE_BASE = "scenario"  # a factor whose values are organisations
LAID_ON = ("strategy", "event")  # factors whose values are files, or lists of files, laid on one
CHANGE = "change."
MOST_KEPT = 1_000  # scenarios that are kept to be run again with another seed


@dataclass
class Scenes:
    """Makes the scenarios of a sweep. ``folder`` is where paths of files start; ``changes`` are the sweep's own.

    ``stored`` maps names of organisations (see :func:`ground_name`) to files that hold them in full, with constants set
    and changes added: those of a study that is read again, wherever it was carried.
    """

    base: str
    overlays: tuple[str, ...] = ()
    constants: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[Mapping[str, Any], ...] = ()
    weeks: int | None = None
    folder: Path = field(default_factory=Path.cwd)
    stored: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._grounds: dict[Hashable, Scenario] = {}
        self._made: dict[Hashable, Scenario] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_made": {}}

    def of(self, values: Mapping[str, Any]) -> Scenario:
        """The scenario with these values by path. Raises ``ScenarioError``."""
        key = tuple(sorted(values.items(), key=lambda item: item[0]))
        found = self._made.get(key)
        if found is None:
            found = self._make(values)
            if len(self._made) >= MOST_KEPT:
                self._made.pop(next(iter(self._made)), None)
            self._made[key] = found
        return found

    def _make(self, values: Mapping[str, Any]) -> Scenario:
        overlays = [name for kind in LAID_ON for name in names_in(values.get(kind, ()))]
        ground = self.ground(str(values.get(OF_THE_BASE, self.base)), (*self.overlays, *overlays))
        plain = {p: v for p, v in values.items() if p not in (OF_THE_BASE, *LAID_ON) and not p.startswith(CHANGE)}
        dated = {path: value for path, value in values.items() if path.startswith(CHANGE)}
        settings = {path: list(value) if isinstance(value, tuple) else value for path, value in plain.items()}
        if dated:
            tables = _changed_tables(ground, dated)
            weeks: Any = settings.get("weeks", ground.weeks)
            kept = [table for table in tables if table.get("week", 0) <= weeks]
            return replace(ground, changes=()).changed({**settings, "change": kept})
        return ground.changed(settings) if settings else ground

    def ground(self, base: str, overlays: tuple[str, ...]) -> Scenario:
        """An organisation with files laid on it, constants set and the sweep's own changes added."""
        key = (base, overlays)
        if key not in self._grounds and ground_name(base, overlays) in self.stored:
            self._grounds[key] = Scenario.load(self.stored[ground_name(base, overlays)])
        if key not in self._grounds:
            scenario = Scenario.load(self._place(base))
            name, title = scenario.name, scenario.called
            for overlay in overlays:
                scenario = scenario.overlaid(self._place(overlay))
            scenario = scenario.changed({"title": title}, name=name)
            if self.weeks is not None:
                scenario = scenario.changed(weeks=self.weeks)
            if self.constants or self.changes:
                scenario = scenario.changed(
                    {**self.constants, **({"change": list(self.changes)} if self.changes else {})}
                )
            self._grounds[key] = scenario
        return self._grounds[key]

    def _place(self, given: str) -> str:
        """A file beside the sweep by its whole path; anything else as it was given, for whoever says what is wrong."""
        found = find(given, self.folder)
        return given if found is None else str(found)

    @cached_property
    def plain(self) -> Scenario:
        """The base as it stands, without any factor."""
        return self.ground(self.base, self.overlays)


def ground_name(base: str, overlays: tuple[str, ...]) -> str:
    """What an organisation with files laid on it is called.

    >>> ground_name("county", ("strategies/edict",))
    'county+strategies/edict'
    """
    return "+".join((base, *overlays))


def names_in(value: Any) -> tuple[str, ...]:
    """The files that a value of ``strategy`` or ``event`` stands for.

    >>> names_in("none"), names_in("strategies/edict"), names_in(["strategies/edict", "events/crisis"])
    ((), ('strategies/edict',), ('strategies/edict', 'events/crisis'))
    """
    names = (value,) if isinstance(value, str) else tuple(value)
    return tuple(name for name in names if name != LABEL_OF_NONE)


def change_names(scenario: Scenario) -> list[str]:
    """The names of a scenario's changes that have one, and one only."""
    names = [change.name for change in scenario.changes if change.name]
    return [name for name in names if names.count(name) == 1]


def _changed_tables(ground: Scenario, dated: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The changes of a scenario as tables, with other values. Raises ``ScenarioError`` for an unknown name."""
    tables: list[dict[str, Any]] = tomllib.loads(ground.to_toml()).get("change", [])
    problems = []
    for path, value in dated.items():
        rest, known = path.removeprefix(CHANGE), change_names(ground)
        name = max((name for name in known if rest.startswith(name + ".")), key=len, default=None)
        if name is None:
            near = nearest(rest.split(".")[0], known)
            allowed = f"change.NAME.PATH, NAME one of {', '.join(known)}" if known else "no change here has a name"
            problems.append(Problem(Origin("set"), path, "no change of this name", allowed, near))
            continue
        table = next(table for table in tables if table.get("name") == name)
        *folders, last = _parts(rest.removeprefix(name + "."), [spec.name for spec in ground.departments])
        for folder in folders:
            table = table.setdefault(folder, {})
        table[last] = list(value) if isinstance(value, tuple) else value
    if problems:
        raise ScenarioError(problems)
    return tables


def _parts(path: str, departments: list[str]) -> list[str]:
    """A dotted path as its parts; the name of a department is one, whatever it holds."""
    for name in sorted(departments, key=len, reverse=True):
        if path.startswith(f"departments.{name}."):
            return ["departments", name, *path.removeprefix(f"departments.{name}.").split(".")]
    return path.split(".")
