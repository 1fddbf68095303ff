"""A request as it lies on the desk: what whoever sits there would know of it, and nothing that only the model knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from simulation.decisions import Asked
from simulation.record import Event, fields_of
from simulation.run import Run
from simulation.state import Gate, Grade, Kind, Objection, label
from simulation.wording import counted
from simulation.words import KINDS_IN_WORDS, OBJECTIONS_IN_WORDS, WRITTEN

RISKS = ((0.25, "low"), (0.5, "middling"), (1.1, "high"))
"""How risky a request looks: below so much, in [0, 1]. High is what the model calls high (its genuine level)."""
GRADES = {Grade.FRONTLINE: "frontline", Grade.MANAGER: "a manager", Grade.HEAD: "the head of department"}
CASES = ((0.25, "weak"), (0.5, "thin"), (0.75, "fair"), (1.1, "strong"))
"""How good the case looks to a gate: below so much, in [0, 1]."""
MOODS = ((0.25, "calm"), (0.5, "uneasy"), (0.75, "worried"), (1.1, "alarmed"))
"""How councillors feel: below so much mean anxiety, in [0, 1]. The council view says it in these words too."""


@dataclass(frozen=True)
class Sheet:
    """One decision to be made. ``asked`` names it for a table of decisions, ``who`` is the seat, such as "Parks 17".

    ``value`` and ``hours`` are hours a week as the asker puts them; ``case`` in [0, 1] is how good it looks to a gate
    (not how good it is). ``said`` are sentences on what other gates, and this one, have said of it before. ``queue``
    counts requests that still stand at this gate when the week is over. ``simulated`` is the gate's own answer, which
    is never shown.
    """

    asked: Asked
    week: int
    who: str
    grade: str
    kind: str
    value: float
    hours: float
    risk: str
    case: float
    sponsored: bool
    waited: int
    said: tuple[str, ...]
    queue: int
    simulated: bool

    def facts(self) -> list[tuple[str, str]]:
        """What stands on the sheet, line by line, in words."""
        backed = "a sponsor backs it" if self.sponsored else "no sponsor"
        return [
            *what_is_asked(self.who, self.grade, self.kind, self.value, self.hours),
            ("Looks", f"{self.risk} in risk; as a case {word_of(self.case, CASES)} ({self.case:.2f}); {backed}"),
            ("Has waited", f"{counted(self.waited, 'week', 'weeks')} here; attempt {self.asked.attempt}"),
            ("So far", " ".join(self.said) or "Nobody else has said anything."),
            ("Still queueing here", counted(self.queue, "request", "requests")),
        ]

    def as_data(self) -> dict[str, Any]:
        """For the browser: the facts, and what the decision is called in a file of decisions."""
        return {"week": self.week, "facts": self.facts(), **name_of(self.who, self.asked)}


def what_is_asked(who: str, grade: str, kind: str, value: float, hours: float) -> list[tuple[str, str]]:
    """Who asks for what: the lines with which every sheet begins. ``value`` and ``hours`` are hours a week."""
    return [
        ("From", f"{who}, {grade}"),
        ("Wants", kind),
        ("Promises", f"about {counted(round(value), 'hour', 'hours')} of value a week"),
        ("Will take", f"about {hours:.1f} hours of work a week, by the asker's own count"),
    ]


def name_of(who: str, asked: Asked) -> dict[str, Any]:
    """What a decision is called in a file: readable, and the same under equal luck."""
    named = {"who": who, "occupant": asked.generation, "request": asked.request, "attempt": asked.attempt}
    return {**named, "against": label(asked.gate)} if asked.on_appeal else named


def word_of(value: float, bands: Iterable[tuple[float, str]]) -> str:
    """The word for a number: that of the first band whose end lies above it.

    >>> word_of(0.3, RISKS), word_of(0.5, RISKS), word_of(0.1, CASES)
    ('middling', 'high', 'weak')
    """
    return next(word for end, word in bands if value < end)


def sheet_of(
    run: Run, row: Sequence[int], asked: Asked, case: float, grade: Grade, before: Sequence[Sequence[int]], queue: int
) -> Sheet:
    """The sheet of a decision, from its row of the log; ``before`` are the rows of the same request until then."""
    decision, filed = fields_of(row), fields_of(next(one for one in before if one[1] == Event.FILED))
    return Sheet(
        asked=asked,
        week=row[0],
        who=run.people.label(row[2]),
        grade=GRADES[grade],
        kind=KINDS_IN_WORDS[Kind(filed["kind"])],
        value=filed["value"] / 1000.0,
        hours=filed["hours"] / 1000.0,
        risk=word_of(filed["risk"] / 1000.0, RISKS),
        case=case,
        sponsored=bool(filed["sponsored"]),
        waited=decision["waited"],
        said=tuple(said_before(before)),
        queue=queue,
        simulated=bool(decision["let_through"]),
    )


def said_before(before: Iterable[Sequence[int]]) -> Iterable[str]:
    """What gates and others have said of a request, in sentences, from its rows of the log."""
    for row in before:
        week, event = row[0], row[1]
        if event == Event.DECIDED and fields_of(row)["let_through"]:
            yield f"{WRITTEN[Gate(fields_of(row)['gate'])]} let it through in week {week}."
        elif event == Event.OBJECTED:
            fields = fields_of(row)
            why = OBJECTIONS_IN_WORDS[Objection(fields["objection"])]
            yield f"{WRITTEN[Gate(fields['gate'])]} refused it in week {week}, saying that {why}."
        elif event == Event.IMPROVED:
            yield f"It was mended in week {week}."
        elif event == Event.APPEAL_HEARD:
            upheld = "upheld the refusal" if fields_of(row)["upheld"] else "overruled the refusal"
            who = "digital lead" if fields_of(row)["rework"] else "chief executive"
            yield f"On appeal the {who} {upheld} in week {week}."
