"""What happens to the council as a whole, and whom each phase concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any

from simulation import champions
from simulation.agents.asker import OF_TWO_MINDS
from simulation.agents.person import CAN_WANT
from simulation.agents.staff import Staff
from simulation.changes import DatedChanges
from simulation.draws import Purpose, key_of
from simulation.record import NOBODY, Book, Cause, Event, Owner, Use
from simulation.rules import consequences, organising, people
from simulation.state import Kind, Mode, News, Stage

if TYPE_CHECKING:
    from simulation.council import Council

SPEAKING = (*OF_TWO_MINDS, Stage.ASKING, Stage.GAVE_UP)  # stages whose frustration moves
COUNCIL = key_of("council")


class Happenings(DatedChanges):
    """The council's own week: dated changes, crises, leavers, moratoria, evidence; and who takes part in a phase."""

    def __init__(self, model: Council) -> None:
        super().__init__(model)
        self.attrition = 0.0  # hazard of leaving, added up over the weeks so far
        self.tenures: list[tuple[float, int]] = []
        self.leavers: list[Staff] = []
        self.champions: list[Staff] = []
        self.answered_by_champions = 0.0
        self.share_met = 1.0  # of champions' hours, the share that questions left for meeting

    # -- week 0 ------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Champions, tenures, and where the organisation stands today."""
        self.choose_champions()
        self.tenures = [(self.tenure(person), person.index) for person in self.model.staff]
        heapify(self.tenures)
        now, model = self.model.now, self.model
        free = []
        for person in model.staff:
            stage = int(model.people.stage[person.index])
            if stage < 0:
                free.append(person)
            elif stage != Stage.UNINTERESTED:
                self.start(person, Stage(stage))
        free.sort(key=lambda person: (model.draws.one(Purpose.PIONEER, person.seat_key), person.index))
        pioneers = min(len(free), int(now.start.pioneers * len(free) + 0.5))
        for person in sorted(free[:pioneers], key=lambda person: person.index):
            self.start(person, Stage.LIVE)
        asking = min(len(free) - pioneers, int(now.start.asking * len(free) + 0.5))
        for person in sorted(free[len(free) - asking :], key=lambda person: person.index):
            self.start(person, Stage.WANTING)
            person.asks_first = True

    def start(self, person: Staff, stage: Stage) -> None:
        """Declare where a person stands before the first week."""
        if stage == Stage.LIVE:
            person.mode = Mode.BROADCAST
            self.model.log.write(Event.PIONEER, *person.who, NOBODY, person.mode)
        person.become(stage, Cause.START)

    def tenure(self, person: Staff) -> float:
        """The attrition, added up, at which this occupant leaves."""
        return self.attrition + people.resistance(self.model.draws.one(Purpose.TENURE, person.key))

    # -- happen ------------------------------------------------------------------------------------

    def happen(self) -> None:
        """Changes due begin, and those end whose weeks are over; crises start or fade; it is settled who leaves."""
        model = self.model
        self.make_changes(lambda change: change.after is None)
        self.end_changes()
        self.crisis()
        self.make_changes(lambda change: change.after is not None)
        self.attrition += people.attrition_per_week(model.now.organisation.attrition)
        self.leavers = []
        while self.tenures and self.tenures[0][0] <= self.attrition:
            self.leavers.append(model.staff[heappop(self.tenures)[1]])
        self.leavers.sort(key=lambda person: person.index)
        model.chamber.count_opinions()

    def crisis(self) -> None:
        """A crisis fades and ends, handled well or badly; or another begins."""
        model = self.model
        if model.crisis > 0.0:
            model.crisis = consequences.crisis_next(model.crisis)
            if model.crisis == 0.0:
                self.end_crisis()
        else:
            chance = consequences.probability_of_crisis(model.now.events.crises)
            if model.draws.one(Purpose.CRISIS, COUNCIL, model.week) < chance:
                model.crisis = 1.0
                model.log.write(Event.CRISIS, NOBODY, NOBODY, NOBODY, True, False)
                self.reach("first crisis")

    def end_crisis(self) -> None:
        """Handled well by those who use it, a crisis convinces everybody; handled badly, it alarms councillors."""
        model = self.model
        skill, live = 0.0, 0
        for department in model.departments:
            for person in department.live_staff():
                skill, live = skill + person.skill_now, live + 1
        chance = consequences.probability_of_handling(skill / max(1, live), model.uptake, model.now.policy.written)
        handled = model.draws.one(Purpose.CRISIS_HANDLED, COUNCIL, model.week) < chance
        model.log.write(Event.CRISIS, NOBODY, NOBODY, NOBODY, False, handled)
        if handled:
            model.grapevine.tell_everybody(News.SUCCESS, consequences.GOOD_NEWS_OF_A_CRISIS)
        else:
            for councillor in model.councillors:
                councillor.anxiety = consequences.alarmed(councillor.anxiety, 1.0, 0.0)

    def left(self, person: Staff) -> None:
        """A successor has come, who will leave in turn."""
        heappush(self.tenures, (self.tenure(person), person.index))

    # -- champions ---------------------------------------------------------------------------------

    def choose_champions(self) -> None:
        """The scenario's share of the staff, by one fixed score and where they are placed, and whom a file names."""
        model, now = self.model, self.model.now.champions
        heard_by = [len(hearers) for hearers in model.grapevine.listeners]
        seats = champions.chosen(model.people, now.share, now.placement, heard_by)
        self.champions = [model.staff[seat] for seat in seats]
        model.grapevine.choose_champions(seats)

    def champion_hours(self) -> float:
        """Hours a week that champions who use it can give to questions."""
        users = sum(person.stage == Stage.LIVE for person in self.champions)
        return float(self.model.now.champions.hours * users)

    def spend_champions(self, hours: float) -> None:
        """Hours that questions took this week; meetings get the rest."""
        self.answered_by_champions = hours
        self.model.ledger.book(Book.SPENT, Owner.CHAMPIONS, Use.SUPPORT, hours)

    # -- reckon, organise, record ------------------------------------------------------------------

    def reckon(self) -> None:
        """After an incident, an anxious ruling group may stop everything for some weeks."""
        model, risk = self.model, self.model.this_week.incidents_risk
        weeks = model.now.events.moratorium
        if model.week == model.moratorium_weeks[1]:
            model.log.write(Event.MORATORIUM, NOBODY, NOBODY, NOBODY, False)
        if weeks > 0 and risk > 0.0 and model.week >= model.moratorium_weeks[1]:
            chance = consequences.probability_of_moratorium(model.chamber.ruling_anxiety, risk)
            if model.draws.one(Purpose.MORATORIUM, COUNCIL, model.week) < chance:
                model.moratorium_weeks = (model.week + 1, model.week + weeks)
                model.log.write(Event.MORATORIUM, NOBODY, NOBODY, NOBODY, True)
                self.reach("first moratorium")

    def document(self, person: Staff, kind: Kind) -> None:
        """A success is written up, at the cost of hours."""
        self.model.this_week.documented[kind] += 1
        self.model.log.write(Event.DOCUMENTED, *person.who, NOBODY, kind)
        self.model.ledger.bought(Owner.STAFF, Use.DOCUMENTING, organising.HOURS_TO_DOCUMENT, person.department.index)

    def organise(self) -> None:
        """Evidence grows and ages; champions meet; opinions are counted before they move."""
        model, now = self.model, self.model.now
        scanning = model.digital_lead.hours_for_scanning()
        for kind in Kind:
            model.evidence[kind] = organising.evidence_next(
                model.evidence[kind], now.evidence.gain, model.this_week.documented[kind],
                now.events.outside_evidence, scanning, now.evidence.age,
            )  # fmt: skip
        hours = now.champions.hours * len(self.champions)
        model.ledger.book(Book.OWNED, Owner.CHAMPIONS, Use.ANY, hours)
        model.ledger.book(Book.SPENT, Owner.CHAMPIONS, Use.MEETING, hours - self.answered_by_champions)
        self.share_met = (hours - self.answered_by_champions) / hours if hours > 0.0 else 1.0
        model.chamber.count_opinions()

    def record(self) -> None:
        """Measure the week's end."""
        self.model.chamber.count_opinions()
        self.model.measures.record()

    # -- who takes part ----------------------------------------------------------------------------

    def concerned(self, who: str, verb: str) -> Sequence[Any]:
        """The agents whom a phase concerns this week, in their fixed order."""
        model = self.model
        if who == "staff":
            return self.staff_concerned(verb)
        if who == "departments":
            return model.departments
        if who == "heads":
            return [department.head for department in model.departments]
        if who == "councillors":
            return model.councillors
        return [getattr(model, who)]

    def staff_concerned(self, verb: str) -> Sequence[Staff]:
        """Those members of staff who have something to do in a phase."""
        model = self.model
        if verb == "happen":
            return self.leavers
        if verb == "listen":
            return model.grapevine.gather()
        if verb == "want":
            for department in model.departments:
                department.motive = model.drive_of(department)
            return [person for person in model.staff if person.stage in CAN_WANT]
        if verb == "speak_up":
            return self.with_luck(model.in_stage(SPEAKING), Purpose.ASK, Purpose.SHADOW)
        if verb == "ask":
            return by_seat([*take(model.asking), *model.mending.pop(model.week, [])])
        if verb == "respond":
            return by_seat(request.asker for request in take(model.answered))
        if verb == "use":
            users = model.in_stage((Stage.LIVE, Stage.SHADOW))
            return self.with_luck(
                users, Purpose.INCIDENT, Purpose.SUCCESS, Purpose.LAPSE, Purpose.MODE, Purpose.DISCOVERED
            )
        return self.champions if model.now.champions.hours > 0.0 else []

    def with_luck(self, staff: list[Staff], *purposes: Purpose) -> list[Staff]:
        """Draw a phase's luck in one batch."""
        self.model.luck.draw_for(staff, *purposes)
        return staff


def by_seat(staff: Iterable[Staff]) -> list[Staff]:
    """In the fixed order of seats."""
    return sorted(staff, key=lambda person: person.index)


def take(pile: list[Any]) -> list[Any]:
    """Everything on a pile, which is then empty."""
    taken = pile[:]
    pile.clear()
    return taken
