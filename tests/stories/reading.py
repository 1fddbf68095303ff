"""Stories as files: read, checked, and every mistake told with its file, its story and the nearest right word."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from simulation import Council, Scenario
from simulation.outcomes import OUTCOMES
from simulation.record import FIELDS, Event
from simulation.run import NAMED, THOUSANDTHS, YES_OR_NO
from simulation.scenario_files.problems import nearest
from simulation.state import GATES, Kind, Objection, Stage, label, labels
from tests.stories.luck import LUCK, wrong_with
from tests.stories.remedies import REMEDIES
from tests.stories.story import FOLDER, Story, StoryError, Told, base

SEED = tuple(f"S{number}" for number in range(1, 24))

SCENE = ("weeks", "so", "people", "hears", "asks", "luck")  # how things are
PLOT = ("then", "never", "ends", "measured", "told")  # what becomes of them
AGAIN = {"lifted": ("by", "what lifts the objection"), "otherwise": ("when", "what is different")}  # the story again
STORY = ("title", "seed", "objection", *SCENE, *PLOT, *AGAIN)
ABOUT_PEOPLE = ("stage", "skill", "nerve", "conviction", "threshold", "champion", "luck")
ABOUT_A_REQUEST = ("kind", "value", "risk", "hours", "novelty", "of")
ABOUT_A_MEASURE = ("what", "week", "is", "above", "below")
COMPARISONS = ("is", "above", "below")


def story_files() -> list[Path]:
    """All files of stories, sorted."""
    return sorted(path for path in FOLDER.glob("*.toml") if path.name != "base.toml")


def read_stories(path: Path) -> list[Story]:
    """The stories of one file, in order. Raises :class:`StoryError` with all that is wrong with it."""
    return stories_in(path.read_text(encoding="utf-8"), path.name)


def readable() -> list[Story]:
    """The stories of all files that can be read, in order; a test says what is wrong with the others."""
    stories = []
    for path in story_files():
        with suppress(StoryError):
            stories += read_stories(path)
    return stories


def stories_in(text: str, file: str) -> list[Story]:
    """The stories of a text that stands in a file of this name. Raises :class:`StoryError`."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StoryError([f"{file}: not TOML: {error}"]) from None
    check = Check(file)
    check.keys(table, ("story",), "the file")
    given = table.get("story", [])
    if not isinstance(given, list) or not given:
        raise StoryError([*check.problems, f"{file}: has no [[story]]"])
    stories = [check.story(story, number) for number, story in enumerate(given, 1)]
    for title in sorted({story.title for story in stories if [s.title for s in stories].count(story.title) > 1}):
        check.problems.append(f'{file}: two stories are called "{title}"')
    if check.problems:
        raise StoryError(check.problems)
    return stories


class Check:
    """Reads the tables of one file and collects what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.problems: list[str] = []
        self.place = file
        self.file = file
        self.cast = base()["people"]

    def say(self, at: str, what: str, word: str = "", known: Iterable[str] = ()) -> None:
        """One more problem; with ``known``, the nearest of these words is offered."""
        known = list(known)
        near = nearest(word, known)
        allowed = f"; allowed: {', '.join(known)}" if known else ""
        self.problems.append(f"{self.place}: {at}: {what}{allowed}" + (f"; did you mean {near}?" if near else ""))

    def keys(self, table: Any, known: Iterable[str], at: str) -> None:
        """Nothing but known keys."""
        for key in table if isinstance(table, dict) else ():
            if key not in known:
                self.say(at, f"nobody knows {key}", key, known)

    def word(self, given: Any, known: Iterable[str], at: str) -> None:
        """One of the words that may stand here."""
        if given not in known:
            self.say(at, f"found {given!r}", str(given), known)

    def shape(self, table: Mapping[str, Any], key: str, of: type, at: str) -> Any:
        """What stands under a key, or nothing where it is not there or of another shape."""
        given = table.get(key, of())
        if isinstance(given, of):
            return given
        self.say(f"{at}{key}", f"is no {'table' if of is dict else 'list' if of is list else 'text'}")
        return of()

    def tables(self, table: Mapping[str, Any], key: str, at: str) -> list[dict[str, Any]]:
        """A list of tables under a key."""
        given = self.shape(table, key, list, at)
        if all(isinstance(one, dict) for one in given):
            return given
        self.say(f"{at}{key}", 'is no list of tables, such as [{ week = 1, happens = "live" }]')
        return []

    def story(self, table: dict[str, Any], number: int) -> Story:
        """One ``[[story]]``."""
        title = table.get("title")
        self.place = f'{self.file}: story "{title}"' if isinstance(title, str) else f"{self.file}: story {number}"
        if not isinstance(title, str) or not title.strip():
            self.say("title", "is missing")
        self.keys(table, STORY, "story")
        seed = self.shape(table, "seed", list, "")
        if not seed:
            self.say("seed", 'names no idea of the seed, such as ["S6"]')
        for one in seed:
            self.word(one, SEED, "seed")
        objection = self.shape(table, "objection", str, "")
        if objection:
            self.word(objection, labels(Objection), "objection")
        if "lifted" in table and not objection:
            self.say("lifted", "says what lifts an objection, and the story names none")
        plain, again = self.told(table, ""), [self.again(table, which) for which in AGAIN]
        return Story(self.file, str(title), tuple(seed), objection, plain, *again)

    def again(self, table: Mapping[str, Any], which: str) -> tuple[tuple[str, Told], ...]:
        """The story again, by what or when."""
        found, (name, what) = [], AGAIN[which]
        for number, one in enumerate(self.tables(table, which, ""), 1):
            self.keys(one, (name, *SCENE, *PLOT), f"{which} {number}")
            if not isinstance(one.get(name), str):
                self.say(f"{which} {number}", f'has no "{name}", which says {what}')
            elif which == "lifted":
                self.word(one[name], REMEDIES.get(table.get("objection", ""), ()), f"{which} {number}: {name}")
            found.append((str(one.get(name)), self.told(one, f"{which} {number}: ")))
        return tuple(found)

    def told(self, table: Mapping[str, Any], at: str) -> Told:
        """Scene and plot of a story, or of its lifting."""
        weeks = table.get("weeks")
        if weeks is not None and (isinstance(weeks, bool) or not isinstance(weeks, int) or weeks < 1):
            self.say(f"{at}weeks", f"found {weeks!r}, which is no whole number from 1")
            weeks = None
        told = Told(
            weeks,
            self.shape(table, "so", dict, at),
            self.shape(table, "people", dict, at),
            tuple(self.shape(table, "hears", list, at)),
            self.shape(table, "asks", dict, at),
            self.shape(table, "luck", dict, at),
            tuple(self.tables(table, "then", at)),
            tuple(self.tables(table, "never", at)),
            self.shape(table, "ends", dict, at),
            tuple(self.tables(table, "measured", at)),
            tuple(self.shape(table, "told", list, at)),
        )
        if not (told.then or told.never or told.ends or told.measured or told.told):
            self.say(f"{at}then", "nothing is said of what happens")
        for name, person in told.people.items():
            self.person(name, person, f"{at}people.{name}")
        for tie in told.hears:
            self.tie(tie, f"{at}hears")
        self.keys(told.asks, ABOUT_A_REQUEST, f"{at}asks")
        if "kind" in told.asks:
            self.word(told.asks["kind"], labels(Kind), f"{at}asks.kind")
        for gate in self.shape(told.asks, "of", list, f"{at}asks."):
            self.word(gate, [label(gate) for gate in GATES], f"{at}asks.of")
        self.luck(told.luck, f"{at}luck")
        for name in ("then", "never"):
            for number, event in enumerate(getattr(told, name), 1):
                self.event(event, f"{at}{name} {number}")
        for name, stage in told.ends.items():
            self.word(name, self.cast, f"{at}ends")
            self.word(stage, labels(Stage), f"{at}ends.{name}")
        for number, measure in enumerate(told.measured, 1):
            self.measure(measure, f"{at}measured {number}")
        return told

    def person(self, name: str, person: Any, at: str) -> None:
        """What a story says of somebody."""
        self.word(name, self.cast, at)
        if not isinstance(person, dict):
            self.say(at, 'is no table, such as { stage = "wanting" }')
            return
        self.keys(person, ABOUT_PEOPLE, at)
        if "stage" in person:
            self.word(person["stage"], [stage for stage in labels(Stage) if stage != "asking"], f"{at}.stage")
        self.luck(self.shape(person, "luck", dict, f"{at}."), f"{at}.luck")

    def tie(self, tie: Any, at: str) -> None:
        """Who hears whom."""
        words = tie.split(" hears ") if isinstance(tie, str) else []
        if len(words) != 2:
            self.say(at, f'found {tie!r}, which does not read like "Rose hears Sam"')
        for name in words:
            self.word(name, self.cast, at)

    def luck(self, luck: Mapping[str, Any], at: str) -> None:
        """How chance falls."""
        self.keys(luck, LUCK, at)
        for word, said in luck.items():
            if word in LUCK and (wrong := wrong_with(word, said)):
                self.say(f"{at}.{word}", wrong)

    def event(self, event: Mapping[str, Any], at: str) -> None:
        """Something that happens, or never does."""
        name = event.get("happens")
        if name not in labels(Event):
            self.word(name, labels(Event), f"{at}: happens")
            return
        fields = FIELDS[Event[str(name).upper()]]
        self.keys(event, ("week", "happens", "who", "department", *fields), f"{at}: {name}")
        if "who" in event:
            self.word(event["who"], self.cast, f"{at}: who")
        for key in event:
            if key in NAMED and key in fields:
                self.word(event[key], labels(NAMED[key]), f"{at}: {key}")
            elif key in fields or key == "week":
                self.amount(key, event[key], f"{at}: {key}")

    def amount(self, key: str, given: Any, at: str) -> None:
        """A yes or no, a number, or a whole number, as the field wants it."""
        is_switch = isinstance(given, bool)
        if key in YES_OR_NO and not is_switch:
            self.say(at, f"found {given!r}, which is neither true nor false")
        elif key not in YES_OR_NO and (is_switch or not isinstance(given, (int, float) if key in THOUSANDTHS else int)):
            self.say(at, f"found {given!r}, which is no {'' if key in THOUSANDTHS else 'whole '}number")

    def measure(self, measure: Mapping[str, Any], at: str) -> None:
        """A number that the run shows."""
        self.keys(measure, ABOUT_A_MEASURE, at)
        if not any(name in measure for name in COMPARISONS):
            self.say(at, "says neither is, above nor below")
        for name in (*COMPARISONS, "week"):
            if name in measure and (isinstance(measure[name], bool) or not isinstance(measure[name], (int, float))):
                self.say(f"{at}: {name}", f"found {measure[name]!r}, which is no number")
        self.word(measure.get("what"), numbers(), f"{at}: what")


@cache
def numbers() -> tuple[str, ...]:
    """What may be measured: columns of the weekly table, and outcomes of the whole run."""
    small = Scenario.default().changed({"organisation.staff": 8, "organisation.departments": 2}, weeks=1)
    return tuple(dict.fromkeys([*Council(small).measures.weekly[0], *(outcome.name for outcome in OUTCOMES)]))
