"""The picture of a debrief: value forgone against harm prevented, and what was stopped of the bad and of the good."""

from __future__ import annotations

import math

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.desk.debrief import REFUSES, SIMULATED, STAMPS, TEAM, Debrief, Sat, called
from experiments.desk.page import against, told
from experiments.findings import weeks
from experiments.show.look import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    Canvas,
    headed,
    in_style,
    lined,
)

PANEL = 4.8  # inches: height of the panels
PLACES = 25  # in each direction: marks at one of them would hide each other
COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)
MARKS = ("o", "^", "v", "P", "X", "h")
LOOKS = {SIMULATED: (BLACK, "D"), REFUSES: (GREY, "s"), STAMPS: (GREY, "*")}


@in_style
def desk(found: Debrief) -> Figure:
    """Left, what refusals did to value and harm; right, what share of the bad and of the good was stopped."""
    notes = [
        "One run each, all on the same luck, so there are no intervals: whoever stands before another here may not on "
        f"the next. Both axes to the left are against {against(found)} at the same desk.",
        "Right: of the requests that reached the desk, by the last word on each. On the grey line one would do as well "
        "to toss a coin; above it, more is stopped of what is not worthwhile than of what is. A desk "
        "that only one of the two kinds reached has no mark there.",
    ]
    said = f"{found.staff:,} staff, {weeks(found.scenario.weeks)}, 1 run each, seed {found.seed}"
    canvas = Canvas(said, f"{found.scenario.called}: at the desk", notes, PANEL)
    left, right = canvas.panel(0.95, 0.0, 4.1, PANEL), canvas.panel(6.0, 0.0, 4.1, PANEL)
    _worth(left, found)
    _stopped(right, found)
    handles, names = left.get_legend_handles_labels()
    legend = right.legend(handles, names, loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False, fontsize=8.8)
    for handle in legend.legend_handles:
        handle.set_sizes([70.0])  # type: ignore[union-attr]  # whatever size a mark has in the panels
    canvas.figure.set_label(" ".join(told(found)))
    return canvas.figure


def _look(found: Debrief, one: Sat) -> tuple[str, str]:
    if one.kind != TEAM:
        return LOOKS[one.kind]
    k = found.teams.index(one)
    return COLOURS[k % len(COLOURS)], MARKS[(k + k // len(COLOURS)) % len(MARKS)]


def _name(found: Debrief, one: Sat) -> str:
    where = f"{one.desk.written}: " if len(found.desks) > 1 else ""
    name = where + (one.called if one.kind == TEAM else called(one.kind, one.desk))
    after = one.named.removeprefix(one.called)
    name = (name if len(name) + len(after) <= 34 else name[: 33 - len(after)] + "…") + after
    plain = name.replace("$", r"\$")  # two of them would begin and end a formula
    return f"\u200b{plain}" if plain.startswith("_") else plain  # such names are left out of legends


def _points(axes: Axes, found: Debrief, across: list[float], up: list[float]) -> None:
    """A mark for each who sat, in order; of several at one place those before are larger, and look out from behind."""
    places = [(_place(x, across), _place(y, up)) for x, y in zip(across, up, strict=True)]
    for k, (one, x, y) in enumerate(zip(found.sat, across, up, strict=True)):
        colour, mark = _look(found, one)
        size: float = 130 if one.kind == STAMPS else 95 if one.kind == TEAM else 60
        size *= 1.0 + 1.7 * places[k + 1 :].count(places[k])
        axes.scatter([x], [y], s=size, c=colour, marker=mark, edgecolors="white", linewidths=0.7,
                     label=_name(found, one), zorder=3, clip_on=False)  # fmt: skip
    if len(found.desks) > 1:
        _name_desks(axes, found, across, up, places)


def _name_desks(
    axes: Axes, found: Debrief, across: list[float], up: list[float], places: list[tuple[int, int]]
) -> None:
    """Whose simulated marks these are: those of all desks look alike."""
    named: dict[tuple[int, int], list[int]] = {}
    for k, one in enumerate(found.sat):
        if one.kind in (SIMULATED, REFUSES) and not math.isnan(across[k]) and not math.isnan(up[k]):
            named.setdefault(places[k], []).append(k)
    for place, there in named.items():
        text = ", ".join(dict.fromkeys(found.sat[k].desk.written for k in there))
        is_right = place[0] > PLACES / 2
        axes.annotate(text, (across[there[0]], up[there[0]]), (-9 if is_right else 9, -15), textcoords="offset points",
                      fontsize=8, color=GREY, ha="right" if is_right else "left")  # fmt: skip


def _place(number: float, of: list[float]) -> int:
    """Where among all numbers one stands, in steps too small for two marks; −1 where there is none."""
    there = [one for one in of if not math.isnan(one)]
    if math.isnan(number) or max(there) == min(there):
        return -1
    return round(PLACES * (number - min(there)) / (max(there) - min(there)))


def _worth(axes: Axes, found: Debrief) -> None:
    across, up = [one.value_forgone for one in found.sat], [one.harm_prevented for one in found.sat]
    axes.axhline(0.0, color=GREY, linewidth=0.8)
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    _points(axes, found, across, up)
    axes.margins(0.12)
    axes.set_xlabel("value forgone, hours of ordinary work")
    axes.set_ylabel("harm prevented, hours of ordinary work")
    if len(set(up)) == 1:  # within a year there may be no incident at all
        axes.set_ylim(up[0] - 1.0, up[0] + 1.0)
    lined(axes, "y")
    headed(axes, "What refusals did to the whole run", 12.0)


def _stopped(axes: Axes, found: Debrief) -> None:
    def share(part: int, whole: int) -> float:
        return 100.0 * part / whole if whole else math.nan

    across = [share(one.refused_worthwhile, one.refused_worthwhile + one.passed_worthwhile) for one in found.sat]
    up = [share(one.refused_not, one.refused_not + one.passed_not) for one in found.sat]
    axes.plot([0.0, 100.0], [0.0, 100.0], color=GREY, linewidth=1.0, zorder=0)
    _points(axes, found, across, up)
    axes.set_xlim(0.0, 100.0)
    axes.set_ylim(0.0, 100.0)
    axes.set_xlabel("of what was worthwhile, stopped, %")
    axes.set_ylabel("of what was not worthwhile, stopped, %")
    lined(axes, "y")
    headed(axes, "What was stopped", 12.0)
