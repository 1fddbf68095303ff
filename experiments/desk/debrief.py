"""Every team's decisions run again on the luck that they were made under, with simulated gatekeepers beside them.

Value forgone and harm prevented are those of ``blockers blame``: what refusals did to public value and to harm of the
whole run, against a rubber stamp at that gate. A table belongs to one luck, so each is one run: a story, not a mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.blaming.councils import with_removal
from experiments.blaming.log import judged
from experiments.desk.decided import Decided, DecisionsError
from experiments.desk.sitting import Sitting, play
from experiments.progress import progress as bar_of
from simulation.decisions import Asked
from simulation.engine.council import CompiledCouncil, Staffed, staffed
from simulation.record import Event, fields_of
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.scenario_files.problems import Origin, Problem, shown
from simulation.state import Gate, Removal, label
from simulation.words import WRITTEN

SIMULATED, REFUSES, STAMPS = "the simulated gatekeeper", "refuses everything", "says yes to everything"
TEAM = "team"
COMPARED = (SIMULATED, REFUSES, STAMPS)


@dataclass(frozen=True)
class Sat:
    """Who sat at a gate's desk, and what came of it, in one run.

    ``kind`` is ``TEAM`` or one of ``COMPARED``. ``harm_prevented``, ``value_forgone`` and ``net_value`` (more than a
    rubber stamp's) are hours of ordinary work over the whole run; ``uptake`` is a share of staff. The four counts are
    requests that reached the gate, by its last word on each and whether they were worthwhile then. ``by_team`` counts
    decisions of the team that the run came to, ``unmet`` those that never came up, ``by_gate`` decisions that the
    simulated gate made because the team had made none.
    """

    called: str
    gate: Gate
    kind: str
    harm_prevented: float
    value_forgone: float
    net_value: float
    uptake: float
    passed_worthwhile: int
    passed_not: int
    refused_worthwhile: int
    refused_not: int
    by_team: int = 0
    by_gate: int = 0
    unmet: int = 0
    played: str = ""

    @property
    def reached(self) -> int:
        """Requests that reached the gate."""
        return self.refused + self.passed_worthwhile + self.passed_not

    @property
    def refused(self) -> int:
        """Requests whose last word here was no."""
        return self.refused_worthwhile + self.refused_not


@dataclass(frozen=True)
class Debrief:
    """All who sat, teams first and then, for each gate that a team sat at, the simulated ones."""

    scenario: Scenario
    seed: int
    staff: int
    sat: tuple[Sat, ...]

    @property
    def teams(self) -> list[Sat]:
        """The teams, in the order of their files."""
        return [one for one in self.sat if one.kind == TEAM]

    @property
    def gates(self) -> list[Gate]:
        """Gates at which somebody sat."""
        return sorted({one.gate for one in self.sat})

    def beside(self, gate: Gate, kind: str) -> Sat:
        """One of the simulated gatekeepers at a gate."""
        return next(one for one in self.sat if one.gate == gate and one.kind == kind)


def check_together(scenario: Scenario, files: Sequence[Decided]) -> None:
    """Raises :class:`DecisionsError` where files are of another council, luck or length, or two teams share a name."""
    problems, first = [], files[0]
    seen: dict[tuple[str, Gate], str] = {}
    for one in files:

        def wrong(key: str, found: str, allowed: str, file: str = one.file) -> None:
            problems.append(Problem(Origin(file), key, found, allowed))

        for key in ("seed", "weeks"):
            if getattr(one, key) != getattr(first, key):
                wrong(key, f"found {getattr(one, key)}", f"{getattr(first, key)}, as in {first.file}: equal luck")
        if one.fingerprint != scenario.fingerprint:
            wrong(
                "fingerprint",
                f"found {shown(one.fingerprint[:12])}, of another council than {scenario.name} as it is here",
                f'"{scenario.fingerprint[:12]}…"; for another council give --scenario, --with, --set as it was played',
            )
        twice = seen.setdefault((one.team, one.gate), one.file)
        if twice != one.file:
            wrong("team", f"{shown(one.team)} sits at {label(one.gate)} in {twice} too", "a name for each team")
    if problems:
        raise DecisionsError(problems)


def debrief(scenario: Scenario, files: Sequence[Decided], *, progress: bool = False) -> Debrief:
    """Run every team's decisions, and the simulated gatekeepers beside them, with the seed of the files.

    ``scenario`` has the files' number of weeks. Raises :class:`DecisionsError` where files do not go together or with
    this council, and :class:`experiments.desk.sitting.NoDesk` for a gate that decides nothing.
    """
    check_together(scenario, files)
    seed, staff = files[0].seed, staffed(scenario, files[0].seed)
    tables = {one.file: one.table(staff.people) for one in files}
    gates = sorted({one.gate for one in files})
    found: list[Sat] = []
    beside: list[Sat] = []
    with bar_of(len(files) + 3 * len(gates), progress, "At the desk") as told:

        def done(where: list[Sat], one: Sat) -> None:
            where.append(one)
            told(len(found) + len(beside))

        for gate in gates:
            refusing = play(Sitting(scenario, seed, gate, staff), lambda sheet: False).run()
            stamp = CompiledCouncil(with_removal(scenario, gate, Removal.RUBBER_STAMP), seed, staff=staff).run()
            plain = CompiledCouncil(scenario, seed, staff=staff).run()
            for kind, run in zip(COMPARED, (plain, refusing, stamp), strict=True):
                done(beside, _sat(f"{WRITTEN[gate]}, {kind}", gate, kind, run, stamp))
            for one in files:
                if one.gate == gate:
                    done(found, _of_team(one, tables[one.file], scenario, staff, stamp))
    order = [one.file for one in files]
    by_name = {(one.team, one.gate): order.index(one.file) for one in files}
    teams = sorted(found, key=lambda sat: by_name[sat.called, sat.gate])
    return Debrief(scenario, seed, len(staff.people), (*teams, *beside))


def _of_team(one: Decided, table: dict[Asked, bool], scenario: Scenario, staff: Staffed, stamp: Run) -> Sat:
    council = CompiledCouncil(scenario, one.seed, staff=staff, decisions=table)
    run = council.run()
    met = len(table) - council.decisions_unmet
    decided = sum(row[1] == Event.DECIDED and fields_of(row)["gate"] == one.gate for row in run.log_rows)
    return _sat(one.team, one.gate, TEAM, run, stamp, met, decided - met, council.decisions_unmet, one.played)


def _sat(
    called: str, gate: Gate, kind: str, run: Run, stamp: Run, met: int = 0, left: int = 0, unmet: int = 0,
    played: str = "",
) -> Sat:  # fmt: skip
    counts = [int(number) for number in judged(run)[gate]]
    return Sat(
        called, gate, kind,
        harm_prevented=stamp.outcomes["harm"] - run.outcomes["harm"],
        value_forgone=stamp.outcomes["public_value"] - run.outcomes["public_value"],
        net_value=run.outcomes["net_value"] - stamp.outcomes["net_value"],
        uptake=run.outcomes["uptake"],
        passed_worthwhile=counts[0], passed_not=counts[1], refused_worthwhile=counts[2], refused_not=counts[3],
        by_team=met, by_gate=left, unmet=unmet, played=played,
    )  # fmt: skip
