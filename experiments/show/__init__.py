"""Pictures. Each is a function that takes results, or one run, and returns a Matplotlib figure.

``from experiments import show`` gives all of them: ``show.uptake(results)``. Every picture stands in a module of its
own name; all modules are imported here, before the names are given to the functions, so that ``show.uptake`` is always
the function. Importing this brings Matplotlib and pandas in: nothing that is to start fast may.
"""

from experiments.show.blame import blame
from experiments.show.councillors import councillors
from experiments.show.departments import departments
from experiments.show.gallery import PICTURES, TELLING, Gallery, gallery
from experiments.show.hours import hours
from experiments.show.look import save_figure
from experiments.show.network import network
from experiments.show.uptake import uptake
from experiments.show.waiting import waiting
from experiments.show.who_blocks import who_blocks

__all__ = [
    "PICTURES",
    "TELLING",
    "Gallery",
    "blame",
    "councillors",
    "departments",
    "gallery",
    "hours",
    "network",
    "save_figure",
    "uptake",
    "waiting",
    "who_blocks",
]
