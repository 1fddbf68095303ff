"""Strategies by their names or files, laid on a council as arms to compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from experiments.arms.arm import Arm
from experiments.explaining.checking import loaded
from simulation.scenario import Scenario, ScenarioError
from simulation.scenario_files.problems import Problem

FOLDER = "strategies"
FOLDERS = (FOLDER, "levers")
"""Where a name without its folder is looked for, in this order."""


def bundled() -> tuple[str, ...]:
    """The bundled strategies, as files are named: ``strategies/edict``."""
    return tuple(f"{FOLDER}/{PurePosixPath(name).name}" for name in Scenario.named(FOLDER))


def file_of(name: str) -> str:
    """The file of a strategy or lever that was named without its folder; any other name stays as it is.

    A file of that name where the command is given goes first.

    >>> file_of("edict"), file_of("light-hoop"), file_of("strategies/edict"), file_of("mine.toml")
    ('strategies/edict', 'levers/light-hoop', 'strategies/edict', 'mine.toml')
    """
    for folder in FOLDERS:
        if f"{folder}/{name}" in Scenario.named(folder):
            is_own = Path(name).is_file() or Path(f"{name}.toml").is_file()
            return name if is_own else f"{folder}/{name}"
    return name


def laid(
    scenario: str,
    settings: Mapping[str, Any],
    weeks: int | None,
    overlays: Sequence[str],
    strategies: Sequence[str],
) -> tuple[Scenario, list[tuple[Arm, str]]]:
    """The council as given, with overlays and settings, and each strategy laid on it, with its title.

    A strategy goes above the settings, since it is what is compared; ``weeks`` goes above all. Raises
    ``ScenarioError`` with all that is wrong in any of them.
    """
    council = loaded(scenario, dict(settings), overlays)
    problems: list[Problem] = []
    found: list[tuple[Arm, str]] = []
    taken: dict[str, int] = {}
    for name in strategies:
        try:
            whole = council.overlaid(name)
        except ScenarioError as error:
            problems += error.problems
            continue
        title = whole.title if whole.title and whole.title != council.title else whole.name
        taken[whole.name] = taken.get(whole.name, 0) + 1
        called = whole.name if taken[whole.name] == 1 else f"{whole.name} {taken[whole.name]}"
        found.append((Arm(called, whole if weeks is None else whole.changed(weeks=weeks)), title))
    if problems:
        raise ScenarioError(problems)
    return (council if weeks is None else council.changed(weeks=weeks)), found
