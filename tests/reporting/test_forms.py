"""Each form opens again and carries the numbers; names that mean harm do none; the page asks nothing of any network."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from experiments.reporting.brand import Brand
from experiments.reporting.content import NUMBER, Answer, Picture, Report, Section, Table, Text
from experiments.reporting.formats.html import html
from experiments.reporting.formats.pdf import pdf
from experiments.reporting.formats.slides import slides
from experiments.reporting.formats.word import word
from experiments.reporting.report import report_of
from experiments.reporting.studies import studies_of
from tests.reporting.records import FORMULA, WILD

pytestmark = pytest.mark.slow  # pictures are drawn, and three of the forms take a second or more
GRAVE = ("serious", "critical")


def of(place, brand=None) -> Report:
    return report_of(studies_of([place]), brand or Brand("Anytown <b>", "A. Consultant", None, "#7a1f3d"))


def told(report) -> tuple[str, Table]:
    """The first sentence of the answer without its code, and the table of differences."""
    answer = next(block for block in report.blocks() if isinstance(block, Answer))
    return answer.words, next(block.table for block in report.blocks() if isinstance(block, Picture))


def plainly(text: str) -> str:
    return re.sub(r"\s+", " ", text)


class Page(HTMLParser):
    """The elements of a page, its text, and every address in it."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.alts: list[str] = []
        self.text = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "action", "srcset"):
                self.addresses.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)
            if name == "alt":
                self.alts.append(value or "")

    def handle_data(self, data):
        self.text += data


def test_the_page_says_it_all_and_holds_whatever_it_shows(drawn):
    report = of(drawn)
    page = Page(html(report))
    answer, differences = told(report)
    assert answer in page.text
    assert all(cell in page.text for row in differences.rows for cell in row)
    assert all(address.startswith(("data:image/", "#")) for address in page.addresses)
    assert len(page.alts) == page.tags.count("img") == 4 and all(page.alts)
    assert page.tags.count("details") == 4 == sum(isinstance(block, Picture) for block in report.blocks())
    assert "script" not in page.tags and not page.handlers
    assert html(report) == html(of(drawn))


def test_the_page_asks_nothing_of_any_network_and_axe_finds_nothing(drawn, wild, browser, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    for place in (drawn, wild):
        file = tmp_path / "report.html"
        file.write_bytes(html(of(place)))
        tab = browser.new_page()
        asked, dialogs = [], []
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        tab.on("dialog", lambda dialog, dialogs=dialogs: dialogs.append(dialog))
        tab.goto(file.as_uri())
        tab.wait_for_load_state("networkidle")
        assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()] and not dialogs
        widths = tab.evaluate("Array.from(document.images).map(image => image.naturalWidth)")
        assert len(widths) >= 4 and min(widths) > 100
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for media in ("screen", "print"):
            tab.emulate_media(media=media)
            found = Axe().run(tab).response["violations"]
            assert not [(one["id"], one["impact"]) for one in found if one["impact"] in GRAVE], media
        tab.close()


def test_the_pdf_carries_the_numbers_and_the_alternative_text(drawn):
    from pypdf import PdfReader

    report = of(drawn)
    made = pdf(report)
    read = PdfReader(io.BytesIO(made))
    text = plainly(" ".join(page.extract_text() for page in read.pages))
    answer, differences = told(report)
    assert plainly(answer) in text
    assert differences.rows[0][2].split(" ")[0] in text
    assert read.metadata is not None and read.metadata.title == f"{report.title}: {report.subtitle}"
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"] and read.trailer["/Root"]["/Lang"] == "en-GB"
    assert pdf(report) == made


def test_the_word_file_carries_the_numbers_and_the_alternative_text(drawn):
    import docx

    report = of(drawn)
    made = docx.Document(io.BytesIO(word(report)))
    text = plainly(" ".join(paragraph.text for paragraph in made.paragraphs))
    answer, differences = told(report)
    assert plainly(answer) in text
    cells = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    assert all(list(row) in cells for row in differences.rows)
    headings = [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [section.title for section in report.sections]
    told_of = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert told_of == [block.said for block in report.blocks() if isinstance(block, Picture)]


def test_the_slides_carry_the_answer_the_pictures_and_their_sources(drawn):
    import pptx

    report = of(drawn)
    deck = pptx.Presentation(io.BytesIO(slides(report)))
    text = plainly(" ".join(s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame))
    answer, _ = told(report)
    assert plainly(answer) in text
    sentences = [plainly(block.words).replace("`", "") for block in report.blocks() if isinstance(block, Text | Answer)]
    assert [words for words in sentences[:-1] if words not in text] == []  # the last is of the sources
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(titles) == len(list(deck.slides)) and all(titles)
    described = [
        s._element.xpath(".//p:cNvPr")[0].get("descr")
        for slide in deck.slides
        for s in slide.shapes
        if not s.has_text_frame
    ]
    assert all(described)
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    assert "Repeated by: blockers compare small.toml" in notes and "seeds 0 to 7" in notes
    width, height = deck.slide_width, deck.slide_height
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= width and shape.top + shape.height <= height


def test_a_wide_and_long_table_has_its_first_columns_and_rows_on_a_slide_which_says_what_is_left_out(whole):
    import pptx

    report = of(whole)
    head = ("Strategy", *(f"outcome {k}, hours" for k in range(8)))
    rows = tuple(
        (f"Strategy {k}, with a name that takes some room", *(["−1,234 (−2,345 to −123)"] * 8)) for k in range(30)
    )
    wide, small = (
        Table("Wide", head, rows, report.sources[0].key),
        Table("Small", head[:3], tuple(r[:3] for r in rows[:2]), ""),
    )
    made = replace(report, sections=(Section("One", (wide, small)), report.sections[-1]))
    deck = pptx.Presentation(io.BytesIO(slides(made)))
    _, first, second = deck.slides
    (table,) = [shape for shape in first.shapes if shape.has_table]
    cells = [tuple(cell.text for cell in row.cells) for row in table.table.rows]
    assert cells[0] == head[:6] and 4 <= len(cells) - 1 < 30
    assert cells[1:] == [row[:6] for row in rows[: len(cells) - 1]]
    said = [shape.text_frame.text for shape in first.shapes if shape.has_text_frame]
    assert said[-1] == (
        f"Not here: outcome 5, hours; outcome 6, hours; outcome 7, hours; {31 - len(cells)} of 30 rows. "
        "The whole table is in the page."
    )
    assert sum(column.width for column in table.table.columns) <= deck.slide_width
    assert [shape.text_frame.text for shape in second.shapes if shape.has_text_frame] == ["Small"]


def test_names_that_mean_harm_do_none_in_the_page(wild):
    page = Page(html(of(wild)))
    assert "onerror" in page.text and "script" not in page.tags and not page.handlers
    assert page.tags.count("img") == 4
    assert "{{ 7*7 }}" in page.text and "49" not in re.findall(r"\{\{ (\S+) \}\}", page.text)
    assert "\x00" not in page.text and "\u202e" not in page.text
    assert f"'{FORMULA}" in page.text


def test_names_that_mean_harm_do_none_in_the_tables_of_the_record(wild):
    files = list((wild / "runs").glob("*.csv"))
    assert len(files) >= 4
    cells = [cell for file in files for row in csv.reader(file.open(encoding="utf-8", newline="")) for cell in row]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r")]
    assert not [cell for cell in cells if cell[:1] == "-" and not NUMBER.fullmatch(cell)]


def test_names_that_mean_harm_do_none_in_the_pdf(wild):
    from pypdf import PdfReader

    made = pdf(of(wild))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert '#panic("x")' in re.sub(r"[“”]", '"', text)
    assert b"evil.example" not in re.sub(rb"stream.*?endstream", b"", made, flags=re.DOTALL)  # no link leads there


@pytest.mark.parametrize("form", [word, slides])
def test_names_that_mean_harm_do_none_in_office_files(wild, form):
    report = of(wild)
    assert form(replace(report, subtitle="x" * 5000))
    with zipfile.ZipFile(io.BytesIO(form(report))) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
        links = "".join(opened.read(name).decode() for name in names if name.endswith(".rels"))
        assert 'TargetMode="External"' not in links
        text = "".join(opened.read(name).decode() for name in names if name.endswith(".xml"))
        assert "<img" not in text and "&lt;img" in text and "<w:fldSimple" not in text and "<w:instrText" not in text
        assert "&apos;=HYPERLINK" in text or "'=HYPERLINK" in text
    assert WILD[:8] == "</title>"
