"""A report as slides: a title, and for each part its first sentences, its pictures, and tables that fit.

What does not fit stands in the page or the PDF, and the notes of each slide say so and name the sources.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from experiments.reporting.brand import rgb
from experiments.reporting.content import Answer, Block, Command, Picture, Report, Section, Source, Table, Text, spans

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6  # inches
MOST_SENTENCES, MOST_ROWS, MOST_COLUMNS = 4, 9, 6
LONGEST = 320  # characters of a sentence on a slide
LONG_TITLE = 44  # characters
BLANK = 5  # the layout with a title and nothing else


def slides(report: Report) -> bytes:
    """The file. Raises ``ImportError`` without python-pptx."""
    import pptx
    from pptx.util import Inches

    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    said = deck.core_properties
    said.title, said.author = f"{report.title}: {report.subtitle}"[:255], report.brand.prepared_by or report.brand.name
    said.created = said.modified = datetime.fromisoformat(report.made)
    maker = _Deck(deck, report)
    maker.opening()
    for section in report.sections[:-1]:  # the last are the sources, which stand in notes
        maker.section(section)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


class _Deck:
    def __init__(self, deck: Any, report: Report) -> None:
        from pptx.dml import color

        colour: Any = color.RGBColor
        self.deck, self.report = deck, report
        self.accent = colour(*rgb(report.brand.accent))
        self.on_accent = colour(*rgb(report.brand.on_accent))
        self.sources = {source.key: source for source in report.sources}

    def opening(self) -> None:
        """The title, on the client's colour."""
        from pptx.util import Inches

        brand = self.report.brand
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[BLANK])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = self.accent
        self._title(slide, self.report.title, 40, 2.2, self.on_accent)
        by = f"Prepared by {brand.prepared_by}. " if brand.prepared_by else ""
        lines = [line for line in (brand.name, self.report.subtitle, f"{by}Runs of {self.report.made}.") if line]
        self._lines(slide, [[(False, line)] for line in lines], 3.9, 20, self.on_accent)
        if brand.logo is not None:
            picture = slide.shapes.add_picture(io.BytesIO(brand.logo), Inches(MARGIN), Inches(0.5), height=Inches(1.0))
            _describe(picture, brand.name or "Logo")

    def section(self, section: Section) -> None:
        """A slide of sentences, then one a picture, and one a table that is not a picture's and fits."""
        said = [
            block for block in section.blocks if isinstance(block, Text | Answer) and not getattr(block, "is_note", 0)
        ]
        commands = [block for block in section.blocks if isinstance(block, Command)]
        if said or commands:
            shown = said[:MOST_SENTENCES]
            slide = self._slide(section.title, [*shown, *commands], len(said) > len(shown))
            lines = [_line(block) for block in shown]
            for command in commands:
                lines += [spans(command.words), [(True, command.command)]]
            self._lines(slide, lines, 1.45, 20 if len(lines) < 4 else 17 if len(lines) < 6 else 14)
        for block in section.blocks:
            if isinstance(block, Picture):
                self._picture(block)
            elif isinstance(block, Table) and len(block.head) <= MOST_COLUMNS:
                self._table(block)

    def _slide(self, title: str, blocks: Sequence[Block], is_cut: bool) -> Any:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[BLANK])
        self._title(slide, title, 28 if len(title) <= LONG_TITLE else 20, 0.4, self.accent)
        keys = dict.fromkeys(key for block in blocks if (key := getattr(block, "source", "")))
        notes = [_of_source(self.sources[key]) for key in keys]
        if is_cut:
            notes.insert(0, "There is more of this in the page.")
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)
        return slide

    def _title(self, slide: Any, title: str, size: int, top: float, colour: Any) -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Inches, Pt

        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (
            Inches(MARGIN), Inches(top), Inches(WIDTH - 2 * MARGIN), Inches(0.9 if size < 40 else 1.6),
        )  # fmt: skip
        shape.text_frame.word_wrap = True
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold, run.font.color.rgb = title, Pt(size), True, colour

    def _lines(
        self, slide: Any, lines: Sequence[list[tuple[bool, str]]], top: float, size: int, colour: Any = None
    ) -> None:
        from pptx.util import Inches, Pt

        box = slide.shapes.add_textbox(
            Inches(MARGIN), Inches(top), Inches(WIDTH - 2 * MARGIN), Inches(HEIGHT - top - 0.4)
        )
        box.text_frame.word_wrap = True
        for number, line in enumerate(lines):
            paragraph = box.text_frame.paragraphs[0] if number == 0 else box.text_frame.add_paragraph()
            paragraph.space_after = Pt(10)
            for is_code, piece in line:
                run = paragraph.add_run()
                run.text, run.font.size = piece, Pt(size)
                if is_code:
                    run.font.name = "Consolas"
                if colour is not None:
                    run.font.color.rgb = colour

    def _picture(self, block: Picture) -> None:
        from PIL import Image
        from pptx.util import Inches

        slide = self._slide(block.title, [block], False)
        with Image.open(block.png) as image:
            wide, high = image.size
        width = min(WIDTH - 2 * MARGIN, (HEIGHT - 1.6) * wide / high)
        left = (WIDTH - width) / 2.0
        picture = slide.shapes.add_picture(str(block.png), Inches(left), Inches(1.3), width=Inches(width))
        _describe(picture, block.said)

    def _table(self, block: Table) -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Inches, Pt

        rows = block.rows[:MOST_ROWS]
        slide = self._slide(block.title, [block], len(rows) < len(block.rows))
        frame = slide.shapes.add_table(
            len(rows) + 1, len(block.head), Inches(MARGIN), Inches(1.45), Inches(WIDTH - 2 * MARGIN), Inches(0.4)
        )
        _describe(frame, block.title)
        for number, row in enumerate((block.head, *rows)):
            for at, words in enumerate(row):
                cell = frame.table.cell(number, at)
                if number == 0:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = self.accent
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.alignment = PP_ALIGN.LEFT if at < block.words else PP_ALIGN.RIGHT
                for _, piece in spans(_short(words)):
                    run = paragraph.add_run()
                    run.text, run.font.size, run.font.bold = piece, Pt(12), number == 0
                    if number == 0:
                        run.font.color.rgb = self.on_accent


def _line(block: Text | Answer) -> list[tuple[bool, str]]:
    head = f"{block.word}. " if isinstance(block, Answer) else ""
    return spans(f"{head}{_short(block.words)}{f' [{block.source}]' if block.source else ''}")


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _of_source(source: Source) -> str:
    command = f" Repeated by: {source.command}" if source.command else ""
    return f"{source.key}: {source.what}. {source.files}. {source.runs}.{command}"


def _describe(shape: Any, words: str) -> None:
    """Give a picture or a table its alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)
