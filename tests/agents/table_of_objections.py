"""The table of objections, written once more as things that can be done to a small council.

Every situation ends in a real request. A remedy does what the table names to a council in which the objection stands,
and nothing else that would lower the concern.
"""

from dataclasses import dataclass

from simulation import Council
from simulation.agents.request import Request
from simulation.state import Grade, Kind, Objection
from tests.agents.situations import (
    Remedy,
    Situation,
    after,
    anxious,
    asked_better,
    aware,
    busy,
    distrusting,
    everywhere,
    full,
    grow,
    growing,
    inert,
    led_from_the_centre,
    myth,
    needing,
    of_quality,
    of_skill,
    pressed_for_support,
    prone,
    put,
    reading_nothing,
    supported,
    unaware,
    vote,
    with_spare_hours,
    worried_as_ever,
)


@dataclass(frozen=True)
class Row:
    """One row of the table: ``lifted_by`` starts from ``standing``, or from where the objection is certain."""

    certain: Situation
    never: Situation
    genuine: dict[str, tuple[Situation, bool]]
    lifted_by: dict[str, Remedy]
    standing: Situation | None = None


def proven(model: Council, _: Request | None = None) -> None:
    model.evidence = [0.5] * len(Kind)


def stop_old_work(model: Council, request: Request) -> None:
    department = request.asker.department
    department.message_to_head = 1.0
    department.stop_old_work(3.0)
    assert department.released > 0.0


def hear_the_leadership(model: Council, request: Request) -> None:
    led_from_the_centre(model)
    request.asker.department.organise()


def set_everywhere(name: str, value: float) -> Remedy:
    return lambda model, request: everywhere(model, **{name: value})


def learn_the_law(model: Council, request: Request) -> None:
    model.this_week.documented[Kind.ROUTINE] = 5
    model.legal.organise()


def amended(model: Council) -> None:
    model.standing_orders_amended = True


def wary(model: Council) -> None:
    model.ict.risk_aversion = 1.0


def sponsor(model: Council, request: Request) -> None:
    request.sponsored = True


def spend_spare_hours_on_safety(model: Council, request: Request) -> None:
    model.live_count = 1
    model.ict.decide()
    assert model.ict.mitigated > 0.0


def invest(model: Council, request: Request) -> None:
    model.ict.organise()
    ordered = model.ict.capacity
    model.week += model.now.gates.ict.lead_time - 1
    model.ict.organise()
    assert model.ict.capacity == ordered  # not yet
    model.week += 1
    model.ict.organise()


def then_supported(path: str, value: float) -> Remedy:
    def remedy(model: Council, request: Request) -> None:
        put(model, **{path: value})
        supported(model)

    return remedy


def mainstream(model: Council, request: Request) -> None:
    everywhere(model, framework=0.6, trained=0.3)
    supported(model)


def redesigned_before_it_grew(model: Council, request: Request) -> None:
    everywhere(model, redesign=1.0)
    grow(model)


def by_a_manager(model: Council, request: Request) -> None:
    request.asker.grade = Grade.MANAGER


def led(model: Council, request: Request) -> None:
    led_from_the_centre(model)
    model.comms.reckon()


def familiar(model: Council, request: Request) -> None:
    model.live_count = 30
    model.comms.reckon()


def skilled(model: Council, request: Request) -> None:
    request.asker.skill = 0.5


def at_ease(model: Council, request: Request) -> None:
    put(model, councillors__networked=1.0, staff__fading=1.0)
    for member in model.councillors:
        member.organise()
    model.chamber.count_opinions()


def good_record(model: Council, request: Request) -> None:
    model.this_week.successes = 20
    for member in model.councillors:
        member.reckon()
    model.chamber.count_opinions()


usual = after(lambda model: None)
TABLE: dict[Objection, Row] = {
    Objection.NOT_UNDERSTOOD: Row(
        after(unaware), after(aware), {"never": (after(unaware), False)},
        {"training": set_everywhere("trained", 0.3), "leadership message": hear_the_leadership, "evidence": proven},
    ),
    Objection.NO_TIME: Row(
        after(busy), after(busy, hours=0.0),
        {"short": (with_spare_hours(2.0), True), "not short": (with_spare_hours(4.0), False)},
        {"stopping old work": stop_old_work, "redesign": set_everywhere("redesign", 0.5)}, with_spare_hours(2.0),
    ),
    Objection.CONDUCT: Row(
        after(reading_nothing, risk=1.0), after(reading_nothing, risk=0.0),
        {
            "risky and unskilled": (of_skill(0.2, 0.8), True), "risky but skilled": (of_skill(0.8, 0.8), False),
            "harmless": (of_skill(0.2, 0.2), False),
        },
        {
            "manager literacy": set_everywhere("literacy_before_training", 0.5),
            "performance criteria": lambda model, request: put(model, policy__performance_criteria=True),
        },
    ),
    Objection.BOGEYMAN: Row(
        myth(1.0), myth(0.0), {"never": (myth(1.0), False)}, {"legal knowledge": learn_the_law, "evidence": proven}
    ),
    Objection.STANDING_ORDERS: Row(
        after(lambda model: None, kind=Kind.STANDING_ORDERS), after(amended, kind=Kind.STANDING_ORDERS),
        {
            "until amended": (after(lambda model: None, kind=Kind.STANDING_ORDERS), True),
            "amended": (after(amended, kind=Kind.STANDING_ORDERS), False),
        },
        {"councillors' vote": vote},
    ),
    Objection.SECURITY: Row(
        after(wary, risk=1.0), after(wary, risk=0.0),
        {"risky": (after(wary, risk=0.6), True), "not risky": (after(wary, risk=0.4), False)},
        {"a sponsor": sponsor, "spare ICT hours": spend_spare_hours_on_safety},
    ),
    Objection.INFRASTRUCTURE: Row(
        full(0.0), full(1000.0), {"always": (full(10.0), True)}, {"investment": invest}, full(10.0)
    ),
    Objection.KNOWLEDGE_GAP: Row(
        of_quality(0.0), of_quality(1.0),
        {"poor": (of_quality(0.4), True), "good": (of_quality(0.6), False)},
        {"customer skill": asked_better(customer_skill=0.9), "training": asked_better(trained=0.5)}, usual,
    ),
    Objection.NO_BUSINESS_CASE: Row(
        of_quality(0.0), of_quality(1.0),
        {"below cost": (of_quality(0.4, value=0.5), True), "above cost": (of_quality(0.4, value=50.0), False)},
        {"evidence": proven, "better requests": asked_better(customer_skill=0.9)}, usual,
    ),
    Objection.NO_RESOURCE: Row(
        needing(1.0, 0.0), needing(0.0, 5.0),
        {"unaffordable": (needing(6.0, 5.0), True), "affordable": (needing(4.0, 5.0), False)},
        {
            "stopping": then_supported("gates__comms__own_work", 0.2), "mainstreaming": mainstream,
            "more people": then_supported("gates__comms__fte", 10.0),
        },
        pressed_for_support,
    ),
    Objection.VANITY: Row(
        after(lambda model: None, kind=Kind.VANITY), after(led_from_the_centre),
        {"vanity": (after(lambda model: None, kind=Kind.VANITY), True), "clumsy": (of_quality(0.1), False)},
        {"pressure of a sponsor": sponsor, "pressure of rank": by_a_manager},
    ),
    Objection.PACE: Row(
        needing(5.0, 5.0, growth=1.0), needing(5.0, 50.0),
        {
            "beyond capacity": (needing(2.0, 5.0, growth=0.5), True),
            "within capacity": (needing(2.0, 5.0, growth=0.2), False),
        },
        {"redesign": redesigned_before_it_grew}, growing,
    ),
    Objection.INERTIA: Row(
        inert(1.0), inert(0.0), {"never": (inert(1.0), False)}, {"leadership": led, "time with use in sight": familiar}
    ),
    Objection.LOSS_OF_CONTROL: Row(
        distrusting, of_skill(1.0, 0.4),
        {
            "risky and unskilled": (of_skill(0.2, 0.8), True), "risky but skilled": (of_skill(0.8, 0.8), False),
            "harmless": (of_skill(0.2, 0.2), False),
        },
        {
            "co-design": lambda model, request: put(model, leadership__co_design=0.5),
            "shared values": lambda model, request: put(model, policy__shared_values=0.5), "skill": skilled,
        },
    ),
    Objection.REPUTATION: Row(
        after(lambda model: anxious(model, 1.0)), after(lambda model: anxious(model, 0.0)),
        {"incident likely": (prone(0.6), True), "incident unlikely": (after(lambda model: None, risk=0.1), False)},
        {"networked councillors": at_ease, "good record": good_record}, worried_as_ever,
    ),
}  # fmt: skip
