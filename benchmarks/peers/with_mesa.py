"""The common task with Mesa: an agent a person, who tells contacts when they adopt."""

from __future__ import annotations

from math import exp

import mesa
from timed import Run, Task, measure


class Person(mesa.Agent):
    """Somebody who has not adopted, or has."""

    def __init__(self, model: Office) -> None:
        super().__init__(model)
        self.contacts: list[Person] = []
        self.using = 0
        self.persuaded = False

    def consider(self) -> None:
        """Whether this is the week."""
        model = self.model
        seen = self.using / len(self.contacts) if self.contacts else 0.0
        self.persuaded = model.random.random() < 1.0 - exp(-(model.outside + model.peer * seen))

    def adopt(self) -> None:
        """Use it from now on, for contacts to see next week."""
        if self.persuaded:
            for contact in self.contacts:
                contact.using += 1
            self.model.waiting.discard(self)


class Office(mesa.Model):
    """Everybody, and who has not adopted."""

    def __init__(self, task: Task, seed: int) -> None:
        super().__init__(rng=seed)
        self.outside, self.peer = task.outside, task.peer
        people = list(Person.create_agents(self, task.people))
        for one, other in zip(task.low.tolist(), task.high.tolist(), strict=True):
            people[one].contacts.append(people[other])
            people[other].contacts.append(people[one])
        self.waiting = self.agents.select()

    def step(self) -> None:
        """One week."""
        self.waiting.do("consider")
        self.waiting.do("adopt")


def build(task: Task, seed: int) -> Run:
    """A model ready to run."""
    office = Office(task, seed)

    def run() -> float:
        for _ in range(task.weeks):
            office.step()
        return task.people - len(office.waiting)

    return run


if __name__ == "__main__":
    measure(build, "mesa")
