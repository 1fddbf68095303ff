"""Files of decisions, and what comes of them: numbers that follow from runs, and refusals that say what to mend."""

import json

import pytest

from experiments.blaming.councils import with_removal
from experiments.desk.debrief import REFUSES, SIMULATED, STAMPS, debrief
from experiments.desk.decided import DecisionsError, read
from experiments.desk.page import told
from experiments.desk.picture import desk
from experiments.desk.sitting import Sitting, play
from simulation.engine.council import CompiledCouncil
from simulation.state import Gate, Removal
from tests.commands.calling import blockers
from tests.desk.conftest import saved
from tests.identity.comparing import compare_runs


@pytest.fixture
def found(busy, files):
    return debrief(busy, [read(file) for file in files.values()])


def test_each_team_is_held_against_a_rubber_stamp_on_its_own_luck(busy, sat, found):
    stamp = CompiledCouncil(with_removal(busy, Gate.COMMS, Removal.RUBBER_STAMP), 5).run().outcomes
    for team in found.teams:
        run = sat[team.called].run().outcomes
        assert team.harm_prevented == stamp["harm"] - run["harm"]
        assert team.value_forgone == stamp["public_value"] - run["public_value"]
        assert team.net_value == run["net_value"] - stamp["net_value"]
        assert team.reached == len({asked[:3] for asked in sat[team.called].decisions})
        assert (team.by_team, team.by_council, team.unmet) == (len(sat[team.called].decisions), 0, 0)
    assert len({team.value_forgone for team in found.teams}) == 3
    assert any(team.harm_prevented for team in found.teams)


def test_beside_them_stand_the_simulated_gatekeepers(found):
    plain = found.beside(Gate.COMMS, SIMULATED)
    same = next(team for team in found.teams if team.called == "As it is")
    assert (plain.value_forgone, plain.harm_prevented, plain.refused) == (
        same.value_forgone, same.harm_prevented, same.refused,
    )  # fmt: skip
    refuses, stamps = found.beside(Gate.COMMS, REFUSES), found.beside(Gate.COMMS, STAMPS)
    assert refuses.refused == refuses.reached > 0 == stamps.refused
    assert stamps.value_forgone == stamps.harm_prevented == stamps.net_value == 0.0


def test_saying_yes_to_everything_is_what_a_rubber_stamp_does(busy):
    yes = play(Sitting(busy, 5, Gate.COMMS), lambda sheet: True).run()
    compare_runs(yes, CompiledCouncil(with_removal(busy, Gate.COMMS, Removal.RUBBER_STAMP), 5).run())


def test_decisions_of_a_recorded_run_are_partly_met_and_that_is_said(busy, sat, toml, tmp_path):
    """A run's requests with other answers: some never come up, and some come up that nobody was asked about."""
    recorded = sat["As it is"]
    other = {asked: not yes for asked, yes in recorded.decisions.items()}
    paper = Sitting(busy, 5, Gate.COMMS)
    paper.decisions = other
    file = saved(paper, "On paper", tmp_path / "paper.json", toml, played="recorded")
    (team,) = debrief(busy, [read(file)]).teams
    assert team.by_team + team.unmet == len(other) and team.unmet > 0 and team.by_council > 0
    said = told(debrief(busy, [read(file)]))[0]
    assert "never came up" in said and "the simulated gate made" in said
    assert said.startswith("On paper (on paper), at the desk of Comms")


WRONG = {
    "not json": ("{", "line 1: is no JSON"),
    "a list": ("[]", 'holds no decisions of a desk; allowed: a file that the desk has saved, with "format"'),
    "gate": (
        {"gate": "comm"},
        'gate: found "comm"; allowed: management, comms, hr, legal, ict, chief_executive; did you mean comms?',
    ),
    "seed": ({"seed": 1}, 'seed: found 1; allowed: a whole number from 0 to 18446744073709551615, as text: "1"'),
    "weeks": ({"weeks": 0}, "weeks: found 0; allowed: a whole number from 1"),
    "team": ({"team": " "}, 'team: found " "; allowed: words'),
    "a team that cannot be printed": ({"team": "Red\x1b[2J"}, "allowed: words that can be printed"),
    "noughts before a seed too large": ({"seed": "0" * 21 + "9" * 30}, "seed: found"),
    "a seed that no number holds": ({"seed": "0" * 21 + "9" * 5000}, "seed: found"),
    "a key twice": (
        '{"format": "blockers desk 1", "team": "a", "team": "b"}',
        "team: stands twice in one table; allowed: each key once",
    ),
    "key": ({"tem": "a"}, "tem: unknown key; allowed: format, team"),
    "no decisions": ({"decisions": {}}, "decisions: found a table; allowed: a list"),
    "fingerprint": ({"fingerprint": "abc"}, "of another council than"),
}
WRONG_DECISIONS = {
    "answer": ({"answer": "yess"}, 'decisions 1: answer: found "yess"; allowed: yes, no; did you mean yes?'),
    "attempt": ({"attempt": 0}, "decisions 1: attempt: found 0; allowed: a whole number from 1"),
    "who": ({"who": "Nowhere 1"}, 'decisions 1: who: nobody here is called "Nowhere 1"'),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_file_is_said(case, busy, files):
    given, said = WRONG[case]
    file = files["Careful"]
    if isinstance(given, dict):
        given = json.dumps(json.loads(file.read_text(encoding="utf-8")) | given)
    file.write_text(given, encoding="utf-8")
    with pytest.raises(DecisionsError) as error:
        debrief(busy, [read(file)])
    assert said in str(error.value) and str(file) in str(error.value)


@pytest.mark.parametrize("case", WRONG_DECISIONS)
def test_what_is_wrong_with_a_decision_is_said(case, busy, files):
    given, said = WRONG_DECISIONS[case]
    data = json.loads(files["Careful"].read_text(encoding="utf-8"))
    data["decisions"][0] |= given
    files["Careful"].write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(DecisionsError) as error:
        debrief(busy, [read(files["Careful"])])
    assert said in str(error.value)


def test_an_answer_that_stands_twice_in_one_decision_is_refused(files):
    text = files["Careful"].read_text(encoding="utf-8")
    at = text.index('"answer":')
    files["Careful"].write_text(f'{text[:at]}"answer": "no", {text[at:]}', encoding="utf-8")
    with pytest.raises(DecisionsError, match="answer: stands twice in one table"):
        read(files["Careful"])


@pytest.mark.parametrize("team", ["_Red", "$5 and $6"])
def test_the_picture_names_every_team_as_it_is_called(team, busy, sat, toml, tmp_path):
    file = saved(sat["Careful"], team, tmp_path / "one.json", toml)
    figure = desk(debrief(busy, [read(file)]))
    (legend,) = [legend for axes in figure.axes if (legend := axes.get_legend()) is not None]
    names = [text.get_text().lstrip("\u200b").replace("\\", "") for text in legend.get_texts()]
    assert names[0] == team and len(names) == 4


def test_two_answers_to_one_request_are_refused(files):
    data = json.loads(files["Careful"].read_text(encoding="utf-8"))
    data["decisions"].append(data["decisions"][0])
    files["Careful"].write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(DecisionsError, match="is decided already, as decision 1"):
        read(files["Careful"])


def test_files_of_other_luck_or_of_one_name_do_not_go_together(busy, files):
    other = json.loads(files["Generous"].read_text(encoding="utf-8")) | {"seed": "6", "team": "Careful"}
    files["Generous"].write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(DecisionsError) as error:
        debrief(busy, [read(files["Careful"]), read(files["Generous"])])
    assert "seed: found 6; allowed: 5, as in" in str(error.value)
    assert '"Careful" sits at comms in' in str(error.value)


def test_the_command_prints_and_keeps_a_record(files, tmp_path):
    out = tmp_path / "found"
    done = blockers("debrief", *map(str, files.values()), "--out", str(out), "--quiet", "--json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert [desk["called"] for desk in said["desks"]][:3] == list(files)
    assert {"manifest.json", "findings.txt", "README.txt", "scenario.toml", "figures", "runs"} == {
        path.name for path in out.iterdir()
    }
    assert (out / "figures" / "desk.png").stat().st_size > 10_000


def test_the_command_refuses_what_is_wrong_and_writes_nothing(files, tmp_path):
    out = tmp_path / "found"
    missing = blockers("debrief", str(tmp_path / "no.json"), "--out", str(out))
    assert missing.exit_code == 2 and "no.json: cannot be read: No such file" in missing.output
    nothing = blockers("debrief")
    assert nothing.exit_code == 2 and "no file of decisions is given" in nothing.output
    other = blockers("debrief", str(files["Careful"]), "--set", "staff.skill=0.9", "--out", str(out))
    assert other.exit_code == 2 and "of another council" in other.output and not out.exists()
