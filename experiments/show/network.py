"""The contact network by department, with who uses it: people as dots in their department, ties between departments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.results import Results
from experiments.show.look import BLACK, Canvas, not_drawable, picture, titled
from experiments.show.ring import EACH_TIE, LEFT, MARKS, MOST_LINES, MOST_NAMES, STAGES, WIDE, Ring
from experiments.standing import Standing, standing_in
from simulation.run import Run
from simulation.state import Stage

if TYPE_CHECKING:
    from simulation.council import Council


def network(what: Results | Run | Council, week: int | None = None) -> Figure:
    """Departments in a ring, their people as dots by stage, and the ties between departments.

    Of results the first run is drawn, as it stood at its end or at the end of ``week``; of a council where it stands
    now. People who use it lie in the middle of their department, champions are ringed. The more ties between two
    departments, the wider the line. Where there are too many people for dots, each department shows its shares.

    Ties and champions of a run are those that a plain ``Council`` draws again from its scenario and seed: of a run of a
    derived class with another set-up they are not that run's own. A council in its own week shows its own.

    Raises ``ValueError`` where no run came to its end, or the first was not kept in full; for a week outside the run;
    and for files of people that have changed since. Raises ``TypeError`` for anything but results, a run or a council.
    """
    if isinstance(what, Results) and not what.replicates:
        raise ValueError("no run came to its end: there is nothing to draw")
    run = what.first if isinstance(what, Results) else what
    if run is None:
        raise ValueError("no run was kept in full, so nobody knows who stood where: simulate with keep_full=1")
    if not isinstance(run, Run):
        from simulation.council import Council  # slow to import, and there already where somebody has one

        if not isinstance(run, Council):
            raise TypeError(not_drawable("network", run, "results, a run or a council"))
    standing = standing_in(run, week)
    return _drawn(run if isinstance(run, Run) else run.measures.run(), standing)


@picture
def _drawn(results: Results, standing: Standing) -> Figure:
    ring = Ring(results, standing)
    canvas = Canvas(
        results, titled(results, f"who uses it, and who hears whom, in week {standing.week}"),
        _notes(results, standing, ring), 2.0 * ring.half, above=1.2,
    )  # fmt: skip
    axes = canvas.panel(LEFT, -0.3, WIDE, 2.0 * ring.half + 0.3)
    axes.set_xlim(-WIDE / 2.0, WIDE / 2.0)
    axes.set_ylim(-ring.half - 0.15, ring.half + 0.15)
    axes.set_axis_off()
    ring.draw_ties(axes)
    ring.draw_departments(axes)
    ring.draw_names(axes)
    _legend(axes, standing, ring.is_of_dots)
    canvas.figure.set_label(alternative_text(results, standing))
    return canvas.figure


def alternative_text(results: Results, standing: Standing) -> str:
    """What the picture shows, for those who cannot see it."""
    staff, live = len(standing.people), standing.by_department()[:, Stage.LIVE]
    stages = ", ".join(f"{words} {standing.count(stage):,}" for stage, words, *_ in STAGES if standing.count(stage))
    shares = sorted(range(len(live)), key=lambda d: -live[d] / standing.people.headcounts[d])
    most = "; ".join(
        f"{standing.people.departments[d]} {live[d]:,} of {standing.people.headcounts[d]:,}"
        for d in shares[:3]
        if live[d]
    )
    return (
        f"Who uses it, and who hears whom: {results.scenario.called}, one run, seed "
        f"{standing.seed}, week {standing.week}. {len(live):,} departments in a ring, {staff:,} people by stage: "
        f"{stages}. " + (f"The largest shares live: {most}. " if most else "Nobody is live. ") + _of_ties(standing)
    )


def _of_ties(standing: Standing) -> str:
    """How many ties there are, how many cross departments, and whether those who are live hear more who are."""
    first, second = standing.ties()
    of = standing.people.department
    across = int((of[first] != of[second]).sum())
    said = f"{len(first):,} ties, {across:,} of them between departments."
    heard, is_live = standing.live_heard(), standing.stage == Stage.LIVE
    if is_live.any() and not is_live.all():
        said += (
            f" Who is live hears {heard[is_live].mean():.1f} people who are, on average; who is not, "
            f"{heard[~is_live].mean():.1f}."
        )
    return said


def _notes(results: Results, standing: Standing, ring: Ring) -> list[str]:
    """What has to be said beneath the picture."""
    people = standing.people
    drawn = "a dot is a person, users in the middle of their department"
    if not ring.is_of_dots:
        drawn = "a disc shows a department's shares, from the top clockwise in the order above"
    if len(people) <= EACH_TIE:
        lines = "A line is a tie."
    else:
        pairs = len(ring.between())
        shown = f", {MOST_LINES} pairs of {pairs:,}" if pairs > MOST_LINES else ""
        lines = f"A line: ties between two departments, the wider the more{shown}."
    order = "Round the ring, from the top: the largest departments first"
    if ring.directorates:
        order = f"Round the ring, from the top: {', '.join(ring.directorates)}; in each the largest departments first"
    named = f" The {MOST_NAMES} largest are named." if len(people.departments) > MOST_NAMES else ""
    return [
        f"One run, seed {standing.seed}: no interval can be given; {drawn}. {lines}",
        f"{_of_ties(standing)} A name has with it how many are live, of all people there.{named}",
        f"{order}.",
    ]


def _legend(axes: Axes, standing: Standing, is_of_dots: bool) -> None:
    handles = []
    for stage, words, colour, _ in STAGES:
        number = standing.count(stage)
        said = f"{words}: {number:,} ({100.0 * number / len(standing.people):.1f} %)"
        mark = MARKS[stage] if is_of_dots else "s"
        edge = BLACK if stage == Stage.WANTING else colour
        handles.append(
            Line2D([], [], marker=mark, color=colour, markeredgecolor=edge, linewidth=0, markersize=7, label=said)
        )
    if is_of_dots:
        said = f"champions: {len(standing.champions):,}" if standing.champions else "champions (ringed): none"
        handles.append(
            Line2D([], [], marker="o", color="none", markeredgecolor=BLACK, linewidth=0, markersize=9, label=said)
        )
    axes.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0.04, 1.0), ncols=5, frameon=False, fontsize=9.2,
        handletextpad=0.3, columnspacing=1.4, borderpad=0.2,
    )  # fmt: skip
