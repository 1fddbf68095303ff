"""Draws the pictures of these pages. Run it from the checkout, when results change: ``python docs/draw.py``.

The county, as many runs as ``blockers run`` and ``blockers blame`` make, seeds from 0: some minutes on two processors.
"""

from __future__ import annotations

from pathlib import Path

from matplotlib.figure import Figure
from PIL import Image

from experiments import show
from experiments.blaming.blame import blame
from experiments.commands.blame import PAIRS
from experiments.commands.run import REPLICATIONS
from experiments.show.causes import CAUSES
from experiments.show.look import save_figure
from experiments.simulate import simulate, workers_of
from simulation.scenario import Scenario

PICTURES = Path(__file__).parent / "pictures"
SHARPNESS = 90  # dots per inch: sharp on a page, and small in a checkout
COLOURS = 200



def keep(figure: Figure, name: str) -> None:
    """Write one picture, small."""
    path = PICTURES / f"{name}.png"
    save_figure(figure, path, dpi=SHARPNESS)
    with Image.open(path) as drawn:  # a third of the size, and no difference to be seen
        drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    county = simulate(Scenario.load("county"), REPLICATIONS, workers=workers_of("auto"))
    for name, figure in show.gallery(county, *show.PICTURES).items():
        keep(figure, name.replace("_", "-"))
    causes = blame(Scenario.load("county"), PAIRS, workers=workers_of("auto"))
    for name, draw in CAUSES.items():
        keep(draw(causes), f"blame-{name}")
