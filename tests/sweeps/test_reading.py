"""A sweep file with mistakes names them all, each with its line, what is allowed and what is near."""

import re

import pytest

from experiments.sweeps.finishing import points_csv
from experiments.sweeps.reading import read_sweep, sweep_names
from simulation.scenario import ScenarioError
from tests.sweeps.studies import SMALL, written

WRONG = """
bas = "county"
weeks = 0
replications = 2.5
outcomes = ["uptak"]
[constants]
gates.ict.hour = 3
[levers]
digital_lead.hour = { min = 0, max = 37, levels = 3 }
champions.share = [0.0, 1.7]
gates.ict.hours = 3
strategy = ["none", "strategies/edit"]
departments.Park.audience = [1, 2]
change.x.week = [1, 2]
leadership.seat = ["comms", "corporte"]
hoops.number = { min = 3, max = 1 }
gates.comms.fte = { min = 0, max = 2, log = true }
route.removal.legal = ["removed", 3]
digital_lead.authority = [0.1]
[uncertainties]
gates.ict.capacity = { mn = 1, max = 2 }
[design]
kind = "sobl"
[keep]
weekly = ["uptak"]
event = true
[budget]
runs = 0
hours = -1
[answer]
outcome = "uptake"
by = "digital_lead.authorty"
aim = "mots"
"""
SAID = [  # line, and what its message holds
    (2, "bas: unknown key", "did you mean base?"),
    (3, "weeks: 0 is out of range", "1 to 5,200"),
    (4, "replications: found 2.5", "a whole number"),
    (5, 'outcomes: unknown "uptak"', "did you mean uptake?"),
    (7, "gates.ict.hour: unknown key", "did you mean gates.ict.hours?"),
    (9, "digital_lead.hour: unknown key", "did you mean digital_lead.hours?"),
    (10, "champions.share: 1.7 is out of range", "0 to 1 share of staff"),
    (11, "levers.gates.ict.hours: found 3, a single value", "[constants]"),
    (12, "levers.strategy: no such scenario or file", "did you mean strategies/edict?"),
    (13, "departments.Park.audience: unknown department", "did you mean Parks?"),
    (14, "levers.change.x.week: no change here has a name", "[[change]] with a name"),
    (15, 'leadership.seat: "corporte" is not known', "did you mean corporate?"),
    (16, "levers.hoops.number: min 3 is above max 1", "min up to max"),
    (17, "levers.gates.comms.fte: log with min 0", "a min above 0"),
    (18, "levers.route.removal.legal: the list mixes", "values of one kind"),
    (21, "uncertainties.gates.ict.capacity.mn: unknown key", "did you mean min?"),
    (21, "uncertainties.gates.ict.capacity: min is missing", "min = 0, max = 1"),
    (23, 'design.kind: found "sobl"', "did you mean sobol?"),
    (25, 'keep.weekly: unknown "uptak"', "did you mean uptake?"),
    (26, "keep.event: unknown key", "did you mean events?"),
    (28, "budget.runs: 0 is out of range", "1 to"),
    (29, "budget.hours: found -1", "a number of hours above 0"),
    (31, 'answer.outcome: found "uptake"', "one of"),
    (32, 'answer.by: no factor "digital_lead.authorty"', "did you mean digital_lead.authority?"),
    (33, 'answer.aim: found "mots"', "did you mean most?"),
]


def problems(tmp_path, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as refused:
        read_sweep(str(written(tmp_path, text, "wrong")))
    return str(refused.value).splitlines()


def test_all_mistakes_are_named_at_once(tmp_path):
    lines = problems(tmp_path, WRONG)
    for line, found, hint in SAID:
        start = f"wrong.toml line {line}: {found}"
        matching = [said for said in lines if said.removeprefix(f"{tmp_path}/").startswith(start)]
        assert len(matching) == 1 and hint in matching[0], (start, hint, lines)
    assert len(lines) == len(SAID)


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ('[design]\nkind = "lhs"', "points is missing: how many does the latin-hypercube have?"),
        ('[design]\nkind = "grid"\npoints = 5', "design.points: means nothing to the design grid"),
        (
            '[design]\nlist = [{ digital_lead.hours = 3, strategy = "none" }]',
            "point 1: gates.comms.own_work is missing",
        ),
        ('[design]\nfile = "nowhere.csv"', 'no such file "nowhere.csv"'),
        (
            '[design]\nkind = "lhs"\npoints = 99999999',
            "99,999,999 points; allowed: up to 6,666,666 in a hypercube; sobol",
        ),
        ('[design]\nkind = "oat"\n[design.base]\nstrategy = "edict"', 'strategy is "edict"; allowed: one of none'),
    ],
)
def test_mistakes_of_designs(tmp_path, design, said):
    lines = problems(tmp_path, SMALL + design + "\n")
    assert any(said in line for line in lines), lines


def test_two_factors_that_do_not_go_together_are_found_with_their_values(tmp_path):
    text = SMALL.replace(
        "[uncertainties]", "[uncertainties]\nrequests.new_channel = [0.1, 0.5]\nrequests.vanity = [0.1, 0.45]"
    )
    (line,) = problems(tmp_path, text)
    assert "these shares add to 1." in line and "(at digital_lead.hours = 0.0" in line
    assert "requests.new_channel = 0.5, requests.vanity = 0.45" in line


def test_points_from_a_csv_file(tmp_path):
    rows = 'strategy,digital_lead.hours,gates.comms.own_work\nnone,3,0.5\n"strategies/edict",37,0.9\n'
    (tmp_path / "points.csv").write_text("\ufeff" + rows, encoding="utf-8")
    sweep = read_sweep(str(written(tmp_path, SMALL + '[design]\nfile = "points.csv"\n')))
    assert sweep.points == 2
    assert sweep.values(1) == {"digital_lead.hours": 37.0, "strategy": "strategies/edict", "gates.comms.own_work": 0.9}
    (tmp_path / "points.csv").write_text(rows.replace("37", "38").replace("own_work", "own_wrk"), encoding="utf-8")
    lines = problems(tmp_path, SMALL + '[design]\nfile = "points.csv"\n')
    assert any(
        "points.csv row 1: unknown gates.comms.own_wrk" in line and "did you mean gates.comms.own_work?" in line
        for line in lines
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("strategy;digital_lead.hours\nnone;3,5\n", "points.csv has semicolons between its cells"),
        ("strategy,strategy,digital_lead.hours\nnone,none,3\n", "row 1: strategy stands twice; allowed: each factor"),
        ("strategy,digital_lead.hours\nnone,3,4\n", "points.csv row 2: 3 cells; allowed: as many as the header has: 2"),
        ("strategy,digital_lead.hours\nnone,3\n", "points.csv row 2: gates.comms.own_work is missing"),
    ],
)
def test_a_csv_that_is_no_table_of_points(tmp_path, rows, said):
    (tmp_path / "points.csv").write_text(rows, encoding="utf-8")
    lines = problems(tmp_path, SMALL + '[design]\nfile = "points.csv"\n')
    assert any(said in line for line in lines), lines


def test_the_points_that_a_sweep_lists_can_be_read_back(tmp_path):
    text = """
base = "county"
[levers]
influence.complete_mixing = [true, false]
route.gates = [["comms", "ict"], ["comms"]]
gates.hr.hours = { min = 1, max = 9, levels = 2 }
strategy = ["none", ["strategies/edict", "events/crisis"]]
"""
    sweep = read_sweep(str(written(tmp_path, text)))
    (tmp_path / "points.csv").write_text(points_csv(sweep), encoding="utf-8")
    again = read_sweep(str(written(tmp_path, text + '[design]\nfile = "points.csv"\n', "again")))
    assert [again.values(k) for k in range(again.points)] == [sweep.values(k) for k in range(sweep.points)]


def test_what_is_wrong_with_a_file_laid_on_hides_nothing_else(tmp_path):
    text = """base = "county"
with = ["strategies/edikt"]
[constants]
gates.comms.fte = -4
gates.comms.ftee = 4
[[change]]
name = "more"
week = 5
digital_lead.hours = 3
[levers]
change.more.digital_lead.hours = [1, 2]
"""
    lines = problems(tmp_path, text)
    assert [re.findall(r"line (\d+): ([^:]+)", line)[0] for line in lines] == [
        ("2", "with"), ("4", "gates.comms.fte"), ("5", "gates.comms.ftee"),
    ]  # fmt: skip
    both = problems(tmp_path, text.replace('["strategies/edikt"]', '["strategies/edikt", "events/crisys"]'))
    assert [line.rpartition("did you mean ")[2] for line in both if "did you mean" in line][:2] == [
        "strategies/edict?", "events/crisis?",
    ]  # fmt: skip
    late = problems(tmp_path, text.replace("edikt", "edict").replace("week = 5", "week = 500"))
    assert any("line 8: change 1: week" in line for line in late), late
    assert not any("no change here has a name" in line for line in (*lines, *late))


def test_what_is_set_on_the_command_line_is_said_to_stand_there(tmp_path):
    with pytest.raises(ScenarioError) as refused:
        read_sweep(str(written(tmp_path)), {}, {"gates.ict.hour": 3})
    assert [str(problem).startswith("--set: gates.ict.hour: unknown") for problem in refused.value.problems] == [True]


def test_factors_of_every_kind_reach_the_scenario(tmp_path):
    text = """
base = "county"
weeks = 60
outcomes = ["uptake"]
[[change]]
name = "the lead arrives"
week = 10
digital_lead.hours = 37
[levers]
change."the lead arrives".week = [5, 20]
change."the lead arrives".digital_lead.hours = [10, 37]
route.gates = [["comms"], ["management", "comms"], []]
leadership.seat = ["comms", "corporate"]
policy.written = [true, false]
scenario = ["county", "district"]
event = ["none", ["events/crisis", "events/election"]]
[uncertainties]
gates.ict.hours = { min = 3, max = 20, log = true, levels = 2 }
[design]
kind = "lhs"
points = 40
"""
    sweep = read_sweep(str(written(tmp_path, text)))
    seen = set()
    for point in range(sweep.points):
        values, scenario = sweep.values(point), sweep.scenario(point)
        (lead,) = [change for change in scenario.changes if change.name == "the lead arrives"]
        assert lead.week == values["change.the lead arrives.week"]
        assert lead.values["digital_lead.hours"] == values["change.the lead arrives.digital_lead.hours"]
        assert scenario.name == values["scenario"] and scenario.weeks == 60
        assert [gate.name.lower() for gate in scenario.route_gates] == list(values["route.gates"])
        for path in ("leadership.seat", "policy.written", "gates.ict.hours"):
            assert scenario.values[path] == values[path]
        assert len(scenario.changes) == 1 if values["event"] == "none" else len(scenario.changes) > 1
        seen.add((values["scenario"], values["event"], values["route.gates"]))
    assert len(seen) == 12


def test_a_department_of_its_own(tmp_path):
    text = SMALL.replace("[uncertainties]", '[uncertainties]\ndepartments."Children\'s services".audience = [1, 2]')
    sweep = read_sweep(str(written(tmp_path, text)))
    found = set()
    for point in range(sweep.points):
        (own,) = [spec for spec in sweep.scenario(point).departments if spec.name == "Children's services"]
        found.add(own.values["department.audience"])
    assert found == {1.0, 2.0}


@pytest.mark.parametrize("name", sweep_names())
def test_every_ready_sweep_reads_and_asks_something(name):
    sweep = read_sweep(name)
    assert sweep.question.endswith("?") and sweep.answer is not None and sweep.title
    assert sweep.runs <= 2100 and sweep.scenario(sweep.points - 1)


def test_there_are_at_least_six_ready_sweeps_and_one_of_a_thousand_county_runs():
    assert len(sweep_names()) >= 6
    thousand = read_sweep("lead-and-network")
    assert thousand.runs == 1000 and thousand.scenes.base == "county" and thousand.scenes.plain.weeks == 156


def test_an_unknown_sweep_is_refused_with_the_nearest():
    with pytest.raises(ScenarioError, match=r"^hops: no such sweep or file; allowed: .*did you mean hoops\?$"):
        read_sweep("hops")
