"""A report as a PDF, set by typst, whose wheel brings compiler and fonts: nothing is fetched."""

from __future__ import annotations

import json
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

from experiments.reporting.content import Answer, Block, Command, Picture, Report, Table, Text, spans


def pdf(report: Report) -> bytes:
    """The PDF. Raises ``ImportError`` without typst."""
    import typst

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        data = _said(report, folder)
        template = (files("experiments.reporting.formats") / "report.typ").read_bytes()
        (folder / "report.typ").write_bytes(template)
        return bytes(
            typst.compile(str(folder / "report.typ"), root=made, sys_inputs={"report": json.dumps(data)}, timestamp=0)
        )


def _said(report: Report, folder: Path) -> dict[str, Any]:
    """Everything as data for the template; pictures and the logo are laid beside it in ``folder``."""
    brand = report.brand
    logo = "" if brand.logo is None else f"logo.{brand.logo_kind}"
    if brand.logo is not None:
        (folder / logo).write_bytes(brand.logo)
    keys = [source.key for source in report.sources]
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "client": brand.name,
        "prepared_by": brand.prepared_by,
        "made": report.made,
        "accent": brand.accent,
        "on_accent": brand.on_accent,
        "logo": logo,
        "sections": [
            {"title": section.title, "blocks": [_block(block, folder, keys) for block in section.blocks]}
            for section in report.sections
        ],
    }


def _block(block: Block, folder: Path, keys: list[str]) -> dict[str, Any]:
    kind = type(block).__name__
    match block:
        case Text(words, source, is_note):
            return {"kind": kind, "words": spans(words), "source": source, "is_note": is_note}
        case Answer(word, words, source):
            return {"kind": kind, "word": word, "words": spans(words), "source": source}
        case Command(words, command):
            return {"kind": kind, "words": spans(words), "command": command}
        case Picture():
            file = f"picture-{len(list(folder.glob('picture-*')))}.svg"
            shutil.copyfile(block.svg, folder / file)
            own = _block(block.table, folder, keys)
            return {
                "kind": kind, "title": block.title, "said": block.said, "source": block.source, "file": file,
                "table": own,
            }  # fmt: skip
        case Table():
            rows = [[spans(cell) for cell in row] for row in block.rows]
            firsts = [row[0] for row in block.rows]
            return {
                "kind": kind, "title": spans(block.title), "head": [spans(cell) for cell in block.head], "rows": rows,
                "source": block.source, "note": spans(block.note), "words": block.words,
                "is_sources": bool(keys) and not block.source and firsts == keys, "keys": firsts,
            }  # fmt: skip
