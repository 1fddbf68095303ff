"""What a scenario holds, how it is changed, and that one written out reads back equal."""

import pickle
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

import numpy as np
import pytest

from simulation.parameters import PARAMETERS
from simulation.scenario import Change, DepartmentSpec, Scenario, ScenarioError, parse_setting
from simulation.state import Gate, Kind, Removal

COUNCIL = Path(__file__).with_name("council.toml").read_text(encoding="utf-8")


def test_nothing_given_is_every_default():
    scenario = Scenario.default()
    assert list(scenario.values) == list(PARAMETERS)
    assert all(scenario.values[path] == parameter.default for path, parameter in PARAMETERS.items())
    assert all(type(scenario.values[path]) is parameter.type for path, parameter in PARAMETERS.items())
    assert (scenario.weeks, scenario.departments, scenario.changes, scenario.people) == (156, (), (), None)
    assert scenario.route_gates == (Gate.MANAGEMENT, Gate.COMMS, Gate.ICT)
    assert scenario.route_extra == {Kind.NEW_CHANNEL: (Gate.HR, Gate.LEGAL), Kind.STANDING_ORDERS: (Gate.LEGAL,)}
    assert scenario.route_removal == {}
    assert scenario.origin("gates.ict.hours") == "default"


def test_what_a_file_gives(council):
    assert (council.name, council.title, council.weeks) == ("ours", "Our county", 104)
    assert council.values["gates.ict.hours"] == 3.0
    assert council.values["organisation.departments"] == 2
    assert council.departments == (
        DepartmentSpec("Adult social care", None, 0.75, None, {"department.audience": 1.5}),
        DepartmentSpec("Parks, trees. And paths", None, 0.25, "Places", {"department.literacy": 0.1}),
    )
    assert council.route_gates == (Gate.MANAGEMENT, Gate.ICT)
    assert council.route_extra == {Kind.STANDING_ORDERS: (Gate.LEGAL,), Kind.VANITY: (Gate.HR,)}
    assert council.changes == (
        Change(
            week=52,
            name='more "ICT"',
            values={"gates.ict.hours": 30.0},
            departments={"Adult social care": {"department.audience": 2.0}},
            route_extra={Kind.VANITY: ()},
        ),
        Change(
            after="first crisis",
            delay=4,
            values={"policy.multi_voice": True, "influence.rule": "count"},
            route_gates=(Gate.COMMS,),
        ),
    )


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("weeks", 3),
        ("gates.ict.hours", 5),
        ("departments.Parks, trees. And paths.share", 7),
        ("departments.Parks, trees. And paths.department.literacy", 9),
        ("departments.Adult social care.department.audience", 12),
        ("route.gates", 14),
        ("route.extra.vanity", 17),
    ],
)
def test_origins(council, path, line):
    assert council.origin(path) == f"ours line {line}"
    assert council.changed({"gates.comms.fte": 3}).origin(path) == f"ours line {line}"


def test_lines_after_texts_and_lists_over_several_lines():
    text = 'description = """\nweeks = 4\n"""\n[route]\n'
    text += 'gates = [ # first\n  "ict", # ]\n]\ndevolution = 0.5\nextra.vanity=[]\n'
    scenario = Scenario.from_toml(text.replace("\n", "\r\n"), name="x")
    assert scenario.weeks == 156
    assert scenario.origin("route.devolution") == "x line 8"
    assert scenario.origin("route.extra.vanity") == "x line 9"


def test_a_scenario_written_out_reads_back_equal(council, tmp_path):
    (tmp_path / "people.csv").write_text("id,department\n")
    (tmp_path / "ties.csv").write_text("source,target\n")
    people = "[people]\nfile='people.csv'\nties='ties.csv'\ndepartment_prefix='c '\n"
    people += "columns.id='n\"r'\nties_columns.source='a'"
    by_file = Scenario.from_toml(people, folder=tmp_path)
    assert by_file.people is not None and by_file.people.people == tmp_path / "people.csv"
    assert by_file.people.people_columns == {"id": 'n"r'}
    odd_text = council.changed({"title": 'back\\slash "quote" \x7f\n\ttab é 🌳'})
    for scenario in (Scenario.default(), council, by_file, odd_text, council.changed(weeks=7)):
        again = Scenario.from_toml(scenario.to_toml())
        assert again == scenario
        assert again.fingerprint == scenario.fingerprint
        assert again.to_toml() == scenario.to_toml()


def test_scenarios_pickle_hash_and_cannot_be_changed(council):
    again = pickle.loads(pickle.dumps(council))
    assert again == council and hash(again) == hash(council)
    assert again.origin("weeks") == council.origin("weeks")
    with pytest.raises(TypeError, match=r"use Scenario\.changed"):
        council.values["gates.ict.hours"] = 1
    with pytest.raises(AttributeError):
        council.weeks = 3


def test_scenarios_and_their_parts_are_shown_in_short(council, tmp_path):
    assert repr(council) == f"<Scenario ours: 2000 staff, 104 weeks, {council.fingerprint[:8]}>"
    assert repr(council.departments[0]) == (
        "DepartmentSpec(name='Adult social care', share=0.75, values={'department.audience': 1.5})"
    )
    assert repr(council.changes[1]).startswith(
        "Change(after='first crisis', delay=4, values={'policy.multi_voice': True"
    )
    (tmp_path / "people.csv").write_text("id,department\n")
    by_file = Scenario.from_toml("[people]\nfile = 'people.csv'", name="own", folder=tmp_path)
    assert repr(by_file).startswith("<Scenario own: people of people.csv, 156 weeks, ")
    assert by_file.people is not None
    assert repr(by_file.people) == f"PeopleSource(people={by_file.people.people!r})"


def test_the_fingerprint_knows_content_only(council):
    head, changes = COUNCIL.split("[[change]]", 1)
    tables = head.split("\n[")
    other_order = "\n[".join([tables[0], *reversed(tables[1:])])
    other = Scenario.from_toml(f"{other_order}\n[[change]]{changes}".replace("Our county", "Theirs"), name="theirs")
    assert other.fingerprint == council.fingerprint
    assert council.changed({"gates.ict.hours": 3}).fingerprint == council.fingerprint
    different = [
        council.changed(weeks=103),
        council.changed({"gates.ict.hours": 4}),
        council.changed({"departments.Adult social care.audience": 4}),
        council.changed({"route.gates": []}),
        council.changed({"route.extra.vanity": []}),
        council.changed({"route.removal.hr": "removed"}),
        council.changed({"route.removal.hr": "unknown"}),
        council.changed({"change": [{"week": 3, "policy": {"openness": 1}}]}),
    ]
    assert len({scenario.fingerprint for scenario in (council, *different)}) == len(different) + 1


def test_the_fingerprint_of_people_is_their_content(tmp_path):
    prints = []
    for name, content in (("a", "id,department\n"), ("b", "id,department\n"), ("c", "id,department\n1,x\n")):
        (tmp_path / f"{name}.csv").write_text(content)
        prints.append(Scenario.from_toml(f"[people]\nfile = '{name}.csv'", folder=tmp_path).fingerprint)
    assert prints[0] == prints[1] != prints[2]


def test_minus_nought_is_nought():
    assert str(Scenario.from_toml("[policy]\nopenness = -0.0").values["policy.openness"]) == "0.0"


def test_a_file_saved_with_a_byte_order_mark(tmp_path):
    (tmp_path / "ours.toml").write_bytes(b"\xef\xbb\xbfweeks = 3\r\n")
    assert Scenario.load(tmp_path / "ours.toml").weeks == 3


def test_changed_takes_what_python_and_numpy_offer(council):
    class Other(IntEnum):
        COUNT = 2

    scenario = council.changed(
        {
            "gates.ict.hours": np.float32(0.5),
            "hoops.number": np.int64(3),
            "policy.multi_voice": np.True_,
            "influence.rule": Other.COUNT,
            "route.gates": (Gate.HR, "legal"),
            "route.extra": {Kind.VANITY: [], Kind.STANDING_ORDERS: []},
            "gates": {"ict": {"capacity": 9}},
            'departments."Adult social care".audience': 4,
            "departments.Parks, trees. And paths.literacy": 0.5,
        },
        weeks=50,
        name="other",
    )
    assert type(scenario.values["gates.ict.hours"]) is float and scenario.values["gates.ict.hours"] == 0.5
    assert type(scenario.values["hoops.number"]) is int
    assert scenario.values["policy.multi_voice"] is True
    assert scenario.values["influence.rule"] == "count"
    assert scenario.values["gates.ict.capacity"] == 9
    assert scenario.route_gates == (Gate.HR, Gate.LEGAL)
    assert scenario.route_extra == {}
    assert [dict(spec.values) for spec in scenario.departments] == [
        {"department.audience": 4},
        {"department.literacy": 0.5},
    ]
    assert (scenario.weeks, scenario.name) == (50, "other")
    assert council.values["gates.ict.hours"] == 3


def test_a_gate_is_removed_and_put_back(council):
    removed = council.changed({"route.removal.hr": "removed", "route.removal": {Gate.ICT: Removal.RUBBER_STAMP}})
    assert removed.route_removal == {Gate.HR: Removal.REMOVED, Gate.ICT: Removal.RUBBER_STAMP}
    assert (removed.origin("route.removal.hr"), removed.origin("route.removal.legal")) == ("set", "default")
    assert (removed.route_gates, removed.route_extra) == (council.route_gates, council.route_extra)
    again = Scenario.from_toml(removed.to_toml())
    assert again == removed and again.fingerprint == removed.fingerprint
    assert pickle.loads(pickle.dumps(removed)) == removed and hash(removed) == hash(again)
    back = removed.changed({"route.removal.hr": "no", "route.removal.ict": Removal.NO})
    assert back == council and back.fingerprint == council.fingerprint
    with pytest.raises(TypeError, match=r"use Scenario\.changed"):
        removed.route_removal[Gate.HR] = Removal.NO


def test_a_gate_is_removed_from_the_command_line(council):
    path, value = parse_setting("route.removal.hr=rubber_stamp")
    assert council.changed({path: value}).route_removal == {Gate.HR: Removal.RUBBER_STAMP}


def test_changes_beyond_a_shortened_end_are_left_out(council):
    assert [change.week for change in council.changed(weeks=51).changes] == [None]
    assert [change.week for change in council.changed(weeks=52).changes] == [52, None]


def test_a_change_for_some_weeks(council):
    given = {"after": "first crisis", "delay": 2, "weeks": 8, "gates.ict.hours": 9}
    scenario = council.changed({"change": [given, {"week": 104, "weeks": 3, "policy.openness": 1}]})
    assert [change.weeks for change in scenario.changes] == [None, None, 8, 3]
    assert repr(scenario.changes[3]) == "Change(week=104, weeks=3, values={'policy.openness': 1.0})"
    again = Scenario.from_toml(scenario.to_toml())
    assert again == scenario and again.fingerprint == scenario.fingerprint
    for_good = {name: value for name, value in given.items() if name != "weeks"}
    lasting = [council.changed({"change": [change]}) for change in (given, {**given, "weeks": 7}, for_good)]
    assert len({one.fingerprint for one in lasting}) == 3


def test_shares_may_change_hands_in_the_week_in_which_a_change_is_over():
    first = {"week": 1, "weeks": 8, "digital_lead.training": 0.6}
    then = {"week": 9, "digital_lead.support": 0.6}
    lead = {"digital_lead.approving": 0.3, "digital_lead.training": 0.1, "digital_lead.support": 0.1}
    for changes in ([first, then], [then, first]):
        assert len(Scenario.default().changed({**lead, "change": changes}).changes) == 2
    with pytest.raises(ScenarioError, match=r"these shares add to 1\.5"):
        Scenario.default().changed({**lead, "change": [first, {**then, "week": 8}]})


def test_what_would_end_after_the_run_is_not_judged():
    lead = {"digital_lead.approving": 0.5, "digital_lead.training": 0.1, "digital_lead.support": 0.1}
    short = {"week": 2, "weeks": 9, "digital_lead.approving": 0.1}
    settings = {**lead, "change": [short, {"week": 3, "digital_lead.training": 0.8}]}
    assert Scenario.default().changed(settings, weeks=10)
    with pytest.raises(ScenarioError, match="change 1, over in week 11: "):
        Scenario.default().changed(settings, weeks=11)


def test_departments_without_a_table_have_names_that_a_change_can_use():
    scenario = Scenario.default().changed(
        {"change": [{"week": 1, "departments": {"Department 03": {"audience": 2}}}]},
    )
    assert scenario.changes[0].departments == {"Department 03": {"department.audience": 2.0}}


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("gates.ict.hours=30", ("gates.ict.hours", 30)),
        ("gates.ict.hours = 0.5", ("gates.ict.hours", 0.5)),
        ("route.parallel=true", ("route.parallel", True)),
        ("route.answers_by=comms", ("route.answers_by", "comms")),
        ("route.gates=['hr']", ("route.gates", ["hr"])),
        ("title=a = b", ("title", "a = b")),
        ("title=", ("title", "")),
        ("weeks=3\nname='x'", ("weeks", "3\nname='x'")),
        ("departments.'a=b'.audience=2", ("departments.'a=b'.audience", 2)),
    ],
)
def test_settings_of_the_command_line(text, setting):
    assert parse_setting(text) == setting


@pytest.mark.parametrize("text", ["", "weeks", "=3", " = 3"])
def test_what_is_no_setting(text):
    with pytest.raises(ValueError, match="which is no setting; allowed: path=value"):
        parse_setting(text)


def test_reading_scenarios_needs_neither_mesa_nor_numpy(repository):
    code = (
        "import sys, simulation.scenario, simulation.schema; "
        "print([name for name in ('mesa', 'numpy', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
