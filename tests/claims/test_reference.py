"""What README and docs say came out is what is kept, and what is kept says how it came about."""

import csv
import json

import pytest

from experiments.claims.claim import BUILT_IN
from experiments.claims.judging import Word
from experiments.claims.reference import KEPT, MARKED, PAGES, REFERENCE
from tests.claims.table import CLAIMS


def test_everything_is_kept():
    there = {path.relative_to(REFERENCE).as_posix() for path in REFERENCE.rglob("*") if path.is_file()}
    assert there == set(KEPT)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_table_on_the_page_is_the_one_that_is_kept(page):
    table = (REFERENCE / "table.md").read_text(encoding="utf-8")
    found = MARKED.search(page.read_text(encoding="utf-8"))
    assert found is not None and found[0] == f"{found[1]}{table}{found[2]}"


def test_every_claim_has_its_verdict_and_its_manifest():
    manifest = json.loads((REFERENCE / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["study"] == "claims" and manifest["command"].startswith("blockers claims")
    assert manifest["files"] == sorted(KEPT) and "+" not in manifest["revision"]
    with (REFERENCE / "runs" / "claims.csv").open(encoding="utf-8", newline="") as opened:
        rows = {row["claim"]: row for row in csv.DictReader(opened)}
    assert list(rows) == list(CLAIMS) == list(manifest["verdicts"])
    for name, claim in CLAIMS.items():
        assert rows[name]["verdict"] == manifest["verdicts"][name]
        assert rows[name]["says"] == claim.says and rows[name]["standing"] == claim.standing
        assert Word(rows[name]["verdict"]) != Word.HOLDS or claim.standing != BUILT_IN


def test_its_effects_are_those_of_the_claims_as_they_are_declared_now():
    with (REFERENCE / "runs" / "parts.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    declared = [(claim.id, part) for claim in CLAIMS.values() for part in claim.parts]
    assert [(row["claim"], row["says"], row["number"], row["unit"]) for row in rows] == [
        (name, part.says, part.number, part.unit) for name, part in declared
    ]
    for row, (_, part) in zip(rows, declared, strict=True):
        assert (float(row["matters"]) if row["matters"] else None) == (
            pytest.approx(part.scale * part.matters) if part.is_judged else None
        )
