"""Small councils, what can be done to them, and real requests filed in them by a member of the frontline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulation import Council, Scenario
from simulation.agents.request import Request, Wish
from simulation.agents.staff import Staff
from simulation.state import GATES, OBJECTIONS_OF, Grade, Kind, Objection, Seat, Stage, label

GATE_OF = {objection: gate for gate in GATES for objection in OBJECTIONS_OF[gate]}
SMALL: dict[str, Any] = {
    "organisation.staff": 60,
    "organisation.departments": 4,
    "organisation.differences": 0,
    "hoops.number": 0,
    "start.pioneers": 0,
    "start.evidence": 0,
    "leadership.strength": 0,
}


def small_council(objection: Objection | None = None, strength: float = 1.0, **settings: Any) -> Council:
    """Sixty people in four equal departments; nothing known, nobody live. With an objection, that alone is strong."""
    strengths = {f"objections.{label(other)}": 0.0 for other in GATE_OF}
    if objection is not None:
        strengths[f"objections.{label(objection)}"] = strength
    return Council(Scenario.default().changed({**SMALL, **strengths, **settings}, weeks=20), rng=1)


def frontline(model: Council) -> Staff:
    """Somebody of the frontline."""
    return next(person for person in model.staff if person.grade == Grade.FRONTLINE)


def ask(model: Council, asker: Staff | None = None, **wish: Any) -> Request:
    """File a request for what is wished: routine, of middling value and risk, and nothing new, unless it is said."""
    asker = frontline(model) if asker is None else asker
    given = {"kind": Kind.ROUTINE, "value": 7.0, "risk": 0.4, "hours": 3.0, "novelty": 0.0, **wish}
    asker._wish = Wish(key=asker.key, **given)
    asker.ask()
    assert asker.request is not None
    return asker.request


def concern_of(model: Council, objection: Objection, request: Request) -> tuple[float, bool]:
    """How much an objection concerns its gate now, and whether it would be genuine."""
    gatekeeper = model.gatekeeper(GATE_OF[objection], request.asker.department)
    return next((concern, genuine) for which, concern, genuine in gatekeeper.concerns(request) if which == objection)


def put(model: Council, **values: Any) -> None:
    """Set values of the scenario as they stand, two underscores between the parts of a path."""
    for path, value in values.items():
        model.now.set(path.replace("__", "."), value)


def everywhere(model: Council, **values: Any) -> None:
    """Set the state of every department."""
    for department in model.departments:
        for name, value in values.items():
            setattr(department, name, value)


def anxious(model: Council, anxiety: float) -> None:
    """Make every councillor as anxious as that."""
    for member in model.councillors:
        member.anxiety = anxiety
    model.chamber.count_opinions()


def supported(model: Council) -> None:
    """A week of support: departments say what they need, comms what it can give."""
    for department in model.departments:
        department.use()
    model.comms.use()


def pressed_for_support(model: Council) -> Request:
    """Half of the staff is live, with more questions than comms can answer."""
    for person in model.staff[::2]:
        model.happenings.start(person, Stage.LIVE)
    put(model, gates__comms__fte=4.0)
    supported(model)
    return ask(model)


def grow(model: Council) -> None:
    """All this need of support has come within a week."""
    model.comms.need = model.comms.growth = 0.0
    supported(model)


def growing(model: Council) -> Request:
    """The same questions and enough hours to answer them, but not for the growth of another quarter."""
    request = pressed_for_support(model)
    put(model, gates__comms__fte=20.0)
    grow(model)
    return request


Situation = Callable[[Council], Request]
Remedy = Callable[[Council, Request], Any]


def after(change: Callable[[Council], Any], **wish: Any) -> Situation:
    """A request filed after a change to the council."""

    def situation(model: Council) -> Request:
        change(model)
        return ask(model, **wish)

    return situation


def vote(model: Council, request: Request) -> None:
    """Every councillor is for the amendment when the council next meets."""
    for member in model.councillors:
        member.stance = 1.0
    model.chamber.wanted_since = 1
    model.week = 13
    model.chamber.organise()


def led_from_the_centre(model: Council) -> None:
    """A strong leadership sends its message."""
    put(model, leadership__strength=1.0, leadership__consistency=1.0)
    model.now.leadership.seat = Seat.CORPORATE
    model.leadership.happen()


def asked_better(skill: float = 0.0, customer_skill: float = 0.0, trained: float = 0.0) -> Remedy:
    """The same person asks anew, more skilled, better taught or in a department that is a better customer."""

    def remedy(model: Council, request: Request) -> Request:
        asker = request.asker
        asker.skill = max(asker.skill, skill)
        asker.department.customer_skill_before_training = max(
            asker.department.customer_skill_before_training, customer_skill
        )
        asker.department.trained = trained
        for gate in list(request.at):
            model.gatekeeper(gate, asker.department).drop(request)
        asker.request = None
        return ask(model, risk=request.wish.risk)

    return remedy


def unaware(model: Council) -> None:
    """No head and no manager understands it."""
    everywhere(model, literacy_before_training=0.0)
    for department in model.departments:
        department.head.literacy_before_training = 0.0


def aware(model: Council) -> None:
    """Every head understands it."""
    for department in model.departments:
        department.head.literacy_before_training = 1.0


def busy(model: Council) -> None:
    """No department has an hour to spare."""
    everywhere(model, spare_hours=0.0)


def reading_nothing(model: Council) -> None:
    """An HR that trusts nobody, over managers who cannot read what their staff do there."""
    unaware(model)
    model.hr.risk_aversion = 1.0


def of_skill(skill: float, risk: float) -> Situation:
    """A request by somebody of that skill, of that risk."""

    def situation(model: Council) -> Request:
        request = ask(model, risk=risk)
        request.asker.skill = skill
        return request

    return situation


def with_spare_hours(hours: float) -> Situation:
    """A request in a department with so many hours to spare."""

    def situation(model: Council) -> Request:
        everywhere(model, spare_hours=hours / 15)  # fifteen people in each department
        return ask(model)

    return situation


def myth(level: float) -> Situation:
    """A legal team that knows nothing and believes that much in trouble."""

    def situation(model: Council) -> Request:
        put(model, gates__legal__myth=level)
        model.legal.knowledge = 0.0
        return ask(model)

    return situation


def full(accounts: float) -> Situation:
    """A request when ten accounts stand on infrastructure for so many."""

    def situation(model: Council) -> Request:
        model.live_count, model.ict.capacity = 10, accounts
        return ask(model)

    return situation


def of_quality(quality: float, **wish: Any) -> Situation:
    """A request made that well."""

    def situation(model: Council) -> Request:
        request = ask(model, **wish)
        request.quality = quality
        return request

    return situation


def needing(need: float, hours: float, growth: float = 0.0) -> Situation:
    """A request while comms faces such a need of support, with such hours and growth."""

    def situation(model: Council) -> Request:
        model.comms.need, model.comms.support_hours, model.comms.growth = need, hours, growth
        return ask(model)

    return situation


def inert(level: float) -> Situation:
    """A comms team as inert as that."""

    def situation(model: Council) -> Request:
        model.comms.inertia = level
        return ask(model)

    return situation


def distrusting(model: Council) -> Request:
    """A comms team that wants control, and nobody in whom it could trust."""
    model.comms.risk_aversion = 1.0
    put(model, policy__shared_values=0.0, leadership__co_design=0.0)
    return of_skill(0.0, 0.4)(model)


def prone(risk: float) -> Situation:
    """A request of that risk where everything else makes incidents likely."""

    def situation(model: Council) -> Request:
        put(model, policy__shared_values=0.0, policy__multi_voice=True)
        model.comms.unmet = 1.0
        return of_skill(0.0, risk)(model)

    return situation


def worried_as_ever(model: Council) -> Request:
    """Councillors none of whom is at ease in networks, as worried as they always are."""
    put(model, councillors__networked=0.0)
    anxious(model, model.now.councillors.anxiety)
    return ask(model)
