"""The council of docs/one-week.md as it stands when the week begins, and the luck of that week.

Ada, Ben, Cat, Dan and Eve have one request each, at five different gates. Fay's account has just lapsed; she leaves,
and Gus takes her seat. What no scenario can declare is put by hand here.
"""

from pathlib import Path
from typing import Any

from simulation import Council, Scenario
from simulation.agents.request import Wish
from simulation.agents.staff import Staff
from simulation.draws import Draws, Purpose, ScriptedDraws, child, key_of
from simulation.happenings import COUNCIL
from simulation.record import Cause
from simulation.state import Gate, Kind, News, Objection, Stage

WEEK = 13  # the week that is worked out; the chamber meets in it
SCENARIO = Path(__file__).parent / "week.toml"
DEPARTMENT = {
    "ada": "Libraries",
    "ben": "Libraries",
    "fay": "Libraries",
    "cat": "Parks",
    "dan": "Parks",
    "eve": "Parks",
}
GATE_OF = {"ada": Gate.MANAGEMENT, "ben": Gate.COMMS, "cat": Gate.HR, "dan": Gate.LEGAL, "eve": Gate.ICT}
ATTEMPT = 1

FAY = child(key_of("seat", "Libraries", "fay"), 0)
GUS = child(key_of("seat", "Libraries", "fay"), 1)
KEY = {name: child(key_of("seat", where, name), 0) for name, where in DEPARTMENT.items()} | {"gus": GUS}
COUNCILLOR = {name: key_of("councillor", number) for number, name in enumerate(("one", "two", "three"))}
WISH = {name: child(key, 0) for name, key in KEY.items()}
TURN = {name: ATTEMPT * 8 + int(gate) for name, gate in GATE_OF.items()}

Address = tuple[int, int, int]

# Drawn before the week: how long Fay stays, and which councillors are at ease in networks.
LUCK_BEFORE: dict[str, tuple[Address, float]] = {
    "luck.fay.tenure": ((int(Purpose.TENURE), FAY, 0), 0.035),
    "luck.one.networked": ((int(Purpose.NETWORKED), COUNCILLOR["one"], 0), 0.9),
    "luck.two.networked": ((int(Purpose.NETWORKED), COUNCILLOR["two"], 0), 0.1),
    "luck.three.networked": ((int(Purpose.NETWORKED), COUNCILLOR["three"], 0), 0.8),
}


def luck_of_the_week() -> dict[str, tuple[Address, float]]:
    """Every draw of the week: its name on the page, its address, and the number drawn."""
    luck: dict[str, tuple[Address, float]] = {}

    def draw(name: str, purpose: Purpose, key: int, value: float, occurrence: int = 0) -> None:
        luck[f"luck.{name}"] = ((int(purpose), key, occurrence), value)

    draw("one.vanity", Purpose.VANITY, COUNCILLOR["one"], 0.01, WEEK)
    draw("three.vanity", Purpose.VANITY, COUNCILLOR["three"], 0.5, WEEK)
    draw("one.granted", Purpose.VANITY_GRANTED, COUNCILLOR["one"], 0.8, WEEK)
    for name, value in (("threshold", 0.5), ("conviction", 0.7), ("skill", 0.6), ("nerve", 0.4)):
        draw(f"gus.{name}", Purpose[name.upper()], GUS, value)
    draw("gus.resistance", Purpose.RESISTANCE, GUS, 0.1)
    draw("gus.resistance.next", Purpose.RESISTANCE, GUS, 0.3, 1)
    draw("gus.knows_how", Purpose.KNOWS_HOW, GUS, 0.5)
    draw("gus.tenure", Purpose.TENURE, GUS, 0.9)
    of_the_wish = {"kind": 0.9, "value": 0.6, "risk": 0.5, "hours": 0.75, "novelty": 0.25}
    of_the_wish |= {"devolve": 0.9, "sponsor": 0.9, "priority": 0.5}
    for name, value in of_the_wish.items():
        draw(f"gus.{name}", Purpose[name.upper()], WISH["gus"], value)
    draw("gus.ask", Purpose.ASK, GUS, 0.05, WEEK)

    objecting = {
        "ada": {Objection.NOT_UNDERSTOOD: 0.1, Objection.NO_TIME: 0.25},
        "ben": {
            Objection.NO_BUSINESS_CASE: 0.6, Objection.NO_RESOURCE: 0.1, Objection.VANITY: 0.25, Objection.PACE: 0.8,
            Objection.INERTIA: 0.2, Objection.LOSS_OF_CONTROL: 0.5, Objection.REPUTATION: 0.6,
        },
        "cat": {Objection.CONDUCT: 0.6},
        "dan": {Objection.BOGEYMAN: 0.15, Objection.STANDING_ORDERS: 0.1},
        "eve": {Objection.SECURITY: 0.5, Objection.KNOWLEDGE_GAP: 0.7},  # infrastructure has no chance
    }  # fmt: skip
    for name, reasons in objecting.items():
        decision = child(child(WISH[name], int(GATE_OF[name])), ATTEMPT)
        for objection, value in reasons.items():
            draw(f"{name}.{objection.name.lower()}", Purpose.OBJECT, decision, value, int(objection))
    for name, value in (("ada", 0.2), ("ben", 0.9), ("dan", 0.8)):
        draw(f"{name}.reason", Purpose.REASON, WISH[name], value, TURN[name])
    draw("ada.appeal", Purpose.APPEAL, WISH["ada"], 0.3, TURN["ada"])
    draw("ben.improve", Purpose.IMPROVE, WISH["ben"], 0.7, TURN["ben"])
    draw("ben.go_round", Purpose.GO_ROUND, WISH["ben"], 0.4, TURN["ben"])
    draw("dan.improve", Purpose.IMPROVE, WISH["dan"], 0.1, TURN["dan"])

    for name, incident in (("ben", 0.9), ("cat", 0.01), ("eve", 0.75)):
        draw(f"{name}.incident", Purpose.INCIDENT, KEY[name], incident, WEEK)
    for name in ("ben", "cat"):
        draw(f"{name}.discovered", Purpose.DISCOVERED, KEY[name], 0.5, WEEK)
    for name, value in (("success", 0.02), ("lapse", 0.5), ("mode", 0.005), ("documented", 0.1)):
        draw(f"eve.{name}", Purpose[name.upper()], KEY["eve"], value, WEEK)
    draw("moratorium", Purpose.MORATORIUM, COUNCIL, 0.01, WEEK)
    return luck


def draws() -> Draws:
    """The luck of the week, and what was drawn before it: everybody stays but Fay, everything else at its middle."""
    script: dict[Any, float] = {purpose: 0.5 for purpose in Purpose}
    script[Purpose.TENURE] = 0.99
    script[Purpose.DEVOLVE] = 0.9
    script.update(dict([*LUCK_BEFORE.values(), *luck_of_the_week().values()]))
    return ScriptedDraws(script)


# Who asks for what: kind, value (hours of value a week), risk, hours a week, novelty; then what the request is like.
WISHES = {
    "ada": (Kind.ROUTINE, 6.0, 0.3, 2.0, 0.2),
    "ben": (Kind.VANITY, 0.6, 0.2, 2.5, 0.4),
    "cat": (Kind.NEW_CHANNEL, 8.0, 0.7, 3.0, 0.5),
    "dan": (Kind.STANDING_ORDERS, 5.0, 0.4, 2.0, 0.3),
    "eve": (Kind.NEEDS_ICT, 7.0, 0.6, 2.5, 0.25),
}
REQUESTS = {
    "ada": {"quality": 0.45, "conviction": 0.6},
    "ben": {"quality": 0.4, "conviction": 0.5},
    "cat": {"quality": 0.6, "conviction": 0.7},
    "dan": {"quality": 0.35, "conviction": 0.55},
    "eve": {"quality": 0.65, "conviction": 0.6},
}
QUEUED_IN = {"ada": 12, "ben": 12, "cat": 11, "dan": 11, "eve": 12}
MINDS: dict[str, dict[str, Any]] = {
    "ada": {"conviction": 0.6, "nerve": 0.5, "frustration": 0.1, "beliefs": [0.3, 0.2, 0.2, 0.2, 0.25]},
    "ben": {"conviction": 0.5, "nerve": 0.4, "frustration": 0.6, "beliefs": [0.2, 0.4, 0.2, 0.2, 0.2]},
    "cat": {"conviction": 0.7, "nerve": 0.6, "frustration": 0.3, "beliefs": [0.2, 0.2, 0.35, 0.2, 0.2]},
    "dan": {"conviction": 0.55, "nerve": 0.4, "frustration": 0.2, "beliefs": [0.2, 0.3, 0.2, 0.5, 0.2]},
    "eve": {"conviction": 0.6, "nerve": 0.7, "frustration": 0.15, "beliefs": [0.25, 0.3, 0.2, 0.2, 0.4]},
}


def council() -> Council:
    """The council at the end of the week before."""
    model = Council(Scenario.load(SCENARIO), draws=draws())
    model.week = model.log.week = model.ledger.week = WEEK - 1
    people = dict(zip(DEPARTMENT, model.staff, strict=True))
    model.grapevine.gather()  # everybody has seen that Fay and Cat use it
    for name in GATE_OF:
        stand_at_gate(model, name, people[name])
    fay = people["fay"]
    assert fay.wish  # she thought of an account before she left, so that it is none of this week's luck
    fay.tell(News.SUCCESS)
    fay.lapse(Cause.NO_SUPPORT)
    put_state(model)
    for person in model.staff:
        person.mind_of_week = person.conviction_of_week = WEEK - 1
    model.log.counts_of_week()
    return model


def stand_at_gate(model: Council, name: str, person: Staff) -> None:
    """File this person's request, and bring it to the gate at which it stands alone."""
    gate = GATE_OF[name]
    person._wish = Wish(WISH[name], *WISHES[name])
    person.ask()
    request = person.request
    assert request is not None
    model.gatekeeper(request.route[0], person.department).drop(request)
    request.attempts.clear()
    request.hours_spent.clear()
    request.passed = request.route.index(gate)
    model.gatekeeper(gate, person.department).receive(request)
    request.at[gate] = QUEUED_IN[name]
    for what, value in REQUESTS[name].items():
        setattr(request, what, value)
    for what, value in MINDS[name].items():
        setattr(person, what, value)
    assert person.stage in (Stage.ASKING, Stage.SHADOW)


def put_state(model: Council) -> None:
    """What has grown in the weeks before, so that hardly a number of the week is nought or one."""
    ada, ben, _, cat, dan, eve = model.staff
    assert ada.request is not None
    ada.request.hours_spent[Gate.MANAGEMENT] = 0.5
    for person, skill in ((ada, 0.4), (ben, 0.3), (cat, 0.6), (dan, 0.2), (eve, 0.7)):
        person.skill = skill  # as in people.csv: what the hoops taught is counted in it
    model.evidence[:] = [0.3, 0.2, 0.15, 0.1, 0.05]
    model.crisis = 0.4
    model.happenings.attrition = 0.0332
    model.leadership.attention = 0.8
    libraries, parks = model.departments
    libraries.head.literacy_before_training, parks.head.literacy_before_training = 0.3, 0.6
    for department, values in (
        (libraries, {"trained": 0.1, "redesign": 0.1, "confidence": 0.55, "demand": 1.1, "hours_used": 0.8}),
        (parks, {"trained": 0.2, "redesign": 0.2495, "confidence": 0.45, "demand": 1.2, "released": 0.1}),
    ):
        for what, value in values.items():
            setattr(department, what, value)
    comms = model.comms
    comms.inertia, comms.risk_aversion, comms.need, comms.growth = 0.9, 0.5, 1.5, 0.05
    comms.unmet, comms.support_hours = 0.2, 2.0
    model.hr.risk_aversion, model.ict.risk_aversion, model.ict.mitigated = 0.6, 0.45, 0.1
    model.ict.on_order.append((WEEK, 0.25))
    for councillor, anxiety, stance in zip(model.councillors, (0.5, 0.3, 0.2), (0.6, 0.52, 0.45), strict=True):
        councillor.anxiety, councillor.stance = anxiety, stance
    model.chamber.count_opinions()
