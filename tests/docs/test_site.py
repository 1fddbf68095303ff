"""docs/ builds as a site without a warning, and its pages ask nothing of the network, the search included."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.browser import CHROMIUM, Browser
from tests.docs.pages import DOCS, text_of

LOADED = {"script", "link", "img", "iframe", "source", "video", "audio", "object", "embed", "use"}
ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


class Addresses(HTMLParser):
    """What a page loads by itself, what it links to, and its inline styles and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.inside: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        named = [value for name in ("src", "href", "data", "srcset", "poster") if (value := given.get(name))]
        if tag in LOADED:
            self.loads += named
        elif tag == "a":
            self.links += named
        self.inline.append(given.get("style") or "")
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = None

    def handle_data(self, data: str) -> None:
        if self.inside in ("style", "script"):
            self.inline.append(data)


def loaded_by_style(text: str) -> list[str]:
    """The addresses that a style sheet loads."""
    return re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")\s;]+)", text)


def commands(text: str) -> list[str]:
    """The lines of a page that make an environment."""
    return re.findall(r"^python3 -m venv .*$", text, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def site(tmp_path_factory, repository):
    """The built site; any warning of the build is a failure."""
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(build, cwd=repository, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site):
    return {path: Addresses(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


@pytest.mark.slow
def test_every_page_is_there_and_the_scripts_that_write_them_are_not(site):
    assert {path.stem for path in DOCS.glob("*.md")} <= {path.stem for path in site.glob("*.html")}
    assert not list(site.rglob("generate.py")) and not list(site.rglob("source_pages.py"))


@pytest.mark.slow
def test_no_page_loads_anything_from_elsewhere(site, pages):
    assert len(pages) > 20 and all(page.loads for page in pages.values())
    assert not [(path, address) for path, page in pages.items() for address in page.loads if ELSEWHERE.match(address)]
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    styles += [text for page in pages.values() for text in page.inline]
    assert not [address for text in styles for address in loaded_by_style(text) if ELSEWHERE.match(address)]
    assert not [text for page in pages.values() for text in page.inline if "http" in text]


@pytest.mark.slow
def test_every_link_inside_the_site_leads_to_a_file(site, pages):
    for path, page in pages.items():
        for link in {*page.links, *page.loads}:
            parts = urlsplit(link)
            if path.name == "404.html" or parts.scheme or not parts.path:
                continue  # the page for wrong addresses is for a server, and knows only its root
            assert (path.parent / unquote(parts.path)).resolve().exists(), f"{path}: {link}"


@pytest.mark.slow
def test_links_to_the_code_show_the_code(site):
    shown = (site / "source" / "simulation" / "week.py.html").read_text(encoding="utf-8")
    assert "WEEK" in shown and "source/simulation/week.py.html" in (site / "odd.html").read_text(encoding="utf-8")


def test_the_scan_would_find_what_is_loaded_from_elsewhere():
    page = Addresses(
        '<script src="https://a.example/x.js"></script><style>@import "//b.example/y.css"</style><a href="c">'
    )
    assert (page.loads, page.links) == (["https://a.example/x.js"], ["c"])
    assert [x for text in page.inline for x in loaded_by_style(text)] == ["//b.example/y.css"]
    assert (
        ELSEWHERE.match(page.loads[0]) and ELSEWHERE.match("//b.example/y.css") and not ELSEWHERE.match("look/site.css")
    )


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None or os.name == "nt", reason="no Chromium on this machine")
def test_a_browser_shows_it_from_the_folder_and_searches_it(site, tmp_path):
    with Browser(tmp_path) as browser:
        browser.call("Page.navigate", url=f"{(site / 'index.html').as_uri()}?q=infrastructure")
        found = browser.wait_for("[...document.querySelectorAll('.md-search-result a')].map(a => a.href).join(' ')")
        shown = browser.value_of("document.body.innerText")
        assert "In many organisations somebody wants to use social media" in shown
        assert "glossary.html" in found and "matching documents" in browser.value_of("document.body.innerText")
        browser.call("Page.navigate", url=(site / "parameters.html").as_uri())
        assert browser.wait_for("document.querySelectorAll('.md-typeset__table table').length > 20")
        assert browser.value_of("document.documentElement.scrollWidth <= innerWidth")
        assert any(name.endswith("search_index.js") for name in browser.requests)
        assert not [name for name in browser.requests if not name.startswith(("file:", "data:", "blob:"))]


def test_the_start_page_runs_it_as_the_readme_does(repository):
    (run,) = commands(text_of("index.md"))
    assert run in commands((repository / "README.md").read_text(encoding="utf-8"))


def test_every_page_is_in_the_menu(repository):
    menu = (repository / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:")[1].split("\ntheme:")[0]
    named = re.findall(r": (\S+\.md)$", menu, flags=re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in Path(DOCS).glob("*.md"))
