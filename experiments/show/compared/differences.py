"""Every strategy's difference from the council as it is, with what matters and what does not."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.comparing.compare import Comparison
from experiments.comparing.outcomes import scale_of
from experiments.comparing.telling import name_of, said, told, what_was_run
from experiments.comparing.verdict import Verdict, verdict
from experiments.show.lettering import wrapped
from experiments.show.look import BLUE, GREY, INK, ORANGE, PALE, VERMILION, Canvas, headed, in_style, lined
from simulation.wording import counted

ROW = 0.34  # inches: height of a row
LOOKS = {
    Verdict.HIGHER: (BLUE, "D"),
    Verdict.MAYBE_HIGHER: (BLUE, "o"),
    Verdict.ALIKE: (GREY, "s"),
    Verdict.OPEN: (ORANGE, "o"),
    Verdict.MAYBE_LOWER: (VERMILION, "o"),
    Verdict.LOWER: (VERMILION, "D"),
    Verdict.NONE: (INK, "o"),
}
OTHERS = 2  # panels beside the primary outcome


@in_style
def differences(found: Comparison) -> Figure:
    """The primary outcome at the left, two others beside it; a row a strategy, most of the primary outcome first."""
    height = max(2.6, ROW * len(found.strategies))
    others = [outcome for outcome in ("uptake", "net_value", "hours_spent") if outcome != found.primary][:OTHERS]
    notes = [
        f"{counted(found.n, 'pair', 'pairs')} of runs on equal luck in each arm. Whiskers: 95 % intervals of the "
        "difference from the council as it is; those of all strategies in one outcome hold together.",
        _of_verdicts(found),
    ]
    title = f"{found.scenario.called}: what strategies do to {name_of(found.primary)}"
    canvas = Canvas(what_was_run(found), title, notes, height)
    _panel(canvas.panel(3.1, 0.0, 4.6, height), found, found.primary, is_judged=True)
    for place, outcome in enumerate(others):
        _panel(canvas.panel(8.2 + 2.45 * place, 0.0, 2.1, height), found, outcome, is_judged=False)
    rows = "; ".join(
        f"{found.titles[arm]} {said(found.difference(arm, found.primary), found.primary)}" for arm in found.order
    )
    canvas.figure.set_label(f"Differences in {name_of(found.primary)}: {rows}. {' '.join(told(found))}")
    return canvas.figure


def _of_verdicts(found: Comparison) -> str:
    if found.matters is None:
        return "No verdict: nobody said how large a difference matters."
    scale, unit, digits = scale_of(found.primary)
    return (
        f"Grey: less than matters (±{found.matters * scale:,.{digits}f} {unit}). Diamond: surely beyond it; filled "
        "circle: surely not nought, perhaps by too little; square: surely within; open circle: not distinguishable."
    )


def _panel(axes: Axes, found: Comparison, outcome: str, is_judged: bool) -> None:
    scale, unit, _ = scale_of(outcome)
    if unit == "hours":
        scale, unit = 0.001, "thousand hours"
    if is_judged and found.matters is not None:
        axes.axvspan(-scale * found.matters, scale * found.matters, color=PALE, alpha=0.6, linewidth=0, zorder=0)
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    for row, arm in enumerate(found.order):
        of = found.difference(arm, outcome)
        if of.mean is None or of.low is None or of.high is None:
            continue
        kind = verdict(of, found.matters) if is_judged else Verdict.NONE
        colour, marker = LOOKS[kind]
        axes.errorbar(
            scale * of.mean, row, xerr=[[scale * (of.mean - of.low)], [scale * (of.high - of.mean)]], fmt=marker,
            color=colour, elinewidth=1.5, capsize=2.5, markersize=6.5 if is_judged else 4.5,
            markerfacecolor="white" if kind == Verdict.OPEN else colour,
        )  # fmt: skip
    names = ["\n".join(wrapped(found.titles[arm], 2.8, 9.5, most=2)) for arm in found.order] if is_judged else []
    axes.set_yticks(range(len(found.order)), names, fontsize=9.5)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(found.order) - 0.4, -0.6)
    axes.xaxis.set_major_locator(MaxNLocator(6 if is_judged else 4))
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(f"{name_of(outcome)}, {'percentage points' if unit == 'points' else unit}")
    lined(axes, "x")
    headed(axes, f"Difference in {name_of(outcome)}" if is_judged else f"… in {name_of(outcome)}", pad=10.0)
