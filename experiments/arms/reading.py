"""The folder of an experiment read back: what its manifest says, its scenario, its pictures with what they show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd

from experiments.folder import MANIFEST
from experiments.intervals import Interval
from simulation.scenario import Scenario, ScenarioError

TAGS = ("title", "description")
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


class NotReadable(Exception):
    """A folder cannot be read as a record; the message names it, says why and what to do."""


@dataclass(frozen=True)
class Drawn:
    """A picture of a record: its title, its alternative text, and its two files."""

    title: str
    said: str
    svg: Path
    png: Path


def manifest_of(place: Path) -> dict[str, Any]:
    """What the manifest of a results folder says. Raises :class:`NotReadable`."""
    try:
        found = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        why = f"has no {MANIFEST}, so it is no record of blockers" if place.is_dir() else "is no folder"
        raise NotReadable(f"{place}: {why}") from None
    except (OSError, ValueError) as error:
        raise NotReadable(f"{place / MANIFEST}: cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(found, dict) or not isinstance(found.get("study"), str):
        raise NotReadable(f"{place / MANIFEST}: does not say what was studied, so it is no record of blockers")
    return found


def again(said: Mapping[str, Any]) -> str:
    """What to do about a record that cannot be read, in words."""
    return f"make it again: {said.get('command')} --force"


def scenario_of(file: Path, fingerprint: str, said: Mapping[str, Any]) -> Scenario:
    """A scenario of the record. Raises :class:`NotReadable` where it cannot be read, or is not the one that was run."""
    try:
        scenario = Scenario.load(file)
    except ScenarioError as error:
        raise NotReadable(f"{error}\n{file}: cannot be read; {again(said)}") from error
    if scenario.fingerprint != fingerprint:
        raise NotReadable(f"{file}: is not what was run; {again(said)}")
    return scenario


def interval_in(row: Mapping[Any, Any], name: str, n: int) -> Interval:
    """A mean and the ends of its interval from a row of a table (``name``, ``name_low``, ``name_high``).

    What is missing there is none.
    """
    return _interval(row[name], row[f"{name}_low"], row[f"{name}_high"], n)


def interval_of(row: Mapping[Any, Any]) -> Interval:
    """The same from a row with ``mean``, ``low``, ``high`` and ``n``."""
    return _interval(row["mean"], row["low"], row["high"], int(row["n"]))


def _interval(mean: Any, low: Any, high: Any, n: int) -> Interval:
    found = [None if pd.isna(value) else float(value) for value in (mean, low, high)]
    return Interval(found[0], found[1], found[2], n)


def picture_of(place: Path, name: str) -> Drawn | None:
    """A picture of the record by its name; none where it was not drawn or is no picture any more."""
    svg, png = (place / "figures" / f"{name}.{ending}" for ending in ("svg", "png"))
    try:
        tree = ElementTree.parse(svg)
    except (OSError, ElementTree.ParseError):
        return None
    title, said = (next((found.text or "" for found in tree.iter(DUBLIN_CORE + tag)), "") for tag in TAGS)
    return Drawn(title, said, svg, png) if png.is_file() and title and said else None
