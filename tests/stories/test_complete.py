"""No objection, remedy, stage change, event, idea of the seed or draw is without a story, and stories name no other."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from simulation import Council, Scenario
from simulation.agents.person import CAN_WANT
from simulation.draws import Purpose
from simulation.parameters import PARAMETERS
from simulation.record import Cause, Event
from simulation.state import Objection, Stage, label, labels
from tests.docs.pages import rows_of, text_of
from tests.stories.checking import happenings
from tests.stories.luck import LUCK, SETTLED
from tests.stories.reading import SEED, readable
from tests.stories.remedies import REMEDIES
from tests.stories.scene import COUNTED, nested, play, tellings
from tests.stories.story import base

STORIES = readable()
TOLD = [(story, told) for story in STORIES for told in tellings(story)]
TABLE = text_of("odd.md").split("**Objections** and their gates")[1].split("The last two")[0]
LIVELY = Path(__file__).parents[1] / "parameters" / "lively.toml"

# Every change of stage that the model can make: from, to, why.
CHANGES = {
    *((Stage.UNINTERESTED, stage, Cause.START) for stage in Stage if stage not in (Stage.UNINTERESTED, Stage.ASKING)),
    *((stage, Stage.WANTING, Cause.WANTED) for stage in CAN_WANT),
    (Stage.WANTING, Stage.ASSUMED_NO, Cause.PATIENCE),
    *((stage, Stage.ASKING, Cause.FILED) for stage in (Stage.WANTING, Stage.ASSUMED_NO)),
    *((stage, Stage.LIVE, Cause.APPROVED) for stage in (Stage.ASKING, Stage.SHADOW)),
    *((Stage.ASKING, stage, Cause.REFUSED) for stage in (Stage.GAVE_UP, Stage.SHADOW)),
    *((stage, Stage.SHADOW, Cause.FRUSTRATION) for stage in (Stage.WANTING, Stage.ASSUMED_NO)),
    *((Stage.LIVE, Stage.LAPSED, cause) for cause in (Cause.NO_SUPPORT, Cause.NO_HOURS)),
    *((Stage.SHADOW, stage, Cause.DISCOVERED) for stage in (Stage.GAVE_UP, Stage.ASKING)),
    *((stage, Stage.UNINTERESTED, Cause.LEFT) for stage in Stage if stage != Stage.UNINTERESTED),
}
WRITTEN = {tuple(label(part) for part in change) for change in CHANGES}


def changes_in(events: Iterable[Mapping[str, Any]]) -> set[tuple[str, ...]]:
    return {
        (event["stage_before"], event["stage"], event["cause"])
        for event in events
        if event["happens"] == "stage" and {"stage_before", "stage", "cause"} <= set(event)
    }


def test_there_are_many_and_no_two_are_called_alike():
    titles = [story.title for story in STORIES]
    assert len(titles) >= 40 and len(set(titles)) == len(titles)


@pytest.mark.parametrize("objection", labels(Objection))
def test_every_objection_and_every_remedy_has_a_story(objection):
    assert [story for story in STORIES if story.objection == objection]
    assert {by for story in STORIES if story.objection == objection for by, _ in story.lifted} == set(
        REMEDIES[objection]
    )


@pytest.mark.parametrize("objection", labels(Objection))
def test_remedies_are_those_of_the_table_in_the_odd(objection):
    cells = {row[1].strip("`").lower(): row[4] for row in rows_of(TABLE)}
    cell = cells["no_resource"] if cells[objection] == "the same as for resource" else cells[objection]
    for remedy in sorted(REMEDIES[objection], key=len, reverse=True):
        assert remedy in cell
        cell = cell.replace(remedy, "", 1)
    assert re.fullmatch(r"[\s,;]*", cell.replace("nothing should", ""))


@pytest.mark.parametrize("change", sorted(WRITTEN), ids=" ".join)
def test_every_change_of_stage_has_a_story(change):
    assert [story for story, told in TOLD if change in changes_in(told.then)]


@pytest.mark.slow
def test_no_other_change_of_stage_happens():
    whole = Council(Scenario.load(LIVELY), rng=3).run()
    seen = changes_in(happenings(whole))
    assert len(seen) > 12
    for story, told in TOLD:
        seen |= changes_in(happenings(play(story, told).run))
    assert seen == WRITTEN


def test_every_cause_of_a_change_is_known():
    assert {cause for _, _, cause in CHANGES} == set(Cause) - {Cause.INHERITED}  # an inherited account stays live


def test_every_event_is_told_somewhere():
    told_of = {event["happens"] for _, told in TOLD for event in told.then}
    assert told_of == set(labels(Event))


@pytest.mark.parametrize("idea", SEED)
def test_every_idea_of_the_seed_has_a_story(idea):
    assert [story for story in STORIES if idea in story.seed]


def test_every_draw_is_a_word_or_settled():
    words = [luck.purpose for luck in LUCK.values()]
    assert sorted([*words, *SETTLED]) == sorted(Purpose)
    assert list(base()["luck"]) == list(LUCK)


def test_every_word_of_luck_is_used():
    said = {word for _, told in TOLD for word in told.luck}
    said |= {word for _, told in TOLD for person in told.people.values() for word in person.get("luck", ())}
    assert said == set(LUCK)


def test_every_number_without_an_off_value_is_said_by_the_base():
    """Else a story would hang on a default that may be tuned."""
    for path, parameter in PARAMETERS.items():
        inside = base()["so"]
        for name in path.split("."):
            inside = inside.get(name, {}) if isinstance(inside, dict) else {}
        assert parameter.off is not None or path in COUNTED or inside != {}, path
    assert nested("a.b", 1) == {"a": {"b": 1}}


def test_who_tells_that_something_never_happens_tells_when_it_would():
    for story in STORIES:
        assert story.plain.then or story.plain.ends or story.otherwise, story.where
