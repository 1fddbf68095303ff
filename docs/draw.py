"""Draws the pictures of these pages. Run it from the checkout, when results change: ``python docs/draw.py``.

The county, as many runs as ``blockers run`` and ``blockers blame`` make, seeds from 0; strategies compared: some
ten minutes on two processors.
"""

from __future__ import annotations

from pathlib import Path

from matplotlib.figure import Figure
from PIL import Image

from experiments import show
from experiments.blaming.blame import blame
from experiments.commands.blame import PAIRS
from experiments.commands.run import REPLICATIONS
from experiments.comparing.compare import compare
from experiments.comparing.laying import bundled, laid
from experiments.comparing.more import Beside
from experiments.show.causes import CAUSES
from experiments.show.compared import COMPARED
from experiments.show.look import save_figure
from experiments.simulate import simulate, workers_of
from simulation.scenario import Scenario

PICTURES = Path(__file__).parent / "pictures"
SHARPNESS = 90  # dots per inch: sharp on a page, and small in a checkout
COLOURS = 256


def keep(figure: Figure, name: str) -> None:
    """Write one picture, small."""
    path = PICTURES / f"{name}.png"
    save_figure(figure, path, dpi=SHARPNESS)
    with Image.open(path) as drawn:
        smaller(drawn).save(path, optimize=True)


def smaller(drawn: Image.Image) -> Image.Image:
    """The same in few colours: a fifth of the size, and no difference to be seen.

    The usual choice of colours (median cut) goes by how many points have them, and gives thin letters another colour.
    """
    return drawn.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)


def compared() -> dict[str, Figure]:
    """The bundled strategies on the county; in plausible councils, and levers in order, those of the district."""
    council, laid_on_it = laid("county", {}, None, [], bundled())
    found = compare(council, laid_on_it, "net_value", 5000.0, workers=workers_of("auto"))
    small, laid_on_small = laid("district", {}, None, [], bundled())
    fewer = compare(small, laid_on_small, "net_value", 3000.0, pairs=20, workers=workers_of("auto"))
    more = Beside.of(fewer, None, 200, 5000.0, True, 20, workers_of("auto"))
    return {
        **{name: draw(found) for name, draw in COMPARED.items()},
        **{k: draw() for k, draw in more.pictures.items()},
    }


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    county = simulate(Scenario.load("county"), REPLICATIONS, workers=workers_of("auto"))
    for name, figure in show.gallery(county, *show.PICTURES).items():
        keep(figure, name.replace("_", "-"))
    causes = blame(Scenario.load("county"), PAIRS, workers=workers_of("auto"))
    for name, draw in CAUSES.items():
        keep(draw(causes), f"blame-{name}")
    for name, figure in compared().items():
        keep(figure, f"compare-{name}")
