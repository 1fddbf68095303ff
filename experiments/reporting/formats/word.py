"""A report as a Word file, to be written on: headings, tables with a head that repeats, pictures with their text."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from experiments.reporting.brand import rgb
from experiments.reporting.content import Answer, Command, Picture, Report, Table, Text, spans
from experiments.reporting.formats.columns import widths_of

WIDE = 5  # columns of a table that is set small
CODE_FONT = "Consolas"
PAPER, MARGIN = 21.0, 1.9  # centimetres: the width of a page, and to either side of the text
TEXT = PAPER - 2.0 * MARGIN
LETTER = 0.019  # centimetres: the width of a letter, a point of its size


def word(report: Report) -> bytes:
    """The file. Raises ``ImportError`` without python-docx."""
    import docx
    from docx.shared import Cm, RGBColor

    document = docx.Document()
    paper = document.sections[0]
    paper.page_width, paper.page_height = Cm(PAPER), Cm(29.7)
    paper.left_margin = paper.right_margin = Cm(MARGIN)
    paper.top_margin = paper.bottom_margin = Cm(2.0)
    accent = RGBColor(*rgb(report.brand.accent))
    for name in ("Title", "Heading 1"):
        document.styles[name].font.color.rgb = accent
    said = document.core_properties
    said.title, said.author = f"{report.title}: {report.subtitle}"[:255], report.brand.prepared_by or report.brand.name
    said.language, said.created, said.modified = "en-GB", _day(report), _day(report)
    if report.brand.logo is not None:
        _describe(document.add_picture(io.BytesIO(report.brand.logo), height=Cm(1.8)), report.brand.name or "Logo")
    if report.brand.name:
        document.add_paragraph(report.brand.name)
    document.add_heading(report.title, 0)
    by = f"Prepared by {report.brand.prepared_by}. " if report.brand.prepared_by else ""
    document.add_paragraph(f"{report.subtitle}. {by}Runs of {report.made}.")
    for section in report.sections:
        document.add_heading(section.title, 1)
        for block in section.blocks:
            _add(document, block)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _day(report: Report) -> datetime:
    return datetime.fromisoformat(report.made)


def _add(document: Any, block: Any) -> None:
    from docx.shared import Cm

    match block:
        case Text(words, source, is_note):
            _write(document.add_paragraph(), words, source, 8.5 if is_note else None)
        case Answer(word_, words, source):
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{word_}. ").bold = True
            _write(paragraph, words, source)
        case Command(words, command):
            _write(document.add_paragraph(), words)
            document.add_paragraph().add_run(command).font.name = CODE_FONT
        case Table():
            _table(document, block)
        case Picture(title, told, _, png, source):
            _describe(document.add_picture(str(png), width=Cm(17.0)), told)
            caption = document.add_paragraph()
            caption.add_run(title).bold = True
            _write(caption, "", source)
            _table(document, block.table)


def _write(paragraph: Any, words: str, source: str = "", size: float | None = None) -> None:
    """Words in runs, a name of the model as code, the source raised behind them."""
    from docx.shared import Pt

    for is_code, piece in spans(words):
        run = paragraph.add_run(piece)
        if is_code:
            run.font.name = CODE_FONT
        if size is not None:
            run.font.size = Pt(size)
    if source:
        run = paragraph.add_run(f" {source}")
        run.font.superscript = True


def _table(document: Any, of: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    heading = document.add_paragraph()
    heading.paragraph_format.keep_with_next = True
    _write(heading, of.title, of.source)
    for run in heading.runs:
        run.bold = True
    table = document.add_table(rows=1, cols=len(of.head), style="Table Grid")
    size = 6.5 if len(of.head) > WIDE + 2 else 7.5 if len(of.head) > WIDE else 8.5
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # the head repeats on each page
    table.autofit = False
    widths = [Cm(TEXT * share) for share in widths_of(of.head, of.rows, of.words, TEXT / (LETTER * size))]
    for number, row in enumerate((of.head, *of.rows)):
        added = table.rows[0] if number == 0 else table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # a row stays on one page
        for at, (place, said) in enumerate(zip(added.cells, row, strict=True)):
            place.width = widths[at]
            paragraph = place.paragraphs[0]
            _write(paragraph, said, size=size)
            if at >= of.words:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            for run in paragraph.runs:
                run.bold = number == 0 or at == 0
    _write(document.add_paragraph(), of.note, size=8.0)


def _describe(shape: Any, words: str) -> None:
    """Give a picture its alternative text."""
    shape._inline.docPr.set("descr", words)
