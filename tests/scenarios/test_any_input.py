"""Whatever a file holds, reading it gives a scenario or a ScenarioError; what was read can be written."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulation.parameters import PARAMETERS
from simulation.scenario import Scenario, ScenarioError, parse_setting
from simulation.scenario_files.lines import key_lines

COUNCIL = Path(__file__).with_name("council.toml").read_text(encoding="utf-8")

odd_values = st.one_of(
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.booleans(),
    st.text(),
    st.none(),
    st.dates(),
    st.lists(st.sampled_from(["comms", "ict", "coms", 3, True]), max_size=3),
    st.sampled_from(["no", "removed", "unknown", "rubber_stamp"]),
    st.dictionaries(st.sampled_from(["ict", "hours", "Parks", "audience", "week", "gates"]), st.integers(), max_size=3),
)
paths = st.one_of(
    st.sampled_from(
        [
            *PARAMETERS,
            *(
                "weeks",
                "name",
                "title",
                "extends",
                "departments",
                "departments_replace",
                "people",
                "people.file",
                "change",
            ),
            *(
                "route.gates",
                "route.extra",
                "route.extra.vanity",
                "route.removal",
                "route.removal.hr",
                "departments.Adult social care.audience",
                "gates.ict",
            ),
        ]
    ),
    st.text(),
)


def read(text: str) -> Scenario | None:
    try:
        scenario = Scenario.from_toml(text)
    except ScenarioError as error:
        assert error.problems and str(error)
        return None
    assert Scenario.from_toml(scenario.to_toml()) == scenario
    return scenario


@given(st.binary(max_size=200))
@example(b"a." * 10_000 + b"a = 1")
@example(b"x = " + b"{a = " * 3_000)
@example(b"weeks = " + b"9" * 5_000)
@example(b"[people]\nfile = '" + b"x" * 5_000 + b"'")
def test_any_bytes(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "x.toml"
    path.write_bytes(content)
    try:
        Scenario.load(path)
    except ScenarioError as error:
        assert error.problems and str(error)


@given(st.text())
def test_any_text(text):
    read(text)
    assert all(line >= 1 for line in key_lines(text).values())


@st.composite
def spoilt(draw):
    """The text of a council with pieces cut, doubled or put elsewhere."""
    text = COUNCIL
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        piece = draw(
            st.sampled_from(["", text[start:end] * 2, "\n", '"', "[", "]", "= nan", "= 1e400", "\n[[change]]\n", "."])
        )
        text = text[:start] + piece + text[end:]
    return text


@given(spoilt())
def test_spoilt_scenarios(text):
    read(text)


@given(st.dictionaries(paths, odd_values, max_size=3))
def test_any_settings(settings):
    try:
        scenario = Scenario.from_toml(COUNCIL).changed(settings)
    except ScenarioError as error:
        assert error.problems and str(error)
    else:
        assert Scenario.from_toml(scenario.to_toml()) == scenario


@given(st.text())
def test_any_setting_of_the_command_line(text):
    try:
        path, _ = parse_setting(text)
    except ScenarioError:
        return
    assert path and text.lstrip().startswith(path)


def a_list(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(items, max_size=3).map(lambda several: "[ # ]\n" + ",\n".join(several) + "]")


single_values = st.sampled_from(["1", "'a # = ['", '"\\""', "'''x\n]'''", '"""y\n\\""""""'])


@given(st.recursive(single_values, a_list))
def test_lines_of_keys_around_any_value(value):
    text = f"[a.'b c']\nx = {value} # = 1\ny.\"z\" = 2\n[[c]]\n[[c]]\nd = {value}\n[c.e]\nf = 1\n"
    tomllib.loads(text)
    lines = text.split("\n")
    for key, line in key_lines(text).items():
        assert str(key[-1] if isinstance(key[-1], str) else key[-2]) in lines[line - 1] or key == ("a",)
    assert {("a", "b c", "x"), ("a", "b c", "y", "z"), ("c", 0), ("c", 1, "d"), ("c", 1, "e", "f")} <= key_lines(
        text
    ).keys()


def test_every_number_refuses_what_lies_outside_and_takes_its_bounds():
    for path, parameter in PARAMETERS.items():
        if parameter.allowed is None:
            continue
        low, high = parameter.allowed
        wrongs: tuple[object, ...] = (low - 1, high + 1, float("nan"), True, "x", None, [], {})
        for wrong in wrongs:
            with pytest.raises(ScenarioError, match=f"set: {path}: "):
                Scenario.default().changed({path: wrong})
        try:
            assert Scenario.default().changed({path: low}).values[path] == low
            assert Scenario.default().changed({path: high}).values[path] == high
        except ScenarioError as error:  # alone it would do, but not beside the other shares, or with so few people
            assert "add to" in str(error) or "people cannot fill" in str(error)
