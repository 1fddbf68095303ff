"""What cannot be held in memory is refused beforehand, with an estimate; what fits is not."""

import os
import subprocess
import sys

import pytest

from simulation import size
from simulation.engine.council import load
from simulation.scenario import Scenario
from simulation.size import TooLarge, bytes_available, bytes_needed, refuse_if_too_large, workers_that_fit

COUNTY = Scenario.load("county")
GB = 1_000_000_000


@pytest.fixture
def memory(monkeypatch):
    """Sets how much memory there is."""
    return lambda number: monkeypatch.setattr(size, "bytes_available", lambda: number)


def test_the_county_fits_into_a_small_machine(memory):
    memory(GB)
    refuse_if_too_large(COUNTY, workers=2, replications=20, engine="mesa")
    assert 100_000_000 < bytes_needed(COUNTY, engine="mesa") < 300_000_000  # as measured: 190 to 210 MB


def test_a_population_that_memory_cannot_hold_is_refused_with_what_it_needs_and_what_would_fit(memory):
    memory(20 * GB)
    text = "[departments]\n" + "".join(f"D{i} = {{ headcount = 1000000 }}\n" for i in range(50))
    with pytest.raises(TooLarge) as caught:
        refuse_if_too_large(Scenario.from_toml(text, name="own"), engine="mesa")
    said = str(caught.value)
    assert said.startswith("own line 2: departments.D0.headcount: 50,000,000 staff over 156 weeks: a run needs about 6")
    assert " GB of memory, and 20 GB are free; allowed here: up to about 1,4" in said and "\n" not in said


def test_what_would_fit_does_fit(memory):
    memory(GB)
    with pytest.raises(TooLarge, match=r"^set: organisation.staff: 1,000,000 staff") as caught:
        refuse_if_too_large(COUNTY.changed({"organisation.staff": 1_000_000}), workers=2, replications=4, engine="mesa")
    fits = int(str(caught.value).split("up to about ")[1].split(" staff")[0].replace(",", ""))
    assert fits > 2000
    refuse_if_too_large(COUNTY.changed({"organisation.staff": fits}), workers=2, replications=4, engine="mesa")
    with pytest.raises(TooLarge):
        refuse_if_too_large(
            COUNTY.changed({"organisation.staff": int(fits * 1.2)}), workers=2, replications=4, engine="mesa"
        )


def test_fewer_processes_are_offered_where_they_would_do(memory):
    memory(GB)
    assert (workers_that_fit(COUNTY, 64, 100, engine="mesa"), workers_that_fit(COUNTY, 64, 1, engine="mesa")) == (2, 1)
    with pytest.raises(TooLarge, match=r"64 runs at once need .* or --workers 2$"):
        refuse_if_too_large(COUNTY, workers=64, replications=100, engine="mesa")


def test_no_more_processes_are_spoken_of_than_have_a_run_to_do(memory):
    memory(200_000_000)
    with pytest.raises(TooLarge, match=r": 2 runs at once need about (.*) of memory") as caught:
        refuse_if_too_large(COUNTY, workers=8, replications=2, engine="mesa")
    assert size.in_words(bytes_needed(COUNTY, 2, 2, engine="mesa")) in str(caught.value)
    with pytest.raises(TooLarge, match=r": a run needs about"):
        refuse_if_too_large(COUNTY.changed({"organisation.staff": 100_000}), workers=8, replications=1, engine="mesa")


def test_ties_weeks_departments_and_runs_count(memory):
    more = ({"contacts.mean_degree": 100}, {"organisation.staff": 4000}, {"weeks": 1000})
    assert all(
        bytes_needed(COUNTY.changed(changed), engine="mesa") > bytes_needed(COUNTY, engine="mesa") for changed in more
    )
    many = Scenario.default().changed({"organisation.departments": 400})
    assert bytes_needed(many, engine="mesa") > bytes_needed(Scenario.default(), engine="mesa")
    assert bytes_needed(COUNTY, replications=1000, engine="mesa") > bytes_needed(COUNTY, engine="mesa")
    memory(300_000_000)
    with pytest.raises(TooLarge, match=r"allowed here: a shorter run$"):
        refuse_if_too_large(COUNTY.changed({"weeks": 5200}), engine="mesa")


def test_people_and_ties_of_files_are_counted_by_their_lines(memory, tmp_path):
    (tmp_path / "people.csv").write_text("id,department\n" + "1,Parks\n" * 5000, encoding="utf-8")
    (tmp_path / "ties.csv").write_text("source,target\n" + "1,2\n" * 200_000, encoding="utf-8")
    text = "[people]\nfile = 'people.csv'\n"
    without = Scenario.from_toml(text, folder=tmp_path, name="own")
    with_ties = Scenario.from_toml(text + "ties = 'ties.csv'\n", folder=tmp_path)
    assert bytes_needed(with_ties, engine="mesa") > bytes_needed(without, engine="mesa") + 50_000_000
    memory(100_000_000)
    with pytest.raises(TooLarge, match=r"^own line 2: people.file: 5,000 staff over 156 weeks"):
        refuse_if_too_large(without, engine="mesa")


def test_files_are_counted_once_however_many_processes_are_tried(memory, tmp_path, monkeypatch):
    (tmp_path / "people.csv").write_text("id,department\n" + "1,Parks\n" * 50_000, encoding="utf-8")
    (tmp_path / "ties.csv").write_text("source,target\n1,2\n", encoding="utf-8")
    own = Scenario.from_toml("[people]\nfile = 'people.csv'\nties = 'ties.csv'\n", folder=tmp_path)
    counted = []

    def lines_of(file):
        counted.append(file.name)
        return 50_000

    monkeypatch.setattr(size, "lines_of", lines_of)
    memory(3 * GB)
    assert workers_that_fit(own, 64, 64, engine="mesa") == 3
    assert counted == ["people.csv", "ties.csv"]
    with pytest.raises(TooLarge, match=r"--workers 3$"):
        refuse_if_too_large(own, 64, 64, engine="mesa")
    assert counted == ["people.csv", "ties.csv"] * 2


def test_where_nobody_knows_what_is_free_nothing_is_refused(memory):
    memory(None)
    refuse_if_too_large(
        COUNTY.changed({"organisation.staff": 1_000_000, "contacts.mean_degree": 200}), 64, 64, engine="mesa"
    )
    assert workers_that_fit(COUNTY, 64, 64, engine="mesa") == 64


@pytest.mark.parametrize("version", [1, 2])
def test_a_control_group_may_leave_less_than_the_machine_has(monkeypatch, tmp_path, version):
    """A container's limit, less what is taken, and with what files hold that nobody uses."""
    monkeypatch.setattr(size, "FREE", tmp_path / "meminfo")
    monkeypatch.setattr(size, "GROUPS", tmp_path / "cgroup")
    monkeypatch.setattr(size, "GROUP_OF_PROCESS", tmp_path / "own")
    (tmp_path / "meminfo").write_text("MemTotal: 9 kB\nMemAvailable:    8000000 kB\n", encoding="ascii")
    (tmp_path / "own").write_text("4:cpu,memory:/a/b\n" if version == 1 else "0::/a/b\n", encoding="ascii")
    outer = tmp_path / "cgroup" / ("memory/a" if version == 1 else "a")
    (outer / "b").mkdir(parents=True)
    assert bytes_available() == 8_192_000_000
    limit, used = ("limit_in_bytes", "usage_in_bytes") if version == 1 else ("max", "current")
    (outer / f"memory.{limit}").write_text("3000000000\n", encoding="ascii")
    (outer / f"memory.{used}").write_text("1200000000\n", encoding="ascii")
    (outer / "b" / f"memory.{limit}").write_text("9223372036854771712\n" if version == 1 else "max\n", encoding="ascii")
    (outer / "b" / f"memory.{used}").write_text("1200000000\n", encoding="ascii")
    assert bytes_available() == 1_800_000_000
    (outer / "memory.stat").write_text("anon 5\ninactive_file 200000000\n", encoding="ascii")
    assert bytes_available() == 2_000_000_000


def test_a_system_that_says_nothing_of_its_memory(monkeypatch, tmp_path):
    monkeypatch.setattr(size, "FREE", tmp_path / "none")
    monkeypatch.setattr(size, "GROUP_OF_PROCESS", tmp_path / "none")
    monkeypatch.setattr(os, "sysconf", lambda name: {"SC_PHYS_PAGES": 1000, "SC_PAGE_SIZE": 4096}[name], raising=False)
    assert bytes_available() == 4_096_000
    monkeypatch.delattr(os, "sysconf")
    assert bytes_available() is None


def test_the_compiled_engine_takes_less_and_a_large_organisation_fits(memory):
    million = COUNTY.changed({"organisation.staff": 1_000_000})
    assert bytes_needed(million, is_kept=False) < bytes_needed(million, engine="mesa", is_kept=False) / 3
    memory(2 * GB)
    refuse_if_too_large(million, is_kept=False)
    with pytest.raises(TooLarge, match=r"allowed here: up to about [3-9]\d\d,000 staff"):
        refuse_if_too_large(million, engine="mesa", is_kept=False)


def test_threads_share_one_process(memory):
    two, four = (bytes_needed(COUNTY, workers, 20) for workers in (2, 4))
    assert four - two < 100_000_000 < bytes_needed(COUNTY, 4, 20, "mesa") - bytes_needed(COUNTY, 2, 20, "mesa")
    memory(two + 1_000_000)
    assert workers_that_fit(COUNTY, 64, 20) == 2


def test_event_log_and_ledger_are_held_or_not(memory):
    for engine in ("compiled", "mesa"):
        without, with_both = (bytes_needed(COUNTY, 1, 20, engine, is_kept) for is_kept in (False, True))
        assert without < with_both
        for free, is_held in ((with_both, True), (with_both - 1, False), (None, True)):
            memory(free)
            assert size.is_record_held(COUNTY, 20, engine) is is_held
        memory(without)
        refuse_if_too_large(COUNTY, 1, 20, engine, is_kept=False)
        with pytest.raises(TooLarge):
            refuse_if_too_large(COUNTY, 1, 20, engine)


MEASURE = """
from experiments.simulate import simulate
from simulation import Scenario
if __name__ == "__main__":
    large = Scenario.load("county").changed({"organisation.staff": 10_000}, weeks=60)
    first = simulate(large, 1, engine=ENGINE).first
    first.events(), first.ledger()
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    print(int(status["VmHWM"].split()[0]) * 1024)  # ru_maxrss would be that of whoever started this, were that larger
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="/proc says what was resident")
@pytest.mark.parametrize("engine", ["compiled", "mesa"])
def test_the_estimate_meets_what_a_run_takes_within_a_third(engine):
    if engine == "compiled":  # compiling takes more than running
        load()
    code = MEASURE.replace("ENGINE", repr(engine))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    estimate = bytes_needed(COUNTY.changed({"organisation.staff": 10_000}, weeks=60), engine=engine)
    assert int(done.stdout) * 2 / 3 < estimate < int(done.stdout) * 4 / 3
