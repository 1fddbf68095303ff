"""A story's scene as a council: its people and ties as files, its numbers as a scenario, its luck as scripted draws.

Nothing is poked into the model: what a story says goes through the same doors as a user's own scenario.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from simulation import Council, Scenario
from simulation.draws import ScriptedDraws, key_of
from simulation.parameters import PARAMETERS
from simulation.run import Run
from simulation.scenario import ScenarioError
from simulation.state import Kind, label
from tests.stories.luck import script_of
from tests.stories.story import Story, StoryError, Told, base

PEOPLE = ("stage", "skill", "nerve", "conviction", "threshold", "champion")
KINDS = {label(kind): f"requests.{label(kind)}" for kind in Kind if kind != Kind.ROUTINE}
ASKED = {
    "value": "requests.value",
    "hours": "requests.hours",
    "risk": "department.sensitivity",
    "novelty": "requests.novelty",
}
COUNTED = ("organisation.staff", "organisation.departments")  # by the file of people


@dataclass(frozen=True)
class Played:
    """A story that has run: the council as it ended, and its record."""

    council: Council
    run: Run


def together(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two tables as one; what the second says goes before, table by table."""
    whole = dict(below)
    for key, value in above.items():
        under = whole.get(key)
        whole[key] = together(under, value) if isinstance(under, Mapping) and isinstance(value, Mapping) else value
    return whole


def again(plain: Told, change: Told) -> Told:
    """The story again, with a change to the scene; what becomes of it is told by the change alone."""
    scene: dict[str, Any] = {
        name: together(getattr(plain, name), getattr(change, name)) for name in ("so", "people", "asks", "luck")
    }
    return replace(change, weeks=change.weeks or plain.weeks, hears=plain.hears + change.hears, **scene)


@cache
def tellings(story: Story) -> tuple[Told, ...]:
    """A story as it is told, then with each remedy, then with each difference, in the order of the file."""
    return (story.plain, *(again(story.plain, change) for _, change in story.lifted + story.otherwise))


@cache
def play(story: Story, told: Told, seed: int = 1) -> Played:
    """Run the weeks of a story, once for all who ask. Raises :class:`StoryError` where its numbers make no scenario."""
    ground = base()
    weeks = told.weeks or int(ground["weeks"])
    people = together(ground["people"], told.people)
    luck_of = {key_of("seat", person["department"], name): person.get("luck", {}) for name, person in people.items()}
    draws = ScriptedDraws(script_of({**ground["luck"], **told.luck}, luck_of), seed)
    with tempfile.TemporaryDirectory() as folder:
        files = write_people(Path(folder), people, told.hears)
        try:
            scenario = Scenario.from_toml(
                f"weeks = {weeks}\n[people]\n{files}\n",
                name="story",
                folder=folder,
                set=numbers_of(ground, told),
            )
        except ScenarioError as error:
            raise StoryError(
                f"{story.where}: scene: {str(problem).removeprefix('set: ')}" for problem in error.problems
            ) from None
        council = Council(scenario, rng=seed, draws=draws)
    while council.running:
        council.step()
    return Played(council, council.measures.run())


def write_people(folder: Path, people: Mapping[str, Mapping[str, Any]], hears: tuple[str, ...]) -> str:
    """Write the files of people and, if anybody hears anybody, of ties. Returns how a scenario names them."""
    rows = [
        ",".join([name, person["department"], person.get("grade", ""), *(_cell(person.get(x, "")) for x in PEOPLE)])
        for name, person in people.items()
    ]
    (folder / "people.csv").write_text("\n".join([f"id,department,grade,{','.join(PEOPLE)}", *rows]), encoding="utf-8")
    if not hears:
        return 'file = "people.csv"'
    ties = [tie.replace(" hears ", ",") for tie in hears]
    (folder / "ties.csv").write_text("\n".join(["source,target", *ties]), encoding="utf-8")
    return 'file = "people.csv"\nties = "ties.csv"'


def _cell(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def numbers_of(ground: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """Every number of the scenario: off unless the base or the story says it, then the request, then the story."""
    whole: dict[str, Any] = {"route": {"extra": {label(kind): [] for kind in Kind}}}
    for path, parameter in PARAMETERS.items():
        if parameter.off is not None and path not in COUNTED:
            whole = together(whole, nested(path, parameter.off))
    whole = together(whole, ground["so"])
    asks = {**ground["asks"], **told.asks}
    whole = together(whole, {"route": {"gates": asks["of"]}})
    for name, path in ASKED.items():
        whole = together(whole, nested(path, asks[name]))
    if asks["kind"] in KINDS:
        whole = together(whole, nested(KINDS[asks["kind"]], 1))
    return together(whole, told.so)


def nested(path: str, value: Any) -> dict[str, Any]:
    """A path and its value as tables in one another.

    >>> nested("gates.ict.hours", 3)
    {'gates': {'ict': {'hours': 3}}}
    """
    for name in reversed(path.split(".")):
        value = {name: value}
    return value
