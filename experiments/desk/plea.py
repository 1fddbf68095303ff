"""An appeal as it lies on the chief executive's desk: who refused what and why, nothing that only the model knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.desk.appeals import Appeal
from experiments.desk.sheet import GRADES, MOODS, RISKS, name_of, said_before, what_is_asked, word_of
from simulation.decisions import Asked
from simulation.record import Event, fields_of
from simulation.run import Run
from simulation.state import Gate, Grade, Kind, Objection
from simulation.wording import counted
from simulation.words import KINDS_IN_WORDS, OBJECTIONS_IN_WORDS, WRITTEN


@dataclass(frozen=True)
class Plea:
    """One appeal to be answered. ``asked`` names it for a table of decisions, ``who`` is the seat, such as "Parks 17".

    ``value`` and ``hours`` are hours a week as the asker puts them. ``why`` are the reasons given, ``said`` sentences
    on what else happened to the request. ``refused`` and ``decided`` count this gate's answers until the week before,
    ``before`` and ``lifted`` the appeals against it until then. ``mood`` is councillors' mean anxiety at the end of the
    week before, in [0, 1]. ``simulated`` is what there would have been without anybody at the desk, which is never
    shown.
    """

    asked: Asked
    week: int
    who: str
    grade: str
    kind: str
    value: float
    hours: float
    risk: str
    sponsored: bool
    why: tuple[str, ...]
    said: tuple[str, ...]
    refused: int
    decided: int
    before: int
    lifted: int
    mood: float
    crisis: bool
    simulated: bool

    def facts(self) -> list[tuple[str, str]]:
        """What stands on the sheet, line by line, in words."""
        gate = WRITTEN[self.asked.gate]
        before = f"{self.before or 'none'} against {gate} before this one"
        crisis = "; the council is in a crisis" if self.crisis else ""
        return [
            *what_is_asked(self.who, self.grade, self.kind, self.value, self.hours),
            ("Looks", f"{self.risk} in risk; {'a sponsor backs it' if self.sponsored else 'no sponsor'}"),
            ("Refused", " ".join(self.why)),
            ("Before", " ".join(self.said) or "Nobody else has said anything."),
            (f"{gate} so far", f"refused {self.refused:,} of {counted(self.decided, 'decision', 'decisions')}"),
            ("Appeals so far", before + (f"; {self.lifted} lifted" if self.before else "")),
            ("Councillors", f"{word_of(self.mood, MOODS)} ({self.mood:.2f} on a scale from 0 to 1){crisis}"),
        ]

    def as_data(self) -> dict[str, Any]:
        """For the browser: the facts, and what the decision is called in a file of decisions."""
        return {"week": self.week, "facts": self.facts(), **name_of(self.who, self.asked)}


def plea_of(run: Run, appeal: Appeal, earlier: Iterable[Appeal]) -> Plea:
    """The sheet of an appeal. ``earlier`` are those of the same run in weeks before."""
    rows = [row for row in run.log_rows if row[4] == appeal.request and row[0] <= appeal.week]
    rows = rows[: _refused_at(rows, appeal)]
    filed = fields_of(next(row for row in rows if row[1] == Event.FILED))
    last = max(row[0] for row in rows if row[1] == Event.OBJECTED)
    why = [row for row in rows if row[0] == last and row[1] == Event.OBJECTED]
    against = [one for one in earlier if one.asked.gate == appeal.asked.gate]
    answers = [
        fields_of(row)["let_through"]
        for row in run.log_rows
        if row[0] < appeal.week and row[1] == Event.DECIDED and fields_of(row)["gate"] == appeal.asked.gate
    ]
    weekly = run.weekly.iloc[appeal.week - 1]
    return Plea(
        asked=appeal.asked,
        week=appeal.week,
        who=run.people.label(appeal.person),
        grade=GRADES[Grade(int(run.people.grade[appeal.person]))],
        kind=KINDS_IN_WORDS[Kind(filed["kind"])],
        value=filed["value"] / 1000.0,
        hours=filed["hours"] / 1000.0,
        risk=word_of(filed["risk"] / 1000.0, RISKS),
        sponsored=bool(filed["sponsored"]),
        why=tuple(_why(row) for row in why),
        said=tuple(said_before([row for row in rows if row not in why])),
        refused=len(answers) - sum(answers),
        decided=len(answers),
        before=len(against),
        lifted=sum(one.lifted for one in against),
        mood=float(weekly["anxiety"]),
        crisis=bool(weekly["crisis"] > 0.0),
        simulated=appeal.lifted,
    )


def _refused_at(rows: Sequence[Sequence[int]], appeal: Appeal) -> int:
    """The place among a request's rows at which its asker took this refusal."""
    attempt = 0
    for k, row in enumerate(rows):
        fields = fields_of(row)
        if row[1] == Event.OBJECTED and fields["gate"] == appeal.asked.gate:
            attempt = fields["attempt"]
        elif row[1] == Event.BLAMED and attempt == appeal.asked.attempt and fields["true_gate"] == appeal.asked.gate:
            return k
    raise KeyError(appeal.asked)


def _why(row: Sequence[int]) -> str:
    fields = fields_of(row)
    why = OBJECTIONS_IN_WORDS[Objection(fields["objection"])]
    again = f" at attempt {fields['attempt']}" if fields["attempt"] > 1 else ""
    return f"By {WRITTEN[Gate(fields['gate'])]} in week {row[0]}{again}, saying that {why}."
