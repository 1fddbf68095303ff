"""The common task with Agentpy: an agent a person on a network, who tells contacts when they adopt."""

from __future__ import annotations

from math import exp

import agentpy
from timed import Run, Task, measure


class Person(agentpy.Agent):
    """Somebody who has not adopted, or has."""

    def setup(self) -> None:
        """Nobody uses it at first."""
        self.contacts: list[Person] = []
        self.using = 0
        self.persuaded = False

    def consider(self) -> None:
        """Whether this is the week."""
        seen = self.using / len(self.contacts) if self.contacts else 0.0
        self.persuaded = self.model.random.random() < 1.0 - exp(-(self.p.outside + self.p.peer * seen))

    def adopt(self) -> None:
        """Use it from now on, for contacts to see next week."""
        for contact in self.contacts:
            contact.using += 1


class Office(agentpy.Model):
    """Everybody, and who has not adopted."""

    def setup(self) -> None:
        """People and ties."""
        task = self.p.task
        self.waiting = agentpy.AgentList(self, task.people, Person)
        people = list(self.waiting)
        for one, other in zip(task.low.tolist(), task.high.tolist(), strict=True):
            people[one].contacts.append(people[other])
            people[other].contacts.append(people[one])

    def step(self) -> None:
        """One week."""
        self.waiting.consider()
        persuaded = self.waiting.select(self.waiting.persuaded)
        persuaded.adopt()
        self.waiting = self.waiting.select([not person.persuaded for person in self.waiting])


def build(task: Task, seed: int) -> Run:
    """A model ready to run."""
    given = {"task": task, "outside": task.outside, "peer": task.peer, "steps": task.weeks, "seed": seed}
    office = Office(given)
    office.sim_setup()

    def run() -> float:
        for _ in range(task.weeks):
            office.sim_step()
        return task.people - len(office.waiting)

    return run


if __name__ == "__main__":
    measure(build, "agentpy")
