"""The example in docs/stories.md comes to pass, its message is what readers get, and the page names every key."""

import re

import pytest

from tests.docs.pages import code_in, rows_of, text_of
from tests.stories.checking import check
from tests.stories.reading import AGAIN, STORY, stories_in
from tests.stories.story import StoryError, base

PAGE = text_of("stories.md")
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_example_comes_to_pass():
    assert len(EXAMPLE) == 1
    (story,) = stories_in(EXAMPLE[0], "stories.md")
    assert story.lifted and story.otherwise
    check(story)


def test_the_example_names_most_keys_and_the_table_all():
    said = {name for row in rows_of(PAGE.split("| key |")[1].split("\n\n")[0]) for name in code_in(row[0])}
    keys = {key for key in STORY if key not in AGAIN}
    assert said >= keys - {"title"} and {f"[[story.{which}]]" for which in AGAIN} <= said
    assert all(f"\n{key}" in EXAMPLE[0] for key in keys - {"weeks", "hears", "measured"})


def test_the_message_is_as_shown():
    (shown,) = re.findall(r"```text\n(.*?)\n```", PAGE)
    text = '[[story]]\ntitle = "ICT says no"\nseed = ["S6"]\nthen = [{ happens = "objected", gate = "itc" }]'
    with pytest.raises(StoryError) as error:
        stories_in(text, "ict.toml")
    assert str(error.value) == shown


def test_the_base_lasts_as_long_as_said_and_holds_as_many():
    assert f"{base()['weeks']} unless said" in PAGE
    assert len(base()["people"]) == 8 and "a council of eight people" in PAGE
