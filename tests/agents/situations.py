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


def growing(model: Council) -> Request:
    """The same questions and enough hours to answer them, but not for the growth of another quarter."""
    request = pressed_for_support(model)
    put(model, gates__comms__fte=20.0)
    model.comms.need = 0.0
    supported(model)
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
