"""``blockers report``, from the outside: what it writes, and what it refuses."""

import json

import pytest

from experiments.comparing.more import Beside
from experiments.reporting import writing
from tests.commands.calling import blockers, refused
from tests.reporting.records import compared, saved, without_pictures


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    patch = without_pictures()
    folder = saved(tmp_path_factory.mktemp("results") / "small-compare", compared(), Beside())
    patch.undo()
    return folder


def test_the_page_lies_beside_the_record_and_the_record_stays_as_it_was(record):
    before = sorted(path.relative_to(record) for path in record.rglob("*"))
    done = blockers("report", record)
    page = record.with_name("small-compare-report.html")
    assert done.exit_code == 0 and done.stdout.strip() == str(page), done.output
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sorted(path.relative_to(record) for path in record.rglob("*")) == before
    assert refused(blockers("report", record)) == [
        f"--out: {page} exists already; choose another name, or replace it with --force"
    ]
    assert blockers("report", record, "--force", "--quiet").stdout == ""


@pytest.mark.slow
def test_all_forms_are_written_with_the_client_s_name(record, here):
    (here / "client.toml").write_text('name = "Anytown"\n[colours]\naccent = "#7a1f3d"\n', encoding="utf-8")
    words = ("--brand", "client.toml", "--pdf", "--word", "--slides", "--out", "out/day.html")
    done = blockers("report", record, *words)
    assert done.stdout.split() == [f"out/day.{ending}" for ending in ("html", "pdf", "docx", "pptx")], done.output
    begins = {"html": b"<!doctype", "pdf": b"%PDF-", "docx": b"PK", "pptx": b"PK"}
    assert all((here / "out" / f"day.{ending}").read_bytes().startswith(begin) for ending, begin in begins.items())
    page = (here / "out" / "day.html").read_text(encoding="utf-8")
    assert "Anytown" in page and "--accent: #7a1f3d" in page


def test_what_is_wrong_is_said_and_nothing_is_written(record, here):
    (here / "sweep").mkdir()
    (here / "sweep" / "manifest.json").write_text(json.dumps({"study": "sweep"}), encoding="utf-8")
    (here / "client.toml").write_text('nam = "x"\n', encoding="utf-8")
    (here / "taken.pdf").write_text("mine", encoding="utf-8")
    there = sorted(here.rglob("*"))
    for words, said in (
        ([], "no folder is given; for example: blockers report results/county-compare"),
        (["nothing"], "nothing: is no folder"),
        (["sweep"], "sweep: is a record of blockers sweep; allowed: folders of blockers compare and of blockers blame"),
        ([record, "--out", "x.pdf"], "--out: x.pdf is no page; allowed: a name that ends with .html"),
        (
            [record, "--out", "x.html", "--brand", "no.toml"],
            "--brand: no.toml cannot be read: No such file or directory",
        ),
        (
            [record, "--out", "x.html", "--brand", "client.toml"],
            "client.toml line 1: nam: no such key; allowed: name, ",
        ),
        ([record, "--out", "taken.html", "--pdf"], "--out: taken.pdf exists already; choose another name"),
    ):
        (line,) = refused(blockers("report", *words))
        assert said in line
        assert sorted(here.rglob("*")) == there


def test_a_library_that_is_missing_is_named_before_anything_is_read(monkeypatch, here):
    monkeypatch.setattr(writing, "find_spec", lambda name: None)
    (line,) = refused(blockers("report", "nothing", "--pdf", "--slides"))
    assert line == "--pdf and --slides need typst and python-pptx: pip install 'blockers[report]'"
