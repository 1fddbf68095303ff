"""The chief executive's desk: what lies there, what is never shown, and what comes of the answers."""

import json

import pytest

from experiments.desk.appeals import appeals
from experiments.desk.debrief import REFUSES, SIMULATED, STAMPS, debrief
from experiments.desk.decided import DecisionsError, read
from experiments.desk.desks import Desk, NoDesk, desk_of
from experiments.desk.page import told
from experiments.desk.plea import Plea
from experiments.desk.saving import about, on_paper
from experiments.desk.sitting import play, sit
from simulation import Council
from simulation.engine.council import CompiledCouncil
from simulation.record import Event, fields_of
from simulation.state import Gate, Objection
from simulation.words import OBJECTIONS_IN_WORDS, WRITTEN
from tests.commands.calling import blockers
from tests.desk.conftest import saved
from tests.identity.comparing import compare_runs

LED = {"digital_lead.hours": 20.0, "asking.appeal": 1.0}
EAGER = {"asking.appeal": 1.0, "asking.improve": 1.0}
RULES = {
    "Backs value": lambda plea: plea.value > 2.0 * plea.hours,
    "Backs all": lambda plea: True,
    "As it is": lambda plea: plea.simulated,
}


@pytest.fixture(scope="module")
def appealed(busy):
    return {name: play(sit(busy, 5, Desk.CHIEF_EXECUTIVE), rule) for name, rule in RULES.items()}


@pytest.fixture(scope="module")
def led(busy):
    return busy.changed(LED)


def test_who_answers_as_the_council_does_sees_the_run_that_would_have_been(busy, appealed, led):
    plain = CompiledCouncil(busy, 5).run()
    same = appealed["As it is"]
    assert len(same.decisions) > 4 and not any(same.decisions.values())  # nobody hears appeals there
    compare_runs(plain, same.run())
    heard = play(sit(led, 5, Desk.CHIEF_EXECUTIVE), lambda plea: plea.simulated)
    plain = CompiledCouncil(led, 5).run()
    compare_runs(plain, heard.run())
    answers = [not fields_of(row)["upheld"] for row in plain.log_rows if row[1] == Event.APPEAL_HEARD]
    assert sorted(heard.decisions.values()) == sorted(answers) and len(set(answers)) == 2


def test_the_council_reacts_and_the_readable_one_tells_the_same_story(busy, appealed):
    lifts = appealed["Backs all"]
    run = lifts.run()
    heard = [fields_of(row)["gate"] for row in run.log_rows if row[1] == Event.APPEAL_HEARD]
    assert sorted(heard) == sorted(asked.gate for asked in lifts.decisions)
    assert run.outcomes["uptake"] > appealed["As it is"].run().outcomes["uptake"]
    compare_runs(Council(busy, rng=5, decisions=lifts.decisions).run(), run)


def test_a_sheet_says_what_the_log_says_and_not_what_only_the_model_knows(busy):
    busy = busy.changed(EAGER, weeks=40)
    sitting = sit(busy, 5, Desk.CHIEF_EXECUTIVE)
    seen = []
    while sitting.go_on():
        run, found, _ = appeals(busy, 5, sitting.staff, sitting.decisions)
        for plea in sitting.sheets:
            assert isinstance(plea, Plea)
            (appeal,) = (one for one in found if one.asked == plea.asked)
            objected = [
                fields_of(row)
                for row in run.log_rows
                if row[4] == appeal.request and row[1] == Event.OBJECTED and row[0] <= plea.week
            ]
            words = dict(plea.facts())
            why = OBJECTIONS_IN_WORDS[Objection(objected[-1]["objection"])]
            assert why in words["Refused"] and WRITTEN[plea.asked.gate] in words["Refused"]
            decided = [
                fields_of(row)["let_through"]
                for row in run.log_rows
                if row[1] == Event.DECIDED and row[0] < plea.week and fields_of(row)["gate"] == plea.asked.gate
            ]
            assert (plea.decided, plea.refused) == (len(decided), decided.count(0))
            assert plea.mood == run.weekly["anxiety"][plea.week - 1]
            everything = json.dumps(plea.as_data())
            assert not any(word in everything for word in ("worthwhile", "genuine", "simulated", "true"))
            assert plea.as_data()["against"] == plea.asked.gate.name.lower()
            seen.append(plea)
        sitting.answer([False] * len(sitting.sheets))
    assert any(plea.asked.attempt > 1 and "mended" in " ".join(plea.said) for plea in seen)
    assert any(plea.before for plea in seen)


def test_where_no_appeal_comes_it_is_said_with_what_would_change_that(busy, tmp_path):
    deaf = busy.changed({"asking.appeal": 0.0})
    with pytest.raises(
        NoDesk, match=r"no appeal reaches the chief executive in .*, 52 weeks, seed 5; one does with "
    ) as no:
        sit(deaf, 5, Desk.CHIEF_EXECUTIVE)
    assert "asking.appeal = 1.0" in str(no.value)
    assert sit(deaf.changed({"asking.appeal": 1.0}), 5, Desk.CHIEF_EXECUTIVE).go_on()
    unasked = busy.changed(
        {f"route.removal.{gate}": "rubber_stamp" for gate in ("management", "comms", "hr", "legal", "ict")}
    )
    with pytest.raises(NoDesk, match="no gate refuses anybody"):
        sit(unasked, 5, Desk.CHIEF_EXECUTIVE)
    out = tmp_path / "page.html"
    done = blockers(
        "play", "district", "--weeks", "3", "--without-explorer", "--desk", "chief_executive", "--out", str(out)
    )
    assert done.exit_code == 2 and "--desk: no appeal reaches" in done.output and not out.exists()


def test_a_desk_by_its_name():
    assert desk_of("chief_executive") == Desk.CHIEF_EXECUTIVE and desk_of("ict").gate == Gate.ICT
    with pytest.raises(ValueError, match="did you mean chief_executive"):
        desk_of("chief executive")
    with pytest.raises(ValueError, match="is no gate"):
        _ = Desk.CHIEF_EXECUTIVE.gate


def test_what_hears_appeals_otherwise_is_said(busy, led):
    assert "nobody hears them" in about(sit(busy, 5, Desk.CHIEF_EXECUTIVE), True)["note"]
    assert "a digital lead hears them" in about(sit(led, 5, Desk.CHIEF_EXECUTIVE), True)["note"]


def test_on_paper_are_the_appeals_of_the_run_as_it_is(busy, appealed):
    paper = on_paper(sit(busy, 5, Desk.CHIEF_EXECUTIVE))
    assert len(paper["sheets"]) == len(appealed["As it is"].decisions)
    assert paper["file"]["gate"] == "chief_executive" and "do not react" in paper["about"]["note"]


@pytest.fixture
def files(appealed, toml, tmp_path):
    return {name: saved(one, name, tmp_path / f"{name}.json", toml) for name, one in appealed.items()}


def test_the_debrief_holds_teams_against_one_who_lifts_everything(busy, appealed, files):
    found = debrief(busy, [read(file) for file in files.values()])
    best = appealed["Backs all"].run().outcomes
    for team in found.teams:
        outcomes, decisions = appealed[team.called].run().outcomes, appealed[team.called].decisions
        assert team.value_forgone == best["public_value"] - outcomes["public_value"]
        assert team.harm_prevented == best["harm"] - outcomes["harm"]
        assert (team.by_team, team.by_council, team.unmet) == (len(decisions), 0, 0)
        assert team.reached == len({asked[:3] for asked in decisions})
    plain, refuses, stamps = (found.beside(Desk.CHIEF_EXECUTIVE, kind) for kind in (SIMULATED, REFUSES, STAMPS))
    assert plain.refused == plain.reached == refuses.refused > 0 == stamps.refused  # as simulated nobody hears
    assert (plain.value_forgone, plain.uptake) == (refuses.value_forgone, refuses.uptake)
    assert stamps.value_forgone == stamps.net_value == 0.0
    assert stamps.uptake == best["uptake"]
    said = told(found)
    assert "at the desk of the chief executive, let" in said[0] and "somebody who lifts every refusal" in said[-1]


def test_a_team_that_left_some_open_is_told_so(busy, appealed, toml, tmp_path):
    short = sit(busy, 5, Desk.CHIEF_EXECUTIVE)
    decisions = appealed["Backs all"].decisions
    short.decisions = dict(list(decisions.items())[:2])
    gone = next(iter(short.decisions))._replace(attempt=9)
    short.decisions[gone] = True
    (team,) = debrief(busy, [read(saved(short, "Short", tmp_path / "short.json", toml))]).teams
    assert (team.by_team, team.unmet) == (2, 1) and team.by_council > 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"against": "itc"},
            'decisions 1: against: found "itc"; allowed: management, comms, hr, legal, ict; did you mean',
        ),
        ({"answer": "maybe"}, "decisions 1: answer: found"),
    ],
)
def test_what_is_wrong_with_an_answer_to_an_appeal_is_said(given, said, files):
    data = json.loads(files["Backs all"].read_text(encoding="utf-8"))
    data["decisions"][0] |= given
    files["Backs all"].write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(DecisionsError) as error:
        read(files["Backs all"])
    assert said in str(error.value)


def test_the_command_takes_files_of_both_desks_together(files, sat, toml, tmp_path):
    comms = saved(sat["Careful"], "Comms", tmp_path / "comms.json", toml)
    out = tmp_path / "found"
    done = blockers("debrief", str(comms), str(files["Backs value"]), "--out", str(out), "--quiet", "--json")
    assert done.exit_code == 0, done.output
    desks = json.loads(done.stdout)["desks"]
    assert [one["desk"] for one in desks] == ["comms", "chief_executive", *["comms"] * 3, *["chief_executive"] * 3]
    assert (out / "figures" / "desk.png").stat().st_size > 10_000
