"""A study verified, exported, bundled: what others get is what the runs were."""

import csv
import json
import os
import shutil
import subprocess
import sys
import zipfile

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.executing.carry_out import executor_of
from experiments.executing.work import Batch
from experiments.sweeps import bundling, verifying
from experiments.sweeps.bundling import CannotBundle, bundle
from experiments.sweeps.exporting import CannotExport, export
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.parts import Parts
from experiments.sweeps.reading import read_sweep, sweep_of_study
from experiments.sweeps.study import Study
from experiments.sweeps.sweeping import carry_out
from experiments.sweeps.verifying import verify
from tests.sweeps.studies import ALL_KEPT, KEPT, RUNS, SMALL, blockers, carried_out, hash_of, written


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    carried_out(written(folder, SMALL + KEPT), folder / "study", batch=7)
    return folder / "study"


def test_a_study_as_it_was_written_verifies(study):
    found = verify(study, 6, 0)
    assert (found.sample, found.damaged, found.differences, found.others) == (6, (), (), ())
    assert found.parts == 2 * 7


@pytest.mark.slow
def test_a_number_that_was_changed_with_its_name_is_found(study, tmp_path, monkeypatch):
    """A part rewritten with another number, and named as it ought to be: only doing the run again tells."""
    place = tmp_path / "study"
    shutil.copytree(study, place)
    parts = Parts(str(place))
    part = parts.standing()[0]
    rows = pq.read_table(pa.BufferReader(parts.read("runs", part)))
    at = rows.schema.get_field_index("uptake")
    wrong = pa.array([value + 2**-53 if k == 0 else value for k, value in enumerate(rows["uptake"].to_pylist())])
    parts.files.rm_file(parts.place("runs", part.name))
    parts.write(Batch(part.first, part.last), 0, {"runs": rows.set_column(at, "uptake", wrong)})
    found = verify(place, RUNS, 0)
    assert [(one.run_id, one.column) for one in found.differences] == [(rows["run_id"][0].as_py(), "uptake")]
    monkeypatch.setattr(verifying, "versions", lambda: {"python": "9.9"})
    monkeypatch.setattr(verifying, "code_fingerprint", lambda: "0123456789abcdef")
    results = SweepResults(place)
    results.manifest["sessions"].append(
        {"versions": {"python": "3.1"}, "code": "abc", "revision": None, "machine": {"platform": "P", "processor": "Q"}}
    )
    said = verifying._others(results)
    assert "python was 3.1, is 9.9" in said and any(line.startswith("the model's code was abc") for line in said)
    assert any(line.startswith("platform was P, is ") for line in said)


def altered(place, table, column, change):
    """The first part of a table with another value in its first row, named as it ought to be. Returns the run's id."""
    parts = Parts(str(place))
    part = parts.standing(table)[0]
    rows = pq.read_table(pa.BufferReader(parts.read(table, part)))
    values = rows[column].to_pylist()
    values[0] = change(values[0])
    at = rows.schema.get_field_index(column)
    changed = rows.set_column(at, rows.schema.field(at), pa.array(values, rows.schema.field(at).type))
    parts.files.rm_file(parts.place(table, part.name))
    parts._write(table, Batch(part.first, part.last), part.failed, changed)
    return rows["run_id"][0].as_py()


def test_every_table_is_compared(tmp_path):
    few = SMALL.replace("replications = 4", "replications = 1").replace("weeks = 20", "weeks = 8")
    place = tmp_path / "study"
    carried_out(written(tmp_path, few + ALL_KEPT), place)
    run_id = altered(place, "weekly", "uptake", lambda weeks: [*weeks[:3], weeks[3] + 1.0, *weeks[4:]])
    altered(place, "departments", "uptake", lambda weeks: [weeks[0] - 0.5, *weeks[1:]])
    altered(place, "events", "person", lambda person: person + 1)
    altered(place, "runs", "error", lambda error: "RuntimeError: the roof came down")
    found = verify(place, 12, 0).differences
    assert {one.run_id for one in found} == {run_id}
    where = [one.column for one in found]
    assert where[:2] == ["error", "weekly uptake, week 3"]
    assert where[2].startswith("departments uptake, row ") and where[2].endswith(", week 0")
    assert where[3] == "events person, row 0" and found[3].now == found[3].kept - 1
    assert (found[0].kept, found[0].now) == ("RuntimeError: the roof came down", None)


def test_events_are_exported_with_their_names_and_no_failures_as_a_header(tmp_path):
    few = SMALL.replace("replications = 4", "replications = 1").replace("weeks = 20", "weeks = 8")
    carried_out(written(tmp_path, few + ALL_KEPT), tmp_path / "study")
    results = SweepResults(tmp_path / "study")
    export(results, tmp_path / "events.csv", "csv", "events")
    read = pd.read_csv(tmp_path / "events.csv", low_memory=False)
    events = results.events()
    assert list(read.columns) == list(events.columns) and len(read) == len(events) > 0
    assert read["event"].tolist() == events["event"].tolist() and "wanted" in set(read["event"])
    assert export(results, tmp_path / "failed.csv", "csv", "failed") == 0
    header = (tmp_path / "failed.csv").read_text().strip().split(",")
    assert header[:2] == ["run_id", "scenario"] and header[-1] == "error" and "uptake" not in header


@pytest.mark.slow
def test_a_damaged_part_is_named(study, tmp_path):
    place = tmp_path / "study"
    shutil.copytree(study, place)
    part = sorted((place / "weekly").glob("part-*"))[1]
    part.write_bytes(part.read_bytes()[:-1])
    assert verify(place, 5, 0).damaged == (f"weekly/{part.name}",)
    done = blockers("verify", place, where=tmp_path)
    assert done.returncode == 1 and f"{part.name} is not as it was written" in done.stderr


def test_csv_reads_back_equal(study, tmp_path):
    results = SweepResults(study)
    assert export(results, tmp_path / "runs.csv", "csv") == RUNS
    read = pd.read_csv(tmp_path / "runs.csv", keep_default_na=False, na_values=[""])
    pd.testing.assert_frame_equal(read, results.runs(), check_dtype=False, check_exact=True, check_categorical=False)
    assert export(results, tmp_path / "weekly.csv", "csv", "weekly") == RUNS * 21
    assert pd.read_csv(tmp_path / "weekly.csv")["week"].tolist() == list(range(21)) * RUNS
    with pytest.raises(ValueError, match="no departments were kept"):
        export(results, tmp_path / "departments.csv", "csv", "departments")


def test_a_workbook_keeps_types_and_takes_no_name_for_a_formula(tmp_path):
    own = tmp_path / "=SUM(A1).toml"
    own.write_text('extends = "county"\n', encoding="utf-8")
    text = SMALL.replace("strategies/edict", "=SUM(A1).toml").replace("replications = 4", "replications = 1")
    carried_out(written(tmp_path, text), tmp_path / "study")
    results = SweepResults(tmp_path / "study")
    export(results, tmp_path / "runs.xlsx", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "runs.xlsx")["runs"]
    header = [cell.value for cell in sheet[1]]
    assert header == list(results.columns) and sheet.max_row == len(results) + 1
    strategies = [row[header.index("strategy")] for row in sheet.iter_rows(min_row=2)]
    formulas = [cell for cell in strategies if str(cell.value).startswith("=")]
    assert formulas and all(cell.data_type == "s" for cell in formulas)
    assert isinstance(sheet.cell(2, header.index("uptake") + 1).value, float)
    assert isinstance(sheet.cell(2, header.index("seed") + 1).value, int)


def test_tables_as_netlogo_and_mesa_write_them(study, tmp_path):
    results = SweepResults(study)
    assert export(results, tmp_path / "netlogo.csv", "behaviorspace") == RUNS
    rows = list(csv.reader((tmp_path / "netlogo.csv").open(encoding="utf-8")))
    assert rows[0][0].startswith("BehaviorSpace results") and rows[4][0] == "min-pxcor"
    assert rows[6][0] == "[run number]" and rows[6][-5:] == ["[step]", *results.outcomes] and len(rows) == 7 + RUNS
    assert rows[7][0] == "1" and rows[7][rows[6].index("[step]")] == "20"
    assert export(results, tmp_path / "mesa.csv", "mesa") == RUNS
    mesa = pd.read_csv(tmp_path / "mesa.csv")
    assert list(mesa.columns[:3]) == ["RunId", "iteration", "Step"] and set(mesa["Step"]) == {20}
    with pytest.raises(CannotExport, match="csv or xlsx"):
        export(results, tmp_path / "x", "mesa", "weekly")


def test_a_study_is_read_again_wherever_it_lies(study, tmp_path):
    """Its folder alone says what the sweep was, also where the files that it was made of are gone."""
    own = tmp_path / "own.toml"
    own.write_text('extends = "county"\n[gates.ict]\nhours = 5\n', encoding="utf-8")
    header, points = "digital_lead.hours,strategy,gates.comms.own_work\n", "3,none,0.5\n37,strategies/edict,0.9\n"
    (tmp_path / "points.csv").write_text(header + points, encoding="utf-8")
    text = SMALL.replace('"county"', '"own.toml"') + '[design]\nfile = "points.csv"\n'
    carried_out(written(tmp_path, text), tmp_path / "study")
    whole = hash_of(tmp_path / "study")
    shutil.move(tmp_path / "study", tmp_path / "elsewhere")
    for file in ("own.toml", "points.csv", "small.toml"):
        (tmp_path / file).unlink()
    assert not verify(tmp_path / "elsewhere", 8, 0).differences
    carried_out(tmp_path / "elsewhere", tmp_path / "again")
    assert hash_of(tmp_path / "again") == whole
    assert read_sweep(str(tmp_path / "elsewhere")).points == 2


@pytest.mark.slow
def test_a_bundle_runs_again_from_scratch(tmp_path):
    text = SMALL.replace("replications = 4", "replications = 1").replace("weeks = 20", "weeks = 6")
    carried_out(written(tmp_path, text + KEPT), tmp_path / "study")
    names = bundle(tmp_path / "study", tmp_path / "study.zip")
    assert {"README.md", "CITATION.cff", "study/manifest.json", "study/sweep.toml", "code/pyproject.toml"} <= set(names)
    with zipfile.ZipFile(tmp_path / "study.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    bundle(tmp_path / "study", tmp_path / "twice.zip")
    assert (tmp_path / "study.zip").read_bytes() == (tmp_path / "twice.zip").read_bytes()
    unpacked = tmp_path / "unpacked"
    whole = json.loads((unpacked / "study" / "manifest.json").read_text())["hash"]
    assert whole == hash_of(tmp_path / "study") == hash_of(unpacked / "study")
    assert whole in (unpacked / "README.md").read_text()
    # The readable engine, which need not be compiled for the copy of the code.
    line = [sys.executable, "-m", "experiments.cli", "sweep", "study", "--out", "again", "--json", "--engine", "mesa"]
    environment = {**os.environ, "PYTHONPATH": str(unpacked / "code")}
    done = subprocess.run(line, cwd=unpacked, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["hash"] == whole


def test_what_is_not_finished_is_not_bundled(tmp_path):
    text = SMALL.replace("weeks = 20", "weeks = 6")
    carried_out(written(tmp_path, text), tmp_path / "study", shard=(1, 2))
    with pytest.raises(CannotBundle, match=r"24 of 48 runs are there.*blockers sweep"):
        bundle(tmp_path / "study", tmp_path / "study.zip")
    assert not (tmp_path / "study.zip").exists()


def test_what_other_code_did_is_not_bundled_with_this(tmp_path, monkeypatch):
    text = SMALL.replace("weeks = 20", "weeks = 2").replace("replications = 4", "replications = 1")
    carried_out(written(tmp_path, text), tmp_path / "study")
    monkeypatch.setattr(bundling, "code_fingerprint", lambda: "0123456789abcdef")
    with pytest.raises(CannotBundle, match=r"done by other code of the model \(.*\) than lies here \(0123"):
        bundle(tmp_path / "study", tmp_path / "study.zip")


def test_a_study_that_went_on_is_read_again_as_it_is_now(tmp_path):
    file = written(tmp_path, SMALL.replace("weeks = 20", "weeks = 6"))
    for number in (1, 2):
        with Study(tmp_path / "study", read_sweep(str(file), {"replications": number})) as study:
            carry_out(study, executor_of("threads", 1))
    assert sweep_of_study(tmp_path / "study").runs == 24


def test_a_bundle_holds_no_files_of_people_unless_that_is_said(tmp_path):
    (tmp_path / "staff.csv").write_text("id,department\n" + "".join(f"{k},Parks\n{k + 100},Roads\n" for k in range(40)))
    (tmp_path / "own.toml").write_text('[people]\nfile = "staff.csv"\n', encoding="utf-8")
    text = SMALL.replace('"county"', '"own.toml"').replace("[constants]\norganisation.staff = 80\n", "")
    carried_out(written(tmp_path, text.replace("replications = 4", "replications = 1")), tmp_path / "study")
    with pytest.raises(CannotBundle, match=r"staff\.csv.*--with-people"):
        bundle(tmp_path / "study", tmp_path / "study.zip")
    names = bundle(tmp_path / "study", tmp_path / "study.zip", with_people=True)
    assert "study/organisations/people/1.csv" in names
    with zipfile.ZipFile(tmp_path / "study.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    (tmp_path / "staff.csv").unlink()
    assert not verify(tmp_path / "unpacked" / "study", 3, 0).differences
