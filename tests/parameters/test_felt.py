"""Every parameter is read, and felt: two runs that differ in nothing else leave different records."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from simulation.parameters import PARAMETERS
from simulation.parameters.declare import Parameter
from simulation.scenario import Scenario
from simulation.state import labels


class Variant(NamedTuple):
    """The lively council in a state in which some parameters matter that elsewhere do not."""

    why: str
    settings: dict[str, Any]
    matter: tuple[str, ...]


# Every kind of request takes one route.
NO_MORE: dict[str, Any] = {"route.extra.new_channel": [], "route.extra.standing_orders": []}
MANY_ASK: dict[str, Any] = {
    "asking.rate": 1, "asking.caution": 0, "start.pioneers": 0.2, "start.asking": 0.3, "gates.decision_hours": 0.2,
    "hoops.number": 1, "department.sensitivity": 0.8,
}  # fmt: skip
VARIANTS = {
    "nobody named": Variant(
        "requests slip past comms only while nobody is responsible, and only then comms' own hours decide",
        {"digital_lead.hours": 0},
        ("route.grey_area", "gates.comms.ring_fenced"),
    ),
    "short of support": Variant(
        "with so small a comms team support runs short",
        {**MANY_ASK, "gates.comms.fte": 8, "digital_lead.hours": 0, "route.gates": ["comms"], "staff.skill": 0.1},
        ("objections.no_resource", "objections.loss_of_control", "objections.pace", "objections.inertia"),
    ),
    "poor cases": Variant(
        "a poor case counts where nobody can write a request and no hoop shows what it is worth",
        {**MANY_ASK, "route.gates": ["comms"], "staff.skill": 0.1, "department.customer_skill": 0.1, "hoops.number": 0},
        ("objections.no_business_case",),
    ),
    "everybody asks legal": Variant(
        "the bogeyman lives where every request goes to legal and nothing is known yet",
        {**NO_MORE, **MANY_ASK, "route.gates": ["legal"], "start.evidence": 0, "gates.legal.knowledge": 0.1},
        ("objections.bogeyman", "gates.legal.myth", "gates.legal.knowledge", "objections.standing_orders"),
    ),
    "everybody asks ICT": Variant(
        "without sponsors security depends on what ICT's spare hours make safe, and capacity is short",
        {**NO_MORE, **MANY_ASK, "route.gates": ["ict"], "leadership.strength": 0, "gates.ict.capacity": 250},
        ("gates.ict.mitigation", "objections.security", "objections.infrastructure", "objections.knowledge_gap"),
    ),
    "answers by comms": Variant(
        "blame goes astray, and openness sets it right, only where somebody else hands over the answer",
        {"route.answers_by": "comms"},
        ("route.transparency", "policy.written"),
    ),
    "threshold": Variant(
        "thresholds count under the threshold rule",
        {"influence.rule": "threshold", "start.pioneers": 0.3},
        ("staff.threshold",),
    ),
    "count": Variant(
        "numbers of contacts count under the count rule",
        {"influence.rule": "count", "start.pioneers": 0.2},
        ("influence.contacts_needed",),
    ),
    "alarmed": Variant(
        "a moratorium follows incidents that anxious councillors hear of, and lasts into weeks with decisions",
        {"councillors.anxiety": 0.9, "events.incidents": 0.3, "start.pioneers": 0.3},
        ("events.moratorium",),
    ),
    "one gate at a time or all at once": Variant(
        "all gates answer at once only where there is more than one",
        {**NO_MORE, "route.gates": ["management", "comms", "hr", "legal", "ict"]},
        ("route.parallel", "gates.hr.hours", "gates.legal.hours", "gates.legal.turnaround", "objections.conduct"),
    ),
    "led by a service": Variant(
        "consistency counts most where the message has a long way to go",
        {"leadership.seat": "service"},
        ("leadership.consistency", "leadership.seat"),
    ),
    "led from politics": Variant(
        "a message to councillors comes from the political seat alone",
        {"leadership.seat": "political"},
        ("leadership.seat",),
    ),
    "many are cross": Variant(
        "what presses on unsanctioned use shows where many would go ahead without asking",
        {"staff.shadow": 0.5, "staff.frustration": 0.9, "asking.improve": 0},
        ("gates.ict.web_filter", "policy.enforcement"),
    ),
    "many champions": Variant(
        "where champions sit counts the more of them there are",
        {"champions.share": 0.3, "influence.champion_weight": 5, "start.pioneers": 0.2},
        ("champions.placement",),
    ),
    "people who stay on": Variant(
        "an account is inherited where somebody who is live leaves",
        {"start.pioneers": 0.5, "organisation.attrition": 0.8},
        ("policy.inherit",),
    ),
    "at the start": Variant(
        "what is there at the start shows where nothing else is",
        {"start.pioneers": 0, "start.asking": 0},
        ("start.pioneers", "start.asking", "start.evidence"),
    ),
}  # fmt: skip
HERE = Variant("the council as it stands", {}, tuple(PARAMETERS))
PLACES = {"": HERE, **VARIANTS}


def other_value(parameter: Parameter, value: Any) -> Any:
    """The value furthest from this one among the ends of the plausible range and the off value; or another word."""
    if parameter.type is bool:
        return not value
    if parameter.choices is not None:
        return next(word for word in labels(parameter.choices) if word != value)
    if parameter.path == "organisation.staff":
        return value + 20  # a plausible council takes its time
    assert parameter.plausible is not None
    candidates = [*parameter.plausible, *([] if parameter.off is None else [parameter.off])]
    return max(candidates, key=lambda candidate: abs(float(candidate) - value))


def where(path: str) -> list[str]:
    """The variants in which a parameter is tried: those that name it, else the council as it stands."""
    return [name for name, variant in VARIANTS.items() if path in variant.matter] or [""]


@pytest.mark.parametrize(("path", "place"), [(path, place) for path in PARAMETERS for place in where(path)])
def test_two_runs_that_differ_in_one_parameter_differ(lively: Scenario, rows: Callable, path: str, place: str):
    scenario = lively.changed(PLACES[place].settings)
    other = other_value(PARAMETERS[path], scenario.values[path])
    is_felt = rows(scenario) != rows(scenario.changed({path: other}))
    assert is_felt, f"{path} = {other} changes nothing"


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_there_for_parameters_that_exist(name: str):
    assert VARIANTS[name].matter
    assert set(VARIANTS[name].matter) <= set(PARAMETERS)


def test_every_seat_of_leadership_and_every_placement_of_champions_is_felt(lively: Scenario, rows: Callable):
    for path in ("leadership.seat", "champions.placement", "influence.rule"):
        choices = PARAMETERS[path].choices
        assert choices is not None
        busy = lively.changed({"champions.share": 0.2, "start.pioneers": 0.3})
        runs = [rows(busy.changed({path: word})) for word in labels(choices)]
        assert all(one != other for k, one in enumerate(runs) for other in runs[:k]), path
