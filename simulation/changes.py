"""A scenario's dated changes: when each begins, how long it is in force, and what stands because of it."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from simulation.now import read
from simulation.parameters import Value
from simulation.record import NOBODY, Event
from simulation.scenario_files.in_force import own_in_force, route_in_force, values_in_force
from simulation.scenario_files.parts import Change

if TYPE_CHECKING:
    from simulation.council import Council


class DatedChanges:
    """Each change is made once. What stands in any week are the scenario's values, with the changes in force laid on in
    the order in which they began, those of one week in the order of the scenario.

    State: ``began``, the week in which each change made began, by its number; ``in_force``, in the order in which they
    began; ``reached``, the week in which each occasion came first.
    """

    def __init__(self, model: Council) -> None:
        self.model = model
        self.began: dict[int, int] = {}
        self.in_force: list[Change] = []
        self.reached: dict[str, int] = {}

    def is_due(self, change: Change) -> bool:
        """Whether its week has come, or the event that it waits for lies far enough back."""
        week = change.week if change.after is None else self.reached.get(change.after)
        return week is not None and self.model.week >= week + change.delay

    def reach(self, occasion: str) -> None:
        """An occasion on which changes may wait has come; only the first time counts."""
        self.reached.setdefault(occasion, self.model.week)

    def make_changes(self, concerned: Callable[[Change], bool]) -> None:
        """Make each of the changes concerned that is due, once, in the order of the scenario."""
        for number, change in enumerate(self.model.setting.changes):
            if number not in self.began and concerned(change) and self.is_due(change):
                self.began[number] = self.model.week
                self.model.log.write(Event.CHANGE, NOBODY, NOBODY, NOBODY, number)
                self.make(change)

    def end_changes(self) -> None:
        """End those whose weeks are over. What began this week lies on what is left, so nothing stands in between."""
        for number, week in self.began.items():
            change = self.model.setting.changes[number]
            if change.weeks is not None and self.model.week == week + change.weeks:
                self.end(change)

    def make(self, change: Change) -> None:
        """From now on a change is in force."""
        self.in_force.append(change)
        self.let_stand(change)

    def end(self, change: Change) -> None:
        """A change in force is so no longer; whatever it set goes back to what stands without it."""
        self.in_force.remove(change)
        self.let_stand(change)

    def let_stand(self, change: Change) -> None:
        """All that a change sets takes the value that stands now, whether the change has begun or ended."""
        model, setting = self.model, self.model.setting
        values = values_in_force(setting.values, self.in_force)
        for path in change.values:
            if attrgetter(path)(model.now) != read(path, values[path]):  # else what has grown from it since stays
                self.set(path, values[path])
        if any(path.startswith("champions.") or path == "influence.champion_weight" for path in change.values):
            self.choose_champions()
        given = {spec.name: spec.values for spec in setting.departments}
        for department in model.departments:
            own = own_in_force(given.get(department.name, {}), department.name, self.in_force)
            for path in change.departments.get(department.name, {}):
                give(department, path, own.get(path))
        model.set_route(*route_in_force(setting.route_gates, setting.route_extra, self.in_force))

    def set(self, path: str, value: Value) -> None:
        """Set one value of the whole organisation, and let those know whom it concerns."""
        model = self.model
        if path == "leadership.strength" and read(path, value) > model.now.leadership.strength:
            model.leadership.attention = 1.0  # a new initiative has everybody's attention
        model.now.set(path, value)
        if path.startswith("department."):
            for department in model.departments:
                if path not in department.own:
                    department.settle(path)
        elif path == "gates.legal.knowledge":
            model.legal.knowledge = read(path, value)
        elif path == "gates.ict.capacity":
            model.ict.capacity = read(path, value) * model.staff_count / 1000.0

    def choose_champions(self) -> None:
        """Who is a champion may follow from what has been set."""
        raise NotImplementedError


def give(department: Any, path: str, value: Value | None) -> None:
    """Let one trait of a department, of either driver, have this value of its own from now on; with none, the
    scenario's for all.
    """
    had = department.own.pop(path, None)
    if value is not None:
        department.own[path] = value
    if had != value:
        department.settle(path)
