"""``blockers claims``, from the outside: what it refuses, what it prints and what it writes."""

import json

import pandas as pd
import pytest
from PIL import Image

from experiments.claims import running, study
from experiments.claims.claim import AS_IT_IS
from experiments.claims.councils import PAIRS, Screened, council_of
from experiments.claims.numbers import number_of
from tests.commands.calling import blockers, refused

CLAIM = """\
id = "X1"
title = "Open councils"
says = "Openness brings no harm."
standing = "emergent"

[arms]
"open" = { set = { "policy.openness" = 0.9 } }

[[part]]
says = "There is no more harm."
number = "harm / staff"
arm = "open"
against = "as it is"
direction = "no more"
matters = 50
unit = "hours a head"
"""


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """Sixty people for ten weeks, in draws all of which are plausible; and a claim of our own."""

    def small(seed, draw, weeks=None):
        return council_of(seed, draw).changed({"organisation.staff": 60}, weeks=10, name=f"council {draw}")

    for module in (running, study):
        monkeypatch.setattr(module, "council_of", small)
    monkeypatch.setattr(
        study, "Screening", lambda seed, weeks: lambda batch, stop=None: [
            Screened(draw, True, PAIRS) for draw in range(batch.first, batch.last)
        ],
    )  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text(CLAIM, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_it_prints_verdicts_and_leaves_everything_behind(quick):
    done = blockers("claims", "--claim", "own.toml", "--councils", 6, "--workers", 1, "--quiet", "--json")
    assert done.exit_code == 0, (done.output, done.exception)
    said = json.loads(done.stdout)
    (claim,) = said["claims"]
    assert (claim["claim"], claim["verdict"], claim["councils"], claim["holds_mean"]) == ("X1", "holds", 6, 1.0)
    folder = quick / "results" / "claims"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["files"]) == {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert manifest["verdicts"] == {"X1": "holds"} and manifest["councils"] == 6
    numbers = pd.read_parquet(folder / "runs" / "numbers.parquet")
    harm = numbers[numbers["number"] == "harm / staff"].pivot(index=["council", "seed"], columns="arm", values="value")
    assert len(harm) == 6 * PAIRS
    effect = (harm["X1: open"] - harm[AS_IT_IS]).groupby("council").mean()
    (part,) = pd.read_csv(folder / "runs" / "parts.csv").to_dict("records")
    assert part["effect_mean"] == pytest.approx(effect.mean(), abs=1e-12)
    assert "**X1** Open councils" in (folder / "table.md").read_text(encoding="utf-8")
    assert "X1. Openness brings no harm." in (folder / "findings.txt").read_text(encoding="utf-8")
    with Image.open(folder / "figures" / "x1.png") as drawn:
        colours = drawn.convert("L").getcolors(256)
        assert colours is not None and len(colours) > 20
    command = pd.read_parquet(folder / "runs" / "councils.parquet")["command"][0]
    assert command.startswith(f"blockers run district --seed 5 --replications {PAIRS}") and "staff=60" in command
    assert not (quick / "results" / "claims-unfinished").exists()
    shown = blockers("claims", "--claim", "own.toml", "--councils", 6, "--workers", 1)
    assert shown.exit_code == 0 and "holds in, %" in shown.stdout
    assert all(len(line) <= 80 for line in shown.stdout.splitlines())


@pytest.mark.slow
def test_ctrl_c_says_what_is_kept_and_leaves_no_record(quick, monkeypatch):
    def stops(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(running.Running, "__call__", stops)
    done = blockers("claims", "--claim", "own.toml", "--councils", 6, "--workers", 1)
    assert done.exit_code == 130 and "the same command goes on" in done.stderr
    assert not (quick / "results" / "claims").exists() and (quick / "results" / "claims-unfinished").is_dir()


@pytest.mark.slow
def test_a_failed_council_is_recorded_and_the_status_says_so(quick, monkeypatch):
    def fails(run, said):
        if run.seed == 17:
            raise ArithmeticError("planted")
        return number_of(run, said)

    monkeypatch.setattr(running, "number_of", fails)
    done = blockers("claims", "--claim", "own.toml", "--councils", 6, "--workers", 1)
    assert done.exit_code == 1 and "1 council failed" in done.stderr
    text = (quick / "results" / "claims" / "failures" / "council-1.txt").read_text(encoding="utf-8")
    assert "planted" in text and "blockers run district --seed 15" in text


@pytest.mark.slow
def test_a_real_look_at_a_claim_from_end_to_end(tmp_path, monkeypatch):
    """Councils drawn, screened and judged as they are for everybody, in two processes."""
    monkeypatch.chdir(tmp_path)
    done = blockers("claims", "--claim", "C11", "--councils", 5, "--workers", 2, "--json", "--quiet")
    assert done.exit_code == 0, (done.output, done.exception)
    said = json.loads(done.stdout)
    assert said["councils"] == 5 and said["councils_drawn"] >= 5
    assert [part["councils"] for part in said["claims"][0]["parts"]] == [5, 5]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--claim", "C99"], "C99: no such claim or file; allowed: the path of a file, or one of C1, C2"),
        (["--quick", "--councils", "9"], "--quick and --councils both say how many councils there are; allowed: one"),
        (["--councils", "4"], "--councils: found 4; allowed: a whole number from 5"),
        (["--workers", "none"], "--workers: found 'none'; allowed: a whole number from 1, or auto"),
        (["--seed", str(2**64 - 1)], "--seed: the last run would have seed"),
        (["--weeks", "0"], "--weeks: found 0; allowed: a whole number from 1"),
    ],
)
def test_what_is_wrong_is_refused(words, line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (first, *_) = refused(blockers("claims", *words))
    assert first.startswith(line)
    assert not any(tmp_path.iterdir())


def test_a_wrong_file_is_refused_with_its_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text(CLAIM.replace("harm / staff", "harmm / staff"), encoding="utf-8")
    (line,) = refused(blockers("claims", "--claim", "own.toml"))
    assert line.startswith("own.toml line 11: part 1: number: 'harmm' is no number of a run")


def test_a_library_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.comparing.more.find_spec", lambda name: None)
    (line,) = refused(blockers("claims"))
    assert line.startswith("claims needs scipy and ema_workbench: pip install 'blockers[uncertain]'")
