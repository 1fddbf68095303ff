"""A member of staff who uses it: what it gives, what goes wrong, how it grows and lapses; and who leaves."""

from __future__ import annotations

from simulation.agents.request import Wish
from simulation.agents.respondent import Respondent
from simulation.draws import Purpose
from simulation.record import NOBODY, Cause, Event
from simulation.rules import organising, people, speaking_up, using
from simulation.state import Kind, Mode, News, Stage


class Staff(Respondent):
    """A member of staff: a person who hears and wants (:class:`Person`), asks (:class:`Asker`), takes the answer
    (:class:`Respondent`), and uses it.
    """

    # -- happen ------------------------------------------------------------------------------------

    def happen(self) -> None:
        """Leave; a successor takes the seat, with traits of their own."""
        self.withdraw(Cause.LEFT)
        self.model.log.write(Event.LEFT, *self.who, NOBODY, self.stage)
        inherits = self.stage == Stage.LIVE and self.model.now.policy.inherit
        account, mode = (self.account, self.mode) if inherits else (None, Mode.NONE)
        if not inherits:
            self.become(Stage.UNINTERESTED, Cause.LEFT)
        self.arrive(self.generation + 1)
        self.asks_first = False
        self.model.happenings.left(self)
        self.model.log.write(Event.JOINED, *self.who, NOBODY, self.generation)
        if inherits:
            self._account, self.mode = account, mode
            self.model.log.write(Event.LIVE, *self.who, NOBODY, mode, Cause.INHERITED)

    # -- use ---------------------------------------------------------------------------------------

    def use(self) -> None:
        """A week of use, sanctioned or not."""
        if self.stage == Stage.SHADOW:
            self.use_in_the_shadow()
        else:
            self.use_openly()

    def use_openly(self) -> None:
        """Give value, perhaps have an incident or a story to tell, learn, climb the ladder, or lapse."""
        now, department, account = self.model.now, self.department, self.account
        served, unmet_support = department.served, self.model.comms.unmet
        department.value += using.value_per_week(
            account.value, self.mode, department.value_demanded, served, self.model.crisis
        )
        skill = self.skill_now
        self.risk_an_incident(account, skill, now.policy.multi_voice, unmet_support)
        if self.draw(Purpose.SUCCESS) < using.probability_of_success(now.using.success, skill, self.mode, served):
            self.succeed(account)
        self.skill = people.heard(self.skill, 1.0, now.influence.news, served)
        networked = self.model.chamber.share_networked
        step = using.probability_of_step(
            now.using.step, now.policy.openness, skill, department.demand, networked, self.mode
        )
        lapse = using.probability_of_lapse(now.using.abandonment, unmet_support, 1.0 - served)
        if self.draw(Purpose.LAPSE) < lapse:
            self.lapse(Cause.NO_SUPPORT if unmet_support >= 1.0 - served else Cause.NO_HOURS)
        elif self.draw(Purpose.MODE) < step:
            before, self.mode = self.mode, Mode(self.mode + 1)
            self.model.log.write(Event.MODE, *self.who, NOBODY, before, self.mode)

    def use_in_the_shadow(self) -> None:
        """Broadcast without support or sanction, until it is found, or goes wrong in public."""
        now, department, account = self.model.now, self.department, self.account
        department.shadow_value += using.value_per_week(
            account.value, Mode.BROADCAST, department.value_demanded, 1.0, self.model.crisis
        )
        department.shadow_hours += department.hours_of(account.hours, Mode.BROADCAST)  # their own time, but time
        went_wrong = self.risk_an_incident(account, self.skill_now, False, 1.0)
        self.skill = people.heard(self.skill, 1.0, now.influence.news, 1.0)
        found = self.draw(Purpose.DISCOVERED) < speaking_up.probability_of_discovery(now.policy.enforcement)
        if went_wrong or found:
            self.model.log.write(Event.DISCOVERED, *self.who, NOBODY)
            self._account = None
            self.become(Stage.GAVE_UP if self.request is None else Stage.ASKING, Cause.DISCOVERED)

    def risk_an_incident(self, account: Wish, skill: float, multi_voice: bool, unsupported: float) -> bool:
        """A post goes wrong, or not. Returns whether it did."""
        now, department = self.model.now, self.department
        proneness = using.proneness_to_incident(account.risk, skill, now.policy.shared_values, multi_voice, unsupported)
        if self.draw(Purpose.INCIDENT) >= using.probability_of_incident(now.events.incidents, proneness):
            return False
        harm = using.harm_of(now.events.severity, account.risk, department.manager_literacy)
        department.harm += harm
        department.setbacks += 1
        self.model.this_week.incidents_risk += account.risk
        is_shadow = self.stage == Stage.SHADOW
        self.model.log.write(Event.INCIDENT, *self.who, NOBODY, is_shadow, int(harm * 1000.0 + 0.5))
        self.tell(News.INCIDENT)
        return True

    def succeed(self, account: Wish) -> None:
        """A story to tell; now and then somebody writes it up."""
        self.model.this_week.successes += 1
        self.model.log.write(Event.SUCCESS, *self.who, NOBODY, account.kind)
        self.tell(News.SUCCESS)
        if self.draw(Purpose.DOCUMENTED) < self.model.now.policy.documented:
            self.model.document(self, Kind(account.kind))

    def lapse(self, cause: Cause) -> None:
        """The account is abandoned."""
        self.model.log.write(Event.LAPSED, *self.who, NOBODY, cause)
        self.mode = Mode.NONE
        self._account = None
        self.become(Stage.LAPSED, cause)
        self.tell(News.LAPSED)

    # -- organise ----------------------------------------------------------------------------------

    def organise(self) -> None:
        """Champions meet and learn from one another."""
        hours = self.model.now.champions.hours * self.model.happenings.share_met
        self.skill = people.heard(self.skill, 1.0, self.model.now.influence.news, organising.MEETING_PIECES * hours)
