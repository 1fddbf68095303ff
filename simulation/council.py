"""The council: set up, step, and what all its agents share. The rules are in ``rules/``, the people in ``agents/``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import mesa

from simulation import contacts, people_files, population
from simulation.agents import AGENTS, HR, ICT, Comms, Department, DigitalLead, Leadership, Legal, Staff
from simulation.agents.councillor import Chamber, Councillor
from simulation.agents.gate import Gatekeeper
from simulation.decisions import Decisions, Table
from simulation.display import council as display
from simulation.draws import Draws
from simulation.grapevine import Grapevine
from simulation.happenings import Happenings
from simulation.luck import Luck
from simulation.measures import Measures
from simulation.now import Now
from simulation.record import EventLog, Ledger
from simulation.rules import responding, wanting
from simulation.scenario import Scenario
from simulation.state import Gate, Grade, Kind, Removal, Stage
from simulation.week import WEEK

if TYPE_CHECKING:
    from simulation.run import Run


@dataclass
class ThisWeek:
    """What the week's incidents and successes add up to."""

    is_moratorium: bool = False
    incidents_risk: float = 0.0
    successes: int = 0
    documented: list[int] = field(default_factory=lambda: [0] * len(Kind))


class Council(mesa.Model):
    """One organisation, stepped week by week: a Mesa model.

    ``Council(scenario, rng=1)``; ``step()`` is one week, ``run()`` all of them. Agents are in Mesa's ``agents`` and
    ``agents_by_type``, ``datacollector`` has one row a week. A researcher's own agents replace ours by name:
    ``Council(scenario, rng=1, staff=MyStaff)``, with the names of ``simulation.agents.AGENTS``. ``keep_rows=False``
    leaves out the rows of event log and ledger, never the counts; ``draws`` may be scripted, ``decisions`` be given.

    Raises ``ValueError`` for a seed outside 0 to 2**64 − 1, an unknown agent name, or files of people that do not
    hold together.
    """

    def __init__(
        self,
        scenario: Scenario | str = "county",
        rng: int = 0,
        *,
        draws: Draws | None = None,
        keep_rows: bool = True,
        decisions: Decisions | None = None,
        **agents: type[mesa.Agent],
    ) -> None:
        if isinstance(rng, bool) or not isinstance(rng, int) or not 0 <= rng < 2**64:
            raise ValueError(f"rng is the seed of the run, a whole number from 0 to 2**64 - 1, not {rng!r}")
        if "seed" in agents:
            raise ValueError("the seed is given as rng, as in Council(scenario, rng=1)")
        super().__init__(rng=rng)
        self.setting = Scenario.load(scenario) if isinstance(scenario, str) else scenario
        self.seed = rng
        self.draws = Draws(rng) if draws is None else draws
        self.decisions = Table(decisions)
        self.week: int = 0
        self.now = Now(self.setting.values)
        self.log, self.ledger = EventLog(keep_rows), Ledger(keep_rows)
        unknown = sorted(set(agents) - set(AGENTS))
        if unknown:
            raise ValueError(f"no agent is called {', '.join(unknown)}; there are {', '.join(AGENTS)}")
        self._made_of: dict[str, type] = {**AGENTS, **agents}
        self._set_up_state()
        self._set_up_people()
        self._set_up_gates()
        self.happenings = Happenings(self)
        self.happenings.begin()
        self.uptake: float = self.live_count / self.staff_count
        self.measures = Measures(self)
        self.datacollector = self.measures.datacollector()

    # -- set up ------------------------------------------------------------------------------------

    def _set_up_state(self) -> None:
        self.evidence = [float(self.now.start.evidence)] * len(Kind)
        self.standing_orders_amended = False
        self.crisis = 0.0
        self.moratorium_weeks = (0, 0)  # first and last week of the latest
        self.this_week = ThisWeek()
        self.live_count = self.shadow_count = 0
        self.by_stage: list[dict[int, Staff]] = [{} for _ in Stage]  # whoever is not uninterested
        self.requests_so_far = 0
        self.asking: list[Staff] = []
        self.mending: defaultdict[int, list[Staff]] = defaultdict(list)
        self.answered: list[Any] = []
        self.luck = Luck(self.draws)
        self.routes: dict[Kind, tuple[Gate, ...]] = {}
        self.set_route(self.setting.route_gates, dict(self.setting.route_extra))

    def _set_up_people(self) -> None:
        source = self.setting.people
        if source is not None:
            self.people = people_files.read_people(self.setting, self.draws)
        else:
            self.people = population.generate(self.setting, self.draws)
        if source is not None and source.ties is not None:
            self.contacts = people_files.read_ties(self.setting, self.people)
        else:
            self.contacts = contacts.generate(self.setting, self.people, self.draws)
        self.staff_count = len(self.people)
        specs = {spec.name: spec for spec in self.setting.departments}
        self.stages = [[0] * len(Stage) for _ in self.people.departments]
        self.departments: list[Department] = []
        for index, name in enumerate(self.people.departments):
            spec = specs.get(name)
            headcount, own = self.people.headcounts[index], {} if spec is None else spec.values
            directorate = None if spec is None else spec.directorate
            self.departments.append(self.make("department", index, name, headcount, directorate, own))
        self.staff: list[Staff] = []
        for i in range(self.staff_count):
            department = self.departments[self.people.department[i]]
            given = {name: float(x[i]) for name, x in self.people.traits.items() if x[i] == x[i]}
            person: Staff = self.make(
                "staff", i, department, Grade(int(self.people.grade[i])), int(self.people.seat_key[i]), given
            )
            self.staff.append(person)
            department.staff.append(person)
            self.stages[department.index][Stage.UNINTERESTED] += 1
        self.grapevine = Grapevine(self.contacts, self.staff, self.draws)

    def _set_up_gates(self) -> None:
        self.digital_lead: DigitalLead = self.make("digital_lead")
        self.comms: Comms = self.make("comms")
        self.hr: HR = self.make("hr")
        self.legal: Legal = self.make("legal")
        self.ict: ICT = self.make("ict")
        self.leadership: Leadership = self.make("leadership")
        self.chamber = Chamber(self)
        self.councillors: list[Councillor] = self.chamber.members
        self._gates: dict[Gate, Gatekeeper] = {
            Gate.COMMS: self.comms, Gate.HR: self.hr, Gate.LEGAL: self.legal, Gate.ICT: self.ict,
        }  # fmt: skip

    def __repr__(self) -> str:
        return f"Council {self.setting.name}, seed {self.seed}: {self.staff_count:,} people, week {self.week}"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return display.html(self)

    def make(self, what: str, *args: Any) -> Any:
        """An agent of one kind, ours or the researcher's own."""
        return self._made_of[what](self, *args)

    # -- one week ----------------------------------------------------------------------------------

    def step(self) -> None:
        """One working week: the phases of ``WEEK``, in order."""
        self.week += 1
        self.log.week = self.ledger.week = self.week
        self.this_week = ThisWeek(is_moratorium=self.is_moratorium)
        for phase in WEEK:
            self.luck.begin_phase(self.week)
            self.uptake = self.live_count / self.staff_count  # as the phase begins
            for who in phase.who:
                if who == "council":
                    getattr(self.happenings, phase.verb)()
                else:
                    for agent in self.happenings.concerned(who, phase.verb):
                        getattr(agent, phase.verb)()
        self.datacollector.collect(self)
        if self.week >= self.setting.weeks:
            self.running = False

    def run(self) -> Run:
        """All weeks that are left. Returns what was measured."""
        while self.running:
            self.step()
        return self.measures.run()

    # -- what agents ask of the whole --------------------------------------------------------------

    @property
    def scenario(self) -> Scenario:
        """The scenario that this council runs."""
        return self.setting

    @scenario.setter
    def scenario(self, given: Any) -> None:
        """Mesa 3.5 sets a scenario class of its own here, for which we have no use."""

    @property
    def is_moratorium(self) -> bool:
        """Whether this is a week in which no gate lets anything through."""
        return self.moratorium_weeks[0] <= self.week <= self.moratorium_weeks[1]

    @property
    def mean_evidence(self) -> float:
        """Evidence, mean over kinds of request."""
        total = 0.0
        for evidence in self.evidence:
            total += evidence
        return total / len(self.evidence)

    def set_route(self, gates: tuple[Gate, ...], extra: dict[Kind, tuple[Gate, ...]]) -> None:
        """The gates of each kind of request: the route for all, then what its kind calls in addition."""
        self.route_gates, self.route_extra = gates, extra
        self.routes = {kind: (*gates, *(gate for gate in extra.get(kind, ()) if gate not in gates)) for kind in Kind}

    def route_of(self, kind: Kind) -> tuple[Gate, ...]:
        """The gates for a kind of request, before any is removed or devolved."""
        return self.routes[kind]

    def removal_of(self, gate: Gate) -> Removal:
        """Whether the scenario removes this gate, wholly or in part."""
        return self.setting.route_removal.get(gate, Removal.NO)

    def gatekeeper(self, gate: Gate, department: Department) -> Gatekeeper:
        """Who answers at this gate for somebody of this department."""
        return department.head if gate == Gate.MANAGEMENT else self._gates[gate]

    def gatekeepers(self, gate: Gate) -> list[Gatekeeper]:
        """Everybody who answers at a gate: the heads of all departments for management."""
        heads = [department.head for department in self.departments]
        return list(heads) if gate == Gate.MANAGEMENT else [self._gates[gate]]

    def queue_length(self, gate: Gate) -> int:
        """Requests that stand in a gate's queue."""
        return sum(len(keeper.queue) for keeper in self.gatekeepers(gate))

    def hoop_hours(self) -> float:
        """Hours of all hoops; they belong to comms and go with it."""
        if self.removal_of(Gate.COMMS) in (Removal.REMOVED, Removal.UNKNOWN):
            return 0.0
        return float(self.now.hoops.number * self.now.hoops.hours)

    def share_told(self) -> float:
        """How often the true reason is given."""
        return responding.share_told(self.now.route.transparency, self.now.policy.written)

    def next_request(self) -> int:
        """Requests are numbered as they are filed, from 1."""
        self.requests_so_far += 1
        return self.requests_so_far

    def drive_of(self, department: Department) -> float:
        """What pushes a department's staff this week, its audience included."""
        criteria = self.now.policy.performance_criteria
        return department.audience * wanting.drive(criteria, department.message_to_staff, self.crisis)

    def moved(self, person: Staff, before: Stage, after: Stage) -> None:
        """Keep the counts of stages, and of who uses it, when somebody changes stage."""
        department = person.department
        self.by_stage[before].pop(person.index, None)
        self.by_stage[after][person.index] = person
        self.stages[department.index][before] -= 1
        self.stages[department.index][after] += 1
        live = (after == Stage.LIVE) - (before == Stage.LIVE)
        self.live_count += live
        department.live += live
        self.shadow_count += (after == Stage.SHADOW) - (before == Stage.SHADOW)
        if after in (Stage.LIVE, Stage.SHADOW):
            department.users[person.index] = person
        else:
            department.users.pop(person.index, None)
        self.grapevine.saw(person, before, after)

    def in_stage(self, stages: Iterable[Stage]) -> list[Staff]:
        """Whoever is in one of these stages (not UNINTERESTED, which nobody needs to be looked up in), by seat."""
        found: dict[int, Staff] = {}
        for stage in stages:
            found.update(self.by_stage[stage])
        return [found[i] for i in sorted(found)]

    def champion_hours(self) -> float:
        """Hours that champions who use it themselves can give to colleagues' questions this week."""
        return self.happenings.champion_hours()

    def spend_champions(self, hours: float) -> None:
        """Hours of champions that went into questions."""
        self.happenings.spend_champions(hours)

    def amend_standing_orders(self) -> None:
        """The councillors have voted."""
        self.standing_orders_amended = True
        self.happenings.reach("standing orders amended")

    def document(self, person: Staff, kind: Kind) -> None:
        """A success is written up."""
        self.happenings.document(person, kind)
