"""``blockers sweep`` and ``status``: what they print, refuse and leave behind."""

import json

import pytest

from experiments.sweeps.opening import SweepResults
from experiments.sweeps.reading import read_sweep
from experiments.sweeps.study import Study
from tests.commands.calling import blockers, refused
from tests.sweeps.studies import KEPT, RUNS, SMALL, written


@pytest.fixture
def small(here):
    return written(here, SMALL + KEPT)


@pytest.mark.slow
def test_a_sweep_ends_with_a_picture_and_a_sentence(small, here):
    done = blockers("sweep", small, "--workers", 1)
    assert done.exit_code == 0, done.output
    place = here / "results" / "small"
    lines = done.stdout.splitlines()
    assert lines[:4] == ["Small", f"{RUNS} of {RUNS} runs, in results/small", "", "Does it matter?"]
    sentence = (place / "answer.txt").read_text().strip()
    assert sentence.startswith("Uptake (live at the end)") and sentence.split()[0] in done.stdout
    for picture in ("strips", "weeks"):
        assert f"Picture: results/small/figures/{picture}.png" in lines
        assert (place / "figures" / f"{picture}.svg").stat().st_size > 1000
    assert (place / "points.csv").read_text().startswith("point,digital_lead.hours,strategy,gates.comms.own_work\n")
    manifest = json.loads((place / "manifest.json").read_text())
    assert manifest["sessions"][0]["versions"]["numba"] and manifest["sessions"][0]["machine"]["processors"]
    for name in (path.name for path in place.iterdir() if not path.name.startswith(".")):
        assert name in (place / "README.txt").read_text()
    again = blockers("sweep", small, "--workers", 1)
    assert again.exit_code == 0 and f"going on with results/small: {RUNS} of {RUNS} runs are there" in again.stderr
    assert len(json.loads((place / "manifest.json").read_text())["sessions"]) == 2


def test_a_dry_run_says_what_it_would_cost_and_keeps_nothing(small, here):
    done = blockers("sweep", small, "--dry-run", "--replications", 1000)
    assert done.exit_code == 0 and not (here / "results").exists()
    for said in (
        "grid, 12 points, 1,000 runs each", "runs        12,000", "in a pilot of 6", "time        about",
        "disk        about", "memory      about", "lever       strategy: none, strategies/edict", "Nothing was kept.",
    ):  # fmt: skip
        assert said in done.stdout, done.stdout
    plan = json.loads(blockers("sweep", small, "--dry-run", "--json", "--workers", 2).stdout)
    assert plan["runs"] == RUNS and plan["second_of_run"] > 0 and plan["disk"] > 0 and plan["errors"] == []


@pytest.mark.slow
def test_the_disk_that_a_dry_run_foretells_is_about_what_is_taken(small, here):
    plan = json.loads(blockers("sweep", small, "--dry-run", "--json", "--replications", 100).stdout)
    assert blockers("sweep", small, "--replications", 100, "--workers", 2, "--quiet").exit_code == 0
    place = here / "results" / "small"
    taken = sum(path.stat().st_size for table in ("runs", "weekly") for path in (place / table).glob("*.parquet"))
    assert 0.4 < plan["disk"] / taken < 2.5


@pytest.mark.slow
def test_options_change_the_file(small, here):
    done = blockers(
        "sweep",
        small,
        "--json",
        "--seed",
        7,
        "--replications",
        2,
        "--weeks",
        9,
        "--set",
        "gates.ict.hours=4",
        "--out",
        "other",
    )
    said = json.loads(done.stdout)
    assert (said["runs"], said["done"], said["failed"]) == (24, 24, 0)
    results = SweepResults(here / "other")
    assert sorted(results.runs()["seed"].unique()) == [7, 8] and results.hash() == said["hash"]
    scenario = read_sweep("other").scenario(0)
    assert scenario.weeks == 9 and scenario.values["gates.ict.hours"] == 4.0
    assert {row["outcome"] for row in said["summary"]} <= set(results.outcomes) and said["summary"]


def test_a_sweep_out_of_time_goes_on_later(here):
    file = written(here, SMALL + "[budget]\nhours = 1e-9\n")
    done = blockers("sweep", file, "--workers", 1)
    assert done.exit_code == 0 and "The time of the budget is over; the same command goes on." in done.stdout
    assert f"0 of {RUNS} runs" in done.stdout


def test_status_says_how_far_it_is(small, here):
    assert refused(blockers("status", "nowhere")) == [
        "nowhere holds no sweep of blockers; begin one with: blockers sweep NAME --out nowhere"
    ]
    place = here / "results" / "small"
    assert blockers("sweep", small, "--shard", "1/4", "--workers", 1, "--quiet").exit_code == 0
    said = json.loads(blockers("status", place, "--json").stdout)
    assert (said["done"], said["failed"], said["running"], said["damaged"]) == (12, 0, False, [])
    with Study(place, read_sweep(str(small))) as study:
        study.note_progress(12, 0, RUNS, 3.0, "running")
        text = blockers("status", place).stdout
    assert f"12 of {RUNS} runs (25 %)" in text and "3.0 runs a second, about 12 s left" in text
    part = next((place / "runs").glob("part-*"))
    part.write_bytes(part.read_bytes()[:-3])
    damaged = blockers("status", place)
    assert damaged.exit_code == 1 and f"{part.name}: cut short" in damaged.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no sweep is given; sweeps: hoops, lead-and-network,"),
        (["hops"], "hops: no such sweep or file; allowed: the path of a file, or one of"),
        (["small.toml", "--shard", "3/2"], "--shard: found '3/2'; allowed: K/N"),
        (["small.toml", "--executor", "thread"], "did you mean threads?"),
        (["small.toml", "--workers", "none"], "--workers: found 'none'; allowed: a whole number from 1, or auto"),
        (["small.toml", "--engine", "meza"], "did you mean mesa?"),
        (["small.toml", "--points", "5"], "small.toml: design: --points, but the design is grid"),
        (["small.toml", "--set", "digital_lead.hours=3"], "but it is a factor of this sweep"),
        (["small.toml", "--cluster-file", "x.toml"], "--cluster-file: says how to ask Slurm"),
        (["small.toml", "--cluster", "slrm"], "did you mean slurm?"),
        (["small.toml", "--cluster", "local", "--executor", "threads"], "--executor: is about this machine"),
        (["small.toml", "--out", "small.toml"], "small.toml is not a folder"),
    ],
)
def test_refusals(small, here, words, said):
    lines = refused(blockers("sweep", *words))
    assert any(said in line for line in lines), lines
    assert not (here / "results").exists()


@pytest.mark.slow
def test_exports_bundles_and_verifies_are_refused_in_a_line(small):
    assert blockers("sweep", small, "--workers", 1, "--quiet").exit_code == 0
    place = "results/small"
    assert "did you mean xlsx?" in refused(blockers("export", place, "--form", "xls"))[0]
    assert "no events were kept" in refused(blockers("export", place, "--table", "events"))[0]
    assert blockers("export", place).exit_code == 0
    assert "exists already" in refused(blockers("export", place))[0]
    assert blockers("bundle", place).exit_code == 0 and "exists already" in refused(blockers("bundle", place))[0]
    assert blockers("verify", place, "--sample", 2).stdout.endswith("2 runs done again: the same, to the last digit\n")
    for command in ("verify", "export", "bundle"):
        assert "holds no sweep of blockers" in refused(blockers(command, "nowhere"))[0]
