"""A council run by compiled code: the same weeks, people, luck and records as :class:`simulation.council.Council`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from threading import Lock
from types import SimpleNamespace
from typing import Any
from weakref import finalize

import numpy as np
from numba import types

from simulation import champions, contacts, people_files, population
from simulation.contacts import Contacts
from simulation.decisions import Asked, Decisions, as_arrays
from simulation.draws import Draws, KeptDraws, Purpose
from simulation.engine import handle, requests, telling, weeks, writing
from simulation.engine import world as building
from simulation.engine.changing import ChangesInArrays, DepartmentInArrays, Field, Log, WrittenNow, set_route
from simulation.engine.compiled import EngineRefused, addresses_of, check_rules, entry, is_kept, step
from simulation.engine.layout import MOST_NEWS, World
from simulation.engine.together import COMPILING, compile_together
from simulation.population import Population
from simulation.scenario import Scenario
from simulation.state import Gate, Kind, Stage
from simulation.traits import TRAITS_OF_DEPARTMENTS


@dataclass(frozen=True)
class Staffed:
    """Who works here and who hears whom: the same for all councils of equal scenario and seed, which may share it."""

    people: Population
    contacts: Contacts
    draws: Draws | None = None  # of the same seed: single draws that one council asks for the others need not work out


def staffed(scenario: Scenario, seed: int) -> Staffed:
    """The people and ties of a scenario under a seed. Raises as :class:`simulation.council.Council` does."""
    draws, source = Draws(seed), scenario.people
    people = population.generate(scenario, draws) if source is None else people_files.read_people(scenario, draws)
    if source is not None and source.ties is not None:
        return Staffed(people, people_files.read_ties(scenario, people), KeptDraws(seed))
    return Staffed(people, contacts.generate(scenario, people, draws), KeptDraws(seed))


@dataclass(frozen=True)
class Part:
    """One of the functions that are compiled by themselves: a step of the week, or what Python calls."""

    name: str
    function: Any
    signature: Any
    is_step: bool = False

    def compile(self) -> Any:
        """Compiled, or loaded from where it is kept."""
        return (step if self.is_step else entry)(self.function, self.signature)


def _parts() -> tuple[Part, ...]:
    """The heaviest phases first, so that several processes are done at about the same time."""
    world, whole, seats, table = handle.world_type, types.int64, types.int64[::1], types.int64[:, ::1]
    amounts, of_world = types.float64[::1], types.void(world)
    loops = {loop: Part(f"{verb} {loop.__name__}", loop, of_world, is_step=True) for verb, loop in weeks.STEPS}
    steps = sorted(loops.values(), key=lambda part: part.name.split()[0] not in HEAVY)
    return (
        *steps,
        Part("do_weeks", weeks.do_weeks, whole(world, types.int64[::1], whole, whole, whole)),
        Part("begin", weeks.begin, types.void(world, seats, seats, types.boolean[::1])),
        Part("perceived_case", requests.perceived_case, types.float64(world, whole)),
        Part("weigh_contacts", telling.weigh_contacts, of_world),
        Part("write_change", writing.write_change, types.void(world, whole)),
        Part("rows_written", writing.rows_written, types.Tuple((table, table, amounts, seats, seats, amounts))(world)),
        Part("release", handle.release, types.void(table)),
    )


HEAVY = ("ask", "decide", "respond", "speak_up", "happen", "use")  # phases that take long to compile
PARTS = _parts()
_one_at_a_time = Lock()


def load(is_said: bool = True) -> SimpleNamespace:
    """The functions that Python calls, loaded from disk, or compiled, which takes about a minute.

    That it compiles is said on standard error unless ``is_said`` is false. Threads that want the functions at once wait
    for the first.
    """
    with _one_at_a_time:
        if is_said and _load.cache_info().currsize == 0 and not is_kept():
            print(COMPILING, file=sys.stderr, flush=True)
        return _load()


@cache
def _load() -> SimpleNamespace:
    compile_together()
    compiled = {part.function: part.compile() for part in PARTS}
    callbacks = [compiled[loop] for _, loop in weeks.STEPS]
    entries = {part.name: compiled[part.function] for part in PARTS if not part.is_step}
    return SimpleNamespace(steps=addresses_of(callbacks), callbacks=callbacks, **entries)


class CompiledCouncil:
    """One organisation, run by compiled code.

    ``CompiledCouncil(scenario, seed).run()`` gives the :class:`simulation.run.Run` that ``Council`` gives. ``step()``
    is one week, ``advance(week, last)`` a part of one, for whoever compares both drivers. ``staff`` are people and
    ties made before, ``decisions`` those made by somebody at the desk. Raises :class:`EngineRefused` where a
    rule was replaced or ties are too heavy, and whatever ``Council`` raises for files of people that do not hold
    together.
    """

    def __init__(
        self,
        scenario: Scenario | str,
        seed: int = 0,
        *,
        keep_rows: bool = True,
        staff: Staffed | None = None,
        decisions: Decisions | None = None,
    ) -> None:
        check_rules()
        self.compiled = load()
        self.setting = Scenario.load(scenario) if isinstance(scenario, str) else scenario
        self.seed = seed
        shared = staffed(self.setting, seed) if staff is None else staff
        self.draws = shared.draws if shared.draws is not None and shared.draws.seed == seed else Draws(seed)
        self.people, self.contacts = shared.people, shared.contacts
        self.now = WrittenNow(self.setting.values)
        self.world: World = building.build(
            self.setting, self.now, seed, self.draws, self.people, self.contacts, keep_rows
        )
        finalize(self.world, self.compiled.release, self.world.table)
        self.row = self.world.council.view(np.ndarray)[0]  # plain: a record takes ten times as long to read
        self.world.decision_keys, self.world.decision_yes = as_arrays(decisions)
        self.world.decision_met = np.zeros(len(self.world.decision_keys), dtype=np.uint8)
        self.now.council = self
        self.has_begun = False
        self._set_up()
        self.next_step = 0
        self.compiled.begin(self.world, *self._beginners())
        self.has_begun = True
        self._check_weights()

    # -- what changes ask of a model -----------------------------------------------------------------

    @property
    def week(self) -> int:
        """Weeks begun so far."""
        return int(self.row["week"])

    @property
    def staff_count(self) -> int:
        """People."""
        return len(self.people)

    @property
    def decisions_unmet(self) -> int:
        """Decisions of the table that the run has not come to."""
        return int(np.count_nonzero(self.world.decision_met == 0))

    def has_come_to(self, asked: Asked) -> bool:
        """Whether the run has come to this entry of the table of decisions."""
        return bool(np.any(self.world.decision_met[self.world.decision_keys == np.uint64(asked.key)]))

    def set_route(self, gates: tuple[Gate, ...], extra: dict[Kind, tuple[Gate, ...]]) -> None:
        """The gates of each kind of request."""
        set_route(self, gates, extra)

    def choose_champions(self) -> None:
        """Who is a champion, who hears them, and everybody's contacts weighed anew."""
        self._choose_champions()
        if self.has_begun:
            self.compiled.weigh_contacts(self.world)
            self._check_weights()

    def _check_weights(self) -> None:
        network = self.now.influence.champion_weight * len(self.world.champions)
        if float(self.world.contacts["contact_weight"].max(initial=0.0)) + network > MOST_NEWS:
            raise EngineRefused(
                f"somebody's contacts weigh more than {MOST_NEWS:,} in all, which the compiled engine does not count; "
                'give lighter ties, or run with engine="mesa" (--engine mesa)'
            )

    # -- set up ----------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        specs = {spec.name: spec for spec in self.setting.departments}
        self.departments = [
            DepartmentInArrays(self, index, name, specs[name].values if name in specs else {})
            for index, name in enumerate(self.people.departments)
        ]
        for department in self.departments:
            for path in TRAITS_OF_DEPARTMENTS:
                department.settle(path)
        host = int(np.argmax(self.people.headcounts))  # the largest, the first by name among equals
        self.row["host"] = host
        directorates = [specs[name].directorate if name in specs else None for name in self.people.departments]
        self.world.departments["shares_directorate"] = [
            directorate is not None and directorate == directorates[host] for directorate in directorates
        ]
        self.leadership = Field(self, attention="attention")
        self.legal, self.ict = Field(self, knowledge="legal_knowledge"), Field(self, capacity="ict_capacity")
        self.log = Log(self)
        self.changes = ChangesInArrays(self)
        self.set_route(self.setting.route_gates, dict(self.setting.route_extra))
        self.choose_champions()

    def _choose_champions(self) -> None:
        heard_by = np.diff(self.contacts.listener_starts)
        now, keys = self.now, self.people.seat_key
        seats = champions.chosen(self.people, now.champions.share, now.champions.placement, heard_by)
        ties = champions.network(seats, keys, self.draws)
        self.world.staff["is_champion"] = False
        self.world.staff["is_champion"][seats] = True
        place = np.zeros(len(self.people) if seats else 1, dtype=np.int32)
        place[seats] = np.arange(len(seats))
        lengths = [len(ties[i]) for i in seats]
        world = self.world
        world.champions = np.array(seats, dtype=np.int32)
        world.network_starts = np.array([0, *np.cumsum(lengths, dtype=np.int64)], dtype=np.int64)
        world.network_ids = np.array([j for i in seats for j in ties[i]], dtype=np.int32)
        world.place_among_champions = place

    def _beginners(self) -> tuple[Any, Any, Any]:
        """Who stands somewhere before the first week, in order: seats, stages, and whether they ask at once."""
        start, people = self.now.start, self.people
        given = np.flatnonzero((people.stage >= 0) & (people.stage != Stage.UNINTERESTED))
        free = np.flatnonzero(people.stage < 0)
        if start.pioneers > 0.0 or start.asking > 0.0:
            free = free[np.lexsort((free, self.draws.many(Purpose.PIONEER, people.seat_key[free])))]
        pioneers = min(len(free), int(start.pioneers * len(free) + 0.5))
        asking = min(len(free) - pioneers, int(start.asking * len(free) + 0.5))
        live, ask = np.sort(free[:pioneers]), np.sort(free[len(free) - asking :])
        seats = np.concatenate([given, live, ask]).astype(np.int64)
        stages = np.concatenate(
            [people.stage[given], np.full(pioneers, Stage.LIVE), np.full(asking, Stage.WANTING)]
        ).astype(np.int64)
        return seats, stages, np.arange(len(seats)) >= len(seats) - asking

    # -- weeks -----------------------------------------------------------------------------------------

    def run(self) -> Any:
        """All weeks that are left. Returns the :class:`simulation.run.Run`."""
        from simulation.engine.reading import read_run

        self.advance(self.setting.weeks)
        return read_run(self)

    def step(self) -> None:
        """One week."""
        self.advance(self.week + 1)

    def advance(self, week: int, last: int | None = None) -> None:
        """Go on to the end of a week, or to before its step ``last`` (see ``simulation.engine.weeks.STEPS``).

        Raises ``ValueError`` for a week beyond the scenario's, for which there are no arrays.
        """
        if week > self.setting.weeks:
            raise ValueError(f"the scenario has {self.setting.weeks} weeks; there is no week {week}")
        end = (week, len(weeks.STEPS) if last is None else last)
        while self._place() < end:
            if self.next_step == weeks.AFTER_BEGINNING:
                stop = min(end, (self.week, weeks.AFTER_CRISIS))
            else:
                due = self.changes.next_week()
                stop = end if due is None else min(end, (due, weeks.AFTER_BEGINNING))
            self.next_step = int(self.compiled.do_weeks(self.world, self.compiled.steps, self.next_step, *stop))
            self.changes.note_occasions()
            if self.next_step == weeks.AFTER_BEGINNING:
                self.changes.make_changes(lambda change: change.after is None)
                self.changes.end_changes()
            elif self.next_step == weeks.AFTER_CRISIS:
                self.changes.make_changes(lambda change: change.after is not None)

    def _place(self) -> tuple[int, int]:
        """The week under way, or about to begin, and the step that comes next."""
        return (self.week + 1, 0) if self.next_step == 0 else (self.week, self.next_step)
