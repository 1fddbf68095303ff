"""All that one run has to tell, in one pass over its event log: every request, every life, and the council."""

from __future__ import annotations

from typing import NamedTuple

from simulation.biography import dated_sentences, is_of_a_life, sentence, with_generations
from simulation.record import NOBODY, Event
from simulation.run import Run


class Stories(NamedTuple):
    """Sentences with their weeks.

    ``requests`` has what :func:`simulation.biography.biography` tells of each request, ``lives`` what ``life`` tells of
    everybody to whom something happened, ``council`` what ``chronicle`` tells, with the event.
    """

    requests: dict[int, list[tuple[int, str]]]
    lives: dict[int, list[tuple[int, str]]]
    council: list[tuple[int, Event, str]]


def stories(run: Run) -> Stories:
    """Everything that the event log of a run tells; nothing where its rows were not kept."""
    found: dict[int, tuple[int, list[tuple[int, ...]]]] = {}
    told = Stories({}, {}, [])
    for row, generation in with_generations(run):
        if row[4] != NOBODY:
            found.setdefault(row[4], (generation, []))[1].append(row)
        if row[2] == NOBODY:
            told.council.append((row[0], Event(row[1]), sentence(run, row)))
        elif is_of_a_life(row):
            told.lives.setdefault(row[2], []).append((row[0], sentence(run, row, generation)))
    for request, (generation, rows) in found.items():
        told.requests[request] = dated_sentences(run, rows, generation)
    return told
