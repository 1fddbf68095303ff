"""``blockers compare``, from the outside: what it prints and what it writes."""

import json

import pandas as pd
import pytest
from PIL import Image

from experiments.comparing.ends import told_within
from tests.commands.calling import SMALL, blockers, refused

TWO = ["--strategy", "edict", "--strategy", "strategies/open-door", "--workers", "2"]
FEW = ["--pairs", "4"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder, and what was printed when it was made."""
    folder = tmp_path_factory.mktemp("compare")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = blockers("compare", "county", *SMALL, *TWO, *FEW, "--outcome", "uptake", "--matters", 2)
    assert done.exit_code == 0, (done.output, done.exception)
    return folder / "results" / "county-compare", done.stdout


@pytest.mark.slow
def test_it_says_what_differs_and_where_two_part(made):
    _, printed = made
    for heading in (
        "Difference from the council as it is in uptake, points",
        "Differences in other outcomes",
        "How requests end",
        "part, seed 0",
    ):
        assert heading in printed
    assert "4 pairs of runs in each arm." in printed
    assert all(len(line) <= 80 for line in printed.splitlines())


@pytest.mark.slow
def test_the_folder_holds_every_run_and_what_they_come_to(made):
    folder, _ = made
    runs = pd.read_parquet(folder / "runs" / "outcomes.parquet")
    assert len(runs) == 3 * 4
    differences = pd.read_csv(folder / "runs" / "differences.csv")
    uptake = runs.pivot(index="seed", columns="arm", values="uptake")
    said = differences[(differences["strategy"] == "edict") & (differences["outcome"] == "uptake")]
    assert said["mean"].iloc[0] == pytest.approx((uptake["edict"] - uptake["as it is"]).mean())
    assert said["verdict"].notna().all()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == there
    assert {path.stem for path in (folder / "strategies").iterdir()} == {"edict", "open-door"}
    story = manifest["story"]
    assert story["one"] in manifest["strategies"] and story["other"] == "as it is"
    told = " ".join(story["sentences"])
    assert manifest["titles"][story["one"]] in told and "the council as it is" in told.lower()
    assert "runs/differences.csv, .parquet" in (folder / "README.txt").read_text(encoding="utf-8")


@pytest.mark.slow
def test_its_pictures_are_there_and_are_no_empty_pages(made):
    folder, _ = made
    for name in ("differences", "courses"):
        with Image.open(folder / "figures" / f"{name}.png") as image:
            assert image.width == 13 * 160
            assert len(set(image.convert("L").resize((64, 64)).tobytes())) > 10


@pytest.mark.slow
def test_json_says_the_same(here):
    done = blockers("compare", "county", *SMALL, *TWO, *FEW, "--json", "--story", "open-door")
    said = json.loads(done.stdout)
    assert said["pairs"] == 4 and said["matters"] is None
    assert said["findings"][0].startswith("No verdict")
    assert said["story"]["one"] == "open-door" and said["story"]["sentences"]
    assert {row["strategy"] for row in said["differences"]} == {"edict", "open-door"}
    ended = said["requests_ended"]
    assert ended["weeks_after_filing"] == told_within(said["weeks"])[1] and set(ended["arms"]) > {"edict", "open-door"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--outcome", "uptak"], "--outcome: found 'uptak'; there is no such outcome; did you mean uptake?"),
        (["--matters", "0"], "--matters: found 0; allowed: a number above 0"),
        (["--within", "-1"], "--within: found -1; allowed: a number above 0"),
        (["--pairs", "5", "--within", "2"], "--pairs and --within both fix how many pairs there are"),
        (["--uncertain"], "--uncertain: what is good enough follows from --matters, which is not given"),
        (["--councils", "50"], "--councils says how many --uncertain draws; give --uncertain as well"),
        (["--strategy", "edict"] * 2, "--strategy: edict is given twice; allowed: each strategy once"),
        (["--budget", "5"], "--budget limits what --first may take; give --first as well"),
        (["--first", "--outcome", "refused"], "--first: of refused neither more nor less is better; allowed: uptake, "),
        (
            ["--uncertain", "--matters", "1", "--outcome", "maturity"],
            "--uncertain: of maturity neither more nor less is better; allowed: uptake, shadow, ",
        ),
        ([*TWO, "--story", "edikt"], "--story: found 'edikt'; allowed: edict, open-door; did you mean edict?"),
        (["--strategy", "edikt"], "edikt"),
        (["--pairs", "1"], "--pairs: found 1; allowed: a whole number from 2"),
    ],
)
def test_what_is_wrong_is_said_in_a_line_and_nothing_is_written(here, words, said):
    (line,) = refused(blockers("compare", "county", *SMALL, *words))
    assert said in line
    assert not list(here.iterdir())
