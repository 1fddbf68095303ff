"""A scenario: one organisation, as it stands and as it is led, with every number of the model given once.

Files are TOML and give only what differs; ``extends`` names their base. What may be said, and what holds where nothing
is said, follows from the declarations in ``simulation.parameters``. A :class:`Scenario` is complete, checked and cannot
be changed; :meth:`Scenario.changed` gives a copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from simulation.scenario_files import shown, written
from simulation.scenario_files.in_force import within
from simulation.scenario_files.layers import read_layer
from simulation.scenario_files.parts import (
    OCCASIONS,
    STAFF,
    Change,
    Content,
    DepartmentSpec,
    Layer,
    PeopleSource,
)
from simulation.scenario_files.problems import Problem, ScenarioError
from simulation.scenario_files.settings import parse_setting, settings_source
from simulation.scenario_files.sources import Source, bundled_names, read_chain, text_chain
from simulation.scenario_files.whole import as_layer, finished, merged

__all__ = [
    "OCCASIONS",
    "Change",
    "DepartmentSpec",
    "PeopleSource",
    "Problem",
    "Scenario",
    "ScenarioError",
    "parse_setting",
]


@dataclass(frozen=True, repr=False)
class Scenario(Content):
    """Everything a run needs beside its seed.

    What it holds is said at :class:`Content`. Scenarios compare, hash and pickle by content; where values came from
    plays no part.
    """

    @classmethod
    def load(cls, name_or_path: str | PathLike[str], set: Mapping[str, Any] | None = None) -> Scenario:
        """A bundled scenario by name (``county``, ``strategies/edict``), or one from a file, with settings laid on it.

        Raises :class:`ScenarioError` with everything that is wrong.
        """
        sources, problems = read_chain(name_or_path, Path.cwd())
        return _built(Path(name_or_path).stem, sources, problems, Layer(), set)

    @classmethod
    def from_toml(
        cls,
        text: str,
        *,
        name: str = "scenario",
        folder: str | PathLike[str] = ".",
        set: Mapping[str, Any] | None = None,
    ) -> Scenario:
        """The same from a text; ``extends`` and its paths start from ``folder``. A ``name`` in the text goes first."""
        sources, problems = text_chain(text, name, Path(folder).absolute())
        return _built(name, sources, problems, Layer(), set)

    @classmethod
    def default(cls) -> Scenario:
        """Every parameter at its default, nothing named, nothing dated."""
        return _built("default", [], [], Layer(), None)

    @staticmethod
    def named(folder: str = "") -> tuple[str, ...]:
        """Names of the bundled scenarios, sorted; with ``folder``, such as ``strategies``, of those inside it."""
        return bundled_names(folder)

    def changed(
        self, settings: Mapping[str, Any] | None = None, *, weeks: int | None = None, name: str | None = None
    ) -> Scenario:
        """A checked copy with other values, by path: ``{"gates.ict.hours": 3, "departments.Parks.audience": 2}``.

        ``route.gates`` takes a list, ``route.removal.hr`` a word (``no`` puts the gate back), ``change`` a list of
        further changes as tables. Changes dated after a shortened end are left out, for no run would reach them.
        Raises :class:`ScenarioError`.
        """
        given = dict(settings or {})
        if weeks is not None:
            given["weeks"] = weeks
        if name is not None:
            given["name"] = name
        return _built(self.name, [], [], as_layer(self), given)

    def overlaid(self, name_or_path: str | PathLike[str]) -> Scenario:
        """A copy with a file and its bases laid on it, called after the file: how a strategy meets a council.

        A title or description that the file does not give stays. Raises :class:`ScenarioError`.
        """
        sources, problems = read_chain(name_or_path, Path.cwd(), overlay=True)
        return _built(Path(name_or_path).stem, sources, problems, as_layer(self), None)

    def origin(self, path: str) -> str:
        """Where a value came from: ``county.toml line 12``, ``set`` or ``default``.

        ``path`` is a parameter's, or ``weeks``, ``route.gates``, ``route.extra.new_channel``,
        ``route.removal.hr``, ``departments.Parks.share``, ``departments.Parks.department.audience``.
        """
        return str(self.origins.get(path, "default"))

    def __repr__(self) -> str:
        size = f"{self.values[STAFF]} staff" if self.people is None else f"people of {self.people.people.name}"
        return f"<Scenario {self.name}: {size}, {self.weeks} weeks, {self.fingerprint[:8]}>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return shown.html(self)

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of all that can move a result: equal for equal content, whatever its name or order."""
        return written.fingerprint(self)

    def to_toml(self) -> str:
        """The complete scenario as a file that needs no base and reads back equal to this one."""
        return written.toml(self)


def _built(
    name: str, sources: Iterable[Source], problems: Iterable[Problem], base: Layer, settings: Mapping[str, Any] | None
) -> Scenario:
    """All sources and settings on the base, checked. Raises :class:`ScenarioError` with every problem there is."""
    found, layers = list(problems), [base]
    whole_chain = not found
    for source in sources:
        layer, wrong = read_layer(source)
        layers.append(layer)
        found += wrong
    whole = merged(layers)
    if settings is not None:
        source, wrong = settings_source(settings, whole.departments)
        layer, more = read_layer(source)
        found += wrong + more
        if "weeks" in layer.top:
            whole.changes = within(whole.changes, layer.top["weeks"])
        whole = merged([whole, layer])
    content, wrong = finished(name, whole, {problem.key for problem in found})
    if whole_chain:  # without its base, what a file leaves out cannot be judged
        found += wrong
    if found:
        files = list(dict.fromkeys(problem.origin.file for problem in found))
        raise ScenarioError(sorted(found, key=lambda one: (files.index(one.origin.file), one.origin.line or 0)))
    return Scenario(**vars(content))
