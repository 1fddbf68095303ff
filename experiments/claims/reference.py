"""The release's verdicts kept, to be held against: ``python -m experiments.claims.reference results/claims``.

Table, manifest, verdicts and effects go to ``results/reference/claims/``; the table goes into the README and into
``docs/claims.md`` as well, between their marks. The manifest lists only the files that are kept; its command makes the
others.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

from experiments.claims.record import TABLE
from experiments.folder import MANIFEST

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "results" / "reference" / "claims"
KEPT = (TABLE, MANIFEST, "findings.txt", "runs/claims.csv", "runs/parts.csv")
PAGES = (ROOT / "README.md", ROOT / "docs" / "claims.md")
MARKED = re.compile(r"(<!-- claims -->\n).*?(<!-- end -->)", re.DOTALL)


def with_table(text: str, table: str) -> str:
    """A page with this table between its marks.

    >>> with_table("a\\n<!-- claims -->\\nold\\n<!-- end -->\\n", "new\\n")
    'a\\n<!-- claims -->\\nnew\\n<!-- end -->\\n'
    """
    return MARKED.sub(lambda found: found[1] + table + found[2], text)


def keep(record: Path) -> None:
    """Keep what others are held against of a record of claims. Raises ``FileNotFoundError`` where it is none."""
    table = (record / TABLE).read_text(encoding="utf-8")
    for name in KEPT:
        (REFERENCE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(record / name, REFERENCE / name)
    manifest = json.loads((record / MANIFEST).read_text(encoding="utf-8"))
    (REFERENCE / MANIFEST).write_text(
        json.dumps({**manifest, "files": sorted(KEPT)}, indent=2) + "\n", encoding="utf-8"
    )
    for page in PAGES:
        page.write_text(with_table(page.read_text(encoding="utf-8"), table), encoding="utf-8")


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
