"""A member of staff as somebody who asks, or does not dare to."""

from __future__ import annotations

from simulation.agents.person import Person
from simulation.agents.request import Request, Wish
from simulation.draws import Purpose
from simulation.record import Cause, Event, Owner, Use
from simulation.rules import comms, people, requests, speaking_up, using
from simulation.state import Gate, Grade, Mode, Removal, Stage

OF_TWO_MINDS = (Stage.WANTING, Stage.ASSUMED_NO, Stage.SHADOW)


class Asker(Person):
    """A person with, perhaps, a ``request`` in flight. ``weeks_wanting`` counts weeks of wanting without asking."""

    request: Request | None = None
    asks_first = False  # the scenario starts with a request from this person already filed

    # -- judging one's chances ---------------------------------------------------------------------

    def gates_for(self, wish: Wish, believed: bool) -> tuple[Gate, ...]:
        """The gates that such a request has to pass, in order; or those that staff believe it has to pass.

        A head needs no manager; nor do those frontline staff to whom it is devolved.
        """
        hidden = (Removal.REMOVED,) if believed else (Removal.REMOVED, Removal.UNKNOWN)
        gates = [gate for gate in self.model.route_of(wish.kind) if self.model.removal_of(gate) not in hidden]
        if self.grade == Grade.HEAD or self.is_devolved(wish):
            gates = [gate for gate in gates if gate != Gate.MANAGEMENT]
        return tuple(gates)

    def is_devolved(self, wish: Wish) -> bool:
        """Whether this request of the frontline needs no manager."""
        devolution = self.model.now.route.devolution
        return self.grade == Grade.FRONTLINE and self.model.draws.one(Purpose.DEVOLVE, wish.key) < devolution

    def believed_refusal(self) -> float:
        """The chance, as this person believes, that some gate on the way would refuse."""
        trust = 1.0
        for gate in self.gates_for(self.wish, believed=True):
            trust = trust * (1.0 - self.beliefs[gate])
        return speaking_up.believed_refusal(trust)

    def knows_how_to_ask(self) -> bool:
        """Whether this occupant's one draw lies within what contacts and open reasons have taught."""
        if self.is_champion:
            return True
        taught_by = self.champion_weight / self.contact_weight if self.contact_weight > 0 else 0.0
        knows_how, told = self.model.now.staff.knows_how, self.model.share_told()
        share = speaking_up.share_who_know_how(knows_how, taught_by, told, self.exposure())
        return self.luck_in_knowing < share

    def highest_chance(self) -> float:
        """The chance to ask this week for whoever fears nothing."""
        now = self.model.now
        return speaking_up.highest_chance(now.asking.rate, self.stage == Stage.WANTING, now.influence.again)

    def probability_of_asking(self) -> float:
        """This week's chance to ask."""
        nerve = speaking_up.nerve_in(self.department.confidence, self.nerve)
        return speaking_up.probability_of_asking(
            self.highest_chance(),
            self.believed_refusal(),
            self.model.now.asking.caution,
            nerve,
            self.hoop_hours(self.gates_for(self.wish, believed=True)),
            self.wish.value * self.conviction / people.CONVICTION_AT_REST,
        )

    def hoop_hours(self, route: tuple[Gate, ...]) -> float:
        """Hours of hoops on a way: hoops are comms', so there are none where comms does not stand in it."""
        return self.model.hoop_hours() if Gate.COMMS in route else 0.0

    # -- speak up ----------------------------------------------------------------------------------

    def speak_up(self) -> None:
        """Ask; or go ahead without; or, after long enough, take a no for granted."""
        staff = self.model.now.staff
        is_blocked = self.request is not None or self.stage == Stage.ASSUMED_NO
        self.frustration = people.frustration_next(self.frustration, is_blocked, staff.frustration, staff.fading)
        if self.request is not None or self.stage not in OF_TWO_MINDS:
            return
        if self.asks_first or self.asks():
            self.asks_first = False
            self.model.asking.append(self)
        elif self.stage != Stage.SHADOW and self.draw(Purpose.SHADOW) < self.probability_of_going_shadow():
            self.model.log.write(Event.WENT_SHADOW, *self.who, -1, Gate.SELF, 0)
            self.become(Stage.SHADOW, Cause.FRUSTRATION)
        elif self.stage == Stage.WANTING:
            self.weeks_wanting += 1
            if self.weeks_wanting > staff.patience:
                self.assume_no()

    def asks(self) -> bool:
        """Whether this is the week in which this person asks; most luck lies above any chance there could be."""
        u = self.draw(Purpose.ASK)
        if u >= self.highest_chance() or not self.knows_how_to_ask():
            return False
        self.bring_up_to_date()
        return u < self.probability_of_asking()

    def probability_of_going_shadow(self) -> float:
        """This week's chance to go ahead without asking."""
        now = self.model.now
        return speaking_up.probability_of_going_shadow(
            now.staff.shadow, self.frustration, now.gates.ict.web_filter, now.policy.enforcement
        )

    def assume_no(self) -> None:
        """Nobody refused, but a refusal is taken for granted: booked against the gate most believed to refuse.

        Where reasons are open, people see that nobody but themselves has stopped them; else they blame that gate.
        """
        self.bring_up_to_date()
        gates = self.gates_for(self.wish, believed=True)
        if self.believed_refusal() <= 0.0:
            return
        draws, times = self.model.draws, self.times_wanted * 8

        def suspicion(gate: Gate) -> tuple[float, float]:
            return self.beliefs[gate], draws.one(Purpose.SUSPECT, self.key, times + int(gate))  # luck among equals

        suspect = max(gates, key=suspicion)
        is_told = draws.one(Purpose.REASON, self.key, times) < self.model.share_told()
        self.model.log.write(Event.ASSUMED, *self.who, -1, suspect)
        self.model.log.write(Event.BLAMED, *self.who, -1, Gate.SELF if is_told else suspect, Gate.SELF)
        self.become(Stage.ASSUMED_NO, Cause.PATIENCE)

    # -- ask ---------------------------------------------------------------------------------------

    def ask(self) -> None:
        """File a request, jumping the hoops; or ask again the gate that objected, with what was mended."""
        if self.request is not None:
            self.ask_again(self.request)
            return
        now, draws, wish = self.model.now, self.model.draws, self.wish
        route = self.gates_for(wish, believed=False)
        slipped = False
        if Gate.COMMS in route and not self.model.digital_lead.is_there:
            chance = requests.probability_of_slipping(self.model.uptake, now.route.grey_area)
            slipped = draws.one(Purpose.SLIP, wish.key) < chance
        if slipped:
            route = tuple(gate for gate in route if gate != Gate.COMMS)
        hoop_hours = self.hoop_hours(route)
        self.model.ledger.bought(Owner.STAFF, Use.HOOPS, hoop_hours, self.department.index)
        if now.hoops.training and hoop_hours > 0.0:
            self.skill = people.heard(self.skill, 1.0, now.influence.news, requests.TRAINING_PIECES)
        self.request = request = Request(
            number=self.model.next_request(),
            asker=self,
            wish=wish,
            quality=requests.quality_of(self.skill_now, self.department.customer_skill),
            conviction=self.conviction,
            hoop_hours=hoop_hours,
            sponsored=draws.one(Purpose.SPONSOR, wish.key) < self.model.leadership.chance_of_sponsor(),
            slipped=slipped,
            route=route,
            parallel=self.model.now.route.parallel,
            filed=self.model.week,
            priority=draws.one(Purpose.PRIORITY, wish.key),
        )
        self.requests_filed += 1
        self._wish = None
        if self.stage == Stage.SHADOW and self._account is None:
            self._account = wish
        self.model.log.write(
            Event.FILED, *self.who, request.number, wish.kind, *(int(x * 1000.0 + 0.5) for x in (
                wish.value, wish.risk, request.quality, wish.hours, hoop_hours)),
            request.sponsored, slipped, self.is_devolved(wish),
        )  # fmt: skip
        if self.stage != Stage.SHADOW:
            self.become(Stage.ASKING, Cause.FILED)
        self.go_on(request)

    def go_on(self, request: Request) -> None:
        """To the next gate, or to all at once; with none left, the answer is yes."""
        left = request.route[request.passed :]
        if not left:
            self.model.answered.append(request)
        for gate in left if request.parallel else left[:1]:
            self.model.gatekeeper(gate, self.department).receive(request)

    def ask_again(self, request: Request) -> None:
        """What was mended goes back to whoever objected, not to the start."""
        request.quality = requests.quality_improved(request.quality)
        rework = self.model.week - request.refused_in
        refused_by = [refusal.gate for refusal in request.refusals]
        request.refusals.clear()
        self.model.log.write(
            Event.IMPROVED, *self.who, request.number, refused_by[0], int(request.quality * 1000.0 + 0.5), rework
        )
        for gate in refused_by:
            self.model.gatekeeper(gate, self.department).receive(request)

    # -- what gates ask about the request ----------------------------------------------------------

    def support_need(self, wish: Wish | None = None, mode: Mode = Mode.NONE) -> float:
        """Hours a week of support: for this account, or for a wish while it broadcasts."""
        now = self.model.now
        return comms.support_need(
            now.gates.comms.support_hours,
            self.skill_now,
            self.department.framework,
            self.mode if wish is None else mode,
            self.department.hours_demanded,
            self.department.redesign,
            now.policy.multi_voice,
        )

    def value_and_cost(self, wish: Wish) -> tuple[float, float]:
        """True weekly value, and true weekly cost in hours, support and expected harm, of a wish as things stand."""
        now, department = self.model.now, self.department
        value = using.value_per_week(wish.value, Mode.BROADCAST, department.value_demanded, 1.0, 0.0)
        hours = department.hours_of(wish.hours, Mode.BROADCAST)
        proneness = using.proneness_to_incident(
            wish.risk, self.skill_now, now.policy.shared_values, now.policy.multi_voice, 0.0
        )
        harm = using.harm_of(now.events.severity, wish.risk, department.manager_literacy)
        expected_harm = using.probability_of_incident(now.events.incidents, proneness) * harm
        return value, hours + self.support_need(wish, Mode.BROADCAST) + expected_harm

    def perceived_case(self, request: Request) -> float:
        """How good the case looks to comms or to the digital lead."""
        evidence = self.model.evidence[request.wish.kind]
        return requests.perceived_case(
            evidence,
            request.wish.novelty,
            request.quality,
            request.conviction,
            request.sponsored,
            requests.share_revealed(request.hoop_hours, evidence),
            requests.true_case(*self.value_and_cost(request.wish)),
        )
