"""What a story is once it has been read, and the council in which all of them are set."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


class StoryError(ValueError):
    """A file of stories cannot be used; ``problems`` holds everything that is wrong with it, one a line."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, eq=False)
class Told:
    """A scene and what becomes of it: a story, or the same story with a remedy in place. Fields as in the file."""

    weeks: int | None = None
    so: Mapping[str, Any] = field(default_factory=dict)
    people: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    hears: tuple[str, ...] = ()
    asks: Mapping[str, Any] = field(default_factory=dict)
    luck: Mapping[str, Any] = field(default_factory=dict)
    then: tuple[Mapping[str, Any], ...] = ()
    never: tuple[Mapping[str, Any], ...] = ()
    ends: Mapping[str, str] = field(default_factory=dict)
    measured: tuple[Mapping[str, Any], ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Story:
    """One story: where it stands, what it is called, which ideas of the seed and which objection it shows, what is
    told; and what is told with each remedy in place (``lifted``) or with some other difference (``otherwise``).
    """

    file: str
    title: str
    seed: tuple[str, ...]
    objection: str
    plain: Told
    lifted: tuple[tuple[str, Told], ...] = ()
    otherwise: tuple[tuple[str, Told], ...] = ()

    @property
    def where(self) -> str:
        """File and title, as messages and tests call it."""
        return f'{self.file}: "{self.title}"'


@cache
def base() -> dict[str, Any]:
    """The council in which every story is set."""
    return tomllib.loads((FOLDER / "base.toml").read_text(encoding="utf-8"))
