"""All that is wrong with a sweep file, gathered with the line where it stands, in the words of scenario files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from simulation.scenario import Problem, ScenarioError
from simulation.scenario_files.problems import Key, Origin, WrongValue, key_text, nearest, shown
from simulation.scenario_files.sources import Source
from simulation.scenario_files.values import number

T = TypeVar("T")
SET = "set"  # what scenario files call a value that stands in none of them


class Complaints:
    """Gathers problems of one source; :meth:`stop_if_any` raises them all."""

    def __init__(self, source: Source, settings: Iterable[str] = ()) -> None:
        self.source, self.settings = source, frozenset(settings)
        self.problems: list[Problem] = []

    def add(self, key: Key, found: str, allowed: str = "", near: str = "") -> None:
        """Complain of what stands under a key."""
        self.problems.append(Problem(self.source.origin(key), key_text(key), found, allowed, near))

    def stop_if_any(self) -> None:
        """Raise ``ScenarioError`` with all problems, in the order of lines, none twice."""
        if self.problems:
            alone = dict.fromkeys(self.problems)
            raise ScenarioError(sorted(alone, key=lambda one: one.origin.line or 0))

    def tried(self, make: Callable[[], T], key: Key, path: str = "") -> T | None:
        """What ``make`` gives; none, and its problems, where it raises ``ScenarioError``.

        Problems of values that stand in no scenario file are said to stand at ``key``; of those of the whole, only
        those about ``path``, where one is given.
        """
        try:
            return make()
        except ScenarioError as error:
            for problem in error.problems:
                self.take(problem, key)
            return None

    def take(self, problem: Problem, key: Key) -> None:
        """A problem of a scenario, with the place in this file that led to it."""
        if problem.origin.file == SET or problem.origin.line is None:
            words = problem.key or key_text(key)
            where = self._where(problem.key, key)
            self.problems.append(Problem(where, words, problem.found, problem.allowed, problem.nearest))
        else:
            self.problems.append(problem)

    def _where(self, words: str, key: Key) -> Origin:
        """Where in this file, or on the command line, something stands that a scenario complains of."""
        constant: Key = ("constants", *words.split("."))
        change = re.match(r"change (\d+)(?:: (\S+))?", words)
        if words in self.settings:
            return Origin("--set")
        if constant in self.source.lines:
            return self.source.origin(constant)
        if change:
            return self.source.origin(("change", int(change[1]) - 1, *(change[2] or "").split(".")))
        return self.source.origin(key)

    def whole(self, key: Key, given: Any, low: int, high: int) -> int:
        """A whole number in a range; its low end, and a problem, where it is none."""
        try:
            return int(number(given, low, high, allowed=f"a whole number {low:,} to {high:,}", whole=True))
        except WrongValue as wrong:
            self.add(key, wrong.found, wrong.allowed)
            return low

    def text(self, key: Key, given: Any) -> str:
        """A text; an empty one, and a problem, where it is none."""
        if isinstance(given, str):
            return given
        self.add(key, f"found {shown(given)} where text is wanted", "text in quotation marks")
        return ""

    def table(self, key: Key, around: Mapping[str, Any]) -> Mapping[str, Any]:
        """The table of a name, empty where there is none; a problem where something else stands there."""
        given = around.get(str(key[-1]), {})
        if isinstance(given, Mapping):
            return given
        self.add(key, f"found {shown(given)} where a table is wanted", "a table of keys and values")
        return {}

    def keys(self, key: Key, table: Mapping[str, Any], known: Iterable[str]) -> None:
        """Complain of keys of a table that nobody knows."""
        names = tuple(known)
        for name in table:
            if name not in names:
                self.add((*key, name), "unknown key", ", ".join(names), nearest(name, names))
