"""Where two runs on the same luck part: the first thing that happened in one of them and not in the other.

The same people meet the same luck under every strategy, so until something that a strategy changed touches somebody,
two councils live the same weeks, event by event. The first event that they do not share is where their stories part.
Dated changes of a scenario are left out: they are the strategies themselves, not what came of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulation.biography import sentence, with_generations
from simulation.record import FIRST, NOBODY, Event, fields_of, place_of
from simulation.run import Run, readable
from simulation.state import Stage
from simulation.words import weeks_in_words

Row = tuple[int, ...]
_REQUEST = FIRST.index("request")
_TO = place_of(Event.STAGE, "stage")
UNTOLD = (Event.QUEUED, Event.STAGE)  # each has an event beside it that says the same, and more


@dataclass(frozen=True)
class Divergence:
    """Where two runs part.

    ``week`` is the first week (from 0) in which their event logs differ, ``alike`` the number of events before the
    first that differs. ``person`` is whom that event is about, by number, and −1 where it is the council or a
    department. ``in_a`` and ``in_b`` are the sentences of that week about them in each run; either may be empty.
    ``who`` is what the person is called. ``numbers`` says what differs where the
    sentences do not: numbers of the events that are not told, such as the hours that hoops took.
    """

    week: int
    alike: int
    person: int
    who: str
    in_a: tuple[str, ...]
    in_b: tuple[str, ...]
    numbers: tuple[str, ...] = ()


class NotTheSameLuck(ValueError):
    """Two runs that cannot be followed person by person: other people, or another seed."""


def first_divergence(a: Run, b: Run) -> Divergence | None:
    """Where two runs part, as far as both go; none where no event tells them apart.

    Raises :class:`NotTheSameLuck` where seeds or people differ, and ``ValueError`` where a run kept no event log.
    """
    check_same_luck(a, b)
    last = min(a.weeks, b.weeks)
    rows_a, rows_b = (_dated(run, last) for run in (a, b))
    alike = next(
        (at for at, (x, y) in enumerate(zip(rows_a, rows_b, strict=False)) if x[0] != y[0]),
        min(len(rows_a), len(rows_b)),
    )
    ahead = [rows[alike] for rows in (rows_a, rows_b) if alike < len(rows)]
    if not ahead:
        return None
    week = min(row[0] for row, _ in ahead)
    of_week = [[one for one in rows if one[0][0] == week] for rows in (rows_a, rows_b)]
    person = _whose([row for row, _ in ahead if row[0] == week], of_week)
    in_a, in_b = (_told(run, rows, person) for run, rows in zip((a, b), of_week, strict=True))
    who = a.people.label(person) if person != NOBODY else "the council"
    return Divergence(week, alike, person, who, in_a, in_b, _numbers(of_week, person) if in_a == in_b else ())


def check_same_luck(a: Run, b: Run) -> None:
    """Raise where two runs cannot be followed person by person, or where one kept no event log."""
    if a.seed != b.seed:
        raise NotTheSameLuck(f"seeds {a.seed} and {b.seed} are not the same luck; run both with one seed")
    if (a.people.departments, a.people.number) != (b.people.departments, b.people.number):
        raise NotTheSameLuck(f"{a.scenario.called} and {b.scenario.called} have other people: nobody can be compared")
    for run in (a, b):
        if not run.log_rows and run.weeks:
            raise ValueError(f"the run of {run.scenario.called} kept no event log: run it again with its rows kept")


def story(a: Run, b: Run, called: tuple[str, str] | None = None) -> list[str]:
    """Where two runs part, in sentences. ``called`` are their names, where titles are not to be used.

    Raises as :func:`first_divergence` does.
    """
    return sentences_of(first_divergence(a, b), a, b, called)


def sentences_of(found: Divergence | None, a: Run, b: Run, called: tuple[str, str] | None = None) -> list[str]:
    """The sentences of what :func:`first_divergence` found between two runs."""
    name_a, name_b = called or (a.scenario.called, b.scenario.called)
    last = min(a.weeks, b.weeks)
    if found is None:
        return [f"In {weeks_in_words(last)} nothing happened in {name_a} that did not happen in {name_b} as well."]
    before = weeks_in_words(max(0, found.week - 1))
    opening = f"For {before} both live the same, event by event. " if found.week > 1 else ""
    said = [f"{opening}Their ways part in week {found.week}, with {found.who}."]
    if found.in_a == found.in_b:
        said.append(f"In both: {' '.join(found.in_a)}".rstrip(": "))
        said += [f"But {number.format(a=name_a, b=name_b)}." for number in found.numbers]
    else:
        said += [_in_one(name_a, found.in_a, found.who), _in_one(name_b, found.in_b, found.who)]
    elsewhere = stand_elsewhere(a, b)
    return [
        *said,
        f"At the end of week {last:,}, {elsewhere:,} of {a.staff:,} people stand elsewhere than in the other.",
    ]


def stand_elsewhere(a: Run, b: Run) -> int:
    """How many people are at another stage in one run than in the other, as far as both go."""
    last = min(a.weeks, b.weeks)
    return sum(here != there for here, there in zip(stages_of(a, last), stages_of(b, last), strict=True))


def stages_of(run: Run, week: int) -> list[int]:
    """The stage of everybody after a week, by the event log."""
    stages = [int(Stage.UNINTERESTED)] * run.staff
    for row in run.log_rows:
        if row[1] == Event.STAGE and row[0] <= week:
            stages[row[2]] = row[_TO]
    return stages


def _in_one(name: str, sentences: Sequence[str], who: str) -> str:
    """What the week held in one of the two."""
    return f"{name}: {' '.join(sentences) or f'nothing happened to {who} that week.'}"


def _dated(run: Run, last: int) -> list[tuple[Row, int]]:
    """The rows up to a week with the generation of their person, without the scenario's own changes."""
    return [
        (tuple(row), generation)
        for row, generation in with_generations(run)
        if row[0] <= last and row[1] != Event.CHANGE
    ]


def _whose(ahead: Sequence[Row], of_week: Sequence[Sequence[tuple[Row, int]]]) -> int:
    """Of those whom the first rows that differ are about, the one whose week was another; else the first.

    An event that is missing in one run moves those behind it up, so the row that stands in its place may well be about
    somebody to whom the same happened in both. Numbers of requests shift in the same way, and are not compared.
    """
    for row in ahead:
        weeks = [[_unnumbered(other) for other, _ in rows if other[2] == row[2]] for rows in of_week]
        if weeks[0] != weeks[1]:
            return row[2]
    return ahead[0][2]


def _unnumbered(row: Row) -> Row:
    """A row without the number of its request."""
    return row[:_REQUEST] + row[_REQUEST + 1 :]


def _numbers(of_week: Sequence[Sequence[tuple[Row, int]]], person: int) -> tuple[str, ...]:
    """What differs in numbers between the events of a week about somebody: ``{a}`` and ``{b}`` stand for the runs."""
    weeks = [[row for row, _ in rows if row[2] == person] for rows in of_week]
    found: dict[str, None] = {}
    for row_a, row_b in zip(*weeks, strict=False):
        if row_a[1] != row_b[1]:
            continue
        own_a, own_b = fields_of(row_a), fields_of(row_b)
        for name in own_a:
            if own_a[name] != own_b[name]:
                what = name.replace("_", " ")
                found[f"{what}: {readable(name, own_a[name])} in {{a}}, {readable(name, own_b[name])} in {{b}}"] = None
    return tuple(found)


def _told(run: Run, rows: Sequence[tuple[Row, int]], person: int) -> tuple[str, ...]:
    """The sentences of a week about somebody, or about the council."""
    return tuple(
        sentence(run, row, generation) for row, generation in rows if row[2] == person and row[1] not in UNTOLD
    )
