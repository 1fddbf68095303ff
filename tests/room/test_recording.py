"""What the council view is fed with is the run: stages, queues, tallies and every sentence."""

import gzip
import json

import pytest

from experiments.desk.sheet import MOODS, word_of
from experiments.room.recording import MOST_PEOPLE, NotRecorded, packed, recording
from experiments.room.stories import stories
from simulation import Council, Scenario
from simulation.biography import biography, chronicle, life
from simulation.engine.council import CompiledCouncil
from simulation.record import Event
from simulation.state import GATES, Stage, label


def test_stories_are_what_biographies_lives_and_the_chronicle_tell(run):
    told = stories(run)
    assert len(told.requests) == run.outcomes["filed"] > 50
    assert {request: [said for _, said in lines] for request, lines in told.requests.items()} == {
        request: biography(run, request) for request in told.requests
    }
    lives = {person: life(run, person) for person in range(run.staff)}
    assert {person: [said for _, said in lines] for person, lines in told.lives.items()} == {
        person: said for person, said in lives.items() if said
    }
    assert [said for *_, said in told.council] == chronicle(run)
    for lines in told.lives.values():
        assert [week for week, _ in lines] == sorted(week for week, _ in lines)


def test_moods_have_the_words_of_the_desk(recorded):
    assert recorded["words"]["moods"] == [list(mood) for mood in MOODS]
    assert [word_of(worry, recorded["words"]["moods"]) for worry in (0.3, 0.47, 0.7, 1.0)] == [
        "uneasy", "uneasy", "worried", "alarmed",
    ]  # fmt: skip


def test_stages_played_through_are_those_of_every_week(run, recorded):
    stage = [0] * run.staff
    changes = list(zip(*recorded["stages"], strict=True))
    for week in range(run.weeks + 1):
        while changes and changes[0][0] == week:
            _, person, before, after = changes.pop(0)
            assert stage[person] == before
            stage[person] = after
        row = run.weekly.iloc[week]
        assert [stage.count(one) for one in Stage] == [row[label(one)] for one in Stage]
    assert not changes


@pytest.mark.parametrize("parallel", [False, True])
def test_steps_of_requests_leave_the_queues_of_every_week(busy, run, recorded, parallel):
    if parallel:  # all gates at once, and a digital lead who hears appeals
        settings = {"route.parallel": True, "digital_lead.hours": 20, "events.moratorium": 8}
        run = CompiledCouncil(busy.changed(settings), 1).run()
        recorded = recording(run)
    waiting = [[0] * len(GATES) for _ in range(run.weeks + 1)]
    for _, _, _, steps in recorded["requests"]:
        since: dict[int, int] = {}
        for event, week, gate, *_ in steps:
            if event == Event.QUEUED:
                since[gate] = week
            elif event in (Event.DECIDED, Event.LEFT_QUEUE):
                for w in range(since.pop(gate), week):
                    waiting[w][gate] += 1
        for gate, week in since.items():
            for w in range(week, run.weeks + 1):
                waiting[w][gate] += 1
    for gate in GATES:
        assert [of[gate] for of in waiting] == recorded["gates"][gate]["queue"]
        assert recorded["gates"][gate]["queue"] == run.weekly[f"queue_{label(gate)}"].tolist()
    assert sum(map(sum, waiting)) > 50


def test_tallies_end_at_the_outcomes(run, recorded):
    counts = run.counts
    for gate in GATES:
        tally, name = recorded["gates"][gate], label(gate)
        at = counts[(counts["gate"] == name)]
        blamed = at[(at["event"] == "blamed") & (at["true_gate"] != "self")]["count"].sum()
        assert tally["refused"][-1] == at[at["event"] == "objected"]["count"].sum()
        assert tally["blamed"][-1] == blamed
        assert tally["assumed"][-1] == run.outcomes[f"assumed_{name}"]
        assert tally["refused"] == sorted(tally["refused"]) and tally["blamed"] == sorted(tally["blamed"])


def test_hours_are_those_of_the_ledger(run, recorded):
    amounts = run.amounts
    is_one = (amounts["owner"] == "ict") & (amounts["use"] == "deciding")
    for book in ("owned", "spent"):
        kept = amounts[is_one & (amounts["book"] == book)].set_index("week")["amount"]
        assert kept.sum() > 0
        for week, hours in kept.items():
            assert recorded["hours"][book][GATES.index(4)][week] == pytest.approx(hours, abs=0.051)


def test_every_sentence_stands_once_and_is_found_from_requests_and_people(run, recorded):
    weeks, said = recorded["sentences"]
    assert len(weeks) == len(said) == len(set(zip(weeks, said, strict=True)))
    request = max(recorded["biographies"], key=lambda one: len(recorded["biographies"][one]))
    assert [said[number] for number in recorded["biographies"][request]] == biography(run, int(request))


def test_both_engines_leave_the_same_recording(busy):
    short = busy.changed(weeks=25)
    assert packed(recording(CompiledCouncil(short, 1).run())) == packed(recording(Council(short, rng=1).run()))


def test_it_is_small_and_equal_for_equal_runs(busy, run, recorded):
    content = packed(recorded)
    assert content == packed(recording(CompiledCouncil(busy, 1).run()))
    assert json.loads(gzip.decompress(content)) == json.loads(json.dumps(recorded))
    assert len(content) < 60_000


def test_people_of_a_file_keep_their_names(tmp_path):
    (tmp_path / "people.csv").write_text("id,department\nanna,Parks\nben,Parks\ncy,Finance\n", encoding="utf-8")
    scenario = Scenario.from_toml("weeks = 3\n[people]\nfile = 'people.csv'", folder=tmp_path)
    found = recording(CompiledCouncil(scenario, 0).run())
    assert found["numbers"] == ["cy", "anna", "ben"]
    assert [one["name"] for one in found["departments"]] == ["Finance", "Parks"]


def test_a_gate_that_is_not_there_says_so(busy):
    found = recording(CompiledCouncil(busy.changed({"route.removal.hr": "removed"}, weeks=5), 1).run())
    assert [gate["removed"] for gate in found["gates"]] == ["", "", "removed by the scenario", "", ""]


def test_what_cannot_be_shown_is_refused(busy, run, monkeypatch):
    with pytest.raises(NotRecorded, match="kept no event log"):
        recording(CompiledCouncil(busy, 1, keep_rows=False).run())
    monkeypatch.setattr("experiments.room.recording.MOST_PEOPLE", 100)
    with pytest.raises(NotRecorded, match="up to 100 people, and here are 240"):
        recording(run)
    assert MOST_PEOPLE == 20_000
