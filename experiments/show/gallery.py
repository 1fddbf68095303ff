"""All pictures by name, and the few that say most."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from experiments.results import Results
from experiments.show.blame import blame
from experiments.show.councillors import councillors
from experiments.show.departments import departments
from experiments.show.hours import hours
from experiments.show.network import network
from experiments.show.uptake import uptake
from experiments.show.waiting import waiting
from experiments.show.who_blocks import who_blocks
from simulation.run import Run

PICTURES: dict[str, Callable[[Results | Run], Figure]] = {
    "who_blocks": who_blocks,
    "uptake": uptake,
    "blame": blame,
    "waiting": waiting,
    "hours": hours,
    "departments": departments,
    "network": network,
    "councillors": councillors,
}
TELLING = ("who_blocks", "uptake", "waiting", "departments")
"""What ``blockers run`` draws: who blocks and who is blamed, how far it came, where it waits, who is left behind."""


class Gallery(dict[str, Figure]):
    """Pictures by name, in order; a notebook shows them one beneath the other."""

    def _repr_html_(self) -> str:
        return "".join(f"<div>{figure._repr_html_() or ''}</div>" for figure in self.values())


def gallery(results: Results | Run, *names: str) -> Gallery:
    """The pictures of these names, or the four that say most. Raises ``ValueError`` for a name that none has."""
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        raise ValueError(f"no picture is called {unknown[0]!r}; there are {', '.join(PICTURES)}")
    return Gallery((name, PICTURES[name](results)) for name in names or TELLING)
