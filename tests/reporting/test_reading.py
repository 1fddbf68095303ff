"""A record read back says the same, word for word; and a folder that is none is refused with what to do."""

import json
import shutil

import pandas as pd
import pytest

from experiments.arms.reading import NotReadable, manifest_of, picture_of
from experiments.comparing.beside import told_of_councils, told_of_levers
from experiments.comparing.reading import read
from experiments.comparing.record import differences_table
from experiments.comparing.telling import told
from experiments.reporting.studies import command_with, studies_of
from tests.reporting.records import beside


def test_the_same_words_and_numbers_follow_from_what_was_read(whole, found):
    record = read(whole)
    assert told(record.comparison) == told(found)
    pd.testing.assert_frame_equal(differences_table(record.comparison), differences_table(found))
    more = beside()
    assert record.beside.councils is not None and record.beside.order is not None and more.councils and more.order
    assert told_of_councils(record.beside.councils, record.beside.box) == told_of_councils(more.councils, more.box)
    assert told_of_levers(record.beside.order) == told_of_levers(more.order)
    assert record.beside.order == more.order and record.beside.box == more.box
    pd.testing.assert_frame_equal(record.beside.councils.places, more.councils.places)
    assert record.story is not None and record.story.sentences and record.story.one == "open"


@pytest.mark.slow
def test_pictures_carry_their_title_and_what_they_show(drawn, wild):
    picture = picture_of(drawn, "differences")
    assert picture is not None and picture.title == "Small: what strategies do to uptake"
    assert picture.said.startswith("Differences in uptake: Wide open ")
    assert picture_of(drawn, "nothing") is None
    assert all(picture_of(wild, name) for name in ("differences", "courses", "councils", "first"))


def test_what_was_not_asked_is_none(bare):
    record = read(bare)
    assert record.beside.councils is record.beside.order is None and record.beside.sentences == []


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            "strategies/open.toml",
            "strategies/open.toml: is not what was run; make it again: blockers compare small.toml",
        ),
        ("runs/outcomes.parquet", "is not whole, or of another version"),
        ("runs/chain.parquet", "is not whole, or of another version"),
    ],
)
def test_what_was_changed_or_is_missing_is_refused(whole, tmp_path, file, said):
    place = tmp_path / "copy"
    shutil.copytree(whole, place)
    if file.endswith("toml"):
        text = (place / file).read_text(encoding="utf-8")
        (place / file).write_text(text.replace("weeks = 26", "weeks = 27"), encoding="utf-8")
    else:
        (place / file).unlink()
    with pytest.raises(NotReadable) as refused:
        read(place)
    assert said in str(refused.value) and "--force" in str(refused.value)


def test_folders_that_are_no_records_are_refused(tmp_path):
    for content, said in (
        (None, "is no folder"),
        ("", "has no manifest.json"),
        ("{", "cannot be read"),
        ("[]", "what was"),
    ):
        place = tmp_path / f"folder-{said[:6].replace(' ', '')}{len(content or '')}"
        if content is not None:
            place.mkdir()
        if content:
            (place / "manifest.json").write_text(content, encoding="utf-8")
        with pytest.raises(NotReadable, match=said):
            manifest_of(place)
    place = tmp_path / "sweep"
    place.mkdir()
    (place / "manifest.json").write_text(json.dumps({"study": "sweep"}), encoding="utf-8")
    with pytest.raises(NotReadable, match="is a record of blockers sweep; allowed: folders of blockers compare and of"):
        studies_of([place])


def test_a_command_that_asks_more_keeps_its_words():
    command = "blockers compare 'a b.toml' --force"
    assert command_with(command, "--first") == "blockers compare 'a b.toml' --force --first"
