"""A team's decisions as a small JSON file: written by the desk, checked before it is run again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.desk.desks import NAMES, Desk, desk_of
from experiments.desk.sheet import name_of
from experiments.simulate import LARGEST_SEED
from simulation.decisions import Asked
from simulation.population import Population
from simulation.scenario_files.parts import LONGEST_RUN
from simulation.scenario_files.problems import Origin, Problem, nearest, shown
from simulation.state import GATES, Gate, label

FORMAT = "blockers desk 1"
ANSWERS = {"yes": True, "no": False}
DIGITS = len(str(LARGEST_SEED))
OF_A_DECISION = ("who", "occupant", "request", "attempt", "answer")
OF_AN_APPEAL = (*OF_A_DECISION[:-1], "against", "answer")
OF_A_FILE = ("format", "team", "scenario", "fingerprint", "weeks", "seed", "gate", "played", "decisions")
PLAYED = ("simulated", "recorded")
"""Whether the rest of the council reacted while the team decided, or a recorded run's requests were presented."""


class DecisionsError(ValueError):
    """Files of decisions that cannot be used. ``problems`` holds everything that was found wrong; one a line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Decision:
    """One answer: whose request (seat, occupant from 0, which of theirs from 0), at which attempt, and yes or no.

    ``gate`` decides, or has refused what the chief executive decides on appeal.
    """

    who: str
    occupant: int
    request: int
    gate: Gate
    attempt: int
    yes: bool


@dataclass(frozen=True)
class Decided:
    """What a team decided: at which desk, of which council and luck. ``file`` is where it stands."""

    file: str
    team: str
    scenario: str
    fingerprint: str
    weeks: int
    seed: int
    desk: Desk
    played: str
    decisions: tuple[Decision, ...]

    def table(self, people: Population) -> dict[Asked, bool]:
        """The decisions as a run takes them. Raises :class:`DecisionsError` where somebody does not work here."""
        seats = {people.label(i): int(people.seat_key[i]) for i in range(len(people))}
        found, problems = {}, []
        for k, one in enumerate(self.decisions):
            if one.who not in seats:
                said = f"nobody here is called {shown(one.who)}"
                problems.append(Problem(Origin(self.file), _key(k, "who"), said, "", nearest(one.who, seats)))
                continue
            on_appeal = not self.desk.is_gate
            asked = Asked(seats[one.who], one.occupant, one.request, one.gate, one.attempt, on_appeal)
            found[asked] = one.yes
        if problems:
            raise DecisionsError(problems)
        return found


def as_data(
    team: str, scenario: str, fingerprint: str, weeks: int, seed: int, desk: Desk, played: str
) -> dict[str, Any]:
    """What stands in a file of decisions before the decisions themselves."""
    return {
        "format": FORMAT, "team": team, "scenario": scenario, "fingerprint": fingerprint, "weeks": weeks,
        "seed": str(seed), "gate": label(desk), "played": played,
    }  # fmt: skip


def as_decision(who: str, asked: Asked, yes: bool) -> dict[str, Any]:
    """A decision as it stands in a file."""
    return {**name_of(who, asked), "answer": "yes" if yes else "no"}


def read(file: Path) -> Decided:
    """A file of decisions. Raises :class:`DecisionsError` with all that is wrong with it."""
    name = str(file)
    try:
        data = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_each_once)
    except OSError as error:
        raise DecisionsError([Problem(Origin(name), "", f"cannot be read: {error.strerror or error}")]) from None
    except json.JSONDecodeError as error:
        found = f"is no JSON: {error.msg}, column {error.colno}"
        raise DecisionsError([Problem(Origin(name, error.lineno), "", found)]) from None
    except _Twice as error:
        raise DecisionsError([Problem(Origin(name), error.key, "stands twice in one table", "each key once")]) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise DecisionsError([Problem(Origin(name), "", "is no JSON in UTF-8")]) from None
    checks = _Checks(name)
    decided = checks.file(data)
    if checks.problems or decided is None:
        raise DecisionsError(checks.problems)
    return decided


class _Twice(ValueError):
    """A key that stands twice in one table: JSON leaves open which is meant."""

    def __init__(self, key: str) -> None:
        self.key = key


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _key(k: int, name: str) -> str:
    return f"decisions {k + 1}: {name}"


class _Checks:
    """Everything that is wrong with one file."""

    def __init__(self, file: str) -> None:
        self.name = file
        self.problems: list[Problem] = []

    def file(self, data: Any) -> Decided | None:
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            allowed = f'a file that the desk has saved, with "format": "{FORMAT}"'
            self._wrong("", "holds no decisions of a desk", allowed)
            return None
        self._keys(data, OF_A_FILE, "")
        text = {key: self._text(data, key) for key in ("team", "scenario", "fingerprint")}
        desk = desk_of(self._one_of(data, "gate", NAMES))
        played = self._one_of(data, "played", PLAYED)
        weeks = self._whole(data, "weeks", 1, LONGEST_RUN)
        seed = self._seed(data)
        decisions = self._decisions(data.get("decisions"), desk)
        if self.problems:
            return None
        return Decided(
            self.name, **text, weeks=weeks, seed=seed, desk=desk, played=played, decisions=decisions,
        )  # fmt: skip

    def _decisions(self, given: Any, desk: Desk) -> tuple[Decision, ...]:
        if not isinstance(given, list):
            self._wrong("decisions", f"found {shown(given)}", "a list")
            return ()
        found: dict[tuple[Any, ...], int] = {}
        decisions = []
        for k, one in enumerate(given):
            if not isinstance(one, Mapping):
                self._wrong(f"decisions {k + 1}", f"found {shown(one)}", "a table")
                continue
            before = len(self.problems)
            self._keys(one, OF_A_DECISION if desk.is_gate else OF_AN_APPEAL, f"decisions {k + 1}: ")
            who = self._text(one, "who", k)
            numbers = [self._whole(one, name, least, 2**31, k) for name, least in
                       (("occupant", 0), ("request", 0), ("attempt", 1))]  # fmt: skip
            gate = label(desk) if desk.is_gate else self._one_of(one, "against", [label(gate) for gate in GATES], k)
            answer = self._one_of(one, "answer", list(ANSWERS), k)
            if len(self.problems) > before:
                continue
            first = found.setdefault((who, *numbers, gate), k)
            if first != k:
                self._wrong(f"decisions {k + 1}", f"is decided already, as decision {first + 1}", "each once")
                continue
            occupant, request, attempt = numbers
            decisions.append(Decision(who, occupant, request, Gate[gate.upper()], attempt, ANSWERS[answer]))
        return tuple(decisions)

    def _keys(self, data: Mapping[str, Any], known: Sequence[str], place: str) -> None:
        for key in data:
            if key not in known:
                self._wrong(f"{place}{key}", "unknown key", ", ".join(known), nearest(str(key), known))

    def _text(self, data: Mapping[str, Any], key: str, k: int | None = None) -> str:
        value = data.get(key)
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            self._wrong(key if k is None else _key(k, key), f"found {shown(value)}", "words that can be printed")
            return ""
        return value

    def _one_of(self, data: Mapping[str, Any], key: str, known: Sequence[str], k: int | None = None) -> str:
        value = data.get(key)
        if value not in known:
            near = nearest(value, known) if isinstance(value, str) else ""
            self._wrong(key if k is None else _key(k, key), f"found {shown(value)}", ", ".join(known), near)
            return known[0]
        return str(value)

    def _whole(self, data: Mapping[str, Any], key: str, least: int, most: int, k: int | None = None) -> int:
        value = data.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            allowed = f"a whole number from {least} to {most:,}"
            self._wrong(key if k is None else _key(k, key), f"found {shown(value)}", allowed)
            return least
        return value

    def _seed(self, data: Mapping[str, Any]) -> int:
        """Seeds are written as text: a browser would round the largest of them."""
        value = data.get("seed")
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= DIGITS:
            seed = int(value)
            if seed <= LARGEST_SEED:
                return seed
        self._wrong("seed", f"found {shown(value)}", f'a whole number from 0 to {LARGEST_SEED}, as text: "1"')
        return 0

    def _wrong(self, key: str, found: str, allowed: str, near: str = "") -> None:
        self.problems.append(Problem(Origin(self.name), key, found, allowed, near))
