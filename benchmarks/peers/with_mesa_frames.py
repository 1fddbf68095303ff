"""The common task with mesa-frames: people as rows of a Polars frame, who tell contacts when they adopt."""

from __future__ import annotations

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF
from timed import Run, Task, measure


class People(AgentSetPolars):
    """Everybody, a row each, with contacts as a list."""

    def __init__(self, model: Office, task: Task) -> None:
        super().__init__(model)
        starts, ids = task.rows()
        everybody = np.arange(task.people)
        contacts = pl.DataFrame({"unique_id": np.repeat(everybody, np.diff(starts)), "contacts": ids.astype(np.int64)})
        lists = contacts.group_by("unique_id", maintain_order=True).all()
        frame = pl.DataFrame({"unique_id": everybody, "weight": task.peer / task.contacts()})
        frame = frame.join(lists, on="unique_id", how="left", maintain_order="left")
        self.add(frame.with_columns(pressure=pl.lit(task.outside), adopted=pl.lit(False)))

    def step(self) -> None:
        """One week."""
        luck = pl.Series(self.model.random.random(len(self.agents)))
        persuaded = pl.col("adopted").not_() & (luck < 1.0 - (-pl.col("pressure")).exp())
        self.select(self.agents.select(persuaded).to_series())
        if not self.active_agents.height:
            return
        told = self.active_agents.select(pl.col("contacts").explode().drop_nulls().alias("unique_id"))
        told = told.group_by("unique_id").len("told")
        self.agents = self.agents.join(told, on="unique_id", how="left", maintain_order="left").select(
            "unique_id",
            "weight",
            "contacts",
            pressure=pl.col("pressure") + pl.col("weight") * pl.col("told").fill_null(0),
            adopted=pl.col("adopted") | self._mask,
        )


class Office(ModelDF):
    """Everybody."""

    def __init__(self, task: Task, seed: int) -> None:
        super().__init__(seed)
        self.people = People(self, task)
        self.agents += self.people

    def step(self) -> None:
        """One week."""
        self.agents.do("step")


def build(task: Task, seed: int) -> Run:
    """A model ready to run."""
    office = Office(task, seed)

    def run() -> float:
        for _ in range(task.weeks):
            office.step()
        return float(next(iter(office.agents._agentsets)).agents["adopted"].sum())

    return run


if __name__ == "__main__":
    measure(build, "mesa-frames", "polars")
