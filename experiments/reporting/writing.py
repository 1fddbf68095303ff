"""Which forms a report takes, and how each is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from experiments.reporting.content import Report
from experiments.reporting.formats.html import html
from experiments.reporting.formats.pdf import pdf
from experiments.reporting.formats.slides import slides
from experiments.reporting.formats.word import word


@dataclass(frozen=True)
class Form:
    """A form: the ending of its file, how it is made, and the library that it takes beyond the usual ones."""

    ending: str
    make: Callable[[Report], bytes]
    module: str = ""
    library: str = ""


FORMS = {
    "html": Form(".html", html),
    "pdf": Form(".pdf", pdf, "typst", "typst"),
    "word": Form(".docx", word, "docx", "python-docx"),
    "slides": Form(".pptx", slides, "pptx", "python-pptx"),
}


def missing(names: list[str]) -> str:
    """What these forms need and is not installed, with what brings it; empty where all is there."""
    lacking = [name for name in names if FORMS[name].module and find_spec(FORMS[name].module) is None]
    if not lacking:
        return ""
    options = " and ".join(f"--{name}" for name in lacking)
    libraries = " and ".join(FORMS[name].library for name in lacking)
    needs = "needs" if len(lacking) == 1 else "need"
    return f"{options} {needs} {libraries}: pip install 'blockers[report]'"
