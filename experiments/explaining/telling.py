"""What ``blockers why`` tells of one run: a request, a person, the longest requests, or the council as a whole."""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from typing import Any

from simulation.biography import biography, life, longest, sentence
from simulation.population import Population
from simulation.record import NOBODY, Event, fields_of
from simulation.run import Run
from simulation.wording import counted, percent


class NotThere(Exception):
    """The run has no such request or person; the message says which there are."""


def of_request(run: Run, request: int) -> dict[str, Any]:
    """A request with who asked, and its sentences. Raises :class:`NotThere`."""
    last = requests_of(run)
    if not 1 <= request <= last:
        there = f"this run has requests 1 to {last:,}" if last else "nobody asked for anything in this run"
        raise NotThere(f"--request: there is no request {request}; {there}")
    person = next(row[2] for row in run.log_rows if row[4] == request)
    return {"request": request, "person": run.people.label(person), "sentences": biography(run, request)}


def of_longest(run: Run, number: int) -> list[dict[str, Any]]:
    """The requests that took longest, each as :func:`of_request` gives it."""
    return [of_request(run, request) for request in longest(run, number)]


def of_person(run: Run, name: str) -> dict[str, Any]:
    """A person's name as the run has it, and what happened. Raises :class:`NotThere` with the nearest names."""
    called = _called(run.people, name)
    return {"person": called, "sentences": life(run, called)}


def requests_of(run: Run) -> int:
    """How many requests were filed; they are numbered from 1."""
    return max((row[4] for row in run.log_rows if row[4] != NOBODY), default=0)


def of_council(run: Run) -> dict[str, list[str]]:
    """What happened to the council as a whole: in numbers what happened often, and what did not, week by week."""
    often = (Event.VANITY, Event.INVESTED)
    events = [sentence(run, row) for row in run.log_rows if row[2] == NOBODY and row[1] not in often]
    return {"numbers": _in_numbers(run), "events": events}


def _in_numbers(run: Run) -> list[str]:
    count = Counter(Event(row[1]) for row in run.log_rows)
    filed, refused = requests_of(run), count[Event.OBJECTED]
    span = f"In {counted(run.weeks, 'week', 'weeks')}, {run.staff:,} people"
    if filed:
        allowed = counted(count[Event.APPROVED], "request", "requests")
        said = [f"{span} asked {_times(filed)}: {allowed} had every permission, and gates refused {_times(refused)}."]
    else:
        said = [f"{span} never asked for anything."]
    said += [
        f"A no was {_times(count[Event.ASSUMED])} taken for granted without asking; "
        f"{count[Event.GAVE_UP]:,} gave up, and {count[Event.WENT_SHADOW]:,} went ahead without permission.",
        f"At the end, {percent(run.outcomes['uptake'])} of staff used it with permission and "
        f"{percent(run.outcomes['shadow'])} without.",
    ]
    if asked := count[Event.VANITY]:
        granted = sum(fields_of(row)["granted"] for row in run.log_rows if row[1] == Event.VANITY)
        said.append(f"Councillors asked comms for publicity {_times(asked)}, and were given it {_times(granted)}.")
    if count[Event.INVESTED]:
        said.append(f"New ICT capacity arrived {_times(count[Event.INVESTED])}.")
    return said


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _called(people: Population, name: str) -> str:
    """The person of this name, whatever the case of its letters; or :class:`NotThere` with the nearest."""
    wanted = " ".join(name.split())
    department, _, number = wanted.rpartition(" ")
    for place, known in enumerate(people.departments):
        numbers = [str(people.number[i]) for i in people.slice_of(place)]
        if known.casefold() == department.casefold() and number in numbers:
            return f"{known} {number}"
        if known.casefold() in (department.casefold(), wanted.casefold()):
            there = f"{known} {numbers[0]}" + (f" to {known} {numbers[-1]}" if len(numbers) > 1 else "")
            raise NotThere(f"--person: nobody is called {name!r}; in {known}, people are called {there}")
    folded = {known.casefold(): known for known in people.departments}
    if glued := re.fullmatch(r"(.*\D)(\d+)", wanted):  # Parks17
        department, number = glued[1].strip(), glued[2]
    near = get_close_matches(department.casefold() or wanted.casefold(), folded, n=3, cutoff=0.5)
    near = near or get_close_matches(wanted.casefold(), folded, n=3, cutoff=0.5)
    names = [_somebody(people, folded[one], number) for one in near]
    meant = f"; did you mean {' or '.join(names)}?" if names else ""
    first = _somebody(people, people.departments[0], "")
    how = f"people are called by department and number, such as {first!r}"
    raise NotThere(f"--person: nobody is called {name!r}; {how}{meant}")


def _somebody(people: Population, department: str, number: str) -> str:
    """Somebody in this department: with this number, or the first."""
    numbers = [str(people.number[i]) for i in people.slice_of(people.departments.index(department))]
    return f"{department} {number if number in numbers else numbers[0]}"
