"""The factors of a sweep file: ranges, lists, categories, files laid on an organisation, values of dated changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from experiments.sweeps.factors import LABEL_OF_NONE, LEVELS, Factor
from experiments.sweeps.scenes import CHANGE, LAID_ON, OF_THE_BASE, Scenes, change_names, names_in
from experiments.sweeps.wrong import Complaints
from simulation.parameters import PARAMETERS
from simulation.scenario_files.problems import Key, nearest, shown

OF_RANGE = ("min", "max", "log", "integer", "levels")
OF_LIST = ("values",)
ROLES = ("levers", "uncertainties")
WHOLE_ENDS = (".week", ".weeks", ".delay", ".headcount")  # whole numbers that are no parameters
MOST_LEVELS = 1_000
FORMS = "{ min = 0, max = 1 } with log, integer or levels as wanted, or a list of values"


def leaves(prefix: Key, table: Mapping[str, Any]) -> Iterator[tuple[Key, str, Any]]:
    """Key in the file, dotted path and value of everything in a nested table."""
    waiting: list[tuple[Key, tuple[str, ...], Any]] = [((*prefix, name), (name,), table[name]) for name in table]
    while waiting:
        key, parts, value = waiting.pop(0)
        if isinstance(value, Mapping) and not is_factor(value):
            waiting = [((*key, name), (*parts, name), value[name]) for name in value] + waiting
        else:
            yield key, ".".join(parts), value


def is_factor(table: Mapping[str, Any]) -> bool:
    """Whether a table says what a factor is, not what lies below it."""
    return not table or bool(table.keys() & {"min", "max", "values"})


class FactorReader:
    """Reads ``[levers]`` and ``[uncertainties]``."""

    def __init__(self, wrong: Complaints, scenes: Scenes, are_all_changes_there: bool = True) -> None:
        self.wrong, self.scenes, self.are_all_changes_there = wrong, scenes, are_all_changes_there

    def all(self, data: Mapping[str, Any]) -> tuple[Factor, ...]:
        """Every factor that is right by itself."""
        found: dict[str, Factor] = {}
        for role in ROLES:
            for key, path, value in leaves((role,), self.wrong.table((role,), data)):
                factor = self._factor(key, path, value, role)
                if path in found:
                    self.wrong.add(key, "is a factor already", "each path once")
                elif factor is not None:
                    found[path] = factor
        return tuple(factor for factor in found.values() if self._suits(factor))

    def _factor(self, key: Key, path: str, given: Any, role: str) -> Factor | None:
        if isinstance(given, list):
            return self._listed(key, path, given, role)
        if not isinstance(given, Mapping):
            self.wrong.add(
                key, f"found {shown(given)}, a single value", f"{FORMS}; what does not vary goes to [constants]"
            )
            return None
        if "values" in given:
            self.wrong.keys(key, given, OF_LIST)
            return self._listed(key, path, given["values"], role)
        self.wrong.keys(key, given, OF_RANGE)
        return self._range(key, path, given, role)

    def _listed(self, key: Key, path: str, given: Any, role: str) -> Factor | None:
        if not isinstance(given, list) or not given:
            self.wrong.add(key, f"found {shown(given)}", "a list with at least one value")
            return None
        choices = tuple(tuple(value) if isinstance(value, list) else value for value in given)
        for value in choices:
            is_simple = isinstance(value, str | int | float | bool)
            is_texts = isinstance(value, tuple) and all(isinstance(word, str) for word in value)
            if not is_simple and not is_texts:
                self.wrong.add(
                    key, f"found {shown(value)} in the list", "numbers, texts, true, false, or lists of texts"
                )
                return None
        if len({(type(value), value) for value in choices}) < len(choices):
            self.wrong.add(key, "a value stands twice in the list", "each value once")
            return None
        kinds = {type(value) for value in choices if not isinstance(value, tuple)}
        if len(kinds) > 1 and kinds != {int, float}:
            self.wrong.add(key, "the list mixes numbers, texts or switches", "values of one kind")
            return None
        if kinds == {int, float}:
            choices = tuple(float(value) for value in given)
        return Factor(path, role, choices=choices)

    def _range(self, key: Key, path: str, given: Mapping[str, Any], role: str) -> Factor | None:
        before = len(self.wrong.problems)
        for name in ("min", "max"):
            if name not in given:
                self.wrong.add(key, f"{name} is missing", FORMS)
            elif isinstance(given[name], bool) or not isinstance(given[name], int | float):
                self.wrong.add((*key, name), f"found {shown(given[name])} where a number is wanted", FORMS)
        for name in ("log", "integer"):
            if not isinstance(given.get(name, False), bool):
                self.wrong.add((*key, name), f"found {shown(given[name])}", "true or false")
        levels = self.wrong.whole((*key, "levels"), given.get("levels", LEVELS), 1, MOST_LEVELS)
        if len(self.wrong.problems) > before:
            return None
        low, high = given["min"], given["max"]
        if not low <= high:
            self.wrong.add(key, f"min {low} is above max {high}", "min up to max")
        if given.get("log") and not low > 0:
            self.wrong.add(key, f"log with min {low}", "with log, a min above 0")
        parameter = PARAMETERS.get(path.removeprefix("departments.").split(".", 1)[-1]) or self._parameter(path)
        whole = bool(given.get("integer")) or path.endswith(WHOLE_ENDS) or (parameter is not None and parameter.whole)
        whole = whole or path == "weeks"
        if whole and (low != int(low) or high != int(high)):
            self.wrong.add(
                key, f"found {low} to {high} where whole numbers are wanted", "whole numbers for min and max"
            )
        if len(self.wrong.problems) > before:
            return None
        ends = (int(low), int(high)) if whole else (float(low), float(high))
        return Factor(path, role, ends[0], ends[1], bool(given.get("log")), whole, levels)

    @staticmethod
    def _parameter(path: str) -> Any:
        """The parameter of a path, also where it is that of a dated change."""
        known = (name for name in PARAMETERS if path == name or (path.startswith(CHANGE) and path.endswith(f".{name}")))
        return next((PARAMETERS[name] for name in known), None)

    def _suits(self, factor: Factor) -> bool:
        """Whether the base takes every value that was given, one factor at a time."""
        before = len(self.wrong.problems)
        key: Key = (factor.role, *factor.path.split("."))
        values = factor.choices if factor.choices is not None else (factor.low, factor.high)
        if factor.path in (OF_THE_BASE, *LAID_ON):
            for value in values:
                if factor.path == OF_THE_BASE and not isinstance(value, str):
                    self.wrong.add(key, f"found {shown(value)}", "names or paths of scenarios")
                    continue
                if not isinstance(value, str | tuple):
                    self.wrong.add(key, f"found {shown(value)}", f'names of files, lists of them, or "{LABEL_OF_NONE}"')
                    continue
                base = str(value) if factor.path == OF_THE_BASE else self.scenes.base
                laid = () if factor.path == OF_THE_BASE else names_in(value)
                place = (base, (*self.scenes.overlays, *laid))
                self.wrong.tried(lambda place=place: self.scenes.ground(*place), key)  # type: ignore[misc]
        elif factor.path.split(".")[0] not in KNOWN_TOPS:
            self.wrong.add(key, "unknown key", ", ".join(KNOWN_TOPS), nearest(factor.path, (*PARAMETERS, *KNOWN_TOPS)))
        elif factor.path.startswith(CHANGE) and not self.are_all_changes_there:
            pass  # what is wrong with them is said already
        elif factor.path.startswith(CHANGE) and not change_names(self.scenes.plain):
            self.wrong.add(key, "no change here has a name", "a [[change]] with a name, here or in the base")
        else:
            for value in values:
                self.wrong.tried(lambda value=value: self.scenes.of({factor.path: value}), key)  # type: ignore[misc]
                if len(self.wrong.problems) > before:
                    break
        return len(self.wrong.problems) == before


KNOWN_TOPS = tuple(
    dict.fromkeys(
        [OF_THE_BASE, *LAID_ON, "change", "weeks", "departments", *(path.split(".")[0] for path in PARAMETERS)]
    )
)
