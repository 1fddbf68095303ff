"""Everything that ``blockers blame`` knows of one council: run once, put into numbers with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.arms.arm import Trials
from experiments.arms.journal import Journal
from experiments.arms.running import run_arms
from experiments.blaming.councils import (
    ALL,
    AS_IT_IS,
    LEVELS,
    name_of,
    name_of_level,
    name_of_set,
    removals,
    strictnesses,
)
from experiments.blaming.log import DELAYS, delays, judged
from experiments.blaming.roles import Centrality, Role, arms_of, centralities, roles
from experiments.by_gate import Some
from experiments.intervals import Interval, interval
from experiments.results import Results
from experiments.simulate import simulate
from experiments.statistics.shapley import interactions, shapley
from experiments.statistics.simultaneous import ranks, simultaneous, stacked
from experiments.wording import counts_or_share
from simulation.scenario import Scenario
from simulation.state import GATES, Gate, Removal

Floats = NDArray[np.float64]
JUDGED_BY = ("uptake", "net_value")
"""What cause is measured in: share of staff, and hours of ordinary work."""
STRENGTHS = (0.0, LEVELS[0], 1.0, *LEVELS[1:])


@dataclass(frozen=True)
class Lost:
    """What a role is worth: the council as it is less the council without it, with the ranks that it can have."""

    role: Role
    uptake: Interval
    net_value: Interval
    ranks: tuple[int, int]
    centrality: Centrality | None


@dataclass(frozen=True)
class Classifier:
    """What a gate did with the requests that reached it, by its last word on each.

    ``reached`` and ``refused`` are means a run. ``precision`` is the share of its refusals that were protective,
    ``recall`` the share of what was not worthwhile that it refused, ``lost`` the share of what was worthwhile that it
    refused. ``harm_prevented`` and ``value_forgone`` are what its refusals did to harm and to public value of the whole
    run, in hours: with a rubber stamp in its place less as it is. ``counted`` has the requests behind the three shares,
    by their names, over all runs together.
    """

    gate: Gate
    reached: Interval
    refused: Interval
    precision: Interval
    recall: Interval
    lost: Interval
    harm_prevented: Interval
    value_forgone: Interval
    net_value: Interval
    counted: dict[str, Some]

    def portion(self, name: str) -> str:
        """A share in per cent with its interval; counts where there are few."""
        return counts_or_share(self.counted[name], getattr(self, name))


@dataclass(frozen=True)
class Blame:
    """One council: its runs as it is, the same with gates removed, stricter or milder, and without each role."""

    scenario: Scenario
    as_it_is: Results
    gates_gone: Trials
    stricter: Trials
    without_roles: Trials
    roles: Sequence[Role]
    centrality: dict[str, Centrality]

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds that every arm of the removals came to the end with."""
        return self.gates_gone.seeds

    def value(self, outcome: str) -> Floats:
        """An outcome by set of removed gates and seed, 32 × seeds."""
        return np.array([self.gates_gone.of(name_of_set(gone), outcome) for gone in range(ALL + 1)])

    @cached_property
    def cause(self) -> dict[str, list[Interval]]:
        """The Shapley value of each gate's removal, by outcome; the intervals of the five hold together."""
        return {outcome: _together(shapley(self.value(outcome)).T) for outcome in JUDGED_BY}

    @cached_property
    def in_all(self) -> dict[str, Interval]:
        """What removing all five does, by outcome: cause adds up to it."""
        values = {outcome: self.value(outcome) for outcome in JUDGED_BY}
        return {outcome: interval((of[ALL] - of[0]).tolist()) for outcome, of in values.items()}

    @cached_property
    def pairs(self) -> dict[str, dict[tuple[Gate, Gate], Interval]]:
        """The interaction of each two gates, by outcome; the intervals of the ten hold together."""
        found = {}
        for outcome in JUDGED_BY:
            joint = interactions(self.value(outcome))
            names = [(one, other) for one in GATES for other in GATES if one < other]
            columns = stacked([joint[one, other] for one, other in names])
            found[outcome] = dict(zip(names, _together(columns), strict=True))
        return found

    @cached_property
    def shares(self) -> dict[str, list[float] | None]:
        """Each gate's share of all cause, by outcome: only where every interval lies above nought, else none."""
        found: dict[str, list[float] | None] = {}
        for outcome, causes in self.cause.items():
            means = [of.mean or 0.0 for of in causes]
            sure = all(of.low is not None and of.low > 0.0 for of in causes)
            found[outcome] = [mean / sum(means) for mean in means] if sure else None
        return found

    def changes(self, way: str, outcome: str) -> list[Interval]:
        """What one gate's removal does, gate by gate: ``alone``, ``last`` of all, ``unknown`` or ``rubber_stamp``.

        ``unknown``: gone, but staff believe as before; ``rubber_stamp``: says yes to everything, and still queues.
        The intervals of the five hold together.
        """
        columns = []
        for gate in GATES:
            if way == "last":
                arm, against = name_of_set(ALL), name_of_set(ALL & ~(1 << gate))
            else:
                removal = Removal.REMOVED if way == "alone" else Removal[way.upper()]
                arm, against = name_of(gate, removal), AS_IT_IS
            columns.append(self.gates_gone.difference(arm, against, outcome))
        return _together(stacked(columns))

    @cached_property
    def short_of_half(self) -> list[Interval]:
        """Twice what each gate's removal alone does to uptake, less its part in the cause, seed by seed.

        Below nought where a gate alone gives less than half of its part. The intervals of the five hold together.
        """
        value = self.value("uptake")
        alone = stacked([value[1 << gate] - value[0] for gate in GATES])
        return _together(2.0 * alone - shapley(value).T)

    @cached_property
    def waits(self) -> dict[tuple[Gate, Gate], Interval]:
        """What removing one gate alone does to the mean wait at another, in weeks, by the gate gone and the other.

        All hold together. Gates at which nobody waits in some run have no mean there, and are left out.
        """
        found = {}
        for gone in GATES:
            for at in GATES:
                if at != gone:
                    arm, outcome = name_of_set(1 << gone), f"wait_{at.name.lower()}"
                    found[gone, at] = self.gates_gone.difference(arm, AS_IT_IS, outcome)
        known = {pair: of for pair, of in found.items() if np.isfinite(of).all()}
        return dict(zip(known, _together(stacked(list(known.values()))), strict=True)) if known else {}

    @cached_property
    def delay(self) -> dict[str, list[Interval]]:
        """Weeks that a filed request spent at each gate on average, by kind of delay (``DELAYS``)."""
        spent = self.stricter.read["delays"][0]  # seeds × gates × kinds
        filed = self.stricter.of(AS_IT_IS, "filed")[:, None, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            each = np.where(filed > 0.0, spent / filed, np.nan)
        return {
            kind: [interval(each[:, gate, place].tolist(), 0.0) for gate in GATES] for place, kind in enumerate(DELAYS)
        }

    @cached_property
    def classifiers(self) -> list[Classifier]:
        """Each gate as a classifier of the requests that reached it, as it is."""
        return [self.classified(gate, 1.0) for gate in GATES]

    def classified(self, gate: Gate, level: float) -> Classifier:
        """The same with a gate so many times as strict; ``level`` is one of ``STRENGTHS``.

        What its strictness does to the run is held against a rubber stamp in its place.
        """
        name, stamp = name_of_level(gate, level), name_of_level(gate, 0.0)
        ok, not_ok, bad, right = self.stricter.read["judged"][self.stricter.places[name], :, gate].T

        def share(part: Floats, whole: Floats) -> Interval:
            with np.errstate(divide="ignore", invalid="ignore"):
                return interval(np.where(whole > 0.0, part / whole, np.nan).tolist(), 0.0, 1.0)

        def change(outcome: str, sign: float) -> Interval:
            return interval((sign * self.stricter.difference(name, stamp, outcome)).tolist())

        return Classifier(
            gate=gate,
            reached=interval((ok + not_ok + bad + right).tolist(), 0.0),
            refused=interval((bad + right).tolist(), 0.0),
            precision=share(right, bad + right),
            recall=share(right, right + not_ok),
            lost=share(bad, bad + ok),
            harm_prevented=change("harm", -1.0),
            value_forgone=change("public_value", -1.0),
            net_value=change("net_value", 1.0),
            counted={
                "precision": Some(int(right.sum()), int((bad + right).sum())),
                "recall": Some(int(right.sum()), int((right + not_ok).sum())),
                "lost": Some(int(bad.sum()), int((bad + ok).sum())),
            },
        )

    @cached_property
    def lost(self) -> list[Lost]:
        """What each role is worth, most net value first. Ranks hold together over all roles."""
        if not self.roles or len(self.without_roles.seeds) < 2:
            return []
        names = [role.name for role in self.roles]
        columns = {o: stacked([self.without_roles.difference(AS_IT_IS, n, o) for n in names]) for o in JUDGED_BY}
        intervals = {outcome: _together(of) for outcome, of in columns.items()}
        of_ranks = ranks(columns["net_value"])
        found = [
            Lost(role, intervals["uptake"][k], intervals["net_value"][k], of_ranks[k], self.centrality.get(role.name))
            for k, role in enumerate(self.roles)
        ]
        return sorted(found, key=lambda lost: -(lost.net_value.mean or 0.0))


def _together(columns: Floats) -> list[Interval]:
    """Intervals of columns that hold together; of one run, or none, means alone."""
    if len(columns) < 2:
        return [interval(column.tolist()) for column in columns.T]
    return list(simultaneous(columns).intervals)


def blame(
    scenario: Scenario,
    pairs: int,
    seed: int = 0,
    workers: int = 1,
    *,
    only_gates: bool = False,
    progress: bool = False,
    journal: Journal | None = None,
) -> Blame:
    """Run one council in all its arms, ``pairs`` seeds each from ``seed`` on, on ``workers`` threads.

    ``only_gates`` runs it with gates removed and leaves the rest out, most of the time that all takes: there is then
    no ``delay``, no ``classifiers``, and nothing ``lost``.
    What is in the ``journal`` is not run again, but for the council as it is with all that its runs show.
    Raises as :func:`experiments.arms.running.run_arms` does.
    """
    seeds = range(seed, seed + pairs)
    as_it_is = simulate(scenario, pairs, seed, workers, keep_full=0, progress=progress)
    gone = run_arms(removals(scenario), seeds, workers, progress=progress, what="Gates removed", journal=journal)
    if only_gates:
        nothing = Trials((), (), {})
        return Blame(scenario, as_it_is, gone, nothing, nothing, (), {})
    stricter = run_arms(
        strictnesses(scenario),
        seeds,
        workers,
        readings={"judged": judged, "delays": delays},
        keep_rows=True,
        progress=progress,
        what="Gates milder and stricter",
        journal=journal,
    )
    of_council = roles(scenario, seed)
    knocked_out = run_arms(
        arms_of(scenario, of_council), seeds, workers, progress=progress, what="Roles knocked out", journal=journal
    )
    return Blame(scenario, as_it_is, gone, stricter, knocked_out, of_council, centralities(scenario, of_council, seeds))
