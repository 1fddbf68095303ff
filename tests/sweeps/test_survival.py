"""Nothing that was reported done is lost, nothing is counted twice, and going on ends with the same table."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from experiments.executing.processes import Processes
from experiments.executing.runs import Runner
from experiments.executing.work import ABRUPTLY, Batch
from experiments.folder import FolderRefused
from experiments.sweeps import study as studies
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.parts import Parts, stretches
from experiments.sweeps.reading import read_sweep
from experiments.sweeps.study import Study
from experiments.sweeps.sweeping import CannotKeep, State
from tests.sweeps.killing import KILLER, Killing
from tests.sweeps.studies import KEPT, RUNS, SMALL, blockers, carried_out, command, environment, hash_of, written

SLOW = SMALL.replace("organisation.staff = 80", "organisation.staff = 1500").replace("weeks = 20", "weeks = 104")


def parts_of(place: Path) -> list[Path]:
    return sorted((place / "runs").glob("part-*.parquet"))


def begun(file: Path, place: Path, batch: int = 1) -> None:
    """The first of many parts done, in batches of so many runs from then on."""
    carried_out(file, place, batch=batch, shard=(1, 24))


def stopped(process: subprocess.Popen[str], place: Path, more: int, how: signal.Signals) -> str:
    """Send a signal once so many more parts are there. Returns what was said on standard error."""
    before, started = len(parts_of(place)), time.monotonic()
    while len(parts_of(place)) < before + more and process.poll() is None and time.monotonic() - started < 120:
        time.sleep(0.005)
    process.send_signal(how)
    return process.communicate(timeout=60)[1]


def sweep_of(file: Path, place: Path, *words: object) -> subprocess.Popen[str]:
    line = command("sweep", file, "--out", place, "--workers", 2, *words)
    return subprocess.Popen(
        line, cwd=file.parent, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_killed_again_and_again_it_ends_with_the_same_table(tmp_path, kind):
    file, place = written(tmp_path, SLOW), tmp_path / "study"
    begun(file, place)
    held: set[str] = set()
    for more in (1, 4):
        process = sweep_of(file, place, "--executor", kind)
        stopped(process, place, more, signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        now = {path.name for path in parts_of(place)}
        assert held < now and len(now) < RUNS
        held = now
    assert {path.name for path in parts_of(place)} >= held
    done = blockers("sweep", file, "--out", place, "--workers", 1, where=tmp_path)
    assert done.returncode == 0 and f"of {RUNS} runs are there" in done.stderr, done.stderr
    carried_out(file, tmp_path / "alone")
    assert hash_of(place) == hash_of(tmp_path / "alone")
    assert not list(place.rglob(".unfinished*"))


@pytest.mark.slow
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path):
    file, place = written(tmp_path, SLOW), tmp_path / "study"
    begun(file, place)
    process = sweep_of(file, place, "--executor", "processes")
    said = stopped(process, place, 2, signal.SIGINT)
    assert process.returncode == 130 and "Traceback" not in said
    kept = sum(len(batch) for batch in stretches(Parts(str(place)).standing()))
    assert 4 <= kept < RUNS
    assert f"{kept} of {RUNS} runs are kept in {place}; to go on: blockers sweep" in said
    carried_out(file, place)
    carried_out(file, tmp_path / "alone")
    assert hash_of(place) == hash_of(tmp_path / "alone")


@pytest.mark.slow
def test_a_killed_worker_costs_nothing(tmp_path):
    file, place = written(tmp_path, SLOW), tmp_path / "study"
    killed: list[int] = []

    def told(state: State) -> None:
        if state.done >= 4 and not killed and active_children():
            killed.append(active_children()[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    begun(file, place, batch=2)
    state = carried_out(file, place, "processes", 2, told=told)
    assert killed and (state.done, state.failed) == (RUNS, 0)
    carried_out(file, tmp_path / "alone", workers=2)
    assert hash_of(place) == hash_of(tmp_path / "alone")


@pytest.mark.slow
def test_a_run_that_kills_every_process_is_given_up_alone():
    left = dict(Processes(2).results(Killing(6), [Batch(0, 3), Batch(3, 6)]))
    assert {batch: what for batch, what in left.items() if what == ABRUPTLY} == {Batch(KILLER, KILLER + 1): ABRUPTLY}
    assert sorted(k for batch in left for k in range(batch.first, batch.last)) == list(range(6))


def test_a_disk_that_takes_no_more_stops_it_and_room_lets_it_go_on(small, tmp_path, undisturbed):
    """A limit on the size of files, as a quota sets it, in the middle of the sweep."""
    place, limits = tmp_path / "study", resource.getrlimit(resource.RLIMIT_FSIZE)

    def told(state: State) -> None:
        if state.done >= 9:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))

    try:
        with pytest.raises(
            CannotKeep, match=rf"takes no more: File too large; 9 of {RUNS} runs are kept there; make room"
        ):
            carried_out(small, place, batch=3, told=told)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list(place.rglob(".unfinished*")) and len(parts_of(place)) == 3
    assert carried_out(small, place).done == RUNS
    assert hash_of(place) == undisturbed


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0 or shutil.which("mount") is None, reason="cannot mount")
def test_a_full_file_system_stops_it_and_room_lets_it_go_on(small, tmp_path, undisturbed):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "none", disk], check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        place = disk / "study"
        begun(small, place)
        done = blockers("sweep", small, "--out", place, "--workers", 1, where=tmp_path)
        assert done.returncode == 1 and "No space left on device" in done.stderr, done.stderr
        kept = sum(len(batch) for batch in stretches(Parts(str(place)).standing()))
        assert f"{kept} of {RUNS} runs are kept there" in done.stderr and 2 <= kept < RUNS
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        assert blockers("sweep", small, "--out", place, "--workers", 1, where=tmp_path).returncode == 0
        assert hash_of(place) == undisturbed
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["cut short", "a flipped byte", "empty"])
@pytest.mark.parametrize("table", ["runs", "weekly"])
def test_a_damaged_part_is_set_aside_and_its_runs_are_done_again(tmp_path, harm, table):
    file, place = written(tmp_path, SMALL + KEPT), tmp_path / "study"
    carried_out(file, place, batch=6)
    whole, weekly = hash_of(place), SweepResults(place).weekly()
    part = sorted((place / table).glob("part-*"))[2]
    data = bytearray(part.read_bytes())
    if harm == "a flipped byte":
        data[len(data) // 2] ^= 1
    part.write_bytes(data[: len(data) // 2] if harm == "cut short" else b"" if harm == "empty" else data)
    seen: list[State] = []
    assert carried_out(file, place, told=seen.append).done == RUNS
    assert seen[0].mended and seen[0].done == RUNS - 6
    assert [path.name for path in (place / "damaged").iterdir()] == [f"{table}-{part.name}"]
    assert hash_of(place) == whole and SweepResults(place).weekly().equals(weekly)


def test_what_killed_writers_left_counts_for_nothing_and_goes(tmp_path):
    file, place = written(tmp_path, SMALL + KEPT), tmp_path / "study"
    carried_out(file, place, batch=6)
    whole, weekly = hash_of(place), len(SweepResults(place).weekly())
    (place / "runs" / ".unfinished-abc").write_bytes(b"half")
    part = parts_of(place)[1]
    part.rename(place / "elsewhere")  # its weekly part is there, it is not: killed between the two
    assert len(SweepResults(place)) == RUNS - 6 and len(SweepResults(place).weekly()) == weekly - 6 * 21
    longer = part.name.replace(part.name.split("-")[-1], "0123456789abcdef.parquet")
    shutil.copy(place / "elsewhere", place / "runs" / longer)  # the same batch once more, by another name
    (place / "elsewhere").rename(part)
    assert len(SweepResults(place)) == RUNS and len(SweepResults(place).runs()) == RUNS
    carried_out(file, place)
    assert hash_of(place) == whole and len(SweepResults(place).weekly()) == weekly
    assert not list(place.rglob(".unfinished*")) and len(parts_of(place)) == RUNS // 6


def test_two_at_once_in_one_folder(small, tmp_path):
    place = tmp_path / "study"
    with Study(place, read_sweep(str(small))) as held:
        held.note_progress(0, 0, RUNS, 0.0, "running")
        with pytest.raises(FolderRefused, match=rf"is in use: process {os.getpid()} on .* runs a sweep there; wait"):
            Study(place, read_sweep(str(small)))
    assert carried_out(small, place).done == RUNS


@pytest.mark.parametrize(
    ("url", "said"), [("ftpp://x/y", "Protocol not known: ftpp"), ("s3://b/x", "pip install s3fs")]
)
def test_a_place_for_parts_that_cannot_be_reached_is_refused_before_anything_is_written(
    small, tmp_path, monkeypatch, url, said
):
    monkeypatch.setitem(sys.modules, "s3fs", None)  # as if it were not installed
    with pytest.raises(FolderRefused, match=said):
        Study(tmp_path / "deep" / "study", read_sweep(str(small)), url)
    assert not (tmp_path / "deep").exists()


def test_another_sweep_in_the_same_folder(small, tmp_path, undisturbed):
    place = tmp_path / "study"
    carried_out(small, place)
    other = written(tmp_path, SMALL.replace("levels = 3", "levels = 4"), "other")
    with pytest.raises(
        FolderRefused, match=r"holds another sweep: the values of its factors .*nothing was touched.*--out.*--force"
    ):
        carried_out(other, place)
    assert hash_of(place) == undisturbed
    (place / "notes.txt").write_text("mine")
    assert carried_out(other, place, force=True).done == RUNS // 3 * 4
    assert (place / "notes.txt").read_text() == "mine"
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(FolderRefused, match="no sweep of blockers"):
        carried_out(small, tmp_path / "home", force=True)


def test_a_changed_scenario_file(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('extends = "county"\n[gates.ict]\nhours = 5\n', encoding="utf-8")
    file, place = written(tmp_path, SMALL.replace('"county"', '"own.toml"')), tmp_path / "study"
    carried_out(file, place, shard=(1, 4))
    before = hash_of(place)
    own.write_text('extends = "county"\n[gates.ict]\nhours = 6\n', encoding="utf-8")
    with pytest.raises(
        FolderRefused, match=r"what own\.toml, own\.toml\+strategies/edict says was changed; nothing was"
    ):
        carried_out(file, place)
    assert hash_of(place) == before
    own.write_text('# a remark\nextends = "county"\n[gates.ict]\nhours = 5\n', encoding="utf-8")
    assert carried_out(file, place).done == RUNS


def test_another_version_of_the_model(small, tmp_path, monkeypatch):
    place = tmp_path / "study"
    carried_out(small, place, shard=(1, 4))
    monkeypatch.setattr(studies, "code_fingerprint", lambda: "0123456789abcdef")
    with pytest.raises(FolderRefused, match=r"another version of the model.*0123456789abcdef.*--other-version"):
        carried_out(small, place)
    assert carried_out(small, place, other_version=True).done == RUNS
    assert json.loads((place / "manifest.json").read_text())["mixed"] is True


@pytest.mark.slow
def test_failures_are_told_and_can_be_done_again(small, tmp_path, monkeypatch, undisturbed):
    ran = Runner._ran

    def unlucky(self, task, stop):
        if task.seed == 1 and task.scenario.values["digital_lead.hours"] == 37.0:
            raise RuntimeError("the roof came down\nin week 3")
        return ran(self, task, stop)

    place = tmp_path / "study"
    with monkeypatch.context() as patched:
        patched.setattr(Runner, "_ran", unlucky)
        state = carried_out(small, place, batch=5)
    assert (state.done, state.failed) == (RUNS, 4)
    results = SweepResults(place)
    assert len(results.runs()) == RUNS - 4 and set(results.failed()["error"]) == {
        "RuntimeError: the roof came down in week 3"
    }
    texts = sorted((place / "failures").glob("*.txt"))
    assert len(texts) == 4
    said = texts[0].read_text()
    assert said.startswith("RuntimeError: the roof came down in week 3\n") and "Traceback" in said
    (again,) = [line for line in said.splitlines() if line.startswith("run it again: blockers ")]
    repeated = blockers(*again.removeprefix("run it again: blockers ").split(), where=tmp_path)
    assert repeated.returncode == 0 and "80 staff, 20 weeks, 1 run (seed 1)" in repeated.stdout
    for text in texts:
        text.unlink()  # as if the program had been killed before it heard of them
    assert carried_out(small, place).failed == 4  # they are not done again unless that is asked for
    assert sorted((place / "failures").glob("*.txt")) == texts
    assert texts[0].read_text().splitlines()[:6] == said.splitlines()[:6]
    assert carried_out(small, place, retry_failed=True).failed == 0
    assert hash_of(place) == undisturbed and not list((place / "failures").iterdir())
