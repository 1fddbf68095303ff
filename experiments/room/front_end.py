"""The front end in the browser as one module: the files in ``front/``, joined in the order in which they are used.

Each of them is an ES module that a browser loads as it stands; there is no build step. A notebook and a file that opens
anywhere can load only one, so here their imports of each other are left out and what they export is simply there. No
name stands in two of them, which a test holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

MODULES = (
    "elements", "replay", "plan", "glyphs", "corridor", "board", "curve", "biography", "signs", "view",
    "levers", "outcomes",
    "explorer", "desk", "page", "notebook",
)  # fmt: skip
DASHBOARD = ("elements", "levers", "outcomes", "explorer", "dashboard")  # what asks a server stands in no other page
IMPORT = re.compile(r'^import \{[^}]*\} from "\./\w+\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.MULTILINE)


def script(modules: Iterable[str] = MODULES) -> str:
    """These modules as one, without what they import from each other; it exports nothing."""
    texts = [_text(f"{name}.js") for name in modules]
    return "\n".join(EXPORT.sub("", IMPORT.sub("", text)) for text in texts)


def style() -> str:
    """The style sheet, all of it inside elements of ours."""
    return _text("room.css")


def _text(name: str) -> str:
    return files("experiments.room").joinpath("front", name).read_text(encoding="utf-8")
