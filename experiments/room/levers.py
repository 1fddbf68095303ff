"""The levers that a room pulls, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from experiments.room.strategies import Strategy
from simulation.scenario import Scenario


@dataclass(frozen=True)
class Lever:
    """One slider: a parameter by its path, what it means to somebody who has never seen the model, and its range.

    ``least`` to ``most`` in steps of ``step``, in ``unit``; ``is_share`` where it is written in per cent. ``marks`` are
    the values of a precomputed grid; without any the lever has no part in it.
    """

    path: str
    label: str
    meaning: str
    unit: str
    least: float
    most: float
    step: float
    is_share: bool = False
    marks: tuple[float, ...] = ()


LEVERS: tuple[Lever, ...] = (
    Lever("hoops.number", "Hoops before anybody may ask",
          "Steps such as forms and sign-offs. None, one or two light ones, or half a dozen.", "steps",
          0, 6, 1, marks=(0, 2, 6)),
    Lever("digital_lead.hours", "A named person for social media",
          "One person who answers, trains, supports and looks ahead. 37 is a full working week.", "hours a week",
          0, 74, 1, marks=(0, 18, 37)),
    Lever("champions.share", "Champions across departments",
          "Colleagues in an informal network, whom anybody can ask.", "of staff", 0, 0.2, 0.01, True,
          marks=(0, 0.05, 0.1)),
    Lever("leadership.strength", "Leaders who want it",
          "How strongly the top wants it, and says so.", "of full strength", 0, 1, 0.05, True, marks=(0.2, 0.5, 0.8)),
    Lever("leadership.co_design", "Services redesigned together",
          "How far services are redesigned with those who use and run them.", "of the way", 0, 1, 0.05, True),
    Lever("policy.openness", "How open the council wants to be",
          "At 0 it only tells, half way it listens and works with the public, at 100 % it makes services with them.",
          "open", 0, 1, 0.05, True),
    Lever("route.transparency", "Reasons told openly",
          "How often whoever is refused hears the true reason, and from whom it came.", "of refusals",
          0, 1, 0.05, True),
    Lever("gates.comms.fte", "Size of the comms team",
          "Posts for every 1,000 staff; they support accounts and answer requests.", "posts per 1,000", 0, 10, 0.1),
    Lever("gates.ict.hours", "ICT's time for requests",
          "Hours a week for every 1,000 staff; spare ones buy safety.", "hours per 1,000", 0, 40, 1),
)  # fmt: skip
BY_PATH = {lever.path: lever for lever in LEVERS}


class NoSuchLever(ValueError):
    """A lever that there is not, or a value outside its range; the message says which there are."""


def lever_values(scenario: Scenario) -> dict[str, float]:
    """What a scenario has of each lever."""
    return {lever.path: float(scenario.values[lever.path]) for lever in LEVERS}


def pulled(scenario: Scenario, values: Mapping[str, float], most: Mapping[str, float] | None = None) -> Scenario:
    """A scenario with some levers at other values. ``most`` is where sliders end beyond their own end, by path.

    Raises :class:`NoSuchLever`.
    """
    settings: dict[str, Any] = {}
    for path, value in values.items():
        lever = BY_PATH.get(path)
        if lever is None:
            raise NoSuchLever(f"{path}: no such lever; there are {', '.join(BY_PATH)}")
        end = max(lever.most, float(scenario.values[path]), (most or {}).get(path, lever.most))
        if not lever.least <= value <= end:
            raise NoSuchLever(f"{path}: found {value}; allowed: {lever.least:g} to {end:g}")
        settings[path] = int(value) if isinstance(scenario.values[path], int) else float(value)
    return scenario.changed(settings) if settings else scenario


def described(scenario: Scenario, begin_from: Iterable[Strategy] = ()) -> list[dict[str, Any]]:
    """Every lever as the explorer shows it; where the council, or the council under a strategy, is beyond the end of a
    slider, the slider goes on to it.
    """
    own = lever_values(scenario)
    all_of = [own, *(lever_values(one.scenario) for one in begin_from)]
    return [
        {
            "path": lever.path, "label": lever.label, "meaning": lever.meaning, "unit": lever.unit,
            "least": lever.least, "most": max(lever.most, *(values[lever.path] for values in all_of)),
            "step": lever.step, "isShare": lever.is_share, "value": own[lever.path],
        }
        for lever in LEVERS
    ]  # fmt: skip


def presets(begin_from: Iterable[Strategy]) -> list[dict[str, Any]]:
    """What the explorer can begin from, the council as it stands among them, with their values of levers."""
    return [
        {"name": one.name, "called": one.called, "description": one.description, "values": lever_values(one.scenario)}
        for one in begin_from
    ]
