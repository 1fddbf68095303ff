"""Who may be live, worked out from the scenario and the event log alone."""

from __future__ import annotations

from collections import defaultdict

from simulation.now import Now
from simulation.record import Cause, Event
from simulation.run import Run
from simulation.state import Gate, Grade, Kind, Removal, Stage
from tests.records.recount import fields


class Permission:
    """Who may be live: the scenario as it stood when each request was filed, and what each gate has said since."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.now = Now(run.scenario.values)
        self.route, self.extra = run.scenario.route_gates, dict(run.scenario.route_extra)
        self.made: list[tuple[int, int]] = []  # week and number of each change made so far
        self.week = 0
        self.live: set[int] = set()
        self.needed: dict[int, set[int]] = {}
        self.refused: defaultdict[int, set[int]] = defaultdict(set)
        self.approved: dict[int, int] = {}  # person: week in which a request of theirs was let through
        self.pioneers: set[int] = set()

    def follow(self, row: tuple[int, ...]) -> None:
        """Take in one event; assert that whoever goes live may."""
        week, event, person, _, request = row[:5]
        own = fields(row)
        while self.week < week:
            self.week += 1
            if self.made:
                self.lay_on()
        if event == Event.CHANGE:
            self.made.append((week, own["change"]))
            self.lay_on()
        elif event == Event.PIONEER:
            assert week == 0
            self.pioneers.add(person)
        elif event == Event.FILED:
            self.needed[request] = self.gates_for(person, own)
        elif event == Event.DECIDED and own["let_through"]:
            self.needed[request].discard(own["gate"])
        elif event == Event.OBJECTED:
            self.refused[request].add(own["gate"])
        elif event == Event.IMPROVED:
            self.refused[request].clear()
        elif event == Event.APPEAL_HEARD and not own["upheld"]:
            assert own["gate"] in self.refused[request]
            self.needed[request] -= self.refused[request]
        elif event == Event.APPROVED:
            assert not self.needed[request], f"request {request} lacks the leave of {self.needed[request]}"
            self.approved[person] = week
        elif event == Event.LIVE and own["cause"] == Cause.INHERITED:
            assert self.now.policy.inherit and person in self.live
        elif event == Event.STAGE:
            if own["stage"] == Stage.LIVE:
                declared = week == 0 and own["cause"] == Cause.START and person in self.pioneers
                assert declared or self.approved.get(person) == week, f"{person} went live in week {week}"
                self.live.add(person)
            else:
                self.live.discard(person)

    def lay_on(self) -> None:
        """What stands this week: the scenario, and on it the changes in force, as they were made."""
        scenario = self.run.scenario
        self.now = Now(scenario.values)
        self.route, self.extra = scenario.route_gates, dict(scenario.route_extra)
        for week, number in self.made:
            change = scenario.changes[number]
            if change.weeks is not None and self.week >= week + change.weeks:
                continue
            for path, value in change.values.items():
                self.now.set(path, value)
            self.route = self.route if change.route_gates is None else change.route_gates
            self.extra |= change.route_extra or {}

    def gates_for(self, person: int, own: dict[str, int]) -> set[int]:
        """The gates whose leave a request needs, if it says truly that it slipped past comms or was devolved."""
        gates = {*self.route, *self.extra.get(Kind(own["kind"]), ())}
        gone = (Removal.REMOVED, Removal.UNKNOWN)
        gates = {gate for gate in gates if self.run.scenario.route_removal.get(gate, Removal.NO) not in gone}
        grade = self.run.people.grade[person]
        if own["devolved"]:
            assert grade == Grade.FRONTLINE and self.now.route.devolution > 0.0
        if own["devolved"] or grade == Grade.HEAD:
            gates.discard(Gate.MANAGEMENT)
        if own["slipped"]:
            assert self.now.digital_lead.hours == 0.0 and Gate.COMMS in gates
            assert len(self.live) / self.run.staff < self.now.route.grey_area
            gates.discard(Gate.COMMS)
        return {int(gate) for gate in gates}
