"""The common task with NDlib: a diffusion model of our own, written as NDlib's threshold model is."""

from __future__ import annotations

import warnings
from math import exp
from typing import Any

import networkx
from ndlib.models import ModelConfig
from ndlib.models.DiffusionModel import DiffusionModel
from numpy import random
from timed import Run, Task, measure


class Hazard(DiffusionModel):
    """People adopt under pressure from outside and from neighbours."""

    def __init__(self, graph: Any, seed: int) -> None:
        super().__init__(graph, seed)
        self.available_statuses = {"Susceptible": 0, "Infected": 1}
        optional = {"optional": False, "range": "[0,10]"}
        self.parameters = {"model": {"outside": optional, "peer": optional}, "nodes": {}, "edges": {}}
        self.name = "Hazard"

    def iteration(self, node_status: bool = True) -> dict[str, Any]:
        """One week; the first call only tells who begins."""
        actual = dict(self.status)
        if self.actual_iteration > 0:
            outside, peer = self.params["model"]["outside"], self.params["model"]["peer"]
            status = self.status
            for person, stage in status.items():
                if stage == 0:
                    contacts = list(self.graph.neighbors(person))
                    seen = sum(status[contact] for contact in contacts) / len(contacts) if contacts else 0.0
                    if random.random_sample() < 1.0 - exp(-(outside + peer * seen)):
                        actual[person] = 1
        delta, count, status_delta = self.status_delta(actual)
        self.status = actual
        self.actual_iteration += 1
        told = delta if node_status else {}
        number = self.actual_iteration - 1
        return {"iteration": number, "status": told, "node_count": count, "status_delta": status_delta}


def build(task: Task, seed: int) -> Run:
    """A model ready to run."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(task.people))
    graph.add_edges_from(zip(task.low.tolist(), task.high.tolist(), strict=True))
    model = Hazard(graph, seed)
    setting = ModelConfig.Configuration()
    setting.add_model_parameter("outside", task.outside)
    setting.add_model_parameter("peer", task.peer)
    setting.add_model_initial_configuration("Infected", [])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.set_initial_status(setting)

    def run() -> float:
        iterations = model.iteration_bunch(task.weeks + 1, node_status=False)
        return iterations[-1]["node_count"][1]

    return run


if __name__ == "__main__":
    measure(build, "ndlib", "networkx")
