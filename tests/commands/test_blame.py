"""``blockers blame``, from the outside: what it prints and what it writes."""

import json

import pandas as pd
import pytest
from PIL import Image

from tests.commands.calling import SMALL, blockers, refused

FEW = ["--replications", "4", "--workers", "2"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder, and what was printed when it was made."""
    folder = tmp_path_factory.mktemp("blame")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = blockers("blame", "county", *SMALL, *FEW)
    assert done.exit_code == 0, (done.output, done.exception)
    return folder / "results" / "county-blame", done.stdout


@pytest.mark.slow
def test_it_says_who_is_blamed_who_refuses_and_who_holds_it_up(made):
    _, printed = made
    for heading in (
        "Blamed, refused, cause",
        "What taking one gate away does to uptake",
        "Where the weeks go",
        "Each gate as a judge",
        "What single roles are worth",
    ):
        assert heading in printed
    assert all(len(line) <= 80 for line in printed.splitlines())
    assert "4 pairs of runs on equal luck" in printed


@pytest.mark.slow
def test_the_folder_holds_every_run_and_what_they_come_to(made):
    folder, _ = made
    removals = pd.read_parquet(folder / "runs" / "removals.parquet")
    assert len(removals) == 42 * 4
    gates = pd.read_csv(folder / "runs" / "gates.csv")
    uptake = removals.pivot(index="seed", columns="arm", values="uptake")
    whole = (uptake["without management, comms, hr, legal, ict"] - uptake["as it is"]).mean()
    assert gates["cause_uptake"].sum() == pytest.approx(whole, abs=1e-9)
    assert len(pd.read_csv(folder / "runs" / "interactions.csv")) == 10
    assert len(pd.read_csv(folder / "runs" / "judging.csv")) == 25
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == there
    assert manifest["study"] == "blame" and manifest["seeds"] == [0, 1, 2, 3]
    note = (folder / "README.txt").read_text(encoding="utf-8")
    assert "runs/gates.csv, .parquet" in note
    assert "figures/cause.png, .svg" in note


@pytest.mark.slow
def test_its_pictures_are_there_and_are_no_empty_pages(made):
    folder, _ = made
    for name in ("cause", "delay", "judging", "roles"):
        with Image.open(folder / "figures" / f"{name}.png") as image:
            assert image.width == 13 * 160
            assert len(set(image.convert("L").resize((64, 64)).tobytes())) > 10


@pytest.mark.slow
def test_json_says_the_same(here):
    done = blockers("blame", "county", *SMALL, "--replications", "2", "--json", "--out", "there")
    said = json.loads(done.stdout)
    assert said["pairs"] == 2 and said["folder"] == "there"
    assert [row["gate"] for row in said["gates"]] == ["management", "comms", "hr", "legal", "ict"]
    assert sum(row["cause_uptake"] for row in said["gates"]) == pytest.approx(said["all_removed"]["uptake"]["mean"])
    assert said["findings"] and not said["failed"]


def test_what_is_wrong_is_said_in_a_line_and_nothing_is_written(here):
    assert refused(blockers("blame"))[0].startswith("no scenario is given; scenarios: ")
    assert refused(blockers("blame", "county", "--replications", "1")) == [
        "--replications: found 1; allowed: a whole number from 2"
    ]
    assert refused(blockers("blame", "county", "--workers", "none")) == [
        "--workers: found 'none'; allowed: a whole number from 1, or auto"
    ]
    assert not list(here.iterdir())


@pytest.mark.slow
def test_other_results_are_not_replaced(here):
    assert blockers("run", "county", *SMALL, "--replications", "1", "--quiet", "--out", "mine").exit_code == 0
    (line,) = refused(blockers("blame", "county", *SMALL, *FEW, "--out", "mine"))
    assert "holds other results" in line and "--force" in line
