"""What a reader may have overlooked in a scenario that can run all the same: said in a line on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.scenario import Scenario


def note_forgotten_with(name: str) -> None:
    """Say so where a bundled strategy or event is given for a scenario: most likely ``--with`` was forgotten."""
    from simulation.scenario_files.sources import is_overlay

    if is_overlay(name, Path.cwd()):
        print(
            f"blockers: {name} sets levers only and is laid on an organisation of defaults; "
            f"to lay it on a council: blockers run county --with {name}",
            file=sys.stderr,
        )


def note_left_out(line: str) -> None:
    """Say which changes were left out, where there are any."""
    if line:
        print(f"blockers: {line}", file=sys.stderr)


def left_out(name: str, settings: Mapping[str, Any], overlays: Iterable[str] | None, scenario: Scenario) -> str:
    """Which dated changes of its files a shortened run does not reach, in a line; empty where it reaches all.

    ``settings`` are those of the command line by path, with which ``scenario`` could be loaded.
    """
    from experiments.explaining.checking import loaded
    from simulation.scenario import ScenarioError

    if "weeks" not in settings:
        return ""
    others = {path: value for path, value in settings.items() if path != "weeks"}
    try:
        whole = loaded(name, others, overlays)
    except ScenarioError:  # only beyond the end of the shortened run is something wrong
        return ""
    weeks = {change.week for change in whole.changes if change.week is not None}
    beyond = sorted(week for week in weeks if week > scenario.weeks)
    if not beyond:
        return ""
    *first, last = map(str, beyond)
    end = f"the end ({scenario.weeks} weeks)" if scenario.weeks != 1 else "the end (1 week)"
    if not first:
        return f"change in week {last} lies after {end} and was left out"
    return f"changes in weeks {', '.join(first)} and {last} lie after {end} and were left out"
