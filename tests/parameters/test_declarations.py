"""What the declarations promise: few numbers, each with a meaning, a unit, a range and a standing."""

import re
from itertools import combinations

import pytest

from simulation.parameters import PARAMETERS, SHARES, Parameter, Standing
from simulation.parameters.declare import REGISTRY, choice, number, switch
from simulation.scenario import Scenario
from simulation.state import Influence, labels

NUMBERS = {path: parameter for path, parameter in PARAMETERS.items() if parameter.type in (int, float)}
ALL = pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda parameter: parameter.path)
EACH_NUMBER = pytest.mark.parametrize("parameter", NUMBERS.values(), ids=lambda parameter: parameter.path)

# What was read in a source, and the range in which it was found.
READ: dict[str, tuple[float | bool, tuple[float, float] | None]] = {
    "organisation.staff": (2000, (300, 8000)),
    "organisation.attrition": (0.134, (0.10, 0.16)),
    "councillors.count": (48, (22, 120)),
    "gates.comms.fte": (2.2, (1.5, 8)),
    "gates.ict.web_filter": (1.0, (0, 1)),  # 67 % ban outright; a council either does or does not
    "policy.written": (True, None),  # 57.5 % have one
    "staff.knows_how": (0.58, (0.4, 0.8)),
    "staff.threshold": (0.45, (0.36, 0.51)),
    "requests.hours": (3.0, (1, 10)),
}

# Nobody has measured these, or only elsewhere; the range says how far off they may be.
RANGES = {
    "contacts.mean_degree": (5, 20),
    "contacts.bridging": (0.05, 0.4),
    "influence.outside_hazard": (0.0001, 0.003),
    "influence.peer_hazard": (0.003, 0.1),
    "events.crises": (0.5, 2),
    "using.abandonment": (0.003, 0.03),
}


def test_the_model_stays_small():
    assert len(NUMBERS) <= 120
    assert sum(parameter.sampled for parameter in PARAMETERS.values()) <= 40


def test_one_parameter_one_path():
    assert all(path == parameter.path for path, parameter in PARAMETERS.items())
    assert [path.split(".")[:-1] for path in PARAMETERS].count([]) == 0
    tables = {path.rsplit(".", 1)[0] for path in PARAMETERS}
    assert not tables & set(PARAMETERS), "a name cannot be both a value and a table"


@ALL
def test_names_are_plain_words(parameter: Parameter):
    for part in parameter.path.split("."):
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", part), "lower case words, joined by underscores"
    assert 2 <= len(parameter.path.split(".")) <= 3


@ALL
def test_everybody_can_read_what_it_means(parameter: Parameter):
    assert len(parameter.meaning.split()) >= 1
    assert parameter.meaning == parameter.meaning.strip()
    assert not parameter.meaning.endswith(".")
    assert bool(parameter.unit) == (parameter.type in (int, float)), "numbers have a unit, words and switches none"


def test_no_two_mean_the_same():
    meanings: dict[tuple[str, str], str] = {}
    for path, parameter in PARAMETERS.items():
        table = path.rsplit(".", 1)[0]
        assert (table, parameter.meaning) not in meanings, f"{path} and {meanings[table, parameter.meaning]}"
        meanings[table, parameter.meaning] = path


@ALL
def test_whatever_was_read_has_a_source(parameter: Parameter):
    assert parameter.source
    if parameter.standing in (Standing.LITERATURE, Standing.CALIBRATE):
        assert parameter.source != str(parameter.standing)


@EACH_NUMBER
def test_default_plausible_range_and_off_value_are_allowed(parameter: Parameter):
    assert parameter.allowed is not None
    assert parameter.plausible is not None
    low, high = parameter.allowed
    least, most = parameter.plausible
    assert low <= least < most <= high
    assert low <= float(parameter.default) <= high
    if parameter.off is not None:
        assert low <= float(parameter.off) <= high
    if parameter.whole:
        assert all(value == int(value) for value in (low, high, least, most, float(parameter.default)))


@EACH_NUMBER
def test_a_default_is_plausible(parameter: Parameter):
    assert parameter.plausible is not None
    least, most = parameter.plausible
    is_a_lever_that_is_off = parameter.standing is Standing.LEVER and parameter.default == parameter.off
    assert least <= float(parameter.default) <= most or is_a_lever_that_is_off


@ALL
def test_words_are_among_their_choices(parameter: Parameter):
    if parameter.choices is None:
        assert parameter.type is not str
        return
    assert parameter.default in labels(parameter.choices)
    assert parameter.off is None or parameter.off in labels(parameter.choices)


@ALL
def test_every_default_and_every_off_value_makes_a_scenario(parameter: Parameter):
    values = [parameter.default] if parameter.off is None else [parameter.default, parameter.off]
    for value in values:
        assert Scenario.default().changed({parameter.path: value}).values[parameter.path] == value


@EACH_NUMBER
def test_the_whole_allowed_range_makes_a_scenario(parameter: Parameter):
    assert parameter.allowed is not None
    for value in parameter.allowed:
        rest = {path: 0 for group in SHARES if parameter.path in group for path in group}
        rest |= {"organisation.departments": 1} if parameter.path == "organisation.staff" else {}
        scenario = Scenario.default().changed({**rest, parameter.path: value})
        assert scenario.values[parameter.path] == value


def test_shares_leave_something_over_at_their_defaults():
    for group in SHARES:
        assert sum(float(PARAMETERS[path].default) for path in group) < 1.0
    assert not any(set(one) & set(other) for one, other in combinations(SHARES, 2))


def test_what_stands_on_literature_says_what_was_read():
    assert {path for path, p in PARAMETERS.items() if p.standing is Standing.LITERATURE} == set(READ)
    for path, (default, plausible) in READ.items():
        assert PARAMETERS[path].default == default, path
        assert PARAMETERS[path].plausible == plausible, path


@pytest.mark.parametrize("path", RANGES)
def test_what_is_assumed_may_be_off_as_far_as_was_said(path: str):
    parameter = PARAMETERS[path]
    assert parameter.standing in (Standing.ASSUMPTION, Standing.CALIBRATE)
    assert parameter.plausible == RANGES[path]


def test_a_declaration_that_contradicts_itself_is_refused():
    before = dict(REGISTRY)
    with pytest.raises(ValueError, match="inside the allowed bounds"):
        number("try.it", 2, "hours", (0, 1), (0, 1), "something")
    with pytest.raises(ValueError, match="inside the allowed bounds"):
        number("try.it", 1, "hours", (0, 1), (0, 1), "something", off=-1)
    with pytest.raises(ValueError, match="needs a source"):
        number("try.it", 1, "hours", (0, 1), (0, 1), "something", standing=Standing.LITERATURE)
    with pytest.raises(ValueError, match="not one of"):
        choice("try.it", "rumour", Influence, "something")
    with pytest.raises(ValueError, match="declared twice"):
        switch("policy.inherit", False, "something")
    assert before == REGISTRY
