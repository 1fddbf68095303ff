"""What single roles are worth, with the ranks that they can have, beside how central their holders stand."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.blaming.blame import Blame, Lost
from experiments.blaming.telling import in_hours, rank_of
from experiments.show.lettering import fitted
from experiments.show.look import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    Canvas,
    headed,
    in_style,
    instead,
    legend_above,
    lined,
    titled,
)
from simulation.wording import counted

MOST = 40  # roles that are drawn: beyond, the first and the last twenty
ROW = 0.19  # inches: height of a row
LOOKS = {"head": (BLUE, "o"), "digital lead": (ORANGE, "D"), "champions": (GREEN, "^"), "party group": (PURPLE, "s")}


@in_style
def roles(blame: Blame) -> Figure:
    """Left, net value lost without each role, most first, with ranks; right, the same beside network centrality."""
    drawn = blame.lost if len(blame.lost) <= MOST else [*blame.lost[: MOST // 2], *blame.lost[-MOST // 2 :]]
    left_out = len(blame.lost) - len(drawn)
    height = max(3.2, ROW * len(drawn))
    notes = [
        f"{counted(len(blame.without_roles.seeds), 'pair', 'pairs')} of runs. Lost: net value as it is less that "
        "without the role: a head replaced by the median head, a party group's members by the median member, lead "
        "and champions by nobody. Whiskers: 95 % intervals that hold together over all roles; so do the ranks.",
        "Heard by: people who hear whoever holds the role, mean over holders and seeds. Lead and councillors stand "
        "outside the contact network." + (f" {left_out} roles in the middle are not drawn." if left_out else ""),
    ]
    canvas = Canvas(blame.as_it_is, titled(blame.as_it_is, "what single roles are worth"), notes, height)
    _losses(canvas.panel(3.1, 0.0, 4.1, height), drawn)
    _beside(canvas.panel(9.0, max(0.0, height - 3.6), 3.7, min(height, 3.6)), blame.lost)
    first = "; ".join(f"{lost.role.name} {in_hours(lost.net_value)} hours" for lost in drawn[:5])
    canvas.figure.set_label(
        f"Net value lost without single roles, {blame.scenario.called}; the most: {first or 'none'}."
    )
    return canvas.figure


def _losses(axes: Axes, drawn: list[Lost]) -> None:
    if not drawn:
        instead(axes, "of one pair of runs nothing can be said")
        return
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    named: set[str] = set()
    for row, lost in enumerate(drawn):
        colour, marker = LOOKS[lost.role.kind]
        of = lost.net_value
        mean, low, high = of.mean or 0.0, of.low or 0.0, of.high or 0.0
        label = None if lost.role.kind in named else lost.role.kind
        named.add(lost.role.kind)
        axes.errorbar(
            mean, row, xerr=[[mean - low], [high - mean]], fmt=marker, color=colour, elinewidth=1.2, capsize=2,
            markersize=5, label=label,
        )  # fmt: skip
        axes.annotate(
            rank_of(lost.ranks), (1.0, row), xycoords=("axes fraction", "data"), xytext=(8, 0),
            textcoords="offset points", va="center", fontsize=8.5, color="#333333",
        )  # fmt: skip
    axes.annotate(
        "rank", (1.0, 1.0), xycoords="axes fraction", xytext=(8, 4), textcoords="offset points", fontsize=8.5,
        color=GREY,
    )  # fmt: skip
    axes.set_yticks(range(len(drawn)), [fitted(lost.role.name, 2.2, 9.0) for lost in drawn], fontsize=9)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(drawn) - 0.4, -0.6)
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.set_xlabel("net value lost without it, hours")
    axes.spines["left"].set_visible(False)
    lined(axes, "x")
    headed(axes, "Lost without it")
    legend_above(axes, 4)


def _beside(axes: Axes, every: list[Lost]) -> None:
    placed = [lost for lost in every if lost.centrality is not None]
    if not placed:
        instead(axes, "nobody of the staff holds these roles")
    for lost in placed:
        colour, marker = LOOKS[lost.role.kind]
        assert lost.centrality is not None
        axes.plot(lost.centrality.heard_by, lost.net_value.mean or 0.0, marker, color=colour, markersize=5, alpha=0.8)
    axes.axhline(0.0, color=GREY, linewidth=0.8)
    axes.set_xlabel("heard by, people")
    axes.set_ylabel("net value lost without it, hours")
    lined(axes, "y")
    headed(axes, "Beside centrality", pad=14.0)
