"""A claim: the effects of its parts, council by council, beside what matters."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.claims.councils import PAIRS
from experiments.claims.effects import bounds
from experiments.claims.judging import Borne, ClaimFound, PartFound, Word
from experiments.claims.telling import because, said, told_of_claim, verdict_of
from experiments.show.lettering import wrapped
from experiments.show.look import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    ORANGE,
    PALE,
    SKY,
    VERMILION,
    Canvas,
    as_text,
    in_style,
    instead,
    lined,
)
from experiments.wording import share
from simulation.wording import counted

ROW, GAP = 0.95, 0.75  # inches: height of a panel, and between two
WORDS = 3.9  # inches: how wide a part's words are
LEFT, WIDE = 4.9, 4.5  # inches: where panels begin, how wide they are
COLOURS = {
    Borne.OUT: BLUE,
    Borne.REVERSED: VERMILION,
    Borne.TOO_LITTLE: GREY,
    Borne.PERHAPS: ORANGE,
    Borne.AGAINST: ORANGE,
    Borne.OPEN: ORANGE,
    Borne.SHOWN: GREY,
}
OUTSIDE = 0.01  # of councils at either end are gathered in the last bars


@in_style
def claimed(found: ClaimFound) -> Figure:
    """A row a part: how councils' effects are spread, luck taken out; the mean with its interval; what it comes to."""
    claim, parts = found.claim, found.parts
    height = ROW * len(parts) + GAP * (len(parts) - 1)
    councils = max((len(one.effects.councils) for one in parts), default=0)
    notes = [
        f"{counted(councils, 'plausible council', 'plausible councils')}, {PAIRS} pairs of runs on equal luck in each. "
        "Bars: councils by their effect, luck within them taken out; the last at either end hold all beyond. Point and "
        "whiskers above them: mean over councils and its 95 % interval; those of one claim hold together. Grey: less "
        "than matters. Light blue: councils that bear the part out.",
        f"Verdict: {verdict_of(found)}. {because(found)}".rstrip(),
    ]
    held = "" if found.holds.mean is None else f"; all of it holds in {share(found.holds)} % of councils"
    title = f"{claim.id} {claim.title}: {found.word.value if found.word != Word.WHERE else 'holds where …'}"
    canvas = Canvas(f"{claim.says}"[:150] if len(claim.says) <= 150 else claim.title, title, notes, height, 0.75)
    for row, one in enumerate(parts):
        bottom = height - ROW - row * (ROW + GAP)
        _words(canvas, one, bottom)
        _panel(canvas.panel(LEFT, bottom, WIDE, ROW), one)
        _result(canvas, one, bottom)
    canvas.figure.set_label(" ".join(told_of_claim(found)) + held)
    return canvas.figure


def _words(canvas: Canvas, one: PartFound, bottom: float) -> None:
    lines = wrapped(one.part.says, WORDS, 10, most=4)
    for number, line in enumerate(lines):
        up = canvas.beneath + bottom + ROW - 0.2 - 0.19 * number
        canvas.write(MARGIN, up, line, fontsize=10, color=INK)


def _result(canvas: Canvas, one: PartFound, bottom: float) -> None:
    part = one.part
    colour = as_text(COLOURS[one.said])
    verdict = wrapped(one.said.value, 2.8, 9.5, most=3)
    lines = [*verdict, *wrapped(said(part, one.effect), 3.0, 9.5, most=3)]
    if one.holds.mean is not None:
        lines.append(f"in {share(one.holds)} % of councils")
    if one.missing:
        lines.append(f"{counted(sum(one.missing.values()), 'council', 'councils')} without a number")
    for number, line in enumerate(lines):
        up = canvas.beneath + bottom + ROW - 0.16 - 0.185 * number
        canvas.write(LEFT + WIDE + 0.3, up, line, fontsize=9.5, color=colour if number < len(verdict) else INK,
                     fontweight="bold" if number < len(verdict) else "normal")  # fmt: skip


def _panel(axes: Axes, one: PartFound) -> None:
    part, of = one.part, one.effect
    axes.set_yticks([])
    axes.set_xlabel(f"effect, {part.unit}", fontsize=9)
    axes.set_ylabel("councils", fontsize=9)
    if one.spread is None or of.mean is None:
        axes.set_xticks([])
        instead(axes, "too few councils have a number")
        return
    values = part.scale * one.spread.drawn
    low, high = np.quantile(values, (OUTSIDE, 1.0 - OUTSIDE))
    matters = part.scale * part.matters
    room = 0.05 * max(high - low, 2.0 * matters, 10.0**-part.digits)
    sure = [part.scale * end for end in (of.low, of.high) if end is not None]
    least, most = min(low, -matters, 0.0, *sure) - room, max(high, matters, 0.0, *sure) + room
    bins = np.linspace(least, most, 46)
    counts, _ = np.histogram(np.clip(values, least, most), bins)
    middles = 0.5 * (bins[1:] + bins[:-1])
    ends = [part.scale * end for end in bounds(part)]
    inside = (middles >= ends[0]) & (middles <= ends[1]) if part.is_judged else np.zeros(len(middles), dtype=bool)
    if part.is_judged:
        axes.axvspan(-matters, matters, color=PALE, alpha=0.6, linewidth=0, zorder=0)
    axes.bar(middles, counts, width=0.9 * (bins[1] - bins[0]), color=[SKY if yes else "#B5B5B5" for yes in inside])
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    top = 1.22 * max(1, counts.max())
    axes.set_ylim(0, 1.1 * top)
    axes.set_yticks([0, int(counts.max())])
    mean = part.scale * of.mean
    if of.low is not None and of.high is not None:
        reach = [[mean - part.scale * of.low], [part.scale * of.high - mean]]
        axes.errorbar(mean, top, xerr=reach, fmt="o", color=COLOURS[one.said], markersize=6, elinewidth=2, capsize=3)
    axes.set_xlim(least, most)
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.tick_params(labelsize=9)
    lined(axes, "x")
