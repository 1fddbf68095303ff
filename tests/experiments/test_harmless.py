"""Names that are formulas or markup do no harm in what we write, and are read back as they were given."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.arms.folder import keep
from experiments.claims.claim import AS_IT_IS
from experiments.claims.judging import judge
from experiments.claims.telling import markdown
from experiments.folder import Folder
from experiments.harmless import FORMULA, in_cell, in_markdown, out_of_cell, row_of_cells, write_csv
from experiments.simulate import simulate
from experiments.store import save
from experiments.sweeps.reading_designs import _csv_rows
from simulation import Scenario
from tests.claims.made import UPTAKE, around, claim_of, study_of

NAMES = ['=HYPERLINK("http://evil.example","x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "Parks;=1+1"]
WILD = (NAMES[0], "@SUM(A1)")


@pytest.mark.parametrize("name", NAMES)
def test_no_name_begins_a_formula_and_each_is_read_back_as_it_was(name):
    cell = in_cell(name)
    assert cell[0] not in FORMULA
    assert not any(part.lstrip(' "')[:1] in tuple(FORMULA) for part in cell.replace("\t", ";").split(";") if part)
    assert out_of_cell(cell) == name


@given(st.text(alphabet="=+-@'; \"\t\r\n＝a1,"))
def test_whatever_is_written_into_a_cell_is_read_back(text):
    assert out_of_cell(in_cell(text)) == text
    assert in_cell(text)[:1] not in tuple(FORMULA)


@given(st.text(alphabet="=+-@'; \"\t\r\n＝a1,", min_size=1))
def test_a_sheet_that_parts_cells_at_another_sign_finds_no_formula_either(text):
    """Each delimiter that sheets know, read as sheets do: what stands behind one is a cell of its own."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(["x", *row_of_cells([text]), "y"])
    for sign in ",;\t":
        for row in csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=sign):
            assert not [cell for cell in row if cell[:1] in ("=", "@", "＝", "＋", "－", "＠")], (sign, row)


def test_numbers_and_what_is_missing_stay_as_they_are(tmp_path):
    table = pd.DataFrame({"=name": ["-x", None], "n": [-1.5, np.nan], "k": pd.Series([-3, None], dtype=object),
                          "is": [True, False]})  # fmt: skip
    write_csv(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "'=name,n,k,is\n'-x,-1.5,-3,True\n,,,False\n"
    assert list(table.columns) == ["=name", "n", "k", "is"]


def test_a_table_without_such_names_is_what_it_was_to_the_last_byte(tmp_path):
    table = simulate(Scenario.load("county").changed({"organisation.staff": 60}, weeks=10), 2).outcomes
    table.insert(0, "arm", ["as it is", "without comms, hr"])
    write_csv(table, tmp_path / "ours.csv")
    table.to_csv(tmp_path / "theirs.csv", index=False, lineterminator="\n")
    assert (tmp_path / "ours.csv").read_bytes() == (tmp_path / "theirs.csv").read_bytes()


def cells_of(folder):
    return [
        cell
        for file in folder.rglob("*.csv")
        for row in csv.reader(file.open(encoding="utf-8", newline=""))
        for cell in row
    ]


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_department_with_such_a_name_is_harmless_in_every_table_of_a_run(tmp_path):
    names = "".join(f"{json.dumps(name)} = {{ share = 0.5 }}\n" for name in WILD)
    source = f"title = {json.dumps(NAMES[0])}\nweeks = 10\n[organisation]\nstaff = 60\n[departments]\n{names}"
    (tmp_path / "wild.toml").write_text(source, encoding="utf-8")
    council = Scenario.load(tmp_path / "wild.toml")
    with Folder(tmp_path / "record", {"study": "run", "fingerprint": "", "weeks": 10, "seeds": [0]}) as folder:
        save(simulate(council, 1), folder, "blockers run", "blockers run --seed {seed}", datetime.now(UTC))
    cells = cells_of(tmp_path / "record")
    assert {f"'{name}" for name in WILD} <= set(cells)
    assert not [cell for cell in cells if cell[:1] in tuple(FORMULA) and not is_number(cell)]
    departments = pd.read_parquet(tmp_path / "record" / "runs" / "departments.parquet")
    assert set(WILD) == set(departments["department"])  # Parquet holds it as it was given


def test_so_is_a_strategy_in_the_tables_of_arms(tmp_path):
    table = pd.DataFrame({"strategy": NAMES, "mean": -1.0})
    with Folder(tmp_path / "record", {"study": "compare", "fingerprint": "", "weeks": 1, "seeds": [0]}) as folder:
        keep(folder, dict(folder.identity), {"arms": table}, {}, {"runs/arms": "arms"}, "x")
    with (tmp_path / "record" / "runs" / "arms.csv").open(encoding="utf-8", newline="") as opened:
        read = pd.read_csv(opened)
    assert [out_of_cell(cell) for cell in read["strategy"]] == NAMES
    assert not [cell for cell in read["strategy"] if cell[:1] in tuple(FORMULA)]
    assert (read["mean"] == -1.0).all()


def test_a_sweep_s_own_points_are_read_back_as_they_were(tmp_path):
    file = tmp_path / "points.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(row_of_cells(["point", "departments.=x.share", "with"]))
        writer.writerow(row_of_cells([0, -0.5, "=file'"]))
    assert _csv_rows(file) == [{"departments.=x.share": -0.5, "with": "=file'"}]
    file.write_text("with\n'=literal'\n", encoding="utf-8")  # somebody's own: TOML's literal string
    assert _csv_rows(file) == [{"with": "=literal"}]


def test_a_claim_s_title_is_no_markup_in_its_table():
    title = "a|b <script>x</script>\n[x](javascript:y) ![z](q)"
    said = "a\\|b &lt;script&gt;x&lt;/script&gt; \\[x\\](javascript:y) !\\[z\\](q)"
    assert in_markdown(title) == said
    claim = replace(claim_of(UPTAKE), title=title)
    study = study_of(claim, 10, {AS_IT_IS: around(0.2, councils=10), "other": around(0.3, councils=10)})
    assert f"**X1** {said} |" in markdown(study, [judge(study, claim)])
