"""Plausible councils: how often each strategy is good enough, and how far it falls behind."""

from __future__ import annotations

from matplotlib.figure import Figure

from experiments.comparing.beside import of, told_of_councils
from experiments.comparing.failing import Box
from experiments.comparing.outcomes import scale_of
from experiments.comparing.telling import name_of
from experiments.comparing.uncertain import PAIRS, Uncertain
from experiments.show.lettering import wrapped
from experiments.show.look import BLUE, ORANGE, SKY, Canvas, headed, in_style, legend_above, lined

ROW = 0.36  # inches: height of a row


@in_style
def councils(found: Uncertain, box: Box | None) -> Figure:
    """Left, shares of councils in which each is good enough and best; right, how far each falls behind."""
    arms = found.order
    height = max(2.8, ROW * len(arms))
    scale, unit, digits = scale_of(found.outcome)
    notes = [
        f"{found.kept:,} plausible councils of {found.sampled:,} drawn, {PAIRS} pairs of runs in each. Good enough: "
        f"within {found.matters * scale:,.{digits}f} {unit} of the best. Luck within councils is taken out. Whiskers: "
        "95 % intervals, councils drawn again. Right: boxes hold the middle half of councils, whiskers all of them, "
        "the dot is the mean.",
        " ".join(told_of_councils(found, box)),
    ]
    canvas = Canvas(
        f"{found.kept:,} plausible councils, {len(arms)} arms",
        f"In plausible councils: {name_of(found.outcome)}",
        notes,
        height,
    )
    axes = canvas.panel(3.1, 0.0, 4.2, height)
    for shift, name, colour, call in ((-0.18, "good enough", BLUE, found.good_enough), (0.18, "best", SKY, found.best)):
        for row, arm in enumerate(arms):
            mean, low, high = (100.0 * value for value in of(call(arm)))
            axes.barh(row + shift, mean, 0.32, color=colour, label=None if row else name)
            axes.errorbar(
                mean, row + shift, xerr=[[mean - low], [high - mean]], fmt="none", ecolor="#333333", elinewidth=1.2,
                capsize=2,
            )  # fmt: skip
    axes.set_yticks(
        range(len(arms)), ["\n".join(wrapped(found.titles[arm], 2.8, 9.5, most=2)) for arm in arms], fontsize=9.5
    )
    axes.set_xlabel("share of plausible councils, %")
    headed(axes, "How often it is good enough")
    legend_above(axes, 2)
    behind = canvas.panel(8.0, 0.0, 4.7, height)
    hours = 0.001 if unit == "hours" else scale
    regrets = [(hours * found.regret[found.arms.index(arm)]).tolist() for arm in arms]
    behind.boxplot(
        regrets, positions=range(len(arms)), orientation="horizontal", whis=(0, 100), showfliers=False, widths=0.5,
        showmeans=True, medianprops={"color": ORANGE},
        meanprops={"marker": "o", "markerfacecolor": BLUE, "markeredgecolor": "white"},
    )  # fmt: skip
    behind.axvline(hours * found.matters, color=ORANGE, linewidth=1.0, linestyle=(0, (4, 2)))
    behind.set_yticks(range(len(arms)), [])
    behind.set_xlabel(f"behind the best, {'thousand hours' if unit == 'hours' else unit}; dashed: what matters")
    headed(behind, "How far it falls behind")
    for panel in (axes, behind):
        panel.set_ylim(len(arms) - 0.4, -0.6)
        panel.tick_params(axis="y", length=0)
        panel.spines["left"].set_visible(False)
        lined(panel, "x")
    canvas.figure.set_label(" ".join(told_of_councils(found, box)))
    return canvas.figure
