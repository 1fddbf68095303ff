"""What a report holds: every part, nothing that was not asked, and a source for every number."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pandas as pd
import pytest

from experiments.comparing.telling import said
from experiments.intervals import Interval
from experiments.reporting.brand import Brand
from experiments.reporting.content import Answer, Command, Picture, Table, Text
from experiments.reporting.parts.method import SOURCES
from experiments.reporting.report import PARTS, report_of
from experiments.reporting.studies import studies_of
from tests.commands.calling import SMALL, blockers


def of(*places):
    return report_of(studies_of(places), Brand())


def section(report, title):
    return next(one for one in report.sections if one.title == title)


def words_of(block):
    """Everything that a block says."""
    if isinstance(block, Table):
        return " ".join([block.title, *block.head, *(cell for row in block.rows for cell in row), block.note])
    if isinstance(block, Picture):
        return block.title
    return block.words if isinstance(block, Text) else f"{block.words} {getattr(block, 'command', '')}"


def test_every_part_is_there_and_the_answer_has_three_sentences(whole):
    report = of(whole)
    assert len(report.sections) == len(PARTS) + 1
    answers = [block for block in section(report, "The answer").blocks if isinstance(block, Answer)]
    assert [answer.word for answer in answers] == ["Holds", "Not asked", "Holds"]
    assert answers[0].words.startswith("Wide open surely raises uptake by more than matters (2.0 points): ")
    first = section(report, "What to do first").blocks
    assert first[0].words.startswith("Do this first within 5,000 hours: Open reasons (3.1 (2.0–4.2)); then nothing")
    hangs = section(report, "What the answer hangs on, and what to ask next").blocks
    said_there = [block.words for block in hangs if isinstance(block, Text)]
    assert any("how little a feared refusal counts) is below 0.23" in words for words in said_there)
    assert any(words.startswith("What Wide open brings hangs most on `staff.nerve`") for words in said_there)
    assert any(words.startswith("Ask: ") and "`staff.nerve`" in words for words in said_there)
    assert not any("Ask: " in words and "gates.ict.hours" in words for words in said_there)


def test_every_number_has_a_source_that_exists(whole):
    """Whatever has a digit names a source; its files are there, and its command is that of the record."""
    report = of(whole)
    sources = {source.key: source for source in report.sources}
    looked_at = 0
    for one in report.sections:
        if one.title == SOURCES:
            continue
        for block in one.blocks:
            for part in (block, block.table) if isinstance(block, Picture) else (block,):
                if isinstance(part, Command) or not re.search(r"\d", words_of(part).replace("95 % interval", "")):
                    continue
                assert part.source in sources, words_of(part)
                looked_at += 1
    assert looked_at > 25
    for source in sources.values():
        for file in re.sub(r" \(a row a run\)", "", source.files).split(", "):
            assert Path(file).exists(), file
    runs = [source for source in sources.values() if source.command]
    assert {source.command for source in runs} == {json.loads((whole / "manifest.json").read_text())["command"]}
    assert all("seed" in source.runs for source in runs)


def test_numbers_are_those_of_the_files_that_their_source_names(whole):
    """Differences are worked out anew from the runs; those of other outcomes read from their table."""
    report = of(whole)
    runs = pd.read_csv(whole / "runs" / "outcomes.csv").pivot(index="seed", columns="arm", values="uptake")
    apart = runs["open"] - runs["as it is"]
    found = next(one for one in report.blocks() if isinstance(one, Table) and one.title.startswith("Differences from"))
    row = next(row for row in found.rows if row[0] == "Wide open")
    assert row[2].split(" ")[0] == said(Interval(apart.mean(), None, None, 8), "uptake")
    differences = pd.read_csv(whole / "runs" / "differences.csv").set_index(["strategy", "outcome"])
    harm = differences.loc[("open", "harm")]
    assert row[found.head.index("harm, hours")] == said(Interval(harm["mean"], harm["low"], harm["high"], 8), "harm")
    risks = next(block for block in section(report, "What could go wrong").blocks if isinstance(block, Table))
    worse = next(row for row in risks.rows if row[0] == "Wide open")[1]
    assert worse == f"{int((apart < 0).sum())} of 8"


def test_what_was_not_asked_is_said_with_the_command_that_asks_it(bare):
    report = of(bare)
    commands = {block.command for block in report.blocks() if isinstance(block, Command)}
    base = json.loads((bare / "manifest.json").read_text())["command"]
    assert {f"{base} --first --force", f"{base} --uncertain --force"} <= commands
    asks = next(command for command in commands if command.startswith("blockers blame"))
    *words, place = shlex.split(asks)
    assert words == ["blockers", "blame", str(bare / "scenario.toml"), "--out"]
    assert Path(place).parent == bare.parent and Path(place).name.endswith("-blame")  # where the report looks for it
    answers = [block for block in section(report, "The answer").blocks if isinstance(block, Answer)]
    assert [answer.word for answer in answers] == ["Holds", "Not asked", "Not asked"]
    assert len(report.sections) == len(PARTS) + 1


@pytest.mark.slow
def test_a_picture_that_was_not_drawn_leaves_its_table(drawn, tmp_path):
    place = tmp_path / "copy"
    shutil.copytree(drawn, place)
    (place / "figures" / "courses.svg").unlink()
    blocks = section(of(place), "Strategies").blocks
    assert [block.title for block in blocks if isinstance(block, Picture)] == ["Small: what strategies do to uptake"]
    assert any(isinstance(block, Table) and block.title.startswith("How far each comes") for block in blocks)


@pytest.mark.slow
def test_several_councils_stand_one_after_another_with_their_names(whole, wild):
    report = of(whole, wild)
    assert len(report.sections) == 2 * len(PARTS) + 1
    assert report.sections[1].title == "1. Small: the answer"
    assert report.sections[len(PARTS)].title.startswith("2. </title>")


@pytest.mark.slow
def test_the_printed_command_repeats_the_numbers_and_blame_is_found_beside(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def typed(words):
        monkeypatch.setattr("sys.argv", ["blockers", *words])
        done = blockers(*words)
        assert done.exit_code == 0, done.output

    typed(["compare", "county", *SMALL, "--strategy", "edict", "--pairs", "4", "--matters", "2", "--quiet"])
    typed(["blame", "county", *SMALL, "--replications", "3", "--quiet"])
    report = of(Path("results/county-compare"))
    assert {block.word for block in section(report, "The answer").blocks if isinstance(block, Answer)} > {"Not asked"}
    assert (
        len([block for block in section(report, "Who blocks, and who is blamed").blocks if isinstance(block, Picture)])
        == 4
    )
    commands = dict.fromkeys(source.command for source in report.sources if source.command)
    assert len(commands) == 2
    tables = {name: Path(name).read_bytes() for name in map(str, Path("results").glob("*/runs/*.csv"))}
    before = of(Path("results/county-compare"))
    for command in commands:
        typed(shlex.split(command)[1:])
    assert tables == {name: Path(name).read_bytes() for name in tables}
    after = of(Path("results/county-compare"))
    timed = ("How it was computed", SOURCES)
    assert [one for one in after.sections if one.title not in timed] == [
        one for one in before.sections if one.title not in timed
    ]
    alone = of(Path("results/county-blame"))
    first, *_ = section(alone, "The answer").blocks
    assert isinstance(first, Answer) and first.word == "Not asked"
    made = [block.command for block in alone.blocks() if isinstance(block, Command)]
    assert "blockers compare results/county-blame/scenario.toml --matters NUMBER" in made
