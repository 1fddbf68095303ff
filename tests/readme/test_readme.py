"""The Python of README and docs runs as it stands there."""

from pathlib import Path

import pytest
from sybil import Document
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).resolve().parents[2]
OWN_TEST = "own-people.md"  # its files are made, and its Python run, by tests/docs/test_own_people.py
PAGES = [ROOT / "README.md", *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != OWN_TEST)]
WITH_PYTHON = [page for page in PAGES if "```python" in page.read_text(encoding="utf-8")]


def test_the_readme_has_python():
    assert ROOT / "README.md" in WITH_PYTHON


@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda page: page.name)
def test_every_python_block_runs(page, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    document = Document.parse(str(page), PythonCodeBlockParser())
    examples = list(document)
    assert examples
    for example in examples:
        example.evaluate()
