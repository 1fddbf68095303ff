"""Who refused and who was blamed for it, and every reason that was given: for good or bad, true or not."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, MaxNLocator

from experiments.by_gate import FEW, AtGate, Some, by_gate
from experiments.findings import findings, in_all, percent
from experiments.reasons import Flow, Reason, flow_of, reasons_of
from experiments.results import Results
from experiments.show.look import (
    BLUE,
    FAINT,
    GREEN,
    GREY,
    INK,
    PURPLE,
    VERMILION,
    Canvas,
    as_text,
    headed,
    legend_above,
    lined,
    picture,
    runs_of,
    titled,
)
from experiments.show.sureness import marked, note_beside_gates, note_of_bars
from simulation.state import GATES, Gate, Objection, label
from simulation.words import WRITTEN

HEIGHT = 6.3  # inches: of the panels
APART = 0.19  # of the distance between two gates: refusals above, blame beneath
TINTS = LinearSegmentedColormap.from_list("tints", ["#FFFFFF", "#8E3F72"])


@picture
def blame(results: Results) -> Figure:
    """Each gate's share of refusals and of blame for them; whose no was put down to whom; every objection, with why.

    Needs at least one run. Objections are means of runs, split into those that stopped what was worthwhile
    (obstructive) and those that stopped what was not (protective); beside them is the share whose reason was true.
    """
    gates, reasons, flow = by_gate(results), reasons_of(results), flow_of(results)
    canvas = Canvas(
        results,
        titled(results, "who refused, why, and who got the blame"),
        _notes(results, _has_counts(gates, reasons, flow)),
        HEIGHT,
    )
    _draw_shares(canvas.panel(1.3, 3.55, 3.1, 2.75), results, gates)
    _draw_flow(canvas.panel(1.85, 0.0, 2.5, 2.1), flow, len(results.replicates))
    why = canvas.panel(7.1, 0.0, 3.3, HEIGHT)
    true = canvas.panel(10.9, 0.0, 1.6, HEIGHT)
    places = _places(reasons)
    _draw_reasons(why, reasons, places, gates)
    _draw_true(true, reasons, places)
    canvas.figure.set_label(alternative_text(results, gates, reasons))
    return canvas.figure


def alternative_text(results: Results, gates: list[AtGate], reasons: list[Reason]) -> str:
    """What the picture shows, for those who cannot see it."""
    shares = "; ".join(
        f"{gate.name} {percent(gate.refusals)} of refusals, {percent(gate.blame)} of blame" for gate in gates
    )
    most = sorted((reason for reason in reasons if reason.counted.whole), key=lambda reason: -reason.counted.whole)
    why = "; ".join(
        f"{WRITTEN[reason.gate]}, {_named(reason.objection)}: {_a_run(reason)} a run, "
        f"{100.0 * reason.obstructive / (reason.obstructive + reason.protective):.0f} % obstructive, "
        f"{_true_in_words(reason)} true"
        for reason in most[:5]
    )
    return (
        f"Who refused and why: four panels, {results.scenario.called}, {runs_of(results)}. "
        f"Shares by gate: {shares}. "
        + (f"The most frequent objections: {why}. " if why else "No gate objected to anything. ")
        + " ".join(findings(results, gates))
    )


def _notes(results: Results, has_counts: bool) -> list[str]:
    """What has to be said beneath the picture."""
    return [
        note_of_bars(results) + (f" Where fewer than {FEW} in all: counts, such as 2 of 7." if has_counts else ""),
        "Obstructive: stopped what was worthwhile; protective: stopped what was not. True: what the reason says was "
        "so, whether or not the no was right. Blame: of that on the five gates after a refusal.",
        note_beside_gates(results),
    ]


def _has_counts(gates: Sequence[AtGate], reasons: Sequence[Reason], flow: Flow) -> bool:
    """Whether anything is so rare that its count stands in place of a percentage."""
    shares = [gate.counted[name] for gate in gates for name in ("refusals", "blame") if not gate.has_none(name)]
    rows = [gate.counted["is_protective"] for gate in gates] + [reason.counted for reason in reasons]
    blamed = [Some(0, sum(flow[whose, to] for to in GATES)) for whose in GATES]
    return any(some.whole and some.are_few for some in [*shares, *rows, *blamed])


def _named(objection: Objection) -> str:
    return label(objection).replace("_", " ")


def _true_in_words(reason: Reason) -> str:
    return str(reason.counted) if reason.counted.are_few else percent(reason.true)


def _a_run(reason: Reason) -> str:
    mean = reason.all.mean or 0.0
    return f"{mean:.0f}" if mean >= 10.0 or mean.is_integer() else f"{mean:.1f}"


def _draw_shares(axes: Axes, results: Results, gates: list[AtGate]) -> None:
    """A square for refusals and a circle for blame at each gate, tied together."""
    for row, gate in enumerate(gates):
        ends = []
        for name, place, look in (("refusals", row - APART, ("s", INK)), ("blame", row + APART, ("o", PURPLE))):
            some, of = gate.counted[name], gate.refusals if name == "refusals" else gate.blame
            if gate.has_none(name):
                ends.append((0.0, 0.0, "–"))
                continue
            at = 100.0 * (some.part / some.whole if some.are_few else of.mean or 0.0)
            values = [run.outcomes[f"{name}_{label(gate.gate)}"] for run in results.replicates]
            end = at if some.are_few else max(at, marked(axes, place, values, of, 100.0))
            ends.append((at, end, str(some) if some.are_few else f"{at:.0f}"))
            axes.plot(
                at,
                place,
                look[0],
                color=look[1],
                markersize=8,
                zorder=3,
                clip_on=False,
                gid=f"{name} {label(gate.gate)}",
            )
        (first, left, of_refusals), (second, right, of_blame) = ends
        if of_refusals != "–" and of_blame != "–":
            axes.plot([first, second], [row - APART, row + APART], color=GREY, linewidth=1.6, zorder=1)
        said = "–" if of_refusals == of_blame == "–" else f"{of_refusals} → {of_blame}"
        axes.annotate(said, (max(left, right), row), xytext=(9, 0), textcoords="offset points", va="center", fontsize=9)
    for words, (mark, colour) in {"share of refusals": ("s", INK), "share of blame": ("o", PURPLE)}.items():
        axes.plot([], [], mark, color=colour, markersize=7, label=words)
    axes.set_yticks(range(len(gates)), [f"{g.name}\n(removed)" if g.removed else g.name for g in gates], fontsize=10.5)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    axes.set_ylim(len(gates) - 0.45, -0.55)
    axes.set_xlim(0, 100)
    axes.xaxis.set_major_locator(FixedLocator([0, 25, 50, 75, 100]))
    axes.set_xlabel("share of all refusals, of all blame for them, %")
    lined(axes, "x")
    axes.spines["left"].set_visible(False)
    headed(axes, "Who refused, who was blamed")
    legend_above(axes, 2)


def _draw_flow(axes: Axes, flow: Flow, runs: int) -> None:
    """Of the blame for each gate's noes, the share that each gate took: a table with tinted cells."""
    for row, whose in enumerate(GATES):
        whole = sum(flow[whose, to] for to in GATES)
        for column, to in enumerate(GATES):
            some = Some(flow[whose, to], whole)
            share = some.part / whole if whole else 0.0
            axes.fill_between([column - 0.5, column + 0.5], row - 0.5, row + 0.5, color=TINTS(share), linewidth=0)
            said = "–" if not whole else str(some.part) if some.are_few else f"{100.0 * share:.0f} %"
            axes.text(
                column,
                row,
                said if some.part or not whole else "0",
                ha="center",
                va="center",
                fontsize=8.5,
                fontweight="bold" if whose == to else "normal",
                color="white" if share > 0.55 else INK if some.part else GREY,
            )
        axes.annotate(
            f"of {whole:,}", (len(GATES) - 0.42, row), va="center", fontsize=8.5, color=GREY, annotation_clip=False
        )
    names = [WRITTEN[gate] for gate in GATES]
    short = ["Mgmt" if gate == Gate.MANAGEMENT else WRITTEN[gate] for gate in GATES]
    axes.set_yticks(range(len(GATES)), names, fontsize=9.5)
    axes.set_xticks(range(len(GATES)), short, fontsize=9)
    axes.set_xlim(-0.5, len(GATES) - 0.5)
    axes.set_ylim(len(GATES) - 0.5, -0.5)
    for edge in range(len(GATES) + 1):
        axes.axhline(edge - 0.5, color=FAINT, linewidth=0.8)
        axes.axvline(edge - 0.5, color=FAINT, linewidth=0.8)
    axes.tick_params(length=0, labelcolor=INK)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xlabel("who was blamed for it, % of all times it was" + (f", in {in_all(runs)}" if runs > 1 else ""))
    axes.set_ylabel("whose no it was")
    headed(axes, "Whose no was put down to whom", 10.0)


def _places(reasons: Sequence[Reason]) -> list[float]:
    """The height of each objection: a line for each, and one above each gate for its name."""
    places, before = [], None
    at = 0.0
    for reason in reasons:
        at += 1.0 if reason.gate == before else 2.1
        places.append(at)
        before = reason.gate
    return [place - 2.1 for place in places]


def _draw_reasons(axes: Axes, reasons: list[Reason], places: list[float], gates: list[AtGate]) -> None:
    known = {gate.gate: gate for gate in gates}
    ends, widest = [], 1.0
    for number, (reason, place) in enumerate(zip(reasons, places, strict=True)):
        named = [None, None] if number else ["obstructive no", "protective no"]
        axes.barh(place, reason.obstructive, 0.66, color=VERMILION, label=named[0])
        axes.barh(
            place, reason.protective, 0.66, left=reason.obstructive, color=GREEN, hatch="////", edgecolor="white",
            linewidth=0, label=named[1],
        )  # fmt: skip
        ends.append(marked(axes, place, reason.of_run, reason.all) if reason.counted.whole else 0.0)
        widest = max(widest, ends[-1])
        if not number or reasons[number - 1].gate != reason.gate:
            axes.annotate(
                _heading(known[reason.gate]), (0, place - 1.0), xycoords=("axes fraction", "data"), va="center",
                xytext=(-112, 0), textcoords="offset points", fontweight="bold", color=INK, annotation_clip=False,
            )  # fmt: skip
    for reason, place, end in zip(reasons, places, ends, strict=True):
        some = reason.counted.whole
        said = f"{some} in all" if 0 < some < FEW and len(reason.of_run) > 1 else _a_run(reason) if some else "–"
        axes.annotate(said, (end, place), xytext=(5, 0), textcoords="offset points", va="center", fontsize=8.5)
    axes.set_yticks(places, [_named(reason.objection) for reason in reasons], fontsize=9.5)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    axes.set_ylim(max(places) + 0.6, -1.6)
    axes.set_xlim(0, 1.18 * widest)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.set_xlabel("objections a run")
    lined(axes, "x")
    axes.spines["left"].set_visible(False)
    headed(axes, "Why: every gate's objections")
    legend_above(axes, 2)


def _heading(gate: AtGate) -> str:
    """A gate's name over its objections, with how many of them stopped what was worthwhile."""
    if gate.removed:
        return f"{gate.name} (removed)"
    some = gate.counted["is_protective"]
    if not some.whole:
        return f"{gate.name}: none"
    stopped = Some(some.whole - some.part, some.whole)
    share = 100.0 * (1.0 - (gate.is_protective.mean or 0.0))
    return f"{gate.name}: {stopped if some.are_few else f'{share:.0f} %'} obstructive"


def _draw_true(axes: Axes, reasons: list[Reason], places: list[float]) -> None:
    for reason, place in zip(reasons, places, strict=True):
        if reason.counted.are_few or reason.true.mean is None:
            axes.text(0.0, place, str(reason.counted), va="center", fontsize=8.5, color=GREY)
            continue
        at = 100.0 * reason.true.mean
        axes.plot([0, at], [place, place], color=BLUE, linewidth=1.2, alpha=0.5)
        end = marked(axes, place, reason.true_of_run, reason.true, 100.0)
        axes.plot(
            at, place, "D", color=BLUE, markersize=6, zorder=3, clip_on=False, gid=f"true {label(reason.objection)}"
        )
        axes.annotate(
            f"{at:.0f}", (max(at, end), place), xytext=(7, 0), textcoords="offset points", va="center", fontsize=8.5,
            color=as_text(BLUE), annotation_clip=False,
        )  # fmt: skip
    axes.set_yticks([])
    axes.set_ylim(max(places) + 0.6, -1.6)
    axes.set_xlim(0, 100)
    axes.xaxis.set_major_locator(FixedLocator([0, 50, 100]))
    axes.set_xlabel("of these, reason true, %")
    lined(axes, "x")
    axes.spines["left"].set_visible(False)
    headed(axes, "Was it true?")
