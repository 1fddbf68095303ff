"""The words in which a story says how chance falls, and the draws that they script.

A draw is a number in [0, 1), and something happens where it lies below its chance. ``yes`` is the least number there
is above nothing, so it happens wherever there is any chance; ``no`` is the greatest, so it does not, unless it is
certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from simulation.draws import Address, Purpose, child, key_of
from simulation.state import GATES

YES, NO, MIDDLING = 2.0**-53, 1.0 - 2.0**-53, 0.5
REQUESTS, ATTEMPTS = 6, 6  # of one person, and at one gate, that a word about this person reaches
IN_WEEKS = re.compile(r"in weeks? (\d+(?:, \d+)*)")


class Drawn(Enum):
    """How often chance is asked: once and for all, in every week, or after each answer of a gate."""

    ONCE = "once and for all"
    WEEKLY = "every week"
    ANSWERS = "after each answer"


@dataclass(frozen=True)
class Luck:
    """One word: which draw it scripts, and what happens where it says yes."""

    purpose: Purpose
    says: str
    drawn: Drawn = Drawn.ONCE


LUCK: dict[str, Luck] = {
    "wants": Luck(Purpose.RESISTANCE, "wants it at the first pressure to want it"),
    "knows_how": Luck(Purpose.KNOWS_HOW, "knows how to ask"),
    "speaks_up": Luck(Purpose.ASK, "asks, having come to want it", Drawn.WEEKLY),
    "goes_ahead": Luck(Purpose.SHADOW, "goes ahead without asking", Drawn.WEEKLY),
    "sponsored": Luck(Purpose.SPONSOR, "finds a senior manager who backs the request"),
    "slips_past": Luck(Purpose.SLIP, "slips past comms while nobody is responsible"),
    "devolved": Luck(Purpose.DEVOLVE, "needs no manager"),
    "objects": Luck(Purpose.OBJECT, "the gate objects; a number means: where it is concerned by more than that"),
    "told_why": Luck(Purpose.REASON, "learns who truly objected", Drawn.ANSWERS),
    "appeals": Luck(Purpose.APPEAL, "appeals against a refusal", Drawn.ANSWERS),
    "wins_appeal": Luck(Purpose.APPEAL_HEARD, "the digital lead overrules the gate", Drawn.ANSWERS),
    "mends": Luck(Purpose.IMPROVE, "mends the request and asks again", Drawn.ANSWERS),
    "goes_round": Luck(Purpose.GO_ROUND, "goes ahead after a refusal, rather than giving up", Drawn.ANSWERS),
    "goes_wrong": Luck(Purpose.INCIDENT, "a post goes wrong", Drawn.WEEKLY),
    "succeeds": Luck(Purpose.SUCCESS, "has a success to tell of", Drawn.WEEKLY),
    "writes_up": Luck(Purpose.DOCUMENTED, "writes the success up", Drawn.WEEKLY),
    "climbs": Luck(Purpose.MODE, "goes from telling to engaging, or on to making things together", Drawn.WEEKLY),
    "lapses": Luck(Purpose.LAPSE, "abandons an account that lacks support or time", Drawn.WEEKLY),
    "found_out": Luck(Purpose.DISCOVERED, "is found using it without permission", Drawn.WEEKLY),
    "leaves": Luck(Purpose.TENURE, "leaves as soon as anybody does"),
    "crisis": Luck(Purpose.CRISIS, "a crisis strikes", Drawn.WEEKLY),
    "crisis_handled": Luck(Purpose.CRISIS_HANDLED, "a crisis that ends was handled well", Drawn.WEEKLY),
    "moratorium": Luck(Purpose.MORATORIUM, "councillors stop everything after an incident", Drawn.WEEKLY),
    "asks_for_publicity": Luck(Purpose.VANITY, "a councillor asks comms for publicity", Drawn.WEEKLY),
    "publicity_refused": Luck(Purpose.VANITY_GRANTED, "comms turns a councillor's publicity down", Drawn.WEEKLY),
    "at_ease": Luck(Purpose.NETWORKED, "a councillor is among those at ease in networks"),
}

# What a story says outright, or what cannot matter because everybody is alike: always the middle.
SETTLED = (
    Purpose.CHAMPION, Purpose.THRESHOLD, Purpose.CONVICTION, Purpose.SKILL, Purpose.NERVE, Purpose.KIND,
    Purpose.VALUE, Purpose.RISK, Purpose.HOURS, Purpose.NOVELTY, Purpose.PRIORITY, Purpose.SUSPECT, Purpose.COUNCILLOR,
    Purpose.STANCE, Purpose.DEPARTMENT, Purpose.HEAD, Purpose.PIONEER, Purpose.TIE, Purpose.TIE_SHUFFLE,
    Purpose.CHAMPION_TIE, Purpose.CHAMPION_PLACE,
)  # fmt: skip

Script = dict[Address, float]


def wrong_with(word: str, said: Any) -> str:
    """What is wrong with what a story says of one word; empty where nothing is."""
    if isinstance(said, bool) or not isinstance(said, (str, int, float)):
        return "is neither yes nor no nor a number from 0 to 1"
    if isinstance(said, str):
        if said in ("yes", "no"):
            return ""
        if said == "once":
            return "" if LUCK[word].drawn is Drawn.ANSWERS else f"comes up {LUCK[word].drawn.value}, so never just once"
        if IN_WEEKS.fullmatch(said):
            return "" if LUCK[word].drawn is Drawn.WEEKLY else f"comes up {LUCK[word].drawn.value}, in no given week"
        return f'"{said}" is neither yes, no, once, "in week 3", "in weeks 3, 5" nor a number from 0 to 1'
    return "" if 0 <= said < 1 else f"{said} lies outside 0 to 1"


def script_of(everybody: Mapping[str, Any], of_people: Mapping[int, Mapping[str, Any]]) -> Script:
    """A script that leaves nothing to the seed: luck for all by word, and each one's own by the key of their seat.

    ``everybody`` gives every word. What is said of one person, or of some weeks, reaches whoever sits there at first.
    """
    script: Script = {purpose: MIDDLING for purpose in SETTLED}
    council = [key_of("council"), *(key_of("councillor", number) for number in range(50))]
    for word, said in everybody.items():
        script[LUCK[word].purpose] = _always(said)
    for word, said in everybody.items():
        _at_times(script, word, said, council)
    timed = {word for word, said in everybody.items() if said not in ("yes", "no") and isinstance(said, str)}
    for seat, luck in of_people.items():
        if not luck and not timed:
            continue
        keys = _keys_of(seat)
        for word in {*luck, *timed}:
            said = luck.get(word, everybody[word])
            if word in luck:
                script |= {(LUCK[word].purpose, key): _always(said) for key in keys}
            _at_times(script, word, said, keys)
    return script


def _always(said: Any) -> float:
    """The number for all times that are not singled out."""
    if isinstance(said, str):
        return YES if said == "yes" else NO
    return float(said)


def _at_times(script: Script, word: str, said: Any, keys: Iterable[int]) -> None:
    """Where a word says yes at some times only, add these."""
    purpose, occurrences = LUCK[word].purpose, []
    if said == "once":
        occurrences = [8 + int(gate) for gate in GATES]  # as a request numbers its first turn at each gate
    elif isinstance(said, str) and (found := IN_WEEKS.fullmatch(said)):
        occurrences = [int(week) for week in found[1].split(", ")]
    for occurrence in occurrences:
        script |= {(purpose, key, occurrence): YES for key in keys}


@cache
def _keys_of(seat: int) -> list[int]:
    """The keys under which the first occupant of a seat draws: their own, their requests', and gates' decisions'."""
    person = child(seat, 0)
    requests = [child(person, number) for number in range(REQUESTS)]
    decisions = [
        child(child(request, int(gate)), attempt)
        for request in requests
        for gate in GATES
        for attempt in range(1, ATTEMPTS + 1)
    ]
    return [person, *requests, *decisions]
