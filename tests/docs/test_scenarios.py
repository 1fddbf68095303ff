"""The files in docs/scenarios.md are read as they stand there, and its worked example runs."""

import re

import pytest

from simulation import Council, Scenario
from simulation.scenario import OCCASIONS
from simulation.scenario_files.values import BY_DEPARTMENT
from simulation.state import Gate, Kind, Removal
from tests.docs.pages import code_in, text_of

PAGE = text_of("scenarios.md")
FILES = {block.split()[1]: block for block in re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_block_is_a_file_of_its_own():
    assert len(FILES) == PAGE.count("```toml") and all(name.endswith(".toml") for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_read(folder, name):
    assert Scenario.load(name).name == name.removesuffix(".toml")


def test_they_say_what_the_page_says(folder):
    assert Scenario.load("small-council.toml").values["organisation.staff"] == 100
    short = Scenario.load("short-route.toml")
    assert short.route_gates == (Gate.COMMS, Gate.ICT)
    assert (short.route_extra, short.route_removal) == (
        {Kind.NEW_CHANNEL: (Gate.LEGAL,)},
        {Gate.LEGAL: Removal.RUBBER_STAMP},
    )


def test_the_worked_example_runs(folder):
    run = Council(Scenario.load("year-of-openness.toml").changed(weeks=45), rng=1).run()
    assert run.events("change")[["week", "change"]].values.tolist()[:2] == [[26, 0], [40, 1]]


def test_what_may_differ_by_department_is_named():
    said = PAGE.split("may differ by department:")[1].split("`departments_replace")[0]
    assert set(code_in(said)) == {name for name in BY_DEPARTMENT if "." not in name}


def test_every_occasion_is_named():
    assert {name.strip('"') for name in code_in(PAGE) if name.startswith('"')} == set(OCCASIONS)


def test_settings_of_the_command_line_and_blocks_of_python_work(folder, capsys):
    from simulation.scenario import parse_setting

    settings = dict(parse_setting(said) for said in re.findall(r"--set (\S+=\S+)", PAGE))
    assert len(settings) == 3 and Scenario.load("our-council.toml", set=settings)
    for block in re.findall(r"```py\n(.*?)```", PAGE, flags=re.DOTALL):
        exec(block, {})
    assert "<Scenario our-council: " in capsys.readouterr().out
