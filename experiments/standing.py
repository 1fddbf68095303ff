"""Where everybody stood in one week of a run, whom they heard, and who were champions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.contacts import Contacts
from simulation.population import Population
from simulation.record import Event, place_of
from simulation.run import Run
from simulation.state import Stage, label

if TYPE_CHECKING:
    from simulation.council import Council

TO = place_of(Event.STAGE, "stage")
WHICH = place_of(Event.CHANGE, "change")


@dataclass(frozen=True)
class Standing:
    """A staff of n people at one week's end.

    ``stage`` (int8, n) holds a ``Stage`` each; ``champions`` the places in the staff of those who are, in order.
    """

    week: int
    seed: int
    people: Population
    contacts: Contacts
    stage: NDArray[np.int8]
    champions: tuple[int, ...]

    def count(self, stage: Stage) -> int:
        """How many people are in a stage."""
        return int((self.stage == stage).sum())

    def by_department(self) -> NDArray[np.int64]:
        """How many people of each department are in each stage, departments by stages."""
        counts = np.zeros((len(self.people.departments), len(Stage)), dtype=np.int64)
        np.add.at(counts, (self.people.department, self.stage), 1)
        return counts

    def ties(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Both ends of every tie, each pair once: two people of whom at least one hears the other."""
        contacts = self.contacts
        listener = np.repeat(np.arange(contacts.n, dtype=np.int64), np.diff(contacts.heard_starts))
        heard = contacts.heard_ids.astype(np.int64)
        codes = np.unique(np.minimum(listener, heard) * contacts.n + np.maximum(listener, heard))
        first, second = np.divmod(codes, max(contacts.n, 1))
        return first, second

    def live_heard(self) -> NDArray[np.int64]:
        """How many people who are live each person hears."""
        is_live = np.concatenate([[0], np.cumsum(self.stage[self.contacts.heard_ids] == Stage.LIVE)])
        return np.asarray(is_live[self.contacts.heard_starts[1:]] - is_live[self.contacts.heard_starts[:-1]])


def standing_in(what: Run | Council, week: int | None = None) -> Standing:
    """Where everybody stood at the end of ``week``; without it, where the run or the council is now.

    Who hears whom is not kept with a run: the same scenario and seed draw it again, the same ties. That sets up a plain
    ``Council``: a run of a class derived from it that sets up its people, ties or champions otherwise is shown with the
    plain ones; such a council, where it stands now, is shown as it is.

    Raises ``ValueError`` for a week that lies outside the run, one whose events were not kept, and for a run on files
    of people that are no longer as they were.
    """
    return _of_run(what, week) if isinstance(what, Run) else _of_council(what, week)


def stages_at(rows: Iterable[Sequence[int]], staff: int, week: int) -> NDArray[np.int8]:
    """The stage of each of ``staff`` people at the end of a week, from the rows of the event log."""
    stage = np.full(staff, Stage.UNINTERESTED, dtype=np.int8)
    for row in rows:
        if row[0] > week:
            break
        if row[1] == Event.STAGE:
            stage[row[2]] = row[TO]
    return stage


def _of_council(council: Council, week: int | None) -> Standing:
    if week not in (None, council.week):
        return _of_run(council.measures.run(), week)
    return Standing(
        week=council.week,
        seed=council.seed,
        people=council.people,
        contacts=council.contacts,
        stage=np.array([person.stage for person in council.staff], dtype=np.int8),
        champions=tuple(person.index for person in council.happenings.champions),
    )


def _of_run(run: Run, week: int | None) -> Standing:
    week = run.weeks if week is None else week
    if not 0 <= week <= run.weeks:
        raise ValueError(f"the run has weeks 0 to {run.weeks}, and no week {week}")
    stage = stages_at(run.log_rows, run.staff, week)
    counted = run.weekly.loc[run.weekly["week"] == week, [label(each) for each in Stage]].to_numpy()[0]
    if list(np.bincount(stage, minlength=len(Stage))) != list(counted):
        raise ValueError("the events of this run were not kept, so nobody knows who stood where")
    contacts, champions = _drawn_again(run, week)
    return Standing(week, run.seed, run.people, contacts, stage, champions)


def _drawn_again(run: Run, week: int) -> tuple[Contacts, tuple[int, ...]]:
    """Who hears whom and who the champions were, from a council set up once more and never stepped."""
    from simulation.council import Council

    council = Council(run.scenario, rng=run.seed, keep_rows=False)
    people = council.people
    if (people.departments, people.number) != (run.people.departments, run.people.number):
        raise ValueError("the files of people have changed since the run: who hears whom cannot be told")
    # Champions are chosen anew where a change says so, while it is in force.
    made = [(row[0], run.scenario.changes[row[WHICH]]) for row in run.log_rows if row[1] == Event.CHANGE]
    for began, change in made:
        if began <= week and (change.weeks is None or week < began + change.weeks):
            council.happenings.make(change)
    return council.contacts, tuple(person.index for person in council.happenings.champions)
