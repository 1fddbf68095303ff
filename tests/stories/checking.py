"""Whether what a story tells came to pass: read from the event log, the stages at the end, and the tables of the run.

Every function returns what is wrong, a line each, and nothing where all is as told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isclose
from typing import Any

from simulation.biography import chronicle, life
from simulation.record import FIELDS, Event
from simulation.run import Run, readable
from simulation.scenario_files.problems import shown
from simulation.state import label
from tests.stories.scene import Played, play, tellings
from tests.stories.story import Story, StoryError, Told

Happening = dict[str, Any]
TOLERANCE = 1e-9  # relative: amounts are whole thousandths in the log, and sums elsewhere
NOT_BY_A_GATE = ("no_home", "assumed")  # objections that are events of their own


def happenings(run: Run) -> list[Happening]:
    """The event log in the words of stories: week, happens, who, department, and the event's own fields."""
    found = []
    for week, event, person, department, _, *own in run.log_rows:
        happening: Happening = {"week": week, "happens": label(Event(event))}
        if person >= 0:
            happening["who"] = run.people.number[person]
        if department >= 0:
            happening["department"] = run.department_names[department]
        for name, value in zip(FIELDS[Event(event)], own, strict=True):
            happening[name] = readable(name, value)
        found.append(happening)
    return found


def is_as_told(happening: Happening, told: Mapping[str, Any]) -> bool:
    """Whether something that happened has everything that a story says of it."""
    return all(key in happening and _same(happening[key], value) for key, value in told.items())


def _same(found: Any, told: Any) -> bool:
    if isinstance(told, float) or isinstance(found, float):
        return isclose(found, told, rel_tol=TOLERANCE)
    return bool(found == told)


def written(event: Mapping[str, Any]) -> str:
    """An event as a story writes it."""
    return f"{{ {', '.join(f'{key} = {shown(value)}' for key, value in event.items())} }}"


def wrong_with(told: Told, played: Played) -> list[str]:
    """All that is not as the story tells it."""
    happened = happenings(played.run)
    return [
        *_missing(told, happened),
        *(
            f"never {number}: {written(one)} happened"
            for number, told_never in enumerate(told.never, 1)
            for one in happened
            if is_as_told(one, told_never)
        ),
        *_ends(told, played),
        *_measures(told, played.run),
        *_sentences(told, played.run),
    ]


def _missing(told: Told, happened: list[Happening]) -> Iterator[str]:
    """What should have happened, in this order, and did not."""
    at = 0
    for number, event in enumerate(told.then, 1):
        place = next((i for i in range(at, len(happened)) if is_as_told(happened[i], event)), None)
        if place is not None:
            at = place + 1
            continue
        alike = [one for one in happened if one["happens"] == event["happens"]]
        if any(is_as_told(one, event) for one in alike):
            yield f"then {number}: {written(event)} happened too early"
        elif alike:
            yield f"then {number}: {written(event)} did not happen; instead {'; '.join(map(written, alike[:3]))}"
        else:
            yield f"then {number}: {written(event)} did not happen"


def _ends(told: Told, played: Played) -> Iterator[str]:
    """Where people should stand at the end, and do not."""
    stages = {played.run.people.number[person.index]: label(person.stage) for person in played.council.staff}
    for name, stage in told.ends.items():
        if stages[name] != stage:
            yield f"ends: {name} is {stages[name]}, not {stage}"


def _measures(told: Told, run: Run) -> Iterator[str]:
    """Numbers that are not as told: of a week, else of the run's end or, for outcomes, of the whole run."""
    for number, measure in enumerate(told.measured, 1):
        what, week = measure["what"], int(measure.get("week", run.weeks))
        if what in run.weekly and not ("week" not in measure and what in run.outcomes):
            value = float(run.weekly[what][week])
        else:
            value = run.outcomes[what]
        as_told = (
            isclose(value, measure.get("is", value), rel_tol=1e-6, abs_tol=1e-9)
            and value > measure.get("above", float("-inf"))
            and value < measure.get("below", float("inf"))
        )
        if not as_told:
            yield f"measured {number}: {what} is {value:g}, not as in {written(measure)}"


def _sentences(told: Told, run: Run) -> Iterator[str]:
    """Sentences that the biographies do not hold."""
    sentences = [sentence for person in range(run.staff) for sentence in life(run, person)] + chronicle(run)
    for sentence in told.told:
        if sentence not in sentences:
            yield f"told: nobody's life says {sentence!r}"


def times_raised(objection: str, played: Played) -> int:
    """How often an objection was raised; those that are no gate's are events of their own."""
    if objection in NOT_BY_A_GATE:
        return sum(one["happens"] == objection for one in happenings(played.run))
    return sum(one["happens"] == "objected" and one["objection"] == objection for one in happenings(played.run))


def check(story: Story, seed: int = 1) -> None:
    """Run a story, and again with each remedy and difference. Raises :class:`StoryError` with all that is not as told.

    With a remedy the objection must be raised less often. What is told with a remedy or a difference must not hold
    without it.
    """
    played = play(story, story.plain, seed)
    wrong = wrong_with(story.plain, played)
    raised = times_raised(story.objection, played)
    if story.objection and not raised:
        wrong.append(f"objection: {story.objection} was not raised")
    names = [f"lifted by {by}" for by, _ in story.lifted] + [f"otherwise, when {when}" for when, _ in story.otherwise]
    for number, (name, told) in enumerate(zip(names, tellings(story)[1:], strict=True)):
        changed = play(story, told, seed)
        wrong += [f"{name}: {problem}" for problem in wrong_with(told, changed)]
        left = times_raised(story.objection, changed)
        if number < len(story.lifted) and left >= raised:
            wrong.append(f"{name}: {story.objection} was raised {left} times with it, {raised} without")
        if not wrong_with(told, played):
            wrong.append(f"{name}: the same happens without it")
    if wrong:
        raise StoryError(f"{story.where}: {problem}" for problem in wrong)
