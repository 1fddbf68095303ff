"""Departments in a ring, people as dots inside them, and the ties between departments: the drawing of the network."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Wedge
from numpy.typing import NDArray

from experiments.results import Results
from experiments.show.lettering import fitted, spread, width_of
from experiments.show.look import BLACK, GREY, INK, PALE
from experiments.show.uptake import STACKED
from experiments.standing import Standing
from simulation.state import Stage
from simulation.words import STAGES_IN_SHORT

STAGES = (*STACKED, (Stage.UNINTERESTED, STAGES_IN_SHORT[Stage.UNINTERESTED], PALE, ""))
MARKS = {Stage.LIVE: "o", Stage.SHADOW: "s", Stage.ASKING: "^", Stage.WANTING: "v", Stage.ASSUMED_NO: "X",
         Stage.GAVE_UP: "P", Stage.LAPSED: "D", Stage.UNINTERESTED: "o"}  # fmt: skip
LEFT, WIDE = 0.2, 12.6  # inches: the one panel
REACH = 3.7  # inches from the middle of the ring to the outermost disc
LARGEST = 0.16  # inches: times the root of its people, the largest radius of a department
EDGE = 0.9  # of that, between the outermost people and the edge of their disc
GOLDEN = math.pi * (3.0 - math.sqrt(5.0))  # the angle from one seed of a sunflower to the next
LEAST_DOT = 2.5  # points: with less room for each person, a department is drawn as shares instead of dots
EACH_TIE = 80  # up to so many people every tie is drawn, beyond only how many there are between departments
MOST_LINES = 150  # pairs of departments between which ties are drawn: those with the most
MOST_NAMES = 140  # departments that are named: the largest
NAME = 0.055  # inches of height for each name, so that two side by side have room for a line of the smallest letters
APART = 0.07  # radians: from the top and the foot of the ring to the first name on the left
OPEN = 0.62  # the largest radius of a disc, as a share of the ring's: so the middle stays open for lines
BESIDE = 1.04  # times the room that a disc takes on the ring, so that neighbours do not touch
BEYOND, AROUND, GAP = 0.05, 0.27, 0.05  # inches: from the outermost disc to elbows, to leaders' ends; then to names


class Ring:
    """Where departments and people are drawn, in inches from the middle: the same for the same headcounts.

    ``order`` holds the places of departments in the staff, as they stand round the ring from the top, clockwise;
    ``centre`` (departments by 2), ``radius`` and ``angle`` are in the order of the staff; angles are radians clockwise
    from the top. ``heart`` is the height of the ring's own middle.
    """

    def __init__(self, results: Results, standing: Standing) -> None:
        self.standing, people = standing, standing.people
        under = {spec.name: spec.directorate or "" for spec in results.scenario.departments}
        self.directorates = list(dict.fromkeys(sorted(filter(None, under.values()))))
        self.order = sorted(
            range(len(people.departments)),
            key=lambda d: (under.get(people.departments[d], ""), -people.headcounts[d], people.departments[d]),
        )
        roots = np.sqrt(np.asarray(people.headcounts, dtype=float))
        self.scale, self.middle = scaled(roots)
        self.radius = self.scale * (roots + EDGE)
        self.centre = np.zeros((len(roots), 2))
        self.angle = np.full(len(roots), math.pi / 2.0)  # a department alone is named at its right
        if len(roots) > 1:
            halves = [math.asin(min(1.0, self.radius[d] / self.middle)) for d in self.order]
            slack = (2.0 * math.pi - 2.0 * sum(halves)) / len(halves)
            at = -halves[0]
            for d, half in zip(self.order, halves, strict=True):
                at += half
                self.angle[d] = at % (2.0 * math.pi)
                self.centre[d] = self.middle * math.sin(at), self.middle * math.cos(at)
                at += half + slack
        self.outermost = self.middle + float(self.radius.max())
        ends = (self.outermost + AROUND) * np.cos(self.angle)
        low = float(np.minimum(self.centre[:, 1] - self.radius, ends).min())
        high = float(np.maximum(self.centre[:, 1] + self.radius, ends).max())
        self.heart = -0.5 * (low + high)
        self.centre[:, 1] += self.heart
        # Half of the height in inches: names stand on either side, half of them on each.
        self.half = 0.5 * max(high - low, NAME * min(MOST_NAMES, len(roots)))

    @property
    def room(self) -> float:
        """Points from one person to the next."""
        return self.scale * math.sqrt(math.pi) * 72.0

    @property
    def is_of_dots(self) -> bool:
        """Whether there is room for every person."""
        return self.room >= LEAST_DOT

    def places(self) -> NDArray[np.float64]:
        """Where each person stands (n by 2): as the seeds of a sunflower, those who use it in the middle."""
        standing = self.standing
        rank = np.zeros(len(Stage), dtype=int)
        rank[[stage for stage, *_ in STAGES]] = range(len(STAGES))
        spots = np.zeros((len(standing.people), 2))
        for d, count in enumerate(standing.people.headcounts):
            own = np.asarray(standing.people.slice_of(d))
            seeds = np.arange(count)
            far = self.scale * np.sqrt(seeds + 0.5) if count > 1 else np.zeros(1)
            turned = GOLDEN * seeds
            spots[own[np.argsort(rank[standing.stage[own]], kind="stable")]] = self.centre[d] + np.column_stack(
                [far * np.cos(turned), far * np.sin(turned)]
            )
        return spots

    def between(self) -> dict[tuple[int, int], int]:
        """How many ties there are between each two departments, most first, those without any left out."""
        first, second = self.standing.ties()
        of = self.standing.people.department.astype(np.int64)
        pairs = np.sort(np.column_stack([of[first], of[second]]), axis=1)
        codes, counts = np.unique(pairs[:, 0] * len(self.radius) + pairs[:, 1], return_counts=True)
        found = {divmod(int(code), len(self.radius)): int(n) for code, n in zip(codes, counts, strict=True)}
        return dict(sorted(((p, n) for p, n in found.items() if p[0] != p[1]), key=lambda one: (-one[1], one[0])))

    def draw_ties(self, axes: Axes) -> None:
        """Every tie of a small staff; of others the ties between departments as one line for each pair."""
        if len(self.standing.people) <= EACH_TIE:
            spots = self.places()
            first, second = self.standing.ties()
            lines = np.stack([spots[first], spots[second]], axis=1) if len(first) else np.zeros((0, 2, 2))
            axes.add_collection(
                LineCollection(list(lines), colors=GREY, linewidths=0.6, alpha=0.6, zorder=2, gid="ties")
            )
            return
        strongest = list(self.between().items())[:MOST_LINES]
        most = strongest[0][1] if strongest else 1
        t = np.linspace(0.0, 1.0, 24)[:, None]
        curves = []
        for (a, b), _ in strongest:  # bent towards the middle, where all lines gather
            start, end = self.centre[a], self.centre[b]
            curves.append((1 - t) ** 2 * start + 2 * t * (1 - t) * 0.15 * (start + end) + t**2 * end)
        widths = [0.25 + 4.5 * number / most for _, number in strongest]
        axes.add_collection(
            LineCollection(curves, colors="#8C8C8C", linewidths=widths, alpha=0.4, zorder=0.4, gid="ties")
        )

    def draw_departments(self, axes: Axes) -> None:
        """A disc for each department, and on it its people, or their shares."""
        for d in self.order:
            axes.add_patch(
                Circle(tuple(self.centre[d]), self.radius[d], facecolor="white", edgecolor=GREY, linewidth=0.7)
            )
        if self.is_of_dots:
            self._draw_people(axes)
            return
        for d, counts in enumerate(self.standing.by_department()):
            start = 90.0
            for stage, _, colour, hatch in STAGES:
                end = start - 360.0 * counts[stage] / counts.sum()
                if counts[stage]:
                    axes.add_patch(
                        Wedge(
                            tuple(self.centre[d]), self.radius[d], end, start, facecolor=colour, hatch=hatch,
                            edgecolor="white", linewidth=0.4, gid=f"{d} {stage.name.lower()}",
                        )
                    )  # fmt: skip
                start = end

    def _draw_people(self, axes: Axes) -> None:
        spots, wide = self.places(), min(13.0, 0.8 * self.room)
        for stage, _, colour, _ in reversed(STAGES):
            own = spots[self.standing.stage == stage]
            size = (0.55 if stage == Stage.UNINTERESTED else 1.0) * wide
            axes.scatter(
                own[:, 0], own[:, 1], s=size**2, marker=MARKS[stage], color=colour, zorder=3, gid=stage.name.lower(),
                edgecolor=BLACK if stage == Stage.WANTING else "none", linewidth=0.4,
            )  # fmt: skip
        ringed = spots[list(self.standing.champions)]
        if len(ringed):
            axes.scatter(
                ringed[:, 0], ringed[:, 1], s=(1.25 * wide) ** 2, marker="o", facecolor="none", edgecolor=BLACK,
                linewidth=max(0.6, 0.09 * wide), zorder=4, gid="champions",
            )  # fmt: skip

    def leader(self, d: int, height: float) -> NDArray[np.float64]:
        """The line from a department to its name at that height: points by 2.

        It leaves the edge of its disc straight outwards, and turns only beyond all discs, on a spiral to where the name
        begins. So it touches no other disc; and as names stand in the order of their departments, no other leader.
        """
        side, angle = self.side(d), float(self.angle[d])
        own = angle if side > 0 else 2.0 * math.pi - angle
        far = self.outermost + AROUND
        end = math.acos(max(-1.0, min(1.0, (height - self.heart) / far)))
        if side < 0:  # the top and the foot of the ring belong to the right
            end = min(max(end, APART), math.pi - APART)
        t = np.linspace(0.0, 1.0, 16)
        turned = np.concatenate([[own], own + t * (end - own)])
        out = np.concatenate(
            [[self.middle + self.radius[d]], self.outermost + BEYOND + t * (AROUND - BEYOND)],
        )
        return np.column_stack([side * out * np.sin(turned), self.heart + out * np.cos(turned)])

    def side(self, d: int) -> float:
        """1 for a department on the right of the ring, −1 for one on its left."""
        return -1.0 if self.angle[d] > math.pi + 1e-9 else 1.0

    def draw_names(self, axes: Axes) -> None:
        """Names round the ring, with how many are live; of the largest where there are too many."""
        people, live = self.standing.people, self.standing.by_department()[:, Stage.LIVE]
        named = sorted(self.order, key=lambda d: -people.headcounts[d])[:MOST_NAMES]
        for side in (-1.0, 1.0):
            own = sorted((d for d in named if self.side(d) == side), key=lambda d: side * -self.angle[d])
            step = min(0.3, 2.0 * self.half / max(1, len(own)))
            points = max(5.5, min(9.5, 60.0 * step))
            ends = [self.heart + (self.outermost + AROUND) * math.cos(self.angle[d]) for d in own]
            for d, height in zip(own, spread(ends, step, -self.half, self.half), strict=True):
                leader = self.leader(d, height)
                begins = float(leader[-1, 0]) + side * GAP
                count = f"  {live[d]:,} of {people.headcounts[d]:,}"
                room = WIDE / 2.0 - abs(begins) - width_of(count, points) - 0.05
                name = fitted(people.departments[d], room, points)
                axes.plot(leader[:, 0], leader[:, 1], color=GREY, linewidth=0.5, zorder=0.5, gid=f"leader {d}")
                axes.text(
                    begins, height, name + count, fontsize=points, ha="left" if side > 0 else "right", va="center",
                    color=INK, gid=f"department {d}",
                )  # fmt: skip


def scaled(roots: NDArray[np.float64]) -> tuple[float, float]:
    """Inches for each root of a headcount, and the radius of the ring on which departments stand side by side.

    As large as there is room for: discs touch neither their neighbours nor the middle, and none reaches beyond
    ``REACH``. A department alone stands in the middle.
    """
    most = float(roots.max())
    if len(roots) == 1:
        return min(LARGEST, REACH / (most + EDGE)), 0.0
    low, high = 0.0, LARGEST
    for _ in range(60):
        scale = (low + high) / 2.0
        middle = REACH - scale * (most + EDGE)
        fits = scale * (most + EDGE) <= OPEN * middle
        if fits:
            fits = sum(math.asin(min(1.0, BESIDE * scale * (root + EDGE) / middle)) for root in roots) <= math.pi
        low, high = (scale, high) if fits else (low, scale)
    return low, REACH - low * (most + EDGE)
