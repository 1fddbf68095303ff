"""A run as the council view shows it: who stood where when, what became of every request, and the sentences for both.

Everything is read from the run's records; the sentences are those of :mod:`simulation.biography`. What the browser gets
is JSON in gzip, for a county of three years about a tenth of a megabyte.
"""

from __future__ import annotations

import gzip
import json
from itertools import accumulate
from typing import Any

from experiments.desk.sheet import MOODS
from experiments.room.stories import Stories, stories
from simulation.display import COLOUR_OF
from simulation.record import OWNER_OF, Event, Owner, fields_of
from simulation.run import Run
from simulation.state import GATES, Gate, Kind, Objection, Removal, Stage, label
from simulation.words import (
    KINDS_IN_WORDS,
    OBJECTIONS_IN_WORDS,
    REMOVALS_IN_WORDS,
    STAGES_IN_SHORT,
    WRITTEN,
)

MOST_PEOPLE = 20_000  # beyond this nobody is more than a pixel
OF_A_REQUEST = (
    Event.FILED, Event.QUEUED, Event.DECIDED, Event.OBJECTED, Event.IMPROVED, Event.APPEALED, Event.APPEAL_HEARD,
    Event.GAVE_UP, Event.WENT_SHADOW, Event.WITHDRAWN, Event.APPROVED, Event.LEFT_QUEUE,
)  # fmt: skip
OFTEN = (Event.VANITY, Event.INVESTED)  # of the council's events, those that are no turning points
IN_STEPS = ("gate", "let_through", "objection", "genuine", "worthwhile", "by_lead", "upheld")
SERIES = ("uptake", "shadow_share", "anxiety", "crisis", "moratorium", "in_flight", "evidence")
KEPT_DIGITS = 5  # of weekly shares: finer than any pixel


class NotRecorded(ValueError):
    """A run that the council view cannot show."""


def recording(run: Run, called: str | None = None) -> dict[str, Any]:
    """A run as plain lists and numbers, for JSON.

    ``called`` stands in the place of the scenario's title. Raises :class:`NotRecorded` where the run kept no event log
    or has more than 20,000 people.
    """
    if not run.log_rows and run.weeks:
        raise NotRecorded(f"the run of {run.scenario.called} kept no event log: run it again with its rows kept")
    if run.staff > MOST_PEOPLE:
        raise NotRecorded(f"the council view holds up to {MOST_PEOPLE:,} people, and here are {run.staff:,}")
    told = stories(run)
    return {
        "called": called or run.scenario.called,
        "seed": run.seed,
        "weeks": run.weeks,
        "staff": run.staff,
        "words": words(),
        "departments": _departments(run),
        "numbers": _numbers(run),
        "grades": "".join(map(str, run.people.grade.tolist())),
        "stages": _columns([(row[0], row[2], row[5], row[6]) for row in run.log_rows if row[1] == Event.STAGE], 4),
        "requests": _requests(run),
        "councillors": int(run.scenario.values["councillors.count"]),
        "vanity": [[row[0], row[5], row[6]] for row in run.log_rows if row[1] == Event.VANITY],
        "gates": _gates(run),
        "weekly": {name: [round(value, KEPT_DIGITS) for value in run.weekly[name].tolist()] for name in SERIES},
        "hours": _hours(run),
        "marks": [[week, label(event), said] for week, event, said in told.council if event not in OFTEN],
        **_sentences(told),
    }


def packed(recorded: Any) -> bytes:
    """JSON in gzip; equal for equal content."""
    said = json.dumps(recorded, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return gzip.compress(said.encode(), 9, mtime=0)


def words() -> dict[str, Any]:
    """What stages, gates, objections and kinds are called, by their numbers, the colours of stages, and moods by what
    worry they end below.
    """
    return {
        "stages": [STAGES_IN_SHORT[stage] for stage in Stage],
        "order": [int(stage) for stage in STAGES_IN_SHORT],
        "colours": [COLOUR_OF[stage] for stage in Stage],
        "gates": [WRITTEN[gate] for gate in GATES],
        "objections": [OBJECTIONS_IN_WORDS[objection] for objection in Objection],
        "kinds": [KINDS_IN_WORDS[kind] for kind in Kind],
        "events": [label(event) for event in Event],
        "moods": [list(mood) for mood in MOODS],
    }


def _columns(rows: list[tuple[int, ...]], width: int) -> list[list[int]]:
    """Rows as columns, of which there are ``width``."""
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(width)]


def _departments(run: Run) -> list[dict[str, Any]]:
    """Where the people of each department begin, and how many there are."""
    found, first = [], 0
    for name, people in zip(run.department_names, run.people.headcounts, strict=True):
        found.append({"name": name, "first": first, "people": people})
        first += people
    return found


def _numbers(run: Run) -> list[str] | None:
    """What people are called beside their department's name; none where all are counted from 0."""
    counted = [number for people in run.people.headcounts for number in range(people)]
    return None if list(run.people.number) == counted else [str(number) for number in run.people.number]


def _requests(run: Run) -> list[list[Any]]:
    """Of each request: number, person, kind, and its steps: event, week, and :data:`IN_STEPS`, −1 for none."""
    found: dict[int, list[Any]] = {}
    for row in run.log_rows:
        event = Event(row[1])
        if event not in OF_A_REQUEST or row[4] < 0:
            continue
        fields = fields_of(row)
        if event == Event.FILED:
            found[row[4]] = [row[4], row[2], fields["kind"], []]
        found[row[4]][3].append([row[1], row[0], *(fields.get(name, -1) for name in IN_STEPS)])
    return list(found.values())


def _gates(run: Run) -> list[dict[str, Any]]:
    """Of each gate what stands in its place, in words, where anything does; at each week's end how many wait there, and
    how often by then it refused, was blamed for a refusal, and was not asked for fear of its no.
    """
    weekly = run.weekly
    return [
        {
            "removed": _removed(run, gate),
            "queue": weekly[f"queue_{label(gate)}"].astype(int).tolist(),
            "refused": weekly[f"objected_{label(gate)}"].cumsum().astype(int).tolist(),
            "blamed": _blamed(run, gate),
            "assumed": weekly[f"assumed_{label(gate)}"].cumsum().astype(int).tolist(),
        }
        for gate in GATES
    ]


def _blamed(run: Run, gate: Gate) -> list[int]:
    """How often by each week's end a gate was blamed for a refusal, its own or another's."""
    by_week = [0] * (run.weeks + 1)
    for row in run.log_rows:
        if row[1] == Event.BLAMED and row[5] == gate and row[6] != Gate.SELF:
            by_week[row[0]] += 1
    return list(accumulate(by_week))


def _removed(run: Run, gate: Gate) -> str:
    """What a scenario has put in the place of a gate, in words; empty where it stands."""
    removal = run.scenario.route_removal.get(gate, Removal.NO)
    return REMOVALS_IN_WORDS.get(removal, "")


def _hours(run: Run) -> dict[str, list[list[float]]]:
    """Hours a week for decisions, owned and spent, of each gate and last of the digital lead; to a tenth."""
    amounts = run.amounts
    owners = [*(OWNER_OF[gate] for gate in GATES), Owner.DIGITAL_LEAD]
    found: dict[str, list[list[float]]] = {}
    for book in ("owned", "spent"):
        found[book] = []
        for owner in owners:
            is_one = (amounts["book"] == book) & (amounts["owner"] == label(owner))
            if owner != Owner.DIGITAL_LEAD:
                is_one &= amounts["use"] == "deciding"
            sums = amounts[is_one].groupby("week")["amount"].sum()
            found[book].append([round(float(sums.get(week, 0.0)), 1) for week in range(run.weeks + 1)])
    return found


def _sentences(told: Stories) -> dict[str, Any]:
    """Every sentence once, with its week; and by person and request the numbers of theirs."""
    places: dict[tuple[int, str], int] = {}

    def numbered(lines: list[tuple[int, str]]) -> list[int]:
        return [places.setdefault(line, len(places)) for line in lines]

    lives = {str(person): numbered(lines) for person, lines in told.lives.items()}
    biographies = {str(request): numbered(lines) for request, lines in told.requests.items()}
    return {
        "lives": lives,
        "biographies": biographies,
        "sentences": [[week for week, _ in places], [said for _, said in places]],
    }
