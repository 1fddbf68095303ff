"""A hook of the site's build: files of the checkout that pages link to become pages too.

Pages link to the code as ``../simulation/week.py``, which leads there in the checkout as well. In the site, the link
leads to a page that shows the file, or lists the folder. Those pages are in no menu and not in the search.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

CHECKOUT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\]\(\.\./([^)#\s]+)(?:#[^)]*)?\)")
SHOWN = {".py": "python", ".c": "c", ".toml": "toml", ".md": "markdown", ".csv": "text", ".txt": "text"}
HEAD = "---\nsearch:\n  exclude: true\nhide:\n  - toc\n---\n\n"


def place_of(name: str) -> str:
    """Where the site shows a file or folder of the checkout."""
    return f"source/{name.rstrip('/')}.md"


def listed(folder: Path) -> list[Path]:
    """What the page of a folder lists: the folders and files that can be shown, by name."""
    return sorted(
        path
        for path in folder.iterdir()
        if not path.name.startswith(("_", ".")) and (path.is_dir() or path.suffix in SHOWN)
    )


def text_of(path: Path, name: str) -> str:
    """The page that shows a file or lists a folder."""
    if path.is_dir():
        folder = name.rstrip("/")
        own = "".join(f"- [`{entry.name}`]({posixpath.basename(folder)}/{entry.name}.md)\n" for entry in listed(path))
        return f"{HEAD}# `{folder}/`\n\n{own}"
    return (
        f"{HEAD}# `{name}`\n\n~~~~~~ {{ .{SHOWN[path.suffix]} linenums=1 }}\n{path.read_text(encoding='utf-8')}~~~~~~\n"
    )


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every file and folder that a page links to, and for what a folder holds."""
    waiting = [
        name
        for file in files.documentation_pages()
        for name in LINK.findall(Path(str(file.abs_src_path)).read_text(encoding="utf-8"))
    ]
    while waiting:
        name = waiting.pop()
        path = CHECKOUT / name
        if not path.exists() or files.get_file_from_path(place_of(name)) is not None:
            continue  # a link that leads nowhere is left as it is, and reported by the build
        files.append(File.generated(config, place_of(name), content=text_of(path, name)))
        if path.is_dir():
            waiting += [f"{name.rstrip('/')}/{entry.name}" for entry in listed(path)]
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links out of docs/ into links to those pages."""
    if page.file.src_uri.startswith("source/"):
        return markdown

    def to_page(link: re.Match[str]) -> str:
        return f"]({place_of(link[1])})" if (CHECKOUT / link[1]).exists() else link[0]

    return LINK.sub(to_page, markdown)
