"""Every story in the files of this folder comes to pass, whatever the seed. Failures are told without a traceback."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.stories.checking import check, happenings
from tests.stories.index import name_of
from tests.stories.reading import read_stories, readable, story_files
from tests.stories.scene import play, tellings
from tests.stories.story import StoryError

STORIES = readable()
each_story = pytest.mark.parametrize("story", STORIES, ids=map(name_of, STORIES))


def told_plainly(do: Callable[..., Any], *given: Any) -> Any:
    """What this returns; where it fails, what is wrong, and nothing else."""
    try:
        return do(*given)
    except StoryError as error:
        wrong = str(error)
    pytest.fail(wrong, pytrace=False)


@pytest.mark.parametrize("path", story_files(), ids=lambda path: path.name)
def test_can_be_read(path):
    told_plainly(read_stories, path)


@each_story
def test_comes_to_pass(story):
    told_plainly(check, story)


@each_story
def test_nothing_is_left_to_the_seed(story):
    for told in tellings(story):
        one, other = (told_plainly(play, story, told, seed).run for seed in (1, 2**63 + 5))
        assert happenings(one) == happenings(other)
        assert one.weekly.equals(other.weekly) and repr(one.outcomes) == repr(other.outcomes)
