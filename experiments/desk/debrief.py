"""Every team's decisions run again on the luck that they were made under, with simulated gatekeepers beside them.

Value forgone and harm prevented are those of ``blockers blame``: what refusals did to public value and to harm of the
whole run, against a rubber stamp at that gate; at the chief executive's desk, against one who lifts every refusal that
is appealed. A table belongs to one luck, so each is one run: a story, not a mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.blaming.councils import with_removal
from experiments.blaming.log import judged
from experiments.desk.appeals import appeals
from experiments.desk.decided import Decided, DecisionsError
from experiments.desk.desks import Desk, check_gate
from experiments.desk.sitting import play, sit
from experiments.progress import progress as bar_of
from simulation.decisions import Asked
from simulation.engine.council import CompiledCouncil, Staffed, staffed
from simulation.record import Event, fields_of
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.scenario_files.problems import Origin, Problem, shown
from simulation.state import Removal, label

SIMULATED, REFUSES, STAMPS = "simulated", "refuses", "stamps"
TEAM = "team"
ON_PAPER = "recorded"
COMPARED = (SIMULATED, REFUSES, STAMPS)
BESIDE = {
    SIMULATED: ("the simulated gatekeeper", "as simulated"),
    REFUSES: ("refuses everything", "lets all stand"),
    STAMPS: ("says yes to everything", "lifts all"),
}
"""Who stands beside the teams, at a gate's desk and at the chief executive's."""
Counts = tuple[int, int, int, int]


@dataclass(frozen=True)
class Sat:
    """Who sat at a desk, and what came of it, in one run.

    ``kind`` is ``TEAM`` or one of ``COMPARED``. ``harm_prevented``, ``value_forgone`` and ``net_value`` (more than a
    rubber stamp's) are hours of ordinary work over the whole run; ``uptake`` is a share of staff. The four counts are
    requests that reached the desk, by its last word on each and whether they were worthwhile then. ``by_team`` counts
    decisions of the team that the run came to, ``unmet`` those that never came up, ``by_gate`` decisions that the
    simulated gate made because the team had made none.
    """

    called: str
    desk: Desk
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
    by_council: int = 0
    unmet: int = 0
    played: str = ""

    @property
    def named(self) -> str:
        """What it is called beside others: with what tells a team that decided on a recorded run's requests."""
        return f"{self.called} (on paper)" if self.played == ON_PAPER else self.called

    @property
    def reached(self) -> int:
        """Requests that reached the desk."""
        return self.refused + self.passed_worthwhile + self.passed_not

    @property
    def refused(self) -> int:
        """Requests whose last word here was no."""
        return self.refused_worthwhile + self.refused_not


@dataclass(frozen=True)
class Debrief:
    """All who sat, teams first and then, for each desk that a team sat at, the simulated ones."""

    scenario: Scenario
    seed: int
    staff: int
    sat: tuple[Sat, ...]

    @property
    def teams(self) -> list[Sat]:
        """The teams, in the order of their files."""
        return [one for one in self.sat if one.kind == TEAM]

    @property
    def desks(self) -> list[Desk]:
        """Desks at which somebody sat."""
        return sorted({one.desk for one in self.sat})

    def beside(self, desk: int, kind: str) -> Sat:
        """One of those who stand beside the teams at a desk: of ``COMPARED``."""
        return next(one for one in self.sat if one.desk == desk and one.kind == kind)


def called(kind: str, desk: Desk) -> str:
    """What one of ``COMPARED`` is called at a desk."""
    return BESIDE[kind][0 if desk.is_gate else 1]


def check_together(scenario: Scenario, files: Sequence[Decided]) -> None:
    """Raises :class:`DecisionsError` where files are of another council, luck or length, or two teams share a name."""
    problems, first = [], files[0]
    seen: dict[tuple[str, Desk], str] = {}
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
        twice = seen.setdefault((one.team, one.desk), one.file)
        if twice != one.file:
            wrong("team", f"{shown(one.team)} sits at {label(one.desk)} in {twice} too", "a name for each team")
    if problems:
        raise DecisionsError(problems)


def debrief(scenario: Scenario, files: Sequence[Decided], *, progress: bool = False) -> Debrief:
    """Run every team's decisions, and the simulated gatekeepers beside them, with the seed of the files.

    ``scenario`` has the files' number of weeks. Raises :class:`DecisionsError` where files do not go together or with
    this council, and :class:`experiments.desk.desks.NoDesk` for a desk where nothing is decided.
    """
    check_together(scenario, files)
    seed, staff = files[0].seed, staffed(scenario, files[0].seed)
    tables = {one.file: one.table(staff.people) for one in files}
    desks = sorted({one.desk for one in files})
    found: list[Sat] = []
    beside: list[Sat] = []
    with bar_of(len(files) + 3 * len(desks), progress, "At the desk") as told:

        def done(where: list[Sat], one: Sat) -> None:
            where.append(one)
            told(len(found) + len(beside))

        for desk in desks:
            of = (_AtGate if desk.is_gate else _Above)(scenario, seed, desk, staff)
            stamp, counts = of.stamp()
            for kind, (run, said) in zip(COMPARED, (of.plain(), of.refusing(), (stamp, counts)), strict=True):
                done(beside, _sat(f"{desk.written}, {called(kind, desk)}", desk, kind, run, said, stamp))
            for one in files:
                if one.desk == desk:
                    run, said, met, left, unmet = of.of_team(tables[one.file])
                    done(found, _sat(one.team, desk, TEAM, run, said, stamp, met, left, unmet, one.played))
    order = [one.file for one in files]
    by_name = {(one.team, one.desk): order.index(one.file) for one in files}
    teams = sorted(found, key=lambda sat: by_name[sat.called, sat.desk])
    return Debrief(scenario, seed, len(staff.people), (*teams, *beside))


class _AtGate:
    """Runs with somebody at a gate's desk, each with what the gate said to the requests that reached it."""

    def __init__(self, scenario: Scenario, seed: int, desk: Desk, staff: Staffed) -> None:
        check_gate(scenario, desk.gate)
        self.scenario, self.seed, self.desk, self.staff = scenario, seed, desk, staff

    def plain(self) -> tuple[Run, Counts]:
        return self._counted(CompiledCouncil(self.scenario, self.seed, staff=self.staff).run())

    def refusing(self) -> tuple[Run, Counts]:
        return self._counted(play(sit(self.scenario, self.seed, self.desk, self.staff), lambda sheet: False).run())

    def stamp(self) -> tuple[Run, Counts]:
        stamping = with_removal(self.scenario, self.desk.gate, Removal.RUBBER_STAMP)
        return self._counted(CompiledCouncil(stamping, self.seed, staff=self.staff).run())

    def of_team(self, table: dict[Asked, bool]) -> tuple[Run, Counts, int, int, int]:
        """Also how many decisions of the team the run came to, how many it came to without one, and what is left."""
        council = CompiledCouncil(self.scenario, self.seed, staff=self.staff, decisions=table)
        run = council.run()
        met, gate = len(table) - council.decisions_unmet, self.desk.gate
        decided = sum(row[1] == Event.DECIDED and fields_of(row)["gate"] == gate for row in run.log_rows)
        return *self._counted(run), met, decided - met, council.decisions_unmet

    def _counted(self, run: Run) -> tuple[Run, Counts]:
        a, b, c, d = (int(number) for number in judged(run)[self.desk.gate])
        return run, (a, b, c, d)


class _Above:
    """Runs with somebody at the chief executive's desk, each with what became of the appeals that reached it."""

    def __init__(self, scenario: Scenario, seed: int, desk: Desk, staff: Staffed) -> None:
        self.scenario, self.seed, self.desk, self.staff = scenario, seed, desk, staff

    def plain(self) -> tuple[Run, Counts]:
        return self.of_team({})[:2]

    def refusing(self) -> tuple[Run, Counts]:
        return self._always(False)

    def stamp(self) -> tuple[Run, Counts]:
        return self._always(True)

    def of_team(self, table: dict[Asked, bool]) -> tuple[Run, Counts, int, int, int]:
        """As at a gate's desk."""
        run, found, unmet = appeals(self.scenario, self.seed, self.staff, table)
        last = {one.asked[:3]: (one.lifted, one.worthwhile) for one in found}
        said = list(last.values())
        counts = (
            said.count((True, True)), said.count((True, False)), said.count((False, True)), said.count((False, False))
        )  # fmt: skip
        met = len(table) - unmet
        return run, counts, met, len(found) - met, unmet

    def _always(self, answer: bool) -> tuple[Run, Counts]:
        """One answer to every appeal: those that it brings about are answered too, until no other comes."""
        table: dict[Asked, bool] = {}
        while True:
            _, found, _ = appeals(self.scenario, self.seed, self.staff, table)
            new = {one.asked: answer for one in found if one.asked not in table}
            if not new:
                return self.of_team(table)[:2]
            table |= new


def _sat(
    name: str, desk: Desk, kind: str, run: Run, counts: Counts, stamp: Run, met: int = 0, left: int = 0, unmet: int = 0,
    played: str = "",
) -> Sat:  # fmt: skip
    return Sat(
        name, desk, kind,
        harm_prevented=stamp.outcomes["harm"] - run.outcomes["harm"],
        value_forgone=stamp.outcomes["public_value"] - run.outcomes["public_value"],
        net_value=run.outcomes["net_value"] - stamp.outcomes["net_value"],
        uptake=run.outcomes["uptake"],
        passed_worthwhile=counts[0], passed_not=counts[1], refused_worthwhile=counts[2], refused_not=counts[3],
        by_team=met, by_council=left, unmet=unmet, played=played,
    )  # fmt: skip
