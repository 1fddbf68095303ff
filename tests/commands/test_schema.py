"""``blockers schema``: the schema itself, on standard output or in a file that nothing is lost by."""

import json
import stat

from simulation.schema import json_schema
from tests.commands.calling import blockers, refused


def test_the_schema_is_printed_and_nothing_else():
    done = blockers("schema")
    assert done.exit_code == 0 and done.stderr == "" and json.loads(done.stdout) == json_schema()


def test_it_is_written_with_a_word_on_how_to_use_it(here):
    done = blockers("schema", "--out", "ours.json")
    assert done.exit_code == 0 and "#:schema ./ours.json" in done.stdout
    assert json.loads((here / "ours.json").read_text()) == json_schema()
    assert [path.name for path in here.iterdir()] == ["ours.json"]
    (here / "other").write_text("")  # with the rights that any new file has
    assert stat.S_IMODE((here / "ours.json").stat().st_mode) == stat.S_IMODE((here / "other").stat().st_mode)
    assert blockers("schema", "--out", "again.json", "--quiet").output == ""


def test_no_file_is_overwritten_without_force(here):
    (here / "ours.json").write_text("mine")
    (line,) = refused(blockers("schema", "--out", "ours.json"))
    assert "ours.json exists already" in line and "--force" in line
    assert (here / "ours.json").read_text() == "mine"
    assert blockers("schema", "--out", "ours.json", "--force").exit_code == 0
    assert json.loads((here / "ours.json").read_text()) == json_schema()


def test_a_place_that_takes_no_file_is_said(here):
    (here / "file").write_text("")
    (line,) = refused(blockers("schema", "--out", "file/ours.json"))
    assert line.startswith("--out: file/ours.json cannot be written: ")
    (line,) = refused(blockers("schema", "--out", "."))
    assert "is a folder" in line
    assert [path.name for path in here.iterdir()] == ["file"]
