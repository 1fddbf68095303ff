"""A report as slides: a title, and for each part its sentences, its pictures, and of tables what fits.

Tables begin with what tells most, so their first columns and rows are what a slide has room for. What is left out is
said beneath, with where the whole table stands; the notes of each slide name the sources.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from experiments.reporting.brand import rgb
from experiments.reporting.content import Answer, Block, Command, Picture, Report, Section, Source, Table, Text, spans
from experiments.reporting.formats.columns import widths_of

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6  # inches
MOST_SENTENCES, MOST_LETTERS = 7, 1200  # on a slide; what is more goes on another
MOST_ROWS, MOST_COLUMNS = 14, 6
SIZES = ((750, 20), (1050, 17))  # letters of a slide below which they have this size, in points; 14 from there on
TABLE_TOP, FOOT = 1.3, 0.75  # inches from the top, and left for a line beneath the table
TABLE_SIZE = 12  # points, of letters in tables
LETTER, LINE, PADDING = 0.1, 0.22, 0.2  # inches at that size: a letter's usual width, a line's height, a cell's own
LONGEST = 320  # characters of a cell on a slide
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
        made = f"{by}Runs of {self.report.made}."
        marks = "S and a number, such as S1, mark a source: the notes of that slide name it."
        lines = [line for line in (brand.name, self.report.subtitle, made, marks) if line]
        self._lines(slide, [[(False, line)] for line in lines], 3.9, 20, self.on_accent)
        if brand.logo is not None:
            picture = slide.shapes.add_picture(io.BytesIO(brand.logo), Inches(MARGIN), Inches(0.5), height=Inches(1.0))
            _describe(picture, brand.name or "Logo")

    def section(self, section: Section) -> None:
        """Slides of sentences, then one a picture, and one a table that is not a picture's."""
        said = [block for block in section.blocks if isinstance(block, Text | Answer | Command)]
        small = [block.words for block in said if isinstance(block, Text) and block.is_note]
        large = [block for block in said if not (isinstance(block, Text) and block.is_note)]
        parts = _parted(large) or ([[]] if small else [])
        for number, shown in enumerate(parts, 1):
            title = section.title if len(parts) == 1 else f"{section.title} ({number} of {len(parts)})"
            slide = self._slide(title, shown, is_cut=False)
            letters = sum(map(_letters, shown))
            size = next((points for below, points in SIZES if letters < below), 14)
            self._lines(slide, [line for block in shown for line in _written(block)], 1.45, size)
            if number == len(parts) and small:
                self._lines(slide, [spans(words) for words in small], HEIGHT - FOOT, 12)
        for block in section.blocks:
            if isinstance(block, Picture):
                self._picture(block)
            elif isinstance(block, Table):
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
        slide.notes_slide.notes_text_frame.text += f"\nIts numbers are in the page, as a table: {block.table.title}."
        with Image.open(block.png) as image:
            wide, high = image.size
        width = min(WIDTH - 2 * MARGIN, (HEIGHT - 1.6) * wide / high)
        left = (WIDTH - width) / 2.0
        picture = slide.shapes.add_picture(str(block.png), Inches(left), Inches(1.3), width=Inches(width))
        _describe(picture, block.said)

    def _table(self, block: Table) -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Inches, Pt

        head = block.head[:MOST_COLUMNS]
        wide = WIDTH - 2 * MARGIN
        shares = widths_of(head, [row[: len(head)] for row in block.rows], block.words, wide / LETTER)
        widths = [wide * share for share in shares]
        rows = _rows_that_fit([[_short(cell) for cell in row[: len(head)]] for row in (head, *block.rows)], widths)
        left_out = _left_out(block, len(head), len(rows))
        slide = self._slide(block.title, [block], bool(left_out))
        frame = slide.shapes.add_table(
            len(rows) + 1, len(head), Inches(MARGIN), Inches(TABLE_TOP), Inches(WIDTH - 2 * MARGIN), Inches(0.4)
        )
        _describe(frame, block.title)
        for column, width in zip(frame.table.columns, widths, strict=True):
            column.width = Inches(width)
        if left_out:
            self._lines(slide, [spans(left_out)], HEIGHT - FOOT, 12)
        for number, row in enumerate((head, *rows)):
            for at, words in enumerate(row):
                cell = frame.table.cell(number, at)
                if number == 0:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = self.accent
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.alignment = PP_ALIGN.LEFT if at < block.words else PP_ALIGN.RIGHT
                for _, piece in spans(words):
                    run = paragraph.add_run()
                    run.text, run.font.size, run.font.bold = piece, Pt(TABLE_SIZE), number == 0
                    if number == 0:
                        run.font.color.rgb = self.on_accent


def _rows_that_fit(lines: Sequence[Sequence[str]], widths: Sequence[float]) -> list[Sequence[str]]:
    """The first rows under a head for which a slide has room; one at least, where there is any."""
    room, fitting = HEIGHT - TABLE_TOP - FOOT, 0
    for row in lines[: MOST_ROWS + 1]:
        most = max(
            -(-len(cell) // max(1, int((width - PADDING) / LETTER))) for cell, width in zip(row, widths, strict=True)
        )
        room -= max(1, most) * LINE + PADDING / 2
        if room < 0.0 and fitting > 1:
            break
        fitting += 1
    return list(lines[1:fitting])


def _left_out(block: Table, columns: int, rows: int) -> str:
    """What of a table is not on its slide, and where all of it is; nothing where all is there."""
    said: list[str] = []
    if columns < len(block.head):
        said += block.head[columns:]
    if rows < len(block.rows):
        said.append(f"{len(block.rows) - rows} of {len(block.rows)} rows")
    return f"Not here: {'; '.join(said)}. The whole table is in the page." if said else ""


Sentence = Text | Answer | Command


def _parted(said: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences by the slide on which they stand: as many to each as there is room for."""
    parts: list[list[Sentence]] = []
    for block in said:
        is_full = parts and (
            len(parts[-1]) == MOST_SENTENCES or sum(map(_letters, [*parts[-1], block])) > MOST_LETTERS
        )  # fmt: skip
        if not parts or is_full:
            parts.append([])
        parts[-1].append(block)
    return parts


def _letters(block: Sentence) -> int:
    return sum(len(piece) for line in _written(block) for _, piece in line)


def _written(block: Sentence) -> list[list[tuple[bool, str]]]:
    """The lines of a sentence: with its word and its source; a command beneath what it is for."""
    if isinstance(block, Command):
        return [spans(block.words), [(True, block.command)]]
    head = f"{block.word}. " if isinstance(block, Answer) else ""
    return [spans(f"{head}{block.words}{f' [{block.source}]' if block.source else ''}")]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _of_source(source: Source) -> str:
    command = f" Repeated by: {source.command}" if source.command else ""
    return f"{source.key}: {source.what}. {source.files}. {source.runs}.{command}"


def _describe(shape: Any, words: str) -> None:
    """Give a picture or a table its alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)
