"""What stands in the pages of docs/, taken apart."""

import re
import runpy
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[2] / "docs"
GENERATE: dict[str, Any] = runpy.run_path(str(DOCS / "generate.py"))
GENERATED = (*GENERATE["WHOLE"], *GENERATE["PAGES"])


def text_of(name: str) -> str:
    """A page as it stands."""
    return (DOCS / name).read_text(encoding="utf-8")


def rows_of(text: str) -> list[list[str]]:
    """The cells of all rows of the tables in a text, heads left out."""
    lines = text.splitlines()
    rules = {i for i, line in enumerate(lines) if line.startswith("|") and not set(line) - set("|- ")}
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for i, line in enumerate(lines)
        if line.startswith("|") and i not in rules and i + 1 not in rules
    ]


def code_in(text: str) -> list[str]:
    """What stands between single backticks."""
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
