"""A member of staff as a person: what they are like, what they see and hear, and whether they want it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulation.agents.member import Member
from simulation.agents.request import Wish
from simulation.draws import Purpose, child
from simulation.record import NOBODY, Cause, Event
from simulation.rules import people, requests, wanting
from simulation.state import GATES, Gate, Grade, Influence, Kind, Mode, News, Stage

if TYPE_CHECKING:
    from simulation.agents.department import Department
    from simulation.council import Council

CAN_WANT = (Stage.UNINTERESTED, Stage.LAPSED, Stage.GAVE_UP)

# What a piece of news moves, and where to: (what, target).
MOVES: dict[News, tuple[tuple[str, float], ...]] = {
    News.WENT_LIVE: (("conviction", 1.0), ("nerve", 1.0)),
    News.SUCCESS: (("conviction", 1.0), ("skill", 1.0), ("nerve", 1.0)),
    News.LET_THROUGH: (),  # moves the belief about the gate
    News.REFUSED: (("nerve", 0.0),),
    News.LAPSED: (("conviction", 0.0),),
    News.INCIDENT: (("conviction", 0.0), ("nerve", 0.0)),
}


class Person(Member):
    """A seat and whoever occupies it. A successor keeps the seat and its ties, and brings traits of their own.

    Seat: ``index`` (row), ``department``, ``grade``, ``seat_key``, ``is_champion``. Occupant: ``key``,
    ``generation``, ``threshold``, ``conviction``, ``skill``, ``nerve``, ``beliefs`` (one a gate, chance that it would
    refuse me), ``frustration`` (all in [0, 1]); ``stage``, ``mode``, ``account``. Seen: ``live_weight``,
    ``shadow_weight``, ``contact_weight``, ``champion_weight`` (sums of whole-number weights of contacts),
    ``live_contacts`` (people).
    """

    def __init__(
        self,
        model: Council,
        index: int,
        department: Department,
        grade: Grade,
        seat_key: int,
        given: Mapping[str, float],
    ) -> None:
        super().__init__(model)
        self.index = index
        self.department = department
        self.who = (index, department.index)  # person and department, as the event log wants them
        self.grade = grade
        self.seat_key = seat_key
        self.is_champion = False
        self.live_weight = self.shadow_weight = self.contact_weight = self.champion_weight = 0
        self.live_contacts = 0
        self.seen_live = self.seen_shadow = 0  # 1 where contacts have seen this person use it
        self.inbox: dict[tuple[News, int], int] = {}
        self.stage = Stage.UNINTERESTED
        self.arrive(0, given)

    # -- coming and going --------------------------------------------------------------------------

    def arrive(self, generation: int, given: Mapping[str, float] | None = None) -> None:
        """An occupant with traits of their own; ``given`` overrides those that a people file knows."""
        now = self.model.now
        self.generation = generation
        self.key = child(self.seat_key, generation)
        traits = dict(given or {})

        def trait(name: str, mean: float, purpose: Purpose) -> float:
            u = self.model.draws.one(purpose, self.key)
            return traits.get(name, people.spread_around(mean, now.organisation.differences, u))

        self.threshold = trait("threshold", now.staff.threshold, Purpose.THRESHOLD)
        self.conviction = trait("conviction", people.CONVICTION_AT_REST, Purpose.CONVICTION)
        self.skill = trait("skill", now.staff.skill, Purpose.SKILL)
        self.nerve = trait("nerve", now.staff.nerve, Purpose.NERVE)
        self.conviction_at_rest = self.conviction
        self.nerve_at_rest = self.nerve
        self.beliefs: list[float] = [now.staff.belief] * len(GATES)
        self.mind_of_week = self.model.week  # week to which nerve and beliefs are up to date
        self.conviction_of_week = self.model.week  # and conviction, which is looked at more often
        self.frustration = 0.0
        self.luck_in_knowing = self.model.draws.one(Purpose.KNOWS_HOW, self.key)
        self.times_wanted = 0
        self.pressure = 0.0
        self.resistance = self.next_resistance()
        self.weeks_wanting = 0
        self.mode = Mode.NONE
        self.requests_filed = 0
        self._wish: Wish | None = None
        self._account: Wish | None = None
        if self.grade == Grade.HEAD:
            self.department.head.arrive(self.key)

    def next_resistance(self) -> float:
        """How much pressure it takes this time."""
        return people.resistance(self.model.draws.one(Purpose.RESISTANCE, self.key, self.times_wanted))

    def become(self, stage: Stage, cause: Cause) -> None:
        """Go to another stage; contacts see it next week."""
        before = self.stage
        if stage == before:
            return
        self.stage = stage
        self.model.log.write(Event.STAGE, *self.who, NOBODY, before, stage, cause)
        self.model.moved(self, before, stage)

    # -- what one would ask for --------------------------------------------------------------------

    @property
    def wish(self) -> Wish:
        """What this occupant's next request is about; the same whenever it is filed."""
        if self._wish is None:
            now, department = self.model.now, self.department
            key = child(self.key, self.requests_filed)

            def luck(purpose: Purpose) -> float:
                return self.model.draws.one(purpose, key)

            shares = now.requests
            kind = requests.kind_of(
                shares.new_channel, shares.needs_ict, shares.standing_orders, shares.vanity,
                self.grade != Grade.FRONTLINE, luck(Purpose.KIND),
            )  # fmt: skip
            self._wish = Wish(
                key,
                Kind(kind),
                requests.value_of(shares.value, department.audience, kind, luck(Purpose.VALUE)),
                requests.risk_of(department.sensitivity, luck(Purpose.RISK)),
                people.amount_around(shares.hours, now.organisation.differences, luck(Purpose.HOURS)),
                people.spread_around(shares.novelty, now.organisation.differences, luck(Purpose.NOVELTY)),
            )
        return self._wish

    @property
    def account(self) -> Wish:
        """What this person's account is about: what was asked for or, unasked, what would be."""
        return self.wish if self._account is None else self._account

    @property
    def skill_now(self) -> float:
        """Skill, with what the department was taught."""
        return people.either(self.skill, self.department.trained)

    def draw(self, purpose: Purpose) -> float:
        """This week's luck of this occupant, uniform in [0, 1)."""
        return self.model.luck.of(self, purpose)

    # -- listen ------------------------------------------------------------------------------------

    def bring_up_to_date(self) -> None:
        """Conviction, nerve and beliefs have been returning to rest since they were last looked at."""
        self.bring_conviction_up_to_date()
        weeks = self.model.week - self.mind_of_week
        if weeks > 0:
            staff = self.model.now.staff
            self.nerve = people.faded(self.nerve, self.nerve_at_rest, staff.fading, weeks)
            self.beliefs = [people.faded(belief, staff.belief, staff.fading, weeks) for belief in self.beliefs]
            self.mind_of_week = self.model.week

    def bring_conviction_up_to_date(self) -> None:
        """Conviction has been returning to rest since it was last looked at."""
        weeks = self.model.week - self.conviction_of_week
        if weeks > 0:
            fading = self.model.now.staff.fading
            self.conviction = people.faded(self.conviction, self.conviction_at_rest, fading, weeks)
            self.conviction_of_week = self.model.week

    def listen(self) -> None:
        """Take in the week's news: by kind, each kind all at once, kinds in their fixed order."""
        self.bring_up_to_date()
        for (news, gate), pieces in sorted(self.inbox.items()):
            self.take_in(news, gate, pieces)
        self.inbox.clear()

    def take_in(self, news: News, gate: int, pieces: float) -> None:
        """Conviction, skill, nerve, and the belief about the gate that the news names, move with every piece."""
        rate = self.model.now.influence.news
        for what, target in MOVES[news]:
            setattr(self, what, people.heard(getattr(self, what), target, rate, pieces))
        if news == News.LET_THROUGH or news == News.REFUSED:
            target = 1.0 if news == News.REFUSED else 0.0
            self.beliefs[gate] = people.heard(self.beliefs[gate], target, rate, pieces)

    def tell(self, news: News, gate: Gate | None = None) -> None:
        """Those who hear this person hear of it next week."""
        self.model.grapevine.tell(self, news, -1 if gate is None else int(gate))

    # -- want --------------------------------------------------------------------------------------

    def exposure(self) -> float:
        """The share of use that this person sees."""
        visibility = self.model.now.influence.shadow_visibility
        if self.model.now.influence.complete_mixing:
            model = self.model
            return wanting.exposure(model.live_count, model.shadow_count, model.staff_count, visibility)
        return wanting.exposure(self.live_weight, self.shadow_weight, self.contact_weight, visibility)

    def want(self) -> None:
        """Want it, or not yet, by the scenario's rule of social influence."""
        self.bring_conviction_up_to_date()
        if self.is_persuaded():
            self.times_wanted += 1
            self.pressure = 0.0
            self.resistance = self.next_resistance()
            self.weeks_wanting = 0
            self.model.log.write(Event.WANTED, *self.who, NOBODY, self.wish.kind)
            self.become(Stage.WANTING, Cause.WANTED)

    def is_persuaded(self) -> bool:
        """Whether what this person sees is enough; those who tried before come round more slowly."""
        influence = self.model.now.influence
        again = 1.0 if self.stage == Stage.UNINTERESTED else influence.again
        if influence.rule == Influence.HAZARD:
            conviction = wanting.relative_conviction(self.conviction, people.CONVICTION_AT_REST)
            motive = self.department.motive * conviction * again
            self.pressure += wanting.pressure_to_want(
                influence.outside_hazard, influence.peer_hazard, self.exposure(), motive
            )
            return self.pressure >= self.resistance
        if self.stage != Stage.UNINTERESTED:
            self.pressure += again
            if self.pressure < self.resistance:
                return False
        if influence.rule == Influence.THRESHOLD:
            return wanting.wants_by_threshold(self.exposure(), self.threshold)
        using = self.model.live_count if influence.complete_mixing else self.live_contacts
        return wanting.wants_by_count(using, influence.contacts_needed)
