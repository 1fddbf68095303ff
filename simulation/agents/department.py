"""A department: its people, its public, its hours and confidence; and its head, who is a gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from simulation.agents.gate import Concern, Gatekeeper
from simulation.agents.member import Member
from simulation.agents.request import Request
from simulation.draws import Purpose, key_of
from simulation.parameters import Value
from simulation.record import NOBODY, Book, Event, Owner, Use
from simulation.rules import leadership, management, objecting, organising, people, using
from simulation.state import Gate, Grade, Mode, Objection, Stage
from simulation.traits import TRAITS_OF_DEPARTMENTS, attribute, trait

if TYPE_CHECKING:
    from simulation.agents.staff import Staff
    from simulation.council import Council


class Department(Member):
    """Where staff work. What the scenario says of all departments varies from one to the next, unless it names a
    value for one.

    Traits: ``audience``, ``sensitivity``, ``spare_hours``, ``old_work``, ``old_work_worth``,
    ``customer_skill_before_training``. State in [0, 1]: ``literacy_before_training`` of its managers, ``framework``,
    ``trained``, ``redesign``, ``confidence``; ``demand`` ≥ 1; ``released`` hours a week of old work stopped; ``live``
    people and ``hours_used`` of this week's accounts.
    """

    def __init__(
        self, model: Council, index: int, name: str, headcount: int, directorate: str | None, own: Mapping[str, Value]
    ) -> None:
        super().__init__(model)
        self.index = index
        self.name = name
        self.headcount = headcount
        self.directorate = directorate
        self.own: dict[str, Value] = dict(own)
        self.key = key_of("department", name)
        self.staff: list[Staff] = []
        self.users: dict[int, Staff] = {}  # whoever is live, or goes ahead unsanctioned
        self.live = 0
        self.trained = self.redesign = self.released = 0.0
        self.confidence = organising.CONFIDENCE_AT_REST
        self.demand = 1.0
        self.served = 1.0
        self.hours_used = self.support_need = 0.0
        self.value = self.harm = self.shadow_value = self.shadow_hours = 0.0
        self.setbacks = 0
        self.message_to_head = self.message_to_managers = self.message_to_staff = 0.0
        for path in TRAITS_OF_DEPARTMENTS:
            self.settle(path)
        self.head: Head = model.make("head", self)

    def settle(self, path: str) -> None:
        """Give one ``department.`` trait its value: the department's own, or one drawn around the scenario's."""
        setattr(self, attribute(path), trait(path, self.name, self.own, self.model.now, self.model.draws))
        if path == "department.literacy" and self.staff:  # said of heads and managers alike
            self.head.arrive(next(person.key for person in self.staff if person.grade == Grade.HEAD))

    audience: float
    sensitivity: float
    spare_hours: float
    old_work: float
    old_work_worth: float
    framework: float
    literacy_before_training: float
    customer_skill_before_training: float

    # -- what it can do ----------------------------------------------------------------------------

    @property
    def manager_literacy(self) -> float:
        """How well its managers read social media activity, after training."""
        return people.either(self.literacy_before_training, self.trained)

    @property
    def customer_skill(self) -> float:
        """How good a customer it is, after training."""
        return people.either(self.customer_skill_before_training, self.trained)

    @property
    def hours_available(self) -> float:
        """Spare hours a week, with those of the old work that was stopped."""
        return self.spare_hours * self.headcount + self.released

    @property
    def hours_demanded(self) -> float:
        """By how much demand multiplies the hours of an account."""
        return using.power_of(self.demand, self.model.now.using.demand_hours)

    @property
    def value_demanded(self) -> float:
        """By how much demand multiplies what an account gives."""
        return using.power_of(self.demand, self.model.now.using.demand_value)

    def hours_of(self, hours: float, mode: Mode) -> float:
        """Hours a week that an account takes here, now."""
        return using.hours_per_week(hours, mode, self.hours_demanded, self.redesign)

    def live_staff(self) -> list[Staff]:
        """Who is live, by seat."""
        return [self.users[i] for i in sorted(self.users) if self.users[i].stage == Stage.LIVE]

    # -- phases ------------------------------------------------------------------------------------

    def use(self) -> None:
        """Add up what its accounts need, stop old work where that is worth it, and share the hours out."""
        needed = support = 0.0
        for person in self.live_staff():
            needed += self.hours_of(person.account.hours, person.mode)
            support += person.support_need()
        self.support_need = support
        self.model.ledger.book(
            Book.OWNED, Owner.DEPARTMENT, Use.ACCOUNTS, self.spare_hours * self.headcount, self.index
        )
        if needed > self.hours_available:
            self.stop_old_work(needed - self.hours_available)
        self.model.ledger.book(Book.RELEASED, Owner.DEPARTMENT, Use.ACCOUNTS, self.released, self.index)
        self.served = using.share_served(needed, self.hours_available)
        self.hours_used = min(needed, self.hours_available)
        self.model.ledger.book(Book.SPENT, Owner.DEPARTMENT, Use.ACCOUNTS, self.hours_used, self.index)
        self.model.ledger.book(Book.UNMET, Owner.DEPARTMENT, Use.ACCOUNTS, needed - self.hours_used, self.index)
        self.model.ledger.book(
            Book.FORGONE, Owner.PUBLIC, Use.OLD_WORK, self.released * self.old_work_worth, self.index
        )

    def stop_old_work(self, short: float) -> None:
        """Stop as much old work as is missing, as far as the head is willing."""
        self.released += min(short, self.hours_could_stop())

    def hours_could_stop(self) -> float:
        """Hours a week of old work that the head would stop, if need be: all that is left where it is outweighed."""
        evidence, worth = self.model.mean_evidence, self.old_work_worth
        if not leadership.stops_old_work(evidence, self.confidence, self.message_to_head, worth):
            return 0.0
        return max(0.0, self.old_work * self.headcount - self.released)

    def reckon(self) -> None:
        """The week's value and harm are booked; setbacks cost confidence, evidence and time restore it."""
        now = self.model.now
        self.model.ledger.book(Book.VALUE, Owner.PUBLIC, Use.ACCOUNTS, self.value, self.index)
        self.model.ledger.book(Book.VALUE, Owner.PUBLIC, Use.SHADOW, self.shadow_value, self.index)
        self.model.ledger.bought(Owner.STAFF, Use.SHADOW, self.shadow_hours, self.index)
        self.model.ledger.book(Book.HARM, Owner.PUBLIC, Use.ACCOUNTS, self.harm, self.index)
        setbacks = self.setbacks * 10.0 / self.headcount
        moved = organising.confidence_next(self.confidence, now.influence.news, setbacks, self.model.mean_evidence)
        self.confidence = people.faded(moved, organising.CONFIDENCE_AT_REST, now.staff.fading, 1)
        self.value = self.harm = self.shadow_value = self.shadow_hours = 0.0
        self.setbacks = 0

    def organise(self) -> None:
        """Demand follows use; people are trained, the profession builds its framework, services are redesigned."""
        now, ledger = self.model.now, self.model.ledger
        self.demand = using.demand_next(self.demand, now.using.genie, self.live / self.headcount)
        bought = organising.hours_of_training(now.policy.training_days)
        taught = self.model.digital_lead.hours_for_training() * organising.CLASS_SIZE / self.model.staff_count
        self.trained = organising.trained_next(self.trained, bought + taught, now.staff.fading)
        ledger.bought(Owner.STAFF, Use.TRAINING, (bought + taught) * self.headcount, self.index)
        self.framework = organising.framework_next(self.framework, now.policy.frameworks)
        ledger.bought(Owner.DEPARTMENT, Use.FRAMEWORK, now.policy.frameworks * self.headcount, self.index)
        for use, extent in (
            (Use.VALUES, now.policy.shared_values),
            (Use.CRITERIA, 1.0 if now.policy.performance_criteria else 0.0),
        ):
            ledger.bought(Owner.STAFF, use, organising.hours_of_policy(extent) * self.headcount, self.index)
        pace = organising.redesign_pace(now.using.redesign, now.leadership.co_design, self.message_to_head)
        before, self.redesign = self.redesign, organising.redesign_next(self.redesign, pace)
        work = (self.redesign - before) * organising.HOURS_TO_REDESIGN * self.headcount
        ledger.bought(Owner.DEPARTMENT, Use.REDESIGN, work, self.index)
        if int(self.redesign * 4.0) > int(before * 4.0):
            self.model.log.write(Event.REDESIGN, NOBODY, self.index, NOBODY, int(self.redesign * 1000.0))
        self.literacy_before_training = management.literacy_from_message(
            self.literacy_before_training, self.message_to_managers, now.influence.news
        )
        self.head.literacy_before_training = management.literacy_from_message(
            self.head.literacy_before_training, self.message_to_head, now.influence.news
        )


class Head(Gatekeeper):
    """The head of a department as a gate. Management is the gate of all heads together.

    State: ``literacy_before_training`` in [0, 1], the head's own, drawn anew when the head is replaced.
    """

    gate = Gate.MANAGEMENT

    def __init__(self, model: Council, department: Department) -> None:
        super().__init__(model)
        self.department = department
        self.literacy_before_training = 0.0

    def arrive(self, occupant: int) -> None:
        """Somebody new heads the department, with a literacy of their own; ``occupant`` addresses their luck."""
        u = self.model.draws.one(Purpose.HEAD, occupant)
        mean = self.department.literacy_before_training
        self.literacy_before_training = people.spread_around(mean, self.model.now.organisation.differences, u)

    def hours_for_decisions(self) -> float:
        """Hours this week that may go into answering requests."""
        return float(self.model.now.gates.management.hours)

    def turnaround(self) -> int:
        """A head answers when there is time."""
        return 0

    def book_decisions(self, hours: float, spent: float) -> None:
        """Book them with the department."""
        self.model.ledger.book(Book.OWNED, Owner.MANAGEMENT, Use.DECIDING, hours, self.department.index)
        self.model.ledger.book(Book.SPENT, Owner.MANAGEMENT, Use.DECIDING, spent, self.department.index)

    def concerns(self, request: Request) -> Iterator[Concern]:
        """How much each objection concerns this gate now, and whether it would be genuine."""
        literacy = people.either(self.literacy_before_training, self.department.trained)
        yield Objection.NOT_UNDERSTOOD, management.concern_not_understood(literacy, self.precedent(request)), False
        asked = self.department.hours_of(request.wish.hours, Mode.BROADCAST)
        spare = max(0.0, self.department.hours_available - self.department.hours_used)
        spare += self.department.hours_could_stop()
        yield (
            Objection.NO_TIME,
            objecting.share_pressed(asked, spare),
            objecting.is_short(asked, spare),
        )
