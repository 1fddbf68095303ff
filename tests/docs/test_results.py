"""What docs/results.md says of a results folder is what lies there, and its Python runs."""

import re

import pandas as pd
import pytest

from simulation.record import MARKS
from tests.commands.calling import blockers
from tests.docs.pages import code_in, rows_of, text_of

PAGE = text_of("results.md")
MADE = ("--replications", "2", "--weeks", "20", "--workers", "1", "--quiet")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which the page's two studies were made, short ones, with one picture for all."""
    folder = tmp_path_factory.mktemp("results")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr("experiments.show.TELLING", ("waiting",))
        for more in ((), ("--set", "policy.openness=0.8", "--out", "results/open")):
            done = blockers("run", "county", *MADE, *more)
            assert done.exit_code == 0, done.output
    return folder


def test_every_file_is_named_and_no_other(folder):
    named = {row[0].strip("`/") for row in rows_of(PAGE.split("\n## Tables")[0])}
    assert named == {path.name for path in (folder / "results" / "county").iterdir()} | {"failures"}
    tables = {row[0].strip("`") for row in rows_of(PAGE.split("\n## Tables")[1].split("**outcomes.**")[0])}
    for ending in ("csv", "parquet"):
        assert tables == {path.stem for path in (folder / "results" / "county" / "runs").glob(f"*.{ending}")}


def test_events_and_ledger_are_those_of_the_first_seed(folder):
    for path in (folder / "results" / "county" / "runs").glob("*.parquet"):
        seeds = set(pd.read_parquet(path)["seed"])
        assert seeds == ({0} if path.stem in ("events", "ledger") else {0, 1}), path.stem


def test_columns_named_are_there(folder):
    weekly = PAGE.split("**weekly.**")[1].split("**counts.**")[0]
    there = pd.read_parquet(folder / "results" / "county" / "runs" / "weekly.parquet").columns
    assert not set(code_in(weekly)) - set(there)
    marks = {row[0].strip("`") for row in rows_of(PAGE.split("**counts.**")[1].split("**hours.**")[0])}
    assert marks == set(MARKS)


def test_the_python_of_the_page_runs(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    for block in re.findall(r"```py\n(.*?)```", PAGE, flags=re.DOTALL):
        exec(block, {})
    assert "uptake" in capsys.readouterr().out
