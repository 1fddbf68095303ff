"""Sitting at the desk: a year that is simulated week by week around the answers of one gate.

Answers of a week never change which requests are decided in that week (a gate's answers reach their askers after all
gates have decided), so all of a week can lie on the desk together. After they are given the run starts again from its
first week with the longer table: a run takes milliseconds, and what was decided before comes out the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from experiments.desk.sheet import Sheet, sheet_of
from simulation.decisions import Asked
from simulation.engine.council import CompiledCouncil, Staffed, staffed
from simulation.engine.reading import read_run
from simulation.engine.weeks import STEPS
from simulation.record import Event, fields_of
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.scenario_files.problems import nearest, shown
from simulation.state import GATES, Gate, Grade, Removal, label

YEAR = 52
BEFORE_DECIDING = next(k for k, (verb, _) in enumerate(STEPS) if verb == "decide")


class NoDesk(ValueError):
    """Nobody can sit there: the gate answers nothing in this scenario."""


def year_of(scenario: Scenario, weeks: int = YEAR) -> Scenario:
    """The scenario, of so many weeks."""
    return scenario if scenario.weeks == weeks else scenario.changed(weeks=weeks)


def gate_of(name: str) -> Gate:
    """A gate by its name. Raises ``ValueError`` with all names for any other.

    >>> gate_of("hr").name
    'HR'
    """
    names = [label(gate) for gate in GATES]
    if name not in names:
        near = nearest(name, names)
        raise ValueError(
            f"no gate is called {shown(name)}; allowed: {', '.join(names)}"
            + (f"; did you mean {near}?" if near else "")
        )
    return GATES[names.index(name)]


def check_gate(scenario: Scenario, gate: Gate) -> None:
    """Raises :class:`NoDesk` where the scenario has taken this gate away or has it say yes to everything."""
    if scenario.route_removal.get(gate, Removal.NO) != Removal.NO:
        open_gates = [label(one) for one in GATES if scenario.route_removal.get(one, Removal.NO) == Removal.NO]
        said = f"{label(gate)} decides nothing in {scenario.called}"
        raise NoDesk(f"{said}; allowed: {', '.join(open_gates)}" if open_gates else said)


class Sitting:
    """One run with somebody at one gate's desk. ``decisions`` is the table so far, ``sheets`` what lies on the desk.

    Management's desk is that of all heads of department. Raises :class:`NoDesk` for a gate that decides nothing.
    """

    def __init__(self, scenario: Scenario, seed: int, gate: Gate, staff: Staffed | None = None) -> None:
        check_gate(scenario, gate)
        self.scenario, self.seed, self.gate = scenario, seed, gate
        self.staff = staffed(scenario, seed) if staff is None else staff
        self.decisions: dict[Asked, bool] = {}
        self.sheets: list[Sheet] = []
        self._council = self._from_the_start()

    @property
    def week(self) -> int:
        """Weeks simulated so far, the one on the desk included."""
        return self._council.week

    @property
    def is_over(self) -> bool:
        """Whether the year is over and nothing lies on the desk."""
        return not self.sheets and self.week >= self.scenario.weeks

    def go_on(self) -> list[Sheet]:
        """On to the next week in which something is decided here. Returns what lies on the desk, nothing at the end.

        Raises ``ValueError`` where something lies there still.
        """
        if self.sheets:
            raise ValueError(f"{len(self.sheets)} requests of week {self.week} wait for an answer")
        while not self.sheets and self.week < self.scenario.weeks:
            self.sheets = self._one_week()
        return self.sheets

    def answer(self, answers: Sequence[bool]) -> None:
        """Yes or no to each of the sheets, in their order. Raises ``ValueError`` for another number of answers."""
        if len(answers) != len(self.sheets):
            raise ValueError(f"{len(answers)} answers to {len(self.sheets)} requests")
        week, changed = self.week, False
        for sheet, answer in zip(self.sheets, answers, strict=True):
            self.decisions[sheet.asked] = bool(answer)
            changed = changed or bool(answer) != sheet.simulated
        self.sheets = []
        if changed:  # else the run has gone on already as it was decided
            self._council = self._from_the_start()
            self._council.advance(week)

    def run(self) -> Run:
        """The run so far."""
        run: Run = read_run(self._council)
        return run

    def _from_the_start(self) -> CompiledCouncil:
        return CompiledCouncil(self.scenario, self.seed, staff=self.staff, decisions=self.decisions)

    def _one_week(self) -> list[Sheet]:
        council, world = self._council, self._council.world
        week = council.week + 1
        council.advance(week, BEFORE_DECIDING)
        askers = np.flatnonzero(world.request >= 0).tolist()
        cases = {i: float(council.compiled.perceived_case(world, int(world.request[i]))) for i in askers}
        named = {i: (int(world.staff.generation[i]), int(world.accounts.requests_filed[i]) - 1) for i in askers}
        council.advance(week)
        run = self.run()
        rows, found = _by_request(run), []
        queue = int(world.weekly_queues[week, self.gate])
        for row in run.log_rows:
            if row[0] == week and row[1] == Event.DECIDED and fields_of(row)["gate"] == self.gate:
                person = row[2]
                seat = int(run.people.seat_key[person])
                asked = Asked(seat, *named[person], self.gate, fields_of(row)["attempt"])
                before = [one for one in rows[row[4]] if one[0] < week or one[1] == Event.FILED]
                grade = Grade(int(world.staff.grade[person]))
                found.append(sheet_of(run, row, asked, cases[person], grade, before, queue))
        return found


def _by_request(run: Run) -> dict[int, list[tuple[int, ...]]]:
    found = defaultdict(list)
    for row in run.log_rows:
        if row[4] >= 0:
            found[row[4]].append(row)
    return found


def play(sitting: Sitting, decide: Callable[[Sheet], bool]) -> Sitting:
    """The rest of the year with a rule at the desk: ``decide`` says yes or no to each sheet."""
    while sitting.go_on():
        sitting.answer([decide(sheet) for sheet in sitting.sheets])
    return sitting
