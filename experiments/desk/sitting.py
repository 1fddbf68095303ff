"""Sitting at the desk: a year that is simulated week by week around the answers of a gate or of the chief executive.

Answers of a week never change which requests are decided in that week (a gate's answers reach their askers after all
gates have decided), nor which appeals are made, so all of a week can lie on the desk together. After they are given the
run starts again from its first week with the longer table: a run takes milliseconds, and what was decided before comes
out the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from experiments.desk.appeals import Appeal, appeals, check_appeals
from experiments.desk.desks import Desk, check_gate
from experiments.desk.plea import Plea, plea_of
from experiments.desk.sheet import Sheet, sheet_of
from simulation.decisions import Asked
from simulation.engine.council import CompiledCouncil, Staffed, staffed
from simulation.engine.reading import read_run
from simulation.engine.weeks import STEPS
from simulation.record import Event, fields_of
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import Gate, Grade

YEAR = 52
BEFORE_DECIDING = next(k for k, (verb, _) in enumerate(STEPS) if verb == "decide")


def year_of(scenario: Scenario, weeks: int = YEAR) -> Scenario:
    """The scenario, of so many weeks."""
    return scenario if scenario.weeks == weeks else scenario.changed(weeks=weeks)


class Sitting:
    """One run with somebody at one gate's desk. ``decisions`` is the table so far, ``sheets`` what lies on the desk.

    Management's desk is that of all heads of department. Raises :class:`experiments.desk.desks.NoDesk` for a gate that
    decides nothing.
    """

    def __init__(self, scenario: Scenario, seed: int, gate: Gate | Desk, staff: Staffed | None = None) -> None:
        self.scenario, self.seed, self.desk = scenario, seed, Desk(int(gate))
        self.staff = staffed(scenario, seed) if staff is None else staff
        self.decisions: dict[Asked, bool] = {}
        self.sheets: list[Sheet | Plea] = []
        self._begin()

    @property
    def week(self) -> int:
        """Weeks simulated so far, the one on the desk included."""
        return self._council.week

    @property
    def is_over(self) -> bool:
        """Whether the year is over and nothing lies on the desk."""
        return not self.sheets and self.week >= self.scenario.weeks

    def go_on(self) -> list[Sheet | Plea]:
        """On to the next week in which something is decided here. Returns what lies on the desk, nothing at the end.

        Raises ``ValueError`` where something lies there still.
        """
        if self.sheets:
            raise ValueError(f"{len(self.sheets)} requests of week {self.week} wait for an answer")
        self._until_something_comes()
        return self.sheets

    def answer(self, answers: Sequence[bool]) -> None:
        """Yes or no to each of the sheets, in their order. Raises ``ValueError`` for another number of answers."""
        if len(answers) != len(self.sheets):
            raise ValueError(f"{len(answers)} answers to {len(self.sheets)} requests")
        changed = any(bool(answer) != sheet.simulated for sheet, answer in zip(self.sheets, answers, strict=True))
        for sheet, answer in zip(self.sheets, answers, strict=True):
            self.decisions[sheet.asked] = bool(answer)
        self.sheets = []
        if changed:  # else the run has gone on already as it was decided
            self._begin_again()

    def run(self) -> Run:
        """The run so far."""
        run: Run = read_run(self._council)
        return run

    def _from_the_start(self) -> CompiledCouncil:
        return CompiledCouncil(self.scenario, self.seed, staff=self.staff, decisions=self.decisions)

    def _begin(self) -> None:
        check_gate(self.scenario, self.desk.gate)
        self._council = self._from_the_start()

    def _begin_again(self) -> None:
        week = self.week
        self._council = self._from_the_start()
        self._council.advance(week)

    def _until_something_comes(self) -> None:
        while not self.sheets and self.week < self.scenario.weeks:
            self.sheets = [*self._one_week()]

    def _one_week(self) -> list[Sheet]:
        council, world, gate = self._council, self._council.world, self.desk.gate
        week = council.week + 1
        council.advance(week, BEFORE_DECIDING)
        askers = np.flatnonzero(world.request >= 0).tolist()
        cases = {i: float(council.compiled.perceived_case(world, int(world.request[i]))) for i in askers}
        named = {i: (int(world.staff.generation[i]), int(world.accounts.requests_filed[i]) - 1) for i in askers}
        council.advance(week)
        run = self.run()
        rows, found = _by_request(run), []
        queue = int(world.weekly_queues[week, gate])
        for row in run.log_rows:
            if row[0] == week and row[1] == Event.DECIDED and fields_of(row)["gate"] == gate:
                person = row[2]
                seat = int(run.people.seat_key[person])
                asked = Asked(seat, *named[person], gate, fields_of(row)["attempt"])
                before = [one for one in rows[row[4]] if one[0] < week or one[1] == Event.FILED]
                grade = Grade(int(world.staff.grade[person]))
                found.append(sheet_of(run, row, asked, cases[person], grade, before, queue))
        return found


class Appealed(Sitting):
    """One run with somebody at the chief executive's desk, where the refusals of all gates come on appeal.

    Raises :class:`experiments.desk.desks.NoDesk` where no appeal comes in the run as it is.
    """

    @property
    def week(self) -> int:
        """The week on the desk, or the last."""
        return self._week

    def run(self) -> Run:
        """The run so far."""
        council = self._from_the_start()
        council.advance(self.week)
        run: Run = read_run(council)
        return run

    def _begin(self) -> None:
        check_appeals(self.scenario, self.seed, self.staff)
        self._week = 0
        self._begin_again()

    def _begin_again(self) -> None:
        self._found: tuple[Run, list[Appeal]] | None = None

    def _until_something_comes(self) -> None:
        if self._found is None:
            self._found = appeals(self.scenario, self.seed, self.staff, self.decisions)[:2]
        run, found = self._found
        left = [one for one in found if one.asked not in self.decisions]
        self._week = min((one.week for one in left), default=self.scenario.weeks)
        earlier = [one for one in found if one.week < self._week]
        self.sheets = [plea_of(run, one, earlier) for one in left if one.week == self._week]


def sit(scenario: Scenario, seed: int, desk: Desk, staff: Staffed | None = None) -> Sitting:
    """Somebody at a desk. Raises :class:`experiments.desk.desks.NoDesk` where nothing is decided there."""
    return (Sitting if desk.is_gate else Appealed)(scenario, seed, desk, staff)


def _by_request(run: Run) -> dict[int, list[tuple[int, ...]]]:
    found = defaultdict(list)
    for row in run.log_rows:
        if row[4] >= 0:
            found[row[4]].append(row)
    return found


def play(sitting: Sitting, decide: Callable[[Any], bool]) -> Sitting:
    """The rest of the year with a rule at the desk: ``decide`` says yes or no to each sheet."""
    while sitting.go_on():
        sitting.answer([decide(sheet) for sheet in sitting.sheets])
    return sitting
