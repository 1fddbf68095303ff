"""What the page docs/stories.md lists, as heads and rows of tables: words one may use, and the stories there are."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.run import NAMED
from simulation.state import labels
from tests.stories.luck import LUCK
from tests.stories.reading import SEED, read_stories, story_files
from tests.stories.remedies import REMEDIES
from tests.stories.story import Story, base

Row = tuple[str, ...]


def all_stories() -> list[Story]:
    """The stories of all files, in order."""
    return [story for path in story_files() for story in read_stories(path)]


def name_of(story: Story) -> str:
    """What a story is called where its file has to be found: as by the test that runs it."""
    return f"{story.file}: {story.title}"


def luck() -> Iterator[Row]:
    """The words for chance, and how it falls in the base."""
    yield ("word", "yes means", "asked", "in the base")
    for word, one in LUCK.items():
        said = base()["luck"][word]
        yield (f"`{word}`", one.says, one.drawn.value, f"`{said}`")


def words() -> Iterator[Row]:
    """The words that fields of events may take."""
    yield ("field", "words")
    for name, enumeration in NAMED.items():
        yield (f"`{name}`", ", ".join(f"`{word}`" for word in labels(enumeration)))


def objections() -> Iterator[Row]:
    """Each objection, the remedies that a story may name, and the stories about it."""
    yield ("objection", "lifted by", "stories")
    stories = all_stories()
    for objection, remedies in REMEDIES.items():
        about = "; ".join(story.title for story in stories if story.objection == objection)
        yield (f"`{objection}`", "; ".join(f"`{remedy}`" for remedy in remedies), about)


def by_idea() -> Iterator[Row]:
    """The stories of each idea."""
    yield ("idea", "file", "story")
    stories = all_stories()
    for idea in SEED:
        for story in stories:
            if idea in story.seed:
                yield (idea, f"[{story.file}](../tests/stories/{story.file})", story.title)


TABLES = {"luck": luck, "words": words, "objections": objections, "stories": by_idea}
