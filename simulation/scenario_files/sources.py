"""Finding scenario files and reading the chain of ``extends``, from the farthest base to the file asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path, PurePosixPath
from typing import Any

from simulation.scenario_files.lines import key_lines, line_of
from simulation.scenario_files.problems import (
    Key,
    Origin,
    Problem,
    ScenarioError,
    nearest,
    shortened,
    shown,
)
from simulation.scenario_files.syntax import syntax_problem


@dataclass(frozen=True)
class Source:
    """One TOML text, read: its name in messages, the folder its paths start from, its tables and their lines."""

    label: str
    folder: Path
    data: Mapping[str, Any]
    lines: Mapping[Key, int] = field(default_factory=dict)

    def origin(self, key: Key = ()) -> Origin:
        """Where a key, or the nearest table around it, stands."""
        return Origin(self.label, line_of(self.lines, key))


def bundled_folder() -> Path:
    """Where the project's own scenarios lie: ``scenarios/`` of a checkout, else the data of the installed package."""
    package = Path(str(files("simulation")))
    checkout = package.parent / "scenarios"
    if checkout.is_dir() and not (package / "_scenarios").is_dir():
        return checkout
    return package / "_scenarios"


def bundled_names(folder: str = "") -> tuple[str, ...]:
    """Names of the project's own scenarios, sorted; with ``folder``, such as ``strategies``, of those inside it."""
    prefix = f"{folder}/" if folder else ""
    return tuple(sorted(prefix + path.stem for path in (bundled_folder() / folder).glob("*.toml")))


OVERLAYS = ("strategies", "events", "levers")
"""Folders of bundled files that set only what they are about, to be laid on an organisation."""


def overlay_names() -> tuple[str, ...]:
    """Names of the project's own strategies, events and levers, such as ``strategies/edict``."""
    return tuple(name for folder in OVERLAYS for name in bundled_names(folder))


def is_overlay(given: str, folder: Path) -> bool:
    """Whether a bundled name or a path, relative to ``folder``, means one of the project's own overlays."""
    path = find(given, folder)
    return path is not None and path.resolve().parent in {(bundled_folder() / kind).resolve() for kind in OVERLAYS}


def find(given: str, folder: Path) -> Path | None:
    """The file meant by a bundled name or by a path, relative to ``folder``; none where there is neither."""
    name = PurePosixPath(given)
    candidates = [folder / given, folder / f"{given}.toml"]
    if given and not given.endswith(".toml") and ".." not in name.parts and not name.is_absolute():
        candidates.insert(0, bundled_folder() / f"{given}.toml")
    try:
        return next((path for path in candidates if path.is_file()), None) or next(
            (path for path in candidates if path.exists() and given), None
        )
    except (OSError, ValueError):  # a name too long, or with a character that no path may hold
        return None


def read_chain(given: str | PathLike[str], folder: Path, overlay: bool = False) -> tuple[list[Source], list[Problem]]:
    """The sources of a scenario, or of an ``overlay``, base first, and what was wrong with finding bases.

    Raises :class:`ScenarioError` where the file itself cannot be found or read.
    """
    asked = fspath(given)
    path = find(asked, folder)
    if path is None:
        where = Origin(shortened(asked) or "''")
        raise ScenarioError([Problem(where, "", "no such scenario or file", *_bundled_hint(asked, overlay))])
    return _with_bases(read_file(path, asked), path)


def text_chain(text: str, label: str, folder: Path) -> tuple[list[Source], list[Problem]]:
    """The same for a text that lies in no file; its ``extends`` and paths start from ``folder``."""
    return _with_bases(parse(text, label, folder), None)


def read_file(path: Path, asked: str) -> Source:
    """One file as a source; ``asked`` is the path as it was written.

    Raises :class:`ScenarioError` where it is no readable TOML that says something.
    """
    name = _name_of(path, asked)
    label = Origin(name)
    if path.is_dir():
        raise ScenarioError([Problem(Origin(shortened(asked)), "", "this is a folder", "a scenario file")])
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise ScenarioError([Problem(label, "", f"cannot be read ({problem.strerror})")]) from problem
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        where = Origin(name, raw.count(b"\n", 0, problem.start) + 1)
        raise ScenarioError([Problem(where, "", "this is no UTF-8 text", "a text file saved as UTF-8")]) from problem
    return parse(text, name, path.parent)


def _name_of(path: Path, asked: str) -> str:
    """What messages call a file: as it was asked for, where that tells it from others of its name."""
    is_path = len(Path(asked).parts) > 1 and not Path(asked).is_absolute()
    return asked if is_path and not path.is_relative_to(bundled_folder()) else path.name


def parse(text: str, label: str, folder: Path) -> Source:
    """A TOML text as a source. Raises :class:`ScenarioError` where it is no TOML or says nothing."""
    try:
        data = tomllib.loads(text)
    except RecursionError as problem:
        raise ScenarioError([Problem(Origin(label), "", "lists or tables are nested too deeply")]) from problem
    except ValueError as problem:
        raise ScenarioError([syntax_problem(str(problem), text, label)]) from problem
    if not data:
        raise ScenarioError([Problem(Origin(label), "", "says nothing", "at least one key, or extends")])
    return Source(label, folder, data, key_lines(text))


def _with_bases(source: Source, path: Path | None) -> tuple[list[Source], list[Problem]]:
    sources = [source]
    trail = [] if path is None else [path.resolve()]
    while "extends" in source.data:
        base, where = source.data["extends"], source.origin(("extends",))

        def problem(*words: str, where: Origin = where) -> tuple[list[Source], list[Problem]]:
            return sources, [Problem(where, "extends", *words)]

        if not isinstance(base, str):
            return problem(f"found {shown(base)} where a name is wanted", "name or path of a scenario")
        path = find(base, source.folder)
        if path is None:
            return problem(f"base {shown(base)} not found", *_bundled_hint(base))
        if path.resolve() in trail:
            round_trip = " extends ".join(step.name for step in (*trail, path))
            return problem(f"the bases go round in a circle: {round_trip}")
        trail.append(path.resolve())
        try:
            source = read_file(path, base)
        except ScenarioError as error:
            return sources, list(error.problems)
        sources.insert(0, source)
    return sources, []


def _bundled_hint(given: str, overlay: bool = False) -> tuple[str, str]:
    names = [*bundled_names(), *overlay_names()]  # a sweep is no scenario
    stems = {name.rpartition("/")[2]: name for name in names}
    stem = given.removesuffix(".toml")
    offered = overlay_names() if overlay else bundled_names()
    near = nearest(stem, names, 0.8) or stems.get(nearest(stem, stems), "") or nearest(stem, names)
    return f"the path of a file, or one of {', '.join(offered) or 'no bundled scenarios'}", near
