"""Every kind of mistake in a scenario is told with its place, what was found, what is allowed and what is near."""

import pickle
from pathlib import Path

import pytest

from simulation.scenario import Scenario, ScenarioError


def problems(text: str, folder: str | Path = ".") -> list[str]:
    with pytest.raises(ScenarioError) as error:
        Scenario.from_toml(text, name="ours", folder=folder)
    return str(error.value).splitlines()


TWO = "[departments.Parks]\nshare = 0.5\n[departments.Housing]\nshare = 0.5\n"
KINDS = "[requests]\nnew_channel = 0.2\nneeds_ict = 0.15\nstanding_orders = 0.05\nvanity = 0.1\n"

ONE_LINE = {
    "unknown key": (
        "[gates.ict]\nhour = 3",
        "ours line 2: gates.ict.hour: unknown key",
        "did you mean gates.ict.hours?",
    ),
    "unknown table": ("[gate.ict]\nhours = 3", "ours line 1: gate: unknown key", "did you mean gates?"),
    "unknown key in a table given in braces": (
        "title = 'x'\ngates = {ict = {hour = 3}}",
        "ours line 2: gates.ict.hour: unknown key",
        "did you mean gates.ict.hours?",
    ),
    "value where a table is wanted": ("gates = 3", "ours line 1: gates: found 3 where a table is wanted", ""),
    "table where a value is wanted": (
        "[gates.ict.hours]\nx = 1",
        "ours line 1: gates.ict.hours: found a table where a number is wanted",
        "0 to 40,000 hours per 1,000 staff and week",
    ),
    "text where a number is wanted": (
        "[gates.ict]\nhours = 'many'",
        'ours line 2: gates.ict.hours: found "many" where a number is wanted',
        "allowed: 0 to 40,000 hours per 1,000 staff and week",
    ),
    "switch where a number is wanted": (
        "[gates.ict]\nhours = true",
        "ours line 2: gates.ict.hours: found true where a number is wanted",
        "allowed: 0 to 40,000",
    ),
    "number where a switch is wanted": (
        "[route]\nparallel = 1",
        "ours line 2: route.parallel: found 1 where true or false is wanted",
        "allowed: true or false",
    ),
    "out of range": (
        "[route]\ndevolution = 1.5",
        "ours line 2: route.devolution: 1.5 is out of range",
        "allowed: 0 to 1",
    ),
    "not a number": (
        "[gates.ict]\nhours = nan",
        "ours line 2: gates.ict.hours: found nan, which is no finite number",
        "",
    ),
    "infinite": (
        "[gates.ict]\nhours = -inf",
        "ours line 2: gates.ict.hours: found -inf, which is no finite number",
        "",
    ),
    "whole number wanted": (
        "[hoops]\nnumber = 2.5",
        "ours line 2: hoops.number: found 2.5 where a whole number is wanted",
        "allowed: a whole number 0 to 50 steps",
    ),
    "whole number wanted, though the fraction is nought": (
        "[hoops]\nnumber = 2.0",
        "ours line 2: hoops.number: found 2.0 where a whole number is wanted",
        "",
    ),
    "enormous whole number": (f"weeks = 0x{'f' * 6000}", "ours line 1: weeks: a whole number of more", "out of range"),
    "unknown choice": (
        "[influence]\nrule = 'hazzard'",
        'ours line 2: influence.rule: "hazzard" is not known; allowed: one of hazard, threshold, count',
        "did you mean hazard?",
    ),
    "missing base": (
        "extends = 'no such council'",
        'ours line 1: extends: base "no such council" not found',
        "allowed:",
    ),
    "base that is no name": (
        "extends = 3",
        "ours line 1: extends: found 3 where a name is wanted",
        "allowed: name or path",
    ),
    "key given twice": ("weeks = 3\nweeks = 4", "ours line 2: ", "given twice"),
    "table given twice": ("[route]\ndevolution = 0\n[route]\n", "ours line 3: ", "in: [route]"),
    "key given twice, once in quotation marks": (
        "'route.devolution' = 0.1\n[route]\ndevolution = 0.2",
        "ours line 3: route.devolution: given twice",
        "each key once",
    ),
    "syntax": ("weeks = \n", "ours line 1: Invalid value", "in: weeks ="),
    "nested beyond all reading": (f"weeks = {'[' * 100_000}", "ours: lists or tables are nested too deeply", ""),
    "empty": ("# nothing yet\n", "ours: says nothing", "at least one key"),
    "run of no weeks": (
        "weeks = 0",
        "ours line 1: weeks: 0 is out of range",
        "allowed: a whole number 1 to 5,200 weeks",
    ),
    "change before the start": (
        "[[change]]\nweek = -1\ngates.ict.hours = 1",
        "ours line 2: change 1: week: -1 is out of range",
        "allowed: a whole number 0 to 5,200 weeks",
    ),
    "change after the end": (
        "weeks = 50\n[[change]]\nweek = 51\nname = 'late'\ngates.ict.hours = 1",
        "ours line 2: change late: week: week 51 comes after the end",
        "allowed: 0 to 50 weeks",
    ),
    "change with week and event": (
        "[[change]]\nweek = 1\nafter = 'first crisis'\ngates.ict.hours = 1",
        "ours line 1: change 1: both week and after are given",
        "",
    ),
    "change with neither week nor event": (
        "[[change]]\ngates.ict.hours = 1",
        "ours line 1: change 1: neither week nor after is given",
        'allowed: week = a number, or after = "first crisis" or "first moratorium" or "standing orders amended"',
    ),
    "delay of a dated change": (
        "[[change]]\nweek = 1\ndelay = 2\ngates.ict.hours = 1",
        "ours line 3: change 1: delay: a delay goes with after",
        "",
    ),
    "unknown event": (
        "[[change]]\nafter = 'first crises'\ngates.ict.hours = 1",
        'ours line 2: change 1: after: unknown event "first crises"',
        "did you mean first crisis?",
    ),
    "change of nothing": ("[[change]]\nweek = 1", "ours line 1: change 1: sets nothing", ""),
    "change of what is fixed": (
        "[[change]]\nweek = 1\n[change.organisation]\nstaff = 30",
        "ours line 4: change 1: organisation.staff: cannot be changed during a run",
        "",
    ),
    "unknown key in the second change": (
        "[[change]]\nweek = 1\ngates.ict.hours = 3\n[[change]]\nweek = 2\ngates.itc.hours = 3",
        "ours line 6: change 2: gates.itc: unknown key",
        "did you mean gates.ict?",
    ),
    "change that is no table": ("change = 3", "ours line 1: change: found 3 where [[change]] tables are wanted", ""),
    "unknown department in a change": (
        TWO + "[[change]]\nweek = 3\ndepartments.Park.audience = 2",
        "ours line 5: change: departments.Park: unknown department",
        "did you mean Parks?",
    ),
    "headcount of a department in a change": (
        TWO + "[[change]]\nweek = 3\ndepartments.Parks.headcount = 2",
        "ours line 7: change 1: departments.Parks.headcount: cannot be changed during a run",
        "",
    ),
    "shares that break in a change": (
        KINDS + "[[change]]\nweek = 3\nrequests.vanity = 0.9",
        "ours line 6: change: requests.new_channel + requests.needs_ict + ",
        "these shares add to 1.3, 0.3 too much; allowed: at most 1 together",
    ),
    "unknown gate": (
        "[route]\ngates = ['management', 'coms']",
        'ours line 2: route.gates: unknown gate "coms"; allowed: a list of management, comms, hr, legal, ict',
        "did you mean comms?",
    ),
    "gate twice in a route": (
        "[route]\ngates = ['ict', 'comms', 'ict']",
        "ours line 2: route.gates: gate ict stands twice in the route",
        "each at most once",
    ),
    "gate twice with the extra ones": (
        "[route]\ngates = ['comms']\nextra.vanity = ['comms']",
        "ours line 3: route.extra.vanity: gate comms stands twice in the route of such requests",
        "allowed: gates that are not in route.gates (comms), so write route.extra.vanity = []",
    ),
    "gate twice in the route after a change": (
        "[[change]]\nafter = 'first crisis'\nname = 'tighter'\nroute.extra.routine = ['ict']",
        "ours line 1: change tighter: route.extra.routine: gate ict stands twice",
        "",
    ),
    "unknown kind of request": (
        "[route.extra]\nnew_chanel = ['hr']",
        "ours line 2: route.extra.new_chanel: unknown kind of request; allowed: routine, new_channel",
        "did you mean new_channel?",
    ),
    "removal of nobody's gate": (
        "[route.removal]\nself = 'removed'",
        "ours line 2: route.removal.self: unknown gate; allowed: management, comms, hr, legal, ict",
        "",
    ),
    "removal of blame for what has no home": (
        "[route]\nremoval.no_home = 'removed'",
        "ours line 2: route.removal.no_home: unknown gate; allowed: management",
        "",
    ),
    "removal of an unknown gate": (
        "[route.removal]\nICTS = 'removed'",
        "ours line 2: route.removal.ICTS: unknown gate",
        "did you mean ict?",
    ),
    "unknown removal": (
        "[route.removal]\nhr = 'rubber stamp'",
        'ours line 2: route.removal.hr: "rubber stamp" is not known',
        "allowed: one of no, removed, unknown, rubber_stamp; did you mean rubber_stamp?",
    ),
    "switch where a removal is wanted": (
        "[route.removal]\nhr = true",
        "ours line 2: route.removal.hr: found true where a name is wanted",
        "",
    ),
    "removal that is no table": (
        "[route]\nremoval = 'hr'",
        'ours line 2: route.removal: found "hr" where a table is wanted',
        "",
    ),
    "removal misspelt": ("[route.removel]\nhr = 'no'", "ours line 1: route.removel: unknown key", "route.removal?"),
    "removal in a change": (
        "[[change]]\nweek = 1\n[change.route.removal]\nhr = 'removed'",
        "ours line 3: change 1: route.removal: a gate is removed for a whole run, from week 0",
        "allowed: [route.removal] outside [[change]]",
    ),
    "shares above one": (
        KINDS.replace("0.1\n", "0.8\n"),
        "ours line 5: requests.new_channel + requests.needs_ict + requests.standing_orders + requests.vanity: ",
        "these shares add to 1.2, 0.2 too much; allowed: at most 1 together",
    ),
    "department shares that do not add up": (
        "[departments.Parks]\nshare = 0.5\n[departments.Housing]\nshare = 0.3",
        "ours line ",
        "departments: shares add to 0.8, 0.2 too little; allowed: shares of all departments that add to 1",
    ),
    "share missing": (
        "[departments.Parks]\nshare = 0.5\n[departments.Housing]",
        "ours line 2: departments: some departments give a share, but not Housing",
        "",
    ),
    "share and headcount": (
        "[departments.Parks]\nshare = 1\nheadcount = 3",
        "ours line 1: departments.Parks: both a share and a headcount are given",
        "",
    ),
    "headcounts against staff": (
        "[organisation]\nstaff = 9\n[departments.Parks]\nheadcount = 3",
        "ours line 2: organisation.staff: 9, but the headcounts of the departments add to 3",
        "allowed: 3, or leave it out",
    ),
    "number of departments against their names": (
        TWO + "[organisation]\ndepartments = 9",
        "ours line 6: organisation.departments: 9, but 2 departments are named",
        "",
    ),
    "more departments than staff": (
        "[organisation]\nstaff = 5\ndepartments = 24",
        "ours line 2: organisation.staff: 5 people cannot fill 24 departments",
        "",
    ),
    "unknown key of a department": (
        "[departments.Parks]\naudiense = 3",
        "ours line 2: departments.Parks.audiense: unknown key",
        "did you mean audience?",
    ),
    "short and full name": (
        "[departments.Parks]\naudience = 3\ndepartment.audience = 2",
        "ours line 3: departments.Parks.department.audience: given twice",
        "",
    ),
    "department without a name": (
        "[departments.' ']\naudience = 3",
        "ours line 1: departments. : a department without a",
        "",
    ),
    "people file missing": ("[people]\nfile = 'staff.csv'", 'ours line 2: people.file: no such file "staff.csv"', ""),
    "ties without people": ("[people]\ndepartment_prefix = 'c'", "ours line 2: people: no file of people is named", ""),
    "unknown column": (
        "[people.columns]\ngrades = 'rank'",
        "ours line 2: people.columns.grades: unknown key",
        "did you mean grade?",
    ),
}


@pytest.mark.parametrize("kind", ONE_LINE)
def test_one_mistake_gives_one_line(kind):
    text, start, part = ONE_LINE[kind]
    (line,) = problems(text)
    assert line.startswith(start)
    assert part in line


def test_all_mistakes_at_once_in_order_of_lines():
    told = problems("weeks = 0\n[gates.ict]\nhours = -1\nhour = 3\n[route]\ngates = ['hr', 'hr']\n[[change]]\nweek = 1")
    assert [line.split(": ")[0] for line in told] == [f"ours line {line}" for line in (1, 3, 4, 6, 7)]


def test_a_wrong_value_is_not_also_a_wrong_sum():
    (line,) = problems("[requests]\nvanity = 8\nneeds_ict = 0.9")
    assert "out of range" in line


def test_problems_in_a_base_name_the_base(tmp_path):
    (tmp_path / "base.toml").write_text("[gates.ict]\nhours = -1\n")
    first, second = problems("extends = 'base.toml'\nweeks = 0", tmp_path)
    assert first.startswith("base.toml line 2: gates.ict.hours")
    assert second.startswith("ours line 2: weeks")


def test_bases_that_go_round_in_a_circle(tmp_path):
    (tmp_path / "a.toml").write_text("extends = 'b.toml'\n")
    (tmp_path / "b.toml").write_text("title = 'b'\nextends = 'a.toml'\n")
    with pytest.raises(ScenarioError, match=r"b\.toml line 2: extends: .* a\.toml extends b\.toml extends a\.toml"):
        Scenario.load(tmp_path / "a.toml")


def test_a_missing_base_leaves_the_file_checked_but_not_its_sums(tmp_path):
    told = problems("extends = 'gone.toml'\nweeks = 0\n[departments.Parks]\nshare = 0.1", tmp_path)
    assert len(told) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title = 'a'\ndescription = '\xff'", "x.toml line 2: this is no UTF-8 text"),
        (b"", "x.toml: says nothing"),
        (b"weeks = 3\x00", "x.toml line 1: "),
        (b"title = '''\n", "x.toml line 2: "),
    ],
)
def test_files_that_cannot_be_read(tmp_path, content, said):
    (tmp_path / "x.toml").write_bytes(content)
    with pytest.raises(ScenarioError, match=said):
        Scenario.load(tmp_path / "x.toml")


def test_a_folder_is_no_scenario(tmp_path):
    with pytest.raises(ScenarioError, match=f"^{tmp_path}: this is a folder; allowed: a scenario file"):
        Scenario.load(tmp_path)
    with pytest.raises(ScenarioError, match=r"^\.: this is a folder"):
        Scenario.load(".")
    (said,) = problems("[people]\nfile = '.'", tmp_path)
    assert said == 'ours line 2: people.file: "." is a folder; allowed: a file, its path from this scenario'


def test_text_that_is_no_toml_is_shown_without_advice_about_twice():
    (said,) = problems("weeks = = 3")
    assert said == "ours line 1: Invalid value, in: weeks = = 3"


def test_a_missing_scenario_names_the_nearest(tmp_path, monkeypatch):
    monkeypatch.setattr("simulation.scenario_files.sources.bundled_folder", lambda: tmp_path)
    (tmp_path / "county.toml").write_text("weeks = 3")
    with pytest.raises(ScenarioError, match=r"countie: no such scenario or file; .* county; did you mean county\?"):
        Scenario.load("countie")
    for odd in ("", "a\x00b", "x" * 5000, "../" * 40 + "nowhere"):
        with pytest.raises(ScenarioError, match="no such scenario or file"):
            Scenario.load(odd)


SIZE = "organisation.staff"


def test_the_people_file_says_how_many_people_and_departments_there_are(tmp_path):
    (tmp_path / "people.csv").write_text("id,department\n1,Parks\n")
    (tmp_path / "base.toml").write_text("[organisation]\nstaff = 70\ndepartments = 7\n")
    head, people = "extends = 'base.toml'\n", "[people]\nfile = 'people.csv'\n"
    own = Scenario.from_toml(head + people, folder=tmp_path)  # what a base says is forgotten
    assert own.origin(SIZE) == "default" and own.values[SIZE] == Scenario.default().values[SIZE]
    assert Scenario.from_toml(own.to_toml()) == own.changed({"title": ""}) == own
    assert problems(head + "[organisation]\nstaff = 9\ndepartments = 2\n" + people, tmp_path) == [
        "ours line 3: organisation.staff: 9, but the people file sets this; allowed: nothing; leave it out",
        "ours line 4: organisation.departments: 2, but the people file sets this; allowed: nothing; leave it out",
    ]
    with pytest.raises(ScenarioError, match=r"set: organisation\.staff: 9, but the people file sets this"):
        own.changed({SIZE: 9})


def test_a_number_of_departments_takes_the_place_of_named_ones():
    council = Scenario.from_toml(TWO)
    with pytest.raises(ScenarioError, match=r"6, but 2 departments are named; .* departments_replace = true with it"):
        council.changed({"organisation.departments": 6})
    other = council.changed({"organisation.departments": 6, "departments_replace": True})
    assert (other.departments, other.values["organisation.departments"]) == ((), 6)
    assert Scenario.from_toml(TWO, set={"organisation.departments": 6, "departments_replace": True}) == other


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"gates.ict.hour": 3}, "set: gates.ict.hour: unknown key; .* did you mean gates.ict.hours?"),
        ({"gates.ict.hours": "3"}, 'set: gates.ict.hours: found "3" where a number is wanted'),
        ({"departments.Prks.audience": 3}, "set: departments.Prks.audience: unknown department; .*did you mean Parks?"),
        ({"gates.ict": 3, "gates.ict.hours": 3}, "set: gates.ict.hours: given twice"),
        ({"departments.Parks.share": 0.6}, "set: departments: shares add to 1.1, 0.1 too much"),
        ({"title": "half \ud800"}, "set: title: the text holds half a character"),
        ({"route.gates": ("self",)}, 'set: route.gates: unknown gate "self"'),
        ({"route.removal.self": "removed"}, "set: route.removal.self: unknown gate"),
        (
            {"change": [{"week": 1, "route": {"removal": {"hr": "no"}}}]},
            "set: change 1: .* for a whole run, from week 0",
        ),
    ],
)
def test_settings_are_checked_like_files(settings, said):
    with pytest.raises(ScenarioError, match=said):
        Scenario.from_toml(TWO).changed(settings)


def test_a_scenario_error_is_a_value_error_that_travels_between_processes():
    with pytest.raises(ValueError) as error:
        Scenario.from_toml("weeks = 0\ntutle = 1")
    again = pickle.loads(pickle.dumps(error.value))
    assert str(again) == str(error.value)
    assert [(problem.origin.line, problem.key) for problem in again.problems] == [(1, "weeks"), (2, "tutle")]
