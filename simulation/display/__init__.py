"""What a notebook shows of a council and of a run: HTML, and nothing that needs more than the model."""

from simulation.markup import BLUE, GREY, ORANGE, PALE, SKY, VERMILION, YELLOW
from simulation.state import Stage

COLOUR_OF = {
    Stage.LIVE: BLUE,
    Stage.SHADOW: "currentColor",
    Stage.ASKING: SKY,
    Stage.WANTING: YELLOW,
    Stage.ASSUMED_NO: ORANGE,
    Stage.GAVE_UP: VERMILION,
    Stage.LAPSED: GREY,
    Stage.UNINTERESTED: PALE,
}
