"""No file of code is longer than a reader can hold in mind."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("simulation", "experiments", "tests", "docs")
MOST = 300  # lines


def test_no_file_is_longer_than_three_hundred_lines():
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert len(lengths) > 200, "these are not the folders of the code"
    assert {name: length for name, length in lengths.items() if length > MOST} == {}
