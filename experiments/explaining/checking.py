"""What is wrong with a scenario and with its files of people and ties, all at once and without a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulation import people_table
from simulation.people_files import PeopleFileError, read_people, read_ties, table_of_ties
from simulation.scenario import Problem, Scenario, ScenarioError
from simulation.scenario_files.settings import SET
from simulation.scenario_files.sources import read_chain
from simulation.size import TooLarge, refuse_if_too_large

Wrong = Problem | people_table.Problem | TooLarge


@dataclass(frozen=True)
class Checked:
    """A scenario that was looked at: itself where it could be read, its bases (nearest first), and its problems."""

    given: str
    scenario: Scenario | None
    bases: tuple[str, ...]
    departments: int
    staff: int
    problems: tuple[Wrong, ...]


def loaded(given: str, settings: Mapping[str, Any], overlays: Iterable[str] | None = None) -> Scenario:
    """A scenario with strategies and events laid on it, called after all of them, and then settings.

    Raises ``ScenarioError``.
    """
    if not overlays:
        return Scenario.load(given, settings)
    scenario = Scenario.load(given)
    name, titles = scenario.name, [scenario.called]
    for overlay in overlays:
        before, scenario = scenario, scenario.overlaid(overlay)
        name = f"{name}-{scenario.name}"
        titles.append(scenario.name if scenario.title == before.title else scenario.title)
    scenario = scenario.changed({"title": ": ".join(titles)}, name=name)
    return scenario.changed(settings) if settings else scenario


def check(given: str, settings: Mapping[str, Any], overlays: Iterable[str] | None = None) -> Checked:
    """Read a scenario as :func:`loaded` does, and the files that it names. Never raises for what they hold."""
    try:
        scenario = loaded(given, settings, overlays)
    except ScenarioError as error:
        return Checked(given, None, (), 0, 0, error.problems)
    sources, _ = read_chain(given, Path.cwd())
    bases = tuple(Path(source.label).stem for source in reversed(sources[:-1]))
    wrong = tuple(beyond_the_file(scenario))
    sizes: dict[str, int] = {}
    if not wrong:
        from experiments.explaining.headcounts import headcounts

        sizes = headcounts(scenario)
    return Checked(given, scenario, bases, len(sizes), sum(sizes.values()), wrong)


def beyond_the_file(
    scenario: Scenario, workers: int = 1, replications: int = 1, engine: str = "compiled", is_kept: bool = False
) -> list[Wrong]:
    """What would keep a scenario that could be read from running: its memory, its people, their ties."""
    try:
        refuse_if_too_large(scenario, workers, replications, engine, is_kept)
    except TooLarge as error:
        return [error]
    return list(wrong_with_people(scenario))


def wrong_with_people(scenario: Scenario) -> list[people_table.Problem]:
    """All that is wrong with the files of people and ties that a scenario names; nothing where it names none."""
    from simulation.draws import Draws

    source = scenario.people
    if source is None:
        return []
    found: list[people_table.Problem] = []
    try:
        people = read_people(scenario, Draws(0))
        if source.ties is not None:
            read_ties(scenario, people)
    except PeopleFileError as error:
        found += error.problems
        if source.ties is not None and all(problem.file != source.ties for problem in found):
            found += _wrong_with_form(source.ties, source.ties_columns)
    return found


def _wrong_with_form(ties: Path, columns: Mapping[str, str]) -> tuple[people_table.Problem, ...]:
    """What is wrong with a ties file whoever its people are: who they are is not known while their file is wrong."""
    try:
        table = table_of_ties(ties, columns)
        for _ in table.rows():
            pass
        table.check()
    except PeopleFileError as error:
        return error.problems
    return ()


def in_lines(problems: Sequence[Wrong]) -> str:
    """Problems a line each, none twice, a setting called as the command line calls it.

    Of those in people's files the first ones, and how many more there are.
    """
    of_people = [problem for problem in problems if isinstance(problem, people_table.Problem)]
    lines = [as_option(str(problem)) for problem in problems if not isinstance(problem, people_table.Problem)]
    lines += [str(PeopleFileError(of_people))] if of_people else []
    return "\n".join(dict.fromkeys(lines))


def as_table(problem: Wrong) -> dict[str, Any]:
    """A problem for other programs. Scenarios have lines and keys, files of people rows and columns."""
    said: dict[str, Any] = dict.fromkeys(("file", "line", "row", "column", "key", "found", "allowed", "nearest"))
    if isinstance(problem, Problem):
        said |= {
            "file": problem.origin.file, "line": problem.origin.line, "key": problem.key or None,
            "found": problem.found, "allowed": problem.allowed or None, "nearest": problem.nearest or None,
        }  # fmt: skip
    elif isinstance(problem, people_table.Problem):
        said |= {
            "file": str(problem.file), "row": problem.row, "column": problem.column, "found": problem.what,
        }  # fmt: skip
    else:
        said["found"] = str(problem)
    return {**said, "text": as_option(str(problem))}


def as_option(origin: str) -> str:
    """Words that begin with where a value came from, with ``--set`` for ``set``.

    >>> as_option("set: weeks: 0 is out of range"), as_option("set"), as_option("county.toml line 3")
    ('--set: weeks: 0 is out of range', '--set', 'county.toml line 3')
    """
    return f"--{origin}" if origin == SET or origin.startswith(f"{SET}: ") else origin
